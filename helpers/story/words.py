"""What survives translation, and what is lost on the way, in the words of each language: the facts in `en.toml`, `vi.toml` and `zh.toml`
beside this file.

Hedges and strong words stand in groups with one name in every language, so that *warned*, 警告 and *cảnh báo* are one fact.
Patterns are regular expressions, matched in lower case; where the script has spaces they begin and end at a word's boundary.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class StoryWords:
    """Numbers, dates, names, hedges and strong words of one language; every field has the same meaning in every language."""

    decimal: str  # the decimal mark; the other of . and , groups thousands
    scales: dict[str, int]  # words that multiply the number before them
    percent: tuple[str, ...]  # what follows a percentage
    number_words: dict[str, int] = field(default_factory=dict)  # numbers in letters
    uncertain: dict[str, int] = field(default_factory=dict)  # numbers only before what `counted` says (năm: year, or five)
    counted: str = ""  # what must follow those, and a single numeral where one character is too little to tell (九条)
    joined: str = ""  # what joins hundreds to the rest (one hundred and twelve)
    no_number: tuple[str, str] = ("", "")  # what, before or after it, makes a number in letters none (hai phần ba: two thirds)
    percent_before: str = ""  # what stands before a percentage (百分之)
    dates: tuple[str, ...] = ()  # patterns with groups y, m or month, d, w that page.dates lacks: no year, no month, a weekday
    month_words: tuple[str, ...] = ()  # what stands in every date without a digit but a weekday; none: a month of page.months
    weekdays: dict[str, int] = field(default_factory=dict)  # 1 is Monday
    hedges: dict[str, str] = field(default_factory=dict)  # `able` is none, but có thể and could may stand for it
    strong: dict[str, str] = field(default_factory=dict)
    short_quote: int = 5  # words (characters where none are spaced) up to which a quoted phrase is a scare quote
    capitals: bool = True  # whether names are told by capital letters
    sounds: dict[str, str] = field(default_factory=dict)  # characters that transliterate foreign names, with their consonants


_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _english_numbers() -> dict[str, int]:
    units = {word: value for value, word in enumerate(_UNITS.split())}
    tens = {word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
    both = {f"{ten}-{unit}": high + units[unit] for ten, high in tens.items() for unit in list(units)[1:10]}
    return {**both, **tens, **{word: value for word, value in units.items() if value > 1}, "dozen": 12}


_UNITS_VI = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


def _vietnamese_numbers() -> dict[str, int]:
    ones = {**_UNITS_VI, "một": 1, "mốt": 1, "tư": 4, "lăm": 5}
    teens = {f"mười {word}": 10 + value for word, value in ones.items()}
    tens = {f"{word} mươi": 10 * value for word, value in {**_UNITS_VI, "năm": 5}.items()}
    both = {f"{ten} {word}": high + value for ten, high in tens.items() for word, value in ones.items()}
    return {**both, **tens, **teens, "mười": 10, **_UNITS_VI}


_NUMBER_WORDS = {"en": _english_numbers, "vi": _vietnamese_numbers}  # by rule, where there is one


def story_words(tag: str) -> StoryWords:
    """The facts of one language.

    >>> story_words("zh").sounds["巴"], story_words("vi").number_words["hai mươi mốt"], story_words("en").weekdays["friday"]
    ('p', 21, 5)
    """
    facts = tomllib.loads((Path(__file__).parent / f"{tag}.toml").read_text("utf-8"))
    told = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in facts.items()}
    told["sounds"] = {character: sound for sound, characters in facts.get("sounds", {}).items() for character in characters}
    return StoryWords(**told, number_words=_NUMBER_WORDS.get(tag, dict)())
