"""Coding by hand: every number on paper or against the package, and everything that a spreadsheet does to a coding sheet."""

from __future__ import annotations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hand_coded import coder, corpus_in, who

from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.tables import CorpusError, write_csv
from helpers.validation.validate import agreement, alpha_of, how_coded, read_coders, reference, to_adjudicate

KRIPPENDORFF = [  # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C, cut to the values 1 and 2 as 0 and 1
    [1, 0, np.nan, np.nan, 0, 0, 1, 0, 0, 1, np.nan, 1],
    [1, 0, 1, 1, 0, 0, 0, 0, 0, np.nan, np.nan, 1],
    [np.nan, 1, 1, 1, 0, 0, 1, 0, 0, np.nan, 0, np.nan],
]


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    return corpus_in(tmp_path)


# --- agreement


def test_alpha_is_the_packages_with_missing_codes_and_for_every_bootstrap_draw():
    table = np.array(KRIPPENDORFF)
    ones, zeros = (table == 1).sum(axis=0), (table == 0).sum(axis=0)
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert alpha_of(ones, zeros)[0] == pytest.approx(expected, abs=1e-12)
    twice = np.full((1, table.shape[1]), 2)
    again = krippendorff.alpha(reliability_data=np.hstack([table, table]), level_of_measurement="nominal")
    assert alpha_of(ones, zeros, twice)[0] == pytest.approx(again, abs=1e-12)


def test_two_coders_on_paper(corpus):
    coder(corpus, "a", set(range(10)))
    coder(corpus, "b", set(range(9)))
    row = agreement(read_coders(corpus).codes).iloc[0]
    # 24 codes, 19 ones and 5 zeros, one paragraph apart: Do = 2/24, De = 2·19·5/(24·23); alpha = 1 − (2/24)/(190/552)
    assert row["alpha"] == pytest.approx(1 - (2 / 24) / (190 / 552))
    assert row["low"] < row["high"]
    assert row["low"] <= row["alpha"] <= row["high"]
    assert (row["n_units"], row["n_coders"], row["n_positive"], row["n_apart"]) == (12, 2, 10, 1)


def test_coders_who_never_differ_have_no_interval(corpus):
    coder(corpus, "a", set(range(10)))
    coder(corpus, "b", set(range(10)))
    row = agreement(read_coders(corpus).codes).iloc[0]
    assert row["alpha"] == 1
    assert np.isnan([row["low"], row["high"]]).all()
    assert row["basis"].endswith("never apart: no interval")


def test_what_a_coder_was_is_required_and_said(corpus):
    coder(corpus, "a", {0})
    coding = read_coders(corpus)
    assert coding.kinds == "invented coders"
    assert "a (invented coder, saw the paragraphs; 12 codes)" in how_coded(corpus, coding)
    who(corpus, "b")
    with pytest.raises(CorpusError, match=r"coders.csv: it does not say what the coder 'a' was and saw; add a row under coder, kind, saw"):
        read_coders(corpus)
    (corpus.folder / "coding" / "coders.csv").unlink()
    with pytest.raises(CorpusError, match="what the coder 'a' was and saw"):
        read_coders(corpus)


def test_the_coders_of_the_case_study_are_not_called_people():
    assert read_coders(load_corpus(ROOT / "data" / "military_ai")).kinds == "language models"


def test_one_coder_alone_has_no_alpha_and_a_sentence(corpus):
    coder(corpus, "a", set(range(11)))
    row = agreement(read_coders(corpus).codes).iloc[0]
    assert np.isnan(row["alpha"])
    assert row["basis"] == "one coder only: no agreement to measure"


def test_a_frame_nobody_coded_is_not_estimable(corpus):
    coder(corpus, "a", set())
    coder(corpus, "b", set())
    row = agreement(read_coders(corpus).codes).iloc[0]
    assert np.isnan(row["alpha"])
    assert row["basis"] == "not estimable, 0 positive"


def test_where_all_code_all_alpha_is_no_number_rather_than_an_error(corpus):
    coder(corpus, "a", set(range(12)))
    coder(corpus, "b", set(range(12)))
    row = agreement(read_coders(corpus).codes).iloc[0]
    assert np.isnan(row["alpha"])
    assert np.isnan(row["low"])


def test_an_extra_coder_with_half_of_the_codes_counts_where_there_are_two(corpus):
    coder(corpus, "a", set(range(10)))
    coder(corpus, "b", set(range(10)))
    coder(corpus, "c", {0, 1, 11}, **{f"p{n}": "" for n in range(2, 11)})
    row = agreement(read_coders(corpus).codes).iloc[0]
    assert (row["n_coders"], row["n_units"], row["n_apart"]) == (3, 12, 1)
    table = np.array([[1.0] * 10 + [0, 0], [1.0] * 10 + [0, 0], [1.0, 1.0] + [np.nan] * 9 + [1.0]])
    assert row["alpha"] == pytest.approx(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def test_what_coders_see_differently_stands_in_the_list_with_the_forms(corpus):
    coder(corpus, "a", {0, 1, 7})
    coder(corpus, "b", {0, 1, 2})
    rows = to_adjudicate(corpus, read_coders(corpus))
    assert rows[["paragraph", "a", "b", "forms"]].to_numpy().tolist() == [[2, 0.0, 1.0, "adversary"], [7, 1.0, 0.0, ""]]


def test_a_tie_has_no_code_until_it_is_adjudicated(corpus):
    coder(corpus, "a", {0, 1, 7})
    coder(corpus, "b", {0, 1, 2})
    coding = read_coders(corpus)
    assert sorted(set(range(12)) - set(reference(corpus, coding)["paragraph"])) == [2, 7]
    decided = pd.DataFrame({"doc_id": "story_en", "paragraph": [2, 7], "rivalry": [1, 0]})
    write_csv(decided, corpus.folder / "coding" / "adjudicated.csv")
    codes = reference(corpus, coding).set_index("paragraph")["code"]
    assert (codes[2], codes[7], len(codes)) == (1.0, 0.0, 12)
