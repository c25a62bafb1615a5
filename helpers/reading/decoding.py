"""Bytes → text: encodings, mojibake, invisible characters. Every change but the encoding itself is recorded as a Repair."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress

from ftfy import fix_encoding
from ftfy.badness import is_bad

from helpers.languages import LANGUAGES
from helpers.reading.parts import ArticleError, Repair

LARGEST = 5_000_000  # bytes; the longest news pages, with their scripts, stay below
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image", b"\x1f\x8b": "a gzip file", b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"PAR1": "a Parquet table", b"SQLite format 3": "a database", b"RIFF": "a media file", b"BZh": "a bzip2 file",
}  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_WITHIN_ASCII = re.compile(r"(?<=[\x00-\x7f]{6})[\x00-\x7f]+(?=[\x00-\x7f]{6})")  # mojibake shows beside other letters only
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def decode(data: bytes, name: str) -> tuple[str, str, list[Repair]]:
    """The file's text in NFC with plain line ends, the name of its encoding, and the repairs (paragraph -1: the whole file).

    Raises ArticleError where the file is empty, too large, binary or in an encoding that cannot be told.

    >>> decode("Ha\u0300 Nô\u0323i\\r\\n".encode("cp1258"), "a.txt")[:2]
    ('Hà Nội\\n', 'cp1258')
    >>> decode("中国的人工智能是在这里的。".encode("gb18030"), "a.txt")[:2]
    ('中国的人工智能是在这里的。', 'gb18030')
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ArticleError(name, None, "the file is empty", "put the article's text into it or take it out of the corpus")
    if len(data) > LARGEST:
        size = f"{len(data) / 1e6:.0f} MB are more than one article (at most {LARGEST / 1e6:.0f} MB)"
        raise ArticleError(name, None, size, "cut the file into one article each, or pass a table of articles")
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise ArticleError(name, None, f"the file is {kind}, not text", "save the article as text or HTML")
    encoding, text, repairs = _decoded(data, name)
    return _cleaned(text, encoding, name, repairs)


def _decoded(data: bytes, name: str) -> tuple[str, str, list[Repair]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding, *_lenient(data, encoding)
    text, repairs = _lenient(data, "utf-8")
    if repairs or "\0" in text:
        wide = _utf16_without_bom(data)
        if wide:
            return wide, *_lenient(data, wide)
    undecodable = text.count("\ufffd") if any(repair.kind == "undecodable bytes" for repair in repairs) else 0
    if not undecodable or undecodable <= sum(byte > 127 for byte in data) // 50:
        return "utf-8", text, repairs
    guesses = {encoding: _plausibility(data, encoding) for encoding in ("gb18030", "big5hkscs", "cp1252", "cp1258")}
    best = max(guesses, key=guesses.__getitem__)
    if guesses[best] >= 0.5:
        return best, *_lenient(data, best)
    if undecodable <= len(text) // 100:
        return "utf-8", text, repairs
    problem = "the bytes are text in none of UTF-8, UTF-16, GB18030, Big5, windows-1258 and windows-1252"
    raise ArticleError(name, None, problem, "if it is text at all, save it as UTF-8")


def _lenient(data: bytes, encoding: str) -> tuple[str, list[Repair]]:
    """Decode, pairing surrogates that were encoded one by one and replacing what stays undecodable, which is recorded."""
    with suppress(UnicodeError):
        return data.decode(encoding), []
    try:
        text = data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except UnicodeError:
        text = data.decode(encoding, "replace")
        return text, [Repair("undecodable bytes", -1, f"{text.count(chr(0xFFFD))} places", "\ufffd")]
    if not _SURROGATE.search(text):
        return text, []
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lone = whole.count("\ufffd") - text.count("\ufffd")
    return whole, [Repair("lone surrogates", -1, f"{lone} places", "\ufffd")] if lone else []


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 shows itself by NUL bytes on one side, or, in Chinese, by decoding into frequent characters."""
    sample = data[: 20_000 - 20_000 % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = (2 * sample[side::2].count(0) / len(sample) for side in (0, 1))
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if (high > 0.4 and low < 0.05) or _plausibility(sample, encoding) > 0.6:
            return encoding
    return None


def _plausibility(data: bytes, encoding: str) -> float:
    """0…1: how much of the non-ASCII text is what the supported languages write most (in Chinese, the share of frequent characters)."""
    text = data[:100_000].decode(encoding, "replace")
    other = [character for character in unicodedata.normalize("NFC", text) if character > "\x7f"]
    if not other:
        return 0.0
    common = _COMMON[encoding]
    share = sum(character in common for character in other) / len(other)
    broken = sum(character in "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn") for character in other) / len(other)
    scale = 3.0 if encoding.startswith(("gb", "big", "utf")) else 1.0  # the frequent characters make up a third of Chinese text
    foreign = scale == 1.0 and len(other) > 0.4 * sum(character.isalpha() for character in text)  # Latin text is mostly ASCII
    return min(1.0, share * scale) - 5 * broken - foreign


_HAN = frozenset("".join(language.page.frequent_characters for language in LANGUAGES.values())) - frozenset("ăâđêôơư")
_MARKS = frozenset("‘’“”–—…•·€£°§©®«» ")
_LATIN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýßÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜ") | _MARKS
_VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) | frozenset("đĐ")
_COMMON = {
    **dict.fromkeys(("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"), _HAN),
    "cp1258": frozenset(c for c in _VIETNAMESE if c > "\x7f") | _MARKS,
    "cp1252": _LATIN,
}


def _cleaned(text: str, encoding: str, name: str, repairs: list[Repair]) -> tuple[str, str, list[Repair]]:
    repairs = list(repairs)
    if is_bad(_WITHIN_ASCII.sub("", text[:200_000])):
        text = "\n".join(_unmojibaked(line, repairs) for line in text.split("\n"))
    text = _LINE_END.sub("\n", text)
    if len(_CONTROL.findall(text)) > 0.05 * len(text):
        raise ArticleError(name, None, "the file is binary, not text", "save the article as text or HTML")
    for kind, pattern in (("control characters", _CONTROL), ("invisible characters", _INVISIBLE)):
        text, count = pattern.subn("", text)
        if count:
            repairs.append(Repair(kind, -1, f"{count} of them", ""))
    composed = unicodedata.normalize("NFC", text)
    if composed != text and encoding != "cp1258":  # windows-1258 writes its tones apart; composing them is decoding
        repairs.append(Repair("composed (NFC)", -1, f"{len(text)} characters", f"{len(composed)} characters"))
    if not composed.strip():
        raise ArticleError(name, None, "the file holds no visible text", "put the article's text into it or take it out of the corpus")
    return composed, encoding.replace("-sig", " with BOM"), repairs


def _unmojibaked(line: str, repairs: list[Repair]) -> str:
    """Text decoded with the wrong table, such as "Ná»™i", back to what it was, where ftfy can tell."""
    if not is_bad(line):
        return line
    fixed = fix_encoding(line)
    if fixed != line:
        repairs.append(Repair("mojibake", -1, line[:80], fixed[:80]))
    return fixed
