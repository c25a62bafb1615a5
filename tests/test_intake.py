"""`python -m helpers new`: files, feeds and tables become a corpus, and nothing that its reader wrote is lost. All text is invented."""

import json
import shutil

import pandas as pd
import pytest

from helpers import load_corpus
from helpers.__main__ import main
from helpers.collection.catalogue import evidence, read_rows
from helpers.collection.intake import add_files
from helpers.corpus import ROOT
from helpers.reading.tables import parse_map
from helpers.tables import CorpusError, command, read_csv, write_csv

SAMPLE = ROOT / "data" / "sample"
BODY = "The two ministers met on Tuesday and said that they would meet again in the spring."
ITEM = "<item><title>Harbour talks {0}</title><link>https://quay.example/{0}</link><description>" + BODY + "</description></item>"


def test_the_sample_becomes_a_corpus_and_a_second_run_keeps_every_edit(tmp_path, capsys):
    folder = tmp_path / "mine"
    files = sorted((SAMPLE / "raw").iterdir())
    assert main(["new", str(folder), *map(str, files[:9])]) == 0
    path = folder / "catalogue.csv"
    catalogue = read_csv(path).assign(mood="grim")  # a column of the reader's own
    catalogue.loc[0, ["source", "event_id"]] = ["Bến Sóng", "arms"]
    catalogue = catalogue.iloc[::-1]  # and an order
    write_csv(catalogue, path)
    before = path.read_bytes()
    assert main(["new", str(folder), *map(str, files[:9])]) == 0
    assert path.read_bytes() == before
    assert main(["new", str(folder), str(SAMPLE / "raw")]) == 0
    assert path.read_bytes().startswith(before)
    assert len(read_csv(path)) == len(files)
    assert capsys.readouterr().out.splitlines()[-3].startswith("1. Open ")
    truth = read_rows(SAMPLE / "catalogue.csv").set_index("sha256")
    found = read_rows(path).set_index("sha256").loc[truth.index]
    assert (found["language"] == truth["language"]).all()
    corpus = load_corpus(folder)
    assert len(corpus.documents) == len(files)
    assert corpus.set_aside.empty
    twins = corpus.documents.loc[corpus.documents["cluster_id"].duplicated(keep=False), "doc_id"]
    assert set(twins) == {"lighthouse_en_summit", "lighthouseasia_en_summit"}  # near-duplicates share a cluster


def test_tables_carry_their_metadata(tmp_path):
    notes = add_files(tmp_path / "csv", [SAMPLE / "tables" / "notes.csv"], {"title": "Headline", "text": "full text"})
    assert (len(notes.added), notes.set_aside) == (6, [])
    rows = read_rows(tmp_path / "csv" / "catalogue.csv").set_index("doc_id")
    assert rows.loc["note-4", "title"] == "=0: what Sarkand has disclosed so far"
    assert rows.loc["note-3", ["outlet", "language", "published", "published_precision"]].to_list() == [
        "Báo Bến Sóng", "vi", "2024-09-14", "day"]  # fmt: skip
    assert "published: notes.csv, row 4 “14/09/2024”" in rows.loc["note-3", "evidence"]
    frame = pd.read_json(SAMPLE / "tables" / "notes.jsonl", lines=True, dtype=str)
    frame.to_parquet(tmp_path / "notes.parquet")
    for name, file in (("jsonl", SAMPLE / "tables" / "notes.jsonl"), ("parquet", tmp_path / "notes.parquet")):
        assert len(add_files(tmp_path / name, [file]).added) == 6
        other = read_rows(tmp_path / name / "catalogue.csv").set_index("doc_id")
        shared = ["title", "language", "outlet", "published", "source"]
        pd.testing.assert_frame_equal(other[shared], rows[shared], check_dtype=False)
    corpora = [load_corpus(tmp_path / name) for name in ("csv", "jsonl", "parquet")]
    assert all(corpus.terms.equals(corpora[0].terms) for corpus in corpora)
    assert (corpora[0].paragraphs["role"] == "title").sum() == 6


