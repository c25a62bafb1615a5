"""Title, author and date of an article: which of the places that state one is believed, and the evidence for it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from helpers.languages import LANGUAGES, language_of
from helpers.reading.dates import DATE_FORM, Stamp, find_dates, precision_of
from helpers.reading.lines import is_name, is_stamp
from helpers.reading.metadata import readable
from helpers.reading.parts import ArticleError, Paragraph

_PAGES = [language.page for language in LANGUAGES.values()]
_UPDATED = re.compile(
    "(?:" + "|".join(re.escape(word) for page in _PAGES for word in page.updated) + r")\W{0,4}(?:\w{2,4}\W{0,3}){0,2}$",
    re.I,
)
_DAY_FIRST = frozenset(
    "uk ie fr de at ch it es pt nl be dk se no fi pl cz gr eu au nz in sg my vn hk ph id th za ng ke pk ae qa".split()  # noqa: SIM905
)
_MONTH_FIRST_ZONE = re.compile(r"\b(?:ET|E[SD]T|PT|P[SD]T|C[SD]T|M[SD]T)\b")
_DAY_FIRST_ZONE = re.compile(r"\b(?:BST|CES?T|GMT)\b")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")


def author_of(paragraphs: list[Paragraph], language: str) -> tuple[str, str]:
    """The author named in a byline or dateline, and the line; editors and agencies are no authors."""
    stamps = [paragraph for paragraph in paragraphs if paragraph.role == "boilerplate" and is_stamp(paragraph.text)]
    named = _first_named("author", paragraphs, language, ("byline", "dateline"))
    for paragraph, match in itertools.chain(named, _first_named("author", stamps, language, ("boilerplate",))):
        return match["name"].strip(" ,，、|/-–—"), f"{paragraph.role} “{paragraph.text[:60]}”"
    signed = [paragraph.text for paragraph in paragraphs if paragraph.role == "byline" and is_name(paragraph.text)]
    return (signed[0], f"byline “{signed[0]}”") if signed else ("", "")


def title_of(paragraphs: list[Paragraph], language: str) -> tuple[str, str]:
    """The title and where it stands: the line above the text, else what a line of its own names as the title."""
    for paragraph in paragraphs:
        if paragraph.role == "title":
            return paragraph.text, "line above the text"
    for paragraph, match in _first_named("headline", paragraphs, language, ("boilerplate", "byline")):
        return match["name"], f"line “{paragraph.text[:60]}”"
    return "", ""


def outlet_of(paragraphs: list[Paragraph], facts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Who publishes the page, as far as the file says it, and where: the page's metadata, the host of its address, else
    the source that a stamp names or the agency of the dateline, which may be whose report the outlet reprints."""
    for fact in ("site", "publisher"):
        if facts.get(fact):
            return facts[fact], facts[f"{fact} read from"]
    host = (urlsplit(facts.get("url", "")).hostname or "").removeprefix("www.")
    if host:
        return host, "host of the address"
    for paragraph, match in _first_named("outlet", paragraphs, language, ("boilerplate", "byline", "dateline")):
        return match["name"].strip(), f"{paragraph.role if paragraph.role == 'dateline' else 'page stamp'} “{paragraph.text[:60]}”"
    return "", ""


def _first_named(
    field: str, paragraphs: list[Paragraph], language: str, roles: tuple[str, ...]
) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """Paragraphs of these roles in which a pattern of the language (or of English, as a second) finds a name."""
    for code in dict.fromkeys((language_of(language).tag, "en")):
        for pattern in getattr(LANGUAGES[code].page, field):
            for paragraph in paragraphs:
                match = re.search(pattern, paragraph.text) if paragraph.role in roles else None
                if match:
                    yield paragraph, match


