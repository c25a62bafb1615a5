"""Exact permutation of groups over clusters, within events, and the correction of many p-values.

Null hypothesis: within an event, which cluster carries which group's name makes no difference. The unit is a cluster
(articles from one wire story are one source of evidence); names are exchanged only between clusters of the same event,
so a group that happened to cover other events cannot be told from the events it covered, and gets no p.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csc_array, issparse
from scipy.stats import false_discovery_control

ALL_UP_TO = 10_000  # assignments that are enumerated; where there are more, this many less one are drawn
LEVEL = 0.05  # a design whose smallest possible p lies above it cannot answer: no p is printed


class Assignments(NamedTuple):
    """Ways to give the target's name to as many units of each stratum as carry it; the observed one comes first."""

    target: np.ndarray  # bool, assignments x units
    possible: int  # how many there are in all
    smallest_p: float  # the smallest two-sided p this design can give

    @property
    def exact(self) -> bool:
        """Whether all assignments are there, rather than a random draw of them."""
        return len(self.target) == self.possible


def assignments(target: Sequence[bool], strata: Sequence[str], seed: int = 1) -> Assignments:
    """All assignments, or a seeded draw of them with the observed one where more than 10,000 are possible.

    `target`: whether a unit is the target's; `strata`: its event. Where each stratum has as many target as reference
    units, exchanging all names turns the sign of every difference, so the smallest two-sided p is 2 / possible;
    otherwise, also where an event of one group alone stays as it is, it is 1 / possible.

    >>> ways = assignments([True, True, False, False], ["峰会", "峰会", "峰会", "峰会"])
    >>> ways.possible, round(ways.smallest_p, 3), ways.exact
    (6, 0.333, True)
    >>> assignments([True, False], ["Hội nghị", "đàm phán"]).possible  # source and event coincide
    1
    """
    target, strata = np.asarray(target, dtype=bool), np.asarray([str(stratum) for stratum in strata])
    members = [np.flatnonzero(strata == stratum) for stratum in sorted(set(strata))]
    chosen = [int(target[rows].sum()) for rows in members]
    possible = math.prod(math.comb(len(rows), k) for rows, k in zip(members, chosen, strict=True))
    if possible <= ALL_UP_TO:
        ways = [list(itertools.combinations(rows, k)) for rows, k in zip(members, chosen, strict=True)]
        table = np.zeros((possible, len(target)), dtype=bool)
        for row, parts in enumerate(itertools.product(*ways)):
            table[row, list(itertools.chain(*parts))] = True
        observed = int(np.flatnonzero((table == target).all(axis=1))[0])
        table[[0, observed]] = table[[observed, 0]]
    else:
        table = np.zeros((ALL_UP_TO, len(target)), dtype=bool)
        table[0] = target
        random = np.random.Generator(np.random.Philox(key=seed))
        for rows, k in zip(members, chosen, strict=True):
            order = np.argsort(random.random((ALL_UP_TO - 1, len(rows))), axis=1, kind="stable")
            np.put_along_axis(table[1:], rows[order[:, :k]], True, axis=1)
    balanced = all(2 * k == len(rows) for rows, k in zip(members, chosen, strict=True))
    smallest = min(1.0, (2 if balanced else 1) / possible)
    return Assignments(table, possible, max(smallest, 1 / len(table)))


def strata_of(clusters: pd.Series, events: pd.Series) -> np.ndarray:
    """Within what the groups' names of units (cluster × group) may be exchanged: the event.

    A cluster with units of both groups (one wire story that both print) is a matched pair and exchanged only within
    itself. Clusters without an event are exchanged among each other.

    >>> strata_of(pd.Series(["c1", "c1", "c2", "c3"]), pd.Series(["峰会", "峰会", "峰会", None])).tolist()
    ['cluster c1', 'cluster c1', 'event 峰会', 'event ']
    """
    pair = clusters.duplicated(keep=False)
    return np.where(pair, "cluster " + clusters.astype(str), "event " + events.fillna("").astype(str))


def permutation_p(ways: Assignments, counts: np.ndarray | csc_array, sizes: np.ndarray) -> np.ndarray:
    """Two-sided p by column of `counts` for the difference of Σ counts / Σ sizes between target and the other units.

    `counts`: units x columns (terms, or frames), dense or sparse; `sizes`: exposure by unit (words, or paragraphs). p is the share of
    assignments, the observed one among them, with a difference at least as large. An assignment that leaves a side
    without exposure counts as large, so that p errs upwards.

    >>> ways = assignments([True, True, True, False, False, False], ["峰会"] * 6)
    >>> permutation_p(ways, np.array([[5], [4], [6], [1], [0], [2]]), np.array([10, 10, 10, 10, 10, 10])).tolist()
    [0.1]
    """
    sizes, side = np.asarray(sizes, dtype=float), np.ascontiguousarray(ways.target.T, dtype=float)  # units x assignments
    counts = counts if issparse(counts) else np.asarray(counts, dtype=float)
    n_target = sizes @ side
    n_other = sizes.sum() - n_target
    p = np.empty(counts.shape[1])
    for start in range(0, counts.shape[1], 500):  # so that memory stays small however many terms there are
        columns = counts[:, start : start + 500]
        f_target = columns.T @ side
        with np.errstate(divide="ignore", invalid="ignore"):
            gap = f_target / n_target - (columns.sum(axis=0)[:, None] - f_target) / n_other
        gap = np.where(np.isfinite(gap), np.abs(gap), np.inf)
        p[start : start + 500] = (gap >= gap[:, :1] - 1e-12).mean(axis=1)
    return p


def adjust(p_values: Sequence[float], method: str) -> np.ndarray:
    """p-values corrected for their number: "holm" (family-wise) or "benjamini-hochberg" (false discovery rate).

    Holm (1979): the k-th smallest of m times (m − k + 1), never below the one before, at most 1. Benjamini and
    Hochberg (1995) as in scipy. Missing values stay missing and are not counted.

    >>> adjust([0.01, 0.04, 0.03], "holm").round(3).tolist()
    [0.03, 0.06, 0.06]
    >>> adjust([0.01, 0.04, 0.03], "benjamini-hochberg").round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    p = np.asarray(p_values, dtype=float)
    known = ~np.isnan(p)
    corrected = np.full(p.shape, np.nan)
    if method == "benjamini-hochberg":
        corrected[known] = false_discovery_control(p[known], method="bh") if known.any() else []
    elif method == "holm":
        order = np.argsort(p[known], kind="stable")
        steps = p[known][order] * np.arange(len(order), 0, -1)
        fixed = np.empty(len(order))
        fixed[order] = np.minimum(1.0, np.maximum.accumulate(steps))
        corrected[known] = fixed
    else:
        raise ValueError(f"the correction {method!r} is not known; name 'holm' or 'benjamini-hochberg'.")
    return corrected
