"""What news pages say around their text: the kinds of facts (months, stamps, bylines, credits, datelines, buttons).

The facts themselves are in page_words_en, page_words_zh and page_words_vi; `Language.page` in languages.py holds them.

Patterns are regular expressions, one a row, matched without regard to case unless they say otherwise ("(?-i:…)").
"""

from __future__ import annotations

from dataclasses import dataclass, field


def rows(text: str) -> tuple[str, ...]:
    """The patterns of a text, one a line.

    >>> rows('''
    ...     related stories
    ...     read more
    ... ''')
    ('related stories', 'read more')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True)
class PageWords:
    """The furniture of news pages in one language; every field has the same meaning in every language."""

    # --- encoding and language
    frequent_characters: str  # characters that make up much of any text, by which wrongly decoded bytes are told
    common_words: frozenset[str]  # frequent short words, typed without diacritics, by which running text is told
    # --- dates
    months: dict[str, int]  # month names and their abbreviations, lower case
    dates: tuple[str, ...]  # patterns of dates in words, with groups y (or roc: years since 1911), m or month, d
    day_first: bool | None  # whether 04/02/2024 is the 4th of February; None: the language does not tell
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
