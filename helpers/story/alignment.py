"""Which paragraph of one article tells what which paragraph of another tells, from what survives translation.

The evidence is the items that two paragraphs share: numbers, dates, names, actors, concepts. An item weighs by its kind and by how few
paragraphs hold it. No word of one language is compared with a word of another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from helpers.coding.cues import CUES
from helpers.coding.matching import ACTOR
from helpers.parted import Corpus
from helpers.story.likeness import same_date, same_name
from helpers.story.prints import PRINT, print_cosine

WEIGHTS = {
    "number": 3.0, "name": 2.5, "date": 2.0, "actor": 2.0, "concept": 1.0, "scare_quote": 0.5, "quotation": 0.4, "hedge": 0.2,
    "strong": 0.2,
}  # fmt: skip
ENOUGH = 0.25  # score from which two paragraphs are aligned
LEAST = 0.15  # what two aligned paragraphs must have in common whatever their place
PLACE = 0.12  # the most that standing at the same place adds
NEIGHBOUR = 0.06  # what each aligned neighbour on the same side adds


class Side(NamedTuple):
    """One article as it is compared: its body paragraphs' numbers, items (kind, value) → count, words, sentences and prints."""

    doc_id: str
    numbers: list[int]
    items: list[Counter]
    words: list[int]
    sentences: list[int]
    prints: list[int]
    language: str
    event_date: str
    full_names: list[frozenset[str]]  # the parts of each name of several parts, in the whole article


def sides(corpus: Corpus, doc_ids: Iterable[str]) -> dict[str, Side]:
    """Articles of a corpus, ready to be compared; one without body paragraphs has empty lists."""
    wanted = list(dict.fromkeys(doc_ids))
    found, chosen = {}, corpus.only(wanted)
    tables = [dict(iter(table.groupby("doc_id"))) for table in (chosen.paragraphs, chosen.mentions, chosen.facts)]
    documents = corpus.documents.set_index("doc_id")
    for doc_id in wanted:
        paragraphs, mentions, facts = (table.get(doc_id) for table in tables)
        found[doc_id] = _side(doc_id, documents.loc[doc_id], paragraphs, mentions, facts)
    return found


def _side(doc_id: str, document: pd.Series, paragraphs: pd.DataFrame, mentions: pd.DataFrame | None, facts: pd.DataFrame | None) -> Side:
    language = document["language"].split("-")[0]
    if paragraphs is None:
        return Side(doc_id, [], [], [], [], [], language, document["event_date"], [])
    body = paragraphs[paragraphs["role"] == "body"].sort_values("paragraph")
    numbers = body["paragraph"].tolist()
    items: dict[int, Counter] = {number: Counter() for number in numbers}
    prints = dict.fromkeys(numbers, 0)
    if mentions is not None:
        shown = mentions.loc[(mentions["shadowed_by"] == "") & ~mentions["concept"].str.startswith(CUES), ["paragraph", "concept", "count"]]
        for number, concept, count in shown.itertuples(index=False):
            if number in items:
                items[number]["actor" if concept.startswith(ACTOR) else "concept", concept.removeprefix(ACTOR)] += count
    full_names = []
    if facts is not None:
        full_names = [frozenset(value.split("·")) for value in sorted(facts.loc[facts["kind"] == "full_name", "value"].unique())]
        for number, kind, value, count in facts[["paragraph", "kind", "value", "count"]].itertuples(index=False):
            if kind == PRINT:
                prints[number] = int(value, 16)
            elif kind in WEIGHTS:
                items[number][kind, value] += count
    sizes = body["n_words"].tolist(), body["n_sentences"].tolist()
    held, printed = ([table[number] for number in numbers] for table in (items, prints))
    return Side(doc_id, numbers, held, *sizes, printed, language, document["event_date"], full_names)


