"""The patterns by which `speakers` reads names, titles and roles, and where a speaker's name ends."""

from __future__ import annotations

import re
from functools import cache

from helpers.languages import language_of
from helpers.segmentation import words
from helpers.speech.words import CAPITAL, UPPER

TRIM = " \t,，.。;；:：“”\"'‘’()（）—–-"


@cache
def patterns_of(tag: str) -> dict:
    """The compiled patterns of a language; never matching ones for what it does not have."""
    language = language_of(tag)
    speech, spaced = language.speech, language.ends_need_space
    left, right = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    case = re.IGNORECASE if speech.any_case else 0
    never = re.compile(r"(?!)")
    determiner, after = f"(?:{speech.determiners})?\\s*", f"(?:\\s*(?:{speech.back}))?$" if speech.back else "$"
    particle = "de |van |von |bin |al |der |da "
    return {
        "spaced": spaced,
        "persons": [re.compile(pattern) for pattern in speech.persons],
        "pronouns": {pronoun.lower(): gender for pronoun, gender in speech.pronouns},
        "genders": [(re.compile(f"{left}{word}{right}"), gender) for word, gender in speech.genders],
        "role": re.compile(f"^{determiner}(?:[\\w’'-]+\\s)?(?P<role>{speech.roles}){after}", re.IGNORECASE),
        "document": re.compile(
            f"^{determiner}(?:joint |written )?(?P<document>{speech.documents}){after}", re.IGNORECASE
        ),
        "noun": re.compile(f"^(?:(?:{speech.definite})\\s*)?(?:{speech.nouns}){after}", re.IGNORECASE),
        "definite": re.compile(f"(?:{speech.definite}){right}" if speech.definite else r"(?!)"),
        "back": re.compile(f"{left}(?:{speech.back})$" if speech.back else r"(?!)"),
        "indefinite": re.compile(speech.indefinite or r"(?!)"),
        "article": re.compile(f"^(?:{speech.articles}) (?=\\S)", 0 if case else re.IGNORECASE) if not case else never,
        "titles": re.compile(f"{left}(?:{speech.titles}|{speech.roles}){right}\\.?", case),
        "bodies": re.compile(f"{left}(?:{speech.bodies}){right}", case),
        "before_name": re.compile(f"{left}(?:{speech.bodies})\\s*$", re.IGNORECASE) if spaced else never,
        "places": re.compile(f"(?:{speech.places}) ") if speech.places else never,
        "name_ends": re.compile(f",| (?:{speech.name_ends}) " if speech.name_ends else ","),
        "owner": re.compile(speech.owner or r"(?!)"),
        "body_ends": speech.body_ends,
        "surnames": speech.surnames,
        "acronym": re.compile(r"(?<![\w.])[A-Z]{2,6}(?![\w.])"),
        "subject": re.compile(speech.subject) if speech.subject else never,
        "name": re.compile(f"{CAPITAL}(?: (?:{particle}|of the )?{CAPITAL}){{0,4}}"),
        "full": re.compile(f"{CAPITAL}(?: (?:{particle})?{CAPITAL}){{1,4}}"),
        "stops": frozenset(speech.head_stops.split("|")) - {""},
    }


def head(source: str, tag: str) -> str:
    """A speaker's words up to the first word that cannot belong to the name (also, on the 12th, at the meeting).

    >>> head("外交部发言人毛宁12日在记者会上", "zh"), head("ông Lê Nam tại cuộc họp", "vi")
    ('外交部发言人毛宁', 'ông Lê Nam')
    """
    patterns = patterns_of(language_of(tag).tag)
    if not patterns["stops"]:
        return source.strip(TRIM)
    place = 0
    for word in source.split() if patterns["spaced"] else words(source[:120], tag):
        found = source.find(word, place)
        if found < 0:
            continue
        if place and (word in patterns["stops"] or (not patterns["spaced"] and word[0].isdigit())):
            return source[:found].strip(TRIM) or source.strip(TRIM)
        place = found + len(word)
    return source.strip(TRIM)


