"""The points of a codebook's cues: fitted on coded paragraphs, tried on stories left out of the fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.codebook import Codebook, load_codebook
from helpers.coding.cues import START, Cues
from helpers.languages import language_of
from helpers.segmentation import normalise, sentences
from helpers.tables import CorpusError, read_csv, write_csv

CODED = ["story", "language", "paragraph", "frames", "fields"]
PENALTY = 0.1  # scikit-learn's C: the inverse strength of the ridge penalty; 0.05, 0.1 and 0.2 did alike on stories left out
RARITY = (0.5, 5)  # least and most that a field's inverse document frequency counts
SCALE = 10  # points per unit of log odds
SHIFT = 4  # points: a frame is told from a probability of 0.4, and with an entry (cues.ENTRY) from 0.17; both did best on stories left out
FOLDS = 5


def fields_met(texts: pd.DataFrame, book: Codebook) -> pd.Series:
    """The sets of which each paragraph of texts (language, text) holds a form, joined by | in order of their names."""
    names = sorted({name for own in book.sets.values() for name in own})
    table = pd.DataFrame({"set": [START, *names]}).assign(**dict.fromkeys(book.frames["frame"], "0"))
    book = replace(book, cues=Cues(table), _matchers={})
    met = []
    for tag, text in texts[["language", "text"]].itertuples(index=False):
        counted, found = normalise(text, tag), set()
        for start, end in sentences(counted, tag):
            found |= book.matcher(tag).read(counted[start:end])[1].keys()
        met.append("|".join(sorted(found)))
    return pd.Series(met, index=texts.index, dtype=object)


def read_coded(folder: Path | str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """A codebook's coded.csv (CODED): its rows, and per row 0 or 1 for each field and for each frame of the codebook."""
    rows = read_csv(Path(folder) / "coded.csv", CODED)
    frames = read_csv(Path(folder) / "frames.csv", ["frame"])["frame"].tolist()
    codes, fields = (_indicators(rows[column]) for column in ("frames", "fields"))
    unknown = sorted(set(codes) - set(frames))
    if unknown:
        row = int(codes[unknown[0]].argmax()) + 2
        raise CorpusError(Path(folder) / "coded.csv", row, f"the frame {unknown[0]!r} is unknown", "name one of frames.csv")
    return rows, fields, codes.reindex(columns=frames, fill_value=0)


def _indicators(cells: pd.Series) -> pd.DataFrame:
    return cells.str.replace(" ", "").str.get_dummies("|").drop(columns="", errors="ignore")


def fit_points(fields: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Points as cues.csv has them (set, one column per frame; the row `start` first), of a ridge logistic regression per frame.

    `fields`, `codes`: one row per paragraph, columns of 0 and 1 per field, per frame. Log odds of evoking the frame = (start + Σ points of
    the fields present) / SCALE, rounded to whole points, start raised by SHIFT. Each field counts by its inverse document frequency in the
    fit, ln(paragraphs / (1 + those that hold it)) between 0.5 and 5 (Spärck Jones 1972, Journal of Documentation 28), so that the penalty
    bears less on rare fields. Left out: fields without a point for any frame, and frames that no paragraph evokes, or all do.
    """
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    table = {"set": [START, *fields.columns]}
    rarity = np.log(len(fields) / (1 + fields.sum().to_numpy())).clip(*RARITY) / np.mean(RARITY)
    for frame in codes.columns[codes.nunique() > 1]:
        with threadpool_limits(1):  # threads that wait for each other take ten times as long on a busy machine
            model = LogisticRegression(C=PENALTY, solver="newton-cholesky", tol=1e-8).fit(fields.to_numpy() * rarity, codes[frame])
        table[frame] = np.rint(SCALE * np.concatenate([model.intercept_, model.coef_[0] * rarity])).astype(int)
    points = pd.DataFrame(table)
    points.loc[0, points.columns != "set"] += SHIFT
    return points[(points.drop(columns="set") != 0).any(axis=1) | (points["set"] == START)].reset_index(drop=True)


def sums(fields: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Points of the fields of each paragraph, without start: a row per paragraph, a column per frame."""
    own = points[points["set"] != START].set_index("set")
    return fields.reindex(columns=own.index, fill_value=0) @ own


def left_out(fields: pd.DataFrame, codes: pd.DataFrame, stories: pd.Series) -> pd.DataFrame:
    """Start and points of each paragraph, by a fit without its story in any language (FOLDS folds): columns as `codes`."""
    from sklearn.model_selection import GroupKFold

    tried = []
    for learnt, held in GroupKFold(FOLDS).split(fields, groups=stories):
        points = fit_points(fields.iloc[learnt], codes.iloc[learnt])
        tried.append(sums(fields.iloc[held], points) + points.set_index("set").loc[START])
    return pd.concat(tried).loc[fields.index]


def write_points(folder: Path | str, tables: list[Path]) -> int:
    """Fit a codebook's cues.csv; with tables of coded paragraphs (story, language, paragraph, text, frames), write coded.csv first.

    frames: ids joined by |, empty for none; story: what must not be in fit and trial at once. Returns the number of paragraphs. The texts
    are not kept, only which fields they hold. CorpusError names a file or row that cannot be used.
    """
    folder, parts = Path(folder), []
    book = load_codebook(folder, cues=False)
    for path in tables:
        table = read_csv(path, ["story", "language", "paragraph", "text", "frames"])
        for tag in table["language"].unique():
            language_of(tag)
        parts.append(table.assign(fields=fields_met(table, book))[CODED])
    if parts:
        write_csv(pd.concat(parts, ignore_index=True), folder / "coded.csv")
    rows, fields, codes = read_coded(folder)
    write_csv(fit_points(fields, codes), folder / "cues.csv")
    return len(rows)
