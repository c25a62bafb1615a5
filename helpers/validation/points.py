"""The points of the codebook's cues: fitted on coded paragraphs, tried on stories left out of the fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from helpers.codebook import Codebook
from helpers.coding.cues import START, Cues
from helpers.segmentation import normalise, sentences

PENALTY = 0.1  # scikit-learn's C: the inverse strength of the ridge penalty
SCALE = 10  # points per unit of log odds
FOLDS = 10


def fields_met(texts: pd.DataFrame, book: Codebook) -> pd.Series:
    """The sets that each paragraph of texts (language, text) holds a form of, joined by | in order of their names."""
    names = sorted({name for own in book.sets.values() for name in own})
    frames = book.frames["frame"]
    table = pd.DataFrame({"set": [START, *names]}).assign(**dict.fromkeys(frames, "0"))
    book = replace(book, cues=Cues(table), _matchers={})
    met = []
    for tag, text in texts[["language", "text"]].itertuples(index=False):
        counted, found = normalise(text, tag), set()
        for start, end in sentences(counted, tag):
            found |= book.matcher(tag).read(counted[start:end])[1].keys()
        met.append("|".join(sorted(found)))
    return pd.Series(met, index=texts.index)


def indicators(cells: pd.Series, sep: str) -> pd.DataFrame:
    """Cells of names joined by `sep` → one column of 0 and 1 per name, in order of the names."""
    return cells.str.replace(sep, "|", regex=False).str.get_dummies("|")


def fit_points(fields: pd.DataFrame, codes: pd.DataFrame, penalty: float = PENALTY) -> pd.DataFrame:
    """Points as cues.csv has them (set, one column per frame; the row `start` first), of a ridge logistic regression per frame.

    `fields`, `codes`: one row per paragraph, columns of 0 and 1 per field, per frame. Log odds of a paragraph's evoking the frame = (start
    + Σ points of its fields) / SCALE, rounded to whole points; fields without a point for any frame are left out.
    """
    from sklearn.linear_model import LogisticRegression

    table = {"set": [START, *fields.columns]}
    for frame in codes:
        model = LogisticRegression(C=penalty, solver="lbfgs", max_iter=2_000, tol=1e-6).fit(fields.to_numpy(float), codes[frame])
        table[frame] = np.rint(SCALE * np.concatenate([model.intercept_, model.coef_[0]])).astype(int)
    points = pd.DataFrame(table)
    return points[(points.drop(columns="set") != 0).any(axis=1) | (points["set"] == START)].reset_index(drop=True)


def told(fields: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Which frames the points of each paragraph's fields reach: one row per paragraph, one column of True and False per frame."""
    own = points.set_index("set")
    known = fields.reindex(columns=own.index.drop(START), fill_value=0)
    return known @ own.drop(index=START) + own.loc[START] >= 0


def left_out(fields: pd.DataFrame, codes: pd.DataFrame, groups: pd.Series, penalty: float = PENALTY) -> pd.DataFrame:
    """`told` of each paragraph by points fitted without its group's (FOLDS folds of whole groups: a story in all its languages)."""
    from sklearn.model_selection import GroupKFold

    parts = []
    for learnt, tried in GroupKFold(FOLDS).split(fields, groups=groups):
        parts.append(told(fields.iloc[tried], fit_points(fields.iloc[learnt], codes.iloc[learnt], penalty)))
    return pd.concat(parts).loc[fields.index]
