"""Dates as news pages write them → ISO 8601, only as far as the text goes. No year, day or zone is ever invented."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from helpers.languages import LANGUAGES
from helpers.reading.clocks import Stamp, clock_beside

_PAGES = [language.page for language in LANGUAGES.values()]
DATE_FORM = "it as 2023-07-19, 2023-07 or 2023, with T09:24 where the time is known"
"""What a catalogue's date looks like: the end of a remedy."""

_DATES = [
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/])(?P<b>\d{1,2})(?P=sep)(?P<yy>\d\d)(?![\d/-])"),
    *(re.compile(pattern, re.I) for page in _PAGES for pattern in page.dates),
]
_MONTHS = {name: number for page in _PAGES for name, number in page.months.items()}
_DIGITS = {
    character: value
    for value, characters in enumerate(("〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}


def find_dates(text: str, day_first: bool | None = None, known: str = "") -> list[Stamp]:
    """Every date in a text with the clock time beside it. `day_first` settles 04/02/2024; so does `known`, a date of the same page.

    >>> [(d.iso, d.precision) for d in find_dates("(Xinhua) 09:24, July 19, 2023")]
    [('2023-07-19T09:24', 'minute')]
    >>> find_dates("Thứ Ba, 18/7/2023, 14:05 (GMT+7)", day_first=True)[0].iso
    '2023-07-18T14:05+07:00'
    >>> find_dates("2023年7月18日 下午3:05")[0].iso, find_dates("7月18日")[0]
    ('2023-07-18T15:05', Stamp(start=0, end=5, iso='', precision='unknown', note='no year stated'))
    >>> find_dates("中華民國113年2月4日 20:21")[0][2:]
    ('2024-02-04T20:21', 'minute', 'year 113 of the Republic of China; no zone stated')
    >>> find_dates("04/02/2024")[0][2:]
    ('2024', 'year', '4 February or 2 April: the page does not say')
    """
    found: list[Stamp] = []
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            stamp = _read(match, text, day_first, known)
            if stamp:
                found.append(stamp)
                taken.append((stamp.start, stamp.end))
    return sorted(found)


def _read(match: re.Match[str], text: str, day_first: bool | None, known: str) -> Stamp | None:
    groups = match.groupdict()
    start, end = match.span()
    year, counted = _year(groups)
    note = ""
    if groups.get("a"):
        month, day, note = _order(int(groups["a"]), int(groups["b"]), year, day_first, known)
        if month is None:
            return Stamp(start, end, str(year), "year", _joined(counted, note))
    else:
        month = int(groups["m"]) if groups.get("m") else _MONTHS.get((groups.get("month") or "").lower(), 0)
        day = _day(groups.get("d"))
    if not 1 <= month <= 12:
        return None
    if year is None:
        return Stamp(start, end, "", "unknown", "no year stated") if day else None
    if day is None:
        return Stamp(start, end, f"{year:04}-{month:02}", "month", _joined(counted, note))
    try:
        datetime(year, month, day)
    except ValueError:
        return None
    date, note = f"{year:04}-{month:02}-{day:02}", _joined(counted, note)
    clock = clock_beside(text, start, end, date)
    if clock is None:
        return Stamp(start, end, date, "day", note)
    return clock._replace(iso=date + clock.iso, note=_joined(note, clock.note))


def _order(a: int, b: int, year: int | None, day_first: bool | None, known: str) -> tuple[int | None, int, str]:
    """Month, day and the reason for taking them so; month None where it cannot be told."""
    if a == b:
        return b, a, ""
    if a > 12 or b > 12:
        return (b, a, "day first, as no month has that number") if a > 12 else (a, b, "month first, as no month has that number")
    for month, day, order in ((b, a, "day first"), (a, b, "month first")):
        if known.startswith(f"{year}-{month:02}-{day:02}"):
            return month, day, f"{order}, as another date of the file agrees ({known})"
    if day_first is None:
        return None, 0, f"{a} {_NAMES[b]} or {b} {_NAMES[a]}: the page does not say"
    return (b, a, "day first, as pages of this kind write it") if day_first else (a, b, "month first, as pages of this kind write it")


_NAMES = "- January February March April May June July August September October November December".split()  # noqa: SIM905


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _year(groups: dict[str, str | None]) -> tuple[int | None, str]:
    """The year, and how it was counted where it is not written in full."""
    if groups.get("roc"):
        return 1911 + int(groups["roc"]), f"year {groups['roc']} of the Republic of China"
    if groups.get("yy"):
        return (2000 if int(groups["yy"]) < 70 else 1900) + int(groups["yy"]), "year written with two digits"
    text = groups.get("y")
    if not text:
        return None, ""
    return int(text) if text.isascii() else int("".join(str(_DIGITS[character]) for character in text)), ""


def _day(text: str | None) -> int | None:
    if not text:
        return None
    if text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    return (_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)) if ten else _DIGITS[text]


def from_epoch(milliseconds: int) -> str:
    """Epoch milliseconds (or seconds) as an ISO string in UTC; "" where the number is no time between 1990 and 2100.

    >>> from_epoch(1707075901000)
    '2024-02-04T19:45:01Z'
    """
    seconds = milliseconds / 1000 if milliseconds > 10**11 else milliseconds
    if not 631_152_000 <= seconds < 4_102_444_800:
        return ""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def precision_of(iso: str) -> str:
    """The precision of an ISO string by its length; raises ValueError where it is no date.

    >>> precision_of("2023-07-19T09:24"), precision_of("2023-07"), precision_of("")
    ('minute', 'month', 'unknown')
    """
    if not iso:
        return "unknown"
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?", iso)
    if not match:
        raise ValueError(f"{iso!r} is no date")
    year, month, day, hour, minute, second, _ = match.groups()
    datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
    return "second" if second else "minute" if hour else "day" if day else "month" if month else "year"
