"""Who a sentence attributes what to: its reporting verbs, their speakers as they stand there, and what was said.

The sentence comes with its longer quotations masked (MASK), so that nothing inside them is taken for a report.
"""

from __future__ import annotations

import re

from helpers.languages import language_of
from helpers.speech.contents import Cue, glue, placed
from helpers.speech.rules import CLOSERS, FARTHEST, MASK, OPENERS, OPENS, kinds, rules
from helpers.speech.sources import source_before, without_adverbs
from helpers.speech.words import UPPER, hits

_QUOTED = re.compile(f"[{OPENERS}][^{CLOSERS}]*[{CLOSERS}]")
_MARK = re.compile(f"[{OPENERS}]")
_BEFORE_TURN = ",?!—–" + CLOSERS
_ANYBODY = re.compile(r"\s*(?P<source>(?:the|an?|one|another|his|her|its|their) [^,.;:“\"]{2,50}?)(?=[,.;]| (?:who|of|in|at|on)\b|\s*$)")
_APPOSED = re.compile(rf",\s*([{UPPER}][\w'’.-]*(?: [{UPPER}][\w'’.-]*){{1,3}})(?=[.,]|\s*$)")
_OPENS_SPEECH = re.compile(f"\\s*[:,]?\\s*(?={OPENS})")
_TWO_CAPITALS = re.compile(rf"[{UPPER}][\w'’.-]+ [{UPPER}][\w'’.-]+$")


