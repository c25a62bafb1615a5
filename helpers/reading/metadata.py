"""What an HTML page states of itself: title, author, date, address, from JSON-LD, meta elements and headings, in this order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from helpers.reading.dates import find_dates
from helpers.reading.markup import squeezed

_DATE_NAMES = (  # noqa: SIM905
    "article:published_time og:published_time datepublished pubdate publishdate publish_date publish-date og:pubdate "
    "parsely-pub-date sailthru.date dc.date.issued dcterms.created dc.date date article:published publication_date "
    "cxenseparse:recs:publishtime article.published"
).split()  # the likeliest first
_AUTHOR_NAMES = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author", "citation_author")
SEPARATOR = re.compile(r"\s+[-–—|·]\s+|\s*[|｜_－]\s*")
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review", re.I)


def facts_of(tree: etree._Element) -> dict[str, str]:
    """The facts of a page (headline, published, author, url, site, description), each with `… read from` beside it."""
    facts: dict[str, str] = {}

    def take(fact: str, value: object, where: str) -> None:
        text = squeezed(value) if isinstance(value, str) else ""
        if text and fact not in facts:
            facts[fact], facts[f"{fact} read from"] = text[:2000], where

    for item in _json_ld(tree):
        take("headline", item.get("headline"), "page's JSON-LD")
        take("publisher", _names(item.get("publisher")), "page's JSON-LD publisher")
        if find_dates(str(item.get("datePublished") or "")):
            take("published", item["datePublished"], "page's JSON-LD datePublished")
        take("author", _names(item.get("author")), "page's JSON-LD author")
    metas = _metas(tree)
    for node in tree.xpath("//link[@rel='canonical']/@href")[:1]:
        take("url", node, "page's canonical link")
    take("url", metas.get("og:url"), "page's meta og:url")
    take("site", metas.get("og:site_name"), "page's meta og:site_name")
    for name in _DATE_NAMES:
        if find_dates(metas.get(name, "")):
            take("published", metas[name], f"page's meta {name}")
    for name in _AUTHOR_NAMES:
        if not metas.get(name, "http").startswith("http"):
            take("author", metas[name], f"page's meta {name}")
    named = [facts.get(name, "") for name in ("site", "publisher", "url")]
    if "author" in facts and not _is_person(facts["author"], named):
        del facts["author"], facts["author read from"]
    for node in tree.xpath("//time[@datetime]")[:20]:
        ancestors = {str(parent.tag) for parent in node.iterancestors()}
        if not ancestors & {"nav", "aside", "footer"} and find_dates(node.get("datetime")):
            take("published", node.get("datetime"), "page's time element")
    take("description", metas.get("description") or metas.get("og:description"), "page's meta description")
    take("headline", metas.get("og:title"), "page's meta og:title")
    return facts


def _is_person(author: str, outlet: list[str]) -> bool:
    """Whether an author as metadata state it can be one: a name with letters that is not the outlet's own."""
    bare = "".join(character for character in author.lower() if character.isalnum())
    return any(map(str.isalpha, bare)) and not any(bare in "".join(filter(str.isalnum, name.lower())) for name in outlet)


def _metas(tree: etree._Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.xpath("//meta[@content]"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        metas.setdefault(name.lower(), node.get("content"))
    return metas


def _json_ld(tree: etree._Element) -> Iterator[dict]:
    """The articles in the page's JSON-LD, also inside a @graph."""
    for node in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            data = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = data if isinstance(data, list) else [data]
        for item in waiting[:50]:
            if isinstance(item, dict):
                graph = item.get("@graph")
                for entry in [item, *(graph if isinstance(graph, list) else [])]:
                    if isinstance(entry, dict) and _ARTICLE_TYPES.search(str(entry.get("@type"))):
                        yield entry


def _names(author: object) -> str:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return ", ".join(name for name in names if isinstance(name, str) and name and not name.startswith("http"))


def heading_of(tree: etree._Element, facts: dict[str, str]) -> tuple[str, str] | None:
    """The visible heading, where the page's metadata repeat or nearly repeat it; else what the metadata say."""
    stated = [(facts["headline"], facts["headline read from"])] if "headline" in facts else []
    stated += [(squeezed("".join(node.itertext())), "page's title element") for node in tree.xpath("//head/title")[:1]]
    headings = [heading for node in tree.xpath("//h1")[:10] if (heading := squeezed("".join(node.itertext())))]
    for heading in headings:
        if any(_alike(heading, claim) for claim, _ in stated):
            return heading, "page's heading"
    if not stated and len(headings) == 1:
        return headings[0], "page's heading"
    return next(((claim, where) for claim, where in stated if claim), None)


def _alike(one: str, other: str) -> bool:
    """Whether two titles share most of their words (or characters, where there are no words)."""
    first, second = (set(re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", title.lower())) for title in (one, other))
    return len(first & second) > 0.5 * max(1, min(len(first), len(second))) and len(first) > 2


def split_title(title: str, url: str = "", site: str = "") -> tuple[str, str]:
    """A title and what the site put behind it: the name of a section or an outlet that the address or the page confirms.

    >>> split_title("中俄军事合作 - 要闻分析", "https://www.rfi.fr/cn/要闻分析/20240204-x")
    ('中俄军事合作', '要闻分析')
    >>> split_title("AI talks - a view from Hanoi", "https://example.org/ai")
    ('AI talks - a view from Hanoi', '')
    """
    parts = urlsplit(readable(url)) if url else None
    places = [place.lower() for place in re.split(r"[/.]", f"{parts.netloc}/{parts.path}")] if parts else []
    kept = title
    while cuts := list(SEPARATOR.finditer(kept)):
        suffix = kept[cuts[-1].end() :].strip()
        words = [word.lower() for word in re.findall(r"\w+", suffix)]
        confirmed = suffix and (
            suffix.lower() == site.lower() or any(w in places or "".join(words) in places for w in [*words, suffix.lower()] if len(w) > 1)
        )
        if not confirmed or len(words) > 5 or not kept[: cuts[-1].start()].strip():
            break
        kept = kept[: cuts[-1].start()].strip()
    return kept, title[len(kept) :].strip(" -–—|·｜_－")


_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid)(?:=.*)?", re.IGNORECASE)


def without_tracking(url: str) -> str:
    """An address without the parameters that only tell where its reader came from.

    >>> without_tracking("https://a.example/b?utm_source=x&id=7&fbclid=y#end"), without_tracking("https://a.example/?gclid=z")
    ('https://a.example/b?id=7#end', 'https://a.example/')
    """
    address, fragment_mark, fragment = url.partition("#")
    path, _, query = address.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not _TRACKING.fullmatch(part))
    return path + (f"?{kept}" if kept else "") + fragment_mark + fragment


def readable(url: str) -> str:
    """An address with its percent escapes decoded, as far as they are UTF-8."""
    return unquote(url, errors="replace") if "%" in url else url
