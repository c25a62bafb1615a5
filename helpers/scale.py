"""The same extraction for a corpus of any size: cut into parts that processes count side by side, here or on a Dask cluster.

A part is a run of PART articles in the order of their doc_id. Each is counted by the function that counts a corpus in memory, and
written under a key: a hash of its articles, the rules, the codebook and the tools' versions. A run that was killed goes on where it
stopped, because a part with its receipt is not counted again; a part is that lacked the file of an article, or of which a file has changed.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from helpers.codebook import Codebook, load_codebook
from helpers.collection.catalogue import usable_rows
from helpers.collection.files import RawFiles, hash_file
from helpers.corpus import codebook_folder, corpus_folder, counted_articles, unused, write_features, write_receipt
from helpers.extraction import FEATURES, RULES, extract_rows, tool_versions
from helpers.partitions import clear, key_of, locked, read_receipt, write_part
from helpers.tables import CorpusError, command

PART = 500  # articles: some 10 MB of rows, and half a minute of one process at most
LARGE = 5_000  # articles from which on features are Parquet parts, not CSV
ANSWERS_WITHIN = "15s"

_one_at_a_time = threading.Lock()  # the segmenters are not made for threads; processes are what makes this faster


def extract(path: Path | str, dask: str = "", workers: int = 0) -> pd.DataFrame:
    """Write the features of a corpus: CSV for a small one, Parquet parts for a large one or where a scheduler is named.

    Returns what was set aside (file, doc_id, problem). Raises CorpusError where nothing can be counted.
    """
    folder = corpus_folder(path)
    if dask or workers or len(usable_rows(folder / "catalogue.csv")[0]) >= LARGE:
        return extract_parts(folder, dask, workers)
    return write_features(folder)


def extract_parts(folder: Path, dask: str = "", workers: int = 0, size: int = PART) -> pd.DataFrame:
    """Count a corpus in parts of `size` articles and write features/ as Parquet; returns what was set aside.

    dask: the address of a scheduler ("tcp://host:8786"), whose workers see the same folder; else `workers` processes are started
    here, as many as there are cores if 0.
    """
    book_folder = codebook_folder(folder)
    book = load_codebook(book_folder)
    catalogue, errors = usable_rows(folder / "catalogue.csv")
    features = folder / "features"
    with locked(features):
        files = RawFiles(folder / "raw", set(catalogue["file"]))
        if not files.names:
            remedy = f"put them into {folder.name}/raw and run: {command(f'extract {folder}')}"
            raise CorpusError(folder, None, "without the articles' files nothing can be counted", remedy)
        parts = [catalogue.iloc[start : start + size] for start in range(0, len(catalogue), size)]
        counted_by = basis(book)
        keys = [key_of(counted_by, counted_articles(part)) for part in parts]
        clear(features, len(parts))
        receipts = {number: read_receipt(features, number, key) for number, key in enumerate(keys)}
        stale = (not receipt or receipt["lacking"] or altered(files, parts[number]) for number, receipt in receipts.items())
        waiting = [number for number, anew in zip(receipts, stale, strict=True) if anew]
        if waiting:
            (features / "features.json").unlink(missing_ok=True)
            done = len(catalogue) - sum(len(parts[number]) for number in waiting)
            jobs = ((number, keys[number], _rows(parts[number])) for number in waiting)
            with tqdm(total=len(catalogue), initial=done, desc="Counting", unit="article", disable=None) as progress:
                for receipt in _counted(folder, book_folder, jobs, dask, workers):
                    receipts[receipt["part"]] = receipt
                    progress.update(receipt["articles"])
        aside = [entry for number in sorted(receipts) for entry in receipts[number]["set_aside"]]
        renamed = {sha256: name for receipt in receipts.values() for sha256, name in receipt["renamed"].items()}
        lost = {doc_id for _, doc_id, _ in aside}
        for sha256, doc_id, name in catalogue[["sha256", "doc_id", "file"]].itertuples(index=False):
            if doc_id not in lost:
                files.took(sha256.lower(), renamed.get(sha256.lower(), name))
        aside += [[error.file, "", str(error)] for error in files.left()]
        write_receipt(features, book, {"articles": key_of(counted_articles(catalogue)), "parts": len(parts)}, aside)
    return unused(errors, aside)


def altered(files: RawFiles, part: pd.DataFrame) -> bool:
    """Whether a file of these articles is there under its name with another SHA-256. Reads them: a tenth of a millisecond each."""
    named = [(files.folder / name, sha256.lower()) for name, sha256 in part[["file", "sha256"]].to_numpy() if name in files.names]
    return any((hash_file(path) or sha256) != sha256 for path, sha256 in named)


def basis(book: Codebook) -> list:
    """All that decides what is counted of an article, the article apart."""
    return [RULES, book.sha256, tool_versions()]


def _rows(part: pd.DataFrame) -> list[tuple[int, dict]]:
    """(row of the catalogue, facts) of each article of a part."""
    return list(zip(map(int, part.index), part.to_dict("records"), strict=True))


def _counted(folder: Path, book_folder: Path, jobs: Iterator[tuple], dask: str, workers: int) -> Iterator[dict]:
    """The receipts of the parts, as they are finished; jobs: number, key and rows of each. A few are on their way at a time, so memory
    stays flat."""
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    places = [str(path.resolve()) for path in (folder, book_folder)]
    run = key_of(os.getpid(), socket.gethostname(), str(folder))
    with connected(dask, workers) as client:

        def submit():
            job = next(jobs, None)
            if job is not None:
                futures.add(client.submit(count_part, *places, *job, run, pure=False, key=f"part-{job[0]:05d}-{run[:8]}"))

        futures = as_completed()
        for _ in range(2 * max(1, sum(client.nthreads().values()))):
            submit()
        for future in futures:
            try:
                receipt = future.result()
            except KilledWorker as error:
                problem = f"the process that counted {future.key} died again and again"
                raise CorpusError(folder, None, problem, "leave its largest articles out and run it again") from error
            except OSError as error:
                problem = f"features cannot be written ({error.strerror or error})"
                raise CorpusError(folder, None, problem, "make room and run it again: what is counted is kept") from error
            submit()
            yield receipt


def count_part(folder: str, book_folder: str, number: int, key: str, rows: list[tuple[int, dict]], run: str) -> dict:
    """Count one part from its articles' files and write it; returns its receipt. Runs in a worker's process.

    An article that cannot be counted is set aside by name, and stops no other.
    """
    with _one_at_a_time:
        raw, book = Path(folder) / "raw", _book(book_folder, run)
        facts_of_all = [facts for _, facts in rows]
        if key != key_of(basis(book), counted_articles(pd.DataFrame(facts_of_all))):
            problem = "a worker has another codebook or other versions of the packages than this machine"
            raise CorpusError(folder, None, problem, "install the same requirements.txt on it")
        named = {facts["file"] for facts in facts_of_all}
        files = RawFiles(raw, named, only=named)
        tables: dict[str, list[tuple]] = {name: [] for name in FEATURES}
        aside, renamed, lacking = [], {}, 0
        for row, facts in rows:
            data = None
            try:
                data, name = _taken(files, raw, facts, row, run)
                counted = extract_rows(data, name, facts, book)
            except CorpusError as error:
                aside.append([facts["file"], facts["doc_id"], str(error)])
                lacking += data is None
                continue
            if name != facts["file"]:
                renamed[facts["sha256"].lower()] = name
            for table in FEATURES:
                tables[table] += counted[table]
        facts = {"part": number, "articles": len(rows), "set_aside": aside, "lacking": lacking, "renamed": renamed}
        return write_part(Path(folder) / "features", number, key, tables, facts)


def _taken(files: RawFiles, raw: Path, facts: dict, row: int, run: str) -> tuple[bytes, str]:
    """An article's file by its name; where it is not there, or another, it is looked for by its hash among all files."""
    try:
        return files.take(facts, row)
    except CorpusError:
        return _all_files(raw, run).take(facts, row)


