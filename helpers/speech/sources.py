"""Whose words a reporting verb reports, as they stand: the speaker before a verb, past adverbs, appositions and
circumstances.
"""

from __future__ import annotations

import re

from helpers.languages import language_of
from helpers.speech import han
from helpers.speech.rules import HARD, NAME


def without_adverbs(before: str, patterns: dict) -> str:
    for _ in range(5):
        match = patterns["before_verb"].search(before) if patterns["before_verb"] else None
        if not match or match.end() == match.start():
            break
        mark = before[match.start() : match.end()].lstrip()[:1]
        before = before[: match.start()] + (mark if mark in (",", "，") else "")
    return before


def source_before(before: str, tag: str, patterns: dict) -> tuple[str | None, int]:
    """The speaker's words before a verb ("" left out, None no speaker) and where they begin."""
    hard = list(HARD.finditer(before))
    base = hard[-1].end() if hard else 0
    region = before[base:]
    pieces = [(match.start(), match[0]) for match in re.finditer(r"[^,，]+", region)]
    pieces = [(start, piece) for start, piece in pieces if piece.strip()]
    if not pieces:
        return "", len(before)
    cleaned = [_without_connectors(start, piece, patterns) for start, piece in pieces]
    if region.rstrip().endswith("，"):
        return "", len(before)
    if region.rstrip().endswith(","):
        start, text = _past_apposition(cleaned, patterns)
    else:
        start, text = cleaned[-1]
        if patterns["relative_end"] and patterns["relative_end"].search(text) and not patterns["relative"].match(text):
            return None, 0
        if patterns["relative"] and patterns["relative"].match(text) and len(cleaned) > 1:
            start, text = cleaned[-2]
        elif text and _is_adjunct(text, patterns):
            earlier = [piece for piece in cleaned[:-1] if piece[1] and not _is_adjunct(piece[1], patterns)]
            start, text = (
                earlier[-1]
                if earlier and not language_of(tag).ends_need_space
                else ((earlier[0]) if earlier else (start, ""))
            )
    text = text.strip()
    if not text or (patterns["joined"] and patterns["joined"].search(text)):
        return "", base + pieces[-1][0] + len(pieces[-1][1])
    inner = (
        re.search(
            r"^.*\b(?:that|which|whom|where)\s+(?=(?:its|the|his|her|their|a|an|some|many|critics)\b|[A-Z])", text
        )
        if patterns["relative_end"]
        else None
    )
    start, text = (start + inner.end(), text[inner.end() :]) if inner else (start, text)
    cited = patterns["cites"].search(text) if patterns["cites"] else None
    if cited and cited.groupdict().get("source"):
        text = cited["source"].strip()
    if patterns["generic"].match(text):
        return None, 0
    return text, base + start


def _is_adjunct(text: str, patterns: dict) -> bool:
    """Whether a part of a sentence is a circumstance; a relative clause may hide a speaker (主持会议的财长…)."""
    if not patterns["adjuncts"].match(text):
        return False
    phrase = "" if patterns["inverted"] or patterns["that"] else han.head(text)
    return not (phrase and (han.is_person_noun(phrase) or han.person(phrase)))


def _without_connectors(start: int, piece: str, patterns: dict) -> tuple[int, str]:
    text = piece
    for _ in range(3):
        match = patterns["connectors"].match(text)
        if not match or not match.end():
            break
        text = text[match.end() :]
    text = text.lstrip(" )）(（")
    return start + len(piece) - len(text), text


def _past_apposition(pieces: list[tuple[int, str]], patterns: dict) -> tuple[int, str]:
    """The speaker where a comma precedes the verb: Ann Lee, the envoy, said; the envoy, Ann Lee, said; the envoy,
    speaking in Oslo, said.
    """
    for index in range(len(pieces) - 1, -1, -1):
        start, text = pieces[index]
        if not text.strip() or patterns["adjuncts"].match(text):
            continue
        previous = pieces[index - 1][1] if index else ""
        named = NAME.search(previous) or (text[:1].islower() and previous[:1].isupper())
        if index and (not NAME.fullmatch(text) or text.strip()[:1].islower()) and named and not patterns["adjuncts"].match(previous):
            return pieces[index - 1]
        return start, text
    return pieces[0]
