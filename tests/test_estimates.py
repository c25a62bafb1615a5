"""Estimates: what they allow at which number of clusters, and that simulation stands behind what they print."""

from __future__ import annotations

import math
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.estimates import (
    COVERAGE,
    COVERAGE_DIFFERENCE,
    INTERVAL_FROM,
    PLAIN_FROM,
    share_difference,
    share_differences,
    share_estimate,
    share_estimates,
    share_interval,
)
from helpers.statistics.permutation import adjust, assignments, permutation_p, strata_of
from helpers.statistics.simulation import RARE, coverage, differences, read_differences, simulate_clusters
from helpers.tables import CorpusError, read_csv

SIMULATION = Path(__file__).parent.parent / "data" / "simulation"
DIFFERENCES = ("differences.csv", "differences_rare.csv")


def group(n_clusters: int, **how) -> pd.DataFrame:
    return simulate_clusters(n_clusters, **how).query("source == 'A'")


@pytest.mark.parametrize(
    ("n_clusters", "start"), [(1, "descriptive: "), (9, "descriptive: "), (10, "approximate: "), (99, "approximate: ")]
)
def test_few_clusters_are_descriptive_or_approximate(n_clusters, start):
    estimate = share_estimate(group(n_clusters))
    assert estimate.basis.startswith(start)
    assert f"{n_clusters} cluster{'s' if n_clusters > 1 else ''}" in estimate.basis
    assert math.isnan(estimate.low) == math.isnan(estimate.high) == (n_clusters < 10)


def test_from_a_hundred_clusters_an_interval_stands_alone():
    estimate = share_estimate(group(100))
    assert estimate.basis == f"{estimate.n_documents} articles, 100 clusters"
    assert 0 <= estimate.low < estimate.value < estimate.high <= 1
    assert estimate.value == estimate.n_evoked / estimate.n_units


def test_what_approximate_prints_is_what_was_simulated():
    table = read_csv(SIMULATION / "coverage.csv").astype(float)
    for k, printed in COVERAGE.items():
        found = table.loc[table["n_clusters"] == k, "coverage"]
        assert (round(found.mean(), 2), round(found.min(), 2)) == printed
    assert [k for k in sorted(set(table["n_clusters"])) if INTERVAL_FROM <= k < PLAIN_FROM] == list(COVERAGE) == list(COVERAGE_DIFFERENCE)
    table = pd.concat(read_csv(SIMULATION / name) for name in DIFFERENCES)
    for k, printed in COVERAGE_DIFFERENCE.items():
        found = table.loc[table["n_clusters"] == str(k), "coverage"].astype(float)
        assert (round(found.mean(), 2), round(found.min(), 2)) == printed


def test_a_plain_interval_misses_the_truth_in_few_simulated_corpora():
    table = read_csv(SIMULATION / "coverage.csv").astype(float)
    plain = table.loc[table["n_clusters"] >= PLAIN_FROM, "coverage"]
    assert plain.mean() > 0.943  # 0.95 is known to ± 0.007
    assert plain.min() >= 0.93
    table = pd.concat(read_csv(SIMULATION / name) for name in DIFFERENCES)
    plain = table.loc[table["n_clusters"].astype(int) >= PLAIN_FROM, "coverage"].astype(float)
    assert plain.mean() > 0.943
    assert plain.min() >= 0.93


def test_the_simulation_can_be_repeated():
    stored = read_csv(SIMULATION / "coverage.csv").astype(float)
    again = coverage((10,), bootstrapped=0)
    stored = stored[stored["n_clusters"] == 10].reset_index(drop=True)
    assert again["coverage"].to_numpy() == pytest.approx(stored["coverage"].to_numpy(), abs=0.002)
    assert (stored["coverage"] > stored["coverage_bootstrap"]).all()


def test_differences_of_rare_shares_can_be_simulated_again():
    stored = read_differences(SIMULATION / "differences_rare.csv").query("n_clusters == 10 and difference == 0 and design == 'matched'")
    again = differences((10,), (0.0,), ("matched",), share=RARE)
    assert again["coverage"].to_numpy() == pytest.approx(stored["coverage"].to_numpy(), abs=0.002)
    assert again["found"].to_numpy() == pytest.approx(stored["found"].to_numpy(), abs=0.002)


