"""What news pages say around their text (months, stamps, bylines, credits, datelines, buttons): the facts in `en.toml`, `zh.toml` and
`vi.toml` beside this file.

Patterns are regular expressions, one a row, matched without regard to case unless they say otherwise ("(?-i:…)"); `%name%` stands for the
pattern of that name in the same file. Words are parted by |.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

_PLAIN = ("frequent_characters", "day_first", "repairs")
_WORDS = ("joiners", "afternoon", "morning", "weekdays", "stamp_words", "updated")


@dataclass(frozen=True)
class PageWords:
    """The furniture of news pages in one language; every field has the same meaning in every language."""

    # --- dates
    months: dict[str, int]  # month names and their abbreviations, lower case
    dates: tuple[str, ...]  # patterns of dates in words, with groups y (or roc: years since 1911), m or month, d
    # --- encoding and language
    frequent_characters: str = ""  # characters that make up much of any text, by which wrongly decoded bytes are told
    common_words: frozenset[str] = frozenset()  # frequent short words, typed without diacritics, by which running text is told
    # --- dates
    day_first: bool | None = None  # whether 04/02/2024 is the 4th of February; None: the language does not tell
    zones: dict[str, str] = field(default_factory=dict)  # words for a time zone that mean one UTC offset or one region
    joiners: tuple[str, ...] = ()  # words between a date and its clock time
    afternoon: tuple[str, ...] = ()  # words beside a clock time that add twelve hours
    morning: tuple[str, ...] = ()  # words for the morning half
    weekdays: tuple[str, ...] = ()
    stamp_words: tuple[str, ...] = ()  # words that stand beside the date in a stamp
    sources: tuple[str, ...] = ()  # patterns of what names the source within a stamp
    updated: tuple[str, ...] = ()  # words that say a date is that of a revision
    # --- roles
    byline: tuple[str, ...] = ()  # openings of lines that name who wrote or edited
    byline_line: tuple[str, ...] = ()  # whole lines that name who wrote or edited
    author: tuple[str, ...] = ()  # patterns with a group `name`: the author within a byline or dateline
    outlet: tuple[str, ...] = ()  # patterns with a group `name`: the source within a stamp, the agency within a dateline
    headline: tuple[str, ...] = ()  # patterns with a group `name`: a title told in a line of its own behind a label
    credit: tuple[str, ...] = ()  # endings: who took the photograph above
    agency: tuple[str, ...] = ()  # endings: an agency in brackets, who credits a photograph where running text follows
    caption: tuple[str, ...] = ()  # openings of captions
    dateline: tuple[str, ...] = ()  # openings: place, day and agency before the first sentence
    signature: tuple[str, ...] = ()  # endings of the last paragraph: who edited it, in brackets
    furniture: tuple[str, ...] = ()  # whole lines that are buttons, counters, advertisements, tags: in any place
    notices: tuple[str, ...] = ()  # openings of notices, which stand outside the running text
    related: tuple[str, ...] = ()  # whole lines that head a list of other stories
    comments: tuple[str, ...] = ()  # whole lines that head what readers wrote: nothing below is the article's
    # --- repairs of machine translations
    repairs: bool = False  # whether the rules of repairs.py, which decide by wordfreq's English list, are for it


def page_words(tag: str) -> PageWords:
    r"""The facts of one language, their %names% filled in.

    >>> page_words("vi").months["chạp"], page_words("vi").morning, page_words("vi").comments[0]
    (12, ('sáng', 'sa'), '(?:ý kiến )?bình luận\\s*(?:\\(?\\d*\\)?)')
    """
    facts = tomllib.loads((Path(__file__).parent / f"{tag}.toml").read_text("utf-8"))

    def filled(fact: str) -> str:
        return re.sub(r"%(\w+)%", lambda found: filled(facts[found[1]]), fact)

    read = {
        "common_words": lambda words: frozenset(words.split()),
        "months": lambda months: {word: number for number, words in enumerate(months.split("|"), start=1) for word in words.split(",")},
        "zones": lambda zones: dict(zone.rsplit(" ", 1) for zone in zones.split("|")),
        **dict.fromkeys(_PLAIN, lambda fact: fact),
        **dict.fromkeys(_WORDS, lambda words: tuple(words.split("|"))),
    }
    known = facts.keys() & PageWords.__dataclass_fields__.keys()
    return PageWords(**{name: read.get(name, lambda rows: tuple(filled(rows).strip().splitlines()))(facts[name]) for name in known})
