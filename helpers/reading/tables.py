"""CSV, JSONL and Parquet tables of articles: one row is one article; which column is what is mapped or told by its name."""

from __future__ import annotations

import csv
import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

import pyarrow.parquet as parquet
from pyarrow import ArrowException

from helpers.reading.decoding import LARGEST
from helpers.tables import TABLES, CorpusError, restore

SUFFIXES = {".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"}
FIELDS = ["text", *(name for name in TABLES["catalogue"] if name not in ("sha256", "file", "published_precision"))]
"""What a column can be mapped to: the text, or a fact of the catalogue."""

_USUAL_NAMES = {
    "text": "text body content full_text fulltext article article_text markdown_content 正文 内容 內容 nội_dung",
    "title": "title headline 标题 標題 tiêu_đề",
    "published": "published date day pub_date publish_date published_at published_time datetime 日期 ngày",
    "outlet": "outlet newspaper publisher medium media site 媒体 báo",
    "source": "source",
    "language": "language lang 语言 ngôn_ngữ",
    "author": "author byline authors 作者 tác_giả",
    "url": "url link address permalink url_source 链接",
    "doc_id": "doc_id id",
}
OF_NAME = {name: field for field, names in _USUAL_NAMES.items() for name in names.split()}


def parse_map(pairs: Iterable[str]) -> dict[str, str]:
    """`title=headline text=body` as {"title": "headline", "text": "body"}: field of the catalogue → column.

    >>> parse_map(["text=Nội dung"])
    {'text': 'Nội dung'}
    """
    mapped = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not column or field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, 1) or ["title"]
            problem = f"{pair!r} maps nothing" if not equals or not column else f"there is no field {field!r}"
            raise CorpusError("--map", None, problem, f"write FIELD=COLUMN, such as {near[0]}=headline")
        mapped[field] = column
    return mapped


def rows_of(path: Path, mapping: Mapping[str, str], errors: list[CorpusError]) -> Iterator[tuple[int, dict[str, str]]]:
    """(row, facts by field) of each article in a table; rows that cannot be read are added to `errors`, never raised.

    Rows are the spreadsheet's (header = 1) in CSV, the file's lines in JSONL, and counted from 1 in Parquet. Raises
    CorpusError where the table itself cannot be read or a mapped column is not in it. One row is held at a time.
    """
    rows = _READERS[path.suffix.lower()](path, errors)
    columns: dict[str, str] = {}
    known: set[str] = set()
    for row, cells in rows:
        if not set(cells) <= known:
            known |= set(cells)
            columns = _columns(path, sorted(known), mapping)
        yield row, {field: _text(cells.get(column)) for field, column in columns.items()}


def _columns(path: Path, names: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """field → column: what is mapped, then columns whose name says what they are."""
    columns = {}
    for field, column in mapping.items():
        alike = [name for name in names if name == column] or [name for name in names if name.lower() == column.lower()]
        if alike:
            columns[field] = alike[0]
        else:
            near = difflib.get_close_matches(column, names, 1, cutoff=0.7)
            hint = f"write {field}={near[0]!r}" if near else f"there are: {', '.join(sorted(names))}"
            raise CorpusError(path.name, 1, f"there is no column {column!r} to take the {field} from", hint)
    for name in sorted(names):
        field = OF_NAME.get(name.strip().lower().replace(" ", "_"))
        field = field or (name if name in FIELDS else None)
        if field and field not in columns and name not in columns.values():
            columns[field] = name
    if "text" not in columns:
        near = difflib.get_close_matches("text", names, 1) or ["COLUMN"]
        problem = f"no column is known to hold the articles' text (there are: {', '.join(sorted(names))})"
        raise CorpusError(path.name, 1, problem, f"say which with --map text={near[0]}")
    return columns


def _text(cell: object) -> str:
    """A cell as text: nothing for null, the date of a date, lists joined."""
    if cell is None or cell != cell:  # NaN
        return ""
    if isinstance(cell, list):
        return ", ".join(map(_text, cell))
    if hasattr(cell, "isoformat"):
        stamp = cell.isoformat()
        return stamp.removesuffix("T00:00:00")
    return str(cell).replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip()


def _csv_rows(path: Path, errors: list[CorpusError]) -> Iterator[tuple[int, dict]]:
    csv.field_size_limit(LARGEST)
    with path.open("rb") as file:
        header = file.readline(100_000)
    delimiter = max(",;\t", key=lambda mark: header.count(mark.encode()))
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(_lines(file), delimiter=delimiter)
        try:
            names = [restore(name.strip()) for name in next(reader, [])]
            for row, cells in enumerate(reader, start=2):
                if len(cells) == len(names):
                    if any(cells):
                        yield row, dict(zip(names, map(restore, cells), strict=True))
                elif any(cells):
                    what = f"{len(cells)} cells under {len(names)} column names"
                    errors.append(CorpusError(path.name, row, what, "quote cells with commas or line breaks in them"))
        except UnicodeDecodeError as error:
            raise CorpusError(path.name, None, "the table is not UTF-8", "save it as 'CSV UTF-8'") from error
        except csv.Error as error:
            raise CorpusError(path.name, reader.line_num, f"the table cannot be read from here on ({error})",
                              "mend the line and run again") from error  # fmt: skip


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a table; csv.Error at one that is too long to be held."""
    while line := file.readline(LARGEST + 1):
        if len(line) > LARGEST:
            raise csv.Error(f"a line is longer than {LARGEST / 1e6:.0f} MB")
        yield line


def _jsonl_rows(path: Path, errors: list[CorpusError]) -> Iterator[tuple[int, dict]]:
    with path.open("rb") as file:
        row = 0
        while line := file.readline(LARGEST + 1):
            row += 1
            if len(line) > LARGEST:
                while line and not line.endswith(b"\n"):
                    line = file.readline(LARGEST)
                what = f"the line is longer than {LARGEST / 1e6:.0f} MB"
                errors.append(CorpusError(path.name, row, what, "cut it into one article each"))
                continue
            if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            try:
                cells = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                errors.append(CorpusError(path.name, row, f"the line is no JSON ({error})", "mend or delete it"))
                continue
            if isinstance(cells, dict):
                yield row, cells
            else:
                errors.append(CorpusError(path.name, row, "the line is no JSON object", "write one {…} per line"))


def _parquet_rows(path: Path, errors: list[CorpusError]) -> Iterator[tuple[int, dict]]:
    try:
        batches = parquet.ParquetFile(path).iter_batches(batch_size=500)
        rows = (cells for batch in batches for cells in batch.to_pylist())
        yield from enumerate(rows, start=1)
    except (ArrowException, OSError) as error:
        raise CorpusError(path.name, None, "the file is no readable Parquet table", "write it again") from error


_READERS = {".csv": _csv_rows, ".tsv": _csv_rows, ".parquet": _parquet_rows, ".jsonl": _jsonl_rows, ".ndjson": _jsonl_rows}
