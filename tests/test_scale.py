"""Partitioned = in memory, whoever counts: 1 process, 2, a separate scheduler, a run that was killed. All text is generated or invented."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from generate import write_corpus
from own_scheduler import scheduler
from pandas.testing import assert_frame_equal

from helpers import CorpusError, load_corpus
from helpers.codebook import load_codebook
from helpers.coding.codebook_use import concept_hits, form_influence, told_by
from helpers.collection.catalogue import read_rows, usable_rows
from helpers.corpus import ROOT, codebook_folder, refresh_features, why_stale, write_features
from helpers.explore import part_of
from helpers.extraction import FEATURES
from helpers.frames import actors_by_frame, cooccurrence, equivalence, evidence, frame_estimates, frame_shares, frames_along, sensitivity
from helpers.partitions import locked
from helpers.reporting.facts import not_counted
from helpers.robustness.influence import influence
from helpers.robustness.statements import COLUMNS
from helpers.scale import extract, extract_parts
from helpers.stories import compare
from helpers.tables import write_csv
from helpers.terms import frequencies
from helpers.vocabulary import concept_panel, concept_places, concepts_over_time
from helpers.voice_shares import frames_by_voice, kinds, named_but_silent, shares_of_words, speakers

COUNT, SIZE, PARTS = 24, 4, 6
MEASURED = [(*of, to) for of in (("frame_share", "frame=capability"), ("voice_share", "kind=direct")) for to in ("others", "runner-up")]


@pytest.fixture(scope="module")
def in_memory(tmp_path_factory) -> Path:
    """Generated articles, every three an event in three languages; one empty, one renamed, one beside the catalogue; features as CSV."""
    folder = tmp_path_factory.mktemp("memory") / "corpus"
    write_corpus(folder, COUNT)
    catalogue = read_rows(folder / "catalogue.csv")
    told = [f"event_{n // 3:02d}" for n in range(COUNT)], [f"2024-{n % 12 + 1:02d}-16" for n in range(COUNT)]
    write_csv(catalogue.assign(event_id=told[0], published=told[1], published_precision="day"), folder / "catalogue.csv")
    raw = folder / "raw"
    (raw / "article_0000003.txt").rename(raw / "moved.txt")
    (raw / "article_0000020.txt").write_bytes(b"\x00\x01PK")
    shutil.copy(raw / "article_0000005.txt", raw / "twin.txt")
    (raw / "folder").mkdir()
    write_features(folder)
    stated = [(f"{n}", "{counts}", *of, "language=en", reference, "higher", "", "") for n, (*of, reference) in enumerate(MEASURED)]
    write_csv(pd.DataFrame(stated, columns=COLUMNS), folder / "findings.csv")
    return folder


@pytest.fixture
def corpus(in_memory, tmp_path) -> Path:
    """The same articles, not yet counted."""
    folder = tmp_path / "corpus"
    shutil.copytree(in_memory, folder, ignore=shutil.ignore_patterns("features"))
    return folder


@pytest.fixture(scope="module")
def parted(in_memory, tmp_path_factory) -> Path:
    """The same articles, counted by two processes of this machine."""
    folder = tmp_path_factory.mktemp("parted") / "corpus"
    shutil.copytree(in_memory, folder, ignore=shutil.ignore_patterns("features"))
    extract_parts(folder, workers=2, size=SIZE)
    return folder


def written(folder: Path) -> dict[str, bytes]:
    files = (path for path in (folder / "features").rglob("*") if path.is_file() and path.name not in (".lock", ".holder"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Categories and 32 bits are how a large table is kept, not what it says."""
    kinds = {name: str if table[name].dtype == "category" else "int64" for name in table if table[name].dtype != bool}
    return table.astype({name: kind for name, kind in kinds.items() if table[name].dtype.name in ("category", "int32")})


