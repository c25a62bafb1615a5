"""A comparison of two articles as boxes and links, for the figure that shows it."""

from __future__ import annotations

from calendar import day_name, month_name
from collections import Counter
from textwrap import shorten

import pandas as pd

from helpers.corpus import Corpus
from helpers.stories import Story
from helpers.story.differences import passages


def drawn(corpus: Corpus, story: Story) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A story for `plots.stories.two_columns`: (boxes: column, place, label, state; links: place_a, place_b, score, state).

    A box names its paragraph and what weighs most in it: actors, numbers and dates, else a concept. Altered: a change is reported of the
    passage to which it belongs.
    """
    labels = dict(zip(corpus.codebook.actors["actor"], corpus.codebook.actors["label"], strict=True))
    links = story.alignment.assign(
        place_a=story.alignment["paragraph_a"].map(story.a.numbers.index), place_b=story.alignment["paragraph_b"].map(story.b.numbers.index)
    )
    groups = passages(story.a, story.b, list(zip(links["place_a"], links["place_b"], strict=True)))
    state: dict[tuple[int, int], str] = {}
    for group in groups:
        changed = story.changes["paragraph_a"].isin([story.a.numbers[i] for i in group.a]) | story.changes["paragraph_b"].isin(
            [story.b.numbers[j] for j in group.b]
        )
        for column, places in enumerate((group.a, group.b)):
            state |= {(column, place): "altered" if changed.any() else "kept" for place in places}
    spread = Counter(item for own in (story.a, story.b) for items in own.items for item in items)
    boxes = [
        (column, place, _label(number, own.words[place], own.items[place], spread, labels), state.get((column, place), "only here"))
        for column, own in enumerate((story.a, story.b))
        for place, number in enumerate(own.numbers)
    ]
    links["state"] = [state[0, place] for place in links["place_a"]]
    return pd.DataFrame(boxes, columns=["column", "place", "label", "state"]), links[["place_a", "place_b", "score", "state"]]


def _label(number: int, words: int, items: Counter, spread: Counter, labels: dict[str, str]) -> str:
    rarest = sorted(items, key=lambda item: (spread[item], item))
    actors = [labels.get(value, value) for kind, value in rarest if kind == "actor"]
    names = [value.title() for kind, value in rarest if kind == "name"]
    figures = [said(value) if kind == "date" else value for kind, value in rarest if kind in ("number", "date")]
    concepts = [value.replace("_", " ") for kind, value in rarest if kind == "concept"]
    told = [", ".join(part) for part in ((actors or names)[:2], figures[:3], [] if figures else concepts[:1]) if part]
    return f"¶ {number}, {words} words\n" + (shorten(" · ".join(told), 46, placeholder=" …") or "–")


def said(date: str) -> str:
    """A truncated ISO date in words.

    >>> said("--04-18"), said("-W-2"), said("---12"), said("2024-05"), said("2030")
    ('18 April', 'Tuesday', 'the 12th', 'May 2024', '2030')
    """
    if date.startswith("-W-"):
        return day_name[int(date[3:]) - 1]
    if date.startswith("---"):
        day = int(date[3:])
        return f"the {day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10 if day // 10 != 1 else 0, 'th') }"
    year, _, rest = ("", "", date[2:]) if date.startswith("--") else date.partition("-")
    month, _, day = rest.partition("-")
    return " ".join(part for part in (day.lstrip("0"), month_name[int(month)] if month else "", year) if part)
