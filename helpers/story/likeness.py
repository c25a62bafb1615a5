"""When a name or a date in one language is one in another: transliterations by their consonants, dates as far as both are stated."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from functools import cache

from helpers.languages import LANGUAGES

SOUNDS = {character: sound for language in LANGUAGES.values() for character, sound in language.story.sounds.items()}
_LATIN_SOUNDS = (
    ("sch", "s"), ("ch", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("ce", "s"), ("ci", "s"),
    ("cy", "s"), ("c", "k"), ("q", "k"), ("g", "k"), ("j", "s"), ("z", "s"), ("v", "f"), ("w", "f"), ("b", "p"), ("d", "t"), ("r", "l"),
)  # fmt: skip


@cache
def consonants(name: str) -> str:
    """The consonants of a name, classes merged, by which a transliteration is told: vowels differ, these mostly stay.

    >>> consonants("caldoria"), consonants("卡尔多里亚"), consonants("aldvik"), consonants("阿尔德维克")
    ('kltl', 'kltl', 'ltfk', 'ltfk')
    """
    if any(character in SOUNDS for character in name):
        return "".join(SOUNDS.get(character, "") for character in name)
    name = re.sub("w(?![aeiouy])", "", name)
    for letters, sound in _LATIN_SOUNDS:
        name = name.replace(letters, sound)
    kept = "".join(character for character in name if character in "ptkflmnsh")
    return "".join(character for place, character in enumerate(kept) if not place or character != kept[place - 1])


def same_name(a: str, b: str) -> bool:
    """Whether two names are one: equal, one the other with an ending (Caldorian), or of one sound in two scripts.

    Of one sound: two consonants or more alike; from four on, one may differ.

    >>> same_name("halvern", "哈尔文"), same_name("oruwa", "奥鲁瓦"), same_name("vanko", "萨尔坎德")
    (True, True, False)
    """
    if a == b:
        return True
    if a.isascii() == b.isascii():
        return min(len(a), len(b)) > 4 and abs(len(a) - len(b)) < 3 and (a.startswith(b) or b.startswith(a))
    x, y = consonants(a), consonants(b)
    return len(x) > 1 and (x == y or (min(len(x), len(y)) > 3 and _one_apart(x, y)))


def _one_apart(x: str, y: str) -> bool:
    if len(x) > len(y):
        x, y = y, x
    start = next((place for place, (a, b) in enumerate(zip(x, y, strict=False)) if a != b), len(x))
    return x[start:] == y[start + 1 :] if len(x) < len(y) else x[start + 1 :] == y[start + 1 :]


def same_date(a: str, b: str) -> bool:
    """Whether two dates can be one: what both state agrees, and both state something alike.

    >>> same_date("2024-09-12", "---12"), same_date("--09-12", "--09"), same_date("2024", "--09"), same_date("--03", "--04")
    (True, True, False, False)
    """
    if "W" in a or "W" in b:
        return a == b
    both = [(x, y) for x, y in zip(_parts(a), _parts(b), strict=True) if x and y]
    return bool(both) and all(x == y for x, y in both)


def _parts(date: str) -> tuple[str, str, str]:
    if date.startswith("---"):
        return "", "", date[3:]
    year, _, rest = ("", "", date[2:]) if date.startswith("--") else date.partition("-")
    month, _, day = rest.partition("-")
    return year, month, day


def said(date: str) -> str:
    """A truncated ISO date in words.

    >>> said("--04-18"), said("-W-2"), said("---12"), said("2024-05"), said("2030")
    ('18 April', 'Tuesday', 'the 12th', 'May 2024', '2030')
    """
    if date.startswith("-W-"):
        return day_name[int(date[3:]) - 1]
    year, month, day = _parts(date)
    if day and not month:
        return f"the {int(day)}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(int(day) % 10 if int(day) // 10 != 1 else 0, 'th') }"
    return " ".join(part for part in (day.lstrip("0"), month_name[int(month)] if month else "", year) if part)
