"""How well alignment and changes agree with what a person wrote down: propositions of a real pair, known edits of invented ones."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pandas as pd

from helpers.codebook import Codebook
from helpers.corpus import Corpus
from helpers.extraction import as_tables, count_rows
from helpers.reading.parts import Article, Paragraph
from helpers.stories import Story, compare
from helpers.tables import TABLES, read_csv

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

    Columns: what, n_right, n_found, n_known, precision = n_right / n_found, recall = n_right / n_known, and n_by_chance = n_found · n_known
    / N: how many would be right if as many were found at random, of N pairs of paragraphs, or of N propositions. A known link is a pair
    of paragraphs that share a proposition. A proposition of both articles is found when its paragraphs are linked; by chance: as many
    of them as the linked share of all pairs. One that is not kept is found when any change is reported of one of its paragraphs: as
    coarse as that, so where most paragraphs have a change most propositions are found whatever they say.
    """
    both = propositions[(propositions["paragraph_a"] != "") & (propositions["paragraph_b"] != "")]
    pairs = list(zip(both["paragraph_a"].astype(int), both["paragraph_b"].astype(int), strict=True))
    links = _links(story)
    known = set(pairs)
    n_pairs = len(story.a.numbers) * len(story.b.numbers)
    linked = sum(pair in links for pair in pairs)
    places = [set(story.changes[name].dropna().astype(str)) for name in ("paragraph_a", "paragraph_b")]
    near = [a in places[0] or b in places[1] for a, b in zip(propositions["paragraph_a"], propositions["paragraph_b"], strict=True)]
    changed = propositions["state"] != "kept"
    right = sum(n and c for n, c in zip(near, changed, strict=True))
    n_found, n_known = sum(near), int(changed.sum())
    rows = [
        ("links of paragraphs", len(links & known), len(links), len(known), _by_chance(len(links), len(known), n_pairs)),
        ("propositions of both articles, linked", linked, pd.NA, len(pairs), _by_chance(len(links), len(pairs), n_pairs)),
        ("propositions in paragraphs with a change", right, n_found, n_known, _by_chance(n_found, n_known, len(near))),
    ]
    table = pd.DataFrame(rows, columns=["what", "n_right", "n_found", "n_known", "n_by_chance"]).astype({"n_found": "Int64"})
    return _rated(table)


def _rated(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(precision=table["n_right"] / table["n_found"], recall=table["n_right"] / table["n_known"])


def _links(story: Story) -> set[tuple[int, int]]:
    return set(zip(story.alignment["paragraph_a"], story.alignment["paragraph_b"], strict=True))


def _by_chance(n_found: int, n_known: int, n_all: int) -> float:
    return n_found * n_known / n_all if n_all else float("nan")


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


def edited_pairs(folder: Path, book: Codebook) -> tuple[Corpus, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Pairs with known edits: (corpus, documents, edits, alignment), from documents.csv (pair, side, doc_id, language, event_date …),
    paragraphs.csv (doc_id, paragraph, role, text), edits.csv and alignment.csv (pair, paragraph_a, paragraph_b)."""
    documents = read_csv(folder / "documents.csv", ["pair", "side", "doc_id", "language"])
    texts = read_csv(folder / "paragraphs.csv", ["doc_id", "paragraph", "role", "text"])
    rows = []
    for doc_id, tag in zip(documents["doc_id"], documents["language"], strict=True):
        own = texts[texts["doc_id"] == doc_id].sort_values("paragraph", key=lambda numbers: numbers.astype(int))
        assert own["paragraph"].astype(int).tolist() == list(range(len(own))), f"{doc_id}: the paragraphs are not numbered 0, 1, 2 …"
        paragraphs = tuple(Paragraph(role, text) for role, text in zip(own["role"], own["text"], strict=True))
        rows.append(count_rows(Article(doc_id, "", "table", tag, "", "", "", "unknown", paragraphs=paragraphs), doc_id, book))
    facts = documents.assign(event_id=documents["pair"], **{n: "" for n in TABLES["catalogue"] if n not in documents and n != "event_id"})
    aside = pd.DataFrame(columns=["file", "doc_id", "problem"])
    corpus = Corpus(folder.name, facts, **as_tables(rows), set_aside=aside, codebook=book)
    return corpus, documents, read_csv(folder / "edits.csv"), read_csv(folder / "alignment.csv")


def score_alignment(corpus: Corpus, documents: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Links against those that a person drew: pair, languages, n_right, n_found, n_known, precision, recall; the last row is the sum."""
    rows = []
    for pair, sides in documents.sort_values("side").groupby("pair", sort=True):
        story = compare(corpus, *sides["doc_id"].iloc[:2])
        links = _links(story)
        drawn = known[(known["pair"] == pair) & (known["paragraph_a"] != "") & (known["paragraph_b"] != "")]
        meant = set(zip(drawn["paragraph_a"].astype(int), drawn["paragraph_b"].astype(int), strict=True))
        rows.append((pair, "-".join(sides["language"]), len(links & meant), len(links), len(meant)))
    table = pd.DataFrame(rows, columns=["pair", "languages", "n_right", "n_found", "n_known"])
    table.loc[len(table)] = ["all", "", *table[["n_right", "n_found", "n_known"]].sum()]
    return _rated(table)


def unedited(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is found in translations that nobody edited: (alignment: languages, n_right, n_found, n_known, precision, recall; alarms: kind,
    languages, n_alarms). Paragraph n of a document translates paragraph n of every other of its event, so every change is a false alarm."""
    rows, alarms = [], []
    for _, event in corpus.documents.sort_values("doc_id").groupby("event_id"):
        for a, b in permutations(event.itertuples(index=False), 2):
            story = compare(corpus, a.doc_id, b.doc_id)
            links = _links(story)
            meant = {(n, n) for n in story.a.numbers}
            pair = f"{a.language.split('-')[0]} → {b.language.split('-')[0]}"
            rows.append((pair, len(links & meant), len(links), len(meant)))
            alarms.append(story.changes.assign(languages=pair))
    table = pd.DataFrame(rows, columns=["languages", "n_right", "n_found", "n_known"]).groupby("languages", as_index=False).sum()
    table = _rated(table)
    changes = pd.concat(alarms).groupby(["kind", "languages"]).size().rename("n_alarms").reset_index()
    return table, changes
