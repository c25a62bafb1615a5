"""Where the content of a reporting verb stands: after it, before it, on both sides, or nowhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.languages import language_of
from helpers.speech import tagger
from helpers.speech.rules import CLOSERS, FARTHEST, MASK, OPENS, kinds, rules

SHORT = 25  # characters up to which a circumstance before a clause is no content (至于大坝，她要求…)
_QUOTE = re.compile(f"\\s*[,，]?\\s*(?={OPENS})")
_COLON, _COMMA = re.compile(r"\s*[:：]\s*"), re.compile(r"\s*[,，]\s*")
_AFTER_THAT = re.compile(f"\\s*,?\\s*(?={OPENS})|\\s*[:：]?\\s*")


class Cue(NamedTuple):
    """One attribution in a sentence; contents are (start, end) in it, and `source` is "" where the speaker is left out."""

    start: int
    end: int
    verb: str
    source: str
    clause: int  # where the clause of the cue begins
    where: str  # front (they said that …), back (…, they said), middle, alone (They said.), according
    contents: tuple[tuple[int, int], ...]
    strength: str  # said, reported, quoted, acts, weak, open, participle, described
    glue: str = ""  # what stands between verb and content: that, colon, quote, comma, end or nothing
    doubts: tuple[str, ...] = ()  # what speaks against its being a report


def placed(sentence: str, cue: Cue, content: int, tag: str) -> Cue | None:
    """The cue with its contents, of which those on the right begin at `content`, or None where there are none."""
    patterns, where = rules(language_of(tag).tag), _where(sentence, cue, content, tag)
    if not where and not any(map(str.isalnum, sentence[content:])):
        return None
    until = patterns["until"].search(sentence, content)
    lead, right = (0, cue.clause), (content, until.start() if until else len(sentence))
    sides = {"": (right,), "front": (right,), "back": (lead,), "middle": (lead, right), "alone": ()}
    doubts = cue.doubts if where else (*cue.doubts, "bare")
    return cue._replace(where=where or "front", contents=sides[where], doubts=doubts)


def _where(sentence: str, cue: Cue, content: int, tag: str) -> str:
    """front, back, middle, alone or, where nothing shows that content follows, ""."""
    patterns, speech = rules(language_of(tag).tag), language_of(tag).speech
    left = _has_content(sentence, cue, patterns)
    quoted = left and bool(re.search(f"[{CLOSERS}{MASK}][,，。]?\\s*$", sentence[: cue.clause]))
    left, rest = left and bool(cue.source), sentence[content:]
    if cue.glue == "end":
        return "back" if left else "alone" if cue.source else ""
    if cue.glue in ("that", "quote", "colon"):
        return "middle" if cue.glue != "that" and cue.source and quoted else "front"
    if cue.glue == "comma":
        if left and patterns["adds"].match(rest):
            return "middle"  # It was late, he said, and nobody would come.
        if not left or (speech.comma_opens and not quoted):
            return "front" if speech.comma_opens else ""
        return "back" if re.match(r"\w+ing\b", rest) or (quoted and language_of(tag).ends_need_space) else "middle"
    if quoted and patterns["finite"] and not patterns["finite"].search(rest):
        return "back"
    if left and any(patterns["reporting"].match(sentence, place) for place in (content, cue.end)):
        return "back"  # The dam will hold, he said on Monday.
    if quoted and patterns["adjuncts"].match(rest):
        return "back"
    return "front" if _may_be_bare(rest, cue, tag) else ""


def _may_be_bare(rest: str, cue: Cue, tag: str) -> bool:
    """Whether content follows a verb without any mark (said it was late)."""
    patterns, speech = rules(language_of(tag).tag), language_of(tag).speech
    if cue.strength in ("quoted", "open") or not any(map(str.isalnum, rest)):
        return False
    if patterns["finite"] is None:
        told = re.split("[，。；]", rest)[0]
        if cue.strength == "reported":
            return len(cue.verb) > 1 and tagger.is_clause(told)
        return cue.strength == "said" or not tagger.is_bare(told)
    if cue.strength == "acts" or patterns["acts"].fullmatch(cue.verb):
        return cue.strength != "reported"
    starts_clause = re.match(r"\s*(?:that|this|if|without|with|under|while|for|as|when|after|since)\b", rest)
    if speech.inverted and patterns["adjuncts"].match(rest) and not starts_clause:
        return False
    return cue.strength == "said" or bool(patterns["finite"].search(re.split("[,;]", rest, maxsplit=1)[0][:FARTHEST]))


def glue(sentence: str, end: int, verb: str, patterns: dict) -> tuple[str, int]:
    """What stands between verb and content (quote, colon, that, comma, end, "") and where the content begins."""
    place = end
    if "tells" in kinds(verb, patterns["tag"]):
        told = patterns["listener"].match(sentence, place)
        place = told.end() if told else place
    for _ in range(4):
        more = patterns["after_verb"].match(sentence, place)
        place = more.end() if more else place
    return _mark(sentence, place, patterns) or ("", place + len(sentence[place:]) - len(sentence[place:].lstrip()))


def _mark(sentence: str, start: int, patterns: dict) -> tuple[str, int] | None:
    if not any(map(str.isalnum, sentence[start:])):
        return "end", len(sentence)
    for name, mark in (("quote", _QUOTE), ("colon", _COLON)):
        match = mark.match(sentence, start)
        if match:
            return name, match.end()
    if patterns["that"]:
        match = patterns["that"].match(sentence, start)
        if match:
            return "that", _AFTER_THAT.match(sentence, match.end()).end()
    match = _COMMA.match(sentence, start)
    return ("comma", match.end()) if match else None


def _has_content(sentence: str, cue: Cue, patterns: dict) -> bool:
    """Whether content may stand before a clause: something is said there and a mark ends it."""
    lead = sentence[: cue.clause].rstrip()
    if not (cue.source or cue.strength != "participle") or not any(map(str.isalnum, lead)):
        return False
    verbless = patterns["finite"] and not patterns["finite"].search(lead)
    if patterns["adjuncts"].match(lead) and (verbless or len(lead) < SHORT):
        return False
    return lead[-1] in ",，—–?？!！。" + CLOSERS


def outlet_part(text: str, own: list[Cue]) -> str:
    """What the outlet says in a sentence up to its first reporting verb; contents before it left out."""
    if not own:
        return text
    first = own[0]
    begin = first.clause if any(start < first.start for start, _ in first.contents) else 0
    end = first.start if first.source and first.source in text[: first.start] else first.end
    return text[begin : max(end, begin)]


def stretches(own: list[Cue], position: int, text: str, joined: re.Pattern[str]) -> list[tuple[int, int]]:
    """The contents of one cue of a sentence, cut where the clauses of its neighbours begin (with their but or 而) and end."""
    cue, found = own[position], []
    limit = len(joined.sub("", text[: own[position + 1].clause])) if position + 1 < len(own) else len(text)
    before = max((done.end for done in own[:position]), default=0)
    for start, end in cue.contents:
        if start >= cue.end:
            found.append((start, min(end, limit)))
        else:
            found.append((max(start, before), min(end, cue.clause)))
    return found
