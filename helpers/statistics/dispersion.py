"""How evenly a term is spread over the parts of a corpus: 0 is as even as their sizes, towards 1 is all in one place.

DP = ½ Σ |vᵢ − sᵢ|, where part i holds the share vᵢ of the term's occurrences and the share sᵢ of the corpus's words (Gries 2008,
International Journal of Corpus Linguistics 13(4), 403-437). DPnorm = DP / (1 − min sᵢ), the smallest share over *all* parts, also those
without the term, so that the maximum is 1 (Lijffijt and Gries 2012, the same journal 17(1), 147-149). A part without words is no part. Over
a single part, and for a term that never occurs, neither is defined: NaN.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd


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


def term_dispersion(counts: pd.DataFrame, sizes: pd.Series) -> pd.DataFrame:
    """DP and DPnorm of every term at once: the same numbers as `dp` and `dp_norm`, for tables of a million rows.

    `counts`: columns term, part, count, one row per term and part that holds it. `sizes`: words by part, *all* parts.
    Returns dp and dp_norm by term (index, sorted). Parts without the term enter through the rest of the corpus:
    ½ (Σ over parts that hold the term of (|v − s| − s) + 1).

    >>> counts = pd.DataFrame({"term": ["合作", "合作", "霸权"], "part": ["a", "b", "a"], "count": [2, 1, 4]})
    >>> term_dispersion(counts, pd.Series({"a": 100, "b": 100, "c": 100})).round(3)
            dp  dp_norm
    term
    合作   0.333      0.5
    霸权   0.667      1.0
    """
    counts = counts[counts["count"] > 0].sort_values(["term", "part"], kind="stable")
    sizes = sizes[sizes > 0].sort_index()
    total = counts.groupby("term", sort=True)["count"].sum()
    if len(sizes) < 2:
        return pd.DataFrame({"dp": math.nan, "dp_norm": math.nan}, index=total.index)
    words = float(sizes.sum())
    v = counts["count"] / counts["term"].map(total)
    s = counts["part"].map(sizes) / words
    gap = ((v - s).abs() - s).groupby(counts["term"], sort=True).sum()
    spread = (0.5 * (gap + 1.0)).clip(0.0, 1.0).rename_axis("term")
    return pd.DataFrame({"dp": spread, "dp_norm": (spread / (1.0 - float(sizes.min()) / words)).clip(upper=1.0)})
