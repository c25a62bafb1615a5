"""What an article is made of once it is parsed: paragraphs with roles, the repairs made, and the error for a file that is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from helpers.tables import CorpusError

ROLES = ("title", "dateline", "caption", "byline", "body", "boilerplate")


class ArticleError(CorpusError):
    """A file that cannot be read as one article in a supported language: which file, what is wrong, and the remedy."""


class Paragraph(NamedTuple):
    """A paragraph: its role (one of ROLES) and its text, on one line, white space single, never empty."""

    role: str
    text: str


class Repair(NamedTuple):
    """One change to what the file says: its kind, the index of the paragraph (-1: the whole file), the text before and after."""

    kind: str
    paragraph: int
    before: str
    after: str


class Block(NamedTuple):
    """A stretch of text as the layout gives it, with the role that the markup claims for it ("" where it claims none)."""

    text: str
    claim: str = ""


class Page(NamedTuple):
    """A file after its markup is undone: the layout's name, its blocks in order, and the facts that the markup states.

    Facts: title, url, author, site, epoch (ISO), published (ISO with zone as far as stated); each with `… read from` beside it.
    """

    layout: str
    blocks: list[Block]
    facts: dict[str, str]


@dataclass(frozen=True)
class Article:
    """One news article: the facts that its file states, where each was read, its paragraphs and what was repaired in them."""

    name: str
    sha256: str
    layout: str
    language: str  # BCP 47: en, zh-Hans, zh-Hant, vi
    title: str
    author: str
    published: str  # ISO 8601, only as far as the file states it: "2023-07-19T09:24", "2023-07", ""
    published_precision: str  # second, minute, day, month, year, unknown
    evidence: Mapping[str, str] = field(default_factory=dict)  # fact -> where it was read
    url: str = ""
    outlet: str = ""  # who publishes the page, as far as the file says it
    paragraphs: tuple[Paragraph, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def text(self, role: str = "body") -> str:
        """The paragraphs of one role, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.role == role)
