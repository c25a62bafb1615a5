"""Frames by article, source, event or language: shares with their basis, position, company, actors, and the forms behind each cell."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.coding.evoked import CHOICES, UNITS, body_mentions, body_places, counted, evidence, evoked, one_of, outlet_voices
from helpers.coding.matching import ACTOR
from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.equivalence import agreement, parallel, parallel_units
from helpers.estimates import share_differences, share_estimates
from helpers.parted import kept, summed

__all__ = ["CHOICES", "UNITS", "body_mentions", "body_places", "evidence", "evoked"]  # of helpers.coding, offered here too
SIZES = {"paragraph": "n_paragraphs", "sentence": "n_sentences"}


def without_duplicates(documents: pd.DataFrame) -> pd.DataFrame:
    """The first document (by doc_id) of each cluster (event × origin) and language: what reprints the same wire story goes."""
    again = documents.sort_values("doc_id").duplicated(["cluster_id", "language"])
    return documents[~again.reindex(documents.index)]


def frame_shares(
    corpus: Corpus,
    by: str = "doc_id",
    unit: str = "paragraph",
    voice: str = "all",
    negated: str = "out",
    shadowed: str = "out",
    codebook: str = "all",
    duplicates: str = "in",
) -> pd.DataFrame:
    """Share of body units that evoke each frame, per group of documents (`by`: a column of `documents`, or `label`).

    Columns: the group, frame, label_frame, n_evoked and n_units (units: body paragraphs or sentences), share = n_evoked / n_units,
    n_documents. Every group has a row for every frame, in the codebook's order, so that an absent frame is seen.
    Choices (CHOICES names them all, the default first): unit; voice "outlet": mentions in the outlet's own words, over the units
    in which it has a word; negated or shadowed (within a longer form, but a blocker) mentions in; codebook "entries":
    no cues, "core": the entries marked core; duplicates "out": one document per cluster and language.
    """
    one_of(unit=unit, voice=voice, duplicates=duplicates)
    documents = labelled(corpus.documents)
    if duplicates == "out":
        documents = without_duplicates(documents)
    sizes = documents[list(dict.fromkeys(["doc_id", by]))].assign(n_units=documents[SIZES[unit]])
    counts, spoken = _counts(corpus, unit, voice=voice, negated=negated, shadowed=shadowed, codebook=codebook)
    group = counts.index.get_level_values("doc_id").map(documents.set_index("doc_id", drop=False)[by]).rename(by)
    counts = counts.groupby([group, counts.index.get_level_values("frame")]).sum()
    if voice == "outlet":
        sizes["n_units"] = sizes["doc_id"].map(spoken).fillna(0).astype(int)
    groups = sizes.groupby(by, sort=False).agg(n_units=("n_units", "sum"), n_documents=("n_units", "size"))
    grid = _frames(corpus).merge(groups.reset_index(), how="cross")
    shares = grid.join(counts.rename("n_evoked"), on=[by, "frame"]).fillna({"n_evoked": 0}).astype({"n_evoked": int})
    shares["share"] = shares["n_evoked"] / shares["n_units"].where(shares["n_units"] > 0)
    return shares[[by, "frame", "label_frame", "n_evoked", "n_units", "share", "n_documents"]]


def _counts(corpus: Corpus, unit: str, **choices: str) -> list:
    """Units that evoke it per article and frame; per article those in which the outlet has a word, where its voice is asked for."""
    choices = {name: CHOICES[name][0] for name in ("voice", "negated", "shadowed", "codebook")} | choices

    def count(part: Corpus) -> list:
        units = evoked(part, unit, **choices)
        spoken = outlet_voices(part)[UNITS[unit]].drop_duplicates() if choices["voice"] == "outlet" else units
        return [units.groupby(["doc_id", "frame"]).size(), spoken.groupby("doc_id").size()]

    return kept(corpus, ("evoked", unit, *choices.values()), lambda: summed(corpus, count))


def leading(corpus: Corpus) -> list[tuple[str, str]]:
    """Per article (per group, where articles are many) the frame that most body paragraphs evoke, as a clause, and its counts."""
    by, said = "label" if len(corpus.documents) <= 12 else "group", []
    shares = frame_shares(corpus, by).sort_values([by, "n_evoked", "label_frame"], ascending=[True, False, True])
    for group, rows in shares.groupby(by, sort=True):
        most, of = rows["n_evoked"].max(), rows["n_units"].iloc[0]
        first = rows.loc[rows["n_evoked"] == most, "label_frame"].tolist()
        leads = f"{' and '.join(filter(None, [', '.join(first[:-1]), first[-1]]))} lead{'s' if len(first) == 1 else ''}"
        leads = leads if len(first) <= 3 else f"{len(first)} frames tie for the first place"
        each = " each" if most and len(first) > 1 else ""
        said.append((f"{group}: {leads if most else 'no frame is evoked'}", f"{most} of {of} body paragraphs{each}"))
    return said


def _frames(corpus: Corpus) -> pd.DataFrame:
    return corpus.codebook.frames[["frame", "label"]].rename(columns={"label": "label_frame"})


def frame_estimates(corpus: Corpus, by: str = "label", unit: str = "paragraph", position: bool = False) -> pd.DataFrame:
    """Shares as `frame_shares` has them, each with interval and basis; the cluster (event × origin) is the unit of inference.

    Columns: the group, (position: lead or tail,) frame, label_frame, share, low and high (missing under 10 clusters), basis, n_documents,
    n_clusters, n_evoked, n_units. Lead: the first fifth of an article's body paragraphs, rounded up; tail: the rest.
    """
    keys = ["doc_id", *["position"] * position]
    estimates = share_estimates(_by_article(corpus, by, unit, keys), [by, *keys[1:], "frame"]).rename(columns={"value": "share"})
    estimates.insert(estimates.columns.get_loc("frame") + 1, "label_frame", estimates["frame"].map(corpus.codebook.label_of))
    return estimates


def frame_differences(corpus: Corpus, target: str, reference: str, by: str = "source", unit: str = "paragraph") -> pd.DataFrame:
    """Share of each frame in one group less its share in another: `estimates.share_differences`, p corrected over all frames (Holm).

    Columns: frame, label_frame, target and reference (n of N), value (difference of the shares), low and high, p, p_adjusted, smallest_p,
    basis. No interval where a side has fewer than 10 clusters, no p where the design cannot give 0.05: `basis` says so.
    """
    rows = _by_article(corpus, by, unit, ["doc_id"])
    rows = rows[rows["n_units"] > 0]
    table = share_differences(rows, target, reference, by=by)
    sums = rows.groupby(["frame", by])[["n_evoked", "n_units"]].sum().astype(str)
    counts = (sums["n_evoked"] + " of " + sums["n_units"]).unstack(by)
    names = {"label_frame": table["frame"].map(corpus.codebook.label_of)}
    names |= {side: table["frame"].map(counts[group]) for side, group in (("target", target), ("reference", reference))}
    return table.assign(**names)[["frame", *names, *table.columns[1:]]]


def _by_article(corpus: Corpus, by: str, unit: str, keys: list[str]) -> pd.DataFrame:
    """Counts of every article (and position: `keys`) and frame: cluster_id, event_id, `by`, n_evoked, n_units."""
    documents = labelled(corpus.documents)
    facts = documents[list(dict.fromkeys(["doc_id", "cluster_id", "event_id", by]))]

    if "position" in keys:
        counts, sizes = summed(corpus, lambda part: _placed(part, unit, keys))
        sizes = sizes.rename("n_units").reset_index()
    else:
        counts, sizes = _counts(corpus, unit)[0], documents[["doc_id", SIZES[unit]]].set_axis(["doc_id", "n_units"], axis=1)
    rows = _frames(corpus).merge(facts.merge(sizes, on="doc_id"), how="cross").join(counts.rename("n_evoked"), on=[*keys, "frame"])
    return rows.fillna({"n_evoked": 0}).astype({"n_evoked": int})


def _placed(part: Corpus, unit: str, keys: list[str]) -> list:
    """Units that evoke each frame, and body paragraphs, by article and position."""
    places = body_places(part)
    return [evoked(part, unit).merge(places, on=["doc_id", "paragraph"]).groupby([*keys, "frame"]).size(), places.groupby(keys).size()]


def frames_along(corpus: Corpus, most: int = 12) -> pd.DataFrame:
    """Where in each article a frame is evoked, of the first `most` articles: label, place, n_places, frame, label_frame, n_mentions.

    Every body paragraph and frame has a row; n_mentions is 0 where the paragraph does not evoke the frame.
    """
    documents = labelled(corpus.documents).head(most)
    corpus = corpus.only(documents["doc_id"])
    places = documents[["doc_id", "label"]].merge(body_places(corpus), on="doc_id")
    grid = places.merge(_frames(corpus), how="cross").merge(evoked(corpus), on=["doc_id", "paragraph", "frame"], how="left")
    grid = grid.fillna({"n_mentions": 0}).astype({"n_mentions": int})
    return grid[["label", "place", "n_places", "frame", "label_frame", "n_mentions"]]


def sensitivity(corpus: Corpus, by: str = "label") -> pd.DataFrame:
    """Does the unit or the negation rule matter? One row per group and frame.

    Columns: the group, frame, label_frame, paragraphs and sentences ("n of N"), share_paragraphs, share_sentences, rank_paragraphs and
    rank_sentences (1: largest share of the group; ties share the best rank), n_negated_only (paragraphs that hold the frame's concepts, all
    of them negated: counted apart).
    """
    keys = [by, "frame", "label_frame"]
    by_unit = {unit: frame_shares(corpus, by, unit) for unit in UNITS}
    table = by_unit["paragraph"][keys]
    for unit, shares in by_unit.items():
        table[f"{unit}s"] = shares["n_evoked"].astype(str) + " of " + shares["n_units"].astype(str)
        table[f"share_{unit}s"] = shares["share"]
        table[f"rank_{unit}s"] = shares.groupby(by)["share"].rank(method="min", ascending=False).fillna(0).astype(int)
    group = labelled(corpus.documents).set_index("doc_id", drop=False)[by]

    def count(part: Corpus) -> list:
        mentions = body_mentions(part)
        held = mentions[mentions["shadowed_by"] == ""]
        negated = held.groupby(["doc_id", "paragraph", "frame"])["negated"].all()
        negated = negated[negated].reset_index()
        return [negated.groupby([negated["doc_id"].map(group).rename(by), "frame"]).size()]

    [counts] = summed(corpus, count)
    table = table.join(counts.rename("n_negated_only"), on=[by, "frame"])
    return table.fillna({"n_negated_only": 0}).astype({"n_negated_only": int})


def cooccurrence(corpus: Corpus) -> pd.DataFrame:
    """Which frames share paragraphs: one row per pair of frames, in the codebook's order, and per frame with itself.

    Columns: frame_a, frame_b, label_a, label_b, n_both, n_a, n_b (body paragraphs), n_units, expected (Σ over articles of n_a n_b /
    paragraphs, what independence within each article gives; missing for a frame with itself), jaccard = n_both / (n_a + n_b − n_both).
    """
    names = corpus.codebook.frames["frame"].tolist()
    both, articles = np.zeros((len(names), len(names)), dtype=int), []
    for part in corpus.parts():
        units = evoked(part).assign(one=1).pivot_table(index=["doc_id", "paragraph"], columns="frame", values="one", fill_value=0)
        units = units.reindex(columns=names, fill_value=0).astype(int)
        both += units.to_numpy().T @ units.to_numpy()
        articles.append(units.groupby("doc_id").sum())
    by_article = pd.concat(articles).sort_index()
    sizes = corpus.documents.set_index("doc_id")["n_paragraphs"].reindex(by_article.index).to_numpy()
    expected = (by_article.to_numpy() / sizes[:, None]).T @ by_article.to_numpy()
    label, total, rows = corpus.codebook.label_of, int(corpus.documents["n_paragraphs"].sum()), []
    for i, a in enumerate(names):
        for j, b in enumerate(names[: i + 1]):
            union = both[i, i] + both[j, j] - both[i, j]
            counts = (int(both[i, j]), int(both[i, i]), int(both[j, j]), total)
            rows.append((a, b, label[a], label[b], *counts, expected[i, j] if i != j else np.nan, both[i, j] / union if union else np.nan))
    columns = ["frame_a", "frame_b", "label_a", "label_b", "n_both", "n_a", "n_b", "n_units", "expected", "jaccard"]
    return pd.DataFrame(rows, columns=columns)


def actors_by_frame(corpus: Corpus) -> pd.DataFrame:
    """Who is named where a frame is evoked: one row per actor and frame that share a body paragraph.

    Columns: actor, label_actor, frame, label_frame, n_both, n_actor, n_frame (body paragraphs), n_documents (in which
    they meet); most first.
    Named is not presented as: who does what to whom is not read.
    """

    def count(part: Corpus) -> list:
        mentions, units = part.mentions, evoked(part)
        named = mentions[mentions["concept"].str.startswith(ACTOR) & (mentions["shadowed_by"] == "")]
        named = named.merge(body_places(part)[["doc_id", "paragraph"]], on=["doc_id", "paragraph"])
        named = named.assign(actor=named["concept"].str.removeprefix(ACTOR))[["doc_id", "paragraph", "actor"]].drop_duplicates()
        met = named.merge(units, on=["doc_id", "paragraph"]).groupby(["actor", "frame"])
        met = met.agg(n_both=("doc_id", "size"), n_documents=("doc_id", "nunique"))
        return [met, named.groupby("actor").size(), units.groupby("frame").size()]

    table, of_actors, of_frames = summed(corpus, count)
    table = table.reset_index()
    table["n_actor"], table["n_frame"] = table["actor"].map(of_actors), table["frame"].map(of_frames)
    actors = dict(zip(corpus.codebook.actors["actor"], corpus.codebook.actors["label"], strict=True))
    table = table.assign(label_actor=table["actor"].map(actors), label_frame=table["frame"].map(corpus.codebook.label_of))
    columns = ["actor", "label_actor", "frame", "label_frame", "n_both", "n_actor", "n_frame", "n_documents"]
    return table.sort_values(["n_both", "n_actor", "actor", "frame"], ascending=[False, False, True, True])[columns].reset_index(drop=True)


def equivalence(corpus: Corpus, codebook: str = "all") -> pd.DataFrame:
    """Does the codebook measure the same in every language? Agreement over documents that are translations of each other.

    Translations: the documents of an event with one document per language. `codebook`: what of it counts (CHOICES). Columns as
    `equivalence.agreement` gives them.
    """
    corpus = corpus.only(parallel(corpus.documents)["doc_id"])
    mentions = counted(corpus, codebook=codebook)
    codes = {name: mentions.rename(columns={name: "code"})[["doc_id", "paragraph", "code"]] for name in ("frame", "concept")}
    known = {"frame": corpus.codebook.frames["frame"].tolist(), "concept": corpus.codebook.concepts["concept"].tolist()}
    return agreement(parallel_units(corpus.documents, body_places(corpus)), codes, known)