def in_one_tongue(a: Side, b: Side) -> tuple[Side, Side]:
    """Both articles with one name for each thing: names of one sound become the first, a date of b that date of a which it can be."""
    names = sorted({item for own in (a, b) for items in own.items for item in items if item[0] == "name"})
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for name in names:
        first[name] = next((first[other] for other in first if same_name(other[1], name[1])), name)
    dates = sorted({item for items in a.items for item in items if item[0] == "date"}, key=lambda item: (-len(item[1]), item))
    for date in sorted({item for items in b.items for item in items if item[0] == "date"} - set(dates)):
        first[date] = next((own for own in dates if same_date(own[1], date[1])), date)
    return _renamed(a, {item: to for item, to in first.items() if item[0] == "name"}), _renamed(b, first)


def _renamed(own: Side, first: dict) -> Side:
    counters = []
    for items in own.items:
        counter: Counter = Counter()
        for item, count in items.items():
            counter[first.get(item, item)] += count
        counters.append(counter)
    full = [frozenset(first.get(("name", part), ("name", part))[1] for part in parts) for parts in own.full_names]
    return own._replace(items=counters, full_names=full)


class Compared(NamedTuple):
    """What two articles' paragraphs hold, over the items of both: weights, presence in a and in b, and content (0 to 1)."""

    items: list[tuple[str, str]]
    weights: np.ndarray
    a: np.ndarray
    b: np.ndarray
    content: np.ndarray


def compared(a: Side, b: Side) -> Compared:
    """How much each paragraph of a has in common with each of b, the two `in_one_tongue`.

    content = cosine · (3 + length) / 4. cosine = Σ shared weights / √(Σ weights of one · Σ weights of the other), weight = weight of the
    kind · log(1 + N / n) / log(1 + N) for an item in n of the N paragraphs of both; length = the smaller over the larger share of its
    article's words. In one language the cosine is at least (3 c − 1) / 2, c that of the prints, of which a third is chance.
    """
    held = [set(items) for items in a.items], [set(items) for items in b.items]
    spread = Counter(item for items in (*held[0], *held[1]) for item in items)
    items, total = sorted(spread), sum(map(len, held))
    weights = np.array([WEIGHTS[item[0]] * math.log(1 + total / spread[item]) / math.log(1 + total) for item in items])
    one, other = (
        np.array([[item in own for item in items] for own in side_], dtype=float).reshape(len(side_), len(items)) for side_ in held
    )
    content = _cosine(one, other, weights)
    if a.language == b.language:
        printed = np.array([[print_cosine(x, y) for y in b.prints] for x in a.prints]).reshape(content.shape)
        content = np.maximum(content, (3 * printed - 1) / 2)
    long_a, long_b = (np.maximum(1, words) / max(1, sum(words)) for words in (a.words, b.words))
    length = np.minimum.outer(long_a, long_b) / np.maximum.outer(long_a, long_b)
    return Compared(items, weights, one, other, content * (3 + length) / 4)


def _cosine(one: np.ndarray, other: np.ndarray, weights: np.ndarray) -> np.ndarray:
    norm = np.sqrt(np.outer(one @ weights, other @ weights))
    return np.divide((one * weights) @ other.T, norm, out=np.zeros_like(norm), where=norm > 0)


