"""What a finding counts: a table per measure, a row per article and value, so that shares, bases and robustness start from the same counts.

Every measure takes the choices that an analyst has (`CHOICES`, the default first) and returns doc_id, value, n_evoked, n_units: a share is
Σ n_evoked / Σ n_units over articles.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.coding.evoked import CHOICES as FRAME_CHOICES
from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.frames import frame_shares, without_duplicates
from helpers.languages import language_of
from helpers.statistics.measures import PRIOR_WORDS, log_odds
from helpers.stopwords import STOPWORDS
from helpers.terms import group_lemmas, is_stopword, term_sums

KEYS = {"frame_share": ("frame",), "voice_share": ("kind", "camp", "actor"), "term_share": ("term",)}
UNITS = {"frame_share": "body paragraphs", "voice_share": "body words", "term_share": "body words"}
DUPLICATES = {"duplicates": ("in", "out")}
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "frame_share": dict(FRAME_CHOICES),
    "voice_share": {"unit": ("word", "sentence", "paragraph"), "indirect": ("the speaker's", "the outlet's")} | DUPLICATES,
    "term_share": {"forms": ("as written", "lemmas"), "words": ("all", "content"), "prior": ("none", "pooled", "uniform")} | DUPLICATES,
}
"""By measure: choice → its options, the default first. What an option does is said where it is carried out, below."""
COUNTS = ["doc_id", "value", "n_evoked", "n_units"]


class Share(NamedTuple):
    """n_evoked of n_units, added up over articles."""

    n_evoked: int
    n_units: int

    @property
    def value(self) -> float:
        """The share, not a number where there is nothing to count in."""
        return self.n_evoked / self.n_units if self.n_units else np.nan


def quantity(corpus: Corpus, measure: str, key: str, **choices: str) -> pd.DataFrame:
    """doc_id, value, n_evoked, n_units: of every article, and every value of `key` (a frame, a kind of voice, a term …) found in it.

    frame_share: body paragraphs (unit "sentence": sentences) that evoke a frame, of all; choices as `frame_shares` has them. voice_share:
    body words in a voice (by kind: outlet, direct, indirect; by camp or actor of actors.csv), of all. term_share: occurrences of a term, of
    all body words of the article. The choice `duplicates` is `kept`'s, `prior` is `log_odds_of`'s.
    """
    if measure == "frame_share":
        shares = frame_shares(corpus, by="doc_id", **choices)
        return shares.rename(columns={"frame": "value"})[COUNTS]
    if measure == "voice_share":
        return pd.concat([_voice_counts(part, key, **choices) for part in corpus.parts()], ignore_index=True)
    return _term_counts(corpus, **choices)


def spoken(corpus: Corpus, key: str, indirect: str = "the speaker's") -> pd.DataFrame:
    """The table of voices, with each one's value; indirect "the outlet's": only quoted words are a speaker's."""
    voices = corpus.voices
    outlet = (voices["kind"] == "outlet") | ((voices["kind"] == "indirect") & (indirect == "the outlet's"))
    camps = corpus.codebook.actors.set_index("actor")["camp"]
    values = {"kind": voices["kind"], "actor": voices["actor"], "camp": voices["actor"].map(camps).fillna("")}[key]
    return voices.assign(value=values.where(~outlet, "outlet" if key == "kind" else ""))


def _voice_counts(corpus: Corpus, key: str, unit: str = "word", indirect: str = "the speaker's") -> pd.DataFrame:
    """unit "sentence" or "paragraph": those in which the voice has a word."""
    rows = spoken(corpus, key, indirect)
    if unit != "word":
        place = ["doc_id", "paragraph", "sentence"][: 3 if unit == "sentence" else 2]
        sizes = rows.drop_duplicates(place).groupby("doc_id").size()
        rows = rows.drop_duplicates([*place, "value"]).assign(n_words=1)
    else:
        sizes = rows.groupby("doc_id")["n_words"].sum()
    return _with_sizes(rows.groupby(["doc_id", "value"])["n_words"].sum(), sizes)


