"""The codebook: frames, concepts, their entries per language, and actors; read whole and checked, or refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers.coding.cues import BY_CUES, CUES, NO_CUES, Cues, read_cues
from helpers.coding.matching import ACTOR, BLOCKER, Matcher, form_key
from helpers.coding.proximity import MOST_PARTS, is_proximity, parts_of
from helpers.languages import LANGUAGES, language_of
from helpers.segmentation import Names
from helpers.tables import CorpusError, read_csv

COLUMNS = {
    "frames": ["frame", "label", "definition", "dimension"],
    "concepts": ["concept", "frame", "definition"],
    "entries": ["concept", "language", "form", "gloss", "note"],
    "actors": ["actor", "label", "kind", "camp", *LANGUAGES],
}
SETS = ["set", *LANGUAGES]
NO_GLOSS = "no gloss"
GLOSS_LANGUAGE = "en"  # the language glosses are written in, whose words therefore need none
SHORTEST_STEM = 4  # letters before a wildcard; fewer would swallow the dictionary


@dataclass(frozen=True)
class Codebook:
    """Frames (frame, label, definition, dimension), concepts (concept, frame, definition, label), entries (concept, language, form,
    gloss, note, core: "yes" for a form that hardly ever means anything else) and actors (actor, label, kind, camp, a column of
    forms per language), each with one row per what it names; sets: language → name → forms that an entry may name as @name; cues: the
    points that sets give to frames."""

    frames: pd.DataFrame
    concepts: pd.DataFrame
    entries: pd.DataFrame
    actors: pd.DataFrame
    sha256: str
    sets: dict[str, dict[str, str]] = field(default_factory=dict)
    cues: Cues = NO_CUES
    _matchers: dict = field(default_factory=dict, repr=False, compare=False)
    _names: dict = field(default_factory=dict, repr=False, compare=False)

    def matcher(self, tag: str) -> Matcher:
        """The matcher for a language, built once."""
        primary = language_of(tag).tag
        if primary not in self._matchers:
            own, sets = self.entries[self.entries["language"] == primary], self.sets.get(primary, {})
            pairs = list(zip(own["concept"], own["form"], strict=True))
            for actor, forms in zip(self.actors["actor"], self.actors[primary], strict=True):
                pairs += [(ACTOR + actor, form) for form in split_forms(forms)]
            self._matchers[primary] = Matcher(pairs, primary, sets, [name for name in self.cues.fields if name in sets])
        return self._matchers[primary]

    def names(self, tag: str) -> Names:
        """The names that count as one word in a language: its actors' and the language's own compounds. Built once.

        A concept's forms stay words of their own: many are phrases, and one that is joined would be missing from the counts of its parts.
        """
        primary = language_of(tag).tag
        if primary not in self._names:
            forms = [form for cell in self.actors[primary] for form in split_forms(cell)]
            self._names[primary] = Names([*forms, *language_of(primary).compounds], primary)
        return self._names[primary]

    @cached_property
    def frame_of(self) -> dict[str, str]:
        """concept → frame; the cues of a frame are a concept of theirs."""
        return dict(zip(self.concepts["concept"], self.concepts["frame"], strict=True)) | {CUES + name: name for name in self.cues.frames}

    @cached_property
    def label_of(self) -> dict[str, str]:
        """frame → its name for readers; concept → the same."""
        labels = dict(zip(self.frames["frame"], self.frames["label"], strict=True))
        said = self.concepts["label"].where(self.concepts["label"] != "", self.concepts["concept"].str.replace("_", " "))
        cues = {CUES + name: f"cues of {labels[name].lower()}" for name in self.cues.frames}
        return dict(zip(self.concepts["concept"], said, strict=True)) | labels | cues

    @cached_property
    def gloss_of(self) -> dict[tuple[str, str, str], str]:
        """(language, concept, form) → what the entry means in English: "" for an English form, "no gloss" where the entry says nothing."""
        keys = self.entries[["language", "concept", "form"]].itertuples(index=False, name=None)
        glosses = self.entries["gloss"].where((self.entries["gloss"] != "") | (self.entries["language"] == GLOSS_LANGUAGE), NO_GLOSS)
        cues = {(tag, CUES + name, BY_CUES): "words that go with the frame" for tag in LANGUAGES for name in self.cues.frames}
        return dict(zip(keys, glosses, strict=True)) | cues


def split_forms(cell: str) -> list[str]:
    """The forms in a cell of actors.csv.

    >>> split_forms("Trung Quốc | Bắc Kinh")
    ['Trung Quốc', 'Bắc Kinh']
    """
    return [form.strip() for form in cell.split("|") if form.strip()]


def load_codebook(folder: Path | str, cues: bool = True) -> Codebook:
    """Read and check a codebook folder (frames, concepts, entries, actors, sets and, but where `cues` is False, cues .csv); nothing is
    half-loaded.

    Raises CorpusError with file, row and remedy at the first row that cannot be used.
    """
    folder = Path(folder)
    tables = {name: read_csv(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    _check_keys(folder, tables)
    sets = read_sets(folder)
    _check_entries(folder / "entries.csv", tables, sets)
    for name, column in (("entries", "core"), ("concepts", "label")):
        if column not in tables[name]:
            tables[name] = tables[name].assign(**{column: ""})
    # the hash is of what the tables say, not of how a spreadsheet wrote them; `core` and `label` decide nothing that is stored
    said = "\n".join(table[COLUMNS[name]].to_csv(index=False, lineterminator="\n") for name, table in tables.items())
    said += "".join(f"\n@{name},{tag},{cell}" for tag, own in sets.items() for name, cell in own.items())
    points = read_cues(folder, tables["frames"]["frame"].tolist(), {name for own in sets.values() for name in own}) if cues else NO_CUES
    said += "\n" + points.table.to_csv(index=False, lineterminator="\n") if len(points.table) else ""
    return Codebook(**tables, sets=sets, cues=points, sha256=hashlib.sha256(said.encode()).hexdigest())


def read_sets(folder: Path) -> dict[str, dict[str, str]]:
    """Language → set → its forms, of sets.csv (columns: set, one per language); empty without the file."""
    if not (folder / "sets.csv").is_file():
        return {}
    table = read_csv(folder / "sets.csv", SETS)
    for row, (name, again) in enumerate(zip(table["set"], table["set"].duplicated(), strict=True), start=2):
        if again or not name.strip():
            raise CorpusError(folder / "sets.csv", row, f"the set {name!r} is " + ("taken" if again else "unnamed"), "name it otherwise")
    sets = {tag: {name: cell for name, cell in zip(table["set"], table[tag], strict=True) if cell.strip()} for tag in LANGUAGES}
    for row, name in enumerate(table["set"], start=2):
        for tag, own in sets.items():
            problem = form_problem(f"@{name} ~ @{name}", tag, own)
            if problem:
                raise CorpusError(folder / "sets.csv", row, f"the set {name!r} ({tag}) {problem}", "correct the cell")
    return sets


def _check_keys(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    for name, key in (("frames", "frame"), ("concepts", "concept"), ("actors", "actor")):
        table = tables[name]
        for row, (value, again) in enumerate(zip(table[key], table[key].duplicated(), strict=True), start=2):
            if not value.strip():
                raise CorpusError(folder / f"{name}.csv", row, f"the {key} is empty", "name it or delete the row")
            if again or value == BLOCKER:
                raise CorpusError(folder / f"{name}.csv", row, f"the {key} {value!r} is taken", "give it a name of its own")
    known = set(tables["frames"]["frame"])
    for row, (concept, frame) in enumerate(zip(tables["concepts"]["concept"], tables["concepts"]["frame"], strict=True), start=2):
        if frame not in known:
            raise CorpusError(
                folder / "concepts.csv",
                row,
                f"the concept {concept!r} has the frame {frame!r}",
                "name a frame of frames.csv",
            )


def _check_entries(path: Path, tables: dict[str, pd.DataFrame], sets: dict[str, dict[str, str]]) -> None:
    concepts = set(tables["concepts"]["concept"]) | {BLOCKER}
    seen: dict[tuple[str, str, str], int] = {}
    for row, entry in enumerate(tables["entries"].itertuples(index=False), start=2):
        if entry.concept not in concepts:
            raise CorpusError(path, row, f"the concept {entry.concept!r} is unknown", "define it in concepts.csv")
        if entry.language not in LANGUAGES:
            raise CorpusError(path, row, f"the language {entry.language!r} is unknown", f"write {', '.join(LANGUAGES)}")
        problem = form_problem(entry.form, entry.language, sets.get(entry.language))
        if problem:
            raise CorpusError(path, row, f"the form {entry.form!r} {problem}", "correct it or delete the row")
        if getattr(entry, "core", "") not in ("", "yes"):
            raise CorpusError(path, row, f"core is {entry.core!r}", "write yes, or leave it empty")
        key = (entry.concept, entry.language, form_key(entry.form, entry.language))
        if key in seen:
            raise CorpusError(path, row, f"the form {entry.form!r} stands in row {seen[key]} already", "delete one of them")
        seen[key] = row


def form_problem(form: str, tag: str, sets: dict[str, str] | None = None) -> str:
    """Why a form cannot be an entry, or "".

    >>> form_problem("a*", "en"), form_problem("——", "zh"), form_problem("kiểm soát vũ khí", "vi")
    ('has a wildcard after fewer than 4 letters', 'has no letter or digit', '')
    >>> form_problem("human* ~ ", "en"), form_problem("@folk ~ decid*", "en"), form_problem("{we|human*} ~ decid*", "en")
    ('has an empty part', 'names the set @folk, which is not in sets.csv', '')
    """
    if not is_proximity(form):
        return _literal_problem(form, tag)
    try:
        parts = parts_of(form, sets or {})
    except KeyError as error:
        return f"names the set @{error.args[0]}, which is not in sets.csv"
    if not 2 <= len(parts) <= MOST_PARTS:
        return f"has {len(parts)} parts, not two to {MOST_PARTS}"
    if not all(all(part) for part in parts):
        return "has an empty part"
    for part in parts:
        for piece in part:
            problem = _literal_problem(piece, tag)
            if problem and (problem != "is a stopword" or len(part) == 1):
                return f"has the part {piece!r}, which {problem}"
    return ""


def _literal_problem(form: str, tag: str) -> str:
    stem = form.removesuffix("*").strip()
    if not any(character.isalnum() for character in stem):
        return "has no letter or digit"
    if form.endswith("*") and len(stem.split()[-1]) < SHORTEST_STEM:
        return f"has a wildcard after fewer than {SHORTEST_STEM} letters"
    if stem.lower() in language_of(tag).stopwords:
        return "is a stopword"
    return ""
