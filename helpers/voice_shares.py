"""Who gets to speak: words, paragraphs and frames by voice, and who is named without a word of their own."""

from __future__ import annotations

import pandas as pd

from helpers.coding.cues import CUES
from helpers.coding.matching import ACTOR
from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.estimates import basis_of
from helpers.frames import body_mentions
from helpers.parted import summed

ITSELF, UNKNOWN, OTHERS = "the outlet itself", "not in the codebook", "all others"
CAMPS = {
    "china": "China", "russia": "Russia", "us": "United States", "nato": "NATO", "eu": "European Union",
    "un": "United Nations", "western_ally": "western allies", "global_south": "Global South", "company": "companies",
    "media": "other media", "other": "others named",
}  # fmt: skip
KEYS = ["doc_id", "paragraph", "sentence", "voice_id"]


def voice_words(corpus: Corpus, by: str, documents: pd.DataFrame) -> pd.DataFrame:
    """`voices` with the group of the article, the speaker's name and camp: one row per voice in a body sentence.

    Adds the group (`by`), name (the actor's label, or the speaker's own words, or `the outlet itself`), camp (of actors.csv;
    `the outlet itself`; `not in the codebook`), whose (own words of the outlet, or reported). documents: labelled, those of the whole
    where `corpus` is a part.
    """
    actors = corpus.codebook.actors.set_index("actor")
    voices = corpus.voices.assign(**{by: corpus.voices["doc_id"].map(documents.set_index("doc_id", drop=False)[by])})
    outlet = voices["kind"] == "outlet"
    known = voices["actor"].map(actors["label"])
    camp = voices["actor"].map(actors["camp"]).fillna(UNKNOWN).replace(CAMPS)
    whose = outlet.map({True: "own", False: "reported"})
    return voices.assign(whose=whose, name=known.fillna(voices["speaker"]).where(~outlet, ITSELF), camp=camp.where(~outlet, ITSELF))


def shares_of_words(corpus: Corpus, unit: str = "camp", by: str = "label", most: int = 7) -> pd.DataFrame:
    """Words per voice in each group: the group, `unit` (camp or name), kind, n_words, n_group, share = n_words / n_group.

    Beyond the `most` voices with most words in the whole corpus, the rest are `all others`.

    n_words: body words in that voice, of the language's own kind; n_group: all body words of the group. Shares of one group add up
    to 1. Largest first within a group, the outlet itself last.
    """
    documents, keys = labelled(corpus.documents), [by, unit, "kind"]
    [words] = summed(corpus, lambda part: [voice_words(part, by, documents).groupby(keys)["n_words"].sum()])
    voices = words.reset_index()
    sizes = voices[voices["kind"] != "outlet"].groupby(unit)["n_words"].sum().sort_index().sort_values(ascending=False, kind="stable")
    kept = [*sizes.index[: most if len(sizes) <= most else most - 1], ITSELF]
    voices[unit] = voices[unit].where(voices[unit].isin(kept), OTHERS)
    counts = voices.groupby(keys, as_index=False)["n_words"].sum()
    counts["n_group"] = counts.groupby(by)["n_words"].transform("sum")
    counts["share"] = counts["n_words"] / counts["n_group"].where(counts["n_group"] > 0)
    total = counts.groupby([by, unit])["n_words"].transform("sum")
    order = counts.assign(last=counts[unit] == ITSELF, total=total)
    columns = [by, "last", "total", unit, "kind"]
    sorted_rows = order.sort_values(columns, ascending=[True, True, False, True, True])
    return sorted_rows.drop(columns=["last", "total"]).reset_index(drop=True)


def speakers(corpus: Corpus, by: str = "label") -> pd.DataFrame:
    """Who speaks in each group: the group, name, camp, n_words, share (of the group's words), direct (of the speaker's words),
    n_paragraphs (body paragraphs in which the speaker speaks), n_group_paragraphs, verbs (the three most frequent reporting verbs).
    """
    documents, keys, paragraph = labelled(corpus.documents), [by, "name", "camp"], ["doc_id", "paragraph"]

    def count(part: Corpus) -> list:
        voices = voice_words(part, by, documents)
        spoken = voices[voices["kind"] != "outlet"]
        verbs = spoken[spoken["verb"] != ""].groupby([*keys, "verb"]).size()
        marked = spoken.assign(direct=spoken["n_words"].where(spoken["kind"] == "direct", 0))
        words, said_in = marked.groupby(keys)[["n_words", "direct"]].sum(), spoken[[*paragraph, *keys]].drop_duplicates()
        of_group = voices[[*paragraph, by]].drop_duplicates().groupby(by).size()
        return [words, said_in.groupby(keys).size(), verbs, voices.groupby(by)["n_words"].sum(), of_group]

    words, n_paragraphs, verbs, total, of_group = summed(corpus, count)
    first = verbs.rename("n").reset_index().sort_values([*keys, "n", "verb"], ascending=[True] * 3 + [False, True])
    first = first.groupby(keys).head(3).groupby(keys)["verb"].agg(", ".join)
    found = words.join(n_paragraphs.rename("n_paragraphs")).join(first.rename("verbs")).reset_index().fillna({"verbs": ""})
    found["share"], found["n_group_paragraphs"] = found["n_words"] / found[by].map(total), found[by].map(of_group)
    found["direct"] = found["direct"] / found["n_words"]
    columns = [by, "name", "camp", "n_words", "share", "direct", "n_paragraphs", "n_group_paragraphs", "verbs"]
    return found.sort_values([by, "n_words", "name"], ascending=[True, False, True], ignore_index=True)[columns]