def _term_counts(corpus: Corpus, forms: str = "as written", words: str = "all") -> pd.DataFrame:
    """forms "lemmas": as `group_lemmas` (in languages that inflect). words "content": stopwords leave the denominator."""
    table = term_sums(corpus, corpus.documents, ["doc_id", "language"], forms == "lemmas", spread=False).table
    if words == "content":
        table = table[~is_stopword(table, STOPWORDS)]
    counts = table.groupby(["doc_id", "term"])["count"].sum().rename_axis(["doc_id", "value"])
    return _with_sizes(counts, table.groupby("doc_id")["count"].sum())


def lemma_of(corpus: Corpus, value: str, ids: list[str]) -> str:
    """What `group_lemmas` counts a term of these articles, all of one language, as: "countries" as "country"."""
    one = pd.DataFrame({"doc_id": [""], "language": languages_of(corpus, ids)[:1], "term": [value], "count": [1]})
    return group_lemmas(one)["term"].iloc[0]


def _with_sizes(counts: pd.Series, sizes: pd.Series) -> pd.DataFrame:
    table = counts.rename("n_evoked").reset_index()
    return table.assign(n_units=table["doc_id"].astype(str).map(sizes))[COUNTS]


def shares_of(counts: pd.DataFrame, values: list[str], ids: list[str]) -> dict[str, Share]:
    """The share of each value over the articles `ids`; an article that lacks a value counts with its units."""
    own = counts[counts["doc_id"].isin(ids)]
    sizes = own.drop_duplicates("doc_id").set_index("doc_id")["n_units"]
    own = own[own["value"].isin(values)]
    sums = own.assign(size=own["doc_id"].astype(str).map(sizes)).groupby("value")[["n_evoked", "n_units", "size"]].sum()
    total, none = int(sizes.sum()), (0, 0, 0)
    found = {value: tuple(map(int, row)) for value, *row in sums.itertuples()}
    return {name: Share(n, units + total - size) for name in values for n, units, size in [found.get(name, none)]}


def log_odds_of(target: Share, reference: Share, prior: str, n_terms: int) -> float:
    """Monroe et al.'s difference of log-odds, under a prior worth 500 words: "pooled" (as in both groups) or "uniform" (of n_terms)."""
    pooled = (target.n_evoked + reference.n_evoked) / (target.n_units + reference.n_units)
    alpha = PRIOR_WORDS * (pooled if prior == "pooled" else 1 / n_terms)
    if alpha <= 0:
        return 0.0
    return float(log_odds(*target, *reference, alpha, PRIOR_WORDS)[0])


def kept(corpus: Corpus, ids: tuple[str, ...], duplicates: str = "in") -> list[str]:
    """The articles of `ids` that are in the corpus; duplicates "out": one per cluster and language."""
    documents = without_duplicates(corpus.documents) if duplicates == "out" else corpus.documents
    known = set(documents["doc_id"])
    return [name for name in ids if name in known]


def values_of(corpus: Corpus, key: str) -> list[str]:
    """Everything a measure can be of: the codebook's frames, camps or actors, the kinds of voice, the terms of the corpus."""
    if key == "kind":
        return ["outlet", "direct", "indirect"]
    table = corpus.terms if key == "term" else corpus.codebook.frames if key == "frame" else corpus.codebook.actors
    return list(dict.fromkeys(table[key]))


def name_of(corpus: Corpus, key: str, value: str) -> str:
    """How a frame, an actor … is called in a sentence.

    >>> name_of(None, "camp", "global_south"), name_of(None, "kind", "outlet")
    ('global south', 'the outlet itself')
    """
    if key == "frame":
        return corpus.codebook.frames.set_index("frame")["label"].get(value, value).lower()
    if key == "actor":
        return corpus.codebook.actors.set_index("actor")["label"].get(value, value)
    return {"outlet": "the outlet itself"}.get(value, value.replace("_", " "))


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


def languages_of(corpus: Corpus, ids: list[str]) -> list[str]:
    """The languages of these articles, scripts apart, sorted."""
    tags = corpus.documents.loc[corpus.documents["doc_id"].isin(ids), "language"]
    return sorted({language_of(tag).tag for tag in tags})
