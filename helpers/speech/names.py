"""The patterns by which `speakers` reads names, titles and roles, and where a speaker's name ends."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from helpers.languages import language_of
from helpers.speech import han, tagger
from helpers.speech.words import CAPITAL, UPPER, gated, hits

TRIM = " \t,，.。;；:：“”\"'‘’()（）—–-"

_PARTS = re.compile("[ ·•・]")
BRACKET = re.compile(r"\s?[（(](?:[^()（）]{0,40}[ –-])?([A-ZĐ][\w&.-]{1,9})[)）]")  # an abbreviation in brackets
_WHO = re.compile(r"\b(?:who|whose|which)\b")
_FIRST_NAMES = re.compile(rf"(?<!\w)(?:[{UPPER}][\w'’-]+ (?:de |van |von |bin )?){{1,3}}$")


@cache
def patterns_of(tag: str) -> dict:
    """The compiled patterns of a language; never matching ones for what it does not have."""
    language = language_of(tag)
    speech, spaced = language.speech, language.ends_need_space
    left, right = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    case = re.IGNORECASE if speech.any_case else 0
    never = re.compile(r"(?!)")
    determiner, after = f"(?:{speech.determiners})?\\s*", f"(?:(?:\\s\\w+){{0,4}}\\s*(?:{speech.back}))?$" if speech.back else "$"
    other = r"[\w’'-]+\s" if spaced else r"\w{1,8}?"
    particle = "de |van |von |bin |al |der |da "
    return {
        "spaced": spaced,
        "persons": gated(speech.persons),
        "pronouns": {pronoun.lower(): gender for pronoun, gender in speech.pronouns},
        "genders": [(re.compile(f"{left}{word}{right}"), gender) for word, gender in speech.genders],
        "role": re.compile(f"^{determiner}(?P<other>{other})?(?P<role>{speech.roles}){after}", re.IGNORECASE),
        "crowd": re.compile(f"(?:{speech.crowd})$" if speech.crowd else "(?:s|họ)$"),
        "document": re.compile(f"^{determiner}(?:joint |written )?(?P<document>{speech.documents}){after}", re.IGNORECASE),
        "noun": re.compile(f"^(?:(?:{speech.definite})\\s*)?(?P<noun>{speech.nouns}){after}", re.IGNORECASE),
        "unique": re.compile(speech.unique or "(?!)"),
        "definite": re.compile(f"(?:{speech.definite}){right}" if speech.definite else r"(?!)"),
        "that": re.compile(f"(?:{speech.demonstratives}){right}" if speech.demonstratives else r"(?!)"),
        "back": re.compile(f"{left}(?:{speech.back})$" if speech.back else r"(?!)"),
        "indefinite": re.compile(speech.indefinite or r"(?!)"),
        "article": re.compile(f"^(?:{speech.articles}) (?=\\S)", re.IGNORECASE) if not case else never,
        "titles": re.compile(f"{left}(?:{speech.titles}|{speech.roles}){right}\\.?", case),
        "office": re.compile(f"(?:{determiner}(?:{speech.titles}|{speech.roles}){right}[ -]?)+", re.IGNORECASE),
        "first_role": re.compile(f"^(?i:{speech.roles}) (?=[{UPPER}])"),
        "studies": re.compile(f"{left}(?:{speech.studies}){right}", re.IGNORECASE),
        "bodies": re.compile(f"{left}(?:{speech.bodies}){right}", case),
        "places": re.compile(f"(?:{speech.places}) ") if speech.places else never,
        "name_ends": re.compile(rf",| \(| [-–—] | (?:{speech.name_ends or 'of'}) "),
        "joined": re.compile(f" (?:{speech.both}) " if spaced else f"(?:{speech.both})"),
        "publishes": gated(speech.publishes),
        "acronym": re.compile(r"(?<![\w.])[A-Z]{2,6}(?![\w.])"),
        "subject": re.compile(speech.subject) if speech.subject else never,
        "name": re.compile(f"{CAPITAL}(?: (?:{particle}|of the )?{CAPITAL}){{0,4}}"),
        "full": re.compile(f"{CAPITAL}(?: (?:{particle})?{CAPITAL}){{1,4}}"),
        "stops": re.compile(rf"(?<=\w) (?:{speech.head_stops})(?!\w)") if speech.head_stops else never,
    }


def head(source: str, tag: str) -> str:
    """A speaker's words up to the first word that cannot belong to the name (also, on the 12th, at the meeting).

    >>> head("外交部发言人毛宁12日在记者会上", "zh"), head("ông Lê Nam tại cuộc họp", "vi")
    ('外交部发言人毛宁', 'ông Lê Nam')
    """
    if not language_of(tag).ends_need_space:
        return han.head(source)
    words = re.sub(r"\s*\([^()]*\)?", "", source).strip(TRIM)
    stop = None if _WHO.search(words) else patterns_of(language_of(tag).tag)["stops"].search(words)
    return words[: stop.start()].strip(TRIM) if stop else words


@lru_cache(10_000)
def _last_part(name: str) -> str:
    return _PARTS.split(name)[-1]


class Names:
    """The people whom an article has named so far, and the fullest form of each name."""

    def __init__(self, text: str, tag: str):
        self.text, self.tag = text, language_of(tag).tag
        self.patterns = patterns_of(self.tag)
        self.spaced = self.patterns["spaced"]
        self.people: dict[str, str] = {}  # name → the words that stood around it: title, role
        self.genders: dict[str, str] = {}
        self.aliases = self._abbreviations()  # abbreviation and long form → the long form as first written

    def remember(self, name: str, context: str) -> None:
        self.people[name] = (self.people.get(name, "") + " " + context).strip()[:300]
        if name not in self.genders:
            told = next((gender for pattern, gender in self.patterns["genders"] if pattern.search(context)), None)
            self.genders.update({name: told} if told else {})

    def _abbreviations(self) -> dict[str, str]:
        """What stands before an abbreviation in brackets: the institution named last."""
        found: dict[str, str] = {}
        for match in BRACKET.finditer(self.text):
            clause = re.split(r"[,，.。;；:：()（）“”\"\n]", self.text[max(0, match.start() - 100) : match.start()].rstrip())[-1]
            if sum(map(str.isupper, match[1])) < 2:
                continue
            long = self._last_body(clause) if self.spaced else han.head(clause)
            long = self.bare(long)
            if long and long.lower() not in found:
                found[match[1].lower()] = found[long.lower()] = long
        return found

    def _last_body(self, clause: str) -> str:
        begins = [match.start() for match in self.patterns["bodies"].finditer(clause)]
        named = re.search(rf"(?:{CAPITAL}(?: of| for| and| on| the)* )*{CAPITAL}$", clause)
        return named[0] if named and named.start() <= min(begins, default=len(clause)) else clause[begins[-1] :] if begins else ""

    def bare(self, surface: str) -> str:
        """A speaker's words without an article."""
        return self.patterns["article"].sub("", surface)

    def short(self, name: str) -> str:
        """The part of a name by which an article goes on to call its bearer."""
        return _last_part(name)

    def place_of(self, name: str, text: str) -> int:
        """Where a name stands in a text as words of its own, or -1."""
        place = text.find(name)
        while self.spaced and place >= 0 and (text[:place][-1:].isalnum() or text[place + len(name) :][:1].isalnum()):
            place = text.find(name, place + 1)
        return place

    def is_body(self, name: str) -> bool:
        if not self.spaced:
            return tagger.is_body(name)
        body = self.patterns["bodies"].search(name)
        given = body and body.start() and language_of(self.tag).speech.any_case and self.patterns["full"].fullmatch(name)
        return bool(body) and not given  # Nguyễn Trường Giang is no school

    def is_personal(self, name: str) -> bool:
        if name in self.people:
            return True
        if not self.spaced:
            return bool(name) and han.person(name) == name
        return bool(self.patterns["full"].fullmatch(name)) and not self.is_body(name)

    def persons(self, text: str) -> list[tuple[int, str, str]]:
        """(place, full name, the words around it) of each person named in running text."""
        if not self.spaced:
            return [(place, self.full(name), around) for place, name, around in han.persons(text)]
        found = []
        for match in hits(self.patterns["persons"], text):
            begin, end = match.span("name")
            name = self.full(self.plain(match["name"].strip(TRIM)))
            if name and not self.is_body(name) and not self.patterns["places"].fullmatch(name + " "):
                found.append((begin, name, text[max(0, begin - 40) : begin] + " " + text[end : end + 40]))
        return found

    def name(self, surface: str) -> str:
        """The person in a speaker's words, by the fullest name known; the words themselves for anyone else."""
        parts = self.patterns["joined"].split(surface)
        both = [self._spaced_name(part) if self.spaced else han.person(part) for part in parts] if len(parts) == 2 else []
        if all(both) and both:
            for name in both:
                self.remember(self.full(name), surface)
            return self.patterns["joined"].search(surface)[0].join(map(self.full, both))
        known = max((name for name in self.people if self.place_of(name, surface) >= 0), key=len, default="")
        if known:
            return known
        found = self._spaced_name(self.bare(surface)) if self.spaced else self._by_surname(surface) or self._shortest(han.person(surface))
        if found:
            name = self.full(found)
            self.remember(name, surface)
            return name
        return self.full(self.bare(surface))

    def _by_surname(self, surface: str) -> str:
        """The person named before whom a family name with an office calls (李部长, 伍先生), or ""."""
        office = self.patterns["titles"].fullmatch(surface[1:]) if surface[:1] in language_of(self.tag).speech.surnames else None
        known = [name for name in self.people if office and name[0] == surface[0] and 1 < len(name) < 4]
        return max(known, key=lambda name: office[0] in self.people[name], default="")

    def _shortest(self, name: str) -> str:
        """A Chinese name without a character that only follows it here (孟凡德长舒了一口气): the article has it oftener without."""
        short = next((size for size in range(len(name) - 1, 1, -1) if self.text.count(name[:size]) > self.text.count(name)), len(name))
        return name[:short] if name[:1] in language_of(self.tag).speech.surnames and "·" not in name else name

    def _spaced_name(self, surface: str) -> str:
        """The person's name in a speaker's words: after a title, before of or from, or after an institution and a title."""
        part = self.patterns["name_ends"].split(surface)[0].strip(TRIM)
        titles = [*self.patterns["titles"].finditer(part)] or [*self.patterns["first_role"].finditer(part)]
        rest = part[titles[-1].end() :].strip(TRIM) if titles else part
        plain = self.patterns["name"].fullmatch(rest) and not self.is_body(rest)
        plain = plain and not self.patterns["places"].fullmatch(rest + " ")
        if rest and plain and (titles or " " in rest or self.full(rest) != rest):
            return self.plain(rest)
        tail = re.search(rf"(?:{self.patterns['name'].pattern})$", part) if titles else None  # Đại sứ phụ trách giải trừ quân bị Lê Nam
        bodies = list(self.patterns["bodies"].finditer(tail[0])) if tail else []
        name = self.plain(tail[0][bodies[-1].end() :].strip(TRIM) if bodies else tail[0]) if tail else ""
        return name if " " in name and not self.is_body(name) else ""

    def plain(self, name: str) -> str:
        """A name without a place or titles before it and letters after it (Kremlin Dmitry Peskov, Supt Price, Ann Lee QC)."""
        places = list(self.patterns["places"].finditer(name))
        parts = re.sub("['’]s?$", "", name[places[-1].end() :] if places else name).split()
        while parts and self.patterns["titles"].match(" ".join(parts)):
            parts = parts[1:]
        if len(parts) > 2 and len(parts[-1]) in (2, 3) and parts[-1].isupper() and not any(map(str.isupper, parts[:-1])):
            parts.pop()  # Ann Lee QC
        return " ".join(parts)

    def full(self, name: str) -> str:
        """The fullest form of a name that the article has: Stoltenberg → Jens Stoltenberg, 阿尔德维克 → 马伦·阿尔德维克."""
        for known in reversed(self.people):
            if known != name and (known.endswith((" " + name, "·" + name)) or known.startswith(name + " ")):
                return known
        if self.spaced:
            return self._in_full(name) if " " not in name and len(name) > 2 and name[0].isupper() else name
        return name

    def _in_full(self, name: str) -> str:
        """The first place of the article where first names stand before a surname."""
        for match in re.finditer(" " + re.escape(name), self.text):
            first = _FIRST_NAMES.search(self.text[max(0, match.start() - 60) : match.start() + 1])
            if first and not self.text[match.end() : match.end() + 1].isalnum():
                plain = [part for part in first[0].split() if not self.patterns["titles"].fullmatch(part)]
                if plain:
                    return self.plain(" ".join([*plain, name]))
        return name