def test_the_same_tables_as_in_memory(in_memory, parted):
    small, large = load_corpus(in_memory), load_corpus(parted)
    assert len(small.documents) == COUNT - 1
    assert len(small.set_aside) == 3
    assert small.mentions["concept"].str.startswith("cues:").any()
    assert (small.mentions["shadowed_by"] == "cues").any()
    for name in ("documents", "set_aside", *FEATURES):
        assert_frame_equal(getattr(small, name), plain(getattr(large, name)), check_dtype=False, obj=name)
        if name in FEATURES:
            joined = pd.concat([getattr(part, name) for part in large.parts()], ignore_index=True)
            assert_frame_equal(getattr(small, name), joined, check_dtype=False, obj=name)
    assert sum(len(part.documents) for part in large.parts()) == len(small.documents)


def most_evoked(corpus) -> tuple[str, str]:
    return tuple(frame_shares(corpus, "source").sort_values("n_evoked", kind="stable").iloc[-1][["source", "frame"]])


BOTH = {
    "estimates": lambda corpus: frame_estimates(corpus, "language", position=True),
    "shares": lambda corpus: frame_shares(corpus, "group", "sentence", voice="outlet", negated="in", duplicates="out"),
    "sensitivity": lambda corpus: sensitivity(corpus, "source"),
    "cooccurrence": cooccurrence,
    "along": frames_along,
    "actors": actors_by_frame,
    "evidence": lambda corpus: evidence(corpus, *most_evoked(corpus), "source"),
    "equivalence": equivalence,
    "frequencies": lambda corpus: frequencies(corpus, corpus.documents),
    "words of voices": lambda corpus: shares_of_words(corpus, "name", "group"),
    "speakers": lambda corpus: speakers(corpus, "group"),
    "kinds": lambda corpus: kinds(corpus, "group"),
    "frames by voice": lambda corpus: frames_by_voice(corpus, "camp", "group"),
    "silent": lambda corpus: named_but_silent(corpus, "group"),
    "panel": concept_panel,
    "places": concept_places,
    "time": concepts_over_time,
    "hits": concept_hits,
    "influence": form_influence,
    "entries and cues": lambda corpus: told_by(corpus, "source"),
    "one by one": influence,
    "left out": not_counted,
    "explored": lambda corpus: frame_shares(part_of(corpus, languages=["en", "vi"], voice="direct"), "source"),
    "explored words": lambda corpus: frequencies(part_of(corpus, sources=[corpus.documents["source"].iloc[0]]), corpus.documents),
    "story": lambda corpus: compare(corpus, *corpus.documents["doc_id"].iloc[[0, -1]]).alignment,
}
"""Everything that a notebook counts in a corpus of any size."""


@pytest.mark.parametrize("name", BOTH)
def test_one_estimator_for_both_and_no_table_held_whole(name, in_memory, parted):
    small, large = load_corpus(in_memory), load_corpus(parted)
    expected = BOTH[name](small)
    assert len(expected)
    assert_frame_equal(plain(expected), plain(BOTH[name](large)), check_dtype=False, check_exact=True)
    assert not set(FEATURES) & set(vars(large)), "a table of the whole corpus was read"


def test_a_separate_scheduler_one_of_whose_workers_is_killed(corpus, parted, tmp_path):
    with scheduler(tmp_path, 2) as (address, workers):
        run = "import sys; from pathlib import Path; from helpers.scale import extract_parts; "
        run += f"extract_parts(Path(sys.argv[1]), dask={address!r}, size={SIZE})"
        process = subprocess.Popen([sys.executable, "-c", run, str(corpus)], env={**os.environ, "PYTHONPATH": str(ROOT)})
        wait_for_receipts(corpus, 2)
        workers[0].send_signal(signal.SIGKILL)
        assert process.wait(timeout=600) == 0
    assert written(corpus) == written(parted)


def wait_for_receipts(folder: Path, count: int) -> dict[Path, int]:
    """Wait until so many parts are counted; their receipts with the time of writing."""
    for _ in range(12_000):  # it comes within seconds on an idle machine
        receipts = sorted((folder / "features" / "parts").glob("*.json"))
        if len(receipts) >= count:
            return {path: path.stat().st_mtime_ns for path in receipts}
        time.sleep(0.05)
    raise AssertionError("no part was counted within ten minutes")