def cues(sentence: str, tag: str) -> list[Cue]:
    """What may be an attribution in a sentence, left to right, contents not yet cut where the next begins; `signs` tells which are.

    >>> [(c.verb, c.source, c.where) for c in cues("Ann told reporters that it was late, adding that she left.", "en")]
    [('told', 'Ann', 'front'), ('adding', '', 'front')]
    >>> [(c.verb, c.source, c.where) for c in cues("外交部发言人毛宁12日在记者会上表示，中方愿意对话。", "zh") if not c.doubts]
    [('表示', '外交部发言人毛宁12日在记者会上', 'front')]
    >>> [(c.verb, c.source, c.where) for c in cues("Đây là điều tốt, bà Lan nói.", "vi")]
    [('nói', 'bà Lan', 'back')]
    """
    patterns = rules(language_of(tag).tag)
    found = _according(sentence, tag) + _handed(sentence, tag)
    verbs = list(patterns["verb"].finditer(sentence))
    told = (("false", sentence.lower()), ("titled", sentence))
    banned = [match.span() for name, text in told for match in patterns[name].finditer(text)]
    for match in verbs:
        if any(start <= match.start() and match.end() <= end for start, end in banned):
            continue
        cue = None if any(_covers(cue, match.start()) for cue in found) else _cue(sentence, match, tag, patterns)
        if cue:
            found.append(cue)
    found += _described(sentence, found, tag, patterns)
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def _at_end(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a short pattern that ends in $ matches."""
    text = text.rstrip()
    return bool(pattern.search(text, max(0, len(text) - 20)))


def _covers(cue: Cue, place: int) -> bool:
    """Whether a place lies in what a cue has read already, from its verb to the beginning of its content."""
    return cue.start <= place < min((start for start, _ in cue.contents if start >= cue.end), default=cue.end)


def _according(sentence: str, tag: str) -> list[Cue]:
    """Attributions without a verb: according to her, 据该报报道, theo ông."""
    found: list[Cue] = []
    patterns = rules(language_of(tag).tag)
    for match in hits(patterns["according"], sentence):
        if any(cue.start < match.end() and match.start() < cue.end for cue in found):
            continue
        end = match.end()
        apposed = re.match("[^,]{3,80}, ", sentence[end:]) if patterns["inverted"] and _TWO_CAPITALS.search(match["source"]) else None
        if apposed and match.start() == 0 and not patterns["finite"].search(apposed[0]):
            end += apposed.end()  # according to Ann Lee, an envoy, …
        lead, after = sentence[: match.start()], (end, len(sentence))
        first = len(lead.split()) < 3 and not re.search(f"[{MASK}{CLOSERS}]", lead)  # In short, according to Ann, …
        contents = (after,) if first else ((0, match.start()), after)
        source = re.split(", (?:which|who|where)", match["source"])[0].strip()
        verb = sentence[match.start() : match.start("source")].strip(' ,，:：.”"')
        found.append(Cue(match.start(), end, verb, source, match.start(), "according", contents, "said"))
    return found


def _handed(sentence: str, tag: str) -> list[Cue]:
    """Attributions that hand over to somebody: quoted her as saying, dẫn lời ông; her advice was that, 他的回答是."""
    found, verb = [], rules(language_of(tag).tag)["verb"]
    for match in hits(rules(language_of(tag).tag)["handed"], sentence):
        if any(cue.start < match.end() and match.start() < cue.end for cue in found) or verb.match(match["source"]):
            continue
        parts = [part.strip() for part in re.split("[,，]", match["source"]) if part.strip()]
        source = next((part for part in parts if _TWO_CAPITALS.search(part)), parts[0] if parts else "")
        marker = sentence[match.start() : match.start("source")].strip()
        if any(map(str.isalnum, sentence[match.end() :])):
            contents = ((match.end(), len(sentence)),)
            found.append(Cue(*match.span(), marker, source, match.start(), "front", contents, "said", "quote"))
        elif "," in sentence[: match.start()]:  # …, the agency quoted the envoy as saying.
            clause = sentence[: match.start()].rindex(",")
            found.append(Cue(*match.span(), marker, source, clause, "back", ((0, clause),), "said", "end"))
    return found


def _described(sentence: str, known: list[Cue], tag: str, patterns: dict) -> list[Cue]:
    """A verb with an object that hands over to a quoted phrase: called it “a ruler in one hand”."""
    found: list[Cue] = []
    for match in patterns["describes"].finditer(sentence) if _MARK.search(sentence) else ():
        begin, closing = match.start(), _QUOTED.match(sentence, match.end())
        offset = max(0, begin - FARTHEST)
        before = without_adverbs(sentence[offset:begin], patterns)
        source, clause = ("", begin - offset) if match["verb"].endswith("ing") else source_before(before, tag, patterns)
        if closing and source is not None and not any(_covers(cue, begin) for cue in known):
            where = (begin, match.end(), match["verb"], source, clause + offset, "front", (closing.span(),))
            found.append(Cue(*where, "described", "quote"))
    return found


def _cue(sentence: str, match: re.Match[str], tag: str, patterns: dict) -> Cue | None:
    """The attribution by one verb, or None where it reports nothing."""
    verb, (begin, end) = match[0], match.span()
    offset = max(0, begin - FARTHEST)
    before = sentence[offset:begin]
    participle = "participles" in kinds(verb, patterns["tag"])
    led = participle and patterns["leads"].search(before)  # by suggesting
    doubts: tuple[str, ...] = ()
    acts = patterns["acts"].match(sentence, begin) or "tells" in kinds(verb, patterns["tag"])
    if patterns["inverted"] and not participle and not acts and before.rstrip()[-1:] in _BEFORE_TURN:
        turned = patterns["inverted"].match(sentence, end) if before.strip() else None
        if not turned and before.rstrip()[-1:] in CLOSERS:
            turned = _ANYBODY.match(sentence, end)
        if turned:
            return _turned(sentence, match, turned, patterns)
    led = led or (participle and _OPENS_SPEECH.match(sentence, end))  # sent a note saying: “…”
    if participle and before.strip() and not before.rstrip().rstrip(CLOSERS).endswith(",") and not led:
        return None
    cut = without_adverbs(before, patterns)
    if not led and _at_end(patterns["not_before"], cut):
        doubts = ("before",)
    source, clause = ("", len(before)) if participle else source_before(cut, tag, patterns)
    if source is None:
        source, clause, doubts = "", len(cut), (*doubts, "source")
    clause += offset
    citing = list(patterns["citing"].finditer(sentence, 0, begin))
    if citing and (citing[-1].end() <= clause or citing[-1].start() >= clause):
        source, clause = citing[-1]["source"].strip(), min(clause, citing[-1].start())
    told = patterns["citing"].search(sentence, end) if patterns["media"].search(source) else None
    source = told["source"].strip() if told else source  # the Post reported, citing the ministry
    link, content = glue(sentence, end, verb, patterns)
    if not link and patterns["not_after"].match(sentence, end):
        doubts = (*doubts, "after")
    strength = "participle" if participle else "open" if match["open"] else _strength(sentence, begin, verb, link, patterns)
    return placed(sentence, Cue(begin, end, verb, source, clause, "", (), strength, link, doubts), content, tag)


def _strength(sentence: str, begin: int, verb: str, link: str, patterns: dict) -> str:
    lists = kinds(verb, patterns["tag"])
    if not link and "weak" in lists:
        return "weak"
    if not link and patterns["acts"].match(sentence, begin):
        return "acts"
    return "said" if "said" in lists else "quoted" if "quoted_only" in lists and "reported" not in lists else "reported"


def _turned(sentence: str, match: re.Match[str], turned: re.Match[str], patterns: dict) -> Cue:
    """A verb before its speaker: …, said the minister."""
    verb, begin = match[0], match.start()
    named = _APPOSED.match(sentence, turned.end())  # said the envoy, Ann Lee
    source = named[1] if named else turned["source"].strip()
    strength = "open" if match["open"] else _strength(sentence, begin, verb, "end", patterns)
    return Cue(begin, turned.end(), verb, source, begin, "back", ((0, begin),), strength)
