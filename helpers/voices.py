"""Text → who speaks, direct or indirect: every character of every paragraph belongs to exactly one voice.

A voice is a speaker in a kind of speech. What the outlet says itself, the reporting clause included ("…, he said on Tuesday"), is
the voice `outlet`; what stands in quotation marks and is attributed is `direct`; what is attributed without them is `indirect`.

A sentence with two voices is not split by majority: each stretch counts its own words towards its own voice, a word between two
stretches (said, but, 而) is the outlet's, and a mention belongs to the voice of the stretch in which it begins. So words per voice
add up to the article's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from helpers.speech.painter import DIRECT, INDIRECT, OUTLET, Stretch
from helpers.speech.reader import VoiceReader
from helpers.speech.signs import Doubt, weigh
from helpers.speech.speakers import Speakers

__all__ = ["DIRECT", "INDIRECT", "OUTLET", "Span", "numbered", "voice_at", "voice_rows", "voices_of"]


class Span(NamedTuple):
    """One stretch of a paragraph in one voice: characters start to end of the normalised text."""

    paragraph: int
    start: int
    end: int
    kind: str
    speaker: str
    surface: str
    verb: str
    actor: str


def voices_of(
    paragraphs: list[str], tag: str, actors: Callable[[str], str] | None = None, judge: Callable[[Doubt], bool] = weigh
) -> list[Span]:
    """The spans of an article's normalised body paragraphs, in order; they partition every paragraph.

    `actors` gives the id of the actor that a speaker's words name, or "". Speakers are named as the article first
    named them in full. `judge` answers what no single word decides.

    >>> text = ["Ann Lee, the envoy, spoke in Oslo.", "“It is late,” she said. “We go on.”"]
    >>> [(s.kind, s.speaker, text[s.paragraph][s.start : s.end]) for s in voices_of(text, "en") if s.kind != "outlet"]
    [('direct', 'Ann Lee', '“It is late,”'), ('direct', 'Ann Lee', '“We go on.”')]
    """
    reader = VoiceReader(paragraphs, tag, judge)
    for number in range(len(paragraphs)):
        reader.read(number)
    spans = []
    for number, text in enumerate(paragraphs):
        spans += _partition(number, text, reader.found[number], reader.speakers, actors)
    return spans


def _partition(number: int, text: str, found: list[Stretch], speakers: Speakers, actors: Callable | None) -> list[Span]:
    spans, place = [], 0
    for start, end, kind, (speaker, surface, verb) in _joined(sorted(found), text):
        start, end = max(start, place), min(end, len(text))
        if start >= end or not any(map(str.isalnum, text[start:end])):
            continue
        if start > place:
            spans.append(Span(number, place, start, OUTLET, "", "", "", ""))
        actor = (actors(speaker) or actors(speakers.described.get(speaker, "")) or actors(surface)) if actors else ""
        spans.append(Span(number, start, end, kind, speaker, surface, verb, actor))
        place = end
    if place < len(text):
        spans.append(Span(number, place, len(text), OUTLET, "", "", "", ""))
    return spans


def _joined(found: list[Stretch], text: str) -> list[Stretch]:
    """Neighbouring stretches of one speaker's indirect speech become one with only a stop and space between."""
    joined: list[Stretch] = []
    for stretch in found:
        last = joined[-1] if joined else None
        same = last and last.kind == stretch.kind == INDIRECT and last.voice.name == stretch.voice.name
        goes_on = same and not text[last.end : stretch.start].strip(". ")
        if goes_on:
            joined[-1] = last._replace(end=max(stretch.end, last.end))
        else:
            joined.append(stretch)
    return joined


def numbered(spans: Iterable[Span]) -> dict[tuple[str, str], str]:
    """(speaker, kind) → voice_id: outlet, then v1, v2 … in order of first appearance in the article."""
    ids = {("", OUTLET): OUTLET}
    for span in spans:
        if span.kind != OUTLET:
            ids.setdefault((span.speaker, span.kind), f"v{len(ids)}")
    return ids


def voice_rows(
    doc_id: str, paragraph: int, text: str, spans: list[Span], ids: dict, sentences: list[tuple[int, int]], spoken: list[list[str]]
) -> list[tuple]:
    """The rows of `voices` for one paragraph: one per voice in a sentence, with its words (sentences without words have none).

    `sentences`: where each begins and ends; `spoken`: its words.
    """
    rows = []
    for sentence, ((begin, end), said) in enumerate(zip(sentences, spoken, strict=True)):
        counts: dict[Span, int] = {}
        place = begin
        for word in said:
            found = text.find(word, place, end)
            place = found if found >= 0 else place
            span = voice_at(spans, place)
            counts[span] = counts.get(span, 0) + 1
            place = min(end, place + (len(word) if found >= 0 else 0))
        rows += _summed(doc_id, paragraph, sentence, counts, ids)
    return rows


def _summed(doc_id: str, paragraph: int, sentence: int, counts: dict[Span, int], ids: dict) -> list[tuple]:
    merged: dict[str, list] = {}
    for span, count in counts.items():
        voice = ids[(span.speaker, span.kind)]
        speaker = shortened(span.speaker)
        row = merged.setdefault(voice, [doc_id, paragraph, sentence, voice, speaker, span.actor, span.kind, shortened(span.verb), 0])
        row[-1] += count
    return [tuple(row) for row in merged.values()]


def shortened(words_of_text: str) -> str:
    """At most 7 words or 11 Chinese characters: what is published names a speaker and never quotes a sentence.

    >>> shortened("the second deputy of the first under-secretary of state"), shortened("外交部发言人")
    ('the second deputy of the first under-secretary …', '外交部发言人')
    """
    parts = words_of_text.split()
    cut = " ".join(parts[:7]) + " …" if len(parts) > 7 else words_of_text
    han = [place for place, character in enumerate(cut) if "\u3400" <= character <= "\u9fff"]
    return cut[: han[11]] + "…" if len(han) > 11 else cut


def voice_at(spans: list[Span], place: int) -> Span:
    """The span in which a character stands."""
    for span in spans:
        if span.start <= place < span.end:
            return span
    return spans[-1]
