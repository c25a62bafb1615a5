"""How well the codebook does in invented stories, written and coded by hands that had not seen it: precision, recall, agreement."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.codebook import Codebook
from helpers.corpus import ROOT, Corpus
from helpers.equivalence import corpus_of_texts, score_codes
from helpers.frames import equivalence, evoked
from helpers.tables import read_csv

FOLDER = ROOT / "data" / "sample" / "translations" / "fresh_6"
KEYS = ["story", "language", "paragraph"]
_COUNTED: dict[tuple[str, Path], Corpus] = {}  # by the codebook's hash and the folder: the stories are counted once


def held_out(book: Codebook, folder: Path = FOLDER) -> Corpus:
    """The stories of a folder under a codebook, as a corpus."""
    key = (book.sha256, folder)
    if key not in _COUNTED:
        _COUNTED[key] = corpus_of_texts(_rows("stories", folder), book)
    return _COUNTED[key]


def _rows(name: str, folder: Path) -> pd.DataFrame:
    return pd.concat([read_csv(path) for path in sorted(folder.glob(f"{name}*.csv"))], ignore_index=True)


def agreed(book: Codebook) -> pd.DataFrame:
    """`frames.equivalence` of the held-out stories; paragraphs and frames only."""
    table = equivalence(held_out(book))
    return table[(table["kind"] == "frame") & (table["unit"] == "paragraph")]


def found_and_meant(book: Codebook, folder: Path = FOLDER, codebook: str = "all") -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Codes found and codes meant (story, language, paragraph, code), and all paragraphs (story, language, paragraph).

    `codebook`: what of it counts, as in `evoked.CHOICES`.
    """
    corpus, units = held_out(book, folder), _rows("stories", folder)[KEYS]
    found = evoked(corpus, codebook=codebook).merge(corpus.documents[["doc_id", "event_id", "language"]], on="doc_id")
    found = found.rename(columns={"event_id": "story", "frame": "code"}).astype({"paragraph": str})
    meant = _rows("frames", folder).merge(units, on=["story", "paragraph"])
    meant = meant.assign(code=meant["frames"].str.split(" | ", regex=False)).explode("code")
    return found[[*KEYS, "code"]], meant.loc[meant["code"].fillna("") != "", [*KEYS, "code"]], units


def held_out_scores(book: Codebook, folder: Path = FOLDER, codebook: str = "all") -> pd.DataFrame:
    """By language, over all frames: language, n_meant, n_found, n_both, precision, recall, f1 (as `equivalence.score_codes` has them).

    No row where the codebook lacks a frame that the stories were coded with: it is another codebook than the one they test.
    """
    found, meant, units = found_and_meant(book, folder, codebook)
    columns = ["language", "n_meant", "n_found", "n_both", "precision", "recall", "f1"]
    if not set(meant["code"]) <= set(book.frames["frame"]):
        return pd.DataFrame(columns=columns)
    table = score_codes(found, meant, units).groupby("language")[["n_meant", "n_found", "n_both"]].sum().reset_index()
    table["precision"], table["recall"] = table["n_both"] / table["n_found"], table["n_both"] / table["n_meant"]
    return table.assign(f1=2 * table["n_both"] / (table["n_found"] + table["n_meant"]))[columns]


def held_out_line(book: Codebook) -> str:
    """`held_out_scores` in a sentence."""
    rows = [
        f"{row.language.partition('-')[0]} precision {row.precision:.2f}, recall {row.recall:.2f}, F1 {row.f1:.2f}"
        for row in held_out_scores(book).itertuples()
    ]
    if not rows:
        return "No held-out stories test this codebook's frames."
    return f"In invented stories held out from the codebook, over all frames: {'; '.join(rows)}."
