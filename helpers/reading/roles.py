"""Blocks of a page → paragraphs with roles, by what stands in them and where they stand; the rules are the same for all languages."""

from __future__ import annotations

import itertools
from collections import Counter

from helpers.reading.lines import CLOSERS, DATELINE, SIGNATURE, is_name, is_prose, sign, size
from helpers.reading.parts import Block, Paragraph

_HEADLINE = 32  # words: a longer line is no title
_FULL = 8  # words from which one line is as good a title as another, and the upper one is it
_LABEL = 3  # words: a line above the stamp that is longer is no section's name
_NEAREST = 4  # how many lines above the stamp or the text may be the title
_HEAD = 300  # how many blocks are looked through for the last stamp or byline above the text
_OFTEN = 3  # times: a short line that stands so often on a page is no part of its article
_BRIEF = 25  # words: an article is no shorter
_RUNNING = 12  # words in each of two neighbouring sentences from which a text goes on
_LIST_LINE = 20  # words: a line behind the text that is longer is no headline of another story


def assign(blocks: list[Block]) -> list[Paragraph]:
    """Every block becomes one paragraph, one that opens with a dateline or ends with a signature two; their order stays."""
    texts = [block.text for block in blocks]
    roles = [_claimed(block) for block in blocks]
    often = {text for text, count in Counter(texts).items() if count >= _OFTEN and size(text) < 6}
    roles = ["boilerplate" if role == "" and text in often else role for text, role in zip(texts, roles, strict=True)]
    _settle(texts, roles)
    start = _head(texts, roles)
    _boxes(texts, roles, start)
    _teasers(texts, roles)
    _tail(texts, roles, start)
    paragraphs: list[Paragraph] = []
    for text, role in zip(texts, roles, strict=True):
        role = role if role in ("title", "caption", "byline", "body") else "body" if role == "" else "boilerplate"
        first = sum(paragraph.role == "body" for paragraph in paragraphs) < 2
        dateline = DATELINE.match(text) if role == "body" and first and not any(p.role == "dateline" for p in paragraphs) else None
        if dateline and dateline.group().strip():
            paragraphs.append(Paragraph("dateline", dateline.group().strip()))
            text = text[dateline.end() :].strip()
            if not text:
                continue
        signature = SIGNATURE.search(text) if role == "body" else None
        if signature and is_prose(text[: signature.start()]):
            paragraphs += [Paragraph(role, text[: signature.start()].strip()), Paragraph("byline", signature.group().strip())]
            continue
        paragraphs.append(Paragraph(role, text))
    return paragraphs


def _settle(texts: list[str], roles: list[str]) -> None:
    """A notice outside the running text is furniture, inside it a sentence; an agency in brackets credits a photograph inside it."""
    end = _end(texts, roles)
    prose = [index for index in range(end) if roles[index] in ("", "agency") and is_prose(texts[index])]
    first, last = (prose[0], prose[-1]) if prose else (0, 0)
    for index, role in enumerate(roles):
        if role == "notice":
            roles[index] = "" if first < index < last else "boilerplate"
        elif role == "agency":
            roles[index] = "caption" if index < last and size(texts[index]) < 45 else ""


def _claimed(block: Block) -> str:
    """The markup's claim goes before the line's own words; a block beside the text must earn a role by its words."""
    if block.claim in ("title", "caption", "byline", "boilerplate"):
        return block.claim
    found = sign(block.text)
    if block.claim == "beside":
        return found if found in ("caption", "byline", "stamp") else "boilerplate"
    if found == "notice" and not is_prose(block.text):
        return "boilerplate"
    return "boilerplate" if block.claim == "link" and found in ("", "byline") and not is_prose(block.text) else found


def _head(texts: list[str], roles: list[str]) -> int:
    """Give the lines above the text their roles, and return where the text begins.

    The head reaches to the last stamp or byline above most of the text, else to the first sentence. In it, one headline; sentences are the
    lead; other lines are section names.
    """
    prose = [index for index, text in enumerate(texts) if roles[index] == "" and is_prose(text)]
    if not prose:
        return next((index for index, role in enumerate(roles) if role == ""), 0)
    total = sum(size(texts[index]) for index in prose)
    start = prose[0]
    for index in range(min(_HEAD, len(texts))):
        above = sum(size(texts[i]) for i in prose if i < index)
        if roles[index] in ("stamp", "byline") and above <= 0.3 * total and above <= 120:
            start = max(start, next((i for i in prose if i > index), start))
    open_lines = [index for index in range(start) if roles[index] == ""]
    if "title" not in roles[: start + 1] and (title := _headline(texts, roles, open_lines, start)) is not None:
        roles[title] = "title"
    titled = roles.index("title") if "title" in roles else -1
    for index in open_lines:
        if roles[index] == "" and not is_prose(texts[index]):
            named = 0 <= titled < index <= titled + 3 and is_name(texts[index]) and not texts[index].isupper()
            lead = index > titled and (size(texts[index]) >= 7 or DATELINE.fullmatch(texts[index]) is not None)
            roles[index] = "byline" if named else "" if lead else "boilerplate"
    return start


