"""What changed between two articles, read off their aligned paragraphs: one function per kind of change, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.languages import language_of
from helpers.story.alignment import Side
from helpers.story.likeness import said, same_date
from helpers.story.names import zipf

KINDS = (
    "number changed", "number dropped", "number added", "date changed", "date dropped", "date added", "actor missing", "actor added",
    "hedge removed", "hedge added", "scare quote dropped", "scare quote added", "quotation marks dropped", "verb strengthened",
    "verb weakened", "lead moved", "paragraph moved", "shortened", "lengthened", "paragraph dropped", "paragraph added",
)  # fmt: skip
SHORTER, LONGER = 0.75, 1.4  # words against what the length of the two articles' aligned paragraphs leads to expect
FEWER = 0.9  # the same in one language, where sentences are fewer
UNKNOWN = 2.5  # Zipf value under which a capitalised word is a name and no word
SMALL = 2  # a number up to it (two sides, both) is dropped or added without notice
COLUMNS = ["kind", "paragraph_a", "paragraph_b", "what"]


class Passage(NamedTuple):
    """Paragraphs that hang together in an alignment: their places in either article, and what they hold."""

    a: list[int]
    b: list[int]
    items_a: Counter
    items_b: Counter


def passages(a: Side, b: Side, pairs: list[tuple[int, int]]) -> list[Passage]:
    """The aligned paragraphs as connected passages, in the order of a."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in pairs:
        joined = [group for group in groups if i in group[0] or j in group[1]]
        groups = [group for group in groups if group not in joined]
        groups.append((set().union({i}, *(g[0] for g in joined)), set().union({j}, *(g[1] for g in joined))))
    found = []
    for mine, theirs in sorted(groups, key=lambda group: min(group[0])):
        found.append(Passage(sorted(mine), sorted(theirs), _sum(a, mine), _sum(b, theirs)))
    return found


def _sum(own: Side, places: set[int]) -> Counter:
    return sum((own.items[place] for place in sorted(places)), Counter())


def differences(a: Side, b: Side, pairs: list[tuple[int, int]]) -> pd.DataFrame:
    """Every change from a to b: kind (one of KINDS), paragraph_a, paragraph_b (numbers in the file, missing where there is none), what.

    A number, date or actor counts as dropped only where it stands nowhere in the other article.
    """
    all_a, all_b = ({item for items in own.items for item in items} for own in (a, b))
    rows = []
    for passage in passages(a, b, pairs):
        first_a, first_b = a.numbers[passage.a[0]], b.numbers[passage.b[0]]
        found = [*_numbers(passage, all_a, all_b), *_dates(passage, all_a, all_b, b.event_date), *_wording(passage)]
        rows += [(kind, first_a, first_b, what) for kind, what in found]
    rows += [*_lengths(a, b, pairs), *_order(a, b, pairs), *_unaligned(a, b, pairs), *_actors(a, b, all_a, all_b)]
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"paragraph_a": "Int64", "paragraph_b": "Int64"})
    return table.sort_values(["paragraph_a", "paragraph_b", "kind", "what"], na_position="last", ignore_index=True)


def _values(items: Counter, kind: str) -> set[str]:
    return {value for (name, value) in items if name == kind}


def _size(number: str) -> float:
    return float(number.rstrip("%"))


def _numbers(passage: Passage, all_a: set, all_b: set) -> Iterator[tuple[str, str]]:
    lost = sorted((v for v in _values(passage.items_a, "number") if ("number", v) not in all_b), key=_size)
    new = sorted((v for v in _values(passage.items_b, "number") if ("number", v) not in all_a), key=_size)
    while lost and new:  # the two nearest in proportion are one number that changed
        x, y = min(((x, y) for x in lost for y in new), key=lambda pair: (abs(np.log((_size(pair[0]) + 1) / (_size(pair[1]) + 1))), pair))
        yield "number changed", f"{x} → {y}"
        lost.remove(x)
        new.remove(y)
    yield from (("number dropped", x) for x in lost if _size(x) > SMALL)
    yield from (("number added", y) for y in new if _size(y) > SMALL)


def _dates(passage: Passage, all_a: set, all_b: set, event_date: str) -> Iterator[tuple[str, str]]:
    """Dates that disagree or stand in one article only; that b spells out the event's own day adds nothing."""
    days_a, days_b = ({value for kind, value in items if kind == "date" and "W" not in value} for items in (all_a, all_b))
    lost = sorted(v for v in _values(passage.items_a, "date") if "W" not in v and not any(same_date(v, other) for other in days_b))
    new = sorted(v for v in _values(passage.items_b, "date") if "W" not in v and not any(same_date(v, other) for other in days_a))
    for x in list(lost):
        other = next((y for y in new if len(y) == len(x)), None)
        if other:
            yield "date changed", f"{said(x)} → {said(other)}"
            lost.remove(x)
            new.remove(other)
    yield from (("date dropped", said(x)) for x in lost)
    yield from (("date added", said(y)) for y in new if not same_date(y, event_date))


