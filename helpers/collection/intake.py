"""Files and tables of articles become a corpus folder with a catalogue to fill in; a second run adds what is new."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from helpers.articles import Article, parse_article
from helpers.collection.catalogue import REJECTED, UNNAMED, read_rows, rejected
from helpers.collection.files import read_article_file
from helpers.collection.pieces import Piece, files_in, normalised, pieces_of, slug
from helpers.reading.metadata import without_tracking
from helpers.tables import TABLES, CorpusError, command, delimiter_of, read_csv, write_csv, write_whole

_KEPT_EVIDENCE = ("language", "outlet", "title", "author", "published", "feed_epoch", "url_date")


@dataclass
class Intake:
    """What a run of `add_files` did: doc_ids added, errors set aside, notes on what is kept once or left unknown."""

    added: list[str] = field(default_factory=list)
    set_aside: list[CorpusError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    n_present: int = 0  # articles that the catalogue has already


def add_files(folder: Path, files: list[Path], mapping: Mapping[str, str] | None = None) -> Intake:
    """Copy articles into folder/raw and add a row for each to folder/catalogue.csv; existing rows stay as they are.

    files: article files, feeds, tables (CSV, JSONL, Parquet: one row is one article) or folders of them; none means
    the files in raw/ that have no row yet. A file that is no article is named and left where it is; it stops nothing.
    """
    done = Intake()
    path = folder / "catalogue.csv"
    present = read_rows(path) if path.is_file() else pd.DataFrame(columns=TABLES["catalogue"], dtype=str)
    known = {"sha256": dict(zip(present["sha256"].str.lower(), present["doc_id"], strict=True)),
             "doc_id": dict.fromkeys(present["doc_id"], "")}  # fmt: skip
    rows: list[dict[str, str]] = []
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    given = list(files_in(files or [folder / "raw"], done.set_aside))
    try:
        for file in tqdm(given, desc="Reading", unit="file", disable=None):
            for piece in pieces_of(file, mapping or {}, done.set_aside):
                try:
                    row = _take_in(piece, folder, known, done)
                except CorpusError as error:
                    done.set_aside.append(error)
                    continue
                if row:
                    rows.append(row)
    finally:  # also when stopped by hand: what was read is not read again
        if rows or not path.is_file():
            _append(path, rows)
        _keep_rejected(folder / REJECTED, [*files, *given], done.set_aside)
    return done


def _keep_rejected(path: Path, given: list[Path], errors: list[CorpusError]) -> None:
    """Write what was rejected (file, problem), for the report to count; rows of earlier runs stay unless their file was given again."""
    missing = {str(file) for file in given if not file.exists()}
    now = [(Path(str(error.file)).name, str(error)) for error in errors if str(error.file) not in missing]
    before = rejected(path).to_numpy().tolist()
    rows = [(name, said) for name, said in before if name not in {file.name for file in given}] + now
    if rows:
        write_csv(pd.DataFrame(rows, columns=["file", "problem"]), path)
    else:
        path.unlink(missing_ok=True)


def _take_in(piece: Piece, folder: Path, known: dict[str, dict[str, str]], done: Intake) -> dict[str, str] | None:
    """Parse an article, store its file, return its catalogue row; None where the catalogue has it already."""
    sha256 = hashlib.sha256(piece.data).hexdigest()
    twin = known["sha256"].get(sha256)
    if twin is not None:
        done.n_present += 1
        if twin in done.added:
            done.notes.append(f"{piece.origin}: the same article as {twin!r} (same SHA-256); kept once.")
        return None
    facts, doubts = normalised(piece.known)
    try:
        article = parse_article(piece.data, piece.name, facts)
    except CorpusError as error:
        place, _, row = piece.origin.partition(", row ")
        raise CorpusError(place, int(row) if row else None, error.problem, error.remedy) from error
    done.notes += [f"{piece.origin}: {doubt}." for doubt in doubts]
    doc_id = _free(slug(Path(piece.name).stem) or "article", known["doc_id"])
    file = _store(piece, folder / "raw", sha256)
    known["sha256"][sha256], known["doc_id"][doc_id] = doc_id, ""
    done.added.append(doc_id)
    return _row(article, piece, facts) | {"doc_id": doc_id, "sha256": sha256, "file": file}


def _free(name: str, taken: Mapping[str, str]) -> str:
    """The name, or the name with the first number that makes it its own."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _store(piece: Piece, raw: Path, sha256: str) -> str:
    """Write the file into raw/ under a name of its own and return the name; a file that stands there already stays."""
    stem, suffix = slug(Path(piece.name).stem) or "article", Path(piece.name).suffix
    number, name = 1, piece.name if (raw / piece.name).is_file() else f"{stem}{suffix}"
    while (raw / name).exists() or (raw / name).is_symlink():
        if (raw / name).is_file() and hashlib.sha256(read_article_file(raw / name) or b"").hexdigest() == sha256:
            return name
        number += 1
        name = f"{stem}-{number}{suffix}"
    try:
        write_whole(raw / name, piece.data)
    except OSError as error:
        problem = f"it cannot be written into raw/ ({error.strerror or error})"
        raise CorpusError(piece.origin, None, problem, "make room and run it again") from error
    return name


