"""Two coders who never existed, for data/sample/coding: the codebook's codes, altered at random; run this file to write them.

What coders are taken to see: of the codebook's positives one in eight is dropped, of its negatives one in thirty is added. Each coder then
errs alone in the same way (one in twelve, one in sixty) and leaves one cell in fifty empty. So their agreement and the codebook's scores on
this sample say nothing about the codebook: they show what the notebooks make of codes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.frames import evoked
from helpers.tables import read_csv, write_csv
from helpers.validation.coding_sheet import KEY, UNIT


def altered(codes: np.ndarray, drop: float, add: float, random: np.random.Generator) -> np.ndarray:
    """0 and 1 with some turned over: a 1 with probability `drop`, a 0 with `add`."""
    return np.where(random.random(codes.shape) < np.where(codes == 1, drop, add), 1 - codes, codes)


def invent(corpus: Corpus, key: pd.DataFrame, seed: int = 1) -> dict[str, pd.DataFrame]:
    """Two coders' codes of the paragraphs of a key, in the order of doc_id and paragraph: doc_id, paragraph, a column per frame."""
    random = np.random.Generator(np.random.Philox(key=seed))
    frames = corpus.codebook.frames["frame"].tolist()
    units = key[UNIT].astype({"paragraph": int}).sort_values(UNIT, ignore_index=True)
    found = evoked(corpus).assign(one=1).pivot_table(index=UNIT, columns="frame", values="one", fill_value=0)
    found = found.reindex(index=pd.MultiIndex.from_frame(units), columns=frames, fill_value=0).to_numpy(dtype=int)
    seen = altered(found, 1 / 8, 1 / 30, random)
    made = {}
    for coder in ("invented_a", "invented_b"):
        codes = altered(seen, 1 / 12, 1 / 60, random).astype(str)
        codes = np.where(random.random(codes.shape) < 1 / 50, "", codes)
        made[coder] = pd.concat([units, pd.DataFrame(codes, columns=frames)], axis=1)
    return made


def write(folder: Path = ROOT / "data" / "sample") -> None:
    """coder_invented_a.csv and coder_invented_b.csv in coding/."""
    key = read_csv(folder / "coding" / "key.csv", KEY)
    for coder, codes in invent(load_corpus(folder), key).items():
        write_csv(codes, folder / "coding" / f"coder_{coder}.csv")


if __name__ == "__main__":
    write()
