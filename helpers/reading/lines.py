"""What a line's own words say of its part on a page, wherever it stands: a sentence, a stamp, a byline, a caption, furniture."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.languages import LANGUAGES
from helpers.reading.dates import find_dates

_PAGES = [language.page for language in LANGUAGES.values()]


def _any(fields: str, shape: str) -> re.Pattern[str]:
    patterns = [pattern for page in _PAGES for field in fields.split() for pattern in getattr(page, field)]
    return re.compile(shape.format("|".join(f"(?:{pattern})" for pattern in patterns)), re.I)


_BEFORE_CREDIT = r"(?:^|[\s.。!！?？;；,，、…\"”’|\-–—:：)）]|(?<=\w)(?=[(\[（【])|(?<=[\u3400-\u9fff]))"
_FURNITURE = _any("furniture", r"[^\w(（#©]*(?:{})\W*$")
_NOTICE = _any("notices", r"[^\w©]*(?:{})")
_RELATED = _any("related", r"\W*(?:{})\W*$")
_COMMENTS = _any("comments", r"\W*(?:{})\W*$")
_BYLINE = _any("byline", r"(?:{})")
_BYLINE_LINE = _any("byline_line", r"(?:{})\W*$")
_CREDIT = _any("credit", _BEFORE_CREDIT + r"(?:{})\W*$")
_AGENCY = _any("agency", _BEFORE_CREDIT + r"(?:{})\W*$")
_CREDIT_OR_AGENCY = _any("credit agency", _BEFORE_CREDIT + r"(?:{})\W*$")  # most lines end with neither: one search, not two
_CAPTION = _any("caption", r"\W?(?:{})")
DATELINE = _any("dateline", r"(?:{})")
SIGNATURE = _any("signature", r"(?:{})\s*$")
_SOURCES = _any("sources", r"(?:{})")
_WORDS = {w for page in _PAGES for w in (*page.stamp_words, *page.weekdays, *page.updated, *page.zones, *page.morning, *page.afternoon)}
_STAMP_WORDS = re.compile(
    "|".join(
        rf"(?<!\w){re.escape(w)}(?!\w)" if w.isascii() else re.escape(w) for w in sorted(_WORDS, key=len, reverse=True)
    ),
    re.I,
)
_HALVES = tuple(word for page in _PAGES for word in (*page.morning, *page.afternoon))
_ENDERS = "".join(sorted({ender for language in LANGUAGES.values() for ender in language.sentence_enders})) + ":：;；"
CLOSERS = "\"'“”‘’」』》〉）)】]*_ \u00a0"
_INNER_END = re.compile(r"[a-z\u00e0-\u1ef9][.!?][\"”’)]* +[\"“‘(]?\w{2}|[。！？][”」』）]*[^\s”」』）]")
_CRUMBS = re.compile(
    r"[^/.。！？!?\d]{1,16}(?:\s?/\s?[^/.。！？!?\d]{1,16}){2,5}|"
    r"[^.。!?！？<]{1,40}(?:(?: [>»›]{1,2}(?: |$)|>>|»|›)[^.。<>»›]{0,40}){1,7}"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+")
_UPPER = "A-ZĐ\u00c0-\u00de\u0102\u0128\u0168\u01a0\u01af" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA, 2))
_PERSON = rf"[{_UPPER}][\w.’'-]*(?: [{_UPPER}][\w.’'-]*){{1,4}}"
_NAMES = re.compile(rf"{_PERSON}(?:(?:, | and | & |,? và ){_PERSON})*(?:,? in [A-Z].{{2,40}})?")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹"
    "薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康施张劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭蔣葉魏蘇呂盧鍾姜譚陸范賈鄒閆龍賀顧龔萬錢嚴湯"
)
_SECTIONS = "金融|金属|石油|白宫|武器|武警|高层|方面|马上|夏季|龙头|常见|康复|万象|段落|方案|向导|江湖|高考|白酒|黄金|钱包|高端|陆军"
_HAN_NAMES = re.compile(
    rf"(?!(?:{_SECTIONS})$)(?:[{_SURNAMES}]|欧阳|歐陽|司马|司馬|上官|诸葛|諸葛)[一-鿿]{{1,2}}(?:[ 、，,][一-鿿]{{2,4}}){{0,3}}"
)
_PARTS = re.compile(r"[|｜]|\s+(?=\S{2,6}[:：])")  # of a stamp: between bars, or each behind its own label
_STAMP_REST = 4  # words (or groups of Han characters) that a stamp may hold beside its date, source and stamp words
_LINE = 5_000  # characters from which a line is too long to be remembered
_BUTTON = 25  # words: a sentence that is longer is no button or advertisement, whatever it begins with


def size(text: str) -> float:
    """Length in words: letters in a row count one, a Han character two thirds."""
    return _size_of_line(text) if len(text) < _LINE else _size_of_line.__wrapped__(text)


@lru_cache(maxsize=2048)  # a line's size is asked for some twenty times while its role is found
def _size_of_line(text: str) -> float:
    characters = 0 if text.isascii() else len(_HAN.findall(text))
    return len(_WORD.findall(_HAN.sub(" ", text) if characters else text)) + characters / 1.5


def is_prose(text: str) -> bool:
    """Whether a line reads as a sentence: it ends as one and has six words at least, or holds one and more, or is very long.

    >>> is_prose("安理会讨论人工智能"), is_prose("联合国安理会十八日讨论了人工智能。")
    (False, True)
    """
    length = size(text)
    return (length >= 6 and text.rstrip(CLOSERS)[-1:] in _ENDERS) or (length >= 15 and _INNER_END.search(text) is not None) or length >= 45


def is_stamp(text: str) -> bool:
    """Whether a line is a date with little beside it: a source, a place, a time of reading.

    >>> is_stamp("2023年07月19日09:24 来源：某某网"), is_stamp("The talks began on July 18, 2023.")
    (True, False)
    """
    if len(text) > 160 or (not any(character.isdigit() for character in text) and "年" not in text):
        return False
    dates = find_dates(text)
    stated = text.endswith((".", "。")) and size(text) >= 4 and not text.lower().endswith(_HALVES)
    if not dates or stated or (is_prose(text) and size(text) > 12):
        return False
    for date in reversed(dates):
        text = text[: date.start] + " " + text[date.end :]
    text = " ".join(part for part in _PARTS.split(text) if not _BYLINE.match(part.strip()))
    return size(_STAMP_WORDS.sub(" ", _SOURCES.sub(" ", text))) <= _STAMP_REST


def is_name(text: str) -> bool:
    """Whether a line is nothing but names of persons, perhaps with a place.

    >>> is_name("Ada Marlow and Jon Peller in Karsk"), is_name("沈渡 顾一苇"), is_name("国际"), is_name("金融")
    (True, True, False, False)
    """
    return len(text) <= 90 and (_NAMES.fullmatch(text) or _HAN_NAMES.fullmatch(text)) is not None


def sign(text: str) -> str:
    """What a line's own words make of it: a role, or "stamp", "crumbs", "related", "comments" (headings), "notice", "agency"; "" for
    nothing.

    A notice is one only outside the running text, an agency in brackets is a caption's only within it.

    >>> sign("Bình luận (12)"), sign("责任编辑：张三"), sign("Delegates in Varn. Photo: VCG")
    ('comments', 'byline', 'caption')
    >>> sign("By Tuesday, nobody had signed it.")
    ''
    """
    if len(text) <= 400:
        prose, length = is_prose(text), size(text)
        furniture = not (prose and length > _BUTTON) and _FURNITURE.match(text) is not None
        signed = text.lstrip("—–- ")
        if _COMMENTS.match(text):
            return "comments"
        if not furniture and _CREDIT.match(text):
            return "caption"
        if ((text[0] in "(（【" and length <= 60) or (not prose and length <= 30)) and _BYLINE.match(signed):
            return "byline"
        if length <= 45 and _BYLINE_LINE.match(signed):
            return "byline"
        if is_stamp(text):
            return "stamp"
        if _CRUMBS.fullmatch(text):
            return "crumbs"
        if furniture or not any(character.isalnum() for character in text):
            return "boilerplate"
        if length <= 9 and _RELATED.match(text):
            return "related"
        if _NOTICE.match(text):
            return "notice"
    if len(text) > 900:
        return ""
    ending = text[-160:] if _CREDIT_OR_AGENCY.search(text[-160:]) else ""
    return "caption" if _CAPTION.match(text) or _CREDIT.search(ending) else "agency" if _AGENCY.search(ending) else ""
