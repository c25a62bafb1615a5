"""How much of a finding hangs on one thing? Each finding measured again without each article, concept, entry or speaker.

Influence is no choice: nobody would defend leaving an article out. So it is kept apart from the multiverse and swells no share of it.
A finding compares sums, so what is left without a thing is the sum less the thing's own: one pass over the tables serves all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.coding.codebook_use import ENTRY, entry_names, only_one
from helpers.coding.cues import CUES
from helpers.coding.evoked import body_mentions, glossed
from helpers.corpus import Corpus
from helpers.parted import summed
from helpers.robustness.quantities import Share, quantity, shares_of, spoken, values_of
from helpers.robustness.statements import Finding, compare, holds, read_findings

COLUMNS = ["finding", "without", "what", "counts", "difference", "change", "holds"]
OWN = ["thing", "value", "n_evoked", "n_units"]

Things = tuple[str, dict, list[pd.DataFrame]]
"""A kind of thing, what to call each, and for target and reference what goes with it: OWN, n_units the same in all rows of a thing."""


def influence(corpus: Corpus) -> pd.DataFrame:
    """One row per finding and thing left out: finding, without (article, concept, entry, speaker), what, counts, difference, change, holds.

    difference: target less reference without it; change: that less the whole corpus's; both missing where a side has nothing left.
    Concepts and entries are those of the frames compared that the finding's articles hold; a form that a left-out entry had hidden counts
    again (the table of mentions keeps only the longest form that hides one). A speaker's words leave numerator and denominator.
    """
    rows = []
    for finding in read_findings(corpus):
        whole = compare(corpus, finding).difference
        counts = [quantity(corpus, finding.measure, key) for key in (finding.of[0], finding.against[0])]
        counts = [table[table["doc_id"].isin(ids)] for table, ids in zip(counts, (finding.target, finding.reference), strict=True)]
        for without, names, own in _things(corpus, finding, counts):
            sides = [_left(*side, names) for side in zip(counts, own, _compared(corpus, finding), strict=True)]
            for what, here, there in zip(names.values(), *sides, strict=True):
                difference = here.value - there.value
                said = f"{here.n_evoked} of {here.n_units} against {there.n_evoked} of {there.n_units}"
                held = holds(finding.direction, here, there)
                rows.append((finding.finding, without, what, said, difference, difference - whole, held))
    return pd.DataFrame(rows, columns=COLUMNS)


def _compared(corpus: Corpus, finding: Finding) -> list[list[str]]:
    """What the target and the reference are measured of; several where the reference is the largest of them."""
    (_, value), (key, other) = finding.of, finding.against
    return [[value], [other] if other else [name for name in values_of(corpus, key) if name not in ("", value)]]


def _left(counts: pd.DataFrame, own: pd.DataFrame, values: list[str], names: dict) -> list[Share]:
    """For each thing the share of the largest of these values when what is the thing's own is taken from the counts of all articles."""
    whole = shares_of(counts, values, counts["doc_id"].unique())
    sums = pd.Series({value: share.n_evoked for value, share in whole.items()})
    n_units = next(iter(whole.values())).n_units
    sums = sums[sums >= sums.max() - np.ptp([0, *own["n_evoked"]])]  # no other can become the largest
    less = own[own["value"].isin(sums.index)].pivot_table("n_evoked", "thing", "value", "sum", fill_value=0)
    less = less.reindex(index=list(names), columns=sums.index, fill_value=0).fillna(0).astype(int)
    gone = own.drop_duplicates("thing").set_index("thing")["n_units"].reindex(list(names), fill_value=0)
    return [Share(*map(int, pair)) for pair in zip((sums - less).max(axis=1), n_units - gone, strict=True)]


def _things(corpus: Corpus, finding: Finding, counts: list[pd.DataFrame]) -> Iterator[Things]:
    ids = list(dict.fromkeys([*finding.target, *finding.reference]))
    if len(ids) > 1:
        yield "article", {name: name for name in ids}, [table.set_axis(OWN, axis=1) for table in counts]
    if finding.measure == "frame_share":
        yield from _codes(corpus, finding, ids)
    if finding.measure == "voice_share":
        yield _speakers(corpus, finding)


