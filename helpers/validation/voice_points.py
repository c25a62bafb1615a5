"""The points of the scorecards of `speech.signs`: fitted on gold standards of who speaks, tried on standards left out of the fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.corpus import ROOT
from helpers.languages import language_of
from helpers.segmentation import normalise
from helpers.speech.signs import GOES_ON, POINTS, REPORTS, START, Doubt, weigh
from helpers.tables import read_csv, write_csv
from helpers.validation.scoring import OVERLAP, found_quotations, read_gold, score_quotations, trimmed
from helpers.voices import OUTLET, voices_of

FILE = ROOT / "data" / "sample" / "gold" / "voices_signs.csv"
CODED = ["gold", "language", "question", "signs", "right", "weight"]
PENALTY = 0.1  # scikit-learn's C; 0.05 to 0.2 did alike on standards left out
SCALE = 10  # points per unit of log odds
FEWEST = 12  # questions in which a sign must have been met; 3 to 12 did alike
NEAR = {True: 3, False: 1}  # characters within which a content begins as in the gold, in a script with spaces and without
IDLE = 0.15  # weight of a question whose answer changes no quotation
TRIES = 2

Gold = list[tuple[int, int, int]]  # paragraph, start, end of each quotation of a text


def texts_of(folder: Path | str) -> Iterator[tuple[str, list[str], Gold]]:
    """(language tag, normalised paragraphs, gold quotations) of each text of a gold standard."""
    texts, gold = read_gold(Path(folder))
    for text_id, own in texts.groupby("text_id", sort=True):
        tag, places = own["language"].iloc[0], {number: place for place, number in enumerate(own["paragraph"])}
        quotations = [(places[row.paragraph], row.start, row.end) for row in gold[gold["text_id"] == text_id].itertuples()]
        yield tag, [normalise(text, tag) for text in own["text"]], quotations


def answers(tag: str, paragraphs: list[str], gold: Gold) -> list[tuple[Doubt, bool, float]]:
    """Each question that the scorecards are asked of a text, the answer by which most quotations are found right, and its weight.

    First a report is right where its content begins (or ends, before its verb) with a quotation, and a sentence goes on where six tenths
    of it are in one; then each answer is turned, and stays so where that finds more (TRIES times over all). Weight: 1, or IDLE where it
    changes nothing.
    """
    asked: dict[tuple, Doubt] = {}
    given: dict[tuple, bool] = {}

    def judge(doubt: Doubt) -> bool:
        key = doubt[:3]
        asked[key] = doubt
        return given.setdefault(key, _first(doubt, paragraphs[doubt.paragraph], gold, NEAR[language_of(tag).ends_need_space]))

    def value() -> float:
        return _value([span for span in voices_of(paragraphs, tag, judge=judge) if span.kind != OUTLET], paragraphs, gold)

    best, gain = value(), {}
    for _ in range(TRIES):
        for key in list(asked):
            given[key] = not given[key]
            turned = value()
            gain[key] = abs(turned - best)
            if turned > best:
                best = turned
            else:
                given[key] = not given[key]
    asked.clear()
    value()
    return [(doubt, given[key], 1.0 if gain.get(key, 0) > 0.2 else IDLE) for key, doubt in asked.items()]


def _first(doubt: Doubt, text: str, gold: Gold, near: int) -> bool:
    own = [(start, end) for number, start, end in gold if number == doubt.paragraph]
    if doubt.question == GOES_ON:
        begin, stop = doubt.place
        letters = [place for place in range(begin, stop) if text[place].isalnum()]
        return sum(any(start <= place < end for start, end in own) for place in letters) > 0.6 * len(letters)
    spans = [(begin >= doubt.place[1], *trimmed(text, begin, stop)) for begin, stop in doubt.spans]
    return any(abs(start - begin) <= near if after else abs(end - stop) <= near for after, begin, stop in spans for start, end in own)


def _value(spans: list, paragraphs: list[str], gold: Gold) -> float:
    """Twice the quotations found right less nine tenths of those found, which grows where F1 does; a little for what overlaps at all."""
    value, free = 0.0, set(gold)
    for span in spans:
        start, end = trimmed(paragraphs[span.paragraph], span.start, span.end)
        value -= 0.9
        for number, begin, stop in gold:
            shared = min(end, stop) - max(start, begin)
            if number != span.paragraph or shared <= 0:
                continue
            overlap = shared / (max(end, stop) - min(start, begin))
            value += 0.05 * overlap
            if overlap >= OVERLAP and (number, begin, stop) in free:
                free.remove((number, begin, stop))
                value += 2
    return value


def coded(folders: dict[str, Path]) -> pd.DataFrame:
    """CODED: the questions that each named gold standard answers, without its text. signs: joined by |; right: 0 or 1."""
    rows = []
    for name, folder in folders.items():
        for tag, paragraphs, gold in texts_of(folder):
            found = answers(tag, paragraphs, gold)
            rows += [(name, language_of(tag).tag, one.question, "|".join(sorted(one.signs)), int(right), w) for one, right, w in found]
    return pd.DataFrame(rows, columns=CODED)


def read_coded() -> pd.DataFrame:
    """The questions coded so far, CODED; `gold` names the standard."""
    return read_csv(FILE, CODED).astype({"right": int, "weight": float})


def fit_points(rows: pd.DataFrame) -> pd.DataFrame:
    """question, sign and a column of whole points per language, by a ridge logistic regression per question over all languages together.

    Log odds of a yes = Σ (shared + own to the language) weights of the signs met; points: SCALE times their sum, rounded. The ridge keeps
    what a language has of its own small where it has few questions; signs met in fewer than FEWEST are left out.
    """
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    tables, tags = [], sorted(rows["language"].unique())
    for question in (REPORTS, GOES_ON):
        own = rows[rows["question"] == question]
        met = own["signs"].str.get_dummies("|").assign(**{START: 1})
        cells = {(sign, ""): met[sign] for sign in met if sign != START}
        cells |= {(sign, tag): met[sign] * (own["language"] == tag) for sign in met for tag in tags}
        kept = {key: column.to_numpy(float) for key, column in cells.items() if column.sum() >= FEWEST}
        with threadpool_limits(1):
            model = LogisticRegression(C=PENALTY, solver="newton-cholesky", tol=1e-8)
            model.fit(np.column_stack(list(kept.values())), own["right"], sample_weight=own["weight"])
        weights = dict(zip(kept, model.coef_[0], strict=True)) | {(START, ""): model.intercept_[0]}
        signs = [START, *(sign for sign in met if sign != START)]
        told = {tag: [round(SCALE * (weights.get((sign, ""), 0) + weights.get((sign, tag), 0))) for sign in signs] for tag in tags}
        tables.append(pd.DataFrame({"question": question, "sign": signs, **told}))
    table = pd.concat(tables, ignore_index=True)
    return table[(table[tags] != 0).any(axis=1) | (table["sign"] == START)].reset_index(drop=True)


def judge_by(table: pd.DataFrame) -> Callable[[Doubt], bool]:
    """What `voices_of` asks, answered by a table of points."""
    tags = [name for name in table.columns if name not in ("question", "sign")]
    own = {(question, tag): dict(zip(part["sign"], part[tag], strict=True)) for question, part in table.groupby("question") for tag in tags}
    return partial(weigh, table=own)


def left_out(rows: pd.DataFrame, folders: dict[str, Path]) -> pd.DataFrame:
    """`score_quotations` of each standard by points fitted on all the others, its name in the column `gold`."""
    scores = []
    for name, folder in folders.items():
        texts, gold = read_gold(Path(folder))
        found = found_quotations(texts, judge_by(fit_points(rows[rows["gold"] != name])))
        scores.append(score_quotations(found, gold).assign(gold=name))
    return pd.concat(scores, ignore_index=True)


def write_points(folders: dict[str, Path]) -> int:
    """Fit the points of `speech.signs` anew and return the number of questions; gold standards by name replace what is coded of them.

    The coded questions keep signs and answers and no text, so that gold standards that may not be published take part in the fit.
    """
    rows = read_coded()
    if folders:
        rows = pd.concat([rows[~rows["gold"].isin(folders)], coded(folders)], ignore_index=True)
        write_csv(rows.sort_values(["gold", "language", "question"], kind="stable"), FILE)
    write_csv(fit_points(rows), POINTS)
    return len(rows)
