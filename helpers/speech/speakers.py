"""Who is meant: a speaker's words in the text → the name under which the article knows that speaker.

A pronoun, a role ("the envoy", 该发言人, vị bộ trưởng), a surname and a bare "the statement" are resolved to the latest eligible
speaker or person named before; whoever stays unknown keeps the surface form. Nothing is looked up outside the article.
"""

from __future__ import annotations

import re

from helpers.speech import han, tagger
from helpers.speech.names import BRACKET, TRIM, Names, head
from helpers.speech.words import hits

_MOST = 400  # people remembered per article


class Speakers(Names):
    """The people and institutions that an article has named so far, and who spoke last."""

    def __init__(self, text: str, tag: str):
        super().__init__(text, tag)
        self.described: dict[str, str] = {}  # speaker → the longest form in which the article introduced it
        self.bodies: list[str] = []  # the institutions that have spoken
        self.recent = self.last = self.body = ""  # the person named last, the last speaker, the last that is no person

    def observe(self, text: str) -> None:
        """Remember whom a piece of the outlet's own text names; the one named first is the likeliest to speak next."""
        found = []
        for place, name, around in self.persons(text):
            if name in self.people or len(self.people) < _MOST:
                self.remember(name, around)
                found.append((place, name))
        for name in self.people:
            short = self.short(name)
            place = self.place_of(short, text) if short in text else -1
            if place >= 0:
                found.append((place, name))
        subject = "" if found else self.subject(text)
        if subject:
            name = self._told_as(subject) or self._by_description(subject) or self._by_surname(subject) or self.bare(subject)
            self.remember(name, subject)
            found.append((0, name))
        if found:
            self.recent = min(found)[1]
        for issued in hits(self.patterns["publishes"], text):
            body = self.meant(head(issued["source"], self.tag))
            if body and not self.is_personal(body) and not self._is_nobody(body):
                self.body = body
                self.bodies.append(body)

    def subject(self, text: str) -> str:
        """The person by whose role a sentence begins (The envoy left early; 部长出席了会议), or ""."""
        if self.spaced:
            match = self.patterns["subject"].match(text)
            return match["name"] if match else ""
        clause = re.split("[，。；：]", text)[0]
        phrase = han.head(clause) if tagger.nouns()[0].search(clause) else ""
        anybody = self.patterns["crowd"].search(phrase) or self.patterns["indefinite"].match(phrase)
        return phrase if self.patterns["role"].match(phrase) and not anybody else ""

    def resolve(self, source: str) -> tuple[str, str]:
        """(the name that the article knows, the words as they stand); both "" where nobody is known."""
        surface = head(source, self.tag)
        name = self.meant(surface) if surface else ""
        new = name == self.bare(surface) and name.lower() not in self.aliases and not self.is_personal(name)
        told = BRACKET.match(source, source.find(surface) + len(surface)) if new else None
        if told and told[1].isupper():
            self.aliases[told[1].lower()] = name
        if name:
            self.said(name, source)
        return name, surface

    def said(self, name: str, source: str = "") -> None:
        """Remember who spoke."""
        self.last = name
        if len(source) > len(self.described.get(name, "")) and self.pronoun(source.strip(TRIM)) is None:
            self.described[name] = source.strip(TRIM)
        if self.is_personal(name):
            self.remember(name, source)
            self.recent = name
        elif name and not self._is_nobody(name):
            self.body = name
            self.bodies.append(name)

    def _is_nobody(self, name: str) -> bool:
        """Whether a speaker's words name no institution: unnamed people or a document."""
        people = self.patterns["titles"].search(name) and not self.is_body(name) if self.spaced else tagger.is_person_noun(name)
        return bool(people or self.patterns["document"].match(name))

    def eligible(self, source: str) -> bool:
        """Whether a source can speak: a pronoun, a person, a role or an institution."""
        surface = head(source, self.tag)
        if not surface or self.pronoun(surface) is not None or any(self.short(name) in surface for name in self.people):
            return True
        told = any(self.patterns[name].search(surface) for name in ("document", "noun", "titles", "studies"))
        if told or self.patterns["acronym"].fullmatch(surface):
            return True
        if self.is_personal(self.name(surface)) or (self.spaced and self.patterns["bodies"].search(surface)):
            return True
        return not self.spaced and (tagger.is_person_noun(surface) or tagger.is_body(surface))

    def pronoun(self, surface: str) -> str | None:
        """The gender of a pronoun ("" for any); None for any other words."""
        return self.patterns["pronouns"].get(surface.lower())

    def meant(self, surface: str) -> str:
        """The name behind a speaker's words: pronoun, role, document, institution, or a name itself."""
        low = surface.lower()
        gender = self.pronoun(low)
        if gender is not None:
            return self._by_pronoun(gender, surface)
        written = self.aliases.get(self.bare(surface).lower())
        if written:
            return written
        if not self.patterns["indefinite"].match(low):
            known = self._by_description(surface)
            if known:
                return known
        name = self.name(surface)
        return name if name in self.people else self._told_as(surface) or name

    def _told_as(self, phrase: str) -> str:
        """The person whom the article has introduced by a phrase of role and name (the head of NATO), or ""."""
        low = self.bare(phrase.lower())
        if not self.patterns["titles"].match(low) or phrase[1:] == phrase[1:].lower():
            return ""
        return next((known for known, told in reversed(self.people.items()) if low in told.lower()), "")

    def _by_description(self, surface: str) -> str:
        low = surface.lower()
        definite = self.patterns["definite"].match(low) or self.patterns["back"].search(low)
        role = self.patterns["role"].match(surface)
        crowd = role and self.patterns["crowd"].search(role["role"].lower()) and not self.patterns["that"].match(low)
        if role and not crowd:
            other = (role["other"] or "").strip()
            if other and not self.patterns["that"].match(low) and not self.patterns["back"].search(low):
                known = self.people.get(self.recent, "") + self.described.get(self.recent, "")
                same = other in known or (definite and self.patterns["noun"].match(other))
                return self.recent if same else ""  # the Kremlin official, of whom the Kremlin has been told
            return self._by_role(role["role"]) or (self.recent if definite else "")
        if self.patterns["document"].match(surface):
            return self.body
        noun = self.patterns["noun"].match(surface) if definite else None
        if not noun:
            return ""
        known = (name for name in reversed(self.bodies) if noun["noun"].lower() in name.lower())
        other = self.is_body(self.body) if self.spaced else not self.patterns["that"].match(low)  # the ministry is not the Police
        return next(known, "" if other or self.patterns["unique"].fullmatch(noun["noun"].lower()) else self.body)

    def _by_pronoun(self, gender: str, surface: str) -> str:
        if gender in ("p", "i"):
            return (self.body if gender == "i" else self.last) or self.last or surface
        if not gender and self.last:
            return self.last
        opposite = {"m": "f", "f": "m"}.get(gender, "")
        for name in (self.recent, self.last, *reversed(self.people)):
            described = name[:1].islower() and self.patterns["titles"].search(name)  # spokesman for the Heritage Board
            known = name in self.people or (name == self.last and (described or not self.is_body(name)))
            if name and known and self.genders.get(name) != opposite:
                if gender and name in self.people:
                    self.genders.setdefault(name, gender)
                return name
        return self.last or surface

    def _by_role(self, role: str) -> str:
        """The last speaker, the person named last or any other whom the article has given a role; "" where none has it."""
        for name in dict.fromkeys((self.last, self.recent, *reversed(self.people))):
            told = f"{name} {self.people.get(name, '')} {self.described.get(name, '')}"
            if name and role.lower() in told.lower() and (not self.is_body(name) or name in self.people or name.endswith(role)):
                return name
        return ""
