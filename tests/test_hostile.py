"""Hostile and broken files: each is named and set aside or refused in one sentence, the rest is processed, memory stays bounded.

Two runs at once, a killed worker and a killed run are in test_scale. All text is invented.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from generate import write_corpus

from helpers import load_corpus
from helpers.__main__ import main
from helpers.collection.catalogue import read_rows
from helpers.collection.files import RawFiles
from helpers.collection.intake import add_files
from helpers.corpus import ROOT
from helpers.scale import extract_parts
from helpers.tables import CorpusError, write_csv, write_whole

GOOD = "Harbour talks resume\n\nThe two ministers met on Tuesday and said that they would meet again in the spring.\n"
BODY = "The two ministers met on Tuesday and said that they would meet again in the spring."
# A process says its own peak, because what its parent is told includes the parent's memory at the fork.
MEASURED = (
    "import sys; from pathlib import Path; from helpers.__main__ import main; code = main(sys.argv[1:]); "
    "own = Path('/proc/self/status'); print(own.read_text() if own.exists() else 'VmHWM: 0 kB'); sys.exit(code)"
)
MEMORY = 700  # MB: the interpreter with all packages takes some 250, the largest file here is 200


def write_hostile(folder: Path) -> dict[str, str]:
    """The files, and what must be said of each ("" where it becomes an article)."""
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("a.txt", "w") as inner:
        for _ in range(200):
            inner.write(bytes(1_000_000))
    with zipfile.ZipFile(folder / "paths.zip", "w") as paths:
        paths.writestr("../../evil.txt", GOOD)
    (folder / "cut.zip").write_bytes((folder / "paths.zip").read_bytes()[:40])
    (folder / "cut.txt.gz").write_bytes(gzip.compress(GOOD.encode())[:30])
    with (folder / "line.txt").open("wb") as file:
        file.truncate(200_000_000)
    for suffix in ("csv", "jsonl"):
        with (folder / f"line.{suffix}").open("wb") as file:
            file.write(b"text\n" if suffix == "csv" else b'{"text": "')
            for _ in range(200):
                file.write(b"a" * 1_000_000)
    (folder / "lines.txt").write_bytes(b"\n" * 1_000_000)
    (folder / "apart.txt").write_bytes(GOOD.replace("\n\n", "\n" * 500_000).replace("Harbour", "Remote").encode())
    (folder / "nul.txt").write_bytes(GOOD.replace("Harbour", "Null\x00 harbour").encode())
    (folder / "control.txt").write_bytes(bytes(range(32)) * 1000)
    (folder / "surrogates.txt").write_bytes(GOOD.replace("Harbour", "Broken \ud83d harbour").encode("utf-8", "surrogatepass"))
    (folder / "mixed.txt").write_bytes(GOOD.replace("Harbour", "Mixed").encode() + "港口会谈将于星期二重启。".encode("gb18030"))
    (folder / "bidi.txt").write_bytes(GOOD.replace("Harbour", "\u202eruobraH\u202c\u200b\u2066 again\u2069").encode())
    deep = "<div>" * 10_000 + f"<script>alert(1)</script><h1>Deep harbour</h1><p>{BODY} So they said.</p>" + "</div>" * 10_000
    (folder / "deep.html").write_text(f"<html><body>{deep}</body></html>", "utf-8")
    (folder / "formula.csv").write_text(f'title,text\n"=HYPERLINK(""http://x"")","Formula. {BODY}"\n', "utf-8")
    cut = json.dumps({"title": "Cut", "text": BODY})
    (folder / "cut.jsonl").write_text(json.dumps({"title": "Whole", "text": f"Whole. {BODY}"}) + "\n" + cut[:40], "utf-8")
    number = '{"title": ' + "9" * 1000 + f', "text": "Number. {BODY}"}}\n' + '{"title": ' + "9" * 5000 + f', "text": "{BODY}"}}\n'
    (folder / "number.jsonl").write_text(number, "utf-8")
    pd.DataFrame({"title": [{"a": 1}, None], "text": [[1.5, 2.5], []], "published": [3, 4]}).to_parquet(folder / "types.parquet")
    dates = [{"title": f"Year {year}", "text": f"In {year}. {BODY}", "published": f"{year}-12-31"} for year in (1899, 2999)]
    (folder / "dates.jsonl").write_text("\n".join(map(json.dumps, dates)), "utf-8")
    (folder / "folder.txt").mkdir()
    (folder.parent / "secret.txt").write_text(GOOD.replace("Harbour", "Secret"), "utf-8")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    return {
        "bomb.zip": "is a ZIP", "paths.zip": "is a ZIP", "cut.zip": "is a ZIP", "cut.txt.gz": "is a gzip file",
        "line.txt": "200 MB are more than one article", "line.csv, row 1": "longer than 5 MB", "line.jsonl, row 1": "longer than 5 MB",
        "lines.txt": "is empty", "control.txt": "is binary", "cut.jsonl, row 2": "no JSON", "number.jsonl, row 2": "no JSON",
        "types.parquet, row 1": "too little text", "types.parquet, row 2": "is empty", "folder.txt": "it is a folder",
        "link.txt": "leads out of its folder",
    }  # fmt: skip


def test_hostile_files_are_named_and_the_rest_is_a_corpus(tmp_path):
    said = write_hostile(tmp_path / "in")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    command = [sys.executable, "-c", MEASURED, "new", str(tmp_path / "mine"), str(tmp_path / "in")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stderr.splitlines()
    for place, problem in said.items():
        own = [line for line in lines if line.startswith(f"Set aside: {place}: ")]
        assert len(own) == 1, (place, lines)
        assert problem in own[0]
        assert own[0].count("; ") >= 1, own[0]  # with its remedy
    assert "Traceback" not in done.stderr
    assert sum(line.startswith("Set aside") for line in lines) == len(said)
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(tmp_path / "mine") for path in new)
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1]) / 1000
    assert peak < MEMORY, f"{peak:.0f} MB"

    rows = read_rows(tmp_path / "mine" / "catalogue.csv").set_index("doc_id")
    taken = {"good", "apart", "nul", "surrogates", "mixed", "bidi", "deep", "formula-2", "cut-1", "number-1", "dates-1", "dates-2"}
    assert set(rows.index) == taken
    assert rows.loc["formula-2", "title"].startswith("=HYPERLINK")
    assert "'=HYPERLINK" in (tmp_path / "mine" / "catalogue.csv").read_text("utf-8-sig")
    assert rows.loc[["dates-1", "dates-2"], "published"].to_list() == ["1899-12-31", "2999-12-31"]
    assert "\u202e" not in "".join(rows["title"])
    corpus = load_corpus(tmp_path / "mine")
    assert set(corpus.documents["doc_id"]) == taken
    assert len(corpus.set_aside) == len(said)  # what `new` refused stays named
    unwanted = re.compile("alert|[\x00-\x1f\ud800-\udfff\u202a-\u202e]")
    assert not [term for term in corpus.terms["term"] if unwanted.search(term)]


def test_a_corpus_of_duplicates_only(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    for number in range(9):
        (tmp_path / "in" / f"{number}.txt").write_text(GOOD, "utf-8")
    done = add_files(tmp_path / "mine", [tmp_path / "in"])
    assert (done.added, len(done.notes)) == (["0"], 8)
    catalogue = read_rows(tmp_path / "mine" / "catalogue.csv")
    copies = [catalogue.assign(doc_id=f"copy-{number}") for number in range(9)]
    write_csv(pd.concat(copies), tmp_path / "mine" / "catalogue.csv")
    corpus = load_corpus(tmp_path / "mine")
    assert corpus.documents["doc_id"].to_list() == ["copy-0"]
    assert corpus.set_aside["problem"].str.contains("stands in row 2 too; delete one").sum() == 8
    assert main(["check", str(tmp_path / "mine")]) == 1
    assert capsys.readouterr().out.count("stands in row 2 too") == 8


@pytest.fixture
def corpus(tmp_path) -> Path:
    write_corpus(tmp_path / "corpus", 8, tags=("en",))
    return tmp_path / "corpus"


@pytest.mark.parametrize("how", [FileNotFoundError, PermissionError])
def test_a_file_that_vanishes_or_may_not_be_read_while_the_run_is_on(corpus, monkeypatch, how):
    listed = RawFiles._entries

    def then_lost(self, only):
        yield from listed(self, only)
        if how is FileNotFoundError:
            (corpus / "raw" / "article_0000003.txt").unlink(missing_ok=True)

    def refuse(path, *args, **kwargs):
        if path.name == "article_0000003.txt":
            raise how(13, "no", str(path))
        return opened(path, *args, **kwargs)

    opened = Path.open
    monkeypatch.setattr(RawFiles, "_entries", then_lost)
    monkeypatch.setattr(Path, "open", refuse)
    loaded = load_corpus(corpus)
    assert len(loaded.documents) == 7
    assert loaded.set_aside["problem"].to_list() == [
        "catalogue.csv, row 5: the file 'article_0000003.txt' of 'article_0000003' cannot be read; "
        "put it back, make it readable or delete the row."
    ]


def test_no_space_left_while_writing(corpus, in_process):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))  # no file may be larger: as on a full disk, writing fails half-way
    try:
        with pytest.raises(CorpusError, match=r"features cannot be written \(.*\); make room and run it again: what is counted is kept"):
            extract_parts(corpus, workers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list((corpus / "features").rglob(".*parquet*"))
    extract_parts(corpus, workers=1)
    assert len(load_corpus(corpus).documents) == 8


def test_no_space_left_while_articles_are_taken_in(tmp_path, monkeypatch):
    for name in ("large", "small"):
        (tmp_path / f"{name}.txt").write_text(f"{name} {GOOD}" + (f"{BODY}\n\n" * 400 if name == "large" else ""), "utf-8")

    def full(path, content):
        if len(content) > 20_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_whole(path, content)

    monkeypatch.setattr("helpers.collection.intake.write_whole", full)
    done = add_files(tmp_path / "mine", sorted(tmp_path.glob("*.txt")))
    assert done.added == ["small"]
    assert [str(error) for error in done.set_aside] == [
        "large.txt: it cannot be written into raw/ (No space left on device); make room and run it again."
    ]
