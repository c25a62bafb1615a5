"""A small corpus and files of coders who never existed, for the tests of coding by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
from test_codebook import codebook

from helpers.codebook import load_codebook
from helpers.corpus import Corpus
from helpers.equivalence import corpus_of_texts
from helpers.tables import write_csv

TEXTS = [("story", "en", n, f"An adversary, number {n}." if n < 6 else f"Calm, number {n}.") for n in range(12)]


def coder(corpus: Corpus, name: str, positive: set[int], frame: str = "rivalry", **cells: str):
    """A coder's file: those paragraphs coded 1, the others 0; `cells` (p3="") instead of single codes."""
    rows = [("story_en", n, cells.get(f"p{n}", str(int(n in positive)))) for n in range(12)]
    file = corpus.folder / "coding" / f"coder_{name}.csv"
    write_csv(pd.DataFrame(rows, columns=["doc_id", "paragraph", frame]), file)
    who(corpus, *(path.stem.removeprefix("coder_") for path in file.parent.glob("coder_*.csv")))
    return file


def who(corpus: Corpus, *coders: str) -> None:
    """What coders.csv says of them."""
    rows = [(name, "invented coder", "the paragraphs") for name in coders]
    write_csv(pd.DataFrame(rows, columns=["coder", "kind", "saw"]), corpus.folder / "coding" / "coders.csv")


def corpus_in(folder: Path) -> Corpus:
    """Twelve paragraphs of one story, six of which evoke the frame `rivalry`."""
    texts = pd.DataFrame(TEXTS, columns=["story", "language", "paragraph", "text"]).astype({"paragraph": str})
    (folder / "coding").mkdir()
    return replace(corpus_of_texts(texts, load_codebook(codebook(folder))), folder=folder, name="invented")