class Names:
    """The people whom an article has named so far, and the fullest form of each name."""

    def __init__(self, text: str, tag: str):
        self.text, self.tag = text, language_of(tag).tag
        self.patterns = patterns_of(self.tag)
        self.people: dict[str, str] = {}  # name → the words that stood around it: title, role
        self.genders: dict[str, str] = {}

    def without_title(self, name: str) -> str:
        """Without titles that a pattern took for the beginning of the name (外长哈立德·多尔, Striker Olu Bakari)"
        "."""
        titles = [match for match in self.patterns["titles"].finditer(name) if match.end() < len(name)]
        rest = name[titles[-1].end() :].strip(TRIM) if titles else ""
        return rest if len(rest) > 1 else name

    def remember(self, name: str, context: str) -> None:
        self.people[name] = (self.people.get(name, "") + " " + context).strip()[:300]
        for pattern, gender in self.patterns["genders"]:
            if pattern.search(context) and name not in self.genders:
                self.genders[name] = gender

    def short(self, name: str) -> str:
        return re.split(r"[ ·•・]", name)[-1]

    def is_body(self, name: str) -> bool:
        return (
            bool(self.patterns["bodies"].search(name))
            if self.patterns["spaced"]
            else name[-1:] in self.patterns["body_ends"] and not self._bears_surname(name)
        )

    def _bears_surname(self, name: str) -> bool:
        """Whether a short Chinese name begins with a family name (董军 is a person, 韩方 the South Korean side)."""
        return len(name) <= 3 and name[0] in self.patterns["surnames"] and name[-1] != "方"

    def looks_personal(self, name: str) -> bool:
        if not self.patterns["spaced"]:
            short = re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name) and name[0] in self.patterns["surnames"]
            return bool("·" in name or short) and not self.is_body(name)
        return bool(self.patterns["full"].fullmatch(name)) and not self.is_body(name)

    def name(self, surface: str) -> str:
        """The person in a speaker's words, by the fullest name known; the words themselves for anyone else."""
        known = [name for name in self.people if name in surface]
        if known and not self._is_owner(surface, max(known, key=len)):
            return max(known, key=len)
        if not self.patterns["spaced"]:
            return self._han_name(surface)
        part = self.patterns["name_ends"].split(surface)[0].strip(TRIM)
        titles = list(self.patterns["titles"].finditer(part))
        rest = part[titles[-1].end() :].strip(TRIM) if titles else part
        rest = re.sub(rf"^.*['’]s? (?=[{UPPER}])", "", rest)
        named = rest and self.patterns["name"].fullmatch(rest) and not rest.isupper() and not self.is_body(rest)
        if named and (titles or len(rest.split()) > 1 or self.full(rest) != rest):
            name = self.full(self.without_place(rest))
            if titles or len(name.split()) > 1:
                self.remember(name, surface)
            return name
        tail = re.search(rf"(?:{self.patterns['name'].pattern})$", surface)
        if tail and titles and self.patterns["titles"].match(surface) and " of " in surface and "," not in surface:
            bodies = list(self.patterns["bodies"].finditer(tail[0]))
            name = self.without_place(
                tail[0][bodies[-1].end() :].strip(TRIM) if bodies else tail[0].removeprefix("of the ")
            )
            if len(name.split()) > 1:
                self.remember(name, surface)
                return name
        trailing = re.search(rf"(?:{self.patterns['name'].pattern})$", part)
        if titles and trailing and len(trailing[0].split()) > 1 and not self.is_body(trailing[0]):
            name = self.full(self.without_place(trailing[0]))
            if trailing.start() >= titles[-1].end() and self.patterns["name"].fullmatch(name):
                self.remember(name, surface)
                return name
        return self.patterns["article"].sub("", surface)

    def _is_owner(self, surface: str, name: str) -> bool:
        """Whether the known name only owns the speaker (Sarkand's ministry; 毛宁的助手)."""
        after = surface[surface.rfind(name) + len(name) :]
        return bool(self.patterns["owner"].match(after))

    def without_place(self, name: str) -> str:
        """Drop a place before a name where the article has it elsewhere without the name (Oruwa Joseph Temani)."""
        place = self.patterns["places"].match(name)
        parts = (name[place.end() :] if place else name).split()
        for size in (1, 2):
            while len(parts) > size + 1 and re.search(
                rf"(?<!\w){re.escape(' '.join(parts[:size]))}(?!\w)(?! {re.escape(parts[size])})", self.text
            ):
                parts = parts[size:]
        return " ".join(parts)

    def _han_name(self, surface: str) -> str:
        for pattern in self.patterns["persons"]:
            matches = [match for match in pattern.finditer(surface) if match.end("name") >= len(surface) - 3]
            if matches:
                name = matches[-1]["name"]
                name = self.full(self.without_title(name))
                self.remember(name, surface)
                return name
        roles = list(self.patterns["titles"].finditer(surface))
        rest = surface[roles[-1].end() :] if roles else ""
        if 2 <= len(rest) <= 12 and re.fullmatch(r"[\u4e00-\u9fff·•・]+", rest):
            name = self.full(rest)
            self.remember(name, surface)
            return name
        return self.full(surface)

    def full(self, name: str) -> str:
        """The fullest form of a name that the article has: Stoltenberg → Jens Stoltenberg, 阿尔德维克 → "
        "马伦·阿尔德维克."""
        for known in reversed(self.people):
            if known != name and (
                known.endswith((" " + name, "·" + name))
                or known.startswith(name + " ")
                or (not self.patterns["spaced"] and known.endswith(name) and len(name) > 2)
            ):
                return known
        if self.patterns["spaced"] and " " not in name and len(name) > 2:
            found = re.search(
                rf"(?<!\w)(?:[{UPPER}][\w'’-]+ (?:de |van |von |bin )?){{1,3}}{re.escape(name)}(?!\w)", self.text
            )
            if found and not self.is_body(found[0]):
                plain = [part for part in found[0].split() if not self.patterns["titles"].fullmatch(part)]
                return self.without_place(" ".join(plain)) if len(plain) > 1 else name
        if not self.patterns["spaced"] and 2 <= len(name) <= 8:
            found = re.search(rf"[\u4e00-\u9fff]{{1,6}}·{re.escape(name)}", self.text)
            if found:
                titles = list(self.patterns["titles"].finditer(found[0]))
                return (
                    found[0][titles[-1].end() :]
                    if titles and titles[-1].end() < len(found[0]) - len(name)
                    else found[0]
                )
        return name
