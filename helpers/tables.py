"""Tables: the columns each one has, and reading and writing them so that a spreadsheet neither breaks nor runs them."""

from __future__ import annotations

import csv
import difflib
import io
import os
import tempfile
from pathlib import Path

import pandas as pd

TABLES: dict[str, list[str]] = {
    "catalogue": [
        "doc_id", "source", "outlet", "origin", "language", "translation", "event_id", "event_date", "cluster_id",
        "title", "author", "published", "published_precision", "evidence", "url", "sha256", "file",
    ],
    "paragraphs": ["doc_id", "paragraph", "role", "n_sentences", "n_words"],
    "terms": ["doc_id", "term", "count", "n_paragraphs"],
    "mentions": ["doc_id", "paragraph", "sentence", "concept", "form", "words", "voice_id", "count", "negated", "shadowed_by"],
    "voices": ["doc_id", "paragraph", "sentence", "voice_id", "speaker", "actor", "kind", "verb", "n_words"],
    "facts": ["doc_id", "paragraph", "kind", "value", "count"],
    "repairs": ["doc_id", "kind", "count"],
}  # fmt: skip
"""Column names in order, by table; DESIGN's ``documents`` is the catalogue plus the counts taken from the features."""

_RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def command(what: str) -> str:
    """A command as one types it in the project's folder, for the Python that `make` installs there: others lack the packages."""
    python = r".venv\Scripts\python" if os.name == "nt" else ".venv/bin/python"
    return f"{python} -m helpers {what}"


class CorpusError(ValueError):
    """An error for the reader of a notebook: which file, which row, what is wrong and what to do about it.

    >>> print(CorpusError("catalogue.csv", 3, "the language is missing", "write en, zh-Hans, zh-Hant or vi"))
    catalogue.csv, row 3: the language is missing; write en, zh-Hans, zh-Hant or vi.
    """

    def __init__(self, file: str | Path, row: int | None, problem: str, remedy: str):
        self.file, self.row, self.problem, self.remedy = str(file), row, problem, remedy
        place = self.file if row is None else f"{self.file}, row {row}"
        super().__init__(f"{place}: {problem}; {remedy}.")

    def __reduce__(self):
        return type(self), (self.file, self.row, self.problem, self.remedy)


def write_whole(path: Path | str, content: bytes) -> None:
    """Write a file whole or not at all: a temporary neighbour is filled, then takes the name."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def neutralise(cell: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run as a formula; numbers stay numbers.

    >>> neutralise("=HYPERLINK(0)"), neutralise(-1), neutralise("-0.5"), neutralise("习近平")
    ("'=HYPERLINK(0)", -1, '-0.5', '习近平')
    """
    if isinstance(cell, str) and cell.lstrip("'").startswith(_RUNS_IN_A_SPREADSHEET) and not _is_number(cell):
        return "'" + cell
    return cell


def restore(cell: str) -> str:
    """Undo `neutralise`.

    >>> restore("'=1+1"), restore("'tis"), restore("''=1")
    ('=1+1', "'tis", "'=1")
    """
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_RUNS_IN_A_SPREADSHEET) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def write_csv(frame: pd.DataFrame, path: Path | str, delimiter: str = ",") -> None:
    """Write a table for people: UTF-8 with BOM, no index, formulas neutralised, whole or not at all."""
    safe = frame.apply(lambda column: column.map(neutralise) if column.dtype.kind not in "biuf" else column)
    safe.columns = [neutralise(str(name)) for name in frame.columns]
    write_whole(path, b"\xef\xbb\xbf" + safe.to_csv(index=False, sep=delimiter, lineterminator="\n").encode("utf-8"))


def delimiter_of(content: str) -> str:
    """What parts the cells of a CSV: the more frequent of comma and semicolon in its header."""
    header = content.split("\n", 1)[0]
    return ";" if header.count(";") > header.count(",") else ","


def read_csv(path: Path | str, required: list[str] | None = None, numbered: bool = False) -> pd.DataFrame:
    """Read a table that `write_csv` or a spreadsheet wrote: with or without BOM, commas or semicolons; all cells are text.

    `numbered`: the index is the spreadsheet's row, header = 1, empty rows counted.
    Raises CorpusError where the file is missing, is not UTF-8, a row is too long or too short, or a required column is missing.
    """
    path = Path(path)
    if not path.is_file():
        raise CorpusError(path, None, "the file does not exist", "create it or correct the path")
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(path, None, "the file is not UTF-8", "save it as 'CSV UTF-8' from the spreadsheet") from error
    try:
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter_of(content))
        rows = [(number, row) for number, row in enumerate(reader, start=1) if any(row)]
    except csv.Error as error:
        raise CorpusError(path, None, f"the table cannot be read ({error})", "save it again as 'CSV UTF-8'") from error
    names = [restore(name.strip()) for name in rows[0][1]] if rows else []
    for number, row in rows[1:]:
        if len(row) != len(names):
            raise CorpusError(path, number, f"{len(row)} cells under {len(names)} column names", "quote cells with commas in them")
    missing = [name for name in required or [] if name not in names]
    if missing:
        near = difflib.get_close_matches(missing[0], [name for name in names if name not in (required or [])], 1)
        raise CorpusError(
            path,
            1,
            f"the column {missing[0]!r} is missing (there are: {', '.join(names) or 'none'})",
            f"rename {near[0]!r} to it" if near else "add or rename it",
        )
    index = pd.Index([number for number, _ in rows[1:]], dtype=int) if numbered else None
    return pd.DataFrame([[restore(cell) for cell in row] for _, row in rows[1:]], columns=names, dtype=str, index=index)
