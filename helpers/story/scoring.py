"""How well alignment and changes agree with what a person wrote down: propositions of a real pair, known edits of invented ones."""

from __future__ import annotations

import pandas as pd

from helpers.corpus import Corpus
from helpers.stories import Story, compare

# What a known edit is called → the kinds of change that would find it; the first word that fits decides.
FOUND_BY = (
    ("number", ("number changed",)),
    ("figure", ("number changed",)),
    ("date", ("date changed",)),
    ("hedge added", ("hedge added",)),
    ("hedge", ("hedge removed",)),
    ("scare quote", ("scare quote dropped",)),
    ("verb", ("verb strengthened",)),
    ("lead moved", ("lead moved",)),
    ("actor", ("actor missing",)),
    ("paragraph dropped", ("paragraph dropped",)),
    ("paragraph added", ("paragraph added",)),
    ("paragraph moved", ("paragraph moved", "lead moved")),
    ("sentence", ("shortened",)),
    ("added", ("lengthened", "number added", "date added", "actor added", "scare quote added", "hedge added")),
)


def score_propositions(story: Story, propositions: pd.DataFrame) -> pd.DataFrame:
    """Links of paragraphs and states, against propositions (paragraph_a, paragraph_b as text, state): one row per thing measured.

    Columns: what, n_right, n_found, n_known, precision = n_right / n_found, recall = n_right / n_known. A known link is a pair of
    paragraphs that share a proposition. A proposition of both articles is found when its paragraphs are linked. One that is not kept is
    found when any change is reported of one of its paragraphs: as coarse as that.
    """
    both = propositions[(propositions["paragraph_a"] != "") & (propositions["paragraph_b"] != "")]
    pairs = list(zip(both["paragraph_a"].astype(int), both["paragraph_b"].astype(int), strict=True))
    links = set(zip(story.alignment["paragraph_a"], story.alignment["paragraph_b"], strict=True))
    known = set(pairs)
    linked = sum(pair in links for pair in pairs)
    rows = [("links of paragraphs", len(links & known), len(links), len(known))]
    rows.append(("propositions of both articles, linked", linked, pd.NA, len(pairs)))
    places = [set(story.changes[name].dropna().astype(str)) for name in ("paragraph_a", "paragraph_b")]
    near = [a in places[0] or b in places[1] for a, b in zip(propositions["paragraph_a"], propositions["paragraph_b"], strict=True)]
    changed = propositions["state"] != "kept"
    right = sum(n and c for n, c in zip(near, changed, strict=True))
    rows.append(("propositions in paragraphs with a change", right, sum(near), int(changed.sum())))
    table = pd.DataFrame(rows, columns=["what", "n_right", "n_found", "n_known"]).astype({"n_found": "Int64"})
    return table.assign(precision=table["n_right"] / table["n_found"], recall=table["n_right"] / table["n_known"])


def detectors(kind: str) -> tuple[str, ...]:
    """The kinds of change that would find a known edit of this name; () where nothing looks for it."""
    return next((found for word, found in FOUND_BY if word in kind), ())


def score_edits(corpus: Corpus, edits: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Recall and false alarms by kind of edit: (scores, each edit with `found`).

    edits: doc_a, paragraph_a, doc_b, paragraph_b, kind, what. An edit is found when a change of a fitting kind stands at one of its
    paragraphs. scores: kind, looked_for, n_edits, n_found, recall, n_changes (reported, of these kinds, in the edited pairs), n_alarms
    (those that fit no known edit: false, as far as every edit is written down).
    """
    found_rows, alarm_rows = [], []
    for (doc_a, doc_b), known in edits.groupby(["doc_a", "doc_b"], sort=False):
        changes = compare(corpus, doc_a, doc_b).changes
        explained: set[int] = set()
        for edit in known.itertuples(index=False):
            here = changes[changes["kind"].isin(detectors(edit.kind))]
            at = here[_at(here["paragraph_a"], edit.paragraph_a) | _at(here["paragraph_b"], edit.paragraph_b)]
            found_rows.append((*edit, not at.empty))
            explained.update(at.index)
        alarm_rows.append(changes.assign(alarm=~changes.index.isin(explained), doc_a=doc_a, doc_b=doc_b))
    each = pd.DataFrame(found_rows, columns=[*edits.columns, "found"])
    reported = pd.concat(alarm_rows, ignore_index=True)
    rows = []
    for kind, group in each.groupby("kind", sort=True):
        looked = detectors(kind)
        mine = reported[reported["kind"].isin(looked)]
        rows.append((kind, " or ".join(looked) or "nothing", len(group), int(group["found"].sum()), len(mine), int(mine["alarm"].sum())))
    table = pd.DataFrame(rows, columns=["kind", "looked_for", "n_edits", "n_found", "n_changes", "n_alarms"])
    table.insert(4, "recall", table["n_found"] / table["n_edits"])
    return table, each


def _at(places: pd.Series, place: str) -> pd.Series:
    return places.isna() & False if place == "" else (places == int(place)).fillna(False)
