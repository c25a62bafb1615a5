"""Entries of parts that stand near each other: `{human*|officer*} ~ {decid*|approv*} ~ @weapon`, in any order, in one sentence.

A part is a literal form, a set {a|b|c}, or @name, a set of sets.csv; sets may name sets. How near is `part_reach` of languages.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from operator import itemgetter

TILDE = "~"
MOST_PARTS = 3
Sets = Mapping[str, str]  # name of a set → its forms, separated by |
Span = tuple[int, int]
_start, _end = itemgetter(0), itemgetter(1)


def is_proximity(form: str) -> bool:
    """Whether a form has parts."""
    return TILDE in form


def parts_of(form: str, sets: Sets) -> list[list[str]]:
    """The forms of each part; KeyError names a set that does not exist.

    >>> parts_of("{human*|@troops} ~ decid*", {"troops": "soldier*|officer*"})
    [['human*', 'soldier*', 'officer*'], ['decid*']]
    """
    return [list(dict.fromkeys(_written_out(part.strip().removeprefix("{").removesuffix("}"), sets))) for part in form.split(TILDE)]


def _written_out(cell: str, sets: Sets, within: tuple[str, ...] = ()) -> Iterator[str]:
    for form in (piece.strip() for piece in cell.split("|")):
        if not form.startswith("@"):
            yield form
        elif form[1:] in within or form[1:] not in sets:
            raise KeyError(form[1:])
        else:
            yield from _written_out(sets[form[1:]], sets, (*within, form[1:]))


class Pairing:
    """Which entries of parts a sentence holds. Each different set of forms is one *slot*, however many entries share it.

    >>> pairing = Pairing({7: [["human*"], ["decid*"]]}, reach=8, words=True)
    >>> pairing.forms
    ['human*', 'decid*']
    >>> list(pairing.found("the decision lies with humans", pairing.wanted([1, 0]), [(1, 4, 12), (0, 23, 29)]))
    [(((4, 12), (23, 29)), 7)]
    """

    def __init__(self, entries: Mapping[int, list[list[str]]], reach: int, words: bool):
        self._reach, self._words = reach, words
        slots_of: dict[str, list[int]] = {}  # form of a part → its slots
        self._entries: list[tuple[int, tuple[int, ...], int]] = []  # entry, its slots, the same as bits
        self._holding: dict[int, list[tuple[int, tuple[int, ...], int]]] = {}  # slots present, as bits → entries that need no other
        known: dict[frozenset[str], int] = {}
        for entry, parts in entries.items():
            for forms in map(frozenset, parts):
                if forms not in known:
                    known[forms] = len(known)
                    for form in sorted(forms):
                        slots_of.setdefault(form, []).append(known[forms])
            slots = tuple(known[frozenset(forms)] for forms in parts)
            self._entries.append((entry, slots, sum(1 << slot for slot in set(slots))))
        self.forms = list(slots_of)
        self._slots = list(slots_of.values())
        self._bits = [sum(1 << slot for slot in slots) for slots in self._slots]
        sizes = {slot: len(forms) for forms, slot in known.items()}
        self._by_rarest: dict[int, list[tuple[int, tuple[int, ...], int]]] = {}  # an entry's slot of fewest forms, as a bit → entries
        for entry in self._entries:
            self._by_rarest.setdefault(1 << min(entry[1], key=sizes.__getitem__), []).append(entry)
        self._rare = sum(self._by_rarest)

    def add_fields(self, fields: Mapping[str, list[str]]) -> dict[int, list[str]]:
        """Take forms in that no entry needs beside those it has: place of a form in `forms` → the fields that hold it."""
        places = {form: place for place, form in enumerate(self.forms)}
        held: dict[int, list[str]] = {}
        for name, forms in fields.items():
            for form in forms:
                if form not in places:
                    places[form] = len(self.forms)
                    self.forms.append(form)
                    self._slots.append([])
                    self._bits.append(0)
                held.setdefault(places[form], []).append(name)
        return held

    def wanted(self, forms: Iterable[int]) -> list[tuple[int, tuple[int, ...], int]]:
        """The entries all of whose parts are among the forms (by their place in `forms`) of a sentence, near or not."""
        present = 0
        for form in forms:
            present |= self._bits[form]
        entries = self._holding.get(present)
        if entries is None:
            entries, rare = [], present & self._rare
            while rare:
                bit = rare & -rare
                entries += [entry for entry in self._by_rarest[bit] if entry[2] & present == entry[2]]
                rare ^= bit
            entries.sort()
            if len(self._holding) < 10_000:
                self._holding[present] = entries
        return entries

    def found(self, text: str, wanted: list[tuple[int, tuple[int, ...], int]], hits: list[tuple[int, int, int]]) -> Iterator[tuple]:
        """Every chain of parts in a folded sentence: (start and end of each part, in the order of the text), entry; hits: form, start, end.

        Chains join neighbours, so there are no more of an entry than it has hits, times the orders of its parts.
        """
        spans: dict[int, list[Span]] = {}
        for form, start, end in hits:
            for slot in self._slots[form]:
                spans.setdefault(slot, []).append((start, end))
        places: dict[int, tuple[list[Span], list[Span]]] = {}
        for entry, slots, _ in wanted:
            for slot in slots:
                if slot not in places:
                    own = spans.get(slot, [])
                    places[slot] = (sorted(own), sorted(own, key=_end)) if len(own) > 1 else (own, own)
            chains = set(self._chains(text, [places[slot] for slot in slots]))
            for chain in sorted(chains, key=lambda chain: (chain[0][0], chain[-1][1], chain)):
                yield chain, entry

    def _chains(self, text: str, places: list[tuple[list[Span], list[Span]]]) -> Iterator[tuple[Span, ...]]:
        """Parts in any order, neighbours within reach."""
        for first, middle, *last in permutations(places):
            for span in middle[0]:
                at = bisect_right(first[1], span[0], key=_end) - 1
                if at < 0 or not self._near(text, first[1][at][1], span[0]):
                    continue
                if not last:
                    yield first[1][at], span
                    continue
                after = bisect_left(last[0][0], span[1], key=_start)
                if after < len(last[0][0]) and self._near(text, span[1], last[0][0][after][0]):
                    yield first[1][at], span, last[0][0][after]

    def _near(self, text: str, end: int, start: int) -> bool:
        if not self._words:
            return start - end <= self._reach
        return start - end <= 2 or len(text[end:start].split()) <= self._reach
