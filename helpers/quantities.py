"""What a finding counts: one table per measure, a row per article, so that shares, bases and robustness all start from the same counts.

Each measure takes a corpus and what it is measured of, a pair such as ("frame", "capability"), and returns doc_id, n_evoked, n_units:
a share is Σ n_evoked / Σ n_units over articles.
"""

from __future__ import annotations

import pandas as pd

from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.estimates import Estimate, share_estimate
from helpers.frames import body_mentions, frame_shares
from helpers.languages import language_of
from helpers.terms import counted
from helpers.voice_shares import voice_words

KEYS = {
    "frame_share": ("frame",), "concept_share": ("concept",), "voice_share": ("kind", "camp", "actor"), "term_share": ("term",),
}  # fmt: skip
UNITS = {"frame_share": "body paragraphs", "concept_share": "body paragraphs", "voice_share": "body words", "term_share": "body words"}
COUNTS = ["doc_id", "n_evoked", "n_units"]


def quantity(corpus: Corpus, measure: str, of: tuple[str, str], unit: str = "paragraph", lemmas: bool = False) -> pd.DataFrame:
    """doc_id, n_evoked, n_units of every article; `unit` (paragraph, sentence) for frames, `lemmas` for terms.

    frame_share, concept_share: body paragraphs with a counted mention, of all. voice_share: body words in a voice (kind: outlet, direct,
    indirect; camp or actor of actors.csv), of all. term_share: occurrences of a term, of all body words of the article.
    """
    key, value = of
    if measure == "frame_share":
        shares = frame_shares(corpus, by="doc_id", unit=unit)
        return shares.loc[shares["frame"] == value, COUNTS].reset_index(drop=True)
    if measure == "concept_share":
        mentions = body_mentions(corpus)
        held = mentions[(mentions["left_out"] == "") & (mentions["concept"] == value)][["doc_id", "paragraph"]].drop_duplicates()
        return _per_article(corpus, held.groupby("doc_id").size(), corpus.documents.set_index("doc_id")["n_paragraphs"])
    if measure == "voice_share":
        voices = voice_words(corpus) if key == "kind" else _with_codes(corpus)
        spoken, all_words = (rows.groupby("doc_id")["n_words"].sum() for rows in (voices[voices[key] == value], voices))
        return _per_article(corpus, spoken, all_words)
    words = counted(corpus.terms, corpus.documents, lemmas)
    hits = words[words["term"] == value].groupby("doc_id")["count"].sum()
    return _per_article(corpus, hits, words.groupby("doc_id")["count"].sum())


def _with_codes(corpus: Corpus) -> pd.DataFrame:
    camps = corpus.codebook.actors.set_index("actor")["camp"]
    return corpus.voices.assign(camp=corpus.voices["actor"].map(camps).fillna(""))


def _per_article(corpus: Corpus, hits: pd.Series, sizes: pd.Series) -> pd.DataFrame:
    ids = corpus.documents["doc_id"]
    counts = {"n_evoked": ids.map(hits).fillna(0).astype(int), "n_units": ids.map(sizes).fillna(0).astype(int)}
    return pd.DataFrame({"doc_id": ids, **counts}).reset_index(drop=True)


def values_of(corpus: Corpus, measure: str, key: str) -> list[str]:
    """Everything the measure could be of: the frames, the concepts, the kinds of voice, the camps or the actors of the codebook."""
    book = corpus.codebook
    known = {"frame": book.frames["frame"], "concept": book.concepts["concept"], "camp": book.actors["camp"], "actor": book.actors["actor"]}
    if key == "term":
        return sorted(set(corpus.terms["term"]))
    return ["outlet", "direct", "indirect"] if key == "kind" else list(dict.fromkeys(known[key]))


def name_of(corpus: Corpus, key: str, value: str) -> str:
    """How a frame, an actor … is called in a sentence.

    >>> name_of(None, "concept", "arms_limits"), name_of(None, "kind", "outlet")
    ('arms limits', 'the outlet itself')
    """
    if key == "frame":
        return corpus.codebook.frames.set_index("frame")["label"].get(value, value).lower()
    if key == "actor":
        return corpus.codebook.actors.set_index("actor")["label"].get(value, value)
    return {"outlet": "the outlet itself"}.get(value, value.replace("_", " "))


def estimate(corpus: Corpus, counts: pd.DataFrame, ids: list[str]) -> Estimate:
    """`share_estimate` over the articles `ids`."""
    facts = corpus.documents[["doc_id", "cluster_id"]]
    return share_estimate(counts[counts["doc_id"].isin(ids)].merge(facts, on="doc_id"))


def articles(corpus: Corpus, where: str) -> list[str]:
    """doc_ids that a filter over the documents chooses: "source=Xinhua", "source=A|B;language=en", or "all".

    ValueError (a sentence) where a column is unknown or no article fits.
    """
    documents = labelled(corpus.documents)
    chosen = pd.Series(True, index=documents.index)
    for part in [] if where == "all" else where.split(";"):
        column, _, values = (piece.strip() for piece in part.partition("="))
        if column not in documents.columns or not values:
            raise ValueError(f"{part.strip()!r} is no filter over documents: write column=value with a column of the catalogue")
        chosen &= documents[column].isin([value.strip() for value in values.split("|")])
    if not chosen.any():
        raise ValueError(f"no article fits {where!r}: name one of the catalogue")
    return documents.loc[chosen, "doc_id"].tolist()


def one_language(corpus: Corpus, ids: list[str]) -> bool:
    """Whether all these articles are in one language (its scripts apart), so that their words may be counted together."""
    tags = corpus.documents.loc[corpus.documents["doc_id"].isin(ids), "language"]
    return tags.map(lambda tag: language_of(tag).tag).nunique() == 1

