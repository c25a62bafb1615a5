"""The coding sheet: how it is drawn, what it hides, and everything that a spreadsheet does to it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hand_coded import coder, corpus_in

from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.tables import CorpusError, read_csv, write_csv
from helpers.validation.coding_sheet import KEY, body_units, draw, read_codes, strata, take_back, write_sheet
from helpers.validation.validate import agreement, read_coders


@pytest.fixture
def corpus(tmp_path):
    return corpus_in(tmp_path)


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