def _row(article: Article, piece: Piece, facts: Mapping[str, str]) -> dict[str, str]:
    """What is known of an article, as a row of the catalogue; what is not known is empty, to be filled in."""
    told = dict(article.evidence)
    for name, value in piece.known.items():
        read = piece.origin if value == facts[name] else f"{piece.origin} “{value}”"
        told[name] = read if facts[name] or name not in told else f"{told[name]}, {read}"
    shown = {name: told[name] for name in _KEPT_EVIDENCE if told.get(name, "the catalogue") not in ("", "the catalogue")}
    outlet = facts.get("outlet") or article.outlet
    return dict.fromkeys(TABLES["catalogue"], "") | facts | {
        "source": facts.get("source") or outlet or UNNAMED,
        "outlet": outlet,
        "language": article.language,
        "title": article.title,
        "author": article.author,
        "published": article.published,
        "published_precision": article.published_precision,
        "evidence": "; ".join(f"{name}: {value.replace(';', ',')}" for name, value in shown.items()),
        "url": without_tracking(article.url),
    }


def _append(path: Path, rows: list[dict[str, str]]) -> None:
    """Add rows at the end of the catalogue; its rows, their order, its commas or semicolons and any columns of the reader's own stay."""
    new = pd.DataFrame(rows, columns=TABLES["catalogue"], dtype=str)
    old = read_csv(path) if path.is_file() else new.iloc[:0]
    delimiter = delimiter_of(path.read_text("utf-8-sig")) if path.is_file() else ","
    columns = [*old.columns, *(name for name in new.columns if name not in old.columns)]
    write_csv(pd.concat([old, new], ignore_index=True).reindex(columns=columns).fillna(""), path, delimiter)


def new_corpus(folder: Path, files: list[Path], mapping: Mapping[str, str] | None = None) -> int:
    """`add_files`, told to the reader on the terminal. Returns the exit code: 0 where the corpus has articles; a folder
    that was made for none is removed again."""
    there = folder.exists()
    done = add_files(folder, files, mapping)
    for error in done.set_aside:
        print(f"Set aside: {error}", file=sys.stderr)
    for note in done.notes:
        print(f"Note: {note}", file=sys.stderr)
    n_articles = len(read_rows(folder / "catalogue.csv"))
    if not n_articles:
        print(f"No article was found in what was given ({len(done.set_aside)} set aside), so there is no corpus yet.", file=sys.stderr)
        if not there:
            shutil.rmtree(folder)
        return 1
    print(f"Added: {len(done.added)}, there already: {done.n_present}, set aside: {len(done.set_aside)}; in {folder}: {n_articles}.")
    print(f"1. Open {folder}/catalogue.csv in a spreadsheet: correct language and source, fill in origin and event_id.")
    print(f"2. {command(f'check {folder}')}   says what is missing.")
    print(f"3. make report CORPUS={folder}   writes the report; corrections only need this again.")
    return 0
