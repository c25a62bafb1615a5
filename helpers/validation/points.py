"""The points of a codebook's cues: fitted on coded paragraphs, tried on stories left out of the fit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.codebook import Codebook, load_codebook, split_forms
from helpers.coding.cues import START, Cues, word_cue
from helpers.languages import LANGUAGES, language_of
from helpers.segmentation import normalise, sentences, term, words
from helpers.speech.rules import kinds
from helpers.stopwords import STOPWORDS
from helpers.tables import CorpusError, read_csv, write_csv

CODED = ["story", "language", "paragraph", "frames", "cues"]
PENALTY = 0.1  # scikit-learn's C: the inverse strength of the ridge penalty; 0.05, 0.1 and 0.2 did alike on stories left out
RARITY = (0.5, 5)  # least and most that a cue's inverse document frequency counts
SCALE = 10  # points per unit of log odds
SHIFT = 4  # points: a frame is told from a probability of 0.4, and with an entry (cues.ENTRY) from 0.13
FOLDS = 5
COMMON = 10  # stories in which a word must stand to be a cue
_WORD = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")  # letters, in parts
_NAMES = ("nr", "ns", "nt", "nz", "j")  # in jieba's dictionary: persons, places, institutions, other names, short forms
_COUNTS = ("m", "mq", "t", "tg")  # numbers, amounts, times


def cues_met(texts: pd.DataFrame, book: Codebook) -> pd.Series:
    """What each paragraph of texts (language, text) holds, joined by | in order: the sets that have a form there, and its words.

    A word stands as en:prototype, in one regional spelling. Left out, so far as it can be told: names, lest who is spoken of make a frame
    (actors of the codebook, words mostly or only seen with a capital in these texts, in Chinese what jieba's dictionary calls a name);
    numbers and times; verbs of speech, which are an outlet's style; stopwords; and what is not of letters.
    """
    names = sorted({name for own in book.sets.values() for name in own})
    table = pd.DataFrame({"cue": [START, *names]}).assign(**dict.fromkeys(book.frames["frame"], "0"))
    book = replace(book, cues=Cues(table), _matchers={})
    met, spoken = [], []
    for tag, text in texts[["language", "text"]].itertuples(index=False):
        counted, found, own = normalise(text, tag), set(), []
        for start, end in sentences(counted, tag):
            found |= book.matcher(tag).read(counted[start:end])[1].keys()
            own.append(words(counted[start:end], tag, names=book.names(tag)))
        met.append(found)
        spoken.append((language_of(tag).tag, own))
    left_out = _no_cues(spoken, book)
    for found, (code, own) in zip(met, spoken, strict=True):
        plain = {term(word) for sentence in own for word in sentence} - left_out[code]
        found |= {word_cue(word, code) for word in plain if _WORD.fullmatch(word) and not kinds(word, code)}
    return pd.Series(["|".join(sorted(found)) for found in met], index=texts.index, dtype=object)


def _no_cues(spoken: list[tuple[str, list[list[str]]]], book: Codebook) -> dict[str, set[str]]:
    """Language → its stopwords, names and numbers; spoken: language and the words of each sentence, a row per paragraph."""
    capital: dict[str, Counter] = {code: Counter() for code, _ in spoken}
    actors = {code: {normalise(form, code).lower() for cell in book.actors[code] for form in split_forms(cell)} for code in capital}
    for code, own in spoken:
        for place, word in ((place, word) for sentence in own for place, word in enumerate(sentence)):
            capital[code][term(word)] += 0 if place == 0 and word[:1].isupper() else 1 if word[:1].isupper() else -1
    found = {code: {word for word, count in counts.items() if count >= 0} | actors[code] for code, counts in capital.items()}
    for code, words_out in found.items():
        told = LANGUAGES[code].story
        words_out |= STOPWORDS[code] | told.number_words.keys() | told.weekdays.keys() | told.scales.keys()
    if "zh" in found:
        import jieba.posseg

        jieba.setLogLevel("WARNING")
        jieba.posseg.dt.initialize()
        tags = jieba.posseg.dt.word_tag_tab
        found["zh"] |= {word for word in capital["zh"] if tags.get(word, "")[:2] in (*_NAMES, *_COUNTS)}
    return found


def read_coded(folder: Path | str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """A codebook's coded.csv (CODED): its rows, and per row 0 or 1 for each cue and for each frame of the codebook."""
    rows = read_csv(Path(folder) / "coded.csv", CODED)
    frames = read_csv(Path(folder) / "frames.csv", ["frame"])["frame"].tolist()
    codes, cues = (_indicators(rows[column]) for column in ("frames", "cues"))
    unknown = sorted(set(codes) - set(frames))
    if unknown:
        row = int(codes[unknown[0]].argmax()) + 2
        raise CorpusError(Path(folder) / "coded.csv", row, f"the frame {unknown[0]!r} is unknown", "name one of frames.csv")
    return rows, cues, codes.reindex(columns=frames, fill_value=0)


def _indicators(cells: pd.Series) -> pd.DataFrame:
    from sklearn.preprocessing import MultiLabelBinarizer

    binarizer = MultiLabelBinarizer(sparse_output=True)
    held = binarizer.fit_transform([{name.strip() for name in cell.split("|")} - {""} for cell in cells])
    return pd.DataFrame(held.astype(np.int8).toarray(), columns=binarizer.classes_, index=cells.index)


def _rarity(cues: pd.DataFrame) -> np.ndarray:
    """The inverse document frequency of each cue, ln(N / (1 + n)), within RARITY and as a share of its middle. n: the paragraphs that hold
    the cue; N: all of them, for a word those of its language (Spärck Jones 1972, Journal of Documentation 28)."""
    code = np.array([name.partition(":")[0] if ":" in name else "" for name in cues.columns])
    held = cues.to_numpy()
    total = {name: np.count_nonzero(held[:, code == name].any(axis=1)) if name else len(held) for name in set(code)}
    ratio = np.array([total[name] for name in code]) / (1 + held.sum(axis=0, dtype=int))
    return np.log(ratio).clip(*RARITY) / np.mean(RARITY)


def fit_points(cues: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Points as cues.csv has them (cue, one column per frame; the row `start` first), of a ridge logistic regression per frame.

    `cues`, `codes`: one row per paragraph, columns of 0 and 1 per cue, per frame. Log odds of evoking the frame = (start + Σ points of
    the cues present) / SCALE, rounded to whole points, start raised by SHIFT. In the fit each cue counts by its inverse document frequency,
    so that the penalty bears less on rare ones. Left out: cues without a point for any frame, and frames that no paragraph evokes, or all.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    table = {"cue": [START, *cues.columns]}
    rarity = _rarity(cues)
    weighed = csr_matrix(cues.to_numpy()).multiply(rarity).tocsr()
    for frame in codes.columns[codes.nunique() > 1]:
        model = LogisticRegression(C=PENALTY, solver="liblinear", tol=1e-6, max_iter=1000).fit(weighed, codes[frame])
        table[frame] = np.rint(SCALE * np.concatenate([model.intercept_, model.coef_[0] * rarity])).astype(int)
    points = pd.DataFrame(table)
    points.loc[0, points.columns != "cue"] += SHIFT
    return points[(points.drop(columns="cue") != 0).any(axis=1) | (points["cue"] == START)].reset_index(drop=True)


def sums(cues: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Points of the cues of each paragraph, without start: a row per paragraph, a column per frame."""
    own = points[points["cue"] != START].set_index("cue")
    held = cues.reindex(columns=own.index, fill_value=0)
    return pd.DataFrame(held.to_numpy(np.float32) @ own.to_numpy(np.float32), index=cues.index, columns=own.columns).astype(int)


def left_out(cues: pd.DataFrame, codes: pd.DataFrame, stories: pd.Series) -> pd.DataFrame:
    """Start and points of each paragraph, by a fit without its story in any language (FOLDS folds): columns as `codes`."""
    from sklearn.model_selection import GroupKFold

    tried = []
    for learnt, held in GroupKFold(FOLDS).split(cues, groups=stories):
        points = fit_points(cues.iloc[learnt], codes.iloc[learnt])
        tried.append(sums(cues.iloc[held], points) + points.set_index("cue").loc[START])
    return pd.concat(tried).loc[cues.index]


def write_points(folder: Path | str, tables: list[Path]) -> int:
    """Fit a codebook's cues.csv; with tables of coded paragraphs (story, language, paragraph, text, frames), write coded.csv first.

    frames: ids joined by |, empty for none; story: what must not be in fit and trial at once. Returns the number of paragraphs. The texts
    are not kept, only the fields that they hold and, by the alphabet, those of their words that stand in COMMON stories.
    CorpusError names a file or row that cannot be used.
    """
    folder, parts = Path(folder), []
    book = load_codebook(folder, cues=False)
    for path in tables:
        table = read_csv(path, ["story", "language", "paragraph", "text", "frames"])
        for row, (tag, frames) in enumerate(zip(table["language"], table["frames"], strict=True), start=2):
            if tag.partition("-")[0] not in LANGUAGES:
                raise CorpusError(path, row, f"the language {tag!r} is not supported", f"write one of {', '.join(LANGUAGES)}")
            unknown = {name.strip() for name in frames.split("|")} - {"", *book.frames["frame"]}
            if unknown:
                raise CorpusError(path, row, f"the frame {min(unknown)!r} is unknown", "name one of frames.csv")
        parts.append(table)
    if parts:
        coded = pd.concat(parts, ignore_index=True)
        if coded["frames"].nunique() < 2:
            raise CorpusError(tables[0], None, "all paragraphs are coded alike", "name tables of paragraphs with a frame and without")
        met = cues_met(coded, book).str.split("|")
        told = Counter(cue for _, own in met.groupby(coded["story"]) for cue in set(chain.from_iterable(own)))
        coded["cues"] = ["|".join(cue for cue in own if ":" not in cue or told[cue] >= COMMON) for own in met]
        write_csv(coded[CODED], folder / "coded.csv")
    rows, cues, codes = read_coded(folder)
    write_csv(fit_points(cues, codes), folder / "cues.csv")
    return len(rows)
