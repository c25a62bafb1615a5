"""Bad input to a corpus: each costs what it must and nothing else, and says file, row and remedy. All text is invented."""

import hashlib
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers import CorpusError, load_corpus
from helpers.collection.catalogue import read_rows, usable_rows
from helpers.collection.corpus_check import check
from helpers.corpus import read_catalogue, refresh_features, write_features
from helpers.tables import TABLES, write_csv

TEXTS = {
    "a": "Harbour talks resume\n\nThe two ministers met on Tuesday and said that they would meet again in the spring.\n",
    "b": "The council will vote on the rules\n\nIt was the third time that the council had put off the vote on weapons.\n",
    "c": "港口会谈重启\n\n两国部长星期二会晤，表示将就人工智能继续对话，并讨论军控问题。\n",
}


@pytest.fixture
def corpus(tmp_path):
    """Three invented articles with their catalogue, not yet counted."""
    folder = tmp_path / "mine"
    (folder / "raw").mkdir(parents=True)
    rows = []
    for doc_id, text in TEXTS.items():
        (folder / "raw" / f"{doc_id}.txt").write_bytes(text.encode())
        row = dict.fromkeys(TABLES["catalogue"], "")
        row |= {"doc_id": doc_id, "source": "Quay Daily", "language": "zh-Hans" if doc_id == "c" else "en"}
        rows.append(row | {"sha256": hashlib.sha256(text.encode()).hexdigest(), "file": f"{doc_id}.txt"})
    write_csv(pd.DataFrame(rows), folder / "catalogue.csv")
    return folder


def edit(folder: Path, row: int, **cells: str) -> None:
    """Write cells into a row of the catalogue, counted as a spreadsheet does."""
    catalogue = read_rows(folder / "catalogue.csv")
    for name, value in cells.items():
        catalogue.loc[row, name] = value
    write_csv(catalogue, folder / "catalogue.csv")


def loaded(folder: Path, present: str) -> list[str]:
    """The problems of a corpus of which exactly these articles are loaded."""
    corpus = load_corpus(folder)
    assert "".join(corpus.documents["doc_id"]) == present
    assert set(corpus.paragraphs["doc_id"]) == set(present)
    return list(corpus.set_aside["problem"])


@pytest.mark.parametrize(
    ("row", "cells", "present", "says"),
    [
        (3, {"sha256": "0" * 64}, "ac", "catalogue.csv, row 3: the file 'b.txt' of 'b' has another SHA-256"),
        (3, {"sha256": "0" * 64, "file": ""}, "ac", "catalogue.csv, row 3: no file in raw/ has the SHA-256 of 'b'; add"),
        (3, {"sha256": ""}, "ac", "catalogue.csv, row 3: the sha256 of 'b' is empty; write "),
        (3, {"doc_id": ""}, "ac", "catalogue.csv, row 3: the doc_id is empty; give"),
        (3, {"doc_id": "a"}, "ac", "catalogue.csv, row 3: the doc_id 'a' stands in row 2 too; give"),
        (3, {"language": "fr"}, "ac", "catalogue.csv, row 3: the language 'fr' is not supported; write en, zh-Hans"),
        (3, {"language": ""}, "ac", "catalogue.csv, row 3: the language is empty; write en, zh-Hans"),
        (3, {"published": "19 July 2023"}, "ac", "row 3: the published '19 July 2023' is no date; write 2023-07-19."),
        (3, {"published": "2023-02-30"}, "ac", "catalogue.csv, row 3: the published '2023-02-30' is no date; write it as"),
        (4, {"event_date": "soon"}, "ab", "catalogue.csv, row 4: the event_date 'soon' is no date; write it as"),
        (2, {"translation": "machine translated"}, "bc", "catalogue.csv, row 2: the translation 'machine translated'"),
    ],
)
def test_a_bad_row_is_set_aside_by_its_spreadsheet_row(corpus, row, cells, present, says):
    edit(corpus, row, **cells)
    problems = loaded(corpus, present)
    assert any(says in problem for problem in problems), problems
    assert write_features(corpus)["problem"].to_list() == problems
    assert loaded(corpus, present) == problems  # now from the features
    if "sha256" not in cells:
        with pytest.raises(CorpusError, match="row"):
            read_catalogue(corpus / "catalogue.csv")


