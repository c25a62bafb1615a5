"""Cues: fields of words, and words, that go with a frame, each with its points; where a paragraph's points suffice, it evokes the frame.

An entry finds an idea in its own words. News also tells by many small words, none of which would do alone: a prototype, a factory, a
price, an engineer; and where an entry's word stands among a match and its goals, it means something else. The points say how much each
field, in every language alike, and each word of a language counts for or against each frame: they are the weights of a logistic
regression on coded paragraphs (`validation.points`), times ten and rounded, as in the points systems of Sullivan, Massaro and D'Agostino
(2004, Statistics in Medicine 23). Burscher et al. (2014, Communication Methods and Measures 8) teach frames of news in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.languages import LANGUAGES
from helpers.segmentation import term
from helpers.tables import CorpusError, read_csv

BY_CUES = "cues"  # the form of a mention that cues make, and what shadows an entry that they speak against
CUES = BY_CUES + ":"  # what the concept of a frame's cues begins with
START = "start"  # the row of points that every paragraph has, before any field
SHOWN = 4  # fields named in a mention
ENTRY = 15  # points that an entry of the frame is worth: where start and cues come to less than -ENTRY, it does not count


class Cue(NamedTuple):
    """Where a cue is first met in a paragraph: sentence, character of the paragraph, and the word."""

    sentence: int
    place: int
    word: str


class Cues:
    """The points of cues.csv. `table`: cue, and a column of points per frame; `fields`: the cues that are sets, in the order of the file;
    `words`: those that are words of a language (en:prototype)."""

    def __init__(self, table: pd.DataFrame):
        self.table, self.frames = table, [name for name in table.columns if name != "cue"]
        points = table.set_index("cue")[self.frames].astype(int)
        self.words = frozenset(name for name in points.index if ":" in name)
        self.fields = [name for name in points.index if name != START and name not in self.words]
        self._row = {name: row for row, name in enumerate(points.index) if name != START}
        self._points = points.to_numpy()
        self._start = points.loc[START].to_numpy() if START in points.index else np.zeros(len(self.frames))

    def weigh(self, present: Mapping[str, Cue]) -> tuple[dict[str, list[Cue]], set[str]]:
        """The frames that the cues of a paragraph tell, each with the SHOWN that give it most, and those they speak against.

        Told: start and points come to zero or more. Against: they come to so little that an entry's ENTRY points would not bring them to
        zero. A paragraph without any cue speaks neither for a frame nor against one.

        >>> cues = Cues(pd.DataFrame({"cue": ["start", "trial", "plant", "goal"], "capability": [-20, 15, 9, -12]}))
        >>> trial, plant, goal = Cue(0, 4, "tested"), Cue(1, 19, "factory"), Cue(0, 30, "goals")
        >>> [cue.word for cue in cues.weigh({"trial": trial, "plant": plant})[0]["capability"]]
        ['tested', 'factory']
        >>> cues.weigh({"plant": plant, "goal": goal, "trial": trial}), cues.weigh({"goal": goal}), cues.weigh({})
        (({}, set()), ({}, {'capability'}), ({}, set()))
        """
        known = [name for name in present if name in self._row]
        if not known:
            return {}, set()
        each = self._points[[self._row[name] for name in known]]
        sums, told = self._start + each.sum(axis=0), {}
        for column in np.flatnonzero(sums >= 0):
            order = sorted((-points, name) for points, name in zip(each[:, column], known, strict=True) if points > 0)
            told[self.frames[column]] = _apart(present[name] for _, name in order)
        told = {frame: cues for frame, cues in told.items() if cues}
        return told, {self.frames[column] for column in np.flatnonzero(sums < -ENTRY)}


def _apart(cues: Iterable[Cue]) -> list[Cue]:
    """The first SHOWN of cues of which no two share a word or letters of the text."""
    kept: list[Cue] = []
    for cue in cues:
        if len(kept) == SHOWN:
            break
        ends = cue.place + len(cue.word)
        if all(cue.word != other.word and (ends <= other.place or other.place + len(other.word) <= cue.place) for other in kept):
            kept.append(cue)
    return kept


NO_CUES = Cues(pd.DataFrame(columns=["cue"]))


@lru_cache(maxsize=100_000)
def word_cue(word: str, code: str) -> str:
    """The cue that a word of a language is: its term, in the codebook's regional spelling.

    >>> word_cue("Meters", "en"), word_cue("飞弹", "zh")
    ('en:metres', 'zh:导弹')
    """
    told = term(word)
    for own, other in LANGUAGES[code].regional:
        told = told.replace(other, own)
    return f"{code}:{told}"


def words_met(text: str, spans: list[tuple[int, int]], spoken: list[list[str]], code: str, known: Container[str]) -> dict[str, Cue]:
    """The word cues among the words of a normalised text, where each first stands; spans: its sentences, spoken: their words.

    >>> words_met("A test. It tests a part.", [(0, 7), (8, 24)], [["A", "test"], ["It", "tests", "a", "part"]], "en", {"en:part"})
    {'en:part': Cue(sentence=1, place=19, word='part')}
    """
    met: dict[str, Cue] = {}
    for sentence, ((start, end), own) in enumerate(zip(spans, spoken, strict=True)):
        for word in own:
            cue = word_cue(word, code)
            if cue in known and cue not in met:
                met[cue] = Cue(sentence, max(start, text.find(word, start, end)), word)
    return met


def read_cues(folder: Path, frames: list[str], sets: set[str]) -> Cues:
    """The points of a codebook's cues.csv; none without the file. CorpusError names the row of an unknown cue or frame, or of no number."""
    path = folder / "cues.csv"
    if not path.is_file():
        return NO_CUES
    table = read_csv(path, ["cue"])
    unknown = [name for name in table.columns if name != "cue" and name not in frames]
    if unknown:
        raise CorpusError(path, 1, f"the column {unknown[0]!r} is no frame", "name it as frames.csv does")
    for row, (name, *own) in enumerate(table[["cue", *table.columns.drop("cue")]].itertuples(index=False), start=2):
        code, _, word = name.partition(":")
        if name != START and name not in sets and (code not in LANGUAGES or word_cue(word, code) != name or not word):
            remedy = "define it there, write a word as en:word, in lower case, or delete the row"
            raise CorpusError(path, row, f"the cue {name!r} is no set of sets.csv and no word of a language", remedy)
        wrong = [cell for cell in own if not re.fullmatch(r"-?\d+", cell, re.ASCII)]
        if wrong:
            raise CorpusError(path, row, f"{wrong[0]!r} is no whole number of points", "write one, 0 where the cue says nothing")
    if START not in set(table["cue"]) or table["cue"].duplicated().any():
        raise CorpusError(path, None, "each cue, and the row start, must stand once", "add or delete rows")
    return Cues(table)
