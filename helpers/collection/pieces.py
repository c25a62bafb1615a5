"""What a reader hands over, cut into pieces of one article each: files, the entries of feeds, the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.collection.catalogue import TAGS, date_problem
from helpers.collection.files import read_article_file, refused
from helpers.languages import LANGUAGES
from helpers.reading.dates import find_dates
from helpers.reading.decoding import decode
from helpers.reading.feeds import is_feed, split_feed
from helpers.reading.tables import SUFFIXES, rows_of
from helpers.tables import CorpusError

_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Piece:
    """One article on its way in: its bytes, the name its file shall have, where it comes from, what is known of it."""

    data: bytes
    name: str
    origin: str
    known: Mapping[str, str] = field(default_factory=dict)


def files_in(given: list[Path], errors: list[CorpusError]) -> Iterator[Path]:
    """The files that are meant; a folder stands for the files in it, hidden ones apart."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        for entry in sorted(path.iterdir()):
            refusal = refused(entry, path.resolve())
            if refusal and not entry.name.startswith("."):
                errors.append(CorpusError(entry.name, None, *refusal))
            elif not refusal and not entry.name.startswith("."):
                yield entry


def pieces_of(file: Path, mapping: Mapping[str, str], errors: list[CorpusError]) -> Iterator[Piece]:
    """The articles of a file: itself, the entries of a feed, the rows of a table."""
    try:
        if not file.is_file():
            raise CorpusError(file, None, "there is no such file", "correct its name or leave it out")
        if file.suffix.lower() in SUFFIXES:
            for row, facts in rows_of(file, mapping, errors):
                yield _row_as_piece(file, row, facts)
            return
        data = read_article_file(file)
        if data is None:
            raise CorpusError(file.name, None, "the file cannot be read", "make it readable")
        head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
        entries = _entries(data, file.name) if head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")) else []
        if len(entries) < 2:
            yield Piece(data, file.name, file.name)
        for number, entry in enumerate(entries if len(entries) > 1 else [], start=1):
            yield Piece(entry.encode(), f"{file.stem}-{number}.xml", f"entry {number} of {file.name}")
    except CorpusError as error:
        errors.append(error)


def _entries(data: bytes, name: str) -> list[str]:
    text, _, _ = decode(data, name)
    return split_feed(text, name) if is_feed(text) else []


def _row_as_piece(file: Path, row: int, facts: dict[str, str]) -> Piece:
    """A table's row as a file: front matter, then the text; a line of a text without empty lines is a paragraph."""
    text = facts["text"].replace("\r\n", "\n").replace("\r", "\n")
    if "\n\n" not in text:
        text = text.replace("\n", "\n\n")
    head = {name: " ".join(facts.get(name, "").split()) for name in ("title", "outlet", "author", "published", "url")}
    matter = "".join(f"{name}: {value}\n" for name, value in head.items() if value)
    content = f"---\n{matter}---\n\n{text}\n" if text and matter else text
    number = f"{row:06d}" if file.suffix == ".parquet" else str(row)
    name = slug(facts.get("doc_id", "")) or f"{slug(file.stem)}-{number}"
    known = {fact: value for fact, value in facts.items() if fact != "text" and value}
    return Piece(content.encode(), f"{name}.md", f"{file.name}, row {row}", known)


def slug(name: str) -> str:
    """A name that is safe as a file's and as a spreadsheet's cell.

    >>> slug("../=Tin tức: số 1"), slug("上海/合作")
    ('Tin_tức_số_1', '上海_合作')
    """
    return _NOT_IN_A_NAME.sub("_", name).strip("_.-")[:80]


def normalised(known: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """A table's facts as the catalogue writes them, and what could not be used, in half sentences: dates in ISO as far
    as they can be told, a language that is none left out, to be read off the text.

    >>> normalised({"language": "vi", "published": "14/09/2024"})
    ({'language': 'vi', 'published': '2024-09-14'}, [])
    >>> normalised({"published": "hôm qua"})
    ({'published': ''}, ["the published 'hôm qua' is no date; write it into the catalogue"])
    """
    facts, doubts = dict(known), []
    tag = facts.get("language", "")
    if tag and tag.replace("_", "-").split("-")[0].lower() not in LANGUAGES:
        facts["language"] = ""
        doubts.append(f"the language {tag!r} is not known and was read off the text; write {', '.join(TAGS)}")
    for name in ("published", "event_date"):
        if date_problem(facts.get(name, "")):
            day_first = True if tag.startswith("vi") else None
            stamp = next((stamp for stamp in find_dates(facts[name], day_first) if stamp.iso), None)
            if stamp is None:
                doubts.append(f"the {name} {facts[name]!r} is no date; write it into the catalogue")
            elif stamp.note and len(stamp.iso) < len("2023-07-19"):
                doubts.append(f"the {name} {facts[name]!r} is taken for {stamp.iso} ({stamp.note})")
            facts[name] = stamp.iso if stamp else ""
    return facts, doubts