def test_a_killed_run_of_one_process_goes_on_and_counts_nothing_twice(corpus, parted, in_process, monkeypatch):
    run = "import sys; from pathlib import Path; from helpers.scale import extract_parts\n"
    run += f"if __name__ == '__main__': extract_parts(Path(sys.argv[1]), workers=1, size={SIZE})"
    script = corpus.parent / "run.py"
    script.write_text(run, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, str(script), str(corpus)], env=environment, start_new_session=True)
    wait_for_receipts(corpus, 2)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = wait_for_receipts(corpus, 2)
    assert len(done) < PARTS, "the run was killed too late to show anything"
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("socket.gethostname", lambda: "elsewhere")
        with pytest.raises(CorpusError, match=rf"\(process {process.pid} on .*if that machine is gone"):
            extract_parts(corpus)
    with pytest.raises(CorpusError, match=r"another run is writing these features \(process"), locked(corpus / "features"):
        extract_parts(corpus)  # two runs at once
    (corpus / "features" / "terms" / ".part-00009.parquet.tmp").write_bytes(b"half")
    extract_parts(corpus, workers=1, size=SIZE)
    clean = {path for path in done if not json.loads(path.read_text("utf-8"))["set_aside"]}
    assert all(path.stat().st_mtime_ns == done[path] for path in clean)
    assert written(corpus) == written(parted)


def test_what_was_mended_or_damaged_is_counted_again_and_nothing_else(parted, tmp_path, in_process):
    folder = tmp_path / "corpus"
    shutil.copytree(parted, folder)
    receipts = {path: path.stat().st_mtime_ns for path in sorted((folder / "features" / "parts").iterdir())}
    bad = next(n for n, path in enumerate(receipts) if json.loads(path.read_text("utf-8"))["set_aside"])
    write_corpus(tmp_path / "again", COUNT)
    shutil.copy(tmp_path / "again" / "raw" / "article_0000020.txt", folder / "raw" / "article_0000020.txt")
    table = folder / "features" / "mentions" / "part-00005.parquet"
    table.write_bytes(table.read_bytes()[:-9])
    aside = extract_parts(folder, workers=1, size=SIZE)
    assert len(aside) == 2  # the twin and the folder
    changed = [number for number, (path, before) in enumerate(receipts.items()) if path.stat().st_mtime_ns != before]
    assert changed == sorted({bad, 5})
    assert len(load_corpus(folder).documents) == COUNT


def test_a_file_that_has_changed_is_noticed_as_in_a_small_corpus(parted, tmp_path, in_process):
    folder = tmp_path / "corpus"
    shutil.copytree(parted, folder)
    untouched = folder / "features" / "parts" / "00001.json"
    before = untouched.stat().st_mtime_ns
    with (folder / "raw" / "article_0000001.txt").open("a", encoding="utf-8") as file:
        file.write("One more sentence.\n")
    refresh_features(folder, lambda place: extract_parts(place, workers=1, size=SIZE))
    aside = load_corpus(folder).set_aside.set_index("doc_id")["problem"]
    assert "'article_0000001.txt' of 'article_0000001' has another SHA-256" in aside["article_0000001"]
    assert untouched.stat().st_mtime_ns == before


def test_a_longer_a_shorter_and_a_smaller_corpus_leave_nothing_behind(parted, tmp_path, in_process):
    folder = tmp_path / "corpus"
    shutil.copytree(parted, folder)
    catalogue = read_rows(folder / "catalogue.csv")
    write_csv(catalogue.iloc[: SIZE + 1], folder / "catalogue.csv")
    assert "have changed" in why_stale(folder, usable_rows(folder / "catalogue.csv")[0], load_codebook(codebook_folder(folder)))
    refresh_features(folder, lambda place: extract_parts(place, workers=1, size=SIZE))
    assert len(list((folder / "features").rglob("*.parquet"))) == 2 * len(FEATURES)
    assert len(load_corpus(folder).documents) == SIZE + 1
    extract(folder)
    assert not list((folder / "features").rglob("*.parquet"))
    assert len(load_corpus(folder).documents) == SIZE + 1


def test_no_scheduler_answers(corpus, monkeypatch):
    monkeypatch.setattr("helpers.scale.ANSWERS_WITHIN", "1s")
    with pytest.raises(CorpusError, match=r"DASK: no scheduler with a worker answers at 'tcp://127.0.0.1:1'"):
        extract_parts(corpus, dask="tcp://127.0.0.1:1")
