"""Two scorecards for what no single word decides: whether a verb reports here, and whether a speaker goes on without being named.

Each sign that is met adds its points (points.csv: question, sign, a column per language); where they come to more than zero with those of
`start`, the answer is yes. The points are the weights of a ridge logistic regression, times ten and rounded, fitted by
`validation.voice_points` on gold standards: what a yes does there to the number of quotations found right.
"""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpers.languages import language_of
from helpers.speech import tagger
from helpers.speech.contents import Cue
from helpers.speech.names import head
from helpers.speech.rules import MASK, NAME
from helpers.speech.sources import without_adverbs

if TYPE_CHECKING:
    from helpers.speech.reader import Unit, VoiceReader

POINTS = Path(__file__).parent / "points.csv"
REPORTS, GOES_ON, START = "reports", "goes on", "start"
LONG = 3  # letters of a spaced script that weigh as much as one Chinese character


class Doubt(NamedTuple):
    """One question to a scorecard, and the characters of the paragraph that a yes gives to a speaker."""

    question: str
    paragraph: int
    place: tuple[int, int]  # the verb or the sentence
    spans: tuple[tuple[int, int], ...]
    signs: frozenset[str]
    tag: str


@cache
def points() -> dict[tuple[str, str], dict[str, int]]:
    """(question, language) → sign → points."""
    table: dict[tuple[str, str], dict[str, int]] = {}
    with POINTS.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for tag in row.keys() - {"question", "sign"}:
                table.setdefault((row["question"], tag), {})[row["sign"]] = int(row[tag])
    return table


def weigh(doubt: Doubt, table: dict[tuple[str, str], dict[str, int]] | None = None) -> bool:
    """Whether the signs speak for a yes."""
    own = (table or points())[doubt.question, doubt.tag]
    return own.get(START, 0) + sum(own.get(sign, 0) for sign in doubt.signs) > 0


@cache
def _words(tag: str) -> dict[str, re.Pattern[str]]:
    facts = tomllib.loads((Path(__file__).parent / "signs.toml").read_text(encoding="utf-8"))
    left, right = (r"(?<!\w)", r"(?!\w)") if language_of(tag).ends_need_space else ("", "")
    return {name: re.compile(f"{left}(?:{own[tag]}){right}") for name, own in facts.items()}


def does_report(reader: VoiceReader, unit: Unit, cue: Cue, kept: list[Cue]) -> Doubt:
    """Whether a cue of a sentence counts; `kept`: those before it that do."""
    signs = {f"stands {cue.where}", f"verb {cue.strength}", f"link {cue.glue or 'none'}", *(f"doubt {why}" for why in cue.doubts)}
    signs |= {"doubt"} if cue.doubts else set()
    signs |= _of_speaker(reader, unit, cue) if cue.source else _of_nobody(reader, unit, cue, kept)
    signs |= {f"report {min(2, len(kept)) + 1}"} | _of_content(reader, unit, cue)
    signs |= _of_outer(reader, unit, cue, kept[-1]) if kept else set()
    signs |= _of_next(unit, cue)
    spans = tuple((unit.start + start, unit.start + end) for start, end in cue.contents)
    place = (unit.start + cue.start, unit.start + cue.end)
    return Doubt(REPORTS, reader.number, place, spans, frozenset(signs), language_of(reader.tag).tag)


def _of_speaker(reader: VoiceReader, unit: Unit, cue: Cue) -> set[str]:
    speakers, surface = reader.speakers, head(cue.source, reader.tag)
    named = reader.spaced and NAME.fullmatch(surface)
    signs = {"speaker can speak" if speakers.eligible(cue.source) else "speaker cannot speak"}
    if speakers.pronoun(surface) is not None:
        signs.add("speaker pronoun")
    elif any(speakers.short(name) in surface for name in speakers.people):
        signs.add("speaker known")
    else:
        kinds = (name for name in ("document", "noun", "titles", "studies") if speakers.patterns[name].search(surface))
        signs.add(f"speaker {next(kinds, 'unknown')}")
    tests = {
        "speaker media": reader.rules["media"].search(surface),
        "speaker cut short": len(cue.source) - len(surface) > 6,
        "speaker lower case": surface[:1].islower(),
        "speaker name": named,
    }
    return signs | {name for name, found in tests.items() if found}


def _of_nobody(reader: VoiceReader, unit: Unit, cue: Cue, kept: list[Cue]) -> set[str]:
    tests = {
        "no speaker": True,
        "no speaker, at the start": cue.start == 0,
        "no speaker, someone spoke": cue.start > 0 and reader.current.name,
        "no speaker, subject before": reader.subject(unit.text[: cue.start]),
    }
    if kept:
        lead = without_adverbs(unit.text[: cue.start], reader.rules)
        after = "comma" if lead.endswith((",", "，")) else "words"
        tests |= {f"no speaker, after {after}": True, "no speaker, after and": reader.rules["joined"].search(lead)}
    return {name for name, found in tests.items() if found}


