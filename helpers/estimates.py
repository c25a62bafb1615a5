"""A group of values becomes a value, an interval and the basis on which the number of clusters allows it.

A share is Σ numerator / Σ denominator, for instance paragraphs that evoke a frame over body paragraphs. Articles are
not independent of each other: those from one event and one origin tell one story. So the cluster (event × origin) is
the unit of inference, and how much may be said depends on how many there are:

- fewer than 10: no interval, "descriptive";
- 10 to 99: a 95% interval, "approximate", with the share of such intervals that held the truth in simulation;
- 100 and more: a 95% interval. (The design said 40, but the simulation found 94% there in the mean and 90% in the
  worst setting, and 95% and 93% at 100.)

The interval: r is the share, yᵢ and nᵢ a cluster's numerator and denominator, k their number. The linearised variance of a ratio is V =
k/(k−1) Σ (yᵢ − r nᵢ)² / (Σ nᵢ)² (Cochran 1977, section 6.3), taken to the logit scale with the quantile of t with k − 1 degrees of freedom.
Where V is 0 (all clusters alike, for instance a frame nobody evokes), Wilson's interval as if each cluster were one paragraph. A bootstrap
of clusters was tried beside it and covers less at every number of clusters (`simulation`). V needs five sums of whole numbers, which are
the same however the articles are ordered or split over processes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import t as student

from helpers.statistics.permutation import LEVEL, adjust, assignments, permutation_p, strata_of
from helpers.tables import CorpusError

INTERVAL_FROM, PLAIN_FROM = 10, 100  # clusters
# Share of nominal 95% intervals that held the truth, in the mean and in the worst of the settings, by clusters: from
# coverage.csv, differences.csv and differences_rare.csv (reference share 0.2 and 0.05) in data/simulation, which
# `simulation` writes and a test compares with these. The worst setting of a share is a rare frame (0.05) in stories far
# apart (icc 0.4).
COVERAGE = {10: (0.93, 0.89), 20: (0.93, 0.86), 30: (0.93, 0.89), 40: (0.94, 0.9)}
COVERAGE_DIFFERENCE = {10: (0.96, 0.92), 20: (0.95, 0.89), 30: (0.95, 0.89), 40: (0.96, 0.91)}


class Estimate(NamedTuple):
    """A share with its 95% interval (NaN where none is given), the basis in words, and its counts."""

    value: float
    low: float
    high: float
    basis: str
    n_documents: int
    n_clusters: int
    n_evoked: int  # sum of the numerators
    n_units: int  # sum of the denominators: exposure


class Difference(NamedTuple):
    """Share of the target less share of the reference, its 95% interval, and p of the permutation (NaN: not given)."""

    value: float
    low: float
    high: float
    p: float
    smallest_p: float  # that the design could give
    basis: str


def basis_of(n_documents: int, n_clusters: int, coverage: dict[int, tuple[float, float]] = COVERAGE) -> str:
    """What so many clusters allow, in words.

    >>> basis_of(4, 3)
    'descriptive: 4 articles, 3 clusters'
    >>> basis_of(31, 12)
    'approximate: 31 articles, 12 clusters; such intervals covered 93% in simulation (worst setting 89%)'
    """
    articles = f"{n_documents} article{'s' if n_documents != 1 else ''}"
    counts = f"{articles}, {n_clusters} cluster{'s' if n_clusters != 1 else ''}"
    if n_clusters < INTERVAL_FROM:
        return f"descriptive: {counts}"
    if n_clusters < PLAIN_FROM:
        mean, worst = coverage[max(k for k in coverage if k <= n_clusters)]
        return f"approximate: {counts}; such intervals covered {mean:.0%} in simulation (worst setting {worst:.0%})"
    return counts


def in_short(bases: Iterable[str]) -> str:
    """The bases of several groups in a line: each once, or of many the one with fewest articles and the one with most.

    >>> in_short(f"{n} articles, {n - 2} clusters" for n in (130, 99, 250, 200))
    '99 articles, 97 clusters (fewest) to 250 articles, 248 clusters (most)'
    """
    each = sorted(set(bases))
    if len(each) <= 3:
        return "; ".join(each)
    each.sort(key=lambda basis: [int(n) for n in re.findall(r"\d+", basis)[:2]])
    return f"{each[0]} (fewest) to {each[-1]} (most)"


def share_interval(y: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95% interval of Σ y / Σ n over clusters (the last axis), whatever their number: `share_estimate` decides on use.

    >>> low, high = share_interval(np.array([3, 0, 2, 5, 1, 4, 2, 0, 3, 1]), np.array([10] * 10))
    >>> round(float(low), 3), round(float(high), 3)
    (0.115, 0.353)
    """
    y, n = np.asarray(y, dtype=np.int64), np.asarray(n, dtype=np.int64)
    k = (n > 0).sum(axis=-1)
    total_y, total_n = y.sum(axis=-1), n.sum(axis=-1)
    squares = ((y * y).sum(axis=-1), (y * n).sum(axis=-1), (n * n).sum(axis=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        r = total_y / total_n
        variance = k / (k - 1) * (squares[0] - 2 * r * squares[1] + r * r * squares[2]) / total_n.astype(float) ** 2
        t = student.ppf(0.975, k - 1)
        spread = (r > 0) & (r < 1) & (variance > 1e-12)
        logit = np.log(r / (1 - r))
        half = t * np.sqrt(np.maximum(variance, 0)) / (r * (1 - r))
        centre = (r + t**2 / (2 * k)) / (1 + t**2 / k)
        wilson = t / (1 + t**2 / k) * np.sqrt(r * (1 - r) / k + t**2 / (4 * k**2))
        low = np.where(spread, 1 / (1 + np.exp(half - logit)), np.maximum(0, centre - wilson))
        high = np.where(spread, 1 / (1 + np.exp(-half - logit)), np.minimum(1, centre + wilson))
    return low, high


def _clusters(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Sums by cluster and the other keys, sorted; CorpusError where an article has no cluster or impossible counts."""
    missing = [name for name in [*keys, "doc_id", "n_evoked", "n_units"] if name not in frame.columns]
    if missing:
        raise CorpusError("this table", None, f"there is no column {missing[0]!r}", "join it from the documents")
    if frame.empty:
        raise CorpusError("this table", None, "there is no article in it", "choose a group that has articles")
    lost = frame["cluster_id"].isna() | (frame["cluster_id"].astype(str) == "")
    if lost.any():
        name = frame.loc[lost, "doc_id"].iloc[0]
        raise CorpusError("catalogue.csv", None, f"{name!r} has no cluster_id", "write its event and origin there")
    wrong = ~((frame["n_evoked"] >= 0) & (frame["n_evoked"] <= frame["n_units"]))
    if wrong.any():
        name = frame.loc[wrong, "doc_id"].iloc[0]
        problem = f"{name!r} counts more in n_evoked than in n_units, or fewer than 0"
        raise CorpusError("this table", None, problem, "count both in the same unit")
    groups = frame.groupby(keys, sort=True, dropna=False)
    sums = groups.agg(y=("n_evoked", "sum"), n=("n_units", "sum"), n_documents=("doc_id", "nunique")).reset_index()
    return sums[sums["n"] > 0].astype({"y": "int64", "n": "int64"}).reset_index(drop=True)


def share_estimate(frame: pd.DataFrame) -> Estimate:
    """The share of a group, one row per article (or part of one): doc_id, cluster_id, n_evoked, n_units.

    Clusters without exposure do not count as clusters; a group without any has no share (NaN).

    >>> frame = pd.DataFrame({"doc_id": ["bài 1", "bài 2"], "cluster_id": ["hội nghị × hãng A", "hội nghị × hãng B"],
    ...                       "n_evoked": [3, 1], "n_units": [9, 11]})
    >>> estimate = share_estimate(frame)
    >>> estimate.value, estimate.low, estimate.basis
    (0.2, nan, 'descriptive: 2 articles, 2 clusters')
    """
    return _estimates(frame, pd.Series(0, index=frame.index))[0]


def _estimates(frame: pd.DataFrame, number: pd.Series) -> list[Estimate]:
    """`share_estimate` of the groups that `number` (0, 1, …) tells apart; sums of all groups at once, for there may be thousands."""
    clusters = _clusters(frame.assign(number=number), ["number", "cluster_id"])
    of_cluster, y, n = (clusters[name].to_numpy() for name in ("number", "y", "n"))
    exposed = frame["n_units"] > 0
    documents = frame.loc[exposed, "doc_id"].groupby(number[exposed]).nunique()
    starts = np.searchsorted(of_cluster, np.arange(number.max() + 2))
    estimates = []
    for group, (start, end) in enumerate(pairwise(starts.tolist())):
        mine, of, k = y[start:end], n[start:end], end - start
        if k == 0:
            estimates.append(Estimate(math.nan, math.nan, math.nan, "nothing to count in", 0, 0, 0, 0))
            continue
        low, high = map(float, share_interval(mine, of)) if k >= INTERVAL_FROM else (math.nan, math.nan)
        n_evoked, n_units, n_documents = int(mine.sum()), int(of.sum()), int(documents[group])
        estimates.append(Estimate(n_evoked / n_units, low, high, basis_of(n_documents, k), n_documents, k, n_evoked, n_units))
    return estimates


def share_estimates(frame: pd.DataFrame, by: str | Sequence[str]) -> pd.DataFrame:
    """`share_estimate` of every group of `by`, in order of appearance: the group's columns, then those of Estimate."""
    keys = [by] if isinstance(by, str) else list(by)
    if frame.empty:
        return pd.DataFrame(columns=[*keys, *Estimate._fields])
    number = frame.groupby(keys, sort=False, dropna=False).ngroup()
    named = frame.loc[~number.duplicated(), keys].reset_index(drop=True)
    return named.join(pd.DataFrame(_estimates(frame, number)))


def difference_interval(a, a_low, a_high, b, b_low, b_high) -> tuple:
    """a − b with the 95% interval that those of a and b make (MOVER: Zou and Donner 2008, Statistics in Medicine 27).

    Takes a and b as independent. Where both cover the same events they agree somewhat, and the interval is too wide.
    """
    gap = np.subtract(a, b)
    below = np.hypot(np.subtract(a, a_low), np.subtract(b_high, b))
    above = np.hypot(np.subtract(a_high, a), np.subtract(b, b_low))
    return gap, gap - below, gap + above


def share_difference(frame: pd.DataFrame, target: str, reference: str, by: str = "source", seed: int = 1) -> Difference:
    """Target less reference (values of the column `by`); rows as for `share_estimate`, with event_id.

    The interval (`difference_interval`) stands where both groups have 10 clusters or more. p: groups exchanged between
    clusters of the same event, all ways or 10,000 of them (`permutation`), where the smallest p that the design allows
    is 0.05 or less. CorpusError where a group has no rows.
    """
    sides = []
    for value in (target, reference):
        if not (frame[by] == value).any():
            raise CorpusError("this table", None, f"the {by} {value!r} has no articles", "choose one that has")
        sides.append(frame[frame[by] == value])
    units = [_clusters(side, ["cluster_id", "event_id"]) for side in sides]
    units = pd.concat([units[0].assign(side=0), units[1].assign(side=1)])
    units = units.sort_values(["cluster_id", "side"], kind="stable", ignore_index=True)
    a, b = (share_estimate(side) for side in sides)
    value, low, high = map(float, difference_interval(*a[:3], *b[:3]))
    ways = assignments(units["side"] == 0, strata_of(units["cluster_id"], units["event_id"]), seed)
    allowed = ways.smallest_p <= LEVEL
    p = permutation_p(ways, units[["y"]].to_numpy(), units["n"].to_numpy())[0] if allowed else math.nan
    fewest = min(a, b, key=lambda estimate: estimate.n_clusters)
    basis = basis_of(fewest.n_documents, fewest.n_clusters, COVERAGE_DIFFERENCE)
    why = "group and event coincide" if ways.possible == 1 else f"smallest possible p {ways.smallest_p:.2g}"
    return Difference(value, low, high, float(p), ways.smallest_p, f"{basis} in the smaller group; {why}")


def share_differences(frame: pd.DataFrame, target: str, reference: str, **how) -> pd.DataFrame:
    """`share_difference` for each `frame`, with p_adjusted: corrected over all of them (Holm)."""
    rows = [{"frame": key} | share_difference(own, target, reference, **how)._asdict() for key, own in frame.groupby("frame", sort=False)]
    table = pd.DataFrame(rows, columns=["frame", *Difference._fields])
    table.insert(table.columns.get_loc("p") + 1, "p_adjusted", adjust(table["p"], "holm"))
    return table
