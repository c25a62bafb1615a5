"""Who is meant: a speaker's words in the text → the name under which the article knows that speaker.

A name is joined to its fullest form. Any other words (a pronoun, "the envoy", 该发言人, bản tuyên bố), and a speaker who is left out, mean
whoever of those named before has the most points (`speakers.toml`), or nobody but themselves. Nothing is looked up outside the article.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from helpers.speech import han, tagger
from helpers.speech.names import TRIM, Names, head
from helpers.speech.words import hits

_MOST = 400  # people remembered per article
_LATEST = 12  # speakers that words may mean, the latest first
_NEVER = -99  # the sentence in which somebody spoke who has not
_AGREES = {"he": "person", "they": "pair", "it": "body"}
POINTS: dict[str, float] = tomllib.loads((Path(__file__).parent / "speakers.toml").read_text(encoding="utf-8"))


@dataclass
class Seen:
    """When an article named somebody, in sentences: the last time, whether before everybody else, and the last time as a speaker."""

    named: int
    first: bool = False
    spoke: int = _NEVER

    @property
    def latest(self) -> tuple[int, bool]:
        return max(self.named, self.spoke), self.first


class Speakers(Names):
    """The people and institutions that an article has named so far, and who spoke last."""

    def __init__(self, text: str, tag: str):
        super().__init__(text, tag)
        self.described: dict[str, str] = {}  # speaker → the longest form in which the article introduced it
        self.seen: dict[str, Seen] = {}
        self.last = ""  # who spoke last
        self.clock = 0  # sentences observed

    @property
    def recent(self) -> str:
        """The person who spoke or was named last."""
        return max((name for name in self.seen if name in self.people), key=lambda name: self.seen[name].latest, default="")

    def observe(self, text: str) -> None:
        """Remember whom a piece of the outlet's own text names."""
        self.clock += 1
        found = self.named(text)
        subject = "" if found else self.subject(text)
        if subject:
            found.append((0, self.known(subject)))
            self.remember(found[0][1], subject)
        for issued in hits(self.patterns["publishes"], text):
            body = self.known(head(issued["source"], self.tag))
            if body and self.kind(body) in ("body", "thing"):
                found.append((issued.start("source"), body))
        for _, name in found:
            seen = self.seen.setdefault(name, Seen(self.clock))
            seen.named, seen.first = self.clock, name == min(found)[1]

    def named(self, text: str) -> list[tuple[int, str]]:
        """(place, name) of everybody whom a text names: new persons, and whoever is known, by the last part of the name."""
        found = []
        for place, name, around in self.persons(text):
            if name in self.people or len(self.people) < _MOST:
                self.remember(name, around)
                found.append((place, name))
        for name in dict.fromkeys((*self.people, *self.seen)):
            short = self.short(name)
            place = self.place_of(short, text) if short in text else -1
            if place >= 0:
                found.append((place, name))
        return found

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
        name = self.known(surface) if surface else ""
        if name:
            self.said(name, source)
        return name, surface

    def said(self, name: str, source: str = "") -> None:
        """Remember who spoke."""
        self.last = name
        if len(source) > len(self.described.get(name, "")):
            self.described[name] = source.strip(TRIM)
        if self.is_personal(name):
            self.remember(name, source)
        self.seen.setdefault(name, Seen(self.clock)).spoke = self.clock

    def eligible(self, source: str) -> bool:
        """Whether a source can speak: a pronoun, someone known, a person, a role, an institution or a document."""
        surface = head(source, self.tag)
        known = not surface or self.pronoun(surface) is not None or any(self.short(name) in surface for name in self.people)
        return known or self.is_personal(self.name(surface)) or self.kind(surface) != "thing"

    def kind(self, name: str) -> str:
        """What words name: person, pair, body (an institution), role (people by their office), document, or thing."""
        if self.patterns["joined"].search(name) and all(map(self.is_personal, self.patterns["joined"].split(name))):
            return "pair"
        if self.is_personal(name):
            return "person"
        if self.is_body(name):
            return "body"
        if self.patterns["titles"].search(name) if self.spaced else tagger.is_person_noun(name):
            return "role"
        if self.patterns["document"].search(name) or self.patterns["studies"].search(name):
            return "document"
        return "body" if self.patterns["noun"].search(name) or self.patterns["acronym"].search(name) else "thing"

    def pronoun(self, surface: str) -> str | None:
        """The gender of a pronoun ("" for any); None for any other words."""
        return self.patterns["pronouns"].get(surface.lower())

    def known(self, surface: str) -> str:
        """The name behind a speaker's words; of nobody's words, whoever is likeliest to speak."""
        written = self.aliases.get(self.bare(surface).lower())
        if written:
            return written
        group = self.group(surface)
        if group != "name":
            return self.likeliest(group, surface)
        name, low = self.name(surface), self.bare(surface.lower())
        if name.lower() != low or not self.patterns["titles"].match(low):
            return name
        return next((known for known, told in reversed(self.people.items()) if low in told.lower()), name)  # the head of NATO

    def group(self, surface: str) -> str:
        """What a speaker's words are: a pronoun (he, they, it, any), document, role, noun, none, or else a name."""
        gender = self.pronoun(surface) if surface else None
        if gender is not None:
            return {"m": "he", "f": "he", "p": "they", "i": "it"}.get(gender, "any")
        if self.patterns["indefinite"].match(surface.lower()):
            return "name"
        return next((group for group in ("document", "role", "noun") if self.patterns[group].match(surface)), "name" if surface else "none")

    def likeliest(self, group: str, surface: str) -> str:
        """Who of those named before has the most points for a speaker's words, or the words themselves; "" where nobody was named."""
        told = self.candidates(group, surface)
        return max(told, key=lambda name: sum(POINTS.get(fact, 0) for fact in told[name]), default="")

    def candidates(self, group: str, surface: str) -> dict[str, list[str]]:
        """Whom a speaker's words may mean, each with what speaks for and against it: the keys of `speakers.toml`."""
        latest = sorted(self.seen, key=lambda name: self.seen[name].latest[0], reverse=True)[:_LATEST]
        told = {name: self._facts(group, surface, name) for name in latest}
        if surface:
            low, role = surface.lower(), group == "role" and self.patterns["role"].match(surface)["other"]
            back = any(match and match[0] for match in (self.patterns["that"].match(low), self.patterns["definite"].match(low)))
            own = {"definite": back or self.patterns["back"].search(low), "other": role}
            own |= {name: self.patterns[name].search(low) for name in ("crowd", "unique")}
            told[self.bare(surface)] = [f"{group} itself", *(f"itself {name}" for name, found in own.items() if found)]
        return told

    def _facts(self, group: str, surface: str, name: str) -> list[str]:
        seen = self.seen[name]
        own, gender = self.genders.get(name), self.pronoun(surface)
        kind = self.kind(name)
        facts = {
            "agrees" if _AGREES.get(group) == kind else f"{group} {kind}": True,
            "spoke last": name == self.last,
            "spoke": seen.spoke > _NEVER,
            "named here": seen.named == self.clock,
            "named before": seen.named == self.clock - 1,
            "long ago": seen.latest[0] < self.clock - 3,
            "other gender": group == "he" and own and own != gender,
        }
        if group in ("role", "noun", "document"):
            match = self.patterns[group].match(surface)
            told = f"{name} {self.people.get(name, '')} {self.described.get(name, '')}".lower()
            other = (match["other"] or "").strip().lower() if group == "role" else ""
            facts |= {"told": match[group].lower() in told and (group, kind) != ("noun", "person"), "other told": other and other in told}
        return [fact for fact, holds in facts.items() if holds]
