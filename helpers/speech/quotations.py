"""Where the quotation marks pair: nested, unbalanced, turned the wrong way, and running over paragraphs.

Only the outermost quotations are returned: a quotation within a quotation is part of what the first speaker says. The
rules:

1. Marks with a direction nest; straight ones are told apart by the space around them and, where that fails, by turns.
2. A mark that stays open after a colon, a comma or at the start of its paragraph runs to the paragraph's end; one
   that stays open in
   mid-sentence, to the end of its sentence.
3. An opening mark at the very end of a sentence or paragraph is taken for the closing one that somebody meant.
4. Where a quotation is open at a paragraph's end, the next paragraph continues it if it opens with a mark, or,
   without one, if a
   closing mark turns up within MOST_PARAGRAPHS.
5. Marks within a title (《 》) are not speech.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from helpers.languages import language_of

MOST_PARAGRAPHS = 12  # how far a closing mark is looked for
_STRAY = 40  # strays in one paragraph after which its remaining marks are read by turns
_ENDS = ".!?。！？…,，;；"


class Quotation(NamedTuple):
    """An outermost quotation in one paragraph: start and end with its marks, inner_start and inner_end without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    continued: bool = False  # continues the quotation of the paragraph before
    closed: bool = True


def quotations(paragraphs: list[str], tag: str) -> list[list[Quotation]]:
    """The outermost quotations of each paragraph, in order.

    >>> text = "“主题是“外层空间安全”，他说。”"   # "The subject is 'outer space security', he said."
    >>> [text[q.inner_start : q.inner_end] for q in quotations([text], "zh")[0]]
    ['主题是“外层空间安全”，他说。']
    >>> [[q.continued for q in found] for found in quotations(["He said: “One.", "“Two.”", "Three."], "en")]
    [[False], [True], []]
    """
    found, orphans = [], []
    for text in paragraphs:
        quotes, orphan = _of_paragraph(text, tag)
        found.append(quotes)
        orphans.append(orphan)
    for number in range(len(paragraphs) - 1):
        if found[number] and not found[number][-1].closed and found[number][-1].end == len(paragraphs[number]):
            _continue(paragraphs, found, orphans, number + 1)
    return found


def _continue(paragraphs: list[str], found: list[list[Quotation]], orphans: list[int], after: int) -> None:
    """Mark what continues the quotation that is open at the end of the paragraph before `after`."""
    first = found[after][0] if found[after] else None
    if first and first.start == 0:
        found[after][0] = first._replace(continued=True)
        return
    for number in range(after, min(len(paragraphs), after + MOST_PARAGRAPHS)):
        if orphans[number] >= 0:
            for whole in range(after, number):
                size = len(paragraphs[whole])
                found[whole] = [Quotation(0, size, 0, size, True, False)]
            end = orphans[number]
            found[number].insert(0, Quotation(0, end + 1, 0, end, True))
            return
        if found[number]:
            return


def _of_paragraph(text: str, tag: str) -> tuple[list[Quotation], int]:
    """The quotations of one paragraph and the place of a closing mark that closes nothing, or -1."""
    marks, orphan = _marks(text, tag), -1
    quotes: list[Quotation] = []
    begin, strays = 0, 0
    while begin < len(marks):
        place, mark, role = marks[begin]
        if role == "close":
            orphan = place if orphan < 0 and not quotes else orphan
            begin += 1
            continue
        last = _closing(marks, begin)
        if last is not None:
            end = marks[last][0]
            quotes.append(Quotation(place, end + 1, place + 1, end))
            begin = last + 1
        elif mark == "'" or place + 1 >= len(text):
            begin += 1
        elif (cut := _attributed(text, place, marks, begin, tag)) is not None:
            quotes.append(Quotation(place, cut, place + 1, cut, closed=False))
            begin += 1
        elif _runs_on(text, place) or strays > _STRAY:
            quotes.append(Quotation(place, len(text), place + 1, len(text), closed=False))
            break
        else:
            strays += 1
            stop = _sentence_end(text, place, tag)
            quotes.append(Quotation(place, stop, place + 1, stop, closed=False))
            begin = next((i for i in range(begin + 1, len(marks)) if marks[i][0] >= stop), len(marks))
    return quotes, orphan