def _boxes(texts: list[str], roles: list[str], start: int) -> None:
    """Between two sentences, a run of four or more lines at least half of which are furniture is a box of links as a whole."""
    run: list[int] = []
    for index in range(start, len(texts)):
        if not (roles[index] == "" and is_prose(texts[index])):
            run.append(index)
            continue
        known = [i for i in run if roles[i] in ("boilerplate", "stamp", "crumbs", "related", "comments")]
        if len(run) >= 4 and 2 * len(known) >= len(run):
            for i in run:
                roles[i] = roles[i] or "boilerplate"
        run = []


def _headline(texts: list[str], roles: list[str], open_lines: list[int], start: int) -> int | None:
    """The line that is the title: below the path of the page, above the first stamp or byline (else above the text), and
    the longest of the nearest there; no statement, but a question may stand alone above its text."""
    lines = []
    for index in open_lines:
        stated = texts[index].rstrip(CLOSERS)[-1:] in ".。:：;；" and is_prose(texts[index])
        if 2 <= size(texts[index]) <= _HEADLINE and not stated and not DATELINE.fullmatch(texts[index]):
            lines.append(index)
    if not lines:
        asked = texts[start].rstrip(CLOSERS)[-1:] in "?!？！" and size(texts[start]) <= _HEADLINE
        return start if asked else None
    anchor = next((i for i in range(lines[0] + 1, start) if roles[i] in ("stamp", "byline")), start)
    crumbs = max((i for i in range(anchor) if roles[i] == "crumbs"), default=-1)
    above = [index for index in lines if crumbs < index < anchor][-_NEAREST:] or lines[:1]
    lines = above if any(size(texts[index]) > _LABEL for index in above) else lines[-_NEAREST:]
    return max(lines, key=lambda index: (min(size(texts[index]), _FULL), -index))


def _tail(texts: list[str], roles: list[str], start: int) -> None:
    """Headings of lists take the lines below them along; behind the last sentence only names (of authors) are left.

    Behind the article's end (see _end) nothing is running text.
    """
    sizes = _prose_sizes(texts, roles)
    end, listing = _end(texts, roles), ""
    for index in range(start, len(texts)):
        if roles[index] in ("related", "comments"):
            listing = "end" if index >= end else "list"
        elif listing == "end" and roles[index] not in ("byline", "title"):
            roles[index] = "boilerplate"
        elif listing == "list" and roles[index] == "":
            listing = "" if sizes[index] else listing
            roles[index] = "" if sizes[index] else "boilerplate"
    last = max((index for index in range(len(texts)) if roles[index] == "" and _carries(index, sizes)), default=len(texts))
    for index in range(last + 1, len(texts)):
        if roles[index] == "" and size(texts[index]) < _LIST_LINE:
            named = len(texts[index]) <= 60 and is_name(texts[index]) and not {"byline", "boilerplate"} & set(roles[last + 1 : index])
            roles[index] = "byline" if named else "boilerplate"


def _teasers(texts: list[str], roles: list[str]) -> None:
    """Behind the text, headlines each with the cut-off opening of another story ("…") under it are no part of it."""
    open_lines = [index for index, role in enumerate(roles) if role == ""]
    while len(open_lines) > 2 and texts[open_lines[-1]].endswith(("...", "…")) and not is_prose(texts[open_lines[-2]]):
        for index in open_lines[-2:]:
            roles[index] = "boilerplate"
        del open_lines[-2:]


def _prose_sizes(texts: list[str], roles: list[str]) -> list[float]:
    """The words of each line of running text, 0 for other lines."""
    return [size(text) if role == "" and is_prose(text) else 0.0 for text, role in zip(texts, roles, strict=True)]


def _end(texts: list[str], roles: list[str]) -> int:
    """The heading of a list or of comments that ends the article: some text is above it and none that runs on below;
    comments may run on where most of the text is above them."""
    sizes = _prose_sizes(texts, roles)
    total, seen = sum(sizes), 0.0
    for index in range(len(texts)):
        late = roles[index] == "comments" and seen >= 0.5 * total
        if roles[index] in ("related", "comments") and seen >= _BRIEF and (late or _scattered(sizes[index + 1 :])):
            return index
        seen += sizes[index]
    return len(texts)


def _scattered(sizes: list[float]) -> bool:
    """Whether what follows is no running text: no two sentences of some length one after the other, as in a list of teasers."""
    return not any(one >= _RUNNING and next_ >= _RUNNING for one, next_ in itertools.pairwise(sizes))


def _carries(index: int, sizes: list[float]) -> bool:
    """Whether a line is running text: a sentence that is long or has another one near above it."""
    return sizes[index] > 0 and (sizes[index] >= _LIST_LINE or any(sizes[max(0, index - 3) : index]) or not any(sizes[:index]))
