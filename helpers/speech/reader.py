"""Reads an article's paragraphs in order and gives every stretch of reported speech to its speaker; used by
`voices`.
"""

from __future__ import annotations

import re

from helpers.segmentation import sentences
from helpers.speech import han
from helpers.speech.attribution import Cue, cues
from helpers.speech.clauses import is_speech, masked, outer, outlet_part, points_back, trimmed
from helpers.speech.painter import DIRECT, INDIRECT, OUTLET, Unit, VoicePainter
from helpers.speech.quotations import Quotation

__all__ = ["DIRECT", "INDIRECT", "OUTLET", "VoiceReader"]


class VoiceReader(VoicePainter):
    """Reads paragraphs in order and remembers who spoke last."""

    def read(self, number: int) -> None:
        text, quotes = self.paragraphs[number], self.quotes[number]
        covered = masked(text, quotes, self.rules["verb"])
        opening = re.match(self.speech.dateline, covered) if self.speech.dateline else None
        begin = opening.end() if opening else 0
        spans = [(max(start, begin), end) for start, end in sentences(covered, self.tag) if end > begin]
        units = [Unit(start, end, covered[start:end], cues(covered[start:end], self.tag)) for start, end in spans]
        known_before = set(self.speakers.people) | {self.speakers.last}
        self.number, self.units, self.current = number, units, self._carried(quotes)
        if self.colon and not quotes and not any(unit.cues for unit in units):
            self.add(0, len(text), DIRECT, self.pending)
            units = []
        self.colon = False
        for index, unit in enumerate(units):
            self._read_unit(index, unit, quotes, known_before)
        lead = text.rstrip()
        self.colon = bool(
            units and units[-1].cues and lead.endswith((":", "：")) and units[-1].cues[-1].where == "alone"
        )
        self.pending = self._opens_next(units) if lead.endswith((":", "：")) else ("", "", "")
        if not self.pending[0] and self.found[number]:
            self.pending = max(self.found[number])[3:6]

    def _carried(self, quotes: list[Quotation]) -> tuple[str, str, str]:
        return self.pending if quotes and (quotes[0].continued or self.pending[0]) else ("", "", "")

    def _opens_next(self, units: list[Unit]) -> tuple[str, str, str]:
        if not units:
            return self.pending
        if self.found[self.number] and units[-1].spoken:
            return max(self.found[self.number])[3:6]
        self.speakers.observe(units[-1].text)
        source = self._subject(units[-1])
        if source:
            name, surface = self.speakers.resolve(source)
            return name, surface, ""
        return self.speakers.recent or self.speakers.last, "", ""

    def _read_unit(self, index: int, unit: Unit, quotes: list[Quotation], known_before: set[str]) -> None:
        inside = [quote for quote in quotes if quote.start < unit.end and quote.end > unit.start]
        own = outer([cue for cue in unit.cues if self._believable(unit, cue)], unit.text, self.speech, self.rules)
        previous = self.units[index - 1] if index else None
        if (
            own
            and previous
            and previous.spoken
            and own[0].where == "front"
            and re.fullmatch(self.speech.first_person, own[0].source)
        ):
            own = []
        unit.cues = own
        self.speakers.observe(outlet_part(unit.text, own))
        name, surface = "", ""
        for position, cue in enumerate(own):
            phrase = cue.strength in ("quoted", "reported") and cue.glue == "quote" and cue.where == "front"
            if phrase and not self.sizeable(unit, cue, inside):
                continue
            if cue.source:
                name, surface = self.speakers.resolve(cue.source)
            elif not position or not name:
                if not cue.glue and cue.strength != "participle" and self.speakers.patterns["spaced"]:
                    continue
                name, surface = self._left_out(unit, cue)
            if not name:
                continue
            limit = own[position + 1].clause if position + 1 < len(own) else len(unit.text)
            before = max([end for done in own[:position] for _, end in [(done.start, done.end)]], default=0)
            for start, end in cue.contents:
                begin, stop = (
                    (start, min(end, limit))
                    if start >= cue.end
                    else (max(start, before), min(end, cue.clause if cue.where != "according" else cue.start))
                )
                self.paint(unit, begin, stop, cue, (name, surface, cue.verb), inside)
            said = any(kind == DIRECT and start >= unit.start for start, _, kind, *_ in self.found[self.number])
            if cue.where == "alone" or (cue.where == "back" and not said):
                self._backwards(index, (name, surface, cue.verb), known_before, cue)
            unit.spoken, self.current = True, (name, surface, cue.verb)
        self._rest(index, unit, inside)

    def _believable(self, unit: Unit, cue: Cue) -> bool:
        """Whether a verb that may be something else reports here: somebody who can speak is its subject, and
        nothing makes it a noun.
        """
        if cue.strength == "open":
            return bool(cue.source) and self.speakers.eligible(cue.source)
        if cue.strength not in ("weak", "reported", "acts") or (cue.strength == "acts" and cue.where != "back"):
            return True
        head = han.head(cue.source) if self.speech.noun_signs and cue.source else ""
        tail = cue.source.split(head)[-1] if head else ""
        if tail and re.search(self.speech.noun_signs, tail):
            return False
        source = cue.source or self._subject(unit)
        doubtful = (cue.glue == "comma" and self.speech.comma_opens) or (
            cue.where == "back" and not self.rules["inverted"]
        )
        if cue.strength == "reported" and not doubtful:
            return True
        return self.speakers.eligible(source) if source else cue.start > 0 and bool(self.current[0])

    def _left_out(self, unit: Unit, cue: Cue) -> tuple[str, str]:
        """The speaker of a verb without one: the subject of the sentence, else whoever spoke last."""
        subject = self._subject(unit) if cue.start > 3 else ""
        if subject:
            return self.speakers.resolve(subject)
        return self.current[0] or self.speakers.recent or self.speakers.last, ""

    def _subject(self, unit: Unit) -> str:
        pieces = [
            piece
            for piece in re.split(r"[,，:：;；]", unit.text)
            if piece.strip() and not self.rules["adjuncts"].match(piece)
        ]
        text = pieces[0] if pieces else ""
        match = self.rules["subject"].match(text) if self.rules["subject"] else None
        if match:
            return match["source"]
        for pattern in self.speakers.patterns["persons"]:
            match = pattern.search(text)
            if match:
                return match["name"]
        if self.speakers.patterns["spaced"]:
            return ""
        heads = [han.head(piece) for piece in pieces]
        return next((phrase for phrase in heads if phrase and self.speakers.eligible(phrase)), "")

    def _backwards(self, index: int, voice: tuple, known_before: set[str], cue: Cue) -> None:
        """ "…, he said" at a paragraph's end gives him the sentences before it that nobody else claims."""
        text = self.paragraphs[self.number]
        for position in range(index - 1, -1, -1):
            unit = self.units[position]
            own_quotes = [
                quote
                for quote in self.quotes[self.number]
                if unit.start <= quote.start < unit.end and is_speech(text, quote)
            ]
            if unit.spoken:
                return
            if own_quotes:
                for quote in own_quotes:
                    self.add(quote.start, quote.end, DIRECT, voice)
                unit.spoken = True
                return
            if (
                cue.where == "according"
                or (cue.where != "alone" and voice[0] not in known_before)
                or self._narrated(unit, voice[0])
            ):
                return
            self.add(*trimmed(text, unit.start, unit.end), INDIRECT, voice)
            unit.spoken = True

    def _narrated(self, unit: Unit, speaker: str) -> bool:
        """Whether the outlet itself speaks: it tells what happened, or names the speaker."""
        short = self.speakers.short(speaker)
        return bool((short and short in unit.text) or re.search(self.speech.narrator, unit.text))

    def _rest(self, index: int, unit: Unit, inside: list[Quotation]) -> None:
        """Quotations that no verb of their own sentence attributes, and sentences in which a speaker goes on."""
        text = self.paragraphs[self.number]
        taken = [(start, end) for start, end, *_ in self.found[self.number]]
        free = [quote for quote in inside if not any(start < quote.end and quote.start < end for start, end in taken)]
        for quote in free:
            if not is_speech(text, quote):
                continue
            alone = sum(map(str.isalnum, text[quote.start : quote.end])) > 0.8 * sum(
                map(str.isalnum, text[unit.start : unit.end])
            )
            colon = text[: quote.start].rstrip().endswith((":", "："))
            if not (alone or colon or quote.continued) or (alone and not colon and self._said_later(index)):
                continue
            voice = self.current if self.current[0] and not colon else self._introduced(unit, colon)
            if voice[0]:
                self.add(quote.start, quote.end, DIRECT, voice)
                self.speakers.said(voice[0])
                unit.spoken, self.current = True, voice
        if not unit.spoken and index and self.units[index - 1].spoken and self.current[0] and not free:
            before = max(self.found[self.number], default=None)
            if before and before[2] == INDIRECT and self._goes_on(unit, before[3]):
                self.add(*trimmed(text, unit.start, unit.end), INDIRECT, self.current)
                unit.spoken = True

    def _goes_on(self, unit: Unit, speaker: str) -> bool:
        """Whether a sentence without a verb of its own continues the indirect speech before it."""
        if re.search(self.speech.first_person, unit.text):
            return True
        lead = re.match(r"\W*([\w']+)", unit.text)
        named = points_back(unit.text, self.speakers)
        if (
            unit.cues
            or self._narrated(unit, speaker)
            or named
            or (lead and self.speakers.pronoun(lead[1]) in ("m", "f"))
        ):
            return False
        return not self.speech.modal or bool(re.search(self.speech.modal, unit.text))

    def _said_later(self, index: int) -> bool:
        """Whether the next sentence attributes what stands before it (“…。”他说。)."""
        following = self.units[index + 1] if index + 1 < len(self.units) else None
        return bool(following and any(cue.where in ("alone", "back") for cue in following.cues[:1]))

    def _introduced(self, unit: Unit, colon: bool) -> tuple[str, str, str]:
        source = self._subject(unit) if colon else ""
        if source:
            name, surface = self.speakers.resolve(source)
            return name, surface, ""
        return self.speakers.recent or self.speakers.last, "", ""
