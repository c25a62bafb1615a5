"""Coding by hand: every number on paper or against the package, and everything that a spreadsheet does to a coding sheet."""

from __future__ import annotations

from dataclasses import replace

import krippendorff
import numpy as np
import pandas as pd
import pytest
from invented_coders import invent
from test_codebook import codebook

from helpers.codebook import load_codebook
from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.equivalence import corpus_of_texts
from helpers.robustness.statements import Finding
from helpers.tables import CorpusError, read_csv, write_csv
from helpers.validation.accuracy import _resampled, confusions, corrected_shares, scores, side_by_side, validation_of, verdict_of
from helpers.validation.coding_sheet import KEY, body_units, draw, read_codes, strata, take_back, write_sheet
from helpers.validation.scoring import scored
from helpers.validation.validate import agreement, alpha_of, how_coded, read_coders, reference, to_adjudicate

TEXTS = [("story", "en", n, f"An adversary, number {n}." if n < 6 else f"Calm, number {n}.") for n in range(12)]
KRIPPENDORFF = [  # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C, cut to the values 1 and 2 as 0 and 1
    [1, 0, np.nan, np.nan, 0, 0, 1, 0, 0, 1, np.nan, 1],
    [1, 0, 1, 1, 0, 0, 0, 0, 0, np.nan, np.nan, 1],
    [np.nan, 1, 1, 1, 0, 0, 1, 0, 0, np.nan, 0, np.nan],
]


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    texts = pd.DataFrame(TEXTS, columns=["story", "language", "paragraph", "text"]).astype({"paragraph": str})
    (tmp_path / "coding").mkdir()
    return replace(corpus_of_texts(texts, load_codebook(codebook(tmp_path))), folder=tmp_path, name="invented")


def coder(corpus: Corpus, name: str, positive: set[int], frame: str = "rivalry", **cells: str):
    """A coder's file: those paragraphs coded 1, the others 0; `cells` (p3="") instead of single codes."""
    rows = [("story_en", n, cells.get(f"p{n}", str(int(n in positive)))) for n in range(12)]
    file = corpus.folder / "coding" / f"coder_{name}.csv"
    write_csv(pd.DataFrame(rows, columns=["doc_id", "paragraph", frame]), file)
    who(corpus, *(path.stem.removeprefix("coder_") for path in file.parent.glob("coder_*.csv")))
    return file


def who(corpus: Corpus, *coders: str) -> None:
    """What coders.csv says of them."""
    rows = [(name, "invented coder", "the paragraphs") for name in coders]
    write_csv(pd.DataFrame(rows, columns=["coder", "kind", "saw"]), corpus.folder / "coding" / "coders.csv")


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


# --- the codebook against coders