def published_of(
    paragraphs: list[Paragraph], facts: Mapping[str, str], language: str, name: str, known: str = ""
) -> tuple[str, dict[str, str]]:
    """When the article was published (ISO), and the evidence: page's metadata, stamp, feed's epoch, address, in this order.

    The outlet's own stamp goes before the feed's epoch, which says when a mirror noticed; both are in the evidence.
    Raises ArticleError where the catalogue's date is none.
    """
    evidence = {}
    url = readable(facts.get("url", ""))
    dated = _URL_DATE.search(urlsplit(url).path) if url else None
    in_url = "-".join(dated.groups()) if dated else ""
    for key, value, where in (("feed_epoch", facts.get("epoch", ""), facts.get("epoch read from", "")), ("url_date", in_url, "address")):
        if value:
            evidence[key] = f"{value}, {where}"
    if known:
        try:
            precision_of(known)
        except ValueError as error:
            problem = f"the catalogue's published date {known!r} is no date"
            raise ArticleError(name, None, problem, f"write {DATE_FORM}") from error
        return known, {**evidence, "published": "the catalogue"}
    order = _day_first(language, url)
    stamps = _stamps(paragraphs)
    for text, where in [(facts.get("published", ""), facts.get("published read from", "")), *stamps]:
        stamp = _first(text, order, facts.get("epoch", "")[:10] or in_url)
        if stamp:
            note = f"; {stamp.note}" if stamp.note else ""
            if stamp.iso and not _finer(stamp, stamps, order):
                return stamp.iso, {**evidence, "published": f"{where} “{text[:100]}”{note}"}
            evidence.setdefault("published", f"unknown: {where} “{text[:100]}”{note}")
    for key, value in (("feed_epoch", facts.get("epoch", "")), ("url_date", in_url)):
        if value:
            return value, {**evidence, "published": evidence[key]}
    return "", {**evidence, "published": evidence.get("published", "unknown: the file states no date of publication")}


def _finer(stamp: Stamp, stamps: list[tuple[str, str]], order: bool | None) -> bool:
    """Whether a stamp on the page gives the time of a day that this date gives only as a day."""
    others = [_first(text, order, stamp.iso) for text, _ in stamps] if stamp.precision == "day" else []
    return any(other and other.iso.startswith(stamp.iso + "T") for other in others)


def _stamps(paragraphs: list[Paragraph]) -> list[tuple[str, str]]:
    """Stamp lines, the likeliest first: between title and text, then above the title (the nearest), then the first below the text."""
    body = [index for index, paragraph in enumerate(paragraphs) if paragraph.role in ("body", "dateline")]
    title = next((index for index, paragraph in enumerate(paragraphs) if paragraph.role == "title"), -1)
    first = body[0] if body else len(paragraphs)
    zones: list[list[tuple[str, str]]] = [[], [], []]
    for index, paragraph in enumerate(paragraphs):
        if (paragraph.role == "byline" and find_dates(paragraph.text)) or (paragraph.role == "boilerplate" and is_stamp(paragraph.text)):
            zone = 0 if title <= index < first else 1 if index < title else 2
            zones[zone].append((paragraph.text, "page stamp" if zone < 2 else "stamp below the text"))
    return zones[0] + zones[1][::-1] + zones[2][:1]


def _day_first(language: str, url: str) -> bool | None:
    settled = language_of(language).page.day_first
    host = urlsplit(url).hostname or ""
    return settled if settled is not None else True if host.rpartition(".")[2] in _DAY_FIRST else None


def _first(text: str, day_first: bool | None, known: str) -> Stamp | None:
    """The first date that is not a revision's; a revision's where there is no other."""
    if not text:
        return None
    if day_first is None:
        day_first = False if _MONTH_FIRST_ZONE.search(text) else True if _DAY_FIRST_ZONE.search(text) else None
    dates = find_dates(text, day_first, known)
    fresh = [date for date in dates if not _UPDATED.search(text[: date.start])]
    if fresh or not dates:
        return fresh[0] if fresh else None
    return dates[0]._replace(note="; ".join(part for part in (dates[0].note, "the time of a revision") if part))
