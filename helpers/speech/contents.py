"""Where the content of a reporting verb stands: after it, before it, on both sides, or nowhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.languages import language_of
from helpers.speech.rules import CLOSERS, FARTHEST, MASK, OPENS, rules
from helpers.speech.words import SpeechWords


class Cue(NamedTuple):
    """One attribution in a sentence; contents are (start, end) in it, and `source` is "" where the speaker is left
    out.
    """

    start: int
    end: int
    verb: str
    source: str
    clause: int  # where the clause of the cue begins
    where: str  # front, back, middle, alone, according
    contents: tuple[tuple[int, int], ...]
    strength: str  # said, reported, quoted, acts, participle
    glue: str = ""  # that, colon, quote, comma or "" between verb and content


ASIDE = re.compile(r"\s*,[^,;:“\"]{2,60},")  # between a verb and its complementiser (she said, however, that)
SHORT = 25  # characters up to which a circumstance before a clause is no content (至于大坝，她要求…)


def placed(sentence: str, cue: tuple, glue: str, content: int, left: bool, tag: str) -> Cue | None:
    """Decide where the content stands, or None where there is none."""
    begin, end, verb, source, clause, strength = cue
    patterns, speech, size = rules(language_of(tag).tag), language_of(tag).speech, len(sentence)
    quoted_left = left and bool(re.search(f"[{CLOSERS}{MASK}][,，。]?\\s*$", sentence[:clause]))
    right, lead = ((content, size),), ((0, clause),)
    if glue == "end":
        where, contents = ("back", lead) if left and source else ("alone", ())
        if where == "alone" and (not source or strength in ("acts", "weak", "participle")):
            return None
        if where == "back" and not quoted_left and strength == "quoted":
            return None
    elif glue == "quote" or (glue in ("colon", "that", "far")):
        where, contents = ("middle", lead + right) if quoted_left and glue != "that" and source else ("front", right)
    elif glue == "comma" and (quoted_left or not speech.comma_opens):
        aside = patterns["adjuncts"].match(sentence[content:]) or (
            patterns["participles"] and re.match(r"\w+ing\b", sentence[content:])
        )
        if not left or not source:
            return None
        aside = aside or (quoted_left and not speech.comma_opens)
        where, contents = ("back", lead) if aside else ("middle", lead + right)
    elif glue == "comma":
        where, contents = "front", right
    else:
        if not _may_be_bare(sentence, content, source, strength, patterns, speech):
            if not (
                left
                and source
                and _only_adjuncts(sentence, content, patterns)
                and (quoted_left or strength == "said" or speech.inverted)
            ):
                return None
            where, contents = "back", lead
        elif (left and quoted_left and strength != "acts" and patterns["adjuncts"].match(sentence[content:])) or (
            left and source and _only_adjuncts(sentence, content, patterns)
        ):
            where, contents = "back", lead
        else:
            where, contents = "front", right
    told = sentence[:clause]
    no_clause = speech.inverted and not patterns["finite"].search(told)
    if where == "back" and not quoted_left and no_clause and (patterns["adjuncts"].match(told) or len(told.split()) < 4):
        return None
    return Cue(begin, end, verb, source, clause, where, contents, strength, glue)


def _only_adjuncts(sentence: str, content: int, patterns: dict) -> bool:
    """Whether nothing but one circumstance follows the verb (…, he said at a meeting in Geneva.)."""
    rest = sentence[content:].strip()
    return (
        bool(patterns["reporting"] and patterns["reporting"].match(rest))
        and not re.search(r"[“\":：]", rest)
        and len(rest) < FARTHEST
    )


def _may_be_bare(sentence: str, content: int, source: str, strength: str, patterns: dict, speech: SpeechWords) -> bool:
    rest = sentence[content:]
    if not any(map(str.isalnum, rest)) or strength == "quoted":
        return False
    if strength == "acts" or patterns["finite"] is None:
        return strength != "reported"
    if (
        speech.inverted
        and patterns["adjuncts"].match(rest)
        and not re.match(r"\s*(?:that|this|if|without|with|under|while|for|as|when|after|since)\b", rest)
    ):
        return False
    if strength == "said":
        return True
    joined = patterns["joined"] and not source
    return bool(source or joined) and bool(patterns["finite"].search(re.split(r"[,;]", rest, maxsplit=1)[0][:FARTHEST]))


def glue(sentence: str, end: int, verb: str, patterns: dict) -> tuple[str, int]:
    """What stands between verb and content (quote, colon, that, comma, end, "") and where the content begins."""
    place = end
    if patterns["tells"] and patterns["tells"].search(verb) and patterns["listener"]:
        told = patterns["listener"].match(sentence, place)
        place = told.end() if told else place
    for _ in range(4):
        more = patterns["after_verb"].match(sentence, place) if patterns["after_verb"] else None
        if not more or more.end() == place:
            break
        place = more.end()
    for start in dict.fromkeys((place, end)):
        if not any(map(str.isalnum, sentence[start:])):
            return "end", len(sentence)
        match = re.compile(f"\\s*[,，]?\\s*(?={OPENS})").match(sentence, start)
        if match:
            return "quote", match.end()
        match = re.compile(r"\s*[:：]\s*").match(sentence, start)
        if match:
            return "colon", match.end()
        asked = patterns["asks"] and patterns["asks"].search(verb) and patterns["questions"].match(sentence, start)
        if asked:
            return "that", asked.start("word")
        match = patterns["that"].match(sentence, start) if patterns["that"] else None
        if match:
            inner = re.compile(f"\\s*,?\\s*(?={OPENS})|\\s*[:：]?\\s*").match(sentence, match.end())
            return "that", inner.end() if inner else match.end()
        aside = ASIDE.match(sentence, start) if patterns["that"] else None
        match = patterns["that"].match(sentence, aside.end()) if aside else None
        if match:
            return "that", match.end() + 1
        match = re.compile(r"\s*[,，]\s*").match(sentence, start)
        if match:
            return "comma", match.end()
    if patterns["far_that"] and patterns["adjuncts"].match(sentence[end:]):
        far = patterns["far_that"].match(sentence, end)
        if far:
            return "far", far.end() + len(sentence[far.end() :]) - len(sentence[far.end() :].lstrip())
    return "", place + len(sentence[place:]) - len(sentence[place:].lstrip())


def left(sentence: str, clause: int, patterns: dict) -> bool:
    """Whether content may stand before a clause: something is said there and a mark ends it."""
    lead = sentence[:clause].rstrip()
    verbless = patterns["finite"] and not patterns["finite"].search(lead)
    if patterns["adjuncts"].match(lead) and not re.search("[,，]", lead[:-1]) and (verbless or len(lead) < SHORT):
        return False
    return bool(lead) and lead[-1] in ",，—–?？!！。" + CLOSERS and any(map(str.isalnum, lead))