def assignment(content: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of paragraphs, one to one, most in common first: Hungarian assignment twice, the second time with aligned neighbours known.

    A pair needs LEAST in common; without it only a gap of one paragraph in either article between two pairs is closed (`by_place`).
    """
    rows, columns = content.shape
    if not rows or not columns:
        return []
    place = np.abs(np.subtract.outer((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns))
    with_place = content + PLACE * np.exp(-4 * place)
    pairs = _best(with_place, content)
    beside = np.zeros_like(content)
    for i, j in pairs:
        for step in (-1, 1):
            if 0 <= i + step < rows and 0 <= j + step < columns:
                beside[i + step, j + step] += NEIGHBOUR
    return by_place(_best(with_place + beside, content), content)


def by_place(pairs: list[tuple[int, int]], content: np.ndarray) -> list[tuple[int, int]]:
    """The pairs, and every two left-over paragraphs that stand alone between the same two pairs, or between one and the end."""
    rows, columns = content.shape
    bounds = {-1: -1, rows: columns} | dict(pairs) if len(pairs) > 1 else {}
    taken = {j for _, j in pairs}
    more = [
        (i, bounds[i - 1] + 1)
        for i in range(rows)
        if i not in bounds and i - 1 in bounds and i + 1 in bounds and bounds[i + 1] - bounds[i - 1] == 2 and bounds[i - 1] + 1 not in taken
    ]
    return sorted(pairs + more)


def _best(score: np.ndarray, content: np.ndarray) -> list[tuple[int, int]]:
    allowed = (score >= ENOUGH) & (content >= LEAST)
    chosen = zip(*linear_sum_assignment(np.where(allowed, score, 0), maximize=True), strict=True)
    return [(int(i), int(j)) for i, j in chosen if allowed[i, j]]


def merged(pairs: list[tuple[int, int]], both: Compared) -> list[tuple[int, int]]:
    """The pairs, and those in which a paragraph is told as two neighbouring ones: at most two for one, most in common first.

    A pair is added where the two taken together have more in common with the one than its partner alone has; and, where both have
    partners already, where that holds seen from either side.
    """
    of_a, of_b = {i: [j] for i, j in pairs}, {j: [i] for i, j in pairs}
    candidates = sorted((-both.content[i, j], i, j) for i, j in np.ndindex(*both.content.shape) if both.content[i, j] >= ENOUGH)
    for _, i, j in candidates:
        mine, theirs = of_a.get(i, []), of_b.get(j, [])
        near = any(abs(j - other) == 1 for other in mine) or any(abs(i - other) == 1 for other in theirs)
        alone = all(len(of_b[other]) == 1 for other in mine) and all(len(of_a[other]) == 1 for other in theirs)
        if not near or not alone or j in mine or len(mine) > 1 or len(theirs) > 1:
            continue
        gains = [_gain(both.a[i], both.b[mine[0]], both.b[j], both.weights)] if mine else []
        gains += [_gain(both.b[j], both.a[theirs[0]], both.a[i], both.weights)] if theirs else []
        if min(gains) > 0:
            of_a.setdefault(i, []).append(j)
            of_b.setdefault(j, []).append(i)
    return sorted((i, j) for i, partners in of_a.items() for j in partners)


def _gain(whole: np.ndarray, part: np.ndarray, more: np.ndarray, weights: np.ndarray) -> float:
    together = np.stack([part, np.maximum(part, more)])
    alone, joined = _cosine(whole[None], together, weights)[0]
    return float(joined - alone)


def align(a: Side, b: Side) -> pd.DataFrame:
    """The aligned paragraphs of two articles: paragraph_a, paragraph_b, score (0 to 1), evidence (shared items, weightiest first).

    No link without evidence: paragraphs that share no item are linked only where their wording is alike (score from LEAST).
    """
    both = compared(a, b)
    pairs = [(i, j) for i, j in assignment(both.content) if _shared(both, i, j)]
    rows = [(a.numbers[i], b.numbers[j], round(float(both.content[i, j]), 3), _shared(both, i, j)) for i, j in merged(pairs, both)]
    return pd.DataFrame(rows, columns=["paragraph_a", "paragraph_b", "score", "evidence"])


def _shared(both: Compared, i: int, j: int) -> list[tuple[str, str]]:
    """What links two paragraphs: the items of both, weightiest first; without any, their wording where it is alike."""
    items = [both.items[place] for place in np.argsort(-both.weights, kind="stable") if both.a[i, place] and both.b[j, place]]
    return items or ([(PRINT, "like wording")] if both.content[i, j] >= LEAST else [])


def shared(a: Side, b: Side, links: pd.DataFrame) -> tuple[float, float, float]:
    """How much two articles have in common (0 to 1), and the share of words in aligned paragraphs of either.

    in common = mean over both articles of Σ words · score / Σ words over their paragraphs (score of the best link, 0 where unaligned).
    """
    weighed, aligned = [], []
    for own, name in ((a, "paragraph_a"), (b, "paragraph_b")):
        best, total = links.groupby(name)["score"].max(), sum(own.words) or 1
        linked = [(words, best[number]) for number, words in zip(own.numbers, own.words, strict=True) if number in best.index]
        weighed.append(math.fsum(words * score for words, score in linked) / total)
        aligned.append(sum(words for words, _ in linked) / total)
    return sum(weighed) / 2, *aligned
