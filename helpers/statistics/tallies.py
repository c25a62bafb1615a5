"""How often does each term occur in each group? Whole numbers, added up part by part and divided last.

`terms` is a table, or a corpus, of which one part at a time is read: what stays in memory is a number per group and term. The sums are
those of whole numbers, so the results are equal to the last digit however the articles are cut and ordered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.parted import Corpus
from helpers.tables import CorpusError

MOST = 4_000_000  # sums that wait before they are added up


class Tally(NamedTuple):
    """table: the groups' columns, term, count, document_frequency (articles with it), dp, dp_norm, n_words, n_documents (with words);
    sizes: words of each article that has any, by doc_id."""

    table: pd.DataFrame
    sizes: pd.Series


def tally(
    terms: pd.DataFrame | Corpus,
    documents: pd.DataFrame,
    keys: list[str],
    spread: bool = True,
    lemmatise: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> Tally:
    """Sums of terms by groups of documents; an article without a group (a key is missing) is left out.

    keys: columns of `documents`.  spread: dp and dp_norm too (see `dispersion`), which takes a second pass.  lemmatise: what becomes of a
    piece of `terms` before it is counted.  CorpusError where nothing is counted or an article is missing from `documents`.
    """
    rows = _Rows(terms, documents, keys, lemmatise)
    sizes = np.zeros(len(documents), dtype=np.int64)
    sums = np.empty((3, 0), dtype=np.int64)  # group and term as one number, occurrences, articles
    waiting: list[np.ndarray] = []
    for places, cells, counts in rows:
        sizes += np.bincount(places, counts, len(sizes)).astype(np.int64)
        waiting.append(_added(np.stack([cells, counts, np.ones_like(counts)])))
        if sum(block.shape[1] for block in waiting) > MOST:
            sums, waiting = _added(np.hstack([sums, *waiting])), []
    sums = _added(np.hstack([sums, *waiting]))
    if not sums.shape[1]:
        raise CorpusError("terms", None, "there is no term to count", "choose articles with body paragraphs")
    groups, words = sums[0] >> 32, sums[0] & 0xFFFFFFFF
    inside = (rows.groups >= 0) & (sizes > 0)
    n_words = np.bincount(rows.groups[inside], sizes[inside]).astype(np.int64)
    table = rows.names.iloc[groups].reset_index(drop=True)
    table["term"] = np.array(list(rows.known), dtype=object)[words]
    table["count"], table["document_frequency"] = sums[1], sums[2]
    if spread:
        table["dp"], table["dp_norm"] = _dispersion(rows, sums, sizes, n_words)
    table["n_words"], table["n_documents"] = n_words[groups], np.bincount(rows.groups[inside])[groups]
    return Tally(table, pd.Series(sizes[inside], documents["doc_id"].to_numpy()[inside]))


class _Rows:
    """The rows of `terms` as numbers, the same ones in every pass: place of the article, group << 32 | term, count."""

    def __init__(self, terms, documents: pd.DataFrame, keys: list[str], lemmatise: Callable | None):
        self.terms, self.lemmatise = terms, lemmatise
        self.articles = pd.Index(documents["doc_id"])
        grouped = documents.groupby(keys, sort=True)
        self.groups = grouped.ngroup().fillna(-1).to_numpy(dtype=np.int64)
        self.names = documents[self.groups >= 0].groupby(keys, sort=True).size().reset_index()[keys]
        self.known: defaultdict[str, int] = defaultdict(count().__next__)

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        whole = isinstance(self.terms, pd.DataFrame)
        for piece in [self.terms] if whole else self.terms.pieces("terms", ["doc_id", "term", "count"]):
            names = np.asarray(piece["doc_id"].unique(), dtype=object)
            unknown = names[self.articles.get_indexer(names) < 0]
            if len(unknown):
                raise CorpusError("terms", None, f"the article {min(unknown)!r} is not in the catalogue", "add it or drop it")
            piece = self.lemmatise(piece) if self.lemmatise else piece
            codes, names = pd.factorize(piece["doc_id"])
            places, counts = self.articles.get_indexer(names)[codes], piece["count"].to_numpy(dtype=np.int64)
            kept, words = self.groups[places] >= 0, piece["term"]
            if not kept.all():
                places, counts, words = places[kept], counts[kept], words[kept]
            codes, words = pd.factorize(words)
            numbers = np.fromiter(map(self.known.__getitem__, np.asarray(words, dtype=object)), np.int64, len(words))
            yield places, (self.groups[places] << 32) | numbers[codes], counts


def _added(sums: np.ndarray) -> np.ndarray:
    """Columns with the same number in the first row added up, sorted by it."""
    cells, places = np.unique(sums[0], return_inverse=True)
    return np.stack([cells, *(np.bincount(places, row, len(cells)).astype(np.int64) for row in sums[1:])])


def _dispersion(rows: _Rows, sums: np.ndarray, sizes: np.ndarray, n_words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """DP and DPnorm of each sum: ½ (Σ over articles with the term of (|cN − sT| − sT) / TN + 1), where c of the term's T occurrences
    stand in an article with s of the group's N words. The sum stays under 2TN, so it is one of whole numbers of 64 bits."""
    gaps = np.zeros(sums.shape[1], dtype=np.int64)
    for places, cells, counts in rows:
        at = np.searchsorted(sums[0], cells)
        own = sizes[places] * sums[1][at]
        np.add.at(gaps, at, np.abs(counts * n_words[cells >> 32] - own) - own)
    groups = sums[0] >> 32
    inside = (rows.groups >= 0) & (sizes > 0)
    smallest = np.full(len(n_words), np.iinfo(np.int64).max)
    np.minimum.at(smallest, rows.groups[inside], sizes[inside])
    several = np.bincount(rows.groups[inside])[groups] > 1
    dp = np.where(several, (0.5 * (gaps / (sums[1] * n_words[groups].astype(float)) + 1.0)).clip(0.0, 1.0), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return dp, (dp / (1.0 - smallest[groups] / n_words[groups])).clip(max=1.0)
