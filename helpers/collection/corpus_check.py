"""What a corpus lacks before a long run, each with file, row and remedy; a codebook's own checks, where that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.articles import parse_article
from helpers.codebook import load_codebook
from helpers.coding.codebook_check import report_on_codebook
from helpers.collection.catalogue import UNNAMED, read_rows, usable_rows
from helpers.collection.files import RawFiles
from helpers.corpus import codebook_folder, corpus_folder, why_stale
from helpers.tables import CorpusError, command

_TO_FILL_IN = {
    "source": "name the outlet whose framing this is",
    "origin": "name whose report it is (the outlet itself, or the agency it rewrites)",
    "event_id": "give all articles on one event the same short name",
    "published": "write the date as far as it is known",
}
_MAY_BE_EMPTY = ("outlet", "translation", "event_date", "title", "author", "url")


def check(folder: str | Path) -> int:
    """Print what a corpus or a codebook lacks. Returns the exit code: 1 where an article cannot be counted."""
    folder = corpus_folder(folder)
    if (folder / "frames.csv").is_file() and not (folder / "catalogue.csv").is_file():
        return _check_codebook(folder)
    problems = list(problems_of(folder))
    gaps = list(gaps_of(folder))
    doubts = list(doubts_of(folder))
    for line in [*problems, *gaps, *doubts, *notes_of(folder)]:
        print(line)
    n_articles = len(read_rows(folder / "catalogue.csv"))
    print(f"{folder}: {n_articles} articles, {len(problems)} problems, {len(gaps)} gaps, {len(doubts)} doubts.")
    return 1 if problems else 0


def problems_of(folder: Path) -> Iterator[CorpusError]:
    """What keeps articles from being counted: rows that cannot be used, rows without files, files without rows, stale
    features where the files to count anew are missing. Reads every file once."""
    path = folder / "catalogue.csv"
    catalogue, errors = usable_rows(path)
    yield from (error for _, error in errors)
    stale = why_stale(folder, catalogue, load_codebook(codebook_folder(folder)))
    files = RawFiles(folder / "raw", set(catalogue["file"]))
    if not files.names:
        if stale:
            yield CorpusError(folder, None, f"{stale}, and raw/ holds no files", "put the articles' files into raw/")
        return
    for row, facts in zip(catalogue.index, catalogue.to_dict("records"), strict=True):
        try:
            files.take(facts, int(row))
        except CorpusError as error:
            yield error
    excused = {row["file"] for row, _ in errors}
    yield from (error for error in files.left() if error.file not in excused)


def gaps_of(folder: Path) -> Iterator[CorpusError]:
    """Cells of the catalogue that wait to be filled in; the articles are counted, yet less can be said of them."""
    catalogue = read_rows(folder / "catalogue.csv")
    for name, remedy in _TO_FILL_IN.items():
        empty = catalogue.index[catalogue[name].isin(["", UNNAMED])]
        if len(empty):
            more = f" and {len(empty) - 1} more rows" if len(empty) > 1 else ""
            said = f"the {name.replace('published', 'date of publication')} is not named here{more}"
            yield CorpusError("catalogue.csv", int(empty[0]), said, remedy)


def doubts_of(folder: Path) -> Iterator[CorpusError]:
    """Articles whose language in the catalogue is not the one that their text is recognised as; they are counted in the catalogue's."""
    catalogue, _ = usable_rows(folder / "catalogue.csv")
    files = RawFiles(folder / "raw", set(catalogue["file"]))
    for row, facts in zip(catalogue.index, catalogue.to_dict("records"), strict=True):
        try:
            article = parse_article(*files.take(facts, int(row)))
        except CorpusError:  # named among the problems, or a text too short to tell
            continue
        if article.language != facts["language"]:
            said = f"the language of {facts['doc_id']!r} is {facts['language']} here, but its text is recognised as {article.language}"
            yield CorpusError("catalogue.csv", int(row), said, f"write {article.language}, or leave it if you know better")


def notes_of(folder: Path) -> Iterator[str]:
    """What keeps nothing from being counted and is said all the same: empty cells per column, features that the report will make."""
    rows = read_rows(folder / "catalogue.csv")
    empty = {name: int((rows[name] == "").sum()) for name in _MAY_BE_EMPTY}
    told = [f"{name} {n} of {len(rows)}" for name, n in empty.items() if n]
    if told:
        yield f"Note: cells that are empty and may be: {', '.join(told)}."
    stale = why_stale(folder, usable_rows(folder / "catalogue.csv")[0], load_codebook(codebook_folder(folder)))
    if stale and RawFiles(folder / "raw", set()).names:
        yield f"Note: {stale}; make report and {command('extract')} count the articles anew."


def _check_codebook(folder: Path) -> int:
    findings = report_on_codebook(folder)
    for found in findings.itertuples(index=False):
        print(CorpusError(found.file, None if pd.isna(found.row) else int(found.row), found.problem, found.remedy))
    n_faults = int((findings["kind"] == "fault").sum())
    print(f"{folder}: {len(findings)} findings, {n_faults} of them faults that keep the codebook from being used.")
    return 1 if n_faults else 0