def test_the_same_article_twice_in_the_catalogue(corpus):
    first = read_rows(corpus / "catalogue.csv").loc[2, "sha256"]
    edit(corpus, 4, sha256=first)
    assert any("row 4: the sha256" in problem and "row 2 too; delete one" in problem for problem in loaded(corpus, "ab"))


def test_rows_are_counted_as_a_spreadsheet_does(corpus):
    path = corpus / "catalogue.csv"
    lines = path.read_text("utf-8").splitlines()
    lines.insert(1, "," * lines[0].count(","))
    path.write_text("\n".join([*lines, ""]).replace(",zh-Hans,", ",klingon,"), "utf-8")
    assert "catalogue.csv, row 5: the language 'klingon'" in loaded(corpus, "ab")[0]
    path.write_text(path.read_text("utf-8") + "d,too few\n", "utf-8")
    with pytest.raises(CorpusError, match="row 6: 2 cells under 17 column names"):
        load_corpus(corpus)


def test_a_vanished_and_an_unreadable_article_stop_no_other(corpus):
    (corpus / "raw" / "a.txt").unlink()
    (corpus / "raw" / "b.txt").write_bytes(b"\x00\x01PK")
    edit(corpus, 3, sha256=hashlib.sha256(b"\x00\x01PK").hexdigest())
    problems = loaded(corpus, "c")
    assert "row 2: no file in raw/ has the SHA-256 of 'a'" in problems[0]
    assert problems[1].startswith("b.txt: ")


def test_files_without_row_twins_folders_and_links_out_are_named_and_not_followed(corpus, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXTS["a"].replace("Harbour", "Secret"), "utf-8")
    raw = corpus / "raw"
    (raw / "extra.txt").write_text("An invented text that nobody has catalogued.", "utf-8")
    shutil.copy(raw / "a.txt", raw / "twin.txt")
    (raw / "folder").mkdir()
    (raw / "link.txt").symlink_to(secret)
    (raw / ".DS_Store").write_bytes(b"\x00")
    (raw / "loop").symlink_to(raw / "loop")
    edit(corpus, 3, file="link.txt", sha256=hashlib.sha256(secret.read_bytes()).hexdigest())
    problems = "\n".join(loaded(corpus, "ac"))
    for says in (
        "row 3: no file in raw/ has the SHA-256 of 'b'",
        "extra.txt: no row of the catalogue has its SHA-256; add one",
        "twin.txt: it is the same article as 'a.txt'; remove",
        "folder: it is a folder; put",
        "link.txt: it is a link that leads out of its folder; copy",
        "loop: it is no ordinary file",
    ):
        assert says in problems, problems
    assert ".DS_Store" not in problems


def test_renamed_and_swapped_files_are_recognised_by_their_hash(corpus):
    raw = corpus / "raw"
    (raw / "a.txt").rename(raw / "x")
    (raw / "b.txt").rename(raw / "a.txt")
    (raw / "x").rename(raw / "b.txt")
    (raw / "c.txt").rename(raw / "港口.txt")
    assert loaded(corpus, "abc") == []


def test_missing_and_misspelt_columns(corpus):
    path = corpus / "catalogue.csv"
    catalogue = read_rows(path)
    write_csv(catalogue.rename(columns={"language": "langauge"}), path)
    with pytest.raises(CorpusError, match=r"catalogue.csv, row 1: the column 'language' is missing.*rename 'langauge' to it"):
        load_corpus(corpus)
    write_csv(catalogue.drop(columns="source"), path)
    with pytest.raises(CorpusError, match=r"row 1: the column 'source' is missing .*; add"):
        load_corpus(corpus)
    path.unlink()
    with pytest.raises(CorpusError, match="does not exist"):
        load_corpus(corpus)
    with pytest.raises(CorpusError, match=r"there is no such corpus folder; make one with: .*python -m helpers new"):
        load_corpus(corpus / "nowhere")


def test_a_semicolon_table_with_bom_is_accepted(corpus):
    path = corpus / "catalogue.csv"
    rows = read_rows(path)
    path.write_bytes(b"\xef\xbb\xbf" + rows.to_csv(sep=";", index=False, lineterminator="\r\n").encode())
    assert loaded(corpus, "abc") == []


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "=HYPERLINK(0)", "@SUM(A1)", "'=1", '"a", b;\nc'])
def test_hostile_titles_come_back_as_they_were(corpus, title):
    edit(corpus, 2, title=title)
    assert read_rows(corpus / "catalogue.csv").loc[2, "title"] == title
    assert load_corpus(corpus).documents["title"][0] == title
    cells = pd.read_csv(corpus / "catalogue.csv", encoding="utf-8-sig")["title"].dropna()
    assert not cells.str.startswith(("=", "+", "-", "@")).any()


