"""Boxes of a page that tell of other stories (teasers, lists of related stories, comments), told by their structure."""

from __future__ import annotations

from lxml import etree

from helpers.reading.lines import sign
from helpers.reading.markup import BOX, squeezed

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HEADS = _HEADINGS | {"div", "p", "dt", "strong", "b", "header", "span"}  # what pages head their lists with
_TEASER = 600  # characters: a teaser is no longer


def mark_boxes(tree: etree._Element, title: str) -> None:
    """Give every box an attribute (BOX), by which `html_blocks` claims its text as boilerplate.

    A teaser begins with a linked heading; a list of other stories begins with the words that head one. What holds the
    article's own heading is no box.
    """
    own = _own(tree, title)
    for element in tree.iter(*_HEADS):
        if element in own:
            continue
        if element.tag in _HEADINGS and _linked(element) and (box := _teaser(element, own)) is not None:
            box.set(BOX, "teaser")
        elif _heads_a_list(element) and (box := _section(element, own)) is not None:
            box.set(BOX, "list")


def _own(tree: etree._Element, title: str) -> set[etree._Element]:
    """The elements that repeat the title, and all that hold them."""
    own: set[etree._Element] = set()
    for element in tree.iter("h1", "h2", "div", "p", "span", "td", "b", "strong"):
        if (title and element.text and squeezed(element.text) == title) or element.tag == "h1":
            own |= {element, *element.iterancestors()}
    return own


def _text(element: etree._Element, most: int = _TEASER) -> str:
    """The text of an element, read no further than is asked."""
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 4 * most:
            break
    return squeezed("".join(pieces))


def _linked(heading: etree._Element) -> bool:
    """Whether a heading is a link as a whole."""
    if any(parent.tag == "a" for parent in heading.iterancestors()):
        return True
    text = _text(heading)
    return bool(text) and any(_text(link) == text for link in heading.iter("a"))


def _teaser(heading: etree._Element, own: set[etree._Element]) -> etree._Element | None:
    """The largest element around a linked heading that is short and begins with it, else the heading."""
    text, box = _text(heading), None
    for parent in heading.iterancestors():
        whole = _text(parent)
        if parent in own or len(whole) > _TEASER or not whole.startswith(text):
            break
        box = parent
    return box


def _heads_a_list(element: etree._Element) -> bool:
    text = _text(element, 30)
    return 0 < len(text) <= 40 and sign(text) in ("related", "comments")


def _section(heading: etree._Element, own: set[etree._Element]) -> etree._Element | None:
    """The largest element that begins with the heading of a list (or a link that skips it) and holds links, without the
    article's own heading."""
    text, box = "".join(_text(heading, 30).split()), None
    for parent in heading.iterancestors():
        skip = next((_text(link) for link in parent.iter("a")), "")
        begins = "".join(_text(parent).split()).startswith((text, "".join(skip.split()) + text))
        if parent in own or not begins or parent.tag in ("body", "html", "main"):
            break
        if skip or next(parent.iter("a"), None) is not None:
            box = parent
    return box
