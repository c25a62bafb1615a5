"""HTML fragments and Markdown → blocks of text, in order, each with the role that its markup claims for it."""

from __future__ import annotations

import re

from lxml import etree, html

from helpers.reading.parts import Block

_BLOCKS = frozenset(
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure "  # noqa: SIM905
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody "
    "td tfoot th thead time title tr ul video audio picture img".split()
)
_SILENT = frozenset("script style noscript template svg iframe object select textarea head".split())  # noqa: SIM905
_CLAIMS = {"figcaption": "caption", "nav": "boilerplate", "aside": "boilerplate", "footer": "boilerplate", "h1": "title", "h2": "lead"}
_CLASSES = {
    "caption": re.compile(r"caption|photo-?credit|image-?credit", re.I),
    "byline": re.compile(r"byline|author", re.I),
    "lead": re.compile(r"sapo|standfirst|sub-?title|sub-?head|\b(?:dek|deck|lead|lede|intro|chapo|description|summary)\b", re.I),
}
_CLAIMED = 300  # characters: an element whose class claims a role may not be longer; wrappers are
_LINK_ONLY = 0.8  # the share of a block's characters inside links from which the block is a link
BOX = "data-box-of-other-stories"  # the attribute that boxes.py gives; its text is no part of the article
_FOR_SCREEN_READERS = re.compile(r"\s*[,，]?\s*\(?(?:opens|opening) in a new (?:tab|window)\)?\s*|\s*,? ?opens new tab\s*", re.I)
_ROOT = re.compile(r"<(?:html|body)\b", re.I)
HTML_BLOCK = re.compile(r"<(?:p|div|br|img|h[1-6]|ul|ol|li|blockquote|figure|table|section|article|span|hr)\b[^<>]*>", re.I)

_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{0,3000}(?:\([^()\s]{0,300}\)[^()\s]{0,300}){0,3}(?:\s+\"[^\"\n]{0,500}\")?\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{0,500})\]"
    r"\((?:<[^>\n]{0,3000}>|[^()\s]{0,3000}(?:\([^()\s]{0,300}\)[^()\s]{0,300}){0,3})(?:\s+\"[^\"\n]{0,500}\")?\)"
)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|__|\*|_)(?=\S)([^*_\n]{1,500})(?<=\S)\1(?!\w)")
_LEADER = re.compile(r"^(?:#{1,6}\s+|>\s?|[*+-]\s+|\d{1,2}\.\s{2,})+")


def squeezed(text: str) -> str:
    """Text on one line with single spaces; non-breaking and ideographic spaces count as spaces."""
    return " ".join(text.split())


def html_blocks(fragment: str) -> list[Block]:
    """The text of HTML, block by block; scripts and comments are no text. Depth and brokenness do no harm.

    >>> [tuple(block) for block in html_blocks("<p>一<b>二</b></p>三。<br>四<figcaption>五")]
    [('一二', ''), ('三。', ''), ('四', ''), ('五', 'caption')]
    """
    root = tree_of(fragment if _ROOT.search(fragment[:5000]) else f"<body>{fragment}</body>")
    return blocks_of(root) or _stripped(fragment)


def tree_of(text: str) -> etree._Element:
    """The tree of an HTML page, comments left out; an empty page where no parser reads it."""
    parser = html.HTMLParser(recover=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return html.document_fromstring("<html><body></body></html>")


def blocks_of(root: etree._Element) -> list[Block]:
    """The text of a tree, block by block."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            walk.enter(element) if event == "start" else walk.leave(element)
        elif event == "end":
            walk.text(element.tail)
    walk.close()
    return walk.blocks


def _stripped(fragment: str) -> list[Block]:
    """The text of markup that no parser reads (nested some thousand deep, say): what is left without the tags."""
    bare = re.sub(r"(?is)<(script|style)\b.{0,100000}?</\1>|<!--.{0,100000}?-->", "\n", fragment)
    return [Block(squeezed(line)) for line in re.sub(r"<[^<>]{0,2000}>", "\n", bare).split("\n") if line.strip()]


class _Walk:
    """The state of a walk through the elements: what is open, and the text of the block that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.claims: list[tuple[etree._Element, str]] = []
        self.linked = self.links = self.silent = 0

    def enter(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self.close()
        claim = _claim(element)
        if claim:
            self.close()
            self.claims.append((element, claim))
        self.silent += element.tag in _SILENT
        self.links += element.tag == "a"
        self.text(element.text)

    def leave(self, element: etree._Element) -> None:
        claimed = bool(self.claims) and self.claims[-1][0] is element
        if element.tag in _BLOCKS or claimed:
            self.close()
        if claimed:
            self.claims.pop()
        self.silent -= element.tag in _SILENT
        self.links -= element.tag == "a"
        self.text(element.tail)

    def text(self, text: str | None) -> None:
        if text and _FOR_SCREEN_READERS.fullmatch(text):
            return
        if text and not self.silent and (self.pieces or text.strip()):
            self.pieces.append(text)
            self.linked += len(squeezed(text)) if self.links else 0

    def close(self) -> None:
        text = squeezed("".join(self.pieces))
        if text:
            outer, inner = (self.claims[0][1], self.claims[-1][1]) if self.claims else ("", "")
            claim = "boilerplate" if outer == "boilerplate" else inner
            if claim in ("", "lead") and self.linked >= _LINK_ONLY * len(text):
                claim = "link"
            self.blocks.append(Block(text, claim))
        self.pieces.clear()
        self.linked = 0


def _claim(element: etree._Element) -> str:
    """The role that an element's name, or the class of a short element, claims for its text."""
    if element.tag in _CLAIMS or element.get(BOX):
        return "boilerplate" if element.get(BOX) else _CLAIMS[element.tag]
    named = " ".join(element.get(attribute) or "" for attribute in ("class", "itemprop", "rel"))
    for claim, pattern in _CLASSES.items():
        if named.strip() and pattern.search(named):
            length = 0
            for text in element.itertext():
                length += len(text)
                if length > _CLAIMED:
                    return ""
            return claim
    return ""


def markdown_blocks(text: str) -> list[Block]:
    """The text of Markdown, line by line, without its signs.

    >>> markdown_blocks("## 背景\\n**要点** [北约](https://nato.int)")
    [Block(text='背景', claim=''), Block(text='要点 北约', claim='')]
    """
    blocks = []
    for line in text.split("\n"):
        links = sum(len(match.group(1)) for match in _LINK.finditer(line))
        plain = squeezed(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _IMAGE.sub("", _LEADER.sub("", line.strip())))))
        if plain and not re.fullmatch(r"[-=*_ ]{3,}", plain):
            claim = "link" if links >= _LINK_ONLY * len(plain) else "title" if line.startswith("# ") else ""
            blocks.append(Block(plain, claim))
    return blocks
