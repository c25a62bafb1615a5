"""Does the codebook measure the same in every language? Agreement over translations of the same stories, and with what an author meant."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from helpers.codebook import Codebook
from helpers.corpus import Corpus
from helpers.extraction import count_article
from helpers.reading.parts import Article, Paragraph
from helpers.tables import TABLES

POSITIVES = 10  # fewer units that any language codes: a coefficient would rest on a handful of them
COUNTS = ["n_units", "n_stories", "n_all", "n_any"]
COLUMNS = ["kind", "code", "unit", "languages", *COUNTS, "kappa", "agreement", "prevalence", "bias", "basis"]


def parallel(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents of events that have one document per language and two languages or more; where one has more, they may be different
    stories."""
    documents = documents[documents["event_id"].fillna("") != ""]
    events = documents.groupby("event_id")["language"].agg(["size", "nunique"])
    chosen = events.index[(events["size"] == events["nunique"]) & (events["nunique"] > 1)]
    return documents[documents["event_id"].isin(chosen)]


def parallel_units(documents: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Units that stand for each other across languages, one row per unit and language: unit, event_id, place, language, doc_id, paragraph.

    unit "document": the whole body (place 0), of every event of `parallel`; "paragraph": paragraphs with the same place, of the events
    whose documents have equally many. `places`: doc_id, paragraph, place, n_places (`frames.body_places`).
    """
    rows = parallel(documents)[["event_id", "language", "doc_id"]].merge(places, on="doc_id")
    equal = rows.groupby("event_id")["n_places"].transform("nunique") == 1
    units = [rows.assign(unit="document", place=0), rows[equal].assign(unit="paragraph")]
    return pd.concat(units, ignore_index=True)[["unit", "event_id", "place", "language", "doc_id", "paragraph"]]


def agreement(units: pd.DataFrame, codes: dict[str, pd.DataFrame], known: dict[str, list[str]]) -> pd.DataFrame:
    """Agreement of languages on each code: one row per kind, code, unit and pair of languages, and "all" where there are more than two.

    `units` as `parallel_units`; `codes`: by kind, rows doc_id, paragraph, code; `known`: by kind, the codes in order. Columns: kind, code,
    unit, languages, n_units, n_stories, n_all and n_any (units that all, or at least one, of the languages code), kappa, agreement (share
    of units coded alike; over all pairs for "all"), prevalence (mean share of coded units), bias (share of the first language less that of
    the second; for "all" the widest gap), basis. kappa is Cohen's (1960), for "all" Fleiss' (1971); missing, with "not estimable", where
    n_any is under ten. Prevalence and bias as in Byrt, Bishop and Carlin (1993), who show how they move kappa.
    """
    rows = []
    for unit, here in units.groupby("unit", sort=False):
        languages = sorted(here["language"].unique())
        groups = [*combinations(languages, 2), *([tuple(languages)] if len(languages) > 2 else [])]
        index = here[["event_id", "place"]].drop_duplicates().sort_values(["event_id", "place"], ignore_index=True)
        index = pd.MultiIndex.from_frame(index)
        present = _table(here, index, languages)
        for kind, found in codes.items():
            coded = dict(list(here.merge(found, on=["doc_id", "paragraph"]).groupby("code")))
            for code in known[kind]:
                table = _table(coded.get(code, here.iloc[:0]), index, languages)
                for group in groups:
                    columns = [languages.index(language) for language in group]
                    whole = present[:, columns].all(axis=1)
                    stories = index.get_level_values("event_id")[whole].nunique()
                    name = "all" if len(group) > 2 else "–".join(group)
                    rows.append((kind, code, unit, name, *_agree(table[np.ix_(whole, columns)], stories, unit)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _table(rows: pd.DataFrame, index: pd.MultiIndex, languages: list[str]) -> np.ndarray:
    """Units × languages: is there a row?"""
    table = np.zeros((len(index), len(languages)), dtype=bool)
    where = index.get_indexer(pd.MultiIndex.from_frame(rows[["event_id", "place"]]))
    table[where, pd.Index(languages).get_indexer(rows["language"])] = True
    return table


def _agree(coded: np.ndarray, n_stories: int, unit: str) -> tuple:
    n_units, n_any, n_all = len(coded), int(coded.any(axis=1).sum()), int(coded.all(axis=1).sum())
    shares = coded.mean(axis=0) if n_units else np.full(coded.shape[1], np.nan)
    pairs = list(combinations(range(coded.shape[1]), 2))
    alike = float(np.mean([(coded[:, i] == coded[:, j]).mean() for i, j in pairs])) if n_units else np.nan
    kappa = kappa_of(coded) if n_any >= POSITIVES else np.nan
    bias = shares[0] - shares[1] if len(shares) == 2 else shares.max() - shares.min()
    counts = f"{unit}s: {n_units}, stories: {n_stories}"
    basis = counts if n_any >= POSITIVES else f"not estimable, {n_any} positive; {counts}"
    return n_units, n_stories, n_all, n_any, kappa, alike, float(shares.mean()), float(bias), basis


def kappa_of(coded: np.ndarray) -> float:
    """Agreement beyond chance of the columns of a table of True and False: (p − e) / (1 − e), p the mean agreement of pairs of columns.

    Two columns: Cohen's kappa, e from each column's own share. More: Fleiss' kappa, e from the share of all cells.
    Not a number where chance alone would always agree.

    >>> round(kappa_of(np.array([[1, 1]] * 20 + [[1, 0]] * 5 + [[0, 1]] * 10 + [[0, 0]] * 15) == 1), 3)
    0.4
    """
    pairs = list(combinations(range(coded.shape[1]), 2))
    p = float(np.mean([(coded[:, i] == coded[:, j]).mean() for i, j in pairs]))
    shares = coded.mean(axis=0)
    a, b = (shares[0], shares[1]) if len(shares) == 2 else (shares.mean(), shares.mean())
    e = float(a * b + (1 - a) * (1 - b))
    return (p - e) / (1 - e) if e < 1 else float("nan")


def corpus_of_texts(texts: pd.DataFrame, book: Codebook) -> Corpus:
    """A corpus from a table of texts (story, language, paragraph, text): a story in one language is a document, the story its event."""
    parts, rows = [], []
    for (story, language), group in texts.groupby(["story", "language"], sort=True):
        doc_id = f"{story}_{language}"
        paragraphs = tuple(Paragraph("body", text) for text in group.sort_values("paragraph", key=lambda at: at.astype(int))["text"])
        facts = {"doc_id": doc_id, "source": story, "language": language, "event_id": story, "cluster_id": story}
        article = Article(doc_id, "", "table", language, "", "", "", "unknown", paragraphs=paragraphs)
        counted = count_article(article, doc_id, book)
        body = counted["paragraphs"]
        rows.append(facts | {"n_paragraphs": len(body), "n_sentences": body["n_sentences"].sum(), "n_words": body["n_words"].sum()})
        parts.append(counted)
    tables = {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}
    documents = pd.DataFrame(rows)
    documents = documents.assign(**{name: "" for name in TABLES["catalogue"] if name not in documents})
    return Corpus("texts", documents, set_aside=pd.DataFrame(columns=["file", "doc_id", "problem"]), codebook=book, **tables)


def score_codes(found: pd.DataFrame, meant: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """How the codes found compare with those meant: one row per code and language, in order of the names.

    `found`, `meant`: rows story, language, paragraph, code; `units`: story, language, paragraph, all that were read.
    Columns: code, language, n_units, n_meant, n_found, n_both, precision = both / found, recall = both / meant,
    f1 = 2 both / (found + meant); missing where the denominator is 0.
    """
    keys = ["story", "language", "paragraph", "code"]
    found, meant = found[keys].drop_duplicates(), meant[keys].drop_duplicates()
    sizes = {"n_meant": meant, "n_found": found, "n_both": found.merge(meant, on=keys)}
    codes, languages = sorted({*meant["code"], *found["code"]}), sorted(units["language"].unique())
    grid = pd.MultiIndex.from_product([codes, languages], names=["code", "language"])
    table = pd.DataFrame({name: rows.groupby(["code", "language"]).size() for name, rows in sizes.items()}).reindex(grid)
    table = table.fillna(0).astype(int).reset_index()
    table.insert(2, "n_units", table["language"].map(units.groupby("language").size()))
    table["precision"] = table["n_both"] / table["n_found"].where(table["n_found"] > 0)
    table["recall"] = table["n_both"] / table["n_meant"].where(table["n_meant"] > 0)
    total = table["n_found"] + table["n_meant"]
    return table.assign(f1=2 * table["n_both"] / total.where(total > 0))