def _wording(passage: Passage) -> Iterator[tuple[str, str]]:
    for kind, less, more in (("hedge", "hedge removed", "hedge added"), ("strong", "verb weakened", "verb strengthened")):
        mine, theirs = (Counter({v: n for (k, v), n in items.items() if k == kind}) for items in (passage.items_a, passage.items_b))
        able_a, able_b = mine.pop("able", 0), theirs.pop("able", 0)
        if mine.total() > theirs.total() + able_b:
            yield less, ", ".join(sorted(mine - theirs))
        if theirs.total() > mine.total() + able_a:
            yield more, ", ".join(sorted(theirs - mine))
    marks = ("scare_quote", "phrase"), ("quotation", "speech")
    (phrase_a, speech_a), (phrase_b, speech_b) = ([items[mark] for mark in marks] for items in (passage.items_a, passage.items_b))
    if phrase_a > phrase_b and phrase_a + speech_a > phrase_b + speech_b:
        yield "scare quote dropped", f"{phrase_a} → {phrase_b}"
    if phrase_b > phrase_a and phrase_a + speech_a < phrase_b + speech_b:
        yield "scare quote added", f"{phrase_a} → {phrase_b}"
    if speech_a and not speech_b and not phrase_b:
        yield "quotation marks dropped", f"{speech_a} → 0"


def _lengths(a: Side, b: Side, pairs: list[tuple[int, int]]) -> Iterator[tuple]:
    """Passages shorter or longer than the middle passage of the two articles leads to expect."""
    sized = [(passage, sum(a.words[i] for i in passage.a), sum(b.words[j] for j in passage.b)) for passage in passages(a, b, pairs)]
    ratios = [other / own for _, own, other in sized if own and other]
    if len(ratios) < 3:
        return
    usual = float(np.median(ratios))
    for passage, own, other in sized:
        ratio = other / (own * usual) if own else 1.0
        places = a.numbers[passage.a[0]], b.numbers[passage.b[0]]
        fewer = a.language == b.language and sum(b.sentences[j] for j in passage.b) < sum(a.sentences[i] for i in passage.a)
        if ratio <= (FEWER if fewer else SHORTER):
            yield "shortened", *places, f"{ratio:.2f} of the usual length"
        if ratio >= LONGER:
            yield "lengthened", *places, f"{ratio:.2f} of the usual length"


def _order(a: Side, b: Side, pairs: list[tuple[int, int]]) -> Iterator[tuple]:
    """Where b's lead comes from and a's lead goes, if elsewhere; and the fewest paragraphs whose move explains the new order."""
    leads = [i for i, j in pairs if j == 0]
    moved = [i for i in leads if i > 0 and not (i == 1 and 0 in leads)]
    if moved:
        yield "lead moved", a.numbers[moved[0]], b.numbers[0], f"from place {moved[0] + 1} to the first"
    former = [j for i, j in pairs if i == 0]
    if former and min(former) > 0:
        yield "lead moved", a.numbers[0], b.numbers[min(former)], f"from the first place to place {min(former) + 1}"
    told = {(i, 0) for i in moved[:1]} | {(0, j) for j in former if j > 0}
    stay = _longest_rising([j for _, j in sorted(pairs)])
    for (i, j), stays in zip(sorted(pairs), stay, strict=True):
        if not stays and (i, j) not in told:
            yield "paragraph moved", a.numbers[i], b.numbers[j], f"from place {i + 1} of {len(a.numbers)} to {j + 1} of {len(b.numbers)}"


def _longest_rising(values: list[int]) -> list[bool]:
    """Which values belong to the longest subsequence that never falls (the first of several)."""
    length, before = [1] * len(values), [-1] * len(values)
    for n, value in enumerate(values):
        for m in range(n):
            if values[m] <= value and length[m] + 1 > length[n]:
                length[n], before[n] = length[m] + 1, m
    kept, place = [False] * len(values), length.index(max(length)) if length else -1
    while place >= 0:
        kept[place], place = True, before[place]
    return kept


def _unaligned(a: Side, b: Side, pairs: list[tuple[int, int]]) -> Iterator[tuple]:
    mine, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (("paragraph dropped", n, pd.NA, f"{a.words[i]} words") for i, n in enumerate(a.numbers) if i not in mine)
    yield from (("paragraph added", pd.NA, n, f"{b.words[j]} words") for j, n in enumerate(b.numbers) if j not in theirs)


def _actors(a: Side, b: Side, all_a: set, all_b: set) -> Iterator[tuple]:
    """Actors of the codebook and rare names that one article never has; names first read in one paragraph are one row.

    A name counts where its script tells it: a transliteration, or Latin letters that are no known word of the article's language; and
    where no other part of it stands in the other article (a given name left out is no actor).
    """
    for kind, own, other in (("actor missing", a, all_b), ("actor added", b, all_a)):
        partly = {part for parts in own.full_names if any(("name", part) in other for part in parts) for part in parts}
        lone: dict[int, list[str]] = {}
        for place, held in enumerate(own.items):
            for item in sorted(held):
                known = item in other or item[1] in partly or any(item[1] in names for names in lone.values())
                if item[0] in ("actor", "name") and not known and _is_actor(item, own.language):
                    lone.setdefault(own.numbers[place], []).append(item[1])
        yield from ((kind, *((n, pd.NA) if own is a else (pd.NA, n)), ", ".join(names)) for n, names in lone.items())


def _is_actor(item: tuple[str, str], tag: str) -> bool:
    kind, value = item
    if kind == "actor" or not value.isascii():
        return kind == "actor" or len(value) > 2
    return value.isalpha() and len(value) > 3 and zipf(value, language_of(tag).general_list) < UNKNOWN
