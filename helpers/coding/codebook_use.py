"""What the codebook finds in a corpus: hits per concept and language, gaps, and how much hangs on one concept or one form."""

from __future__ import annotations

import pandas as pd

from helpers.coding.evoked import body_mentions, glossed
from helpers.coding.proximity import is_proximity
from helpers.corpus import Corpus
from helpers.languages import language_of

ENTRY = ["language", "concept", "form"]  # what names an entry


def entry_names(mentions: pd.DataFrame, most: int = 2) -> dict[tuple[str, str, str], str]:
    """(language, concept, form) of each entry behind mentions with gloss → a name to read: what stands in the text, and what it means.

    An entry of parts is named by the words that it matched most often: "磋商 = consultations", "laws … AI +1 = law for machines".
    """
    names = {}
    for key, own in mentions.groupby(ENTRY):
        words = own.groupby("words")["count"].sum().sort_values(ascending=False, kind="stable").index
        more = f" +{len(words) - most}" if len(words) > most else ""
        said, gloss = ", ".join(words[:most]) + more if is_proximity(key[2]) else key[2], own["gloss"].iloc[0]
        names[key] = f"{said} = {gloss}" if gloss else said
    return names


def concept_hits(corpus: Corpus) -> pd.DataFrame:
    """What each concept finds in each language of the corpus: one row per concept and language, in the codebook's order.

    Columns: frame, concept, language, n_entries (in the codebook), n_forms (different entries found), n_hits, n_negated and n_shadowed
    (occurrences left out, counted apart), n_paragraphs and n_documents (with a hit), n_lost (body paragraphs that would no longer evoke the
    frame without this concept: its influence), gap ("no entry", "never found" or "").
    """
    mentions = glossed(corpus, body_mentions(corpus))
    hits = mentions[mentions["left_out"] == ""]
    keys = ["concept", "language"]
    alone = _only_one(hits, "concept")
    tables = {
        "n_entries": corpus.codebook.entries.groupby(keys).size(),
        "n_forms": hits.groupby(keys)["form"].nunique(),
        "n_hits": hits.groupby(keys)["count"].sum(),
        "n_negated": mentions[mentions["left_out"] == "negated"].groupby(keys)["count"].sum(),
        "n_shadowed": mentions[mentions["shadowed_by"] != ""].groupby(keys)["count"].sum(),
        "n_paragraphs": hits[["doc_id", "paragraph", *keys]].drop_duplicates().groupby(keys).size(),
        "n_documents": hits.groupby(keys)["doc_id"].nunique(),
        "n_lost": alone.groupby(keys).size(),
    }
    concepts = corpus.codebook.concepts[["frame", "concept"]]
    languages = pd.DataFrame({"language": sorted({language_of(tag).tag for tag in corpus.documents["language"]})})
    table = concepts.merge(languages, how="cross").join(pd.DataFrame(tables), on=keys)
    table = table.fillna(dict.fromkeys(tables, 0)).astype(dict.fromkeys(tables, int))
    never = table["n_hits"].map(lambda hits: "" if hits else "never found")
    return table.assign(gap=never.where(table["n_entries"] > 0, "no entry"))


def form_influence(corpus: Corpus, most: int = 20) -> pd.DataFrame:
    """The entries on which the most paragraphs hang, one row each.

    Columns: label_frame, language, concept, form, entry (its name to read), n_paragraphs (with a hit), n_lost (body paragraphs that would
    no longer evoke the frame without this one entry), n_frame (paragraphs of the language that evoke it).
    """
    mentions = glossed(corpus, body_mentions(corpus))
    hits = mentions[mentions["left_out"] == ""]
    keys = ["frame", *ENTRY]
    table = hits[["doc_id", "paragraph", *keys]].drop_duplicates().groupby(keys).size().rename("n_paragraphs").reset_index()
    lost = _only_one(hits, "form").groupby(keys).size().rename("n_lost")
    whole = hits[["doc_id", "paragraph", "frame", "language"]].drop_duplicates().groupby(["frame", "language"]).size().rename("n_frame")
    table = table.join(lost, on=keys).join(whole, on=["frame", "language"]).fillna({"n_lost": 0}).astype({"n_lost": int})
    order = table.sort_values(["n_lost", "n_paragraphs", *keys], ascending=[False, False, True, True, True, True])
    order = order[order["n_lost"] > 0].head(most).reset_index(drop=True)
    names = entry_names(hits)
    order.insert(4, "entry", [names[key] for key in order[ENTRY].itertuples(index=False, name=None)])
    return order.assign(frame=order["frame"].map(corpus.codebook.label_of)).rename(columns={"frame": "label_frame"})


def _only_one(hits: pd.DataFrame, name: str) -> pd.DataFrame:
    """Hits (one row each) of paragraphs whose frame is evoked by a single value of `name`."""
    unit = ["doc_id", "paragraph", "frame"]
    values = hits.drop_duplicates([*unit, name])
    return values[values.groupby(unit)[name].transform("size") == 1]