def _codes(corpus: Corpus, finding: Finding, ids: list[str]) -> Iterator[Things]:
    """The concepts and entries (a form in a language) of the frames compared, with the paragraphs that no other evokes."""

    def count(part: Corpus) -> list:
        mentions = glossed(part, body_mentions(part))
        mentions = mentions[mentions["doc_id"].isin(ids) & ~mentions["negated"]]
        mentions = mentions.assign(entry=mentions["language"] + "\t" + mentions["concept"] + "\t" + mentions["form"])
        seen = mentions[mentions["left_out"] == ""].groupby([*ENTRY, "frame", "gloss", "words"])["count"].sum()
        sides = [mentions[mentions["doc_id"].isin(side)] for side in (finding.target, finding.reference)]
        return [seen, *(table for side in sides for table in _lost(side))]

    seen, *lost = summed(corpus, count)
    seen = seen.reset_index()
    if finding.against[1]:
        seen = seen[seen["frame"].isin([finding.of[1], finding.against[1]])]
    label_of, labels = corpus.codebook.label_of, entry_names(seen)
    names = {"\t".join(key): f"{labels[key]} ({key[0]}, {label_of[key[1]]})" for key in sorted(labels)}
    entries = seen[ENTRY].drop_duplicates()
    entries = entries.assign(thing=entries[ENTRY].agg("\t".join, axis=1))
    own: dict[str, list] = {"concept": [], "entry": []}
    for concepts, forms, again in (lost[:3], lost[3:]):
        back = again.rename("n_evoked").reset_index().merge(entries, on=["language", "form"])
        back = back[~back["concept"].str.startswith(CUES) | (back["concept"] == CUES + back["frame"])]
        own["concept"].append(_owned(concepts))
        own["entry"].append(pd.concat([_owned(forms), back.assign(value=back["frame"], n_evoked=-back["n_evoked"], n_units=0)[OWN]]))
    yield "concept", {name: label_of[name] for name in sorted(set(seen["concept"]))}, own["concept"]
    yield "entry", names, own["entry"]


def _lost(mentions: pd.DataFrame) -> list[pd.Series]:
    """Paragraphs that evoke a frame by one concept alone; by one entry alone, of which no hidden form takes the place; those that would
    evoke it if a form hid no other there."""
    unit = ["doc_id", "paragraph", "frame"]
    hits, hidden = mentions[mentions["left_out"] == ""], mentions[mentions["left_out"] != ""]
    hidden = hidden.assign(form=hidden["shadowed_by"]).drop_duplicates([*unit, "form"])
    alone = only_one(hits, "entry")
    alone = alone[~_rows_in(alone, hidden, [*unit, "form"])]
    again = hidden[~_rows_in(hidden, hits, unit)]
    keys = (only_one(hits, "concept"), ["concept", "frame"]), (alone, ["entry", "frame"]), (again, ["language", "form", "frame"])
    return [table.groupby(by).size() for table, by in keys]


def _rows_in(table: pd.DataFrame, other: pd.DataFrame, columns: list[str]) -> pd.Series:
    return pd.MultiIndex.from_frame(table[columns]).isin(pd.MultiIndex.from_frame(other[columns]))


def _owned(counts: pd.Series, n_units: int | pd.Series = 0) -> pd.DataFrame:
    """Counts by thing and value as OWN; n_units: by thing."""
    table = counts.rename("n_evoked").rename_axis(OWN[:2]).reset_index()
    return table.assign(n_units=n_units if isinstance(n_units, int) else table["thing"].map(n_units))


def _speakers(corpus: Corpus, finding: Finding) -> Things:
    """Whoever speaks, directly or indirectly, with the words."""
    sides = [(finding.target, finding.of[0]), (finding.reference, finding.against[0])]

    def count(part: Corpus) -> list:
        tables = [spoken(part, key) for _, key in sides]
        tables = [table[(table["kind"] != "outlet") & table["doc_id"].isin(ids)] for table, (ids, _) in zip(tables, sides, strict=True)]
        words = [table.groupby(by)["n_words"].sum() for table in tables for by in (["speaker", "value"], "speaker")]
        return [*words, pd.concat(tables).groupby(["speaker", "actor"]).size()]

    *words, names = summed(corpus, count)
    labels, shown = dict(zip(corpus.codebook.actors["actor"], corpus.codebook.actors["label"], strict=True)), {}
    for name, actor in names.index:
        label = labels.get(actor, "")
        shown[name] = f"{name} = {label}" if label and not name.isascii() else name
    return "speaker", shown, [_owned(*words[:2]), _owned(*words[2:])]


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
