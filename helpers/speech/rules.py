"""The patterns by which `attribution` reads a sentence, compiled once per language from `speech_words`."""

from __future__ import annotations

import re
from functools import cache

from helpers.languages import language_of
from helpers.speech.words import UPPER

MASK = "ǁ"  # a letter that no text uses: stands for each character of a quotation
OPENERS, CLOSERS = '“"‘「『«„', "”\"’'」』»"
OPENS = f"(?:[{OPENERS}]|'(?=\\w))"
HARD = re.compile(f"[;；:：—]|–|{MASK}[^{MASK}]?[{CLOSERS}]|。")
NAME = re.compile(
    rf"(?:[\w.]+ )?[{UPPER}][\w'’.-]*(?: [{UPPER}][\w'’.-]*){{0,4}}\s*$"
)  # a piece of a sentence that ends in a name
FARTHEST = 200  # characters between a verb and the speaker or complementiser that belongs to it, at the most


_KINDS = ("said", "reported", "quoted_only", "open", "participles", "tells")


@cache
def rules(tag: str) -> dict[str, re.Pattern[str] | None]:
    """The compiled patterns of a language; None for what it does not have."""
    language = language_of(tag)
    speech, spaced = language.speech, language.ends_need_space
    left, right = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    space = r"\s*"

    def any_of(words: str, before: str = left, after: str = right, flags: int = 0) -> re.Pattern[str] | None:
        ordered = (
            "|".join(sorted(words.split("|"), key=len, reverse=True))
            if "(" not in words and "[" not in words
            else words
        )
        return re.compile(f"{before}(?:{ordered}){after}", flags) if words else None

    def compiled(pattern: str, before: str = "", after: str = "") -> re.Pattern[str] | None:
        return re.compile(before + pattern + after) if pattern else None

    verbs = "|".join(filter(None, (speech.participles, speech.acts, speech.said, speech.reported, speech.quoted_only)))
    parts = _alternatives(verbs)
    return {
        "verb": any_of("|".join(sorted(set(parts), key=lambda verb: (-len(verb), verb))) + f"|{speech.open or '(?!)'}"),
        **{name: any_of(getattr(speech, name), "^" + space, right + "$") for name in _KINDS},
        "acts": any_of(speech.acts or "(?!)"),
        "false": any_of(speech.false_uses, "", "", re.IGNORECASE),
        "not_before": re.compile(speech.not_before or "(?!)"),
        "before_verb": any_of(speech.before_verb, r"[\s,，]*" + left, r"[\s,]*$"),
        "after_verb": any_of(speech.after_verb or "(?!)", space + left),
        "listener": any_of(speech.listener or "(?!)", space),
        "that": any_of(speech.that, r"\s*,?\s*"),
        "finite": re.compile(speech.finite) if speech.finite else None,
        "inverted": re.compile(r"\s*(?P<source>" + speech.inverted + r")(?=\s*[.,;:!?—–(“\"]|\s*$|\s+(?:on|in|at|"
            r"to|during|from|who|after|by|as|when|through|via|for|of|with|while|last|this|before|ahead)\b|\s+(?:"
                               + "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)") if speech.inverted else None,
        "connectors": any_of(speech.connectors, r"^[\s,，]*", right + r"\s*", re.IGNORECASE),
        "adjuncts": any_of(speech.adjuncts, "^" + space, right if spaced else "", re.IGNORECASE),
        "relative": any_of(speech.relative, "^" + space, right + r"\s*$", re.IGNORECASE),
        "relative_end": re.compile(r"\s(?:that|which|who)\s*$") if speech.inverted else None,
        "generic": any_of(speech.generic, "^" + space, r"\s*$", re.IGNORECASE),
        "auxiliary": re.compile(speech.auxiliary) if speech.auxiliary else None,
        "not_after": re.compile(speech.not_after or "(?!)"),
        "weak": any_of(speech.weak or "(?!)", "^" + space, "$"),
        "citing": re.compile(speech.citing) if speech.citing else None,
        "describes": re.compile(f"{left}(?P<verb>{speech.describes}){right}(?P<object>[^,，"
            f".。;；:：{OPENERS}{CLOSERS}]{{1,60}}?)(?={OPENS})") if speech.describes else None,
        "subject": re.compile(r"\W*(?P<source>" + speech.inverted + r")(?![\w'’-])") if speech.inverted else None,
        "titled": compiled("|".join(f"{a}[^{a}{b}]*{b}" for a, b in speech.title_marks)),
        "asks": any_of(speech.asks, "^", "$"),
        "questions": compiled(speech.questions, rf"\s*(?:(?:{speech.listener}) )?(?P<word>(?:", f"){right})"),
        "leads": any_of(speech.leads, left, right + r"\s*$"),
        "reporting": re.compile(speech.reporting or "(?!)"),
        "joined": any_of(speech.joins, left, right + r"\s*$"),
        "cites": re.compile(speech.cites) if speech.cites else None,
    }  # fmt: skip


def _alternatives(pattern: str) -> list[str]:
    """The top-level alternatives of a pattern."""
    parts, depth, begin = [], 0, 0
    for place, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append(pattern[begin:place])
            begin = place + 1
    return [*parts, pattern[begin:]]
