"""What became of one story: two articles side by side, what was kept, dropped, added and altered, and who covered which event.

Everything is computed from the features, so a clone without the articles shows it. What each kind of change can and cannot see is in
`helpers/story/`; the alignment's formula is in `story.alignment.compared`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pandas as pd

from helpers.coding.matching import ACTOR
from helpers.corpus import Corpus
from helpers.parted import kept
from helpers.story.alignment import Side, align, in_one_tongue, shared, sides
from helpers.story.differences import differences
from helpers.story.likeness import said
from helpers.tables import CorpusError, read_csv

LITTLE = 0.2  # in_common under which two articles tell no one story
MOST_PAIRS = 2_000  # pairs that are compared: of a larger corpus, those of the events that come first by name
SAME = 0.98  # from this score in every paragraph, one text twice


@dataclass(frozen=True)
class Story:
    """Two articles compared: alignment (paragraph_a, paragraph_b, score, evidence), changes (kind, paragraph_a, paragraph_b, what), the
    share of words that is aligned in each, their common ground and the sentence that says it."""

    a: Side
    b: Side
    alignment: pd.DataFrame
    changes: pd.DataFrame
    aligned_a: float
    aligned_b: float
    in_common: float
    verdict: str


def compare(corpus: Corpus, doc_a: str, doc_b: str) -> Story:
    """Compare two articles of a corpus, in whatever languages; a is read as the earlier state.

    in_common is that of `story.alignment.shared`. Raises CorpusError where an article is not in the corpus.
    """
    for doc_id in (doc_a, doc_b):
        if doc_id not in set(corpus.documents["doc_id"]):
            raise CorpusError(f"the corpus {corpus.name}", None, f"there is no article {doc_id!r}", "name a doc_id of its catalogue")
    return told(*(sides(corpus, (doc_a, doc_b))[doc_id] for doc_id in (doc_a, doc_b)))


def told(a: Side, b: Side) -> Story:
    """`compare` for two articles that are ready."""
    a, b = in_one_tongue(a, b)
    links = align(a, b)
    pairs = [(a.numbers.index(i), b.numbers.index(j)) for i, j in links[["paragraph_a", "paragraph_b"]].itertuples(index=False)]
    common, *aligned = shared(a, b, links)
    return Story(a, b, links, differences(a, b, pairs), *aligned, common, _verdict(a, b, links, common))


def _verdict(a: Side, b: Side, links: pd.DataFrame, common: float) -> str:
    if a.doc_id == b.doc_id:
        return "one article with itself"
    if not a.numbers or not b.numbers:
        return "an article without body paragraphs has nothing to compare"
    if a.language == b.language and len(links) == len(a.numbers) == len(b.numbers) and links["score"].min() >= SAME:
        return f"the same text twice (score {common:.2f})"
    if common < LITTLE:
        return f"little in common (score {common:.2f}, under {LITTLE})"
    return f"one story (score {common:.2f})"


def story_pairs(corpus: Corpus) -> pd.DataFrame:
    """Pairs of articles of one event: doc_a, doc_b, event_id, in_common, verdict; the earlier one is a, as far as the catalogue tells.

    attrs["total"]: how many pairs there are, of which MOST_PAIRS at most are compared.
    """
    return kept(corpus, ("pairs",), lambda: _pairs(corpus)).copy()


def _pairs(corpus: Corpus) -> pd.DataFrame:
    order = corpus.documents.sort_values(["event_id", "published", "doc_id"], kind="stable")
    order = order[order.duplicated("event_id", keep=False)]
    n = order.groupby("event_id").size()
    total = int((n * (n - 1) // 2).sum())
    order = order[order["event_id"].map((n * (n - 1) // 2).cumsum()) <= MOST_PAIRS]
    ready, rows = sides(corpus, order["doc_id"]), []
    for event, documents in order.groupby("event_id", sort=True):
        for doc_a, doc_b in combinations(documents["doc_id"], 2):
            story = told(ready[doc_a], ready[doc_b])
            rows.append((doc_a, doc_b, event, story.in_common, story.verdict))
    pairs = pd.DataFrame(rows, columns=["doc_a", "doc_b", "event_id", "in_common", "verdict"])
    pairs.attrs["total"] = total
    return pairs


def told_by_one(corpus: Corpus, story: Story) -> pd.DataFrame:
    """What one article says and the other nowhere: doc_id, kind (actor, concept, number, date), value, frame, n_paragraphs.

    `frame` is the concept's; a concept may be missing because its codebook lacks a form.
    """
    actors, names = corpus.codebook.actors, corpus.codebook.label_of
    labels = {("actor", actor): label for actor, label in zip(actors["actor"], actors["label"], strict=True)}
    frames = {concept: names[frame] for concept, frame in corpus.codebook.frame_of.items()}
    labels |= {("concept", concept): names[concept] for concept in frames}
    rows = []
    for own, other in ((story.a, story.b), (story.b, story.a)):
        mine, elsewhere = own.items, {item for items in other.items for item in items}
        for item in sorted({item for items in mine for item in items if item[0] in ("actor", "concept", "number", "date")} - elsewhere):
            kind, value = item
            value = said(value) if kind == "date" else labels.get(item, value)
            frame = frames[item[1]] if kind == "concept" else ""
            rows.append((own.doc_id, kind, value, frame, sum(item in items for items in mine)))
    return pd.DataFrame(rows, columns=["doc_id", "kind", "value", "frame", "n_paragraphs"])


NEUTRAL = {
    "dropped": "only in A", "missing": "only in A", "added": "only in B", "changed": "differs", "moved": "placed elsewhere",
    "hedge removed": "more hedges in A", "hedge added": "more hedges in B", "verb weakened": "stronger verbs in A",
    "verb strengthened": "stronger verbs in B", "shortened": "longer in A", "lengthened": "longer in B",
}  # fmt: skip
"""Kinds of change in words that do not say which article came first: whole kinds, and the last word of the others."""


def directed(corpus: Corpus, story: Story) -> bool:
    """Whether the catalogue knows that A came first: both are dated, A to an earlier day (or month, or year) than B."""
    dates = corpus.documents.set_index("doc_id")["published"]
    a, b = (dates.get(side.doc_id, "") for side in (story.a, story.b))  # no article where no event has two
    known = min(len(a), len(b), 10)
    return known > 0 and a[:known] < b[:known]


def as_known(corpus: Corpus, story: Story) -> Story:
    """The story in words for readers: where nobody knows which article came first, "only in A" for dropped and the like."""
    if directed(corpus, story):
        return story
    changes = story.changes
    words = [NEUTRAL.get(kind) or f"{kind.rsplit(' ', 1)[0]} {NEUTRAL[kind.rsplit(' ', 1)[-1]]}" for kind in changes["kind"]]
    what = changes["what"].str.replace(r"^from (.*) to (.*)$|^(.*) → (.*)$", r"\1\3 in A, \2\4 in B", regex=True)
    return replace(story, changes=changes.assign(kind=words, what=what))


def placed(story: Story, table: pd.DataFrame) -> pd.DataFrame:
    """A table of a story with paragraph_a and paragraph_b counted in the body from 1, as a reader counts, not in the file from 0."""
    places = {f"paragraph_{name}": {n: k for k, n in enumerate(own.numbers, start=1)} for name, own in (("a", story.a), ("b", story.b))}
    return table.assign(**{name: table[name].map(of).astype("Int64") for name, of in places.items()})


def coverage(corpus: Corpus) -> pd.DataFrame:
    """Who covered what: one row per event and source of the corpus, with event_id, event_date, source, n_articles, state.

    state: covered; not covered (the source was collected for the event and has no article of it); not collected. Which sources were
    collected is what coverage.csv in the corpus's folder says (event_id, source, collected: yes or no); without it nobody knows, so it is
    *not collected*: absence from a corpus is no silence.
    """
    documents = corpus.documents
    counts = documents.groupby(["event_id", "source"]).size()
    dates = documents.groupby("event_id")["event_date"].max()
    collected = _collected(corpus.folder / "coverage.csv", corpus) if corpus.folder else set()
    events, sources = sorted(set(documents["event_id"])), sorted(set(documents["source"]) | {source for _, source in collected})
    rows = []
    for event in sorted(events, key=lambda name: (dates[name], name)):
        for source in sources:
            n = int(counts.get((event, source), 0))
            state = "covered" if n else "not covered" if (event, source) in collected else "not collected"
            rows.append((event, dates[event], source, n, state))
    return pd.DataFrame(rows, columns=["event_id", "event_date", "source", "n_articles", "state"])


def _collected(path: Path, corpus: Corpus) -> set[tuple[str, str]]:
    if not path.is_file():
        return set()
    told = read_csv(path, ["event_id", "source", "collected"], numbered=True)
    known = set(corpus.documents["event_id"])
    for row, event, answer in zip(told.index, told["event_id"], told["collected"], strict=True):
        if event not in known:
            raise CorpusError(path.name, int(row), f"the event {event!r} is in no row of the catalogue", "correct it or delete the row")
        if answer not in ("yes", "no"):
            raise CorpusError(path.name, int(row), f"collected is {answer!r}", "write yes or no")
    kept = told[told["collected"] == "yes"]
    return set(zip(kept["event_id"], kept["source"], strict=True))


def chosen(corpus: Corpus, doc_a: str = "", doc_b: str = "") -> Story:
    """The two articles named, or those of one event that have most in common, of two languages where there are such.

    Without any pair the story is empty and its verdict says why.
    """
    if doc_a and doc_b:
        return compare(corpus, doc_a, doc_b)
    pairs = story_pairs(corpus)
    if pairs.empty:
        nobody = Side("–", [], [], [], [], [], "", "", [])
        return replace(told(nobody, nobody), verdict="no event of this corpus has two articles")
    language = corpus.documents.set_index("doc_id")["language"].str.split("-").str[0]
    apart = pairs["doc_a"].map(language) != pairs["doc_b"].map(language)
    best = pairs.assign(apart=apart).sort_values(["apart", "in_common", "doc_a", "doc_b"], ascending=[False, False, True, True]).iloc[0]
    return compare(corpus, best["doc_a"], best["doc_b"])


def turned_terms(corpus: Corpus, terms: pd.DataFrame) -> pd.DataFrame:
    """What a turned term does to the frames: `terms` (doc_id, paragraph, found, field_term, why) with frames_found and frames_field.

    frames_found: frames that the codebook sees in the words of the translation; frames_field: those in the field's own term.
    """
    language = corpus.documents.set_index("doc_id")["language"]

    def frames(doc_id: str, words: str) -> str:
        found = {match.concept for match in corpus.codebook.matcher(language[doc_id]).find(words)}
        seen = {corpus.codebook.label_of[corpus.codebook.frame_of[concept]] for concept in found if not concept.startswith(ACTOR)}
        return ", ".join(sorted(seen)) or "none"

    found, field = ([frames(*row) for row in zip(terms["doc_id"], terms[name], strict=True)] for name in ("found", "field_term"))
    return terms.assign(frames_found=found, frames_field=field)


def beside(corpus: Corpus, name: str, columns: list[str]) -> pd.DataFrame:
    """A table that lies in the corpus's folder, or an empty one with these columns where there is none."""
    path = corpus.folder / name if corpus.folder else None
    return read_csv(path, columns) if path and path.is_file() else pd.DataFrame(columns=columns)
