"""Which words does each source use? Frequencies and rates within a language, and against the language in general.

All take and return tidy tables. `terms`: doc_id, term, count, n_paragraphs (body words, lower case), or a corpus, whose parts are then read
one at a time. `documents`: doc_id, language (BCP 47) and the columns to group by. Denominators are all words of the group, stopwords
included. A word is what the default segmenter of its language makes of it: rates stand beside rates of the same language only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import simplemma
import wordfreq

from helpers.languages import language_of
from helpers.parted import kept
from helpers.statistics.tallies import Tally, tally
from helpers.tables import CorpusError

if TYPE_CHECKING:
    from helpers.corpus import Corpus


def with_languages(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents with their language as its primary subtag; CorpusError where one is not supported."""
    try:
        return documents.assign(language=documents["language"].map(lambda tag: language_of(tag).tag))
    except KeyError as error:
        raise CorpusError("documents", None, str(error.args[0]), "correct the tag in the catalogue") from error


def term_sums(terms: pd.DataFrame | Corpus, documents: pd.DataFrame, keys: list[str], lemmas: bool = False, spread: bool = True) -> Tally:
    """`tally` of forms, or of lemmas, in articles of languages that are supported; that of a corpus is kept, for a notebook asks again."""
    if documents.empty:
        raise CorpusError("terms", None, "there is no term to count", "choose articles with body paragraphs")
    documents = with_languages(documents)
    tags = documents[["doc_id", "language"]]
    groups = int(pd.util.hash_pandas_object(documents[["doc_id", "language", *keys]], index=False).sum())
    lemmatise = (lambda piece: group_lemmas(piece.merge(tags, on="doc_id"))) if lemmas else None
    if isinstance(terms, pd.DataFrame) or not spread:  # sums by cluster are too many to keep
        return tally(terms, documents, keys, spread, lemmatise)
    found = kept(terms, ("terms", groups, *keys, lemmas, spread), lambda: tally(terms, documents, keys, spread, lemmatise))
    return Tally(found.table.copy(), found.sizes)


def group_lemmas(table: pd.DataFrame) -> pd.DataFrame:
    """Counts of a word's forms added up under its lemma, in languages that inflect (simplemma); the others unchanged.

    simplemma looks a form up without its sentence, here until nothing changes (meetings, meeting, meet), so that the
    noun joins the verb. n_paragraphs becomes the largest of the forms', which is a lower bound.
    """
    lemmatisers = {tag: language_of(tag).lemmatiser for tag in table["language"].unique()}
    pairs = table[["language", "term"]].drop_duplicates()
    lemma = {(tag, term): _lemma(term, lemmatisers[tag]) if lemmatisers[tag] else term for tag, term in pairs.itertuples(index=False)}
    table = table.assign(term=[lemma[pair] for pair in zip(table["language"], table["term"], strict=True)])
    rules = {name: "first" for name in table.columns if name not in ("doc_id", "term")}
    rules |= {"count": "sum"} | ({"n_paragraphs": "max"} if "n_paragraphs" in rules else {})
    return table.groupby(["doc_id", "term"], sort=True, as_index=False).agg(rules)[list(table.columns)]


def _lemma(form: str, language: str) -> str:
    """The lemma of the lemma of a form …, at most three deep."""
    for _ in range(3):
        form = simplemma.lemmatize(form, lang=language).lower()
    return form


def read_stopwords(path: Path | str) -> frozenset[str]:
    """Stopwords from a UTF-8 file, one a line, lower-cased; # starts a note. CorpusError where it holds none."""
    path = Path(path)
    if not path.is_file():
        raise CorpusError(path, None, "the file does not exist", "create it or correct the path")
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CorpusError(path, None, "the file is not UTF-8", "save it as UTF-8") from error
    words = frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))
    if not words:
        raise CorpusError(path, None, "the file holds no stopword", "write one a line, or pass stopwords=()")
    return words


Stopwords = Collection[str] | Mapping[str, Collection[str]]


def is_stopword(table: pd.DataFrame, stopwords: Stopwords) -> np.ndarray:
    """Which rows (language, term) hold a stopword. `stopwords`: terms, or terms by language, such as STOPWORDS.

    By language is safer: English "can" is a verb, Vietnamese "can" to intervene.

    >>> table = pd.DataFrame({"language": ["en", "vi"], "term": ["can", "can"]})
    >>> is_stopword(table, {"en": {"can"}}).tolist(), is_stopword(table, {"can"}).tolist()
    ([True, False], [True, True])
    """
    if isinstance(stopwords, Mapping):
        found = np.zeros(len(table), dtype=bool)
        for language, words in stopwords.items():
            found |= ((table["language"] == language) & table["term"].isin(list(words))).to_numpy()
        return found
    return table["term"].isin(list(stopwords)).to_numpy()