def test_where_everything_was_coded_nothing_is_corrected(corpus):
    coder(corpus, "a", {0, 1, 2, 3, 4, 7})  # the codebook finds 0 to 5
    coding = read_coders(corpus)
    row = scores(corpus, coding).iloc[0]
    assert [row["n_meant"], row["n_found"], row["n_both"], row["precision"], row["recall"]] == [6, 6, 5, 5 / 6, 5 / 6]
    assert row["basis"].endswith("every paragraph coded")
    share = corrected_shares(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert (share["computed"], share["corrected"], share["n_coded"]) == (0.5, 0.5, 12)
    assert np.isnan(share["low"])
    assert share["basis"] == "every paragraph coded"
    beside = side_by_side(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert (beside["n_units"], beside["a"], beside["codebook"]) == (12, 6, 6)
    mistaken = confusions(corpus, coding).iloc[0]
    assert mistaken[["n_false", "forms", "n_missed", "instead"]].tolist() == [1, "adversary 1", 1, "nothing 1"]


def test_ties_are_left_out_of_the_coded_share_and_counted(corpus):
    coder(corpus, "a", {0, 1, 2, 3, 7})
    coder(corpus, "b", {0, 1, 2, 8})  # apart on 3, 7 and 8
    coding = read_coders(corpus)
    share = corrected_shares(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert (share["corrected"], share["n_coded"], share["basis"]) == (3 / 9, 9, "9 coded, 3 ties left out")
    assert scores(corpus, coding).iloc[0]["basis"].endswith("9 coded, 3 ties left out")


def test_a_stratum_that_was_drawn_whole_is_in_every_draw_once():
    own = pd.DataFrame({"stratum": ["whole"] * 3 + ["part"] * 4, "weight": [1.0] * 3 + [2.0] * 4})
    times = _resampled(own, np.random.Generator(np.random.Philox(key=1)))
    assert (times[:3] == 1).all()
    assert (times[3:].sum(axis=0) == 4).all()
    assert (times[3:] != 1).any()


def test_weights_undo_the_design(corpus):
    """Of 6 paragraphs with the frame 3 are drawn, of 6 without 2: two right, one false alarm; one miss stands for three."""
    key = [("P1", 0, "r", 6, 3), ("P2", 1, "r", 6, 3), ("P3", 2, "r", 6, 3), ("P4", 8, "n", 6, 2), ("P5", 9, "n", 6, 2)]
    table = pd.DataFrame(key, columns=["item", "paragraph", "stratum", "n_stratum", "n_drawn"]).assign(doc_id="story_en")
    write_csv(table[KEY], corpus.folder / "coding" / "key.csv")
    codes = pd.DataFrame({"doc_id": "story_en", "paragraph": [0, 1, 2, 8, 9], "rivalry": [1, 1, 0, 1, 0]})
    write_csv(codes, corpus.folder / "coding" / "coder_a.csv")
    who(corpus, "a")
    coding = read_coders(corpus)
    row = scores(corpus, coding).iloc[0]
    assert not coding.complete
    assert row["precision"] == pytest.approx(4 / 6)  # weight 2 each: 2 right of 3
    assert row["recall"] == pytest.approx(4 / (4 + 3))  # the miss weighs 6/2
    share = corrected_shares(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert share["basis"] == "not corrected: 5 paragraphs coded"
    rivalry = ("frame", "rivalry")
    finding = Finding("x", "…", "frame_share", rivalry, ("story_en",), ("story_en",), ("frame", ""), "higher", "paragraphs", "")
    said = "in a sample coded by invented coders (a): en 2 of 3 found were meant, of 3 meant"
    assert validation_of(corpus, coding, finding) == f"{said} (weighted by the design: precision 0.67, recall 0.57)"
    assert verdict_of(corpus, coding, finding) == ""


def test_corrected_shares_come_out_right_on_average_and_cover():
    """Invented coders on drawn samples of the sample corpus: the corrected share is on average what they find everywhere."""
    corpus = load_corpus(ROOT / "data" / "sample")
    everywhere = body_units(corpus).assign(item="", stratum="", n_stratum=1, n_drawn=1)
    truth = invent(corpus, everywhere)["invented_a"].replace("", "0").set_index(["doc_id", "paragraph"])["capability"].astype(float)
    misses, covered, n = [], 0, 0
    for seed in range(25):
        key = draw(corpus, per_stratum=5, seed=seed)
        codes = key[["doc_id", "paragraph"]].assign(frame="capability", coder="a")
        codes["code"] = truth.loc[list(zip(key["doc_id"], key["paragraph"], strict=True))].to_numpy()
        coding = type(read_coders(corpus))(codes, body_units(corpus).merge(key, on=["doc_id", "paragraph"]), False)
        share = corrected_shares(corpus, coding, by="source").query("frame == 'capability' and source == 'Lighthouse'").iloc[0]
        own = truth[[doc_id.startswith("lighthouse") for doc_id, _ in truth.index]].mean()
        misses.append(share["corrected"] - own)
        if share["low"] == share["low"]:
            covered, n = covered + (share["low"] <= own <= share["high"]), n + 1
    assert abs(np.mean(misses)) < 0.02
    assert n >= 15
    assert covered / n >= 0.75


@pytest.mark.parametrize(
    ("positive", "against", "says", "verdict"),
    [
        ({0, 1}, "elsewhere_en", "by coder a's codes 2 of 12 against 0 of 0: it does not hold", "contradicted"),
        ({0, 1}, "there_en", "by coder a's codes 2 of 12 against 0 of 1: it holds", ""),
        (set(), "there_en", "by coder a's codes 0 of 12 against 0 of 1: it does not hold", "contradicted"),
    ],
)
def test_a_finding_is_said_by_each_coders_codes(corpus, positive, against, says, verdict):
    coder(corpus, "a", positive)
    coding = read_coders(corpus)
    there = coding.codes.head(1).assign(doc_id="there_en", code=0.0)
    coding = coding._replace(codes=pd.concat([coding.codes, there]))
    documents = pd.concat([corpus.documents, corpus.documents.assign(doc_id="there_en"), corpus.documents.assign(doc_id="elsewhere_en")])
    both = replace(corpus, documents=documents)
    rivalry = ("frame", "rivalry")
    finding = Finding("x", "…", "frame_share", rivalry, ("story_en",), (against,), rivalry, "higher", "paragraphs", "")
    kind = "against the codes of invented coders: "
    assert validation_of(both, coding, finding) == kind + says
    assert verdict_of(both, coding, finding) == verdict
    assert validation_of(both, coding, finding._replace(of=("frame", "control"))) == f"{kind}coder a did not code it"
    assert validation_of(both, coding, finding._replace(measure="term_share")) == "not coded: the invented coders judged frames, not words"
    gold = scored(ROOT / "data" / "sample" / "gold" / "fresh").set_index("language").loc["en"]
    said = validation_of(both, coding, finding._replace(measure="voice_share"))
    assert said.endswith(f"content and speaker are both found right: en {gold['n_speaker']:.0f} of {gold['n_gold']:.0f}")


def test_one_coder_of_two_disputes_and_both_contradict(corpus):
    coder(corpus, "a", {0, 1})
    coder(corpus, "b", set())
    coding = read_coders(corpus)
    there = pd.DataFrame({"doc_id": "there_en", "paragraph": 0, "frame": "rivalry", "coder": ["a", "b"], "code": 0.0, "language": "en"})
    coding = coding._replace(codes=pd.concat([coding.codes, there]))
    documents = pd.concat([corpus.documents, corpus.documents.assign(doc_id="there_en")])
    both, rivalry = replace(corpus, documents=documents), ("frame", "rivalry")
    finding = Finding("x", "…", "frame_share", rivalry, ("story_en",), ("there_en",), rivalry, "higher", "paragraphs", "")
    assert verdict_of(both, coding, finding) == "disputed"
    assert verdict_of(both, coding, finding._replace(direction="only")) == "disputed"
    assert verdict_of(both, coding, finding._replace(direction="lower")) == "contradicted"


# --- the sheet, and what spreadsheets do to it


def test_strata_are_language_and_rarest_frame_and_probabilities_are_kept():
    corpus = load_corpus(ROOT / "data" / "sample")
    key, sizes = draw(corpus, per_stratum=3), strata(corpus).value_counts()
    assert (key.drop_duplicates("stratum").set_index("stratum")["n_stratum"].sort_index() == sizes.sort_index()).all()
    assert (key.groupby("stratum").size() == sizes.clip(upper=3).sort_index()).all()
    assert key.equals(draw(corpus, per_stratum=3))
    assert not key.equals(draw(corpus, per_stratum=3, seed=2))


def test_the_committed_sheet_hides_who_wrote_and_what_was_found():
    folder = ROOT / "data" / "sample" / "coding"
    sheet, key = read_csv(folder / "sheet.csv"), read_csv(folder / "key.csv", KEY)
    corpus = load_corpus(ROOT / "data" / "sample")
    assert list(sheet.columns) == ["item", "language", "text", *corpus.codebook.frames["frame"], "note"]
    assert sheet["item"].tolist() == key["item"].tolist()
    assert (sheet[corpus.codebook.frames["frame"]] == "").all(axis=None)
    own = key.merge(corpus.documents, on="doc_id")
    seen = [text for text, source in zip(sheet["text"], own["source"], strict=True) if source.lower() in text.lower()]
    assert seen == []


def filled(corpus: Corpus, change=lambda table: table):
    """A sheet of 12 items, filled in and then handled by a spreadsheet (`change`)."""
    key = body_units(corpus).assign(item=[f"P{n:04d}" for n in range(12)], stratum="en", n_stratum=12, n_drawn=12)
    write_csv(key[KEY], corpus.folder / "coding" / "key.csv")
    table = pd.DataFrame({"item": key["item"], "language": "en", "text": "…", "rivalry": ["1"] * 6 + ["0"] * 6, "note": ""})
    file = corpus.folder / "filled_anna.csv"
    write_csv(change(table), file)
    return file, key


def test_rows_reordered_and_deleted_are_matched_by_item(corpus):
    file, key = filled(corpus, lambda table: table.iloc[::-1].drop(index=[3]))
    codes = read_codes(file, corpus, key).set_index("paragraph")["code"]
    assert codes[5] == 1.0
    assert codes[6] == 0.0
    assert 3 not in codes.index


def test_empty_cells_are_codes_not_given(corpus):
    file, key = filled(corpus, lambda table: table.assign(rivalry=["", "1", "1.0", "0,0", *["0"] * 8]))
    codes = read_codes(file, corpus, key)["code"]
    assert np.isnan(codes[0])
    assert codes[1:4].tolist() == [1.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda table: table.assign(rivalry="2"), "row 2: rivalry is '2', which is no code; write 1, 0 or nothing"),
        (lambda table: table.assign(rivalry=["01/01/1900"] + ["0"] * 11), "row 2: rivalry is '01/01/1900', which is no code"),
        (lambda table: table.assign(item=["45293", *table["item"][1:]]), "row 2: '45293' is not among the paragraphs to code; restore it"),
        (lambda table: table.assign(item=["P0001", *table["item"][1:]]), "row 3: 'P0001' stands in row 2 already; keep one"),
        (lambda table: table.assign(rivalries="1"), "the column 'rivalries' is no frame of the codebook; name columns"),
        (lambda table: table.drop(columns="rivalry"), "there is no column of codes; name columns"),
    ],
)
def test_a_spoilt_sheet_is_one_clear_sentence(corpus, change, says):
    file, key = filled(corpus, change)
    with pytest.raises(CorpusError) as error:
        read_codes(file, corpus, key)
    assert says in str(error.value)
    assert "filled_anna.csv" in str(error.value)


def test_a_coder_of_part_of_the_paragraphs_without_a_key_is_refused(corpus):
    file = coder(corpus, "a", {1})
    write_csv(read_csv(file).head(5), file)
    with pytest.raises(CorpusError, match="7 of 12 body paragraphs have no row, and no key"):
        read_coders(corpus)


def test_without_coders_there_are_empty_tables_and_a_word(corpus):
    coding = read_coders(corpus)
    assert coding.coders == []
    assert agreement(coding.codes).empty


def test_the_codes_are_taken_back_without_the_text(tmp_path, monkeypatch):
    """From the sheet of a copied corpus to coder files that hold no text."""
    import shutil

    shutil.copytree(ROOT / "data" / "sample", tmp_path / "sample", ignore=shutil.ignore_patterns("coding", "translations", "gold"))
    shutil.copytree(ROOT / "data" / "codebook", tmp_path / "sample" / "codebook")
    n = write_sheet(tmp_path / "sample", per_stratum=1)
    sheet = read_csv(tmp_path / "sample" / "coding" / "sheet.csv")
    sheet.loc[:, "capability"] = "1"
    write_csv(sheet.iloc[1:], tmp_path / "filled_ben.csv")
    said = take_back(tmp_path / "sample", [tmp_path / "filled_ben.csv"])
    assert said == [f"filled_ben.csv: {n - 1} of {n} items, {9 * (n - 1) + 10} codes not given"]
    codes = read_csv(tmp_path / "sample" / "coding" / "coder_filled_ben.csv")
    assert "text" not in codes
    assert (codes["capability"] == "1").all()
    with pytest.raises(CorpusError, match="there are codes already; move it away"):
        write_sheet(tmp_path / "sample")
