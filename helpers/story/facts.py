"""What of a paragraph survives translation, as values: numbers, dates, names, quotations, hedges, strong words, and a print of its letters.

A clone without the articles compares stories by these rows and the mentions; no running text is among them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from helpers.languages import Language, language_of
from helpers.speech.quotations import Quotation, quotations
from helpers.story.names import full_names, known_names, names_in
from helpers.story.prints import PRINT, SKETCH, prints

_NUMERALS = dict(zip("零〇○一二两三四五六七八九", (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT, _LOOK_AROUND = re.compile(r"\d"), re.compile(r"\(\?<?[!=][^()]*\)")
_NOT_AFTER = r"(?<![A-Za-z\d])(?<![^\d\s(（][-—–])(?<!\d[.,])"
_DIGITS = _NOT_AFTER + r"\d+(?:[.,]\d+)*"
_HAN_NUMBER = r"(?<![第本几数零〇○一二两三四五六七八九十百千万亿])[一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*"


def facts_of(texts: list[str], tag: str) -> list[Counter[tuple[str, str]]]:
    """The facts of each normalised body paragraph of an article, as counts of (kind, value).

    Kinds: number (plain digits, or with %), date (ISO 8601, truncated where the text is: --09-12, --09, ---12, -W-2 for a Tuesday), name
    (Latin letters without diacritics, or the characters of a transliteration), full_name (parts that stand together), quotation and
    scare_quote, hedge and strong (their group).

    >>> facts_of(["Vốn 3,5 tỷ USD, có thể tăng 12% trong tháng 9."], "vi")[0].keys()   # 3.5 bn may grow by 12% in September
    dict_keys([('date', '--09'), ('number', '3500000000'), ('number', '12%'), ('hedge', 'may')])
    >>> sorted(facts_of(["四十一国签署，卡尔多里亚警告说3.5亿不够。"], "zh")[0])   # 41 sign; Caldoria warns: 350 m are not enough
    [('name', '卡尔多里亚'), ('number', '350000000'), ('number', '41'), ('strong', 'warn')]
    """
    language = language_of(tag)
    known = known_names(texts, tag, language)
    found = []
    for text, quoted in zip(texts, quotations(texts, tag), strict=True):
        counts: Counter[tuple[str, str]] = Counter()
        dated, numbered = _may_hold(text.lower(), language)
        left = _take_dates(text, language, counts) if dated else text
        if numbered:
            _take_numbers(left, language, counts)
        counts.update(("name", name) for name in names_in(text, language) if name in known)
        counts.update(("full_name", run) for run in full_names(text, language, known))
        _take_words(left.lower(), language, counts)
        counts.update(_quote(text, quotation, language) for quotation in quoted)
        found.append(+counts)
    return found


def _may_hold(low: str, language: Language) -> tuple[bool, bool]:
    """Whether a text in lower case can hold a date and a number: by a digit, or by the words of which each has one."""
    if _DIGIT.search(low):
        return True, True
    dates, numbers, uncertain = _signs(language.tag)
    words = set(_WORD.findall(low)) if language.ends_need_space else set(low)
    return not words.isdisjoint(dates), not words.isdisjoint(numbers) or (uncertain is not None and bool(uncertain.search(low)))


@cache
def _signs(tag: str) -> tuple[frozenset[str], frozenset[str], re.Pattern[str] | None]:
    """The first words (characters, where none are spaced) of what names a date without digits, and a number; doubtful numbers."""
    language, story = language_of(tag), language_of(tag).story
    dates, numbers = (*(story.month_words or language.page.months), *story.weekdays), story.number_words or (*_NUMERALS, *_TENS)
    first = (lambda word: _WORD.match(word)[0]) if language.ends_need_space else (lambda word: word[0])
    uncertain = re.compile(rf"(?:{_any(story.uncertain)}){story.counted}") if story.uncertain else None
    return frozenset(map(first, dates)), frozenset(map(first, numbers)), uncertain


def _take_dates(text: str, language: Language, counts: Counter) -> str:
    """Count the dates and return the text with blanks in their place, so that no day is read as a number."""
    digits = _DIGIT.search(text) is not None
    for pattern, needs_digit in _date_patterns(language.tag):
        if needs_digit and not digits:
            continue
        for match in list(pattern.finditer(text)):
            value = _iso(match.groupdict(), language)
            if value:
                counts["date", value] += 1
                text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text


@cache
def _date_patterns(tag: str) -> list[tuple[re.Pattern[str], bool]]:
    """The patterns in the order in which they take dates, each with whether all that it takes holds a digit."""
    language = language_of(tag)
    whole = r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"
    turned = r"(?<![\d/.-])(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)(?!\d)"
    if language.ends_need_space:
        scales = "|".join(language.story.scales)
        years = (rf"{_NOT_AFTER}(?P<y>(?:19|20)\d\d)(?![\d%]|[.,]\d| ?(?:{scales})\b)",)
    else:
        years = (r"(?P<y>(?:19|20)\d\d)年", r"(?P<han>[一二][〇零○一二三四五六七八九]{3})年")
    patterns = (whole, turned, *language.page.dates, *language.story.dates, *years)
    return [(re.compile(pattern, re.IGNORECASE), r"\d" in _LOOK_AROUND.sub("", pattern)) for pattern in patterns]


def _iso(groups: dict[str, str | None], language: Language) -> str:
    day_of_week = groups.get("w") or groups.get("w_")
    if day_of_week:
        return f"-W-{language.story.weekdays[day_of_week.lower()]}"
    year, day = groups.get("y") or groups.get("han"), groups.get("d")
    month = groups.get("m") or language.page.months.get((groups.get("month") or "").lower())
    if year and not year.isascii():
        year = "".join(str(_NUMERALS[character]) for character in year)
    if day and not day.isascii():
        day = str(_han_value(day))
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return ""
    if not month:
        return year or (f"---{int(day):02}" if day else "")
    return f"{year or '-'}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _take_numbers(text: str, language: Language, counts: Counter) -> None:
    low = text.lower()
    for match in _number_pattern(language.tag).finditer(low):
        value = _number(match, language)
        if value is not None:
            counts["number", value] += 1


@cache
def _number_pattern(tag: str) -> re.Pattern[str]:
    story, spaced = language_of(tag).story, language_of(tag).ends_need_space
    scales = _any(story.scales)
    end = r"(?!\w)" if spaced else ""
    scale = rf"(?:[ -]?(?P<scale>{scales}){end})?"
    percent = rf"(?: ?(?P<percent>{'|'.join(map(re.escape, story.percent))}))?"
    if not spaced:
        before = rf"(?P<before>{story.percent_before})?"
        return re.compile(rf"{before}(?:(?P<digits>{_DIGITS})|(?P<han>{_HAN_NUMBER})(?P<counted>{story.counted})?){scale}{percent}")
    words, uncertain = (_any(known) for known in (story.number_words, story.uncertain))
    before, after = (re.escape(word) for word in story.no_number)
    word = rf"(?<![\w-])(?P<word>{words}|(?:{uncertain})(?={story.counted}))(?![\w-])"
    word = (f"(?<!{before})" if before else "") + word + (f"(?!{after})" if after else "")
    rest = rf"(?:{story.joined}(?P<rest>{words})(?![\w-]))?" if story.joined else ""
    return re.compile(rf"(?:(?P<digits>{_DIGITS})|{word}){scale}{rest}{percent}")


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _number(match: re.Match[str], language: Language) -> str | None:
    groups, story = match.groupdict(), language.story
    scale = story.scales.get(groups["scale"] or "", 1)
    if groups["digits"]:
        value = _digits_value(groups["digits"], story.decimal)
    elif groups.get("word"):
        value = {**story.number_words, **story.uncertain}[groups["word"]]
    else:
        han = groups["han"]
        several = len(han) > 1 and any(unit in han for unit in (*_TENS, *_MYRIADS))
        if not several and not groups["before"] and (not groups["counted"] or han == "一"):
            return None
        value = _han_value(han)
    rest = story.number_words.get(groups.get("rest") or "", 0)
    value = round(value * scale + (rest if scale > 1 else 0), 6)
    return f"{int(value) if value == int(value) else value}{'%' if groups['percent'] or groups.get('before') else ''}"


def _digits_value(digits: str, decimal: str) -> float:
    """The value of digits with marks in them.

    >>> _digits_value("1.100", ","), _digits_value("1,100", "."), _digits_value("2,4", ","), _digits_value("3.5", ",")
    (1100, 1100, 2.4, 3.5)
    """
    grouping = "." if decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(grouping)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
        digits = digits.replace(grouping, "")
    whole, _, part = digits.replace(",", ".").partition(".")
    return float(f"{whole}.{part.replace('.', '')}") if part else int(whole)


def _han_value(han: str) -> int:
    """The value of a numeral in Chinese characters.

    >>> _han_value("四十一"), _han_value("一千一百"), _han_value("二十四亿"), _han_value("十三"), _han_value("一万二千")
    (41, 1100, 2400000000, 13, 12000)
    """
    total = section = digit = 0
    for character in han:
        if character in _NUMERALS:
            digit = _NUMERALS[character]
        elif character in _TENS:
            section, digit = section + (digit or 1) * _TENS[character], 0
        else:
            total, section, digit = total + (section + digit or 1) * _MYRIADS[character], 0, 0
    return total + section + digit


def _take_words(low: str, language: Language, counts: Counter) -> None:
    """Count hedges and strong words in a text in lower case, group by group; groups may overlap, a group's own words do not."""
    first, groups = _groups(language.tag)
    ends: dict[tuple[str, str], int] = {}
    for start in (match.start() for match in first.finditer(low)):
        for group, pattern in groups:
            match = pattern.match(low, start) if ends.get(group, 0) <= start else None
            if match:
                counts[group] += 1
                ends[group] = match.end()


