"""The matcher: every codebook form in a text, in one pass.

The rules of a match, in this order: every entry is found wherever its letters stand (overlaps too); where the script has word
boundaries, a match must begin and end at one; a match properly inside a longer one is *shadowed*; a negator before it in the same
clause makes it *negated*. Entries of parts (`human* ~ decid*`) count once a sentence; they neither hide nor are hidden, but a part within
a blocker is none. Case, hyphens and dashes, full-width letters, Traditional characters and old or new Vietnamese tone marks do
not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from helpers.coding.proximity import Pairing, is_proximity, parts_of
from helpers.languages import language_of
from helpers.segmentation import normalise

APART = " … "  # between the words of an entry of parts
BLOCKER = "blocker"  # the concept of a form that means something else and hides the shorter forms in it
ACTOR = "actor:"  # what an actor's name begins with where a concept would stand
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ASCII = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
_MARKS = re.compile(  # what is neither letter nor digit, among the characters of the three languages
    r"[\x00-\x1f!-/:-@\[-`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf×÷\u2000-\u206f\u3000-\u3004\u3008-\u3020\u3030"
    r"\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_NEGATOR, _FALSE_NEGATOR = -1, -2  # what a pattern stands for, where it is no entry


class Match(NamedTuple):
    """One codebook form found in a text: characters start to end of the normalised text.

    words: the form itself where it is spelled out; of a wildcard the word that stood there, of an entry of parts its parts, as they
    stand and in the order of the text, joined by APART: never what stands between them.
    """

    start: int
    end: int
    concept: str
    form: str
    negated: bool
    shadowed_by: str
    words: str


def fold(text: str) -> str:
    """Lower case with hyphens, dashes and all other marks as spaces, character by character, so that positions stay.

    >>> fold("Arms-control: 中国–US İ")
    'arms control  中国 us i'
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(character.lower()[0] for character in text)
    return low.translate(_ASCII) if low.isascii() else _MARKS.sub(" ", low)


