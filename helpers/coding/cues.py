"""Cues: fields of words that go with a frame, each with its points; where a paragraph's points suffice, it evokes the frame.

An entry finds an idea in its own words. News also tells by many small words, none of which would do alone: a prototype, a factory, a
price, an engineer; and where an entry's word stands among a match and its goals, it means something else. The points say how much each
field counts for or against each frame, in every language alike: they are the weights of a logistic regression on coded paragraphs
(`validation.points`), times ten and rounded, as in the points systems of Sullivan, Massaro and D'Agostino (2004, Statistics in Medicine
23). Burscher et al. (2014, Communication Methods and Measures 8) teach frames of news in the same way, with words where we have fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.tables import CorpusError, read_csv

BY_CUES = "cues"  # the form of a mention that cues make, and what shadows an entry that they speak against
CUES = BY_CUES + ":"  # what the concept of a frame's cues begins with
START = "start"  # the row of points that every paragraph has, before any field
SHOWN = 4  # fields named in a mention
ENTRY = 12  # points that an entry of the frame is worth: where start and fields come to less than -ENTRY, it does not count


class Cue(NamedTuple):
    """Where a field is first met in a paragraph: sentence, character of the paragraph, and the word."""

    sentence: int
    place: int
    word: str


class Cues:
    """The points of cues.csv. `fields`: names of sets, in the order of the file; `table`: set, and a column of points per frame."""

    def __init__(self, table: pd.DataFrame):
        self.table, self.frames = table, [name for name in table.columns if name != "set"]
        points = table.set_index("set")[self.frames].astype(int)
        self.fields = [name for name in points.index if name != START]
        self._start = points.loc[START].to_numpy() if self.fields else np.zeros(len(self.frames))
        self._points = dict(zip(self.fields, points.drop(index=START, errors="ignore").to_numpy(), strict=True))

    def weigh(self, present: Mapping[str, Cue]) -> tuple[dict[str, list[Cue]], set[str]]:
        """The frames that the fields of a paragraph tell, each with the SHOWN cues that give it most, and those they speak against.

        Told: start and points come to zero or more. Against: they come to so little that an entry's ENTRY points would not bring them to
        zero. A paragraph without any field speaks neither for a frame nor against one.

        >>> cues = Cues(pd.DataFrame({"set": ["start", "trial", "plant", "goal"], "capability": [-20, 15, 9, -12]}))
        >>> trial, plant, goal = Cue(0, 4, "tested"), Cue(1, 9, "factory"), Cue(0, 30, "goals")
        >>> [cue.word for cue in cues.weigh({"trial": trial, "plant": plant})[0]["capability"]]
        ['tested', 'factory']
        >>> cues.weigh({"plant": plant, "goal": goal, "trial": trial}), cues.weigh({"goal": goal}), cues.weigh({})
        (({}, set()), ({}, {'capability'}), ({}, set()))
        """
        known = [name for name in present if name in self._points]
        if not known:
            return {}, set()
        each = np.array([self._points[name] for name in known])
        sums, told = self._start + each.sum(axis=0), {}
        for column in np.flatnonzero(sums >= 0):
            order = sorted((-points, name) for points, name in zip(each[:, column], known, strict=True) if points > 0)
            by_place = {(present[name].sentence, present[name].place): present[name] for _, name in reversed(order)}
            words = {cue.word: cue for cue in reversed(by_place.values())}  # a word that several fields hold is named once
            told[self.frames[column]] = list(words.values())[:SHOWN]
        told = {frame: cues for frame, cues in told.items() if cues}
        return told, {self.frames[column] for column in np.flatnonzero(sums < -ENTRY)}


NO_CUES = Cues(pd.DataFrame(columns=["set"]))


def read_cues(folder: Path, frames: list[str], sets: set[str]) -> Cues:
    """The points of a codebook's cues.csv; none without the file. CorpusError names the row of an unknown set or frame, or of no number."""
    path = folder / "cues.csv"
    if not path.is_file():
        return NO_CUES
    table = read_csv(path, ["set"])
    unknown = [name for name in table.columns if name != "set" and name not in frames]
    if unknown:
        raise CorpusError(path, 1, f"the column {unknown[0]!r} is no frame", "name it as frames.csv does")
    for row, own in enumerate(table.to_dict("records"), start=2):
        name = own.pop("set")
        if name != START and name not in sets:
            raise CorpusError(path, row, f"the set {name!r} is not in sets.csv", "define it there or delete the row")
        wrong = [cell for cell in own.values() if not re.fullmatch(r"-?\d+", cell, re.ASCII)]
        if wrong:
            raise CorpusError(path, row, f"{wrong[0]!r} is no whole number of points", "write one, 0 where the field says nothing")
    if START not in set(table["set"]) or table["set"].duplicated().any():
        raise CorpusError(path, None, "each set, and the row start, must stand once", "add or delete rows")
    return Cues(table)
