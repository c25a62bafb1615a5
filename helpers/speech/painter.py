"""Gives stretches of a paragraph to voices: what is quoted is direct, the rest of a reported clause indirect."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.languages import language_of
from helpers.speech.attribution import Cue, cues
from helpers.speech.clauses import masked, trimmed
from helpers.speech.quotations import Quotation, quotations
from helpers.speech.rules import rules
from helpers.speech.speakers import Speakers

OUTLET, DIRECT, INDIRECT = "outlet", "direct", "indirect"


@dataclass
class Unit:
    """A sentence of the masked paragraph, with what was found in it."""

    start: int
    end: int
    text: str
    cues: list[Cue]
    spoken: bool = False


class VoicePainter:
    """An article's paragraphs, their quotations, its speakers, and the stretches found so far."""

    def __init__(self, paragraphs: list[str], tag: str):
        self.paragraphs, self.tag = paragraphs, tag
        self.speech, self.rules = language_of(tag).speech, rules(language_of(tag).tag)
        self.quotes = quotations(paragraphs, tag)
        self.speakers = Speakers("\n".join(paragraphs), tag)
        self.found: list[list[tuple]] = [[] for _ in paragraphs]
        self.number = 0  # the paragraph that is being read
        self.colon = False  # whether the paragraph before ended in a reporting verb and a colon
        self.pending = ("", "", "")  # speaker, surface, verb whose words the next paragraph brings

    def sizeable(self, unit: Unit, cue: Cue, inside: list[Quotation]) -> bool:
        """Whether what a weak verb introduces is long enough for speech (a banner reads “People first”)."""
        text, begin = self.paragraphs[self.number], unit.start + cue.contents[-1][0]
        quote = next((quote for quote in inside if quote.start >= begin - 2), None)
        return quote is None or self.units_of(text[quote.start : quote.end]) > self.speech.phrase

    def units_of(self, text: str) -> int:
        """Words of a text where its script has spaces, letters elsewhere."""
        return len(text.split()) if self.speakers.patterns["spaced"] else sum(map(str.isalnum, text))

    def paint(self, unit: Unit, begin: int, stop: int, cue: Cue, voice: tuple, inside: list[Quotation]) -> None:
        """Give a stretch of a unit to a voice: what is quoted as a whole is direct, the rest indirect."""
        text, base = self.paragraphs[self.number], unit.start
        begin, stop = trimmed(text, base + begin, base + stop)
        if begin >= stop:
            return
        within = [quote for quote in inside if quote.start >= begin - 1 and quote.start < stop]
        if cue.where == "middle" and within and within[0].start > begin + 1 and cue.glue == "comma":
            begin = within[0].start  # what stands between (she said, her gloves still on) is the outlet's
        size = sum(map(str.isalnum, text[begin:stop]))
        first = within[0] if within else None
        if first and first.start <= begin + 1:
            quoted = sum(map(str.isalnum, text[first.start : first.end]))
            if cue.glue in ("colon", "quote") or cue.where in ("back", "middle", "alone") or quoted > 0.8 * size:
                for quote in within:
                    self.add(quote.start, quote.end, DIRECT, voice)
                return
        place = begin
        for quote in within:
            if self.units_of(text[quote.inner_start : quote.inner_end]) >= self.speech.phrase:
                self.add(*trimmed(text, place, quote.start), INDIRECT, voice)
                self.add(quote.start, quote.end, DIRECT, voice)
                place = quote.end
        self.add(*trimmed(text, place, stop), INDIRECT, voice)

    def add(self, start: int, end: int, kind: str, voice: tuple) -> None:
        if start >= end:
            return
        place = start
        for inner_start, inner_end, inner_voice in self._within(start, end) if kind == DIRECT else ():
            self.found[self.number] += [
                (place, inner_start, DIRECT, *voice),
                (inner_start, inner_end, DIRECT, *inner_voice),
            ]
            place = inner_end
        self.found[self.number].append((place, end, kind, *voice))

    def _within(self, start: int, end: int) -> list[tuple[int, int, tuple]]:
        """What a speaker quotes someone else as saying: quotations within a quotation, right after a verb and its
        speaker.
        """
        text = self.paragraphs[self.number][start + 1 : end - 1]
        inner = quotations([text], self.tag)[0]
        found = []
        for cue in cues(masked(text, inner, re.compile("")), self.tag) if inner else ():
            quote = (
                next((quote for quote in inner if abs(quote.start - cue.contents[-1][0]) <= 1), None)
                if cue.contents
                else None
            )
            if quote and cue.where == "front" and cue.glue == "quote" and cue.source:
                name = self.speakers.meant(cue.source) or cue.source
                found.append((start + 1 + quote.start, start + 1 + quote.end, (name, cue.source, cue.verb)))
        return found
