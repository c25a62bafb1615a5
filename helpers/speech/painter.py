"""Gives stretches of a paragraph to voices: what is quoted is direct, the rest of a reported clause indirect."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.languages import language_of
from helpers.speech import han, tagger
from helpers.speech.attribution import Cue, cues
from helpers.speech.quotations import Quotation, quotations
from helpers.speech.rules import MASK, rules
from helpers.speech.speakers import Speakers

OUTLET, DIRECT, INDIRECT = "outlet", "direct", "indirect"
SCARE = 25  # characters up to which a quotation without a full stop is a phrase rather than speech
_STOPS = ".!?。！？…,，"


class Voice(NamedTuple):
    """A speaker as the article knows it, its words as they stand, and the verb that gives it the word."""

    name: str = ""
    surface: str = ""
    verb: str = ""


class Stretch(NamedTuple):
    """Characters start to end of a paragraph, in one kind of speech of one voice."""

    start: int
    end: int
    kind: str
    voice: Voice


class Painter:
    """The stretches of one article, found paragraph by paragraph."""

    def __init__(self, paragraphs: list[str], tag: str):
        self.paragraphs, self.tag = paragraphs, tag
        self.speech, self.rules = language_of(tag).speech, rules(language_of(tag).tag)
        self.spaced = language_of(tag).ends_need_space
        self.speakers = Speakers("\n".join(paragraphs), tag)
        self.quotes = quotations(paragraphs, tag)
        self.found: list[list[Stretch]] = [[] for _ in paragraphs]
        self.number = 0  # the paragraph that is being read

    @property
    def text(self) -> str:
        return self.paragraphs[self.number]

    def is_phrase(self, text: str, most: int) -> bool:
        """Whether a text has at most so many words (where its script has spaces) or letters."""
        return (len(text.split()) if self.spaced else _letters(text)) <= most

    def goes_on(self, begin: int, stop: int) -> bool:
        """Whether the clause that a quotation begins goes on after it (“Plan B” is dead, she said)."""
        finite, after = self.rules["finite"], self.text[begin:stop]
        return bool(finite.search(re.split("[,;:]", after)[0])) if finite else after[:1].isalnum()

    def subject(self, text: str) -> str:
        """The subject of a sentence: the first part of it that can speak."""
        parts = [part for part in re.split("[,，:：;；]", text) if part.strip() and not self.rules["adjuncts"].match(part)]
        if not self.spaced:
            cleaned = [self.rules["connectors"].sub("", part) for part in reversed(parts)]
            heads = (phrase for part in cleaned for phrase in (han.head(part), tagger.first_name(part)))
            return next((phrase for phrase in heads if phrase and self.speakers.eligible(phrase)), "")
        for part in parts:
            match = self.rules["subject"].match(part) if self.rules["subject"] else None
            if match and not self.rules["generic"].match(match["source"]):
                return match["source"]
            named = self.speakers.named(part)
            if named:
                return min(named)[1]
        return ""

    def voice_of(self, source: str) -> Voice:
        """The voice of a speaker's words; without any, whoever was named or spoke last."""
        if source:
            return Voice(*self.speakers.resolve(source))
        return Voice(self.speakers.known(""))

    def _is_term(self, quote: Quotation, stop: int) -> bool:
        """Whether a phrase in marks is a name: a noun follows at once (「防汛」专题报告)."""
        after = self.text[quote.end : min(stop, quote.end + 6)]
        return bool(after) and not self.spaced and tagger.tagged(after)[0][1][0] == "n"

    def paint(self, begin: int, stop: int, cue: Cue, voice: Voice, inside: list[Quotation]) -> None:
        """Give a stretch to a voice: quotations that are all of it, or long enough, are direct, the rest indirect."""
        begin, stop = trimmed(self.text, begin, stop)
        within = [quote for quote in inside if begin - 1 <= quote.start < stop]
        if within and within[0].start <= begin + 1:
            after = (within[0].end, within[1].start if within[1:] else stop)
            whole = cue.where in ("back", "middle", "alone") or (cue.glue in ("colon", "quote") and not self.goes_on(*after))
            if whole:
                for quote in within:
                    self.add(quote.start, quote.end, DIRECT, voice)
                return
        for quote in within:
            phrase = self.is_phrase(self.text[quote.inner_start : quote.inner_end], self.speech.phrase - 1)
            if not phrase and not self._is_term(quote, stop):
                self.add(*trimmed(self.text, begin, quote.start), INDIRECT, voice)
                self.add(quote.start, quote.end, DIRECT, voice)
                begin = quote.end
        self.add(*trimmed(self.text, begin, stop), INDIRECT, voice)

    def add(self, start: int, end: int, kind: str, voice: Voice) -> None:
        """One stretch; a quotation within it that has a speaker of its own is taken out."""
        for inner in self._within(start, end) if kind == DIRECT else ():
            self.found[self.number] += [Stretch(start, inner.start, DIRECT, voice), inner]
            start = inner.end
        if start < end:
            self.found[self.number].append(Stretch(start, end, kind, voice))

    def _within(self, start: int, end: int) -> list[Stretch]:
        """What a speaker quotes someone else as saying: quotations within a quotation, right after a speaker and verb."""
        text, found = self.text[start + 1 : end - 1], []
        inner = quotations([text], self.tag)[0]
        for cue in cues(masked(text, inner), self.tag) if inner else ():
            for quote in inner:
                if cue.contents and cue.source and abs(quote.start - cue.contents[-1][0]) <= 1:
                    voice = Voice(self.speakers.known(cue.source) or cue.source, cue.source, cue.verb)
                    found.append(Stretch(start + 1 + quote.start, start + 1 + quote.end, DIRECT, voice))
        return found


def masked(text: str, quotes: list[Quotation], verb: re.Pattern[str] = re.compile("")) -> str:
    """The paragraph with the inside of its speech-like quotations masked, final punctuation kept."""
    parts, place = [], 0
    for quote in quotes:
        inner = text[quote.inner_start : quote.inner_end]
        kept = inner[-1:] if inner[-1:] in _STOPS else ""
        if len(inner) > SCARE or kept or re.search("[,，。;；]", inner) or verb.search(inner):
            parts += [text[place : quote.inner_start], MASK * (len(inner) - len(kept)), kept]
            place = quote.inner_end
    return "".join([*parts, text[place:]])


def is_speech(text: str, quote: Quotation) -> bool:
    """Whether a quotation that no verb introduces may be speech: it is long, or ends as a sentence does."""
    inner = text[quote.inner_start : quote.inner_end].strip()
    return inner[-1:] in _STOPS or len(inner) > SCARE


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the space, commas and dashes at either end."""
    while start < end and text[start] in " ,，:：;；—–":
        start += 1
    while end > start and text[end - 1] in " ,，:：;；—–":
        end -= 1
    return start, end


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
