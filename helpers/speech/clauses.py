"""What `voice_reader` asks of a sentence: which of its attributions count, what is masked, what is the outlet's
own.
"""

from __future__ import annotations

import re

from helpers.speech.attribution import Cue
from helpers.speech.quotations import Quotation
from helpers.speech.rules import MASK
from helpers.speech.speakers import Speakers

SCARE = 25  # characters up to which a quotation without a full stop is a phrase rather than speech
STOPS = ".!?。！？…"


def outer(found: list[Cue], text: str, speech, patterns: dict) -> list[Cue]:
    """The cues that count: one inside another's content is part of it, unless a clause of its own or a news outlet
    hands it the word.
    """
    kept: list[Cue] = []
    for cue in found:
        inside = next(
            (
                outer
                for outer in kept[::-1]
                if any(start <= cue.start < end for start, end in outer.contents if start >= outer.end)
            ),
            None,
        )
        if inside is None:
            kept.append(cue)
            continue
        lead = text[: cue.clause].rstrip()
        if cue.strength not in ("acts", "weak"):
            lead = patterns["joined"].sub("", lead).rstrip()
        if not cue.source and cue.strength != "participle" and not patterns["joined"].search(text[: cue.start]):
            continue
        apart = (
            cue.clause > inside.contents[-1][0] + 1 and lead.endswith((",", "，", ";", "；", "—", "–"))
        ) or not cue.source
        media = bool(re.search(speech.media, inside.source)) if speech.media else False
        if cue.source and (inside.where == "according" or (media and cue.strength != "weak")):
            if cue.clause <= inside.contents[-1][0] + 2 or (media and inside.where != "according"):
                kept.remove(inside)
            kept.append(cue)
        elif apart:
            kept.append(cue)
    return kept


def masked(text: str, quotes: list[Quotation], verb: re.Pattern[str]) -> str:
    """The paragraph with the inside of its speech-like quotations masked, final punctuation kept."""
    parts, place = [], 0
    for quote in quotes:
        inner = text[quote.inner_start : quote.inner_end]
        kept = inner[-1:] if inner[-1:] in STOPS + ",，" else ""
        if len(inner) > SCARE or kept or re.search("[,，。;；]", inner) or verb.search(inner):
            parts += [text[place : quote.inner_start], MASK * (len(inner) - len(kept)), kept]
            place = quote.inner_end
    return "".join([*parts, text[place:]])


def is_speech(text: str, quote: Quotation) -> bool:
    inner = text[quote.inner_start : quote.inner_end].strip()
    return (
        quote.continued
        or len(inner) > 2 * SCARE
        or inner[-1:] in STOPS + ",，"
        or (text[quote.end : quote.end + 1] in STOPS and len(inner) > SCARE)
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the space and the commas at either end."""
    while start < end and text[start] in " ,，:：;；—–":
        start += 1
    while end > start and text[end - 1] in " ,，:：;；—–":
        end -= 1
    return start, end


def outlet_part(text: str, own: list[Cue]) -> str:
    """What the outlet says in a sentence up to its first reporting verb; contents before it left out."""
    if not own:
        return text
    first = own[0]
    begin = first.clause if any(start < first.start for start, _ in first.contents) else 0
    end = first.start if first.source and first.source in text[: first.start] else first.end
    return text[begin : max(end, begin)]


def points_back(text: str, speakers: Speakers) -> bool:
    """Whether a sentence begins with a pronoun, a role or an institution that points back at the speaker (该社没有…,
    The agency did not …).
    """
    lead = text.lstrip()[:40]
    for size in range(2, 6):
        piece = " ".join(lead.split()[: size - 1]) if speakers.patterns["spaced"] else lead[:size]
        if speakers.pronoun(piece) in ("m", "f") or (
            (speakers.patterns["definite"].match(piece.lower()) or speakers.patterns["back"].search(piece.lower()))
            and (speakers.patterns["noun"].match(piece) or speakers.patterns["role"].match(piece))
        ):
            return True
    return False
