"""What counts as evoking a frame: mentions in body paragraphs, less those negated or hidden, or as an analyst chooses; and the words
that stand behind each cell of a table of frames."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.codebook import NO_GLOSS
from helpers.coding.cues import BY_CUES, CUES
from helpers.coding.matching import ACTOR, BLOCKER
from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.languages import language_of
from helpers.segmentation import normalise, sentences
from helpers.tables import CorpusError

UNITS = {"paragraph": ["doc_id", "paragraph"], "sentence": ["doc_id", "paragraph", "sentence"]}
CHOICES = {
    "unit": tuple(UNITS),
    "voice": ("all", "outlet"),
    "negated": ("out", "in"),
    "shadowed": ("out", "in"),
    "codebook": ("all", "entries", "core"),
    "duplicates": ("in", "out"),
}
LEAD = 0.2  # the lead is the first fifth of the body paragraphs, rounded up
_VOICE = ["doc_id", "paragraph", "sentence", "voice_id"]


def body_mentions(corpus: Corpus) -> pd.DataFrame:
    """Mentions of concepts (no actors) in body paragraphs, with their frame, and why a mention does not count (else "")."""
    mentions = corpus.mentions[~corpus.mentions["concept"].str.startswith(ACTOR)]
    body = corpus.paragraphs.loc[corpus.paragraphs["role"] == "body", ["doc_id", "paragraph"]]
    mentions = mentions.merge(body, on=["doc_id", "paragraph"])
    hidden = np.where(mentions["shadowed_by"] == BY_CUES, "cues against it", "within a longer form")
    why = np.where(mentions["shadowed_by"] != "", hidden, np.where(mentions["negated"], "negated", ""))
    return mentions.assign(frame=mentions["concept"].map(corpus.codebook.frame_of), left_out=why)


def body_places(corpus: Corpus) -> pd.DataFrame:
    """One row per body paragraph: doc_id, paragraph, place (1, 2, … in the body), n_places, position (lead or tail)."""
    body = corpus.paragraphs.loc[corpus.paragraphs["role"] == "body", ["doc_id", "paragraph"]]
    body = body.sort_values(["doc_id", "paragraph"], ignore_index=True)
    grouped = body.groupby("doc_id")["paragraph"]
    places = body.assign(place=grouped.cumcount() + 1, n_places=grouped.transform("size"))
    return places.assign(position=np.where(places["place"] <= np.ceil(places["n_places"] * LEAD), "lead", "tail"))


def glossed(corpus: Corpus, mentions: pd.DataFrame) -> pd.DataFrame:
    """Mentions of concepts with language (primary) and gloss (of the entry: "" for an English form, "no gloss" for another without)."""
    tags = corpus.documents.set_index("doc_id")["language"].map(lambda tag: language_of(tag).tag)
    mentions = mentions.assign(language=mentions["doc_id"].map(tags))
    keys = mentions[["language", "concept", "form"]].itertuples(index=False, name=None)
    return mentions.assign(gloss=[corpus.codebook.gloss_of.get(key, NO_GLOSS) for key in keys])


def evoked(corpus: Corpus, unit: str = "paragraph", **choices: str) -> pd.DataFrame:
    """One row per body unit and frame that it evokes: doc_id, paragraph (and sentence), frame, n_mentions.

    A unit evokes a frame when it holds a mention of one of the frame's concepts that is neither negated nor shadowed, or as
    the `choices` of `frame_shares` have it (voice, negated, shadowed, codebook).
    """
    parts = [counted(part, **choices).groupby([*UNITS[unit], "frame"], as_index=False)["count"].sum() for part in corpus.parts()]
    return pd.concat(parts, ignore_index=True).rename(columns={"count": "n_mentions"})


def counted(corpus: Corpus, voice: str = "all", negated: str = "out", shadowed: str = "out", codebook: str = "all") -> pd.DataFrame:
    """The body mentions that count. What a blocker hides never does: it means something else."""
    one_of(voice=voice, negated=negated, shadowed=shadowed, codebook=codebook)
    mentions, entries = body_mentions(corpus), corpus.codebook.entries
    overruled, told = mentions["shadowed_by"] == BY_CUES, mentions["concept"].str.startswith(CUES)
    counts = (mentions["shadowed_by"] == "") | ((shadowed == "in") & ~overruled)
    if codebook != "all":  # no cues: none for a frame, none against an entry
        counts |= overruled
    if codebook != "all" or voice == "outlet":  # cues are a paragraph's, and stand in no one voice
        counts &= ~told
    counts &= ~mentions["shadowed_by"].isin(set(entries.loc[entries["concept"] == BLOCKER, "form"]))
    counts &= ~mentions["negated"].astype(bool) | (negated == "in")
    if codebook == "core":
        core = entries.loc[entries["core"] == "yes", ["language", "concept", "form"]]
        tags = corpus.documents.set_index("doc_id")["language"].map(lambda tag: language_of(tag).tag)
        own = mentions[["doc_id", "concept", "form"]].assign(language=mentions["doc_id"].map(tags))
        counts &= pd.MultiIndex.from_frame(own[list(core)]).isin(pd.MultiIndex.from_frame(core))
    if voice == "outlet":
        counts &= pd.MultiIndex.from_frame(mentions[_VOICE]).isin(pd.MultiIndex.from_frame(outlet_voices(corpus)[_VOICE]))
    return mentions[counts]


def one_of(**choices: str) -> None:
    for name, value in choices.items():
        if value not in CHOICES[name]:
            raise ValueError(f"{name} is {value!r}; choose {' or '.join(CHOICES[name])}")


def outlet_voices(corpus: Corpus) -> pd.DataFrame:
    """The body sentences in which the outlet itself has a word."""
    return corpus.voices[corpus.voices["kind"] == "outlet"]


def evidence(corpus: Corpus, group: str, frame: str, by: str = "label", text: bool = False) -> pd.DataFrame:
    """The words behind one cell of the heat map, those left out included: no sentence, only what the codebook's entries matched.

    Columns: doc_id, paragraph (number in the file), place (in the body), sentence (from 0), concept, words, gloss and form (of the entry),
    count, left_out ("", negated, cues against it, or within a longer form: which); with `text`, said: the sentence as it is counted.
    n_evoked of the cell is the number of paragraphs with a row that is not left out. Raises CorpusError where text is asked of a corpus
    loaded without it.
    """
    documents = labelled(corpus.documents)
    wanted = set(documents.loc[documents[by] == group, "doc_id"])
    pieces = []
    for part in corpus.only(wanted).parts():
        mentions = body_mentions(part)
        pieces.append(glossed(part, mentions[mentions["frame"] == frame]).merge(body_places(part), on=["doc_id", "paragraph"]))
    found = pd.concat(pieces, ignore_index=True)
    shadowed = found["left_out"] == "within a longer form"
    found["left_out"] = found["left_out"].where(~shadowed, "within " + found["shadowed_by"])
    columns = ["doc_id", "paragraph", "place", "sentence", "concept", "words", "gloss", "form", "count", "left_out"]
    if text:
        found["said"] = _sentences_of(corpus, found)
    return found.sort_values([*columns[:6], "form"])[columns + ["said"] * text].reset_index(drop=True)


def _sentences_of(corpus: Corpus, found: pd.DataFrame) -> list[str]:
    """The sentence of each row of found (doc_id, paragraph, sentence), as normalised for counting."""
    if "text" not in corpus.paragraphs:
        raise CorpusError(corpus.name, None, "the sentences need the articles' text", "load the corpus with text=True where the files are")
    texts, tags = corpus.paragraphs.set_index(["doc_id", "paragraph"])["text"], corpus.documents.set_index("doc_id")["language"]
    said = []
    for doc_id, paragraph, sentence in found[["doc_id", "paragraph", "sentence"]].itertuples(index=False):
        tag = tags[doc_id]
        counted = normalise(texts[doc_id, paragraph], tag)
        start, end = sentences(counted, tag)[sentence]
        said.append(counted[start:end])
    return said
