"""Prints of paragraphs and sketches of articles: how alike two texts of one language are, told without either text."""

from __future__ import annotations

import math
import re
from functools import cache
from hashlib import blake2b

import numpy as np

from helpers.languages import language_of

PRINT, SKETCH = "print", "sketch"  # SimHash of a paragraph; MinHash of an article's body, at its first body paragraph
PERMUTATIONS, SCHEME = 64, "affine32"


@cache
def _empty_sketch():
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, scheme=SCHEME, hashfunc=_first_bits)


def _first_bits(digest: bytes) -> int:
    return int.from_bytes(digest[:4], "little")


def prints(texts: list[str], tag: str) -> tuple[list[str], str]:
    """The SimHash of each paragraph (128 bits) and the MinHash of them all (64 × 32 bits), in hexadecimal.

    SimHash (Charikar 2002): bit k is the majority, over the paragraph's shingles, of bit k of their hashes; the share of differing bits
    estimates the angle between two paragraphs' shingle counts. MinHash (Broder 1997): the share of equal minima estimates Jaccard's
    index of two articles' shingles. A shingle is 6 characters where the script has spaces, 3 where it has none.
    """
    width = 6 if language_of(tag).ends_need_space else 3
    minima = _empty_sketch().copy()
    printed = []
    for text in texts:
        letters = re.sub(r"[\W_]+", " " if width == 6 else "", text.lower()).strip()
        shingles = [letters[place : place + width] for place in range(max(1, len(letters) - width + 1))]
        digests = [blake2b(shingle.encode(), digest_size=16).digest() for shingle in shingles]
        minima.update_batch(digests)
        bits = np.unpackbits(np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(len(digests), 16), axis=1)
        printed.append(np.packbits(2 * bits.sum(axis=0) > len(digests)).tobytes().hex())
    return printed, np.asarray(minima.hashvalues, dtype=">u4").tobytes().hex()


def print_cosine(one: int, other: int) -> float:
    """The cosine that two SimHashes estimate: cos(π · differing bits / 128)."""
    return math.cos(math.pi * (one ^ other).bit_count() / 128)