def test_bad_rows_of_a_table_stop_no_other(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(
        "title,text,date,lang\n"
        f"One,{BODY},someday,en\n"
        "two,few\n"
        "Three,,2024-01-01,en\n"
        f"Four,{BODY},2024-01-01,english\n"
        "Cinq,Les deux ministres se sont rencontrés mardi et ont dit qu'ils se verraient encore au printemps.,2024,fr\n",
        "utf-8",
    )
    done = add_files(tmp_path / "mine", [table])
    assert done.added == ["t-2", "t-5"]
    said = "\n".join([*map(str, done.set_aside), *done.notes])
    for says in (
        "t.csv, row 3: 2 cells under 4 column names; quote",
        "t.csv, row 4: ",
        "t.csv, row 6: ",
        "t.csv, row 2: the published 'someday' is no date; write it into the catalogue",
        "t.csv, row 5: the language 'english' is not known and was read off the text; write en",
    ):
        assert says in said, said
    lines = ["{not json", "[1]", json.dumps({"text": BODY, "title": "x" * 10, "tags": ["a"], "n": None}), "\ud800"]
    (tmp_path / "t.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    done = add_files(tmp_path / "lines", [tmp_path / "t.jsonl"])
    assert [error.row for error in done.set_aside] == [1, 2, 4]
    assert done.added == ["t-3"]


@pytest.mark.parametrize(
    ("name", "content", "mapping", "says"),
    [
        ("t.csv", b"headline,body\na,b\n", {"title": "Headlin"}, "t.csv, row 1: there is no column 'Headlin'"),
        ("t.csv", b"headline,prose\na,b\n", {}, "no column is known to hold the articles' text"),
        ("t.csv", b"text\n\xff\xfe\n", {}, "t.csv: the table is not UTF-8; save it as"),
        ("t.parquet", b"PAR1 no", {}, "t.parquet: the file is no readable Parquet table"),
        ("t.jsonl", b'{"prose": "a"}\n', {}, "no column is known to hold the articles' text"),
    ],
)
def test_tables_that_cannot_be_read_are_named(tmp_path, name, content, mapping, says):
    (tmp_path / name).write_bytes(content)
    done = add_files(tmp_path / "mine", [tmp_path / name, SAMPLE / "raw" / "lighthouse_en_arms.txt"], mapping)
    assert says in str(done.set_aside[0])
    assert done.added == ["lighthouse_en_arms"]


def test_feeds_are_cut_and_twins_kept_once(tmp_path):
    feed, single, copy = tmp_path / "feed.xml", tmp_path / "one.xml", tmp_path / "copy.xml"
    feed.write_text(f"<rss><channel>{ITEM.format(1)}{ITEM.format(2)}</channel></rss>", "utf-8")
    single.write_text(f"<rss><channel>{ITEM.format(3)}</channel></rss>", "utf-8")
    shutil.copy(single, copy)
    done = add_files(tmp_path / "mine", [feed, single, copy])
    assert done.added == ["feed-1", "feed-2", "one"]
    assert done.notes == ["copy.xml: the same article as 'one' (same SHA-256); kept once."]
    rows = read_rows(tmp_path / "mine" / "catalogue.csv")
    assert rows["title"].to_list() == ["Harbour talks 1", "Harbour talks 2", "Harbour talks 3"]
    assert set(rows["source"]) == {"quay.example"}
    assert add_files(tmp_path / "mine", [feed, single]).n_present == 3


def test_files_put_into_raw_by_hand_get_rows(tmp_path):
    folder = tmp_path / "mine"
    (folder / "raw").mkdir(parents=True)
    shutil.copy(SAMPLE / "raw" / "bensong_vi_talks.txt", folder / "raw" / "my talks.txt")
    assert add_files(folder, []).added == ["my_talks"]
    assert [path.name for path in (folder / "raw").iterdir()] == ["my talks.txt"]
    assert load_corpus(folder).set_aside.empty


def test_names_that_are_taken_or_lead_elsewhere(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"{BODY} So said {name}, and nobody had asked.", "utf-8")
    done = add_files(tmp_path / "mine", [tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt"])
    assert done.added == ["a", "a-2"]
    (tmp_path / "t.jsonl").write_text(json.dumps({"id": "../../../evil", "text": BODY, "title": "T"}), "utf-8")
    assert add_files(tmp_path / "mine", [tmp_path / "t.jsonl"]).added == ["evil"]
    assert not list(tmp_path.rglob("../evil*"))


def test_a_semicolon_catalogue_stays_one_and_messages_name_the_folder(tmp_path):
    folder, path = tmp_path / "mine", tmp_path / "mine" / "catalogue.csv"
    add_files(folder, [SAMPLE / "raw" / "bensong_vi_talks.txt"])
    rows = read_rows(path)
    path.write_bytes(b"\xef\xbb\xbf" + rows.to_csv(sep=";", index=False, lineterminator="\r\n").encode())
    add_files(folder, [SAMPLE / "raw" / "morningbridge_zh_arms.txt"])
    header, *lines = path.read_text("utf-8-sig").splitlines()
    assert header.startswith("doc_id;")
    assert ";" in lines[-1]
    assert len(read_rows(path)) == 2
    (folder / "raw" / "extra.txt").write_text(BODY, "utf-8")
    problems = "\n".join(load_corpus(folder).set_aside["problem"])
    assert f"python -m helpers new {folder}" in problems


def test_outlets_are_named_where_the_files_name_them(tmp_path):
    named = "lighthouse_en_talks.html lighthouse_en_arms.txt morningbridge_zh_arms.txt bensong_vi_talks.txt quillport_en_summit.txt"
    done = add_files(tmp_path / "mine", [SAMPLE / "raw" / name for name in named.split()])
    assert len(done.added) == 5
    rows = read_rows(tmp_path / "mine" / "catalogue.csv").set_index("doc_id")
    sources = ["Lighthouse Wire (invented)", "Lighthouse Wire", "晨桥网", "Báo Bến Sóng", "to be named"]
    assert rows["source"].to_list() == sources
    assert "outlet: page stamp" in rows.loc["lighthouse_en_arms", "evidence"]
    assert "outlet: page's meta og:site_name" in rows.loc["lighthouse_en_talks", "evidence"]


def test_a_map_that_maps_nothing_is_refused():
    for pair in ("title", "titel=headline", "=x"):
        with pytest.raises(CorpusError, match=r"--map: .*; write FIELD=COLUMN"):
            parse_map([pair])


def test_what_is_rejected_is_kept_and_counted(tmp_path):
    folder, good = tmp_path / "mine", SAMPLE / "raw" / "bensong_vi_talks.txt"
    for name in ("empty.txt", "none.txt"):
        (tmp_path / name).write_bytes(b"")
    done = add_files(folder, [good, tmp_path / "empty.txt", tmp_path / "no such file.txt"])
    assert "no such file.txt: there is no such file; correct" in str(done.set_aside[-1])
    add_files(folder, [tmp_path / "none.txt"])
    aside = load_corpus(folder).set_aside
    assert aside["file"].tolist() == ["empty.txt", "none.txt"]
    assert aside["problem"].str.contains("the file is empty").all()
    (tmp_path / "empty.txt").write_text(BODY, "utf-8")
    add_files(folder, [tmp_path / "empty.txt"])
    assert load_corpus(folder).set_aside["file"].tolist() == ["none.txt"]


def test_without_an_article_there_is_neither_folder_nor_advice(tmp_path, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["new", str(tmp_path / "mine"), str(tmp_path / "empty.txt")]) == 1
    told = capsys.readouterr()
    assert "No article was found" in told.err
    assert "make report" not in told.out
    assert not (tmp_path / "mine").exists()


def test_a_table_may_stand_behind_the_map(tmp_path, capsys):
    (tmp_path / "t.csv").write_text(f"headline,prose,link\nOne,{BODY},https://a.example/b?utm_source=x&id=7\n", "utf-8")
    given = ["--map", "title=headline", "text=prose", "url=link", str(tmp_path / "t.csv")]
    assert main(["new", str(tmp_path / "mine"), *given]) == 0
    row = read_rows(tmp_path / "mine" / "catalogue.csv").iloc[0]
    assert (row["title"], row["url"]) == ("One", "https://a.example/b?id=7")
    told = capsys.readouterr().out
    assert command(f"check {tmp_path / 'mine'}") in told
    assert main(["check", str(tmp_path / "mine")]) == 0
    told = capsys.readouterr().out
    assert "translation 1 of 1" in told
    assert "event_date 1 of 1" in told
    assert "Note: there are no features yet" in told
    assert "0 problems" in told


def test_a_date_filled_in_by_hand_is_the_catalogues(tmp_path):
    folder = tmp_path / "mine"
    (tmp_path / "a.txt").write_text(f"Harbour talks\n\n{BODY}\n", "utf-8")
    add_files(folder, [tmp_path / "a.txt"])
    rows = read_rows(folder / "catalogue.csv")
    assert "published: unknown" in rows["evidence"].item()
    assert "outlet:" not in rows["evidence"].item()
    write_csv(rows.assign(published="2024-05", evidence=rows["evidence"] + "; outlet: "), folder / "catalogue.csv")
    documents = load_corpus(folder).documents
    assert documents["published_precision"].item() == "month"
    told = evidence(documents).set_index("fact")["evidence"]
    assert told["published"] == "catalogue"
    assert told["author"].startswith("unknown")
    assert "outlet" not in told
