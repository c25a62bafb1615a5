"""A corpus as its tables: in memory, or as Parquet parts that are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

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

    def __repr__(self) -> str:
        languages = ", ".join(sorted(self.documents["language"].unique()))
        articles = f"{len(self.documents)} article{'s' if len(self.documents) != 1 else ''}"
        return f"Corpus {self.name!r}: {articles} ({languages}), {len(self.set_aside)} set aside"


class PartedCorpus(Corpus):
    """A corpus whose features are Parquet parts: a table is read when first asked for, text as categories (`read_whole`)."""

    @classmethod
    def opened(cls, features: Path, parts: int, catalogue: pd.DataFrame, told: dict) -> PartedCorpus:
        columns = ["doc_id", "role", "n_sentences", "n_words"]
        corpus = object.__new__(cls)
        pieces = parts_of(features, "paragraphs", parts, columns)
        vars(corpus).update(told, documents=with_counts(catalogue, pieces), features=features, n_parts=parts)
        return corpus

    def __getattr__(self, name: str) -> pd.DataFrame:  # asked only for what is not there yet
        if name not in FEATURES or "features" not in vars(self):
            raise AttributeError(name)
        vars(self)[name] = read_whole(self.features, name, self.n_parts)
        return vars(self)[name]

    def parts(self) -> Iterator[Corpus]:
        for number in range(self.n_parts if "features" in vars(self) else 0):
            yield _Part(self, number)
        if "features" not in vars(self):
            yield self

    def pieces(self, name: str, columns: list[str]) -> Iterator[pd.DataFrame]:
        return parts_of(self.features, name, self.n_parts, columns) if "features" in vars(self) else super().pieces(name, columns)


class _Part(Corpus):
    """One part of a corpus; a table is read when first asked for."""

    def __init__(self, whole: PartedCorpus, number: int):
        told = {name: getattr(whole, name) for name in ("name", "set_aside", "codebook", "folder")}
        vars(self).update(told, whole=whole, number=number)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in FEATURES:
            vars(self)[name] = read_part(self.whole.features, name, self.number)
        elif name == "documents":
            documents = self.whole.documents
            vars(self)[name] = documents[documents["doc_id"].isin(self.paragraphs["doc_id"].unique())]
        else:
            raise AttributeError(name)
        return vars(self)[name]


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
