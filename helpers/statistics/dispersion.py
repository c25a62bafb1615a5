"""How evenly a term is spread over the parts of a corpus: 0 is as even as their sizes, towards 1 is all in one place.

For one term, by hand; `tallies` has the same numbers for all terms at once.

DP = ½ Σ |vᵢ − sᵢ|, where part i holds the share vᵢ of the term's occurrences and the share sᵢ of the corpus's words (Gries 2008,
International Journal of Corpus Linguistics 13(4), 403-437). DPnorm = DP / (1 − min sᵢ), the smallest share over *all* parts, also those
without the term, so that the maximum is 1 (Lijffijt and Gries 2012, the same journal 17(1), 147-149). A part without words is no part. Over
a single part, and for a term that never occurs, neither is defined: NaN.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def dp(counts: Sequence[float], sizes: Sequence[float] | None = None) -> float:
    """DP of a term with these counts in parts of these sizes (words; equal parts where none are given), in [0, 1].

    Lyne's (1985) ALLEMAND, as Gries (2008) recomputes it:

    >>> sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    >>> round(dp([2, 0, 1, 1, 3, 0, 3, 0, 0, 0], sizes), 10)
    0.4990704543

    Raises ValueError where counts and sizes differ in number, or one is negative.
    """
    shares = _shares(counts, sizes)
    if shares is None:
        return math.nan
    return min(1.0, max(0.0, 0.5 * math.fsum(abs(v - s) for v, s in shares)))


def dp_norm(counts: Sequence[float], sizes: Sequence[float] | None = None) -> float:
    """DPnorm, arguments as for `dp`: DP over its largest possible value, 1 minus the smallest part's share.

    Lijffijt and Gries (2012): counts 2, 1, 0 in three equal parts.

    >>> round(dp_norm([2, 1, 0]), 12)
    0.5
    """
    shares = _shares(counts, sizes)
    if shares is None:
        return math.nan
    return min(1.0, dp(counts, sizes) / (1.0 - min(s for _, s in shares)))


def _shares(counts: Sequence[float], sizes: Sequence[float] | None) -> list[tuple[float, float]] | None:
    """(share of the term, share of the corpus) by part; None where nothing or nowhere to spread."""
    counts = [float(count) for count in counts]
    sizes = [1.0] * len(counts) if sizes is None else [float(size) for size in sizes]
    if len(counts) != len(sizes):
        raise ValueError(f"there are {len(counts)} counts for {len(sizes)} parts; give one for each, 0 included.")
    if min(counts + sizes, default=0) < 0:
        raise ValueError("a count or a part's size is negative; both are numbers of words.")
    if any(count > size == 0 for count, size in zip(counts, sizes, strict=True)):
        raise ValueError("a part without words holds the term; give the sizes of the parts in words.")
    parts = [(count, size) for count, size in zip(counts, sizes, strict=True) if size > 0]
    total, words = math.fsum(count for count, _ in parts), math.fsum(size for _, size in parts)
    if len(parts) < 2 or total == 0:
        return None
    return [(count / total, size / words) for count, size in parts]