def test_stale_features_without_files_are_refused_with_the_reason(corpus):
    write_features(corpus)
    shutil.rmtree(corpus / "raw")
    assert loaded(corpus, "abc") == []
    edit(corpus, 4, language="zh-Hant")
    with pytest.raises(CorpusError, match=r"languages or translations have changed .*python -m helpers extract"):
        load_corpus(corpus)
    refresh_features(corpus)  # nothing to count from: leaves all as it is
    edit(corpus, 4, language="zh-Hans")
    assert loaded(corpus, "abc") == []


def test_an_edited_language_is_counted_anew(corpus):
    edit(corpus, 4, language="zh-Hant")
    refresh_features(corpus)
    edit(corpus, 4, language="zh-Hans", source="码头报")
    refresh_features(corpus)
    shutil.rmtree(corpus / "raw")
    assert load_corpus(corpus).documents[["language", "source"]].to_numpy().tolist()[2] == ["zh-Hans", "码头报"]


def test_a_file_that_turned_to_garbage_is_noticed_counted_out_once_and_taken_back(corpus, capsys):
    write_features(corpus)
    refresh_features(corpus)
    assert not capsys.readouterr().err, "nothing has changed"
    path = next(path for path in sorted((corpus / "raw").iterdir()) if path.is_file())
    before = path.read_bytes()
    path.write_bytes(b"\x00\xff" * 90)
    refresh_features(corpus)
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("Counting again, for 1 in raw/ changed: ")
    assert path.name in said[0]
    assert len(load_corpus(corpus).set_aside) == 1
    refresh_features(corpus)
    assert not capsys.readouterr().err, "what is known is not counted again"
    path.write_bytes(before)
    (corpus / "raw" / "new.txt").write_text("A new text.", "utf-8")
    refresh_features(corpus)
    assert "for 2 in raw/ changed" in capsys.readouterr().err
    assert load_corpus(corpus).set_aside["file"].tolist() == ["new.txt"]


def test_empty_groups_get_their_defaults(corpus):
    edit(corpus, 2, source="", outlet="Port Post", event_id="talks")
    edit(corpus, 3, source="", event_id="talks", origin="Wire A")
    rows, _ = usable_rows(corpus / "catalogue.csv")
    assert rows["source"].to_list() == ["Port Post", "to be named", "Quay Daily"]
    assert rows["cluster_id"].to_list() == ["talks × Port Post", "talks × Wire A", "c"]
    assert rows["event_id"].to_list() == ["talks", "talks", "c"]
    assert set(rows["translation"]) == {"unknown"}


def test_check_names_problems_and_gaps(corpus, capsys):
    assert check(corpus) == 0  # that features are missing is a note: the report makes them
    write_features(corpus)
    assert check(corpus) == 0
    edit(corpus, 3, language="fr", source="")
    assert check(corpus) == 1
    told = capsys.readouterr().out
    assert "catalogue.csv, row 3: the language 'fr' is not supported; write" in told
    assert "catalogue.csv, row 3: the source is not named here; name" in told
    assert "catalogue.csv, row 2: the event_id is not named here and 2 more rows; give" in told
    assert "b.txt" not in told  # its row is named already


def test_check_doubts_a_language_that_the_text_is_not_in(corpus, capsys):
    edit(corpus, 2, language="vi")
    edit(corpus, 4, language="zh-Hant")
    write_features(corpus)
    assert check(corpus) == 0  # the catalogue's reader may know better
    told = capsys.readouterr().out
    assert "catalogue.csv, row 2: the language of 'a' is vi here, but its text is recognised as en; write en, or leave it" in told
    assert "catalogue.csv, row 4: the language of 'c' is zh-Hant here, but its text is recognised as zh-Hans" in told
    assert "row 3: the language" not in told
    assert "2 doubts." in told
    edit(corpus, 2, language="en")
    edit(corpus, 4, language="zh-Hans")
    check(corpus)
    assert "0 doubts." in capsys.readouterr().out
