"""Reads an article's paragraphs in order and gives every stretch of reported speech to its speaker; used by `voices`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from helpers.segmentation import sentences
from helpers.speech import signs
from helpers.speech.attribution import Cue, cues
from helpers.speech.contents import outlet_part, stretches
from helpers.speech.painter import DIRECT, INDIRECT, Painter, Stretch, Voice, is_speech, masked, trimmed
from helpers.speech.quotations import Quotation

NOBODY = Voice()


@dataclass
class Unit:
    """A sentence of a paragraph, its quotations masked, with what was found in it."""

    start: int
    end: int
    text: str
    cues: list[Cue]
    quotes: list[Quotation] = field(default_factory=list)
    spoken: bool = False


class VoiceReader(Painter):
    """Reads paragraphs in order and remembers who spoke last."""

    def __init__(self, paragraphs: list[str], tag: str, judge: Callable[[signs.Doubt], bool] = signs.weigh):
        super().__init__(paragraphs, tag)
        self.judge = judge
        self.units: list[Unit] = []
        self.current = NOBODY  # who has the word in this paragraph
        self.pending = NOBODY  # whose words the next paragraph brings
        self.open = False  # whether a quotation was left open, or a colon led on to a paragraph in the first person
        self.transcript = sum(bool(self.rules["label"].match(text)) for text in paragraphs) > 1
        self.answerer, self.told = "", NOBODY  # who answers in a transcript, and whose words the last paragraph brought there
        self.runs = False  # whether a colon without marks gave a speaker the rest of the paragraph
        self.last: Stretch | None = None
        self.cue: Cue | None = None  # what attributed it
        self.run = 0  # sentences since then that went on without a name
        self.spoke = False  # whether the sentence before is somebody's, be it in the paragraph before

    def _labelled(self, text: str) -> tuple[int, Voice]:
        """Where a paragraph of a transcript begins after its label (Q:, 答：, Ann Lee:), and whose words it brings."""
        match = self.rules["label"].match(text) if self.transcript else None
        if not match:
            return 0, NOBODY
        if match["asker"]:
            return match.end(), Voice(match["asker"], match["asker"])
        if match["answerer"]:
            self.answerer = self.answerer or self.speakers.known("") or match["answerer"]
            return match.end(), Voice(self.answerer, match["answerer"])
        person = self.speakers.is_personal(self.speakers.name(match["name"])) or self.speakers.patterns["role"].match(match["name"])
        named = person and not self.rules["verb"].search(match["name"])
        return (match.end(), self.voice_of(match["name"])) if named else (0, NOBODY)

    def read(self, number: int) -> None:
        """Find the stretches of one paragraph."""
        text, quotes = self.paragraphs[number], self.quotes[number]
        covered = masked(text, quotes, self.rules["verb"])
        dateline = re.match(self.speech.dateline, covered) if self.speech.dateline else None
        begin = dateline.end() if dateline else 0
        spans = [(max(start, begin), end) for start, end in sentences(covered, self.tag) if end > begin]
        self.number = number
        self.units = [Unit(start, end, covered[start:end], cues(covered[start:end], self.tag)) for start, end in spans]
        self.runs = False
        self.current = self.pending if quotes and (quotes[0].continued or self.pending.name) else NOBODY
        goes_on = self.open and bool(re.search(self.speech.first_person, text))  # nobody closed the mark
        if not quotes and goes_on:
            self.add(0, len(text), DIRECT, self.pending)
            self.units = []
        known_before = set(self.speakers.people) | {self.speakers.last}
        after, self.told = self._labelled(text)
        for index, unit in enumerate(self.units):
            unit.quotes = [quote for quote in quotes if quote.start < unit.end and quote.end > unit.start]
            if self.told.name:
                cue = Cue(0, 0, "", "", 0, "front", (), "said", "colon")
                self.paint(max(unit.start, after), unit.end, cue, self.told, unit.quotes)
                unit.spoken, self.current = True, self.told
            else:
                self._read_unit(index, unit, known_before)
            self.spoke = unit.spoken
        self.open = bool(quotes and not quotes[-1].closed and quotes[-1].end == len(text)) or (goes_on and not quotes)
        self._hand_over(text.rstrip().endswith((":", "：")))

    def _hand_over(self, colon: bool) -> None:
        """Whose words a quotation at the start of the next paragraph would be."""
        last, found = self.units[-1] if self.units else None, self.found[self.number]
        self.spoke = bool(last and last.spoken)
        self.open = self.open or bool(colon and last)
        if colon and last and not (found and last.spoken):
            self.speakers.observe(last.text)
            self.pending = self.voice_of(self.subject(last.text))
        elif found:
            self.pending = max(found).voice
        else:
            self.pending = NOBODY

    def _read_unit(self, index: int, unit: Unit, known_before: set[str]) -> None:
        if self.runs and not unit.quotes:
            unit.cues = []
            self.add(*trimmed(self.text, unit.start, unit.end), INDIRECT, self.current)
            unit.spoken = True
            return
        own: list[Cue] = []
        for cue in unit.cues:
            if self.judge(signs.does_report(self, unit, cue, own)):
                own.append(cue)
        unit.cues = own
        told = bool(own and own[0].source and self.rules["media"].search(own[0].source))
        self.speakers.observe(unit.text if told else outlet_part(unit.text, own))
        voice = NOBODY
        for position, cue in enumerate(own):
            voice = self._speaker(unit, own, position, voice)._replace(verb=cue.verb)
            if not voice.name:
                continue
            for start, end in stretches(own, position, unit.text, self.rules["joined"]):
                self.paint(unit.start + start, unit.start + end, cue, voice, unit.quotes)
            quoted = any(stretch.kind == DIRECT and stretch.start >= unit.start for stretch in self.found[self.number])
            if cue.where == "alone" or (cue.where == "back" and not quoted):
                self._backwards(index, voice, cue.where == "alone" or voice.name in known_before)
            unit.spoken, self.current = True, voice
            self.cue, self.run = cue, 0
        self.runs = bool(own and own[-1].glue == "colon" and own[-1].where == "front" and voice.name and not unit.quotes)
        self._rest(index, unit)

    def _speaker(self, unit: Unit, own: list[Cue], position: int, before: Voice) -> Voice:
        """Who speaks by a cue: its own words, the speaker before it in the sentence, the subject, or whoever spoke last."""
        cue = own[position]
        if cue.source:
            return self.voice_of(cue.source)
        if before.name:
            return before
        return self.voice_of(self.subject(unit.text[: cue.start]))

    def _backwards(self, index: int, voice: Voice, sure: bool) -> None:
        """ "…, he said" at a paragraph's end gives him the sentences before it that nobody else claims."""
        for unit in reversed(self.units[:index]):
            quotes = [quote for quote in unit.quotes if is_speech(self.text, quote)]
            if unit.spoken or not (quotes or (sure and not self.narrated(unit.text, voice.name))):
                return
            for quote in quotes:
                self.add(quote.start, quote.end, DIRECT, voice)
            if not quotes:
                self.add(*trimmed(self.text, unit.start, unit.end), INDIRECT, voice)
            unit.spoken = True

    def narrated(self, text: str, speaker: str) -> bool:
        """Whether the outlet itself speaks: it tells what happened, or names the speaker."""
        short = self.speakers.short(speaker)
        return bool((short and short in text) or re.search(self.speech.narrator, text))

    def _rest(self, index: int, unit: Unit) -> None:
        """Quotations that no verb of their own sentence attributes, and a sentence in which a speaker goes on."""
        taken = self.found[self.number]
        free = [quote for quote in unit.quotes if not any(done.start < quote.end and quote.start < done.end for done in taken)]
        for quote in free:
            voice = self._unattributed(index, unit, quote) if is_speech(self.text, quote) else NOBODY
            if voice.name:
                self.add(quote.start, quote.end, DIRECT, voice)
                self.speakers.said(voice.name)
                unit.spoken, self.current = True, voice
                self.cue, self.run = None, 0
        self.last = max(taken, default=self.last)
        if not unit.spoken and self.last and self.spoke:
            before, self.current = self.current, self.current if index else self.last.voice
            if self.judge(signs.does_go_on(self, index)):
                self.run, unit.spoken = self.run + 1, True
                self.add(*trimmed(self.text, unit.start, unit.end), INDIRECT, self.current)
            else:
                self.current = before

    def _unattributed(self, index: int, unit: Unit, quote: Quotation) -> Voice:
        """Whose words a quotation without a verb is: the subject's beside it, or of whoever spoke before."""
        if self.text[: quote.start].rstrip().endswith((":", "：")):
            return self.voice_of(self.subject(unit.text))
        after = re.match(r"\s*[,，–—-]+\s*", self.text[quote.end : unit.end])
        inside = self.text[quote.inner_start : quote.inner_end].rstrip().endswith((",", "，"))
        if (after or inside) and (speaker := self.subject(self.text[quote.end : unit.end])):  # “…”, the minister shrugged.
            return self.voice_of(speaker)
        after = self.units[index + 1] if index + 1 < len(self.units) and not self.spaced else None
        if after and not quote.continued:  # “…。”村民说，他家……；“…。”说起山洪，村民仍心有余悸。
            subject = after.cues[0].source if after.cues else "" if after.quotes else self.subject(after.text)
            if subject:
                return self.voice_of(subject)
        before = self.units[index - 1] if index else unit
        turned = not before.spoken and self.speakers.recent and self.speakers.short(self.speakers.recent) in before.text
        return self.voice_of("") if turned or not self.current.name else self.current
