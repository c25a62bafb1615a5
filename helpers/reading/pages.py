"""A full HTML page → blocks: trafilatura decides what is running text; the rest of the page stays beside it."""

from __future__ import annotations

import logging
import re

from lxml import etree

from helpers.reading.boxes import mark_boxes
from helpers.reading.lines import is_prose, size
from helpers.reading.markup import BOX, blocks_of, html_blocks, squeezed, tree_of
from helpers.reading.metadata import SEPARATOR, facts_of, heading_of
from helpers.reading.parts import Block, Page

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told here, in this project's words
_NEAR = 12  # blocks around the text in which bylines, stamps and captions are looked for
_SENTENCE = 12  # words in each of two neighbouring lines that run on
_ENOUGH = 60  # characters of trafilatura's text under which the page's blocks are taken as they are


def read_page(text: str) -> Page:
    """An HTML page's blocks and facts.

    A block that trafilatura has in its text is left to the rules of running text. A lead between heading and text,
    which it often drops, is one where the markup or the page's own description says so. The rest may earn the role of
    caption, byline or stamp near the text, and is boilerplate elsewhere.
    """
    tree = tree_of(text)
    facts = facts_of(tree)
    heading = heading_of(tree, facts)
    if heading:
        facts["title"], facts["title read from"] = heading
    mark_boxes(tree, facts.get("title", ""))
    blocks = blocks_of(tree) or html_blocks(text)
    if heading and (visible := _visible(facts["title"], blocks)):
        facts["title"], facts["title read from"] = visible, "page's heading"
    extracted = _extracted(tree)
    if sum(len(block.text) for block in extracted) >= _ENOUGH:
        blocks = _aligned(blocks, extracted, facts)
    title = facts.get("title", "")
    places = [index for index, block in enumerate(blocks) if title and _same(block.text, title)]
    place = next((index for index in places if blocks[index].claim == "title"), places[0] if places else None)
    blocks = [
        block._replace(claim="title" if index == place else "boilerplate") if index in places or block.claim == "title" else block
        for index, block in enumerate(blocks)
    ]
    return Page("HTML page", blocks if place is not None or not title else [Block(title, "title"), *blocks], facts)


def _visible(title: str, blocks: list[Block]) -> str:
    """The line of the page that is the title without the names that the site puts behind it, "" where none is."""
    shorter = {title[: cut.start()] for cut in SEPARATOR.finditer(title)}
    return next((block.text for block in blocks if block.text in shorter and block.claim != "boilerplate"), "")


def _aligned(blocks: list[Block], extracted: list[Block], facts: dict[str, str]) -> list[Block]:
    """The page's blocks, each claimed as body where trafilatura has it in its text; trafilatura's own where they do not fit."""
    text = "".join(_bare(block.text) for block in extracted)
    lines = {_bare(block.text) for block in extracted}
    fits = []
    for block in blocks:
        bare = _bare(block.text)
        long = size(block.text) >= 8 or is_prose(block.text)
        fits.append(block.claim not in ("title", "boilerplate") and (bare in lines or (long and bare in text)))
    best: dict[str, int] = {}  # of the same text twice on a page, the one with more of the article around it
    for index, block in enumerate(blocks):
        bare = _bare(block.text)
        if bare not in best or sum(fits[max(0, index - 3) : index + 4]) > sum(fits[max(0, best[bare] - 3) : best[bare] + 4]):
            best[bare] = index
    inside = [into and best[_bare(block.text)] == index for index, (block, into) in enumerate(zip(blocks, fits, strict=True))]
    covered = sum(len(bare) for bare in best if bare in text)
    if covered < 0.9 * len(text) or True not in inside:
        return extracted
    first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    inside = _gaps_closed(inside, blocks, first, last)
    heading = max((index for index in range(first) if blocks[index].claim == "title"), default=-1)
    return [
        block._replace(claim="" if into and block.claim != "caption" else _beside(block, index, heading, first, last, facts))
        for index, (block, into) in enumerate(zip(blocks, inside, strict=True))
    ]


def _gaps_closed(inside: list[bool], blocks: list[Block], first: int, last: int) -> list[bool]:
    """Text that runs on between two stretches of trafilatura's, which drops paragraphs that have no element of their
    own, is text too; a single sentence there is an advertisement or a teaser."""
    closed, run = list(inside), []
    for index in range(first, last):
        if not inside[index] and blocks[index].claim == "" and size(blocks[index].text) >= _SENTENCE and is_prose(blocks[index].text):
            run.append(index)
            continue
        if len(run) > 1:
            for i in run:
                closed[i] = True
        run = []
    return closed


def _beside(block: Block, index: int, heading: int, first: int, last: int, facts: dict[str, str]) -> str:
    """The claim of a block that trafilatura left out of its text, which runs from `first` up to `last`."""
    if block.claim in ("title", "caption", "byline", "boilerplate"):
        return block.claim
    if not first - _NEAR <= index < last + _NEAR:
        return "boilerplate"
    stated = block.claim == "lead" and is_prose(block.text) and heading >= 0
    if heading < index < first and (stated or _same_start(_bare(block.text), _bare(facts.get("description", "")))):
        return ""
    author = _bare(facts.get("author", ""))
    named = author and author in _bare(block.text) and size(block.text) <= 20
    return "byline" if named else "beside"


def _same_start(one: str, other: str) -> bool:
    length = min(len(one), len(other.rstrip("….")))
    return length > 20 and one[:length] == other[:length]


def _bare(text: str) -> str:
    return "".join(text.split())


def _extracted(tree: etree._Element) -> list[Block]:
    """What trafilatura takes for the article, one block per paragraph, heading, item or quotation."""
    import trafilatura  # takes a second to load, and only pages need it

    for box in tree.xpath(f"//*[@{BOX}]"):
        box.drop_tree()
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, favor_recall=False)
    except Exception:
        return []
    if found is None or found.body is None:
        return []
    for line_break in found.body.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    blocks = []
    for element in found.body:
        parts = list(element) if element.tag == "list" else [element]
        for part in parts:
            blocks += [Block(squeezed(line)) for line in "".join(part.itertext()).split("\n") if line.strip()]
    return blocks


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).lower() == re.sub(r"\W", "", other).lower()