def test_the_permutation_test_holds_its_level():
    table = differences((6,), (0.0,), repeats=300)
    assert table["found"].max() <= 0.05 + 2.5 * math.sqrt(0.05 * 0.95 / 300)
    stored = pd.concat(read_csv(SIMULATION / name) for name in DIFFERENCES)
    level = stored.loc[stored["difference"].astype(float) == 0, "found"].astype(float)
    assert level.max() <= 0.075  # 72 settings of 1000 repeats each: three standard errors of 0.05 are 0.021
    assert level.mean() <= 0.055


def test_a_share_of_none_or_all_still_has_an_interval():
    low, high = share_interval(np.zeros(12, int), np.full(12, 9))
    assert low == 0 < high < 0.5
    low, high = share_interval(np.full(12, 9), np.full(12, 9))
    assert 0.5 < low < high == 1


articles = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 14)), min_size=10, max_size=40)


@settings(max_examples=50, deadline=None)
@given(articles, st.randoms(use_true_random=False))
def test_order_and_partition_change_nothing(rows, random):
    frame = pd.DataFrame(
        [(f"d{k}", f"c{cluster}", evoked, evoked + rest + 1) for k, (evoked, rest, cluster) in enumerate(rows)],
        columns=["doc_id", "cluster_id", "n_evoked", "n_units"],
    )
    order = list(range(len(frame)))
    random.shuffle(order)
    estimate = share_estimate(frame)
    assert repr(share_estimate(frame.iloc[order])) == repr(estimate)  # repr, for NaN is not NaN
    clusters = frame.groupby("cluster_id", as_index=False)[["n_evoked", "n_units"]].sum()
    merged = share_estimate(clusters.assign(doc_id=clusters["cluster_id"]))
    assert repr(merged[:3]) == repr(estimate[:3])
    assert math.isnan(estimate.low) or 0 <= estimate.low <= estimate.value <= estimate.high <= 1


def test_groups_keep_their_counts():
    frame = simulate_clusters(12)
    table = share_estimates(frame, "source")
    assert table["source"].tolist() == ["A", "B"]
    assert table["n_units"].sum() == frame["n_units"].sum()
    assert table["n_documents"].sum() == len(frame)


def test_all_assignments_by_hand():
    target = [True, True, False, False, False, True, False]
    strata = ["e1"] * 5 + ["e2"] * 2
    ways = assignments(target, strata)
    by_hand = {(*pair, other) for pair in combinations(range(5), 2) for other in (5, 6)}
    assert {tuple(np.flatnonzero(row)) for row in ways.target} == by_hand
    assert ways.target[0].tolist() == target
    assert (ways.possible, ways.smallest_p, ways.exact) == (20, 1 / 20, True)


designs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=4).filter(
    lambda design: sum(a for a, _ in design) and sum(b for _, b in design)
)


@settings(max_examples=60, deadline=None)
@given(designs)
def test_the_smallest_p_is_the_smallest_that_any_counts_attain(design):
    target = [own for a, b in design for own in [True] * a + [False] * b]
    ways = assignments(target, [f"e{k}" for k, (a, b) in enumerate(design) for _ in range(a + b)])
    random = np.random.Generator(np.random.Philox(key=1))
    # counts to the liking of the observed assignment, in units of which no two weigh the same
    sizes = random.integers(50, 100, len(target))
    counts = np.where(target, 40, 3)[:, None] + random.random((len(target), 20))
    assert ways.exact
    assert permutation_p(ways, counts, sizes).min() == pytest.approx(ways.smallest_p)


@pytest.mark.parametrize(("matched", "p"), [(5, 1 / 32), (6, 1 / 64)])
def test_an_event_of_one_group_breaks_the_symmetry(matched, p):
    frame = simulate_clusters(matched + 1).query(f"not (source == 'A' and event_id == 'event {matched + 1}')")
    frame = frame.assign(n_evoked=frame["n_units"].where(frame["source"] == "A", 0))
    assert share_difference(frame, "A", "B").smallest_p == p
    assert share_difference(frame, "A", "B").p == p


