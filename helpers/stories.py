"""What became of one story: two articles side by side, what was kept, dropped, added and altered, and who covered which event.

Everything is computed from the features, so a clone without the articles shows it. What each kind of change can and cannot see is in
`helpers/story/`; the alignment's formula is in `story.alignment.compared`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pandas as pd

from helpers.corpus import Corpus
from helpers.story.alignment import Side, align, alike, side
from helpers.story.differences import differences
from helpers.tables import CorpusError, read_csv

LITTLE = 0.3  # under this share of both articles' words aligned, two articles have little in common
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

    in_common = mean over both articles of Σ words · score / Σ words over their paragraphs (score of the best link, 0 where unaligned):
    0 nothing, 1 the same text. Raises CorpusError where an article is not in the corpus.
    """
    for doc_id in (doc_a, doc_b):
        if doc_id not in set(corpus.documents["doc_id"]):
            raise CorpusError(f"the corpus {corpus.name}", None, f"there is no article {doc_id!r}", "name a doc_id of its catalogue")
    a, b = side(corpus, doc_a), side(corpus, doc_b)
    links = align(corpus, doc_a, doc_b)
    pairs = [(a.numbers.index(i), b.numbers.index(j)) for i, j in links[["paragraph_a", "paragraph_b"]].itertuples(index=False)]
    best = [links.groupby(name)["score"].max() for name in ("paragraph_a", "paragraph_b")]
    weighed = [_weighed(own, scores, scored=True) for own, scores in zip((a, b), best, strict=True)]
    aligned = [_weighed(own, scores, scored=False) for own, scores in zip((a, b), best, strict=True)]
    common = sum(weighed) / 2
    return Story(a, b, links, differences(a, b, pairs), *aligned, common, _verdict(a, b, links, common))


def _weighed(own: Side, scores: pd.Series, scored: bool) -> float:
    total = sum(own.words)
    parts = (words * (scores[number] if scored else 1) for number, words in zip(own.numbers, own.words, strict=True) if number in scores)
    return sum(parts) / total if total else 0.0


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
    """Pairs of articles of one event: doc_a, doc_b, event_id, in_common, verdict; the earlier one is a, as far as the catalogue tells."""
    order = corpus.documents.sort_values(["event_id", "published", "doc_id"], kind="stable")
    rows = []
    for event, documents in order.groupby("event_id", sort=True):
        for doc_a, doc_b in combinations(documents["doc_id"], 2):
            story = compare(corpus, doc_a, doc_b)
            rows.append((doc_a, doc_b, event, story.in_common, story.verdict))
    return pd.DataFrame(rows, columns=["doc_a", "doc_b", "event_id", "in_common", "verdict"])


def told_by_one(corpus: Corpus, story: Story) -> pd.DataFrame:
    """What one article says and the other nowhere: doc_id, kind (actor, concept, number, date), value, label, n_paragraphs.

    `label` is the actor's name, or the concept's frame; a concept may be missing because its codebook lacks a form.
    """
    renamed = alike(story.a, story.b)
    actors = corpus.codebook.actors
    labels = {("actor", actor): label for actor, label in zip(actors["actor"], actors["label"], strict=True)}
    labels |= {("concept", concept): frame.replace("_", " ") for concept, frame in corpus.codebook.frame_of.items()}
    rows = []
    held = story.a.items, [{renamed.get(item, item) for item in items} for items in story.b.items]
    for own, mine, other in ((story.a, held[0], held[1]), (story.b, held[1], held[0])):
        elsewhere = {item for items in other for item in items}
        for item in sorted({item for items in mine for item in items if item[0] in ("actor", "concept", "number", "date")} - elsewhere):
            rows.append((own.doc_id, *item, labels.get(item, ""), sum(item in items for items in mine)))
    return pd.DataFrame(rows, columns=["doc_id", "kind", "value", "label", "n_paragraphs"])


def coverage(corpus: Corpus, folder: Path | str | None = None) -> pd.DataFrame:
    """Who covered what: one row per event and source of the corpus, with event_id, event_date, source, n_articles, state.

    state: covered; not covered (the source was collected for the event and has no article of it); not collected. Which sources were
    collected is what the folder's coverage.csv says (event_id, source, collected: yes or no); without it nobody knows, so it is
    *not collected*: absence from a corpus is no silence.
    """
    documents = corpus.documents
    counts = documents.groupby(["event_id", "source"]).size()
    dates = documents.groupby("event_id")["event_date"].max()
    collected = _collected(Path(folder) / "coverage.csv", corpus) if folder else set()
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
