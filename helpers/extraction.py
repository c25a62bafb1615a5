"""One article becomes its rows in the feature tables: the same function in memory, over partitions and on a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version

import pandas as pd

from helpers.articles import Article, parse_article
from helpers.codebook import Codebook
from helpers.segmentation import normalise, sentences, term, words
from helpers.tables import TABLES

RULES = 1  # raised when a rule changes what is counted
_TOOLS = ("jieba", "underthesea", "opencc", "ahocorasick-rs")


def tool_versions() -> dict[str, str]:
    """The versions of the packages whose behaviour decides what is counted."""
    return {name: version(name) for name in _TOOLS}


def extract_article(data: bytes, name: str, facts: Mapping[str, str], book: Codebook, text: bool = False) -> dict[str, pd.DataFrame]:
    """The rows of one article in `paragraphs`, `terms`, `mentions` and `voices`; raises ArticleError (a CorpusError)."""
    article = parse_article(data, name, {key: value for key, value in facts.items() if value})
    return count_article(article, facts["doc_id"], book, text=text)


def count_article(article: Article, doc_id: str, book: Codebook, text: bool = False) -> dict[str, pd.DataFrame]:
    """Count a parsed article. Terms and mentions are of title and body paragraphs; terms of the body alone."""
    tag = article.language
    matcher = book.matcher(tag)
    paragraph_rows, mention_rows = [], []
    term_counts: Counter[str] = Counter()
    term_paragraphs: Counter[str] = Counter()
    for number, paragraph in enumerate(article.paragraphs):
        counted = normalise(paragraph.text, tag)
        spans = sentences(counted, tag)
        terms = [term(word) for start, end in spans for word in words(counted[start:end], tag)]
        row = (doc_id, number, paragraph.role, len(spans), len(terms))
        paragraph_rows.append((*row, paragraph.text) if text else row)
        if paragraph.role == "body":
            term_counts.update(terms)
            term_paragraphs.update(set(terms))
        if paragraph.role in ("body", "title"):
            for sentence, (start, end) in enumerate(spans):
                mention_rows += _mentions(doc_id, number, sentence, matcher.find_all(counted[start:end]))
    term_rows = [(doc_id, name, count, term_paragraphs[name]) for name, count in sorted(term_counts.items())]
    return {
        "paragraphs": pd.DataFrame(paragraph_rows, columns=TABLES["paragraphs"] + (["text"] if text else [])),
        "terms": pd.DataFrame(term_rows, columns=TABLES["terms"]),
        "mentions": pd.DataFrame(mention_rows, columns=TABLES["mentions"]),
        "voices": pd.DataFrame(columns=TABLES["voices"]),
    }


def _mentions(doc_id: str, paragraph: int, sentence: int, matches: list) -> list[tuple]:
    counts = Counter((match.concept, match.form, match.negated, match.shadowed_by) for match in matches)
    return [
        (doc_id, paragraph, sentence, concept, form, "", count, negated, shadowed_by)
        for (concept, form, negated, shadowed_by), count in sorted(counts.items())
    ]