def test_many_assignments_are_drawn_with_a_seed_and_within_strata():
    target, strata = [True, False] * 40, [f"e{k // 2}" for k in range(80)]
    ways, again, other = (assignments(target, strata, seed) for seed in (1, 1, 2))
    assert not ways.exact
    assert ways.smallest_p == 1 / 10_000
    assert (ways.target == again.target).all()
    assert (ways.target != other.target).any()
    assert (ways.target.reshape(-1, 40, 2).sum(axis=2) == 1).all()


def test_p_by_hand():
    ways = assignments([True] * 3 + [False] * 3, ["e"] * 6)
    counts, sizes = np.array([[3], [2], [5], [1], [4], [0]]), np.array([10] * 6)
    gaps = [abs(sum(counts[i, 0] for i in chosen) / 30 - (15 - sum(counts[i, 0] for i in chosen)) / 30)
            for chosen in combinations(range(6), 3)]  # fmt: skip
    observed = abs(10 / 30 - 5 / 30)
    assert permutation_p(ways, counts, sizes)[0] == sum(gap >= observed - 1e-12 for gap in gaps) / 20


def test_difference_is_antisymmetric_and_says_what_its_design_allows():
    frame = simulate_clusters(12, difference=0.3)
    there, back = share_difference(frame, "A", "B"), share_difference(frame, "B", "A")
    assert there.value == pytest.approx(-back.value)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.p == back.p >= there.smallest_p == 2 / 2**12
    few = share_difference(simulate_clusters(4), "A", "B")
    assert math.isnan(few.p)
    assert "smallest possible p 0.12" in few.basis
    apart = frame.assign(event_id=frame["cluster_id"])
    assert "group and event coincide" in share_difference(apart, "A", "B").basis
    assert math.isnan(share_difference(apart, "A", "B").p)


def test_a_wire_story_in_both_groups_is_exchanged_with_itself_only():
    strata = strata_of(pd.Series(["wire", "wire", "c2", "c3"]), pd.Series(["e", "e", "e", "e"]))
    assert assignments([True, False, True, False], strata).possible == 4


def test_corrections():
    p = [0.01, math.nan, 0.02, 0.6]
    assert adjust(p, "holm") == pytest.approx([0.03, math.nan, 0.04, 0.6], nan_ok=True)
    assert adjust(p, "benjamini-hochberg") == pytest.approx([0.03, math.nan, 0.03, 0.6], nan_ok=True)
    corpora = simulate_clusters(8, difference=0.4), simulate_clusters(8, seed=2)
    frames = pd.concat([corpus.assign(frame=f"f{k}") for k, corpus in enumerate(corpora)])
    table = share_differences(frames, "A", "B")
    assert (table["p_adjusted"] >= table["p"]).all()
    with pytest.raises(ValueError, match="not known"):
        adjust(p, "bonferroni")


ROW = {"doc_id": "bài 1", "cluster_id": "c", "event_id": "e", "source": "A", "n_evoked": 1, "n_units": 3}


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("no article", lambda: share_estimate(pd.DataFrame([ROW])[:0])),
        ("no cluster_id", lambda: share_estimate(pd.DataFrame([ROW | {"cluster_id": ""}]))),
        ("no column 'n_units'", lambda: share_estimate(pd.DataFrame([ROW]).drop(columns="n_units"))),
        ("counts more", lambda: share_estimate(pd.DataFrame([ROW | {"n_evoked": 4}]))),
        ("'B' has no articles", lambda: share_difference(pd.DataFrame([ROW]), "A", "B")),
    ],
)
def test_bad_input_is_one_clear_sentence(words, call):
    with pytest.raises(CorpusError, match=words):
        call()


def test_a_group_without_exposure_has_no_share():
    estimate = share_estimate(pd.DataFrame([ROW | {"n_evoked": 0, "n_units": 0}]))
    assert math.isnan(estimate.value)
    assert estimate.basis == "nothing to count in"
