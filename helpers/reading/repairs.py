"""Repairs of machine-translated English: glued sentences, glued words, stray spaces. Each one is recorded; names in CamelCase stay.

Machine translation of web pages works on text nodes: a line break that was lost leaves two words as one ("andIn"), or two sentences without
a space. What is a word is decided by wordfreq's English list (zipf scale: 3 is once per million words).
"""

from __future__ import annotations

import re
from functools import lru_cache

from wordfreq import zipf_frequency

from helpers.reading.parts import Paragraph, Repair

_STRAY = re.compile(r"(?<=[A-Za-z]) -(?=[A-Za-z]|\d{1,3}\b(?! ?[%°]| degrees))")
_QUOTE = re.compile(r"(?<=[.!?,;]) \"(?=\s|$)")
_SENTENCES = re.compile(
    r"(?P<left>[A-Za-z]{0,30}[a-z]{2}|\d|%|\))(?P<end>[.!?]+|[.!?]*[\"”’]|[\"”’][.!?])(?P<right>[A-Z][a-z]*\b|“(?=[A-Z]))"
)
_GLUED = re.compile(r"(?<![\w.@/#&'’-])(?P<left>[A-Za-z]?[a-z]+)(?P<right>[A-Z][a-z]*)(?![\w@/&]|\.\w)")
_DOTTED = re.compile(r"(?P<left>(?<![A-Za-z.])(?:U\.S\.A|U\.[SNK]|E\.U|D\.C|[ap]\.m|Inc|Corp|Ltd|etc))\.(?P<right>[A-Z][a-z]+\b)(?!\.)")
_OPENERS = frozenset(
    "the in it he she they we this that these those and but as at for on of to if when while after before since "  # noqa: SIM905
    "is was are has have had with from by or so not there what who".split()
)  # words that begin a line often
_PLACES = frozenset(
    "america britain canada china denmark england estonia europe finland france germany greece hague hungary "  # noqa: SIM905
    "india iran iraq ireland israel italy japan korea kong latvia lithuania mexico netherlands norway philippines "
    "poland portugal romania russia singapore spain states sweden switzerland taiwan thailand turkey ukraine "
    "vietnam".split()
)  # the last words of names of countries, after which a common word was glued on
_ADJECTIVE = re.compile(r"(?:al|an|ary|ic|ive|ous|ed)$")  # what may begin a line after a country's name: no Times, Daily, Today
_DOMAINS = frozenset(("com", "org", "net", "gov", "edu", "ai", "io", "js", "uk", "cn", "vn"))  # what follows a full stop in a name
_KNOWN, _COMMON, _FREQUENT = 2.0, 3.0, 5.0  # zipf: a word at all, a common word, a frequent one


@lru_cache(maxsize=4096)
def _zipf(word: str) -> float:
    return zipf_frequency(word.lower(), "en")


def repair(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Repair]]:
    """The paragraphs with their glued and torn words set right, and one Repair per change.

    >>> text = "The Secretary -General sees technologies.He talks to them andIn principle agrees."
    >>> repair([Paragraph("body", text)])[0][0].text
    'The Secretary-General sees technologies. He talks to them and In principle agrees.'
    >>> repair([Paragraph("body", "NATO, DeepSeek, iPhone, SenseTime and McDonald use ChatGPT.")])[1]
    []
    """
    repaired, repairs = [], []
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        for kind, pattern, mend in (
            ("stray space", _STRAY, _torn),
            ("stray space", _QUOTE, _before_quote),
            ("glued sentences", _SENTENCES, _two_sentences),
            ("glued sentences", _DOTTED, _after_abbreviation),
            ("glued words", _GLUED, _two_words),
        ):
            text = _each(text, kind, pattern, mend, index, repairs)
        repaired.append(Paragraph(paragraph.role, text))
    return repaired, repairs


def _each(text, kind, pattern, mend, index: int, repairs: list[Repair]) -> str:
    def mended(match: re.Match[str]) -> str:
        after = mend(match, text)
        if after is None:
            return match.group()
        left, right = re.search(r"\S*$", text[: match.start()]).group(), re.match(r"\S*", text[match.end() :]).group()
        repairs.append(Repair(kind, index, left + match.group() + right, left + after + right))
        return after

    return pattern.sub(mended, text)


def _torn(match: re.Match[str], text: str) -> str | None:
    """A hyphen closed up; before a number only behind a name ("Heron -6"), as it is a minus elsewhere."""
    before = re.search(r"\S+$", text[: match.start()]).group()
    return "-" if text[match.end()].isalpha() or before[0].isupper() else None


def _before_quote(match: re.Match[str], text: str) -> str | None:
    """No space before a closing quotation mark: one that an odd number of marks precedes."""
    return '"' if text.count('"', 0, match.start()) % 2 else None


def _two_sentences(match: re.Match[str], text: str) -> str | None:
    """A space after the end of the sentence, unless the full stop is inside a name such as Node.Js or an address."""
    left, end, right = match["left"], match["end"], match["right"]
    if '"' in end:
        if text.count('"', 0, match.start("end")) % 2 == 0:  # an opening quotation mark: the space goes before it
            marks = end.rstrip('"')
            return f'{left}{marks} "{right}' if marks else None
        if end == '"' and not (right.lower() in _OPENERS or _zipf(right) >= _COMMON):
            return None
    elif (
        (end == "." and right.lower() in _DOMAINS)
        or (end[0] == "." and left.isalpha() and _zipf(left) < _KNOWN)
        or not set(end) & set(".!?")
    ):
        return None
    return f"{left}{end} {right}"


def _after_abbreviation(match: re.Match[str], text: str) -> str | None:
    """A space after "U.S." or "p.m." where a word follows that begins sentences or is a common one, and no name."""
    right = match["right"].lower()
    known = right in _OPENERS or (len(right) > 3 and _zipf(right) >= _COMMON and right not in _DOMAINS)
    return f"{match['left']}. {match['right']}" if known else None


def _two_words(match: re.Match[str], text: str) -> str | None:
    """Two words where both are words, the whole is none, and no name is built like it."""
    left, right, whole = match["left"], match["right"], match.group()
    if len(left) < 2 or _zipf(left) < _COMMON or _zipf(right) < _COMMON or _zipf(whole) >= _KNOWN:
        return None
    opener = right.lower() in _OPENERS
    if left[0].islower():
        words = len(left) > 3 or (len(left) == 3 and left in _OPENERS)
        glued = opener or (words and len(right) > 3 and min(_zipf(left), _zipf(right)) > 3.5 and _zipf(whole) == 0)
    else:
        follows = re.match(r" [a-z]{3,}", text[match.end() :]) is not None
        place = left.lower() in _PLACES
        adjective = _ADJECTIVE.search(right) is not None and _zipf(right) >= _FREQUENT and follows
        glued = (place and (adjective or opener)) or (opener and len(right) > 2 and len(left) > 5 and follows)
    return f"{left} {right}" if glued else None
