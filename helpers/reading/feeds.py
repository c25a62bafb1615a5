"""RSS and Atom files: one entry is one article; a file of several is cut into files of one."""

from __future__ import annotations

import re

from lxml import etree

from helpers.reading.markup import html_blocks, squeezed
from helpers.reading.parts import ArticleError, Block, Page

_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*|<\?[^>]{0,500}>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_TEXTS = ("encoded", "content", "description", "summary")  # the fullest first
_DATES = ("pubDate", "published", "date", "issued", "updated")


def is_feed(text: str) -> bool:
    """Whether a decoded file is RSS or Atom."""
    return _FEED.match(text) is not None


def split_feed(text: str, name: str) -> list[str]:
    """Each entry of a feed as the text of a feed of its own. Raises ArticleError where the XML cannot be read or has no entry."""
    return [f"<rss><channel>{etree.tostring(entry, encoding='unicode', with_tail=False)}</channel></rss>" for entry in _entries(text, name)]


def read_feed(text: str, name: str) -> Page:
    """The one entry of a feed: title, address, author and date as it states them, its HTML as blocks."""
    entries = _entries(text, name)
    if len(entries) > 1:
        problem = f"the feed holds {len(entries)} articles"
        raise ArticleError(name, None, problem, "cut it into one file per article (helpers.reading.feeds.split_feed)")
    facts: dict[str, str] = {}
    parts = {}
    for child in entries[0]:
        if isinstance(child.tag, str):
            parts.setdefault(etree.QName(child).localname, child)
    for fact, names in (("title", ("title",)), ("author", ("creator", "author")), ("published", _DATES), ("url", ("link",))):
        for part in names:
            value = squeezed("".join(parts[part].itertext()) or parts[part].get("href") or "") if part in parts else ""
            if value and fact not in facts:
                facts[fact], facts[f"{fact} read from"] = value, f"feed's {part}"
    body = next((parts[part] for part in _TEXTS if part in parts and "".join(parts[part].itertext()).strip()), None)
    content = "" if body is None else (body.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in body)
    title = [Block(facts["title"], "title")] if "title" in facts else []
    return Page("feed entry", title + html_blocks(content), facts)


def _entries(text: str, name: str) -> list[etree._Element]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text).encode("utf-8"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    found = [] if root is None else list(root.iter("{*}item", "{*}entry"))
    if not found:
        raise ArticleError(name, None, "the feed holds no entry", "save the feed again or take the file out of the corpus")
    return found
