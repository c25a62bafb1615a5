"""`python -m helpers check FOLDER`: all that is wrong or doubtful in a codebook, row by row; nothing stops at the first fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.codebook import COLUMNS, form_problem, read_sets, split_forms
from helpers.coding.cues import read_cues
from helpers.coding.matching import ACTOR, BLOCKER, Matcher, form_key
from helpers.coding.proximity import is_proximity, parts_of
from helpers.languages import LANGUAGES
from helpers.segmentation import normalise, sentences
from helpers.tables import CorpusError, read_csv

REPORT = ["kind", "file", "row", "problem", "remedy"]
_REGEX = re.compile(r"[\\\[\]{}^$|+?]|\.\*|\(\?|\*.")
Finding = tuple[str, str, int | None, str, str]


def report_on_codebook(folder: Path | str) -> pd.DataFrame:
    """Every finding about a codebook folder, in order of file and row: kind, file, row, problem, remedy.

    kind: "fault" (`load_codebook` refuses it), "gap" (a concept without entry in a language), "collision" (a form that stands for two
    frames, or is a blocker too), "double" (a wildcard counts it already), "literal" (reads like a regular expression, is matched letter by
    letter), "never matches" (its own text does not bring it out: boundaries, sentence ends or a blocker are in the way).
    """
    folder, tables, found = Path(folder), {}, []
    for name, columns in COLUMNS.items():
        try:
            tables[name] = read_csv(folder / f"{name}.csv", columns)
        except CorpusError as error:
            found.append(("fault", f"{name}.csv", error.row, error.args[0], "mend the file first"))
    sets = {}
    try:
        sets = read_sets(folder)
    except CorpusError as error:
        found.append(("fault", "sets.csv", error.row, error.args[0], "mend the file first"))
    if not found:
        try:
            read_cues(folder, tables["frames"]["frame"].tolist(), {name for own in sets.values() for name in own})
        except CorpusError as error:
            found.append(("fault", "cues.csv", error.row, error.args[0], "mend the file first"))
        found += [*_keys(tables), *_entries(tables, sets), *_gaps(tables)]
        found += [*_collisions(tables, sets), *_unmatched(tables, sets)]
    report = pd.DataFrame(found, columns=REPORT).astype({"row": "Int64"})
    return report.sort_values(["file", "row", "kind"], kind="stable", ignore_index=True)


def _keys(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    frames = set(tables["frames"]["frame"])
    for name, key in (("frames", "frame"), ("concepts", "concept"), ("actors", "actor")):
        first: dict[str, int] = {}
        for row, value in enumerate(tables[name][key], start=2):
            if not value.strip():
                yield "fault", f"{name}.csv", row, f"the {key} is empty", "name it or delete the row"
            elif value == BLOCKER or first.setdefault(value, row) != row:
                yield "fault", f"{name}.csv", row, f"the {key} {value!r} is taken", "give it a name of its own"
    for row, (concept, frame) in enumerate(zip(tables["concepts"]["concept"], tables["concepts"]["frame"], strict=True), start=2):
        if frame not in frames:
            yield "fault", "concepts.csv", row, f"the concept {concept!r} has the frame {frame!r}", "name a frame of frames.csv"


def _entries(tables: dict[str, pd.DataFrame], sets: dict) -> Iterator[Finding]:
    concepts = {*tables["concepts"]["concept"], BLOCKER}
    first: dict[tuple[str, str, str], int] = {}
    for row, entry in enumerate(tables["entries"].itertuples(index=False), start=2):
        if entry.concept not in concepts:
            yield "fault", "entries.csv", row, f"the concept {entry.concept!r} is unknown", "define it in concepts.csv"
        if entry.language not in LANGUAGES:
            yield "fault", "entries.csv", row, f"the language {entry.language!r} is unknown", f"write {', '.join(LANGUAGES)}"
            continue
        problem = form_problem(entry.form, entry.language, sets.get(entry.language))
        if problem:
            yield "fault", "entries.csv", row, f"the form {entry.form!r} {problem}", "correct it or delete the row"
            continue
        if not is_proximity(entry.form) and _REGEX.search(entry.form):
            said = f"the form {entry.form!r} reads like a regular expression and is matched letter by letter"
            yield "literal", "entries.csv", row, said, "write each form in a row of its own; a * may end an English stem"
        before = first.setdefault((entry.concept, entry.language, form_key(entry.form, entry.language)), row)
        if before != row:
            yield "fault", "entries.csv", row, f"the form {entry.form!r} stands in row {before} already", "delete one of them"


def _gaps(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    there = set(zip(tables["entries"]["concept"], tables["entries"]["language"], strict=True))
    for row, concept in enumerate(tables["concepts"]["concept"], start=2):
        for language in LANGUAGES:
            if (concept, language) not in there:
                problem = f"the concept {concept!r} has no entry in {language}"
                yield "gap", "concepts.csv", row, problem, "add entries, or say in the definition why there are none"


def _sound(tables: dict[str, pd.DataFrame], language: str, sets: dict) -> pd.DataFrame:
    """The entries of a language that can be loaded: row, concept, form, folded (as compared)."""
    entries = tables["entries"].assign(row=range(2, len(tables["entries"]) + 2))
    entries = entries[entries["language"] == language]
    entries = entries[[not form_problem(form, language, sets.get(language)) for form in entries["form"]]]
    return entries.assign(folded=[form_key(form, language) for form in entries["form"]])


def _collisions(tables: dict[str, pd.DataFrame], sets: dict) -> Iterator[Finding]:
    frame_of = dict(zip(tables["concepts"]["concept"], tables["concepts"]["frame"], strict=True))
    for language in LANGUAGES:
        entries = _sound(tables, language, sets)
        first: dict[str, tuple[str, int, str]] = {}
        for row, concept, form, folded in entries[["row", "concept", "form", "folded"]].itertuples(index=False):
            meaning = frame_of.get(concept, concept)
            earlier, at, other = first.setdefault(folded, (meaning, row, concept))
            if earlier != meaning:
                problem = f"the form {form!r} ({concept}) stands in row {at} for {other}"
                yield "collision", "entries.csv", row, problem, "decide for one, or make both longer"
        yield from _doubles(entries)


def _doubles(entries: pd.DataFrame) -> Iterator[Finding]:
    """Forms that a wildcard of the same concept finds already."""
    for _, same in entries.groupby("concept", sort=False):
        rows = list(same[~same["form"].map(is_proximity)].itertuples(index=False))
        for wild in (row for row in rows if row.folded.endswith("*")):
            stem = wild.folded.removesuffix("*")
            for other in rows:
                rest = other.folded.removesuffix("*").removeprefix(stem)
                if other.row != wild.row and other.folded.startswith(stem) and (rest.isalpha() or not rest):
                    problem = f"{other.form!r} is found by {wild.form!r} of row {wild.row} too, and counts twice"
                    yield "double", "entries.csv", int(other.row), problem, "delete the longer form or the wildcard"


def _unmatched(tables: dict[str, pd.DataFrame], sets: dict) -> Iterator[Finding]:
    """Entries and actors' names whose own text does not bring them out."""
    for language in LANGUAGES:
        entries = _sound(tables, language, sets)
        rows = [("entries.csv", row.row, row.concept, row.form) for row in entries.itertuples(index=False)]
        for row, (actor, forms) in enumerate(zip(tables["actors"]["actor"], tables["actors"][language], strict=True), start=2):
            rows += [("actors.csv", row, ACTOR + actor, form) for form in split_forms(forms) if not form_problem(form, language)]
        matcher = Matcher([(concept, form) for _, _, concept, form in rows], language, sets.get(language))
        for file, row, concept, form in rows:
            said = " ".join(part[0] for part in parts_of(form, sets.get(language, {}))).replace("*", "") if is_proximity(form) else form
            text = normalise(said.removesuffix("*"), "zh-Hant" if language == "zh" else language)
            spans = sentences(text, language)
            remedy = "write it as it stands in running text, or delete the row"
            if len(spans) > 1:
                yield "never matches", file, row, f"the form {form!r} ({language}) is cut at a sentence end", remedy
            elif concept != BLOCKER:
                own = [match for match in matcher.find_all(text) if (match.concept, match.form) == (concept, form)]
                if not own:
                    yield "never matches", file, row, f"the form {form!r} ({language}) is not found in its own text", remedy
                elif all(match.shadowed_by for match in own):
                    problem = f"the form {form!r} is always hidden by {own[0].shadowed_by!r}"
                    yield "never matches", file, row, problem, "delete one of the two"