def _of_outer(reader: VoiceReader, unit: Unit, cue: Cue, outer: Cue) -> set[str]:
    before = unit.text[: cue.clause].rstrip()
    lead = reader.rules["joined"].sub("", before).rstrip()
    apart = cue.clause > 1 and lead.endswith((",", "，", ";", "；", "—", "–"))
    begin, end = outer.contents[-1] if outer.contents else (0, 0)
    signs = {f"outer stands {outer.where}", f"outer verb {outer.strength}", f"outer link {outer.glue or 'none'}"}
    signs.add("outer at once" if cue.clause <= begin + 2 else "outer earlier")
    tests = {
        "outer at once, speaker": cue.source and cue.clause <= begin + 2,
        "outer media": reader.rules["media"].search(outer.source),
        "outer around": cue.start < end,
        "clause of its own": apart,
        "clause of its own, speaker": apart and cue.source and cue.clause > begin + 2 and reader.speakers.eligible(cue.source),
        "clause of its own, and": apart and lead != before,
    }
    return signs | {name for name, found in tests.items() if found}


def _of_next(unit: Unit, cue: Cue) -> set[str]:
    after = next((other for other in unit.cues if other.start > cue.start), None)
    if not after:
        return {"then nothing"}
    between = unit.text[cue.end : after.start]
    near = "" if re.search("[,，;；:：]", between) else " in the same clause"
    signs = {f"then a verb{near}", f"then link {after.glue or 'none'}{near}", f"then verb {after.strength}"}
    return signs | ({"then someone"} if after.source else set())


def _of_content(reader: VoiceReader, unit: Unit, cue: Cue) -> set[str]:
    if not cue.contents:
        return set()
    text = unit.text[slice(*cue.contents[-1])]
    size = sum(map(str.isalnum, text)) / (LONG if reader.spaced else 1)
    signs = {f"content size {sum(size > least for least in (5, 12, 30))}"}
    first = tagger.tagged(text[:12]) if not reader.spaced else ()
    if first:
        signs.add(f"content begins {first[0][1][0]}")
    finite = reader.rules["finite"]
    tests = {
        "content clause": finite.search(text[:80]) if finite else not reader.spaced and tagger.is_clause(re.split("[，。；]", text)[0]),
        "content comma": re.search("[,，].", text),
        "content quoted": cue.where != "back" and MASK in text,
    }
    return signs | {name for name, found in tests.items() if found}


def does_go_on(reader: VoiceReader, index: int) -> Doubt:
    """Whether a sentence in which nobody is named as speaking is still the last speaker's."""
    unit, text, rest, speakers = reader.units[index], reader.units[index].text, reader.units[index + 1 :], reader.speakers
    name, cue = reader.current.name, reader.cue
    size = sum(map(str.isalnum, text)) / (LONG if reader.spaced else 1)
    signs = {name for name, pattern in _words(language_of(reader.tag).tag).items() if pattern.search(text)}
    signs |= {f"before {reader.last.kind}", f"before link {cue.glue or 'none'}" if cue else "before no verb"}
    signs.add(f"sentences since {min(reader.run, 3)}" if index else "new paragraph")
    subject, short = reader.subject(text), speakers.short(name)
    if subject and not (short and short in subject):
        signs.add("subject pronoun" if speakers.pronoun(subject) is not None else "subject other")
    following = next((place for place, later in enumerate(rest) if later.cues), None)
    if following is not None:
        source = rest[following].cues[0].source
        same = not source or speakers.pronoun(source) is not None or (short and short in source)
        signs.add(f"{'later' if following else 'next'} {'same' if same else 'other'} speaker")
    after = reader.quotes[reader.number + 1] if reader.number + 1 < len(reader.quotes) else []
    tests = {
        "short": size < 12,
        "long": size >= 35,
        "judges": signs & {"duty", "judgement", "can", "future", "if", "you"},
        "narrates": reader.narrated(text, name),
        "names someone": any(person != name for _, person, _ in speakers.persons(text)),
        "last sentence": not rest,
        "no speaker to come": following is None,
        "next paragraph quoted": after and after[0].start == 0,
    }
    signs |= {sign for sign, found in tests.items() if found}
    span = (unit.start, unit.end)
    return Doubt(GOES_ON, reader.number, span, (span,), frozenset(signs), language_of(reader.tag).tag)
