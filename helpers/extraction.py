"""One article becomes its rows in the feature tables: the same function in memory, over partitions and on a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version

import pandas as pd

from helpers.articles import Article, parse_article
from helpers.codebook import Codebook
from helpers.matching import ACTOR, Matcher
from helpers.segmentation import normalise, sentences, term, words
from helpers.tables import TABLES
from helpers.voices import Span, numbered, voice_at, voice_rows, voices_of

RULES = 2  # raised when a rule changes what is counted
_TOOLS = ("jieba", "underthesea", "opencc", "ahocorasick-rs")


def tool_versions() -> dict[str, str]:
    """The versions of the packages whose behaviour decides what is counted."""
    return {name: version(name) for name in _TOOLS}


def extract_article(
    data: bytes, name: str, facts: Mapping[str, str], book: Codebook, text: bool = False
) -> dict[str, pd.DataFrame]:
    """The rows of one article in `paragraphs`, `terms`, `mentions` and `voices`; raises ArticleError (a CorpusError)."""
    article = parse_article(data, name, {key: value for key, value in facts.items() if value})
    return count_article(article, facts["doc_id"], book, text=text)


def count_article(article: Article, doc_id: str, book: Codebook, text: bool = False) -> dict[str, pd.DataFrame]:
    """Count a parsed article. Mentions are of title and body paragraphs; terms and voices of the body alone.

    A mention has the voice of the stretch in which it begins; those of the title have none.
    """
    tag = article.language
    matcher = book.matcher(tag)
    body = [number for number, paragraph in enumerate(article.paragraphs) if paragraph.role == "body"]
    voiced = _voices(article, body, matcher)
    ids = numbered(span for number in body for span in voiced[number])
    paragraph_rows, mention_rows, voice_table = [], [], []
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
            voice_table += voice_rows(doc_id, number, counted, voiced[number], ids, tag)
        if paragraph.role in ("body", "title"):
            for sentence, (start, end) in enumerate(spans):
                found = [
                    (match, _voice(voiced.get(number), start + match.start, ids))
                    for match in matcher.find_all(counted[start:end])
                ]
                mention_rows += _mentions(doc_id, number, sentence, found)
    term_rows = [(doc_id, name, count, term_paragraphs[name]) for name, count in sorted(term_counts.items())]
    return {
        "paragraphs": pd.DataFrame(paragraph_rows, columns=TABLES["paragraphs"] + (["text"] if text else [])),
        "terms": pd.DataFrame(term_rows, columns=TABLES["terms"]),
        "mentions": pd.DataFrame(mention_rows, columns=TABLES["mentions"]),
        "voices": pd.DataFrame(voice_table, columns=TABLES["voices"]),
    }


def _voices(article: Article, body: list[int], matcher: Matcher) -> dict[int, list[Span]]:
    """The voice spans of each body paragraph, by its number in the article."""

    def actor(name: str) -> str:
        found = [match for match in matcher.find(normalise(name, article.language)) if match.concept.startswith(ACTOR)]
        return found[-1].concept.removeprefix(ACTOR) if found else ""

    voiced: dict[int, list[Span]] = {number: [] for number in body}
    texts = [normalise(article.paragraphs[number].text, article.language) for number in body]
    for span in voices_of(texts, article.language, actor):
        voiced[body[span.paragraph]].append(span)
    return voiced


def _voice(spans: list[Span] | None, place: int, ids: dict[tuple[str, str], str]) -> str:
    """The id of the voice in which a character stands; "" outside the body."""
    if not spans:
        return ""
    span = voice_at(spans, place)
    return ids[(span.speaker, span.kind)]


def _mentions(doc_id: str, paragraph: int, sentence: int, found: list[tuple]) -> list[tuple]:
    counts = Counter((match.concept, match.form, voice, match.negated, match.shadowed_by) for match, voice in found)
    return [
        (doc_id, paragraph, sentence, concept, form, voice, count, negated, shadowed_by)
        for (concept, form, voice, negated, shadowed_by), count in sorted(counts.items())
    ]