class Matcher:
    """All entries of one language, found in one pass over the text (Aho-Corasick).

    Where words are written with spaces, a form is looked for with a space before and behind it in the folded text, in which every
    mark is a space: what the automaton finds stands at word boundaries already. Negators are looked for in the same pass.

    >>> matcher = Matcher([("arms_control", "arms control"), ("weapons", "arms")], "en")
    >>> [match.form for match in matcher.find("The arms controlled here")]
    ['arms']
    >>> [match.words for match in Matcher([("rules", "{rule*|law*} ~ AI")], "en").find("AI, he said, needs rules and laws")]
    ['AI … rules']
    >>> matcher = Matcher([("actor:china", "中国"), ("blocker", "发展中国家")], "zh")
    >>> [match.form for match in matcher.find("中国是发展中国家")]   # China is a developing country
    ['中国']
    """

    def __init__(self, pairs: list[tuple[str, str]], tag: str, sets: Mapping[str, str] | None = None, fields: Iterable[str] = ()):
        """`pairs`: concept and form; `sets`: what a form may name as @name; `fields`: the sets that `read` looks for."""
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        language, self.pairs = language_of(tag), pairs
        near = {entry: parts_of(form, sets or {}) for entry, (_, form) in enumerate(pairs) if is_proximity(form)}
        self._pairing = Pairing(near, language.part_reach, language.ends_need_space)
        self._fields = self._pairing.add_fields({name: parts_of("@" + name, sets or {})[0] for name in fields})
        self._blockers = {entry for entry, (concept, _) in enumerate(pairs) if concept == BLOCKER}
        self._spaced, self._reach = language.ends_need_space, language.negation_reach
        self._actors = [concept.startswith(ACTOR) for concept, _ in pairs]
        ends = [re.escape(mark) for mark in language.clause_marks] + [rf"\b{word}\b" for word in language.clause_words]
        self._clause = re.compile("|".join(ends), re.IGNORECASE)
        # of each pattern: the text, what it stands for, what to add to its start and end, which neighbours are to be looked at
        self._patterns: list[tuple[int, int, int, bool, bool, bool]] = []
        texts: list[str] = []
        literal = {entry: form for entry, (_, form) in enumerate(pairs) if entry not in near}
        explicit = {_spellings(form, tag)[0] for form in literal.values()}  # a spelling that is an entry is not counted twice
        parts = [(len(pairs) + place, form) for place, form in enumerate(self._pairing.forms)]
        signs = [(_NEGATOR, form) for form in language.negators] + [(_FALSE_NEGATOR, form) for form in language.false_negators]
        for stands_for, form in [*literal.items(), *parts, *signs]:
            own, *others = _spellings(form, tag)
            for text in [own, *(other for other in others if other not in explicit or stands_for >= len(pairs))]:
                texts.append(self._add(text, stands_for, form.endswith("*")))
        self._automaton = AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA) if pairs else None

    def _add(self, text: str, stands_for: int, open_end: bool) -> str:
        """Note what a pattern stands for; the text to look for."""
        left, right = not _HAN.match(text[0]), not _HAN.match(text[-1])
        if not self._spaced:
            self._patterns.append((stands_for, -1, -1, left, right and not open_end, open_end))
            return text
        left, right = left and text[0] != " ", right and not open_end
        self._patterns.append((stands_for, left - 1, -right - 1, False, False, open_end))
        return " " * left + text + " " * right

    def find(self, text: str) -> list[Match]:
        """The matches in a normalised text that no longer one shadows; `find_all` has the shadowed ones too."""
        return [match for match in self.find_all(text) if not match.shadowed_by]

    def find_all(self, text: str) -> list[Match]:
        """All matches but blockers, in order of start and end; negated ones and shadowed ones are marked, not left out.

        Negation looks back within `text`, so give one sentence where negation matters.
        """
        return self.read(text)[0]

    def read(self, text: str) -> tuple[list[Match], dict[str, tuple[int, str]]]:
        """`find_all`, and of each field met where it first stands and the word."""
        if self._automaton is None:
            return [], {}
        low = f" {fold(text)} "
        spans, parts, negators = self._spans(low)
        found = []
        for start, end, index, container in self._contained(spans) if len(spans) > 1 else [(*span, None) for span in spans]:
            concept, form = self.pairs[index]
            if concept != BLOCKER:
                by = "" if container is None else self.pairs[container][1]
                words = text[start:end] if form[-1] == "*" else form
                found.append(Match(start, end, concept, form, self._negated(text, start, negators), by, words))
        for start, end in ((start + 1, end + 1) for start, end, index in spans if index in self._blockers):
            parts = [part for part in parts if not start <= part[1] <= part[2] <= end]
        if wanted := self._pairing.wanted(form for form, _, _ in parts) if len(parts) > 1 else []:
            found += self._of_parts(text, low, wanted, parts, negators)
            found.sort(key=lambda match: (match.start, -match.end))
        fields: dict[str, tuple[int, str]] = {}
        for form, start, end in parts if self._fields else ():
            for name in self._fields.get(form, ()):
                if name not in fields or start - 1 < fields[name][0]:
                    fields[name] = (start - 1, text[start - 1 : end - 1])
        return found, fields

    def _negated(self, text: str, start: int, negators: list[int]) -> bool:
        near = negators and negators[bisect_left(negators, start - self._reach) : bisect_right(negators, start)]
        return any(not self._clause.search(text, after, start) for after in near)

    def _of_parts(self, text: str, low: str, wanted: list, parts: list, negators: list[int]) -> list[Match]:
        """One match of each entry of parts in the sentence: the first that is not negated, else the first."""
        chosen: dict[int, Match] = {}
        for chain, entry in self._pairing.found(low, wanted, parts):
            if entry not in chosen or chosen[entry].negated:
                start, end = chain[0][0] - 1, chain[-1][1] - 1
                words = APART.join(text[first - 1 : last - 1] for first, last in chain)
                match = Match(start, end, *self.pairs[entry], self._negated(text, start, negators), "", words)
                if entry not in chosen or not match.negated:
                    chosen[entry] = match
        return list(chosen.values())

    def _spans(self, low: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]], list[int]]:
        """(start, end, entry) of each match that stands at word boundaries where its script has them, widest first at each start;
        (form, start, end) of each part of an entry (places in `low`, one further right than in the text); where each negator ends."""
        spans, negators, false, patterns = [], [], [], self._patterns
        parts: list[tuple[int, int, int]] = []
        n_entries = len(self.pairs)
        for pattern, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            index, add_start, add_end, look_left, look_right, open_end = patterns[pattern]
            if (look_left and _joined(low[start - 1])) or (look_right and _joined(low[end])):
                continue
            if open_end:
                if self._spaced:
                    end = low.find(" ", end)
                else:
                    while _joined(low[end]):
                        end += 1
            start, end = start + add_start, end + add_end
            if index >= n_entries:
                parts.append((index - n_entries, start + 1, end + 1))
            elif index >= 0:
                spans.append((start, end, index))
            else:
                (negators if index == _NEGATOR else false).append((start, end))
        if len(spans) > 1:
            spans.sort(key=lambda span: (span[0], -span[1], span[2]))
        if false:  # a false negator holds the letters of a negator, and no more
            hidden = {place for start, end in false for place in range(start, end)}
            negators = [span for span in negators if span[0] not in hidden]
        return spans, parts, sorted(end for _, end in negators)

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


def form_key(form: str, tag: str) -> str:
    """What makes two forms one: the same letters as compared, with or without a wildcard.

    >>> form_key("Arms-Control*", "en"), form_key("軍控", "zh") == form_key("军控", "zh"), form_key("arms ~ {cuts|cut}", "en")
    ('arms control*', True, 'arms ~ cut|cuts')
    """
    if is_proximity(form):
        cells = (part.strip().removeprefix("{").removesuffix("}").split("|") for part in form.split("~"))
        return " ~ ".join(sorted("|".join(sorted(piece if "@" in piece else form_key(piece, tag) for piece in cell)) for cell in cells))
    return _spellings(form, tag)[0] + "*" * form.endswith("*")


def _spellings(form: str, tag: str) -> list[str]:
    """A form as the folded text has it, Simplified; then with a spaced dash (Trung - Mỹ) closed up, or in another region's words.

    >>> _spellings("Trung - Mỹ", "vi"), _spellings("軍控", "zh"), _spellings("网络攻击", "zh")
    (['trung   mỹ', 'trung mỹ'], ['军控'], ['网络攻击', '网路攻击'])
    """
    language = language_of(tag)
    texts = [fold(normalise(form.removesuffix("*"), "zh-Hant" if language.tag == "zh" else tag))]
    if "   " in texts[0]:
        texts.append(texts[0].replace("   ", " "))
    for word, other in language.regional:
        texts += [text.replace(word, other) for text in texts if word in text]
    return list(dict.fromkeys(texts))


def _joined(character: str) -> bool:
    """Whether a neighbouring character continues a word of a script with spaces."""
    return character.isalnum() and not _HAN.match(character)
