"""A comparison of two articles as boxes and links, for the figure that shows it."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten

import pandas as pd

from helpers.corpus import Corpus
from helpers.stories import Story
from helpers.story.differences import passages
from helpers.story.likeness import said


def drawn(corpus: Corpus, story: Story) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A story for `plots.stories.two_columns`: (boxes: column, place, label, note, state; links: place_a, place_b, score, state).

    A box names its paragraph and what is rarest in it: actors, numbers and dates, else a concept; its note, the changes found there.
    Altered: a change is reported of the passage to which it belongs.
    """
    labels = corpus.codebook.label_of | dict(zip(corpus.codebook.actors["actor"], corpus.codebook.actors["label"], strict=True))
    sides, changes, links = (story.a, story.b), story.changes, story.alignment
    places = {f"place_{name}": links[f"paragraph_{name}"].map(own.numbers.index) for name, own in zip("ab", sides, strict=True)}
    links = links.assign(**places)
    state: dict[tuple[int, int], str] = {}
    for group in passages(*sides, list(zip(links["place_a"], links["place_b"], strict=True))):
        numbers = [[own.numbers[place] for place in held] for own, held in zip(sides, (group.a, group.b), strict=True)]
        changed = changes["paragraph_a"].isin(numbers[0]) | changes["paragraph_b"].isin(numbers[1])
        state |= {(column, place): "altered" if changed.any() else "kept" for column in (0, 1) for place in (group.a, group.b)[column]}
    spread = Counter(item for own in sides for items in own.items for item in items)
    boxes = []
    for column, own in enumerate(sides):
        for place, number in enumerate(own.numbers):
            label = _label(place + 1, own.words[place], own.items[place], spread, labels)
            boxes.append((column, place, label, _note(changes, column, number), state.get((column, place), "only here")))
    links["state"] = [state[0, place] for place in links["place_a"]]
    return pd.DataFrame(boxes, columns=["column", "place", "label", "note", "state"]), links[["place_a", "place_b", "score", "state"]]


def _note(changes: pd.DataFrame, column: int, number: int) -> str:
    """The changes at a paragraph: on the left all, on the right those that have no paragraph on the left."""
    if column == 0:
        here = changes[changes["paragraph_a"] == number]
    else:
        here = changes[changes["paragraph_a"].isna() & (changes["paragraph_b"] == number)]
    kinds = [kind for kind in dict.fromkeys(here["kind"]) if not kind.startswith("paragraph ") or kind == "paragraph moved"]
    return shorten(", ".join(kinds), 44, placeholder=" …")


def _spaced(number: str) -> str:
    return f"{int(number):,}" if number.isdecimal() and len(number) > 4 else number


def _label(number: int, words: int, items: Counter, spread: Counter, labels: dict[str, str]) -> str:
    rarest = sorted(items, key=lambda item: (spread[item], item))
    actors = [labels.get(value, value) for kind, value in rarest if kind == "actor"]
    names = [value.title() for kind, value in rarest if kind == "name"]
    figures = [said(value) if kind == "date" else _spaced(value) for kind, value in rarest if kind in ("number", "date")]
    concepts = [labels.get(value, value) for kind, value in rarest if kind == "concept"]
    told = [", ".join(part) for part in ((actors or names)[:2], figures[:3], [] if figures else concepts[:1]) if part]
    return f"¶ {number}, {words} words\n" + (shorten(" · ".join(told), 44, placeholder=" …") or "–")
