"""Prints of paragraphs and sketches of articles: how alike two texts of one language are, told without either text."""

from __future__ import annotations

import math
import re
from functools import cache

import numpy as np

from helpers.languages import language_of

PRINT, SKETCH = "print", "sketch"  # SimHash of a paragraph; MinHash of an article's body, at its first body paragraph
PERMUTATIONS, SCHEME = 64, "affine32"
_WORD = re.compile(r"[^\W_]+")
_ODD = np.uint64(0x100000001B3)  # FNV's prime
_STEPS = np.array([0x9E3779B97F4A7C15, 0x3C6EF372FE94F82A], dtype=np.uint64)  # one and two steps of SplitMix64
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1))


@cache
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    """Factors and summands of datasketch's permutations x → ax + b modulo 2³²."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, scheme=SCHEME).permutations


def prints(texts: list[str], tag: str) -> tuple[list[str], str]:
    """The SimHash of each paragraph (128 bits) and the MinHash of them all (64 × 32 bits), in hexadecimal.

    SimHash (Charikar 2002): bit k is the majority, over the paragraph's shingles, of bit k of their hashes; the share of differing bits
    estimates the angle between two paragraphs' shingle counts. MinHash (Broder 1997): the share of equal minima estimates Jaccard's
    index of two articles' shingles. A shingle is 6 characters where the script has spaces, 3 where it has none.
    """
    width = 6 if language_of(tag).ends_need_space else 3
    between = " " if width == 6 else ""
    letters = [between.join(_WORD.findall(text.lower())).ljust(width, "\0") for text in texts]
    hashes, printed, place = _hashes("".join(letters), width), [], 0
    bits, starts = np.unpackbits(hashes.view(np.uint8), axis=1), []
    for text in letters:  # a shingle begins in one paragraph and ends in it
        count = len(text) - width + 1
        sums = bits[place : place + count].sum(axis=0, dtype=np.uint32)
        printed.append(np.packbits(2 * sums > count).tobytes().hex())
        starts.append(hashes[place : place + count, 0])
        place += len(text)
    factors, summands = _permutations()
    minima = (factors[:, None] * (np.concatenate(starts) >> np.uint64(32)).astype(np.uint32) + summands[:, None]).min(axis=1)
    return printed, minima.astype(">u4").tobytes().hex()


def _hashes(letters: str, width: int) -> np.ndarray:
    """128 bits for each run of `width` characters, all at once: FNV-1a over their code points, then two steps of SplitMix64."""
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    seeds = np.full(len(codes) - width + 1, 0xCBF29CE484222325, dtype=np.uint64)
    for place in range(width):
        seeds = (seeds ^ codes[place : place + len(seeds)]) * _ODD
    halves = seeds[:, None] + _STEPS
    for shift, factor in _MIX:
        halves = (halves ^ (halves >> np.uint64(shift))) * np.uint64(factor)
    return np.ascontiguousarray(halves, dtype="<u8")


def print_cosine(one: int, other: int) -> float:
    """The cosine that two SimHashes estimate: cos(π · differing bits / 128)."""
    return math.cos(math.pi * (one ^ other).bit_count() / 128)
