"""Who a sentence attributes what to: its reporting verbs, their speakers as they stand there, and what was said.

The sentence comes with its longer quotations masked (MASK), so that nothing inside them is taken for a report. A cue
stands before its
content (front: they said that …), after it (back: …, they said), in the middle of it, alone (They said.), or is no
verb at all
(according: according to them, …).
"""

from __future__ import annotations

import re

from helpers.languages import language_of
from helpers.speech.contents import Cue, glue, left, placed
from helpers.speech.rules import CLOSERS, FARTHEST, OPENERS, OPENS, rules
from helpers.speech.sources import source_before, without_adverbs
from helpers.speech.words import UPPER

TWO_CAPITALS = re.compile(rf"[{UPPER}][\w'’.-]+ [{UPPER}][\w'’.-]+$")


def cues(sentence: str, tag: str) -> list[Cue]:
    """The attributions of one sentence, left to right, their contents not yet cut where the next one begins.

    >>> [(c.verb, c.source, c.where) for c in cues("Ann told reporters that it was late, adding that she left.", "en")]
    [('told', 'Ann', 'front'), ('adding', '', 'front')]
    >>> [(c.verb, c.source, c.where) for c in cues("外交部发言人毛宁12日在记者会上表示，中方愿意对话。", "zh")]
    [('表示', '外交部发言人毛宁12日在记者会上', 'front')]
    >>> [(c.verb, c.source, c.where) for c in cues("Đây là điều tốt, bà Lan nói.", "vi")]
    [('nói', 'bà Lan', 'back')]
    """
    patterns = rules(language_of(tag).tag)
    found = _according(sentence, tag) + _handed(sentence, tag)
    banned = [
        match.span() for name in ("false", "titled") if patterns[name] for match in patterns[name].finditer(sentence)
    ]
    for match in patterns["verb"].finditer(sentence):
        if any(start <= match.start() and match.end() <= end for start, end in banned):
            continue
        if any(_covers(cue, match.start()) for cue in found):
            continue
        cue = _cue(sentence, match, tag, patterns)
        if cue:
            found.append(cue)
    found += _described(sentence, found, tag, patterns)
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def _covers(cue: Cue, place: int) -> bool:
    """Whether a place lies in what a cue has read already, from its verb to the beginning of its content."""
    after = [start for start, _ in cue.contents if start >= cue.end]
    return cue.start <= place < (min(after) if after else cue.end)


def _handed(sentence: str, tag: str) -> list[Cue]:
    found = []
    for pattern in language_of(tag).speech.handed:
        for match in re.finditer(pattern, sentence):
            parts = [part.strip() for part in re.split("[,，]", match["source"]) if part.strip()]
            source = next((part for part in parts if TWO_CAPITALS.search(part)), parts[0])
            verb = sentence[match.start() : match.start("source")].strip()
            if any(map(str.isalnum, sentence[match.end() :])):
                link = "quote" if sentence[match.end()] in OPENERS else "that"
                where = (match.start(), match.end(), verb, source, match.start(), "front", ((match.end(), len(sentence)),))
                found.append(Cue(*where, "said", link))
            elif "," in sentence[: match.start()]:  # …, the agency quoted the envoy as saying.
                clause = sentence[: match.start()].rindex(",")
                found.append(Cue(match.start(), match.end(), verb, source, clause, "back", ((0, clause),), "said", "end"))
    return found


def _described(sentence: str, known: list[Cue], tag: str, patterns: dict) -> list[Cue]:
    """A verb with an object that hands over to a quoted phrase: called it “a ruler in one hand”."""
    found = []
    for match in patterns["describes"].finditer(sentence) if patterns["describes"] else ():
        if any(
            cue.start == match.start()
            or _covers(cue, match.start())
            or any(a <= match.start() < b for a, b in cue.contents if a >= cue.end)
            for cue in known
        ):
            continue
        before = without_adverbs(sentence[max(0, match.start() - FARTHEST) : match.start()], patterns)
        source, clause = source_before(before, tag, patterns)
        closing = re.compile(f"[{OPENERS}][^{CLOSERS}]*[{CLOSERS}]").match(sentence, match.end())
        if (
            source is not None
            and closing
            and not (patterns["not_before"] and patterns["not_before"].search(before.rstrip()))
        ):
            found.append(
                Cue(
                    match.start(),
                    match.end(),
                    match["verb"],
                    source,
                    clause + max(0, match.start() - FARTHEST),
                    "front",
                    (closing.span(),),
                    "described",
                    "quote",
                )
            )
    return found