def _closing(marks: list[tuple[int, str, str]], begin: int) -> int | None:
    """The index of the mark that closes the one at `begin`, past everything nested in between."""
    stack: list[str] = []
    for index in range(begin, len(marks)):
        _, mark, role = marks[index]
        if role == "open":
            stack.append(mark)
        elif mark in stack:
            while stack.pop() != mark:
                pass  # what was opened inside and never closed
            if not stack:
                return index
    return None


def _attributed(text: str, place: int, marks: list[tuple[int, str, str]], begin: int, tag: str) -> int | None:
    """Where an unclosed quotation ends because a reporting clause follows its comma (“We train them, she went on.
    “Then …”), or None.
    """
    stop = marks[begin + 1][0] if begin + 1 < len(marks) else len(text)
    found = _tail(language_of(tag).tag).search(text, place, stop)
    return found.start() if found else None


@cache
def _tail(tag: str) -> re.Pattern[str]:
    speech, spaced = language_of(tag).speech, language_of(tag).ends_need_space
    verbs = "|".join(filter(None, (speech.said, speech.reported, speech.quoted_only)))
    left, right = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    return re.compile(rf"[,，]\s*(?!(?:{speech.joins}){right})[^,，.。:：]{{1,60}}?{left}(?:{verbs}){right}[^,，.。:：]{{0,30}}[.。]\s*\Z")


def _runs_on(text: str, place: int) -> bool:
    before = text[:place].rstrip()
    return not before or before[-1] in ':：,，.。!！?？”"」』'


def _sentence_end(text: str, place: int, tag: str) -> int:
    language = language_of(tag)
    found = re.compile(f"[{re.escape(language.sentence_enders)}]" + (r"(?=\s|$)" if language.ends_need_space else "")).search(text, place)
    return found.end() if found else len(text)


@cache
def _pattern(tag: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    speech = language_of(tag).speech
    closers = {closer: opener for opener, closer in speech.quotes}
    every = "".join(sorted({mark for pair in speech.quotes for mark in pair}))
    titles = "|".join(f"{a}[^{a}{b}]*{b}" for a, b in speech.title_marks)
    return re.compile(f"[{re.escape(every)}]"), re.compile(titles), closers


def _marks(text: str, tag: str) -> list[tuple[int, str, str]]:
    """(place, opening form of the mark, open or close) of each quotation mark outside titles."""
    pattern, titles, closers = _pattern(language_of(tag).tag)
    text = titles.sub(lambda match: "·" * len(match[0]), text)
    found = [match.start() for match in pattern.finditer(text)]
    straight = [place for place in found if text[place] == '"']
    clear = {place: _side(text, place) for place in straight}
    by_turns = "either" in clear.values() or list(clear.values()) != ["open", "close"] * (len(straight) // 2)
    marks, turn, opened = [], "open", 0
    for place in found:
        mark = text[place]
        if mark == '"':
            role = clear[place]
            if role == "close" and marks and marks[-1][1:] == ("“", "open"):
                marks.append((place, "“", "close"))  # “… closed by a straight mark"
                continue
            if by_turns:
                role = role if len(straight) % 2 and role != "either" else turn  # a mark is missing
                turn = "open" if role == "close" else "close"
        elif mark in ("'", "‘"):
            role = _single(text, place, opened)
            if role is None:
                continue
            opened, mark = opened + (1 if role == "open" else -1), "'"
        elif mark in closers and closers[mark] != mark:
            role, mark = "close", closers[mark]
        else:
            role = "close" if _meant_to_close(text, place, marks, mark) else "open"
        marks.append((place, mark, role))
    return marks


def _side(text: str, place: int) -> str:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    opens = (not before or before.isspace() or before in "([—–-:：，") and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace() and (not after or not (after.isalnum() or after in "“‘'"))
    return "open" if opens and not closes else "close" if closes and not opens else "either"


def _single(text: str, place: int, opened: int) -> str | None:
    """open, close or None (an apostrophe) for a single mark."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if text[place] == "‘" or ((not before or before in ' (“"—') and after.isalpha() and not opened):
        return "open"
    return "close" if opened and not after.isalnum() and not before.isspace() else None


def _meant_to_close(text: str, place: int, marks: list[tuple[int, str, str]], mark: str) -> bool:
    depth = sum(1 if role == "open" else -1 for _, other, role in marks if other == mark)
    at_end = not text[place + 1 :].strip() or (text[place + 1] in "。，,. " and place and text[place - 1] in _ENDS)
    return depth > 0 and at_end
