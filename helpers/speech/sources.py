"""Whose words a reporting verb reports, as they stand: the speaker before a verb, past adverbs, appositions and circumstances."""

from __future__ import annotations

import re

from helpers.languages import language_of
from helpers.speech import han, tagger
from helpers.speech.names import patterns_of
from helpers.speech.rules import HARD, NAME
from helpers.speech.words import CAPITAL

_FULL = re.compile(rf"{CAPITAL}(?: {CAPITAL}){{1,4}}")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")

Piece = tuple[int, str]  # where a part of a sentence begins, and its words


def without_adverbs(before: str, patterns: dict) -> str:
    """What stands before a verb, without adverbs and times at its end."""
    for _ in range(5):
        match = patterns["before_verb"].search(before, max(0, len(before) - 60))
        if not match or match.end() == match.start():
            break
        mark = next((mark for mark in (",", "，") if match[0].strip().startswith(mark) or match[0].rstrip().endswith(mark)), "")
        before = before[: match.start()] + mark
    return before


def source_before(before: str, tag: str, patterns: dict) -> tuple[str | None, int]:
    """The speaker's words before a verb ("" left out, None no speaker) and where they begin."""
    before = _BRACKETS.sub(lambda match: re.sub(r"[\W_]", " ", match[0][1:-1]).join("()"), before)
    base = max((match.end() for match in HARD.finditer(before)), default=0)
    region = before[base:]
    beside = re.split("[,，–]", before[: base - 1])[-1] if before[:base].endswith("–") else ""
    if beside and _is_office(region, patterns) and _is_name(beside, patterns):  # ông Lê Nam – giám đốc sở xác nhận
        return beside.strip(), base - 1 - len(beside.lstrip())
    pieces = [(match.start(), match[0]) for match in re.finditer(r"[^,，]+", region) if match[0].strip()]
    if not pieces or region.rstrip().endswith("，"):
        return "", len(before)
    cleaned = [_without_connectors(piece, patterns) for piece in pieces]
    if region.rstrip().endswith(","):
        start, text = _past_apposition(cleaned, patterns)
    else:
        start, text = _nearest(cleaned, patterns, language_of(tag).ends_need_space)
    if patterns["relative_end"].search(text) and not patterns["relative"].match(text):
        return None, 0
    text = text.strip()
    if not text or patterns["joined"].search(text):
        return "", base + pieces[-1][0] + len(pieces[-1][1])
    inner = patterns["inner"].search(text)
    start, text = (start + inner.end(), text[inner.end() :]) if inner else (start, text)
    cited = patterns["cites"].search(text)
    text = cited["source"].strip() if cited else text
    return (None, 0) if patterns["generic"].match(text) else (text, base + start)


def _nearest(pieces: list[Piece], patterns: dict, spaced: bool) -> Piece:
    """The part of a sentence right before the verb, or the one before it where that is a circumstance or a relative pronoun."""
    start, text = pieces[-1]
    if len(pieces) > 1 and spaced and _is_office(text, patterns) and _is_name(pieces[-2][1], patterns):
        return pieces[-2]  # Ann Lee, director of the fund said
    if patterns["relative"].match(text) and len(pieces) > 1:
        return pieces[-2]
    if not text or not _is_adjunct(text, patterns):
        return start, text
    earlier = [piece for piece in pieces[:-1] if piece[1] and not _is_adjunct(piece[1], patterns)]
    if earlier:
        return earlier[0] if spaced else earlier[-1]
    last = patterns["last"].search(text)  # When asked about the delay Ann Lee stated …
    return (start + last.start(), last[0]) if last else (start, "")


def _is_office(text: str, patterns: dict) -> bool:
    """Whether words tell an office and name nobody (giám đốc sở, head of the bank)."""
    names = patterns_of(patterns["tag"])
    part = names["name_ends"].split(text)[0]
    rest = re.sub(rf"{names['bodies'].pattern}(?: (?-i:{CAPITAL}))*", "", names["titles"].sub("", part), flags=names["bodies"].flags)
    return bool(names["titles"].search(part)) and not _FULL.search(rest)


def _is_name(text: str, patterns: dict) -> bool:
    """Whether words are a person's name and at most a title before it (ông Lê Nam, Prof Ann Lee)."""
    names = patterns_of(patterns["tag"])
    text = text.split(" - ")[0].strip()
    titled = names["office"].match(text)
    name = text[titled.end() :] if titled else text
    return bool(_FULL.fullmatch(name) or (titled and re.fullmatch(CAPITAL, name))) and not names["bodies"].search(name)


def _is_adjunct(text: str, patterns: dict) -> bool:
    """Whether a part of a sentence is a circumstance; a relative clause may hide a speaker (主持会议的财长…)."""
    if not patterns["adjuncts"].match(text):
        return False
    phrase = "" if patterns["that"] else han.head(text)
    return not (phrase and (tagger.is_person_noun(phrase) or han.person(phrase)))


def _without_connectors(piece: Piece, patterns: dict) -> Piece:
    start, text = piece[0] + len(piece[1]), piece[1]
    for _ in range(3):
        match = patterns["connectors"].match(text)
        text = text[match.end() :] if match else text
    text = text.lstrip(" )）(（")
    return start - len(text), text


def _past_apposition(pieces: list[Piece], patterns: dict) -> Piece:
    """The speaker where a comma precedes the verb: Ann Lee, the envoy, said; the envoy, speaking in Oslo, said."""
    names = patterns_of(patterns["tag"])
    for index in range(len(pieces) - 1, -1, -1):
        text = pieces[index][1]
        if not text.strip() or patterns["adjuncts"].match(text):
            continue  # Ann Lee, who took over in May, dismissed the idea, describing …
        previous = pieces[index - 1][1] if index else ""
        if index and _is_name(text, patterns) and not _is_name(previous, patterns) and names["titles"].search(previous):
            return (pieces[index - 1][0], text) if patterns["inverted"] else pieces[index]  # the head of the bank, Ann Lee, said
        if patterns["inverted"] is None and NAME.search(text) and not NAME.search(previous):
            return pieces[index]  # chủ tọa phiên tòa, thẩm phán Hà Nam, nêu rõ
        named = NAME.search(previous) or (text[:1].islower() and previous[:1].isupper())
        apposed = text.strip()[:1].islower() or not NAME.fullmatch(text)
        if named and apposed and not patterns["adjuncts"].match(previous):
            return pieces[index - 1]
        return pieces[index]
    return pieces[0]
