"""The patterns by which `attribution` reads a sentence, compiled once per language from the facts of `words`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from helpers.languages import language_of
from helpers.speech.words import UPPER, gated, longest_first

MASK = "ǁ"  # a letter that no text uses: stands for each character of a quotation
OPENERS, CLOSERS = '“"‘「『«„', "”\"’'」』»"
OPENS = f"(?:[{OPENERS}]|'(?=\\w))"
HARD = re.compile(f"[;；:：—]|[?!] |–|{MASK}[^{MASK}]?[{CLOSERS}]|。")
NAME = re.compile(rf"(?:[\w.]+ )?[{UPPER}][\w'’.-]*(?: [{UPPER}][\w'’.-]*){{0,4}}\s*$")  # a piece of a sentence that ends in a name
KINDS = ("said", "reported", "quoted_only", "participles", "tells", "weak")  # lists of verbs
FARTHEST = 200  # characters between a verb and the speaker or complementiser that belongs to it, at the most
NEVER = re.compile("(?!)")
_AFTER_SPEAKER = (  # what may follow a speaker that stands after its verb
    r"(?=\s*[.,;:!?—–(“\"]|\s*$|\s+(?:on|in|at|to|during|from|who|near|outside|after|by|as|when|through|via|for|of|with|while|last|this|before|ahead)\b"
    r"|\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)


@cache
def rules(tag: str) -> dict:
    """The compiled patterns of a language. Only `that`, `finite`, `inverted` and `subject` are None where it has no such thing."""
    speech, spaced = language_of(tag).speech, language_of(tag).ends_need_space
    left, right, owned = (r"(?<!\w)", r"(?!\w)", r"(?!['’]\w)") if spaced else ("", "", "")  # the state's minister

    def any_of(name: str, before: str = "", after: str = "", flags: int = 0) -> re.Pattern[str]:
        words = getattr(speech, name)
        return re.compile(f"{before}(?:{longest_first(words)}){after}", flags) if words else NEVER

    verbs = "|".join(filter(None, (speech.participles, speech.acts, speech.said, speech.reported, speech.quoted_only)))
    gate = "" if spaced else f"(?=[{''.join(sorted(set(re.findall('[㐀-鿿]', verbs))))}])"  # lets most characters pass unread
    titled = "|".join(f"{a}[^{a}{b}]*{b}" for a, b in speech.title_marks)
    label = rf"(?P<asker>{speech.asker})|(?P<answerer>{speech.answerer})|(?P<name>[^,，.。:：;；“”\"()（）]{{2,40}}?)"
    phrase = f"(?P<object>[^,，.。;；:：{OPENERS}{CLOSERS}]{{1,60}}?)(?={OPENS})"
    return {
        "tag": tag,
        "verb": re.compile(f"{gate}{left}(?:{longest_first(verbs)}|(?P<open>{speech.open or '(?!)'})){right}{owned}"),
        **{name: any_of(name, r"^\s*", right + "$") for name in KINDS},
        "acts": any_of("acts", left, right),
        "false": any_of("false_uses"),  # of a sentence in lower case
        "titled": re.compile(titled),
        "not_before": any_of("not_before"),
        "not_after": any_of("not_after"),
        "before_verb": any_of("before_verb", r"[\s,，]*" + left, r"[\s,]*$"),
        "after_verb": any_of("after_verb", r"\s*" + left, right),
        "adds": any_of("adds"),
        "listener": any_of("listener", r"\s*", right),
        "that": any_of("that", r"\s*,?\s*", right) if speech.that else None,
        "finite": re.compile(speech.finite) if speech.finite else None,
        "inverted": re.compile(rf"\s*(?P<source>{speech.inverted}){_AFTER_SPEAKER}") if speech.inverted else None,
        "subject": re.compile(rf"\W*(?P<source>{speech.inverted})(?![\w'’-])") if speech.inverted else None,
        "connectors": any_of("connectors", r"^[\s,，]*", right + r"\s*", re.IGNORECASE),
        "adjuncts": any_of("adjuncts", r"^\s*", right, re.IGNORECASE),
        "relative": any_of("relative", r"^\s*", right + r"\s*$", re.IGNORECASE),
        "relative_end": re.compile(r"\b(?:that|which|who|what (?:\w+ ?){1,3})\s*$") if speech.inverted else NEVER,
        "inner": re.compile(speech.inner or "(?!)"),
        "first_person": re.compile(rf"\s*(?:{speech.first_person})\s*$"),
        "last": re.compile(speech.last or "(?!)"),
        "generic": any_of("generic", r"^\s*", r"\s*$", re.IGNORECASE),
        "citing": any_of("citing"),
        "until": any_of("until"),
        "cites": any_of("cites"),
        "describes": re.compile(f"{left}(?P<verb>{speech.describes}){right}{phrase}"),
        "leads": any_of("leads", left, right + r"\s*$"),
        "reporting": any_of("reporting"),
        "according": gated(speech.according),
        "handed": gated(speech.handed),
        "media": any_of("media"),
        "label": re.compile(f"(?:{label})[:：] ?(?![ {OPENERS}])"),
        "joined": any_of("joins", left, right + r"\s*$"),
    }


@lru_cache(10_000)
def kinds(verb: str, tag: str) -> frozenset[str]:
    """The lists of a language that hold a verb.

    >>> sorted(kinds("told", "en")), sorted(kinds("希望", "zh"))
    (['said', 'tells'], ['reported', 'weak'])
    """
    patterns = rules(tag)
    return frozenset(name for name in KINDS if patterns[name].search(verb))
