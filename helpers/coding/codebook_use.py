"""What the codebook finds in a corpus: hits per concept and language, gaps, and how much hangs on one concept or one form."""

from __future__ import annotations

import pandas as pd

from helpers.coding.cues import BY_CUES, CUES
from helpers.coding.evoked import body_mentions, glossed
from helpers.coding.proximity import is_proximity
from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.languages import language_of
from helpers.parted import summed

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
    keys = ["concept", "language"]

    def count(part: Corpus) -> list:
        mentions = glossed(part, body_mentions(part))
        hits = mentions[mentions["left_out"] == ""]
        return [
            hits.groupby([*keys, "form"]).size(),
            hits.groupby(keys)["count"].sum(),
            mentions[mentions["left_out"] == "negated"].groupby(keys)["count"].sum(),
            mentions[mentions["shadowed_by"] != ""].groupby(keys)["count"].sum(),
            hits[["doc_id", "paragraph", *keys]].drop_duplicates().groupby(keys).size(),
            hits.groupby(keys)["doc_id"].nunique(),
            only_one(hits, "concept").groupby(keys).size(),
        ]

    forms, *sums = summed(corpus, count)
    names = ["n_hits", "n_negated", "n_shadowed", "n_paragraphs", "n_documents", "n_lost"]
    tables = {"n_entries": corpus.codebook.entries.groupby(keys).size(), "n_forms": forms.groupby(keys).size()}
    tables |= dict(zip(names, sums, strict=True))
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
    keys = ["frame", *ENTRY]

    def count(part: Corpus) -> list:
        mentions = glossed(part, body_mentions(part))
        hits = mentions[mentions["left_out"] == ""]
        held, of_frame = (hits[["doc_id", "paragraph", *names]].drop_duplicates().groupby(names) for names in (keys, ["frame", "language"]))
        said = hits.groupby([*ENTRY, "gloss", "words"])["count"].sum()
        return [held.size(), only_one(hits, "form").groupby(keys).size(), of_frame.size(), said]

    held, lost, whole, said = summed(corpus, count)
    table = held.rename("n_paragraphs").reset_index().join(lost.rename("n_lost"), on=keys)
    table = table.join(whole.rename("n_frame"), on=["frame", "language"])
    table = table.fillna({"n_lost": 0}).astype({"n_lost": int})
    order = table.sort_values(["n_lost", "n_paragraphs", *keys], ascending=[False, False, True, True, True, True])
    order = order[order["n_lost"] > 0].head(most).reset_index(drop=True)
    names = entry_names(said.reset_index())
    order.insert(4, "entry", [names[key] for key in order[ENTRY].itertuples(index=False, name=None)])
    return order.assign(frame=order["frame"].map(corpus.codebook.label_of)).rename(columns={"frame": "label_frame"})


def told_by(corpus: Corpus, by: str = "label") -> pd.DataFrame:
    """What tells each frame, its entries or its cues: one row per group and frame that either finds, in the codebook's order.

    Columns (body paragraphs): the group, frame, label_frame, n_evoked = n_by_entries (an entry counts) + n_cues_only (cues alone), and
    n_set_aside (not evoked: an entry stands there, not negated, but the cues speak against it).
    """
    group, names = labelled(corpus.documents).set_index("doc_id", drop=False)[by].rename(by), ["n_by_entries", "n_cues_only", "n_set_aside"]

    def count(part: Corpus) -> list:
        mentions = body_mentions(part)
        cues, counts = mentions["concept"].str.startswith(CUES), mentions["left_out"] == ""
        aside = (mentions["shadowed_by"] == BY_CUES) & ~mentions["negated"].astype(bool)
        kinds = mentions.assign(**dict(zip(names, [counts & ~cues, counts & cues, aside], strict=True)))
        units = kinds.groupby(["doc_id", "paragraph", "frame"])[names].any().reset_index()
        units["n_cues_only"] &= ~units["n_by_entries"]
        return [units.groupby([units["doc_id"].map(group), "frame"])[names].sum()]

    table = summed(corpus, count)[0].rename_axis([by, "frame"]).reset_index()
    table.insert(2, "label_frame", table["frame"].map(corpus.codebook.label_of))
    table.insert(3, "n_evoked", table["n_by_entries"] + table["n_cues_only"])
    order = {name: place for place, name in enumerate([*dict.fromkeys(group), *corpus.codebook.frames["frame"]])}
    return table[table[names].any(axis=1)].sort_values([by, "frame"], key=lambda column: column.map(order), ignore_index=True)


def only_one(hits: pd.DataFrame, name: str) -> pd.DataFrame:
    """Hits (one row each) of paragraphs whose frame is evoked by a single value of `name`."""
    unit = ["doc_id", "paragraph", "frame"]
    values = hits.drop_duplicates([*unit, name])
    return values[~values.duplicated(unit, keep=False)]
