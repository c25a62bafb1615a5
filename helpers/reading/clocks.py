"""Clock times and time zones beside a date. A zone is one only where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from helpers.languages import LANGUAGES

_PAGES = [language.page for language in LANGUAGES.values()]
_CLOCK = (
    r"(?P<H>[01]?\d|2[0-4])\s?(?::|h|[点點时時]|\.(?=\d\d(?!\d)))\s?(?P<M>[0-5]\d)"
    r"(?:\s?(?::|[分])\s?(?P<S>[0-5]\d)?(?!\d))?(?:\.\d+)?"
)


def _words(field: str) -> list[str]:
    return sorted({word for page in _PAGES for word in getattr(page, field)}, key=len, reverse=True)


_HALF = "|".join(re.escape(word) for word in _words("afternoon") + _words("morning"))
_ZONES = {word: offset for page in _PAGES for word, offset in page.zones.items()}
_OFFSET = r"(?:(?:GMT|UTC)\s*)?[+\-−]\s?(?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d)"
_ZONE = (
    rf"[(\[]?\s*(?P<zone>{_OFFSET}|Z\b|" + "|".join(rf"{re.escape(w)}(?!\w)" for w in sorted(_ZONES, key=len, reverse=True)) + r")\s*[)\]]?"
)
_TIME = re.compile(rf"(?<![\d/.:-])(?:(?P<before>{_HALF})\s*)?{_CLOCK}(?:\s?(?P<after>{_HALF})(?![\w]))?(?:\s*{_ZONE})?", re.I)
_HOUR = re.compile(rf"(?<![\d/.:-])(?P<H>1[0-2]|[1-9])\s?(?P<after>a\.?m\.?|p\.?m\.?)(?!\w)(?:\s*{_ZONE})?", re.I)
_AFTERNOON = frozenset(_words("afternoon"))
_BETWEEN = re.compile(
    r"T(?=\d\d:)|[\s,|/·•\-–—()（）\[\]:：;.]*(?:(?:"
    + "|".join(re.escape(w) for w in _words("weekdays") + _words("joiners"))
    + r")(?!\w)[\s,|/·•\-–—()（）.]*)*",
    re.I,
)


class Stamp(NamedTuple):
    """A date or time in a text: its span, the ISO string as far as stated (of a clock beside a date "T09:24+07:00"; "" for a date without
    year), its precision and how it was read, its zone included."""

    start: int
    end: int
    iso: str
    precision: str
    note: str


def clock_beside(text: str, start: int, end: int, date: str) -> Stamp | None:
    """The clock time directly after or before the date at `start`…`end`, or None.

    >>> clock_beside("09:24 | 19/07/2023", 8, 18, "2023-07-19")
    Stamp(start=0, end=18, iso='T09:24', precision='minute', note='no zone stated')
    """
    for match, first, last in _clocks(text, start, end):
        groups = match.groupdict()
        hour, minute, second = int(groups["H"]), int(groups.get("M") or 0), groups.get("S")
        half = (groups.get("before") or groups.get("after") or "").lower()
        if half in _AFTERNOON or half.replace(".", "") in _AFTERNOON:
            hour = hour + 12 if hour < 12 else hour
        elif half and hour == 12:
            hour = 0
        if hour > 23:
            continue
        time = f"T{hour:02}:{minute:02}"
        zone, note = _zone(groups.get("zone") or _zone_before(text, first), date + time)
        return Stamp(first, last, time + (f":{second}" if second else "") + zone, "second" if second else "minute", note)
    return None


def _clocks(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], int, int]]:
    """Clock times directly after or before a date, with the span of both together."""
    for pattern in (_TIME, _HOUR):
        after = pattern.match(text, _BETWEEN.match(text, end).end())
        if after:
            yield after, start, after.end()
        window = max(0, start - 60)
        for before in pattern.finditer(text, window, start):
            if _BETWEEN.fullmatch(text, before.end(), start):
                yield before, before.start(), end


def _zone_before(text: str, start: int) -> str:
    """A zone named directly before a date (北京时间2023年7月19日 09:24)."""
    before = text[max(0, start - 30) : start].rstrip(" :：,，(（").lower()
    return next((word for word in _ZONES if (before.endswith(word) and not before[: -len(word)][-1:].isascii()) or before == word), "")


def _zone(text: str, local: str) -> tuple[str, str]:
    """An ISO offset for the zone as written, and the reason; "" with "no zone stated" where there is none."""
    text = text.strip()
    if not text:
        return "", "no zone stated"
    if text.upper() == "Z":
        return "Z", ""
    offset = re.fullmatch(r"(?:GMT|UTC)?\s*([+\-−])\s?(\d{1,2}?)(?::?(\d\d))?", text, re.I)
    if offset:
        sign = "-" if offset.group(1) in "-−" else "+"
        return f"{sign}{int(offset.group(2)):02}:{offset.group(3) or '00'}", ""
    known = _ZONES[text.lower()]
    if "/" not in known:
        return known, f"zone written “{text}”"
    try:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(known)).isoformat()[-6:], f"zone written “{text}”"
    except ZoneInfoNotFoundError:
        return "", f"zone written “{text}”, its offset unknown here"
