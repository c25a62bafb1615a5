"""One article becomes its rows in the feature tables: the same function in memory, over partitions and on a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from itertools import chain, repeat

import pandas as pd

from helpers.articles import Article, ArticleError, parse_article
from helpers.codebook import Codebook
from helpers.coding.cues import BY_CUES, CUES, Cue, words_met
from helpers.coding.matching import ACTOR, APART, Matcher
from helpers.segmentation import normalise, sentences, term, words
from helpers.story.facts import fact_rows
from helpers.tables import TABLES, CorpusError
from helpers.voices import Span, numbered, voice_at, voice_rows, voices_of

FEATURES = ("paragraphs", "terms", "mentions", "voices", "facts", "repairs")
RULES = 22  # raised when a rule changes what is counted
_TOOLS = ("jieba", "rjieba", "underthesea", "opencc", "ahocorasick-rs", "wordfreq", "datasketch")


def tool_versions() -> dict[str, str]:
    """The versions of the packages whose behaviour decides what is counted."""
    return {name: version(name) for name in _TOOLS}


Rows = dict[str, list[tuple]]
"""Feature table → its rows, columns in the order of TABLES (`text` behind those of paragraphs where asked for)."""


def extract_rows(data: bytes, name: str, facts: Mapping[str, str], book: Codebook, text: bool = False) -> Rows:
    """The rows of one article's file in `paragraphs`, `terms`, `mentions`, `voices` and `facts`; raises ArticleError (a CorpusError)."""
    try:
        article = parse_article(data, name, {key: value for key, value in facts.items() if value})
        return count_rows(article, facts["doc_id"], book, text=text)
    except (CorpusError, OSError):
        raise
    except Exception as error:  # of a million articles, one finds the rule's fault: it is named and stops no other
        problem = f"counting it failed ({type(error).__name__}: {' '.join(str(error).split())[:80]})"
        raise ArticleError(name, None, problem, "leave it out of the catalogue, and report the fault") from error


def count_article(article: Article, doc_id: str, book: Codebook, text: bool = False) -> dict[str, pd.DataFrame]:
    """`count_rows` as tables."""
    return as_tables([count_rows(article, doc_id, book, text=text)], text=text)


def as_tables(articles: Iterable[Rows], text: bool = False) -> dict[str, pd.DataFrame]:
    """The rows of many articles as one table each; one table of many rows is made faster than many of few."""
    articles = list(articles)
    columns = {name: TABLES[name] for name in FEATURES}
    columns["paragraphs"] = columns["paragraphs"] + (["text"] if text else [])
    return {name: pd.DataFrame([row for rows in articles for row in rows[name]], columns=columns[name]) for name in FEATURES}


def count_rows(article: Article, doc_id: str, book: Codebook, text: bool = False) -> Rows:
    """Count a parsed article. Mentions are of title and body paragraphs; terms, voices and facts of the body alone.

    A mention has the voice of the stretch in which it begins; those of the title have none.
    """
    tag = article.language
    matcher, names = book.matcher(tag), book.names(tag)
    body = [number for number, paragraph in enumerate(article.paragraphs) if paragraph.role == "body"]
    texts = [normalise(paragraph.text, tag) for paragraph in article.paragraphs]
    voiced = _voices(texts, body, tag, matcher)
    ids = numbered(span for number in body for span in voiced[number])
    rows: Rows = {name: [] for name in FEATURES}
    counted_terms: list[str] = []
    once_each: list[str] = []
    for number, (paragraph, counted) in enumerate(zip(article.paragraphs, texts, strict=True)):
        spans = sentences(counted, tag)
        spoken = [words(counted[start:end], tag, names=names) for start, end in spans]
        terms = list(map(term, chain.from_iterable(spoken)))
        row = (doc_id, number, paragraph.role, len(spans), len(terms))
        rows["paragraphs"].append((*row, paragraph.text) if text else row)
        if paragraph.role == "body":
            counted_terms += terms
            once_each += set(terms)
            rows["voices"] += voice_rows(doc_id, number, counted, voiced[number], ids, spans, spoken)
        if paragraph.role in ("body", "title"):
            heard, met = [], {}
            for sentence, (start, end) in enumerate(spans):
                found, fields = matcher.read(counted[start:end])
                heard += [(sentence, match, _voice(voiced.get(number), start + match.start, ids)) for match in found]
                met = {name: Cue(sentence, start + place, word) for name, (place, word) in fields.items()} | met
            if paragraph.role == "body":
                met |= words_met(counted, spans, spoken, tag.partition("-")[0], book.cues.words)
            told, against = book.cues.weigh(met) if paragraph.role == "body" else ({}, set())
            denied = {book.frame_of[match.concept] for _, match, _ in heard if match.negated and match.concept in book.frame_of}
            plain = (match.concept for _, match, _ in heard if not match.negated and not match.shadowed_by)
            said = {book.frame_of[concept] for concept in plain if concept in book.frame_of}
            overruled = {concept for concept, frame in book.frame_of.items() if frame in against} if against else set()
            rows["mentions"] += _mentions(doc_id, number, heard, overruled)
            rows["mentions"] += [
                (doc_id, number, cues[0].sentence, CUES + frame, BY_CUES, APART.join(cue.word for cue in sorted(cues)),
                 _voice(voiced[number], cues[0].place, ids), 1, False, "")
                for frame, cues in told.items()
                if frame in said or frame not in denied  # cues do not see denial; where every entry is denied, they say nothing
            ]
    counts, n_paragraphs = Counter(counted_terms), Counter(once_each)
    each = sorted(counts)
    rows["terms"] = list(zip(repeat(doc_id), each, map(counts.get, each), map(n_paragraphs.get, each), strict=False))
    rows["repairs"] = [(doc_id, kind, count) for kind, count in sorted(Counter(change.kind for change in article.repairs).items())]
    rows["facts"] = fact_rows(doc_id, body, [texts[number] for number in body], tag)
    return rows


def _voices(texts: list[str], body: list[int], tag: str, matcher: Matcher) -> dict[int, list[Span]]:
    """The voice spans of each body paragraph, by its number in the article; `texts`: all paragraphs, normalised."""

    def actor(name: str) -> str:
        found = [match for match in matcher.find(normalise(name, tag)) if match.concept.startswith(ACTOR)]
        return found[-1].concept.removeprefix(ACTOR) if found else ""

    voiced: dict[int, list[Span]] = {number: [] for number in body}
    for span in voices_of([texts[number] for number in body], tag, actor):
        voiced[body[span.paragraph]].append(span)
    return voiced


def _voice(spans: list[Span] | None, place: int, ids: dict[tuple[str, str], str]) -> str:
    """The id of the voice in which a character stands; "" outside the body."""
    if not spans:
        return ""
    span = voice_at(spans, place)
    return ids[(span.speaker, span.kind)]


def _mentions(doc_id: str, paragraph: int, heard: list[tuple], overruled: set[str]) -> list[tuple]:
    """Rows of the matches of a paragraph (sentence, match, voice); those of overruled concepts are shadowed by the cues."""
    counts: dict[tuple, int] = {}
    for sentence, match, voice in heard:
        by = match.shadowed_by or (BY_CUES if match.concept in overruled else "")
        said = (sentence, match.concept, match.form, match.words, voice, match.negated, by)
        counts[said] = counts.get(said, 0) + 1
    return [(doc_id, paragraph, *said, count, negated, by) for (*said, negated, by), count in sorted(counts.items())]