def kinds(corpus: Corpus, by: str = "label") -> pd.DataFrame:
    """Direct against indirect speech: the group, outlet, direct, indirect (shares of n_words), n_words, direct_of_reported, basis."""
    documents = labelled(corpus.documents)
    [words] = summed(corpus, lambda part: [voice_words(part, by, documents).groupby([by, "kind"])["n_words"].sum()])
    words = words.unstack("kind", fill_value=0).reindex(columns=["outlet", "direct", "indirect"], fill_value=0)
    n_words, reported = words.sum(axis=1), words["direct"] + words["indirect"]
    shares = words.div(n_words, axis=0)
    shares = shares.assign(n_words=n_words, direct_of_reported=words["direct"] / reported.where(reported > 0))
    bases = {group: basis_of(len(part), part["cluster_id"].nunique()) for group, part in documents.groupby(by)}
    return shares.reset_index().rename_axis(columns=None).assign(basis=lambda rows: rows[by].map(bases))


def frames_by_voice(corpus: Corpus, unit: str = "camp", by: str = "label") -> pd.DataFrame:
    """Which frames each voice carries: the group, `unit` (camp, name or whose), frame, label_frame, n_evoked, n_units, share.

    n_units: body paragraphs in which the voice has a word; n_evoked: those in which a counted mention of the frame stands in
    its words; cues are a paragraph's and no voice's, so they are left out. A paragraph with two voices is a unit of both. Every voice has
    a row for every frame.
    """
    documents = labelled(corpus.documents)
    paragraph, said = (list(dict.fromkeys([*keys, by, unit])) for keys in (["doc_id", "paragraph"], KEYS))  # by may be doc_id

    def count(part: Corpus) -> list:
        voices, mentions = voice_words(part, by, documents), body_mentions(part)
        counted = mentions[(mentions["left_out"] == "") & ~mentions["concept"].str.startswith(CUES)]
        counted = counted.merge(voices[said].drop_duplicates(), on=KEYS)
        carried, spoken = counted[[*paragraph, "frame"]].drop_duplicates(), voices[paragraph].drop_duplicates()
        return [spoken.groupby([by, unit]).size(), carried.groupby([by, unit, "frame"]).size()]

    sizes, evoked = summed(corpus, count)
    sizes = sizes.rename("n_units").reset_index()
    frames = corpus.codebook.frames[["frame", "label"]].rename(columns={"label": "label_frame"})
    grid = sizes.merge(frames, how="cross").join(evoked.rename("n_evoked"), on=[by, unit, "frame"])
    grid = grid.fillna({"n_evoked": 0}).astype({"n_evoked": int})
    return grid.assign(share=grid["n_evoked"] / grid["n_units"])[[by, unit, "frame", "label_frame", "n_evoked", "n_units", "share"]]


def named_but_silent(corpus: Corpus, by: str = "label") -> pd.DataFrame:
    """Actors named in the body of a group who never speak in it: the group, label_actor, camp, n_mentions, n_paragraphs, camp_speaks.

    A speaker of the same camp does not speak for an actor here: China is silent where only its envoy speaks, and camp_speaks is then
    true. Shadowed mentions (China within the South China Morning Post) do not count.
    """
    actors = corpus.codebook.actors.set_index("actor")
    documents = labelled(corpus.documents)
    group = documents.set_index("doc_id", drop=False)[by]

    def count(part: Corpus) -> list:
        body = part.paragraphs.loc[part.paragraphs["role"] == "body", ["doc_id", "paragraph"]]
        named = part.mentions[part.mentions["concept"].str.startswith(ACTOR) & (part.mentions["shadowed_by"] == "")]
        named = named.merge(body, on=["doc_id", "paragraph"])
        named = named.assign(actor=named["concept"].str.removeprefix(ACTOR), **{by: named["doc_id"].map(group)})
        held = named[list(dict.fromkeys(["doc_id", "paragraph", by, "actor"]))].drop_duplicates().groupby([by, "actor"])
        counts = pd.DataFrame({"count": named.groupby([by, "actor"])["count"].sum(), "n_paragraphs": held.size()})
        return [counts, voice_words(part, by, documents).groupby([by, "actor"]).size()]

    named, spoke = summed(corpus, count)
    spoken = {(group, actors["camp"].get(actor, "")) for group, actor in spoke.index}
    rows = []
    for (group, actor), n_mentions, n_paragraphs in named[~named.index.isin(spoke.index)].itertuples():
        camp = actors["camp"].get(actor, "")
        heard = bool(camp) and (group, camp) in spoken
        rows.append((group, actors["label"].get(actor, actor), camp, n_mentions, n_paragraphs, heard))
    found = pd.DataFrame(rows, columns=[by, "label_actor", "camp", "n_mentions", "n_paragraphs", "camp_speaks"])
    return found.sort_values([by, "n_paragraphs", "n_mentions", "label_actor"], ascending=[True, False, False, True], ignore_index=True)
