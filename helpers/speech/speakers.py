"""Who is meant: a speaker's words in the text → the name under which the article knows that speaker.

A pronoun, a role ("the envoy", 该发言人, vị bộ trưởng), a surname and a bare "the statement" are resolved to the latest
eligible speaker or
person named before; whoever stays unknown keeps the surface form. Nothing is looked up outside the article.
"""

from __future__ import annotations

import re

from helpers.segmentation import words
from helpers.speech.names import TRIM, Names, head

_MOST = 400  # people remembered per article


class Speakers(Names):
    """The people and institutions that an article has named so far, and who spoke last."""

    def __init__(self, text: str, tag: str):
        super().__init__(text, tag)
        self.described: dict[str, str] = {}  # speaker → the longest form in which the article introduced it
        self.mentioned = ""  # the first acronym, what "the alliance" may mean where no body has spoken
        self.recent = self.last = self.body = ""  # the person named last, the last speaker, the last that is no person

    def observe(self, text: str) -> None:
        """Remember the persons that a piece of the outlet's own text names; the first one is the likeliest to
        speak next.
        """
        found = []
        for pattern in self.patterns["persons"]:
            for match in pattern.finditer(text):
                if self.patterns["spaced"] and self.is_body(match["name"]):
                    continue
                name = self.full(self.without_place(self.without_title(match["name"].strip(TRIM))))
                owned = self.patterns["before_name"] and self.patterns["before_name"].search(
                    text[: match.start("name")]
                )
                if name and not owned and not self.is_body(name) and len(self.people) < _MOST:
                    before = text[max(0, match.start("name") - 40) : match.start("name")]
                    self.remember(
                        name, before + " " + text[match.end() : match.end() + 40] if self.patterns["spaced"] else before
                    )
                    found.append((match.start("name"), name))
        for name in self.people:
            short = self.short(name)
            place = re.search(
                rf"(?<!\w){re.escape(short)}(?!\w)" if self.patterns["spaced"] else re.escape(short), text
            )
            if place:
                found.append((place.start(), name))
        subject = None if found else self.patterns["subject"].match(text)
        if subject:
            name = self._told_as(subject["name"]) or subject["name"]
            self.remember(name, subject[0])
            found.append((0, name))
        if found:
            self.recent = min(found)[1]
        acronym = self.patterns["acronym"].search(text) if self.patterns["spaced"] else None
        if acronym and not self.body:
            self.mentioned = self.mentioned or acronym[0]

    def resolve(self, source: str) -> tuple[str, str]:
        """(the name that the article knows, the words as they stand); both "" where nobody is known."""
        surface = head(source, self.tag)
        name = self.meant(surface)
        if name:
            self.said(name, source)
        return name, surface

    def said(self, name: str, source: str = "") -> None:
        """Remember who spoke."""
        self.last = name
        if len(source) > len(self.described.get(name, "")) and not self.pronoun(source.strip(TRIM)):
            self.described[name] = source.strip(TRIM)
        if name in self.people or self.looks_personal(name):
            self.remember(name, source)
            self.recent = name
        elif name:
            self.body = name

    def eligible(self, source: str) -> bool:
        """Whether a source can speak: a pronoun, a person, a role or an institution."""
        surface = head(source, self.tag)
        return (
            not surface
            or self.pronoun(surface) is not None
            or any(self.short(name) in surface for name in self.people)
            or bool(
                self.patterns["titles"].search(surface)
                or self.patterns["bodies"].search(surface[-8:])
                or self.patterns["document"].match(surface)
            )
            or self.looks_personal(self.name(surface))
            or (
                not self.patterns["spaced"]
                and (
                    surface[-1:] in "国方斯亚兰德"
                    or ("是" not in surface and all(len(word) == 1 for word in words(surface, self.tag)))
                )
            )
        )

    def pronoun(self, surface: str) -> str | None:
        return self.patterns["pronouns"].get(surface.lower())

    def meant(self, surface: str) -> str:
        low = surface.lower()
        gender = self.pronoun(low)
        if gender is not None:
            return self._by_pronoun(gender, surface)
        role = self.patterns["role"].match(surface)
        if (
            role
            and not self.patterns["indefinite"].match(low)
            and not role["role"].lower().endswith(("s", "们", "人士"))
        ):
            return self._by_role(role["role"]) or surface
        if self.patterns["document"].match(surface):
            return self.body or self.last or surface
        noun = self.patterns["noun"].match(surface)
        if (
            noun
            and (self.patterns["definite"].match(low) or self.patterns["back"].search(low))
            and not self.patterns["indefinite"].match(low)
        ):
            return self.body or self.mentioned or surface
        name = self.name(surface)
        return name if name in self.people else self._told_as(surface) or name

    def _told_as(self, phrase: str) -> str:
        """The person whom the article has introduced by a phrase that begins with their role (the head of NATO), or ""."""
        low = self.patterns["article"].sub("", phrase.lower())
        if not self.patterns["titles"].match(low):
            return ""
        return next((known for known, told in reversed(self.people.items()) if low in told.lower()), "")

    def _by_pronoun(self, gender: str, surface: str) -> str:
        if gender in ("p", "i"):
            return (self.body if gender == "i" else self.last) or self.last or surface
        opposite = {"m": "f", "f": "m"}.get(gender, "")
        others = list(self.people)[::-1]
        if not gender and self.last:
            return self.last
        for name in (self.recent, self.last, *others):
            if name and self.genders.get(name) != opposite and (name in self.people or name == self.last):
                if gender and name in self.people:
                    self.genders.setdefault(name, gender)
                return name
        return self.last or surface

    def _by_role(self, role: str) -> str:
        for name in (self.last, self.recent):
            if name and role.lower() in (name + " " + self.people.get(name, "") + self.described.get(name, "")).lower():
                return name
        for name, context in reversed(self.people.items()):
            if role.lower() in context.lower():
                return name
        return self.recent