@cache
def _all_files(raw: Path, run: str) -> RawFiles:
    return RawFiles(raw, set())


@cache
def _book(folder: str, run: str) -> Codebook:
    return load_codebook(folder)


@contextmanager
def connected(dask: str = "", workers: int = 0) -> Iterator:
    """A Dask client: of the scheduler at this address, or of processes started here, which end with the block."""
    from distributed import Client, LocalCluster

    logged = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # Dask tells each worker's coming and going, in a notebook too
    try:
        if dask:
            with _answered(dask), Client(dask, timeout=ANSWERS_WITHIN) as client:
                client.wait_for_workers(1, timeout=60)
                yield client
        else:
            number, here = workers or os.cpu_count() or 1, {"dashboard_address": "127.0.0.1:0", "silence_logs": "CRITICAL"}
            with LocalCluster(n_workers=number, threads_per_worker=1, **here) as cluster, Client(cluster) as client:
                yield client
    finally:
        logging.disable(logged)


@contextmanager
def _answered(dask: str) -> Iterator[None]:
    try:
        yield
    except (OSError, TimeoutError, ValueError) as error:
        if isinstance(error, CorpusError):
            raise
        problem = f"no scheduler with a worker answers at {dask!r}"
        raise CorpusError("DASK", None, problem, "start one (dask scheduler; dask worker ADDRESS) or leave it out") from error