def _according(sentence: str, tag: str) -> list[Cue]:
    found = []
    for pattern in language_of(tag).speech.according:
        match = re.search(pattern, sentence)
        if match and not any(cue.start < match.end() and match.start() < cue.end for cue in found):
            first = not any(map(str.isalnum, sentence[: match.start()])) or sentence[match.start()] in "：，"
            contents = [(match.end(), len(sentence))] if first else [(0, match.start()), (match.end(), len(sentence))]
            verb = sentence[match.start() : match.start("source")].strip(' ,，.”"') or "according"
            found.append(
                Cue(
                    match.start(),
                    match.end(),
                    verb,
                    re.split(", (?:which|who|where)", match["source"])[0].strip(),
                    match.start(),
                    "according",
                    tuple(contents),
                    "said",
                )
            )
    return found


def _cue(sentence: str, match: re.Match[str], tag: str, patterns: dict) -> Cue | None:
    verb, begin, end = match[0], match.start(), match.end()
    before = sentence[max(0, begin - FARTHEST) : begin]
    offset = begin - len(before)
    participle = bool(patterns["participles"] and patterns["participles"].search(verb))
    if patterns["not_before"] and patterns["not_before"].search(before.rstrip()):
        return None
    may_turn = patterns["inverted"] and not participle and not patterns["tells"].search(verb) and _after_mark(before)
    turned = patterns["inverted"].match(sentence, end) if may_turn else None
    if turned:
        return _turned(sentence, begin, verb, turned, patterns)
    if participle and not before.rstrip().endswith(",") and not patterns["leads"].search(before):
        return None
    cut = without_adverbs(before, patterns)
    if patterns["not_before"] and patterns["not_before"].search(cut.rstrip()):
        return None
    source, clause = ("", len(before)) if participle else source_before(cut, tag, patterns)
    if source is None or (source and patterns["auxiliary"] and patterns["auxiliary"].search(source)):
        return None
    clause += offset
    citing = list(patterns["citing"].finditer(sentence, 0, begin)) if patterns["citing"] else []
    if citing and (citing[-1].end() <= clause or citing[-1].start() >= clause):
        source, clause = citing[-1]["source"].strip(), min(clause, citing[-1].start())
    link, content = glue(sentence, end, verb, patterns)
    if not link and patterns["not_after"] and patterns["not_after"].match(sentence, end):
        return None
    act = patterns["acts"].match(sentence, begin) if patterns["acts"] and not link else None
    strength = _strength(verb, participle, link, patterns)
    if act and act.end() == end and strength not in ("participle", "weak"):
        strength = "acts"
    lead = left(sentence, clause, patterns) if source or not participle else False
    return placed(sentence, (begin, end, verb, source, clause, strength), link, content, lead, tag)


def _strength(verb: str, participle: bool, link: str, patterns: dict) -> str:
    if participle:
        return "participle"
    if not link and patterns["weak"] and patterns["weak"].search(verb):
        return "weak"
    for name, strength in (("said", "said"), ("reported", "reported"), ("quoted_only", "quoted"), ("acts", "reported")):
        if patterns[name] and patterns[name].search(verb):
            return strength
    return "open" if link == "that" else "reported"


def _turned(sentence: str, begin: int, verb: str, turned: re.Match[str], patterns: dict) -> Cue | None:
    """A verb before its speaker: …, said the minister."""
    after = re.compile(f"[^{OPENERS}]*?[,.:]\\s*(?={OPENS})").match(sentence, turned.end())
    contents = ((0, begin), (after.end(), len(sentence))) if after else ((0, begin),)
    strength = _strength(verb, False, "end", patterns)
    if strength == "acts":
        return None
    source = turned["source"].strip()
    named = re.compile(rf",\s*([{UPPER}][\w'’.-]*(?: [{UPPER}][\w'’.-]*){{1,3}})(?=[.,]|\s*$)").match(
        sentence, turned.end()
    )
    source = named[1] if named and source[:1].islower() else source
    return Cue(begin, turned.end(), verb, source, begin, "middle" if after else "back", contents, strength)


def _after_mark(before: str) -> bool:
    return bool(re.search(f"[,?!—–{re.escape(CLOSERS)}]\\s*$", before))
