"""Features of a large corpus as Parquet partitions: written whole or not at all, kept while their key holds, read as tables.

features/<table>/part-00037.parquet holds the rows of the articles of part 37, columns as in TABLES; features/parts/00037.json, written
last, says under which key they were counted and what was set aside. A part without that file counts as not counted.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet
from filelock import FileLock, Timeout

from helpers.extraction import FEATURES
from helpers.tables import TABLES, CorpusError, command, write_whole

NUMBERS = ("paragraph", "sentence", "count", "n_sentences", "n_words", "n_paragraphs")
_REPEATED = ("doc_id", "term")  # columns whose values are few beside their rows
SCHEMAS = {
    name: pa.schema([
        (column, pa.int32() if column in NUMBERS else pa.bool_() if column == "negated" else pa.string())
        for column in TABLES[name]
    ])
    for name in FEATURES
}  # fmt: skip


def key_of(*facts: object) -> str:
    """A hash of everything that decides what is counted: the same facts give the same key on every machine."""
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def part_file(features: Path, table: str, number: int) -> Path:
    return features / table / f"part-{number:05d}.parquet"


def _receipt(features: Path, number: int) -> Path:
    return features / "parts" / f"{number:05d}.json"


def write_part(features: Path, number: int, key: str, rows: dict[str, list[tuple]], facts: dict) -> dict:
    """Write the tables of a part, then its receipt, and return the receipt: `facts` with key and the hash of each table."""
    hashes = {}
    for name, schema in SCHEMAS.items():
        columns = zip(*rows[name], strict=True) if rows[name] else [[] for _ in schema]
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        buffer = io.BytesIO()
        parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer, compression="zstd")
        hashes[name] = hashlib.sha256(buffer.getbuffer()).hexdigest()
        write_whole(part_file(features, name, number), buffer.getbuffer())
    receipt = {"key": key, "tables": hashes, **facts}
    write_whole(_receipt(features, number), (json.dumps(receipt, ensure_ascii=False, sort_keys=True) + "\n").encode())
    return receipt


def read_receipt(features: Path, number: int, key: str) -> dict | None:
    """The receipt of a part that was counted under this key and whose files are as they were written, else None."""
    try:
        receipt = json.loads(_receipt(features, number).read_text("utf-8"))
        if receipt["key"] != key:
            return None
        for name in FEATURES:
            with part_file(features, name, number).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != receipt["tables"][name]:
                    return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return receipt


def clear(features: Path, parts: int) -> None:
    """Remove what belongs to no part: of a longer corpus, of a run that was killed while writing, tables as CSV."""
    for folder in (*FEATURES, "parts"):
        for path in (features / folder).glob("*") if (features / folder).is_dir() else ():
            stem = path.stem.removeprefix("part-")
            if path.name.startswith(".") or not (stem.isdigit() and int(stem) < parts):
                path.unlink()
    for name in FEATURES:
        (features / f"{name}.csv").unlink(missing_ok=True)


def read_part(features: Path, name: str, number: int, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """One table of one part, with the types that a corpus in memory has (`terms`: categories); CorpusError where it cannot be read."""
    table = _read(features, name, number, columns, _REPEATED if name == "terms" else ()).to_pandas()
    return table.astype({column: "int64" for column in NUMBERS if column in table})


def _read(features: Path, name: str, number: int, columns: Sequence[str] | None = None, repeated: Sequence[str] = ()) -> pa.Table:
    path = part_file(features, name, number)
    try:
        return parquet.read_table(path, columns=columns, partitioning=None, read_dictionary=list(repeated))
    except (pa.ArrowException, OSError) as error:
        problem = "the partition is missing or no readable Parquet table"
        remedy = f"run: {command(f'extract {features.parent}')}"
        raise CorpusError(f"features/{name}/{path.name}", None, problem, remedy) from error


def read_whole(features: Path, name: str, parts: int) -> pd.DataFrame:
    """A whole table, small enough for memory: 32-bit numbers, and articles and terms as categories, in their sorted order.

    Values and order are those of the table in memory; a row of `terms`, of which an article has some 500, takes 16 bytes.
    """
    pieces = [_read(features, name, number, repeated=_REPEATED) for number in range(parts)]
    if not pieces:
        return pd.DataFrame(columns=TABLES[name])
    table = pa.concat_tables(pieces).unify_dictionaries().to_pandas(self_destruct=True)
    for column in (column for column in _REPEATED if column in table):
        table[column] = table[column].cat.set_categories(sorted(table[column].cat.categories))
    return table


def parts_of(features: Path, name: str, parts: int, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
    """One table, part by part."""
    for number in range(parts):
        yield read_part(features, name, number, columns)


@contextmanager
def locked(features: Path) -> Iterator[None]:
    """One run at a time in a folder: a second is refused with the first one's process and machine; a dead one's lock is void."""
    features.mkdir(parents=True, exist_ok=True)
    note, here = features / ".holder", socket.gethostname()
    holder = json.loads(note.read_text("utf-8") or "{}") if note.is_file() else {}
    try:
        with FileLock(features / ".lock", timeout=0):
            if holder.get("host", here) != here:  # not every network folder tells of another machine's lock
                raise Timeout(str(note))
            note.write_text(json.dumps({"pid": os.getpid(), "host": here}), "utf-8")
            yield
            note.unlink()
    except Timeout as error:
        who = f"process {holder.get('pid')} on {holder.get('host')}"
        remedy = "wait for it to end, or stop it; if that machine is gone, delete the file features/.holder"
        raise CorpusError(features, None, f"another run is writing these features ({who})", remedy) from error