@cache
def _groups(tag: str) -> tuple[re.Pattern[str], list[tuple[tuple[str, str], re.Pattern[str]]]]:
    """A pattern that is found wherever a word of any group begins, and the groups' own."""
    language = language_of(tag)
    edge = (r"(?<!\w)", r"(?:(?<=\s)|(?!\w))") if language.ends_need_space else ("", "")
    kinds = (("hedge", language.story.hedges), ("strong", language.story.strong))
    words = {(kind, group): pattern for kind, groups in kinds for group, pattern in groups.items()}
    first = re.compile(rf"{edge[0]}(?={'|'.join(words.values())})")
    return first, [(group, re.compile(rf"{edge[0]}(?:{pattern}){edge[1]}")) for group, pattern in words.items()]


def _quote(text: str, quotation: Quotation, language: Language) -> tuple[str, str]:
    inner = text[quotation.inner_start : quotation.inner_end].strip()
    size = len(inner.split()) if language.ends_need_space else len(inner)
    speech = size > language.story.short_quote or (inner[-1:] in ".!?。！？" and text[: quotation.start].rstrip()[-1:] in ":：")
    return ("quotation", "speech") if speech or quotation.continued else ("scare_quote", "phrase")


def fact_rows(doc_id: str, body: list[int], texts: list[str], tag: str) -> list[tuple]:
    """The rows of `facts` for an article: doc_id, paragraph, kind, value, count, sorted."""
    if not texts:
        return []
    rows = [
        (doc_id, number, kind, value, count)
        for number, counts in zip(body, facts_of(texts, tag), strict=True)
        for (kind, value), count in counts.items()
    ]
    printed, sketch = prints(texts, tag)
    rows += [(doc_id, number, PRINT, value, 1) for number, value in zip(body, printed, strict=True)]
    return sorted([*rows, (doc_id, body[0], SKETCH, sketch, 1)])