def frequencies(
    terms: pd.DataFrame | Corpus,
    documents: pd.DataFrame,
    by: str = "source",
    stopwords: Stopwords = (),
    lemmas: bool = False,
) -> pd.DataFrame:
    """Frequency and dispersion of each term in each group: `by` "source", "doc_id", "language" or any catalogue column.

    One row per group, language and term, the most frequent first. A group that writes in two languages is two groups: nothing is counted
    across languages. `stopwords` (see `is_stopword`) leave the table, not the denominators. Columns: count; rate: per 1,000 words of the
    group's articles in that language (`n_words`); document_frequency: articles with the term; range: the same as a share of the group's
    articles (`n_documents`); dp, dp_norm: dispersion over those articles (see `dispersion`), missing over a single one.
    A term that never occurs has no row: `rows_of` says so.

    >>> terms = pd.DataFrame({"doc_id": ["a", "a", "b"], "term": ["磋商", "军事", "军事"], "count": [1, 3, 1]})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "source": "虚构日报", "language": "zh-Hans"})
    >>> frequencies(terms, documents)[["source", "term", "count", "rate", "document_frequency", "range", "dp"]]
      source term  count   rate  document_frequency  range    dp
    0   虚构日报   军事      4  800.0                   2    1.0  0.05
    1   虚构日报   磋商      1  200.0                   1    0.5  0.20
    """
    if by not in documents.columns:
        there = ", ".join(documents.columns)
        raise CorpusError("documents", None, f"there is no column {by!r}", f"group by one of {there}")
    if documents[by].isna().any():
        raise CorpusError("documents", None, f"an article has no {by}", "fill it in, or leave the article out")
    keys = [by] if by == "language" else [by, "language"]
    table = term_sums(terms, documents, keys, lemmas).table
    table["rate"] = 1000 * table["count"] / table["n_words"]
    table["range"] = table["document_frequency"] / table["n_documents"]
    table = table[~is_stopword(table, stopwords)]
    table = table.sort_values([*keys, "count", "term"], ascending=[True] * len(keys) + [False, True], kind="stable")
    columns = [*keys, "term", "count", "rate", "document_frequency", "range", "dp", "dp_norm", "n_words", "n_documents"]
    return table[columns].reset_index(drop=True)


def rows_of(table: pd.DataFrame, column: str, wanted: Sequence[str]) -> pd.DataFrame:
    """The rows whose `column` (term, source, doc_id …) is one of `wanted`, in the order asked for.

    CorpusError where one of them has no row: a source without articles, a term that never occurs.
    """
    present = set(table[column])
    absent = [value for value in wanted if value not in present]
    if absent:
        some = ", ".join(map(str, sorted(present)[:8]))
        problem = f"the {column} {absent[0]!r} does not occur"
        some += ", …" if len(present) > 8 else ""
        raise CorpusError("this table", None, problem, f"choose one that does ({some})")
    order = {value: place for place, value in enumerate(wanted)}
    rows = table[table[column].isin(order)]
    return rows.sort_values(column, key=lambda values: values.map(order), kind="stable").reset_index(drop=True)


def general_frequency_effect(
    terms: pd.DataFrame | Corpus,
    documents: pd.DataFrame,
    by: str = "source",
    stopwords: Stopwords = (),
) -> pd.DataFrame:
    """How much more frequent a term is here than in its language at large (wordfreq's list): an effect size, no test.

    As `frequencies` (group, language, term, count, rate), with `general_rate`: wordfreq's estimate per 1,000 words, and
    `log_ratio`: log₂(rate / general_rate); `status`: "listed", or why both are missing: "not in the list", "more than
    one token" (a list of single syllables can say nothing of longer words: what wordfreq gives for them it infers from
    their parts). Limits: the lists end in 2021, mix subtitles, web, books and news, round to a hundredth of a decade,
    write digits as 0 and were segmented by wordfreq's rules, not by this project's. So no interval and no significance.

    CorpusError where no article is in a language that has a list.
    """
    table = frequencies(terms, documents, by, stopwords)
    lists = {}
    for tag in table["language"].unique():
        code = language_of(tag).general_list
        lists[tag] = wordfreq.get_frequency_dict(code) if code in wordfreq.available_languages() else None
    if not any(lists.values()):
        missing = ", ".join(sorted(lists))
        problem = f"there is no general frequency list for {missing}"
        raise CorpusError("documents", None, problem, "compare groups of articles with `keyness` instead")
    listed = [_general(lists[tag], tag, term) for tag, term in zip(table["language"], table["term"], strict=True)]
    table["general_rate"] = [1000 * share for share, _ in listed]
    table["status"] = [status for _, status in listed]
    table["log_ratio"] = np.log2(table["rate"] / table["general_rate"])
    keys = [by] if by == "language" else [by, "language"]
    return table[[*keys, "term", "count", "rate", "general_rate", "log_ratio", "status"]]


def _general(listed: dict[str, float] | None, tag: str, term: str) -> tuple[float, str]:
    """A term's share of all words by the list, and whether it is in it."""
    if listed is None:
        return np.nan, "no list for this language"
    if " " in term and language_of(tag).general_single:
        return np.nan, "more than one token"
    return (listed[term], "listed") if term in listed else (np.nan, "not in the list")
