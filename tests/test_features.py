"""Rebuilding gives the committed features, whatever the files are called; a change that alters a count must be committed with it."""

import os
import shutil
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from helpers.corpus import FEATURES, ROOT, load_corpus, read_catalogue, write_features
from helpers.tables import TABLES, read_csv

ARTICLES = os.environ.get("ARTICLES_DIR")


def rebuilt(name: str, raw: Path, folder: Path) -> Path:
    """A copy of a corpus with its files under other names and features counted anew."""
    (folder / "raw").mkdir(parents=True)
    shutil.copy(ROOT / "data" / name / "catalogue.csv", folder)
    for number, file in enumerate(sorted(file for file in raw.iterdir() if file.is_file())):
        shutil.copy(file, folder / "raw" / f"renamed {number}{file.suffix}")
    assert write_features(folder).empty
    return folder


def compare(name: str, folder: Path) -> None:
    for table in [f"{feature}.csv" for feature in FEATURES] + ["features.json"]:
        committed = ROOT / "data" / name / "features" / table
        assert (folder / "features" / table).read_text("utf-8-sig") == committed.read_text("utf-8-sig"), table


def test_the_sample_gives_its_committed_features(tmp_path):
    compare("sample", rebuilt("sample", ROOT / "data" / "sample" / "raw", tmp_path / "sample"))


@pytest.mark.skipif(not ARTICLES, reason="the real articles are needed: name their folder in ARTICLES_DIR")
def test_the_real_articles_give_their_committed_features(tmp_path):
    compare("military_ai", rebuilt("military_ai", Path(ARTICLES), tmp_path / "military_ai"))


def test_a_clone_without_the_articles_loads_the_case_study():
    corpus = load_corpus("data/military_ai")
    assert corpus.documents.set_index("doc_id")["n_paragraphs"].to_dict() == {
        "bloomberg_en": 7,
        "bloomberg_vi": 8,
        "rfi_zh": 15,
        "xinhua_en": 15,
    }
    assert "text" not in corpus.paragraphs
    assert corpus.set_aside.empty


def test_words_and_paragraphs_are_conserved():
    corpus = load_corpus("data/sample")
    body = corpus.paragraphs[corpus.paragraphs["role"] == "body"]
    assert corpus.terms["count"].sum() == body["n_words"].sum() == corpus.documents["n_words"].sum()
    assert (corpus.terms["n_paragraphs"] <= corpus.terms["count"]).all()


def test_features_equal_the_counts_from_the_files():
    from_features, from_files = (load_corpus(ROOT / "data" / "sample", text=text) for text in (False, True))
    assert_frame_equal(from_features.documents, from_files.documents)
    for name in ("terms", "mentions", "voices", "paragraphs"):
        counted = getattr(from_files, name)
        assert_frame_equal(getattr(from_features, name), counted[TABLES[name]], check_dtype=False)


def test_a_published_catalogue_needs_no_defaults():
    for name in ("sample", "military_ai"):
        path = ROOT / "data" / name / "catalogue.csv"
        assert_frame_equal(read_catalogue(path), read_csv(path)[TABLES["catalogue"]], check_dtype=False)
