"""A news file → an `Article`: metadata with their evidence, and paragraphs with roles."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from helpers.languages import language_of
from helpers.reading.dates import precision_of
from helpers.reading.decoding import decode
from helpers.reading.facts import author_of, outlet_of, published_of, title_of
from helpers.reading.layouts import read_layout
from helpers.reading.metadata import readable, split_title
from helpers.reading.parts import Article, ArticleError, Page, Paragraph, Repair
from helpers.reading.recognition import recognise
from helpers.reading.repairs import repair
from helpers.reading.roles import assign

MOST = 5_000  # paragraphs, a page's buttons and links included

__all__ = ["Article", "ArticleError", "Paragraph", "Repair", "parse_article"]


def parse_article(data: bytes, name: str, known: Mapping[str, str] | None = None) -> Article:
    """Parse one news file. `known` holds the catalogue's facts, which overrule the file's: language, translation,
    title, author, published, url.

    Body paragraphs are what a reader reads in course, crossheads included; a bold paragraph is a body paragraph. Text is NFC with single
    spaces. Raises ArticleError, and nothing else, for a file that is no article in a supported language.

    >>> text = "北约讨论人工智能规则\\n新华社北京7月18日电 联合国安理会18日讨论人工智能治理问题。"
    >>> article = parse_article(text.encode(), "a.txt")
    >>> article.title, article.language, [paragraph.role for paragraph in article.paragraphs]
    ('北约讨论人工智能规则', 'zh-Hans', ['title', 'dateline', 'body'])
    """
    known = {key: value for key, value in (known or {}).items() if value}
    text, encoding, repairs = decode(data, name)
    page = read_layout(text, name)
    if len(page.blocks) > MOST:
        problem = f"{len(page.blocks)} paragraphs are more than one article (at most {MOST})"
        raise ArticleError(name, None, problem, "cut the file into one article each, or pass a table of articles")
    paragraphs = _titled(assign(page.blocks), page.facts)
    if not any(paragraph.role == "body" for paragraph in paragraphs):
        remedy = "put the article's text into it or take it out of the corpus"
        raise ArticleError(name, None, "no running text was found in the file", remedy)
    running = "\n".join(paragraph.text for paragraph in paragraphs if paragraph.role in ("body", "title"))
    language, told = recognise(running, name, known.get("language", ""))
    if known.get("translation") == "machine-translated" and language_of(language).page.repairs:
        paragraphs, mended = repair(paragraphs)
        repairs += mended
    published, evidence = published_of(paragraphs, page.facts, language, name, known.get("published", ""))
    title, author, told_by = _title_and_author(paragraphs, page, known, language)
    outlet, told_by["outlet"] = outlet_of(paragraphs, page.facts, language)
    return Article(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        layout=_layout(page, paragraphs),
        language=language,
        title=title,
        author=author,
        published=published,
        published_precision=precision_of(published),
        evidence={"encoding": encoding, "language": told, **told_by, **evidence},
        outlet=known.get("outlet") or outlet,
        url=known.get("url") or readable(page.facts.get("url", "")),
        paragraphs=tuple(paragraphs),
        repairs=tuple(repairs),
    )


def _titled(paragraphs: list[Paragraph], facts: Mapping[str, str]) -> list[Paragraph]:
    """The section or outlet that a site puts behind its titles becomes a paragraph of its own."""
    result = []
    for paragraph in paragraphs:
        title, behind = split_title(paragraph.text, facts.get("url", ""), facts.get("site", "")) if paragraph.role == "title" else ("", "")
        result += [Paragraph("title", title), Paragraph("boilerplate", behind)] if behind else [paragraph]
    return result


def _title_and_author(paragraphs: list[Paragraph], page: Page, known: Mapping[str, str], language: str) -> tuple[str, str, dict[str, str]]:
    title, above = title_of(paragraphs, language)
    author, line = author_of(paragraphs, language)
    evidence = {}
    for fact, value, where in (
        ("title", title, page.facts.get("title read from") or above),
        ("author", page.facts.get("author") or author, page.facts.get("author read from") if page.facts.get("author") else line),
    ):
        evidence[fact] = "the catalogue" if known.get(fact) else where if value else "unknown: the file states none"
    if "url" in page.facts:
        evidence["url"] = page.facts.get("url read from", "")
    return known.get("title") or title, known.get("author") or page.facts.get("author") or author, evidence


def _layout(page: Page, paragraphs: list[Paragraph]) -> str:
    """Plain text is told apart by what stands around it: an agency's page, another page's text, or text alone."""
    if page.layout != "plain text":
        return page.layout
    roles = {paragraph.role for paragraph in paragraphs}
    if {"dateline", "title"} <= roles:
        return "agency page"
    return "page text" if roles & {"caption", "byline", "boilerplate"} else "plain text"
