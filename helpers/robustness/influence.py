"""How much of a finding hangs on one thing? Each finding measured again without each article, concept, entry or speaker.

Influence is no choice: nobody would defend leaving an article out. So it is kept apart from the multiverse and swells no share of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd

from helpers.coding.codebook_use import entry_names
from helpers.coding.evoked import body_mentions, glossed
from helpers.corpus import Corpus
from helpers.robustness.quantities import quantity
from helpers.robustness.statements import Finding, compare, read_findings

COLUMNS = ["finding", "without", "what", "counts", "difference", "change", "holds"]


def influence(corpus: Corpus) -> pd.DataFrame:
    """One row per finding and thing left out: finding, without (article, concept, entry, speaker), what, counts, difference, change, holds.

    difference: target less reference without it; change: that less the whole corpus's; both missing where a side has nothing left.
    Concepts and entries are those of the frames compared that the finding's articles hold; a form that a left-out entry had hidden counts
    again (the table of mentions keeps only the longest form that hides one). A speaker's words leave numerator and denominator.
    """
    rows = []
    for finding in read_findings(corpus):
        whole = compare(corpus, finding)
        for without, what, lesser, count in _without(corpus, finding):
            found = compare(lesser, finding, count=count)
            here, there = found.target, found.reference
            counts = f"{here.n_evoked} of {here.n_units} against {there.n_evoked} of {there.n_units}"
            rows.append((finding.finding, without, what, counts, found.difference, found.difference - whole.difference, found.holds))
    return pd.DataFrame(rows, columns=COLUMNS)


def _without(corpus: Corpus, finding: Finding) -> Iterator[tuple[str, str, Corpus, Callable]]:
    """Kind of thing, the thing, the corpus without it and what counts in that corpus."""
    ids = list(dict.fromkeys([*finding.target, *finding.reference]))
    for name in ids if len(ids) > 1 else []:
        documents, terms = (table[table["doc_id"] != name] for table in (corpus.documents, corpus.terms))
        yield "article", name, replace(corpus, documents=documents, terms=terms), quantity
    if finding.measure == "frame_share":
        for without, what, counts in _without_codes(corpus, finding, ids):
            yield without, what, corpus, lambda *_, counts=counts: counts
    if finding.measure == "voice_share":
        speakers = corpus.voices[(corpus.voices["kind"] != "outlet") & corpus.voices["doc_id"].isin(ids)]
        labels = dict(zip(corpus.codebook.actors["actor"], corpus.codebook.actors["label"], strict=True))
        for name, actor in sorted(dict(zip(speakers["speaker"], speakers["actor"], strict=True)).items()):
            label = labels.get(actor, "")
            shown = f"{name} = {label}" if label and not name.isascii() else name
            yield "speaker", shown, replace(corpus, voices=corpus.voices[corpus.voices["speaker"] != name]), quantity


def _without_codes(corpus: Corpus, finding: Finding, ids: list[str]) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """The counts of `quantity` without each concept of the frames compared, and each of its entries (a form in a language)."""
    whole, mentions = quantity(corpus, finding.measure, finding.of[0]), glossed(corpus, body_mentions(corpus))
    mentions = mentions[mentions["doc_id"].isin(ids) & ~mentions["negated"]]
    counted = mentions["left_out"] == ""
    own = mentions[counted]
    if finding.against[1]:
        own = own[own["frame"].isin([finding.of[1], finding.against[1]])]
    for concept in sorted(set(own["concept"])):
        yield "concept", corpus.codebook.label_of[concept], _recounted(whole, mentions[counted & (mentions["concept"] != concept)])
    names = entry_names(own)
    for tag, concept, form in sorted(names):
        here = mentions["language"] == tag
        gone = here & (mentions["concept"] == concept) & (mentions["form"] == form)
        seen = counted | (here & (mentions["shadowed_by"] == form))
        name = f"{names[tag, concept, form]} ({tag}, {corpus.codebook.label_of[concept]})"
        yield "entry", name, _recounted(whole, mentions[seen & ~gone])


def _recounted(whole: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """`whole` (doc_id, value, n_evoked, n_units) with the paragraphs that these mentions alone evoke."""
    counts = mentions.drop_duplicates(["doc_id", "paragraph", "frame"]).groupby(["doc_id", "frame"]).size()
    keys = pd.MultiIndex.from_frame(whole[["doc_id", "value"]])
    return whole.assign(n_evoked=counts.reindex(keys, fill_value=0).to_numpy())


def most_influential(table: pd.DataFrame, without: str = "entry", most: int = 5) -> pd.DataFrame:
    """Per finding the things that carry most of it: the rows of `influence` whose difference changes most, the largest first."""
    own = table[(table["without"] == without) & table["change"].notna()]
    own = own.assign(size=own["change"].abs().round(9)).sort_values(["size", "what"], ascending=[False, True], kind="stable")
    order = {name: place for place, name in enumerate(dict.fromkeys(table["finding"]))}
    own = own[own["size"] > 0].sort_values("finding", key=lambda of: of.map(order), kind="stable")
    return own.groupby("finding", sort=False).head(most).drop(columns="size").reset_index(drop=True)


def fragility(table: pd.DataFrame) -> pd.DataFrame:
    """By finding and kind of thing: n left out in turn; turning: those without which it fails; alone: those that are a whole side."""
    rows = []
    for (finding, without), own in table.groupby(["finding", "without"], sort=False):
        empty = own["difference"].isna()
        turning, alone = (", ".join(own.loc[chosen, "what"]) or "none" for chosen in (~own["holds"] & ~empty, empty))
        rows.append((finding, without, len(own), turning, alone))
    return pd.DataFrame(rows, columns=["finding", "without", "n", "turning", "alone"])
