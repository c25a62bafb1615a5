"""The matcher: every codebook form in a text, in one pass.

The rules of a match, in this order: every entry is found wherever its letters stand (overlaps too); where the script has word
boundaries, a match must begin and end at one; a match properly inside a longer one is *shadowed*; a negator before it in the same
clause makes it *negated*. Case, hyphens, full-width letters, Traditional characters and old or new Vietnamese tone marks do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from helpers.languages import language_of
from helpers.segmentation import normalise

BLOCKER = "blocker"  # the concept of a form that means something else and hides the shorter forms in it
ACTOR = "actor:"  # what an actor's name begins with where a concept would stand
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class Match(NamedTuple):
    """One codebook form found in a text: characters start to end of the normalised text."""

    start: int
    end: int
    concept: str
    form: str
    negated: bool
    shadowed_by: str


def fold(text: str) -> str:
    """Lower case with hyphens as spaces, character by character, so that positions stay.

    >>> fold("Arms-control: 中国 İ")
    'arms control: 中国 i'
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(character.lower()[0] for character in text)
    return low.replace("-", " ").replace("‑", " ")


class Matcher:
    """All entries of one language, found in one pass over the text (Aho-Corasick).

    >>> matcher = Matcher([("arms_control", "arms control"), ("weapons", "arms")], "en")
    >>> [match.form for match in matcher.find("The arms controlled here")]
    ['arms']
    >>> matcher = Matcher([("actor:china", "中国"), ("blocker", "发展中国家")], "zh")
    >>> [match.form for match in matcher.find("中国是发展中国家")]   # China is a developing country
    ['中国']
    """

    def __init__(self, pairs: list[tuple[str, str]], tag: str):
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.pairs = pairs
        patterns = [fold(normalise(form.removesuffix("*"), tag)) for _, form in pairs]
        self._actors = [concept.startswith(ACTOR) for concept, _ in pairs]
        self._open_end = [form.endswith("*") for _, form in pairs]
        self._bounded_left = [not _HAN.match(pattern[0]) for pattern in patterns]
        self._bounded_right = [not _HAN.match(pattern[-1]) for pattern in patterns]
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard) if patterns else None
        language = language_of(tag)
        self._reach, self._clause = language.negation_reach, re.compile(f"[{re.escape(language.clause_marks)}]")
        ordered = sorted((*language.false_negators, *language.negators), key=len, reverse=True)
        spaced = language.ends_need_space
        lettered = [re.escape(form) for form in ordered if spaced and form[0].isalpha()]
        alternatives = "|".join(re.escape(form) for form in ordered if not (spaced and form[0].isalpha()))
        if lettered:  # one look at the word's start for all of them, not one for each
            alternatives = rf"(?<!\w)(?:{'|'.join(lettered)})" + (f"|{alternatives}" if alternatives else "")
        self._negators = re.compile(f"(?:{alternatives})" + (r"(?!\w)" if spaced else "")) if ordered else None
        self._false = frozenset(language.false_negators)

    def find(self, text: str) -> list[Match]:
        """The matches in a normalised text that no longer one shadows; `find_all` has the shadowed ones too."""
        return [match for match in self.find_all(text) if not match.shadowed_by]

    def find_all(self, text: str) -> list[Match]:
        """All matches but blockers, in order of start and end; negated ones and shadowed ones are marked, not left out.

        Negation looks back within `text`, so give one sentence where negation matters.
        """
        if self._automaton is None or not text:
            return []
        low = fold(text)
        spans = self._spans(low)
        if not spans:
            return []
        negations = self._negations(low)
        found = []
        for start, end, index, container in self._contained(spans):
            concept, form = self.pairs[index]
            if concept != BLOCKER:
                near = negations[bisect_left(negations, start - self._reach) : bisect_right(negations, start)]
                negated = any(not self._clause.search(low, negation_end, start) for negation_end in near)
                found.append(
                    Match(start, end, concept, form, negated, "" if container is None else self.pairs[container][1])
                )
        return found

    def _spans(self, low: str) -> list[tuple[int, int, int]]:
        """(start, end, entry) of each match that stands at word boundaries where its script has them; widest first at each start."""
        spans = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if self._bounded_left[index] and start and _joined(low[start - 1]):
                continue
            if self._open_end[index]:
                while end < len(low) and _joined(low[end]):
                    end += 1
            elif self._bounded_right[index] and end < len(low) and _joined(low[end]):
                continue
            spans.append((start, end, index))
        return sorted(spans, key=lambda span: (span[0], -span[1], span[2]))

    def _contained(self, spans: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int, int | None]]:
        """Each span with the entry of a strictly longer one around it, or None. A concept does not hide an actor's name."""
        around: list[tuple[int, int, int]] = []  # earlier spans that reach beyond the current start
        for span in spans:
            start, end, index = span
            if around:
                around = [earlier for earlier in around if earlier[1] > start]
            container, widest = None, end - start
            for other_start, other_end, other in reversed(around):
                hides = not self._actors[index] or self._actors[other] or self.pairs[other][0] == BLOCKER
                if hides and other_end >= end and other_end - other_start > widest:
                    container, widest = other, other_end - other_start
            around.append(span)
            yield start, end, index, container

    def _negations(self, low: str) -> list[int]:
        if self._negators is None:
            return []
        return [match.end() for match in self._negators.finditer(low) if match[0] not in self._false]


def _joined(character: str) -> bool:
    """Whether a neighbouring character continues a word of a script with spaces."""
    return character.isalnum() and not _HAN.match(character)
