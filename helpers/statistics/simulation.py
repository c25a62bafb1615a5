"""Invented corpora with a known truth: how often do intervals hold it, and tests keep their level, at few clusters?

A cluster's own share is drawn from a Beta distribution whose mean is the true share and whose spread is the intraclass
correlation icc (0: all clusters alike; 0.4: articles on one story much alike, stories far apart). A cluster has one to
three articles of 5 to 20 paragraphs. All draws come from one seed.
"""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import beta

from helpers.corpus import ROOT
from helpers.estimates import difference_interval, share_interval
from helpers.statistics.permutation import LEVEL, assignments, permutation_p
from helpers.tables import read_csv, write_csv

CLUSTERS = (5, 10, 20, 30, 40, 100)
SHARES, ICCS = (0.05, 0.2, 0.5), (0.05, 0.2, 0.4)
RARE = 0.05  # the reference's share in differences_rare.csv


def _articles(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Paragraphs per article, three places in the last axis; 0 where the cluster has fewer than three articles."""
    sizes = random.integers(5, 21, (*shape, 3))
    return np.where(np.arange(3) < random.integers(1, 4, (*shape, 1)), sizes, 0)


def simulate_clusters(n_clusters: int, share: float = 0.2, icc: float = 0.2, difference: float = 0.0, seed: int = 1) -> pd.DataFrame:
    """An invented corpus, as `estimates` takes it: doc_id, source, event_id, cluster_id, n_evoked, n_units.

    Two invented sources, A and B, with `n_clusters` clusters each, one per event. B's true share is `share`, A's `share + difference`. With
    even odds a cluster's own share is what the event suggests to everyone (at the same quantile for both sources), else drawn for it alone.

    >>> simulate_clusters(2)[["cluster_id", "n_evoked", "n_units"]].groupby("cluster_id").sum()
                 n_evoked  n_units
    cluster_id
    event 1 × A         2       13
    event 1 × B         2       19
    event 2 × A         2       18
    event 2 × B         0       23
    """
    random = np.random.Generator(np.random.Philox(key=seed))
    y, sizes = _two_sources(random, 1, n_clusters, share, icc, difference, matched=True)
    rows = []
    for side, event, article in np.argwhere(sizes[0] > 0):
        source, name = "AB"[side], f"event {event + 1}"
        counts = int(y[0, side, event, article]), int(sizes[0, side, event, article])
        rows.append((f"{source}-{event + 1}-{article + 1}", source, name, f"{name} × {source}", *counts))
    return pd.DataFrame(rows, columns=["doc_id", "source", "event_id", "cluster_id", "n_evoked", "n_units"])


def _two_sources(
    random: np.random.Generator, repeats: int, k: int, share: float, icc: float, difference: float, matched: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Numerators and denominators: repeats x sources x clusters x articles."""
    shape = (repeats, 2, k)
    own = random.random(shape)
    if matched:
        own = np.where(random.random(shape) < 0.5, random.random((repeats, 1, k)), own)
    truth = np.array([share + difference, share])[:, None]
    strength = (1 - icc) / icc
    shares = beta.ppf(own, truth * strength, (1 - truth) * strength)
    sizes = _articles(random, shape)
    return random.binomial(sizes, shares[..., None]), sizes


def bootstrap_interval(y: np.ndarray, n: np.ndarray, random: np.random.Generator, draws: int = 400) -> np.ndarray:
    """The method not chosen: 2.5% and 97.5% of the share over `draws` of clusters with Poisson(1) weights."""
    weights = random.poisson(1.0, (draws, y.shape[-1])).astype(float)
    exposure = weights @ n
    return np.quantile((weights @ y)[exposure > 0] / exposure[exposure > 0], [0.025, 0.975])


def _random(seed: int, *setting: float) -> np.random.Generator:
    """A stream of its own for each setting, so that leaving one setting out changes no other."""
    digest = hashlib.sha256(repr(setting).encode()).digest()
    return np.random.Generator(np.random.Philox(key=[seed, int.from_bytes(digest[:8], "big")]))


def coverage(clusters: tuple[int, ...] = CLUSTERS, repeats: int = 4000, bootstrapped: int = 500, seed: int = 1) -> pd.DataFrame:
    """How often 95% intervals of a share hold the true share, by clusters, share and icc.

    Columns: n_clusters, share, icc, repeats, bias (mean estimate less truth), coverage and width (mean) of
    `share_interval`, coverage_bootstrap and width_bootstrap over the first `bootstrapped` repeats (missing where 0).
    With 4000 repeats a coverage of 0.95 is known to ± 0.007, with 500 to ± 0.019.
    """
    rows = []
    for k, share, icc in itertools.product(clusters, SHARES, ICCS):
        random = _random(seed, k, share, icc)
        n = _articles(random, (repeats, k)).sum(axis=-1)
        strength = (1 - icc) / icc
        y = random.binomial(n, random.beta(share * strength, (1 - share) * strength, (repeats, k)))
        low, high = share_interval(y, n)
        bias = float((y.sum(axis=1) / n.sum(axis=1)).mean()) - share
        row = {"n_clusters": k, "share": share, "icc": icc, "repeats": repeats, "bias": bias}
        row |= {"coverage": float(((low <= share) & (share <= high)).mean()), "width": float((high - low).mean())}
        if bootstrapped:
            ends = np.array([bootstrap_interval(y[i], n[i], random) for i in range(bootstrapped)])
            row["coverage_bootstrap"] = float(((ends[:, 0] <= share) & (share <= ends[:, 1])).mean())
            row["width_bootstrap"] = float((ends[:, 1] - ends[:, 0]).mean())
        rows.append(row)
    return pd.DataFrame(rows)


def differences(
    clusters: tuple[int, ...] = CLUSTERS,
    planted: tuple[float, ...] = (0.0, 0.1, 0.2, 0.3),
    designs: tuple[str, ...] = ("matched", "unmatched"),
    share: float = 0.2,
    repeats: int = 1000,
    seed: int = 1,
) -> pd.DataFrame:
    """Two sources with `n_clusters` clusters each: how often is a planted difference of shares found at p ≤ 0.05?

    design: "matched", both sources on every event, groups exchanged within it; "unmatched", no event is known and all clusters are
    exchanged. `share`: the reference's; runs that differ in it alone draw from the same streams. Columns: n_clusters, design, difference,
    icc, repeats, bias, coverage (of the interval of the difference), found (share of repeats with p ≤ 0.05: the test's level where the
    difference is 0, its power elsewhere), smallest_p (the design's). 1000 repeats know a level of 0.05 to ± 0.014.
    """
    rows = []
    for k, design, difference, icc in itertools.product(clusters, designs, planted, ICCS):
        random, matched = _random(seed, k, designs.index(design), difference, icc), design == "matched"
        y, n = (table.sum(axis=-1) for table in _two_sources(random, repeats, k, share, icc, difference, matched))
        r, (low, high) = y.sum(axis=-1) / n.sum(axis=-1), share_interval(y, n)
        gap, lower, upper = difference_interval(r[:, 0], low[:, 0], high[:, 0], r[:, 1], low[:, 1], high[:, 1])
        strata = [f"{event:04d}" for event in range(k)] * 2 if matched else [""] * 2 * k
        ways = assignments([True] * k + [False] * k, strata, seed)
        p = [permutation_p(ways, y[i].reshape(-1, 1), n[i].ravel())[0] for i in range(repeats)]
        row = {"n_clusters": k, "design": design, "difference": difference, "icc": icc, "repeats": repeats}
        row |= {"bias": float(gap.mean()) - difference, "found": float((np.array(p) <= LEVEL).mean())}
        held = (lower <= difference) & (difference <= upper)
        row |= {"coverage": float(held.mean()), "smallest_p": ways.smallest_p}
        rows.append(row)
    return pd.DataFrame(rows)


def read_differences(path: Path | str = ROOT / "data" / "simulation" / "differences.csv") -> pd.DataFrame:
    """The stored table of `differences`."""
    table = read_csv(path, ["n_clusters", "design", "difference", "icc", "repeats", "bias", "found", "coverage", "smallest_p"])
    numbers = {name: float for name in table if name != "design"}
    return table.astype(numbers).astype({"n_clusters": int, "repeats": int})


def clusters_needed(table: pd.DataFrame, power: float = 0.8) -> pd.DataFrame:
    """The fewest clusters per source, of those simulated, that find a planted difference in `power` of the repeats, and in all larger ones.

    One row per design and difference, a column per icc; "more than 100" where none of them does.
    """
    rows = []
    for (design, gap), own in table[table["difference"] > 0].groupby(["design", "difference"]):
        row = {"design": design, "difference": gap}
        for icc, line in own.groupby("icc"):
            line = line.sort_values("n_clusters", ascending=False)
            enough = line.loc[(line["found"] >= power).cumprod() == 1, "n_clusters"]
            row[f"icc {icc:g}"] = str(enough.min()) if len(enough) else f"more than {line['n_clusters'].max()}"
        rows.append(row)
    return pd.DataFrame(rows)


def write_tables(folder: Path | str) -> None:
    """coverage.csv, differences.csv and differences_rare.csv, four decimals: what `estimates` quotes. Takes a quarter of an hour."""
    write_csv(coverage().round(4), Path(folder) / "coverage.csv")
    write_csv(differences().round(4), Path(folder) / "differences.csv")
    write_csv(differences(share=RARE).round(4), Path(folder) / "differences_rare.csv")
