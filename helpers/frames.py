"""Frame shares: how many units of an article evoke a frame, by article, source, event or language."""

from __future__ import annotations

import pandas as pd

from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.matching import ACTOR

UNITS = {"paragraph": ["doc_id", "paragraph"], "sentence": ["doc_id", "paragraph", "sentence"]}


def evoked(corpus: Corpus, unit: str = "paragraph") -> pd.DataFrame:
    """One row per body unit and frame that it evokes: doc_id, paragraph (and sentence), frame, n_mentions.

    A unit evokes a frame when it holds a mention of one of the frame's concepts that is neither negated nor shadowed.
    """
    mentions = corpus.mentions
    counted = mentions[~mentions["negated"] & (mentions["shadowed_by"] == "") & ~mentions["concept"].str.startswith(ACTOR)]
    body = corpus.paragraphs.loc[corpus.paragraphs["role"] == "body", ["doc_id", "paragraph"]]
    counted = counted.merge(body, on=["doc_id", "paragraph"])
    counted = counted.assign(frame=counted["concept"].map(corpus.codebook.frame_of))
    keys = [*UNITS[unit], "frame"]
    return counted.groupby(keys, as_index=False)["count"].sum().rename(columns={"count": "n_mentions"})


def frame_shares(corpus: Corpus, by: str = "doc_id", unit: str = "paragraph") -> pd.DataFrame:
    """Share of body units that evoke each frame, per group of documents (`by`: a column of `documents`, or `label`).

    Columns: the group, frame, label_frame, n_evoked and n_units (units: body paragraphs or sentences), share = n_evoked / n_units,
    n_documents. Every group has a row for every frame, in the codebook's order, so that an absent frame is seen.
    """
    size = "n_paragraphs" if unit == "paragraph" else "n_sentences"
    documents = labelled(corpus.documents)
    groups = documents.groupby(by, sort=False).agg(n_units=(size, "sum"), n_documents=("doc_id", "size"))
    units = evoked(corpus, unit).merge(documents[list(dict.fromkeys(["doc_id", by]))], on="doc_id")
    counts = units.groupby([by, "frame"]).size().rename("n_evoked")
    frames = corpus.codebook.frames[["frame", "label"]].rename(columns={"label": "label_frame"})
    grid = frames.merge(groups.reset_index(), how="cross")
    shares = grid.join(counts, on=[by, "frame"]).fillna({"n_evoked": 0}).astype({"n_evoked": int})
    shares["share"] = shares["n_evoked"] / shares["n_units"].where(shares["n_units"] > 0)
    return shares[[by, "frame", "label_frame", "n_evoked", "n_units", "share", "n_documents"]]
