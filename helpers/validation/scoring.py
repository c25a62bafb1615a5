"""How well found quotations agree with a gold standard: content by overlap, then speaker and kind among what matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from helpers.languages import language_of
from helpers.segmentation import normalise
from helpers.speech.signs import Doubt, weigh
from helpers.tables import CorpusError, read_csv
from helpers.voices import OUTLET, voices_of

OVERLAP = 0.8  # intersection over union of the characters that two spans cover
_EDGE = " \t,，.。;；:：!！?？…“”\"‘’'「」『』«»《》—–"


def bare_name(name: str, tag: str) -> str:
    """A speaker as compared: lower case, Simplified, without quotation marks, articles, honorifics and titles before a name
    and without a bracket at its end (most often an abbreviation).

    >>> bare_name("the Harbour Post", "en"), bare_name("《海湾晨报》", "zh"), bare_name("bà Trần Mai Khuê", "vi")
    ('harbour post', '海湾晨报', 'trần mai khuê')
    >>> bare_name("Harbour Board (HB)", "en")
    'harbour board'
    """
    language = language_of(tag)
    articles = rf"^(?:{language.speech.articles})" + (r"\s+" if language.ends_need_space else "")
    plain = normalise(name, tag).strip(_EDGE)
    plain = re.sub(r"(?<=\w)\s*[（(][^()（）]*[)）]$", "", plain)
    while True:
        shorter = re.sub(articles, "", plain, flags=re.IGNORECASE).strip(_EDGE)
        if shorter == plain or not shorter:
            return re.sub(r"[《》“”\"]", "", plain).lower()
        plain = shorter


def same_speaker(found: str, gold: str, tag: str) -> bool:
    """Whether two speakers are one: the same bare name, or the one the end of the other, at a word's start (title + name, surname).

    >>> same_speaker("Rosalind Thorsen", "Ambassador Rosalind Thorsen", "en"), same_speaker("Ann Lee", "Bo Lee", "en")
    (True, False)
    """
    one, other = bare_name(found, tag), bare_name(gold, tag)
    if not one or not other:
        return one == other
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    start = len(long) - len(short)
    spaced = language_of(tag).ends_need_space
    return long.endswith(short) and (long[start - 1] in " ·" if spaced else len(short) > 1)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the marks, stops and spaces at its edges."""
    kept = text[start:end].rstrip(_EDGE)
    return start + len(kept) - len(kept.lstrip(_EDGE)), start + len(kept)


def found_quotations(texts: pd.DataFrame, judge: Callable[[Doubt], bool] = weigh) -> pd.DataFrame:
    """What `voices_of` finds in a table text_id, language, paragraph, text: text_id, language, paragraph, start,
    end, kind, speaker, surface."""
    rows = []
    for (text_id, tag), group in texts.groupby(["text_id", "language"], sort=True):
        paragraphs = [normalise(text, tag) for text in group["text"]]
        for span in voices_of(paragraphs, tag, judge=judge):
            if span.kind != OUTLET:
                start, end = trimmed(paragraphs[span.paragraph], span.start, span.end)
                rows.append((text_id, tag, span.paragraph, start, end, span.kind, span.speaker, span.surface))
    return pd.DataFrame(rows, columns=["text_id", "language", "paragraph", "start", "end", "kind", "speaker", "surface"])


def pairs(found: pd.DataFrame, gold: pd.DataFrame) -> list[tuple[int, int]]:
    """(row of found, row of gold) of each match: one to one within a paragraph, the largest overlap first, none under OVERLAP."""
    candidates = []
    for i, one in enumerate(found.itertuples()):
        for j, other in enumerate(gold.itertuples()):
            if (one.text_id, one.paragraph) != (other.text_id, other.paragraph):
                continue
            shared = min(one.end, other.end) - max(one.start, other.start)
            union = max(one.end, other.end) - min(one.start, other.start)
            if shared > 0 and shared / union >= OVERLAP:
                candidates.append((-shared / union, i, j))
    taken_found, taken_gold, matched = set(), set(), []
    for _, i, j in sorted(candidates):
        if i not in taken_found and j not in taken_gold:
            taken_found.add(i)
            taken_gold.add(j)
            matched.append((i, j))
    return sorted(matched)


def gold_quotations(quotations: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """The gold rows with start and end in the normalised text, edges trimmed, and the language beside."""
    told = quotations.merge(texts, on=["text_id", "paragraph"])
    rows = []
    for row in told.itertuples():
        text, (start, end) = normalise(row.text, row.language), (int(row.start), int(row.end))
        begin = len(normalise(row.text[:start] + "x", row.language)) - 1
        span = trimmed(text, begin, begin + len(normalise(row.text[start:end], row.language)))
        rows.append((row.text_id, row.language, row.paragraph, *span, row.kind, row.speaker, row.speaker_resolved))
    return pd.DataFrame(rows, columns=["text_id", "language", "paragraph", "start", "end", "kind", "speaker", "speaker_resolved"])


def score_quotations(found: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """One row per language: n_gold, n_found, n_matched, precision, recall, f1 (content), n_speaker, speaker, kind.

    precision = matched / found, recall = matched / gold, F1 their harmonic mean. n_speaker of the matched have the gold's speaker,
    as it stands or as resolved (`same_speaker`); speaker = n_speaker / n_matched; kind is the share of the matched with the gold's kind.
    """
    rows = []
    for tag, theirs in gold.groupby(_primary(gold), sort=True):
        ours, theirs = found[_primary(found) == tag].reset_index(drop=True), theirs.reset_index(drop=True)
        matched = [(ours.iloc[i], theirs.iloc[j]) for i, j in pairs(ours, theirs)]
        n = len(matched)
        right = sum(
            any(same_speaker(one["speaker"], other[name], other["language"]) for name in ("speaker_resolved", "speaker"))
            for one, other in matched
        )
        kind = sum(one["kind"] == other["kind"] for one, other in matched)
        f1 = 2 * n / max(len(ours) + len(theirs), 1)
        shares = (n / max(len(ours), 1), n / max(len(theirs), 1), f1, right, right / max(n, 1), kind / max(n, 1))
        rows.append((tag, len(theirs), len(ours), n, *shares))
    columns = ["language", "n_gold", "n_found", "n_matched", "precision", "recall", "f1", "n_speaker", "speaker", "kind"]
    return pd.DataFrame(rows, columns=columns)


def _primary(table: pd.DataFrame) -> pd.Series:
    return table["language"].map(lambda tag: language_of(tag).tag)


def read_gold(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The texts and the gold quotations of a folder: all its files voices_texts*.csv and voices_quotations*.csv."""

    def rows_of(name: str) -> pd.DataFrame:
        files = sorted(Path(folder).glob(f"{name}*.csv"))
        if not files:
            remedy = "put the gold standard there, as VOICES.md describes it"
            raise CorpusError(Path(folder) / f"{name}.csv", None, "there is no such file", remedy)
        return pd.concat([read_csv(file) for file in files], ignore_index=True).astype({"paragraph": int})

    texts = rows_of("voices_texts").sort_values(["text_id", "paragraph"], ignore_index=True)
    return texts, gold_quotations(rows_of("voices_quotations"), texts)


def scored(folder: Path) -> pd.DataFrame:
    """`score_quotations` of a folder's gold standard."""
    texts, gold = read_gold(folder)
    return score_quotations(found_quotations(texts), gold)
