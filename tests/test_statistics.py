"""Measures of keyness and dispersion: every published number, what a formula promises, and counts that cannot be."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from helpers.statistics import dispersion, measures
from helpers.statistics.tallies import tally

REFERENCE = json.loads((Path(__file__).parent / "reference" / "statistics.json").read_text("utf-8"))
CASES = [(name, case) for name, cases in REFERENCE.items() if name != "note" for case in cases]


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['source']}" for name, case in CASES])
def test_published_numbers(name, case):
    function = getattr(measures, name, None) or getattr(dispersion, name)
    if "sizes" in case:
        value = function(case["counts"], case["sizes"])
    else:
        value = function(*(case.get("cells") or case["counts"]))
    assert type(value) is float  # prints as a number in a notebook
    assert round(value, case["digits"]) == case["value"]


counts = st.integers(0, 500)
tables = st.tuples(counts, st.integers(501, 5000), counts, st.integers(501, 5000)).filter(lambda t: t[0] + t[2] > 0)


@given(tables)
def test_keyness_is_antisymmetric_where_its_formula_is(table):
    f1, n1, f2, n2 = table
    swapped = (f2, n2, f1, n1)
    assert measures.log_ratio(*table) == pytest.approx(-measures.log_ratio(*swapped), abs=1e-12)
    low, high = measures.log_ratio_interval(*table)
    assert low <= measures.log_ratio(*table) <= high
    assert measures.log_ratio_interval(*swapped) == pytest.approx((-high, -low), abs=1e-12)
    alpha = (f1 + f2) / (n1 + n2) * 500
    there, back = measures.log_odds(*table, alpha, 500), measures.log_odds(*swapped, alpha, 500)
    assert there == pytest.approx((-back[0], -back[1]), abs=1e-9)
    cells, turned = (f1, n1 - f1, f2, n2 - f2), (f2, n2 - f2, f1, n1 - f1)
    assert measures.log_likelihood(*cells) == pytest.approx(measures.log_likelihood(*turned), abs=1e-9)
    transposed = (f1, f2, n1 - f1, n2 - f2)
    assert measures.log_likelihood(*cells) == pytest.approx(measures.log_likelihood(*transposed), abs=1e-9)
    if f1 and f2:
        assert measures.odds_ratio(*table) == pytest.approx(1 / measures.odds_ratio(*swapped))
        observed = np.array([[f1, f2], [n1 - f1, n2 - f2]])
        assert measures.chi_squared(*cells) == pytest.approx(chi2_contingency(observed, correction=False)[0], abs=1e-9)
        expected = chi2_contingency(observed, correction=False, lambda_="log-likelihood")[0]
        assert measures.log_likelihood(*cells) == pytest.approx(expected, abs=1e-8)


def test_terms_that_one_side_lacks():
    assert measures.percent_difference(3, 100, 0, 100) == math.inf
    assert measures.percent_difference(0, 100, 3, 100) == -100
    assert measures.odds_ratio(3, 100, 0, 100) == math.inf
    assert measures.log_ratio(3, 100, 0, 100) == math.log2(6)
    assert math.isnan(measures.log_ratio(0, 100, 0, 100))
    assert measures.log_likelihood(0, 100, 0, 100) == 0
    assert measures.chi_squared(0, 100, 0, 100) == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: measures.log_ratio(3, 0, 1, 10),
        lambda: measures.log_ratio(11, 10, 1, 10),
        lambda: measures.log_ratio(-1, 10, 1, 10),
        lambda: measures.log_likelihood(0, 0, 0, 0),
        lambda: measures.log_odds(1, 10, 1, 10, 0, 500),
        lambda: dispersion.dp([1, 2], [5]),
        lambda: dispersion.dp([1, -2]),
        lambda: dispersion.dp([1, 2], [5, 0]),
    ],
)
def test_impossible_counts_are_refused_in_a_sentence(call):
    with pytest.raises(ValueError, match=r"; .*\.$"):
        call()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 900)), min_size=1, max_size=8))
def test_dispersion_lies_between_even_and_all_in_one_place(parts):
    found, sizes = [f for f, _ in parts], [f + n for f, n in parts]
    value, norm = dispersion.dp(found, sizes), dispersion.dp_norm(found, sizes)
    if len(parts) < 2 or not sum(found):
        assert math.isnan(value)
        assert math.isnan(norm)
        return
    assert 0 <= value <= norm <= 1
    assert dispersion.dp(found[::-1], sizes[::-1]) == value
    assert dispersion.dp(sizes, sizes) == pytest.approx(0, abs=1e-12)
    names = [f"part {k}" for k in range(len(parts))] * 2
    table = pd.DataFrame({"doc_id": names, "term": ["w"] * len(parts) + ["rest"] * len(parts), "count": found + [n for _, n in parts]})
    at_once = tally(table[table["count"] > 0], pd.DataFrame({"doc_id": names[: len(parts)], "all": ""}), ["all"]).table.set_index("term")
    assert at_once.loc["w", ["dp", "dp_norm"]].tolist() == pytest.approx([value, norm], abs=1e-12)


def test_all_in_the_smallest_part_is_1():
    assert dispersion.dp_norm([0, 0, 4], [50, 30, 20]) == 1
    assert dispersion.dp_norm([0, 0, 4], [50, 30, 20]) > dispersion.dp([0, 0, 4], [50, 30, 20])
