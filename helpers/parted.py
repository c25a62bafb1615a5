"""A corpus as its tables: in memory, or as Parquet parts that are read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.codebook import Codebook
from helpers.extraction import FEATURES
from helpers.partitions import parts_of, read_part, read_whole

_COUNTS = ["n_paragraphs", "n_sentences", "n_words"]


@dataclass(frozen=True)
class Corpus:
    """Seven tidy tables, the codebook they were counted with, and what was set aside (file, doc_id, problem)."""

    name: str
    documents: pd.DataFrame
    paragraphs: pd.DataFrame
    terms: pd.DataFrame
    mentions: pd.DataFrame
    voices: pd.DataFrame
    facts: pd.DataFrame
    repairs: pd.DataFrame
    set_aside: pd.DataFrame
    codebook: Codebook
    folder: Path | None = field(default=None, repr=False)  # where findings and codings lie

    def parts(self) -> Iterator[Corpus]:
        """Corpora of whole articles that together are this one: itself in memory, else one per part, so that sums need little."""
        yield self

    def pieces(self, name: str, columns: list[str]) -> Iterator[pd.DataFrame]:
        """Columns of one table, in pieces of whole articles."""
        yield getattr(self, name)[columns]

    def only(self, doc_ids: Collection[str], change: Change | None = None) -> Corpus:
        """The corpus with these articles alone; change: what becomes of a table of it (name, corpus) before it is counted."""
        documents = self.documents[self.documents["doc_id"].isin(doc_ids)].reset_index(drop=True)
        tables = {name: getattr(self, name) for name in FEATURES}
        tables = {name: rows[rows["doc_id"].isin(doc_ids)].reset_index(drop=True) for name, rows in tables.items()}
        lesser = replace(self, documents=documents, **tables)
        return replace(lesser, **{name: change(name, lesser) for name in FEATURES}) if change else lesser

    def __repr__(self) -> str:
        languages = ", ".join(sorted(self.documents["language"].unique()))
        articles = f"{len(self.documents)} article{'s' if len(self.documents) != 1 else ''}"
        return f"Corpus {self.name!r}: {articles} ({languages}), {len(self.set_aside)} set aside"


Change = Callable[[str, Corpus], pd.DataFrame]


class PartedCorpus(Corpus):
    """A corpus whose features are Parquet parts: a table is read when it is asked for, whole as categories (`read_whole`).

    place: the part in which an article stands, by doc_id; wanted: the articles, where not all are; change: as `only` has it. What
    `replace` makes of it is a corpus in memory.
    """

    features: Path | None = None

    @classmethod
    def opened(cls, features: Path, parts: int, catalogue: pd.DataFrame, told: dict) -> PartedCorpus:
        place: dict[str, int] = {}

        def pieces() -> Iterator[pd.DataFrame]:
            for number, piece in enumerate(parts_of(features, "paragraphs", parts, ["doc_id", "role", "n_sentences", "n_words"])):
                place.update(dict.fromkeys(piece["doc_id"].unique(), number))
                yield piece

        made = {"documents": with_counts(catalogue, pieces()), "features": features, "n_parts": parts, "place": place}
        return cls._of(told | made | {"wanted": None, "change": None})

    @classmethod
    def _of(cls, told: dict) -> PartedCorpus:
        corpus = object.__new__(cls)
        vars(corpus).update(told)
        return corpus

    def __getattr__(self, name: str) -> pd.DataFrame:  # asked only for what is not there yet
        if name not in FEATURES:
            raise AttributeError(name)
        if self.wanted is None:
            vars(self)[name] = read_whole(self.features, name, self.n_parts)
        else:
            vars(self)[name] = pd.concat([getattr(part, name) for part in self.parts()], ignore_index=True)
        return vars(self)[name]

    def parts(self) -> Iterator[Corpus]:
        if self.features is None:
            return super().parts()
        wanted = self.wanted
        numbers = range(self.n_parts) if wanted is None else sorted({self.place.get(name, 0) for name in wanted} or {0})
        return (_Part(self, number) for number in numbers)

    def pieces(self, name: str, columns: list[str]) -> Iterator[pd.DataFrame]:
        if self.features is None:
            return super().pieces(name, columns)
        if self.wanted is None:
            return parts_of(self.features, name, self.n_parts, columns)
        return (getattr(part, name)[columns] for part in self.parts())

    def only(self, doc_ids: Collection[str], change: Change | None = None) -> Corpus:
        if self.features is None:
            return super().only(doc_ids, change)
        documents = self.documents[self.documents["doc_id"].isin(doc_ids)].reset_index(drop=True)
        kept = {name: value for name, value in vars(self).items() if name not in (*FEATURES, "kept")}
        return self._of(kept | {"documents": documents, "wanted": frozenset(doc_ids), "change": change})


class _Part(Corpus):
    """One part of a corpus; a table is read when first asked for."""

    def __init__(self, whole: PartedCorpus, number: int, change: bool = True):
        told = {name: getattr(whole, name) for name in ("name", "set_aside", "codebook", "folder")}
        vars(self).update(told, whole=whole, number=number, change=whole.change if change else None)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in FEATURES:
            vars(self)[name] = self._table(name)
        elif name == "documents":
            documents = self.whole.documents
            vars(self)[name] = documents[documents["doc_id"].isin(self.paragraphs["doc_id"].unique())]
        else:
            raise AttributeError(name)
        return vars(self)[name]

    def _table(self, name: str) -> pd.DataFrame:
        if self.change:
            return self.change(name, _Part(self.whole, self.number, change=False))
        table, wanted = read_part(self.whole.features, name, self.number), self.whole.wanted
        return table if wanted is None else table[table["doc_id"].isin([name for name in table["doc_id"].unique() if name in wanted])]


MOST = 1_000_000  # sums that wait before they are added up


def summed(corpus: Corpus, count: Callable[[Corpus], list]) -> list:
    """What `count` counts in each part of a corpus (series or frames of whole numbers, indexed by what they are of), added up.

    Equal to the last digit to what it counts in the whole, however that is cut, where nothing it counts reaches over two articles.
    """
    waiting: list[list] = []
    for part in corpus.parts():
        found = count(part)
        waiting = [[*tables, table] for tables, table in zip(waiting or [[]] * len(found), found, strict=True)]
        waiting = [[_added(tables)] if sum(map(len, tables[1:])) > max(MOST, len(tables[0])) else tables for tables in waiting]
    return [_added(tables) for tables in waiting]


def kept(corpus: Corpus, key: tuple, make: Callable[[], Any]) -> Any:
    """What `make` makes of a corpus's tables, made once: a notebook asks for the same counts again. Not to be changed by who gets it."""
    made = vars(corpus).setdefault("kept", {})
    if key not in made:
        made[key] = make()
    return made[key]


def _added(tables: list) -> pd.Series | pd.DataFrame:
    table = pd.concat(tables)
    return table.groupby(level=list(range(table.index.nlevels)), sort=True).sum()


def with_counts(catalogue: pd.DataFrame, paragraphs: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The catalogue with the counts of the body; `paragraphs`: the table, in pieces of whole articles."""
    pieces = []
    for piece in paragraphs:
        body = piece[piece["role"] == "body"].groupby("doc_id")
        sums = {"n_sentences": body["n_sentences"].sum(), "n_words": body["n_words"].sum()}
        pieces.append(pd.DataFrame({"n_paragraphs": body.size(), **sums}))
    counts = pd.concat(pieces) if pieces else pd.DataFrame(columns=_COUNTS)
    documents = catalogue.drop(columns="file").join(counts, on="doc_id")
    return documents.fillna(dict.fromkeys(_COUNTS, 0)).astype(dict.fromkeys(_COUNTS, int)).reset_index(drop=True)
