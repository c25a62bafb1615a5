"""Which layout a file has, and its blocks and stated facts: HTML page, feed, feed dump, Markdown or plain text."""

from __future__ import annotations

import re

from helpers.reading.dates import from_epoch
from helpers.reading.feeds import is_feed, read_feed
from helpers.reading.markup import HTML_BLOCK, html_blocks, markdown_blocks, squeezed
from helpers.reading.pages import read_page
from helpers.reading.parts import Block, Page
from helpers.reading.tables import OF_NAME

_EPOCH = re.compile(r"\s*<!--\s*(\d{9,13})\s*-->")
_LINKED = re.compile(r"\s*(?:#+\s*)?\[(?P<title>[^\n]{1,500})\]\((?P<url>https?://[^\s]{1,2000})\)[ \t]*(?:\n|$)")
_RULE = re.compile(r"\s*(?:-{3,}|={3,})[ \t]*(?:\n|$)")
_FRONT = re.compile(r"\s*---[ \t]*\n(?P<matter>(?:[^\n]{0,2000}\n){1,60}?)---[ \t]*\n")
_FIELD = re.compile(r"[ \t]*(?P<name>[^\W\d_][\w ]{0,20}?)[ \t]*[:：][ \t]*(?P<value>[^\n]*)\n\s*")
_MARKDOWN = re.compile(r"^#{1,6} \S|!\[[^\[\]\n]{0,500}\]\(|\[[^\[\]\n]{1,500}\]\(https?://|\*\*[^*\n]{1,500}\*\*", re.M)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_WRAPPED = 100  # characters: no line of hard-wrapped text is longer


def read_layout(text: str, name: str) -> Page:
    """Undo the markup of a decoded file. Raises ArticleError where it is a feed of several articles, or of none."""
    if is_feed(text):
        return read_feed(text, name)
    if _PAGE.search(text[:5000]):
        return read_page(text)
    facts: dict[str, str] = {}
    rest = _header(text, facts)
    title = [Block(facts["title"], "title")] if "title" in facts else []
    if HTML_BLOCK.search(rest):  # an HTML fragment without a header is what a feed holds
        return Page("feed dump", title + html_blocks(rest), facts)
    if facts or _MARKDOWN.search(rest):
        dumped = "epoch" in facts or facts.get("title read from") == "linked title"
        return Page("feed dump" if dumped else "markdown", title + markdown_blocks(rest), facts)
    return Page("plain text", [Block(line) for line in _lines(text)], facts)


def _header(text: str, facts: dict[str, str]) -> str:
    """Take epoch comment, front matter, linked title off the top; any of them may be missing."""
    epoch = _EPOCH.match(text)
    if epoch:
        stamp = from_epoch(int(epoch.group(1)))
        if stamp:
            facts["epoch"], facts["epoch read from"] = stamp, f"feed's epoch comment {epoch.group(1)}, UTC"
        text = text[epoch.end() :]
    front = _FRONT.match(text)
    if front:
        for line in front["matter"].splitlines(keepends=True):
            _field(_FIELD.match(line), facts)
        text = text[front.end() :]
    else:
        text = _fields(text, facts)
    linked = None if "title" in facts else _LINKED.match(text)
    if linked:
        facts["title"], facts["title read from"] = squeezed(linked["title"]), "linked title"
        facts["url"], facts["url read from"] = linked["url"], "link of the title"
        text = text[linked.end() :]
    rule = _RULE.match(text)
    return text[rule.end() :] if rule and facts else text


def _field(match: re.Match[str] | None, facts: dict[str, str]) -> bool:
    """Take a line such as "Published: 2024-02-04" for the fact that it states; whether it states one."""
    field = OF_NAME.get(match["name"].lower().replace(" ", "_")) if match else None
    if not field:
        return False
    value = squeezed(match["value"].strip("\"' "))
    field = {"source": "site", "outlet": "site"}.get(field, field) if not value.startswith("http") else "url"
    if value and (field != "url" or value.startswith("http")):
        facts.setdefault(field, value)
        facts.setdefault(f"{field} read from", f"line “{match['name']}” above the text")
    return True


def _fields(text: str, facts: dict[str, str]) -> str:
    """Take two or more lines of facts off the top of a text, of which one is the title; otherwise leave it as it is."""
    stated: dict[str, str] = {}
    place = re.match(r"\s*", text).end()
    while _field(match := _FIELD.match(text, place), stated):
        place = match.end()
    if "title" not in stated or len(stated) < 4:
        return text
    facts.update(stated)
    return text[place:]


def _lines(text: str) -> list[str]:
    """Paragraphs of plain text: its lines, or, where lines are hard-wrapped, the groups between blank lines."""
    groups = [[squeezed(line) for line in group.split("\n") if line.strip()] for group in re.split(r"\n[ \t\u3000\u00a0]*\n", text)]
    groups = [group for group in groups if group]
    inner = [line for group in groups for line in group[:-1]]
    longest = max((len(line) for group in groups for line in group), default=0)
    typical = sum(len(line) for line in inner) / len(inner) if inner else 0
    wrapped = len(groups) > 1 and len(inner) >= 4 and longest <= _WRAPPED and typical > 0.75 * longest > 30
    if not wrapped:
        return [line for group in groups for line in group]
    return [line for group in groups for line in ([" ".join(group)] if len(group) > 1 else group)]
