"""Which language a text is in, told from its script and its most frequent words; refused where it is none that is supported."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

import opencc
import py3langid

from helpers.languages import LANGUAGES
from helpers.reading.parts import ArticleError

SUPPORTED = "English (en), Chinese (zh-Hans, zh-Hant) and Vietnamese (vi)"
SAMPLE = 20_000  # characters; more do not change the answer
_REMEDY = f"supported are {SUPPORTED}; correct the catalogue's language if the article is in one of them, else take it out"
_converter = lru_cache(opencc.OpenCC)  # by direction: loading a dictionary takes longer than a text
_LETTER = re.compile(r"[^\W\d_]")
_TAGS = {"en": "en", "vi": "vi"}
_TAGS |= dict.fromkeys(("zh-hans", "zh-cn", "zh-sg"), "zh-Hans")
_TAGS |= dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "zh-mo"), "zh-Hant")


def recognise(text: str, name: str, known: str = "") -> tuple[str, str]:
    """The BCP 47 tag of a text's language and what told it. `known` (the catalogue's) overrules.

    >>> recognise("The council met on Tuesday and said that it would vote.", "a.txt")[0]
    'en'
    >>> recognise("聯合國安理會週二討論人工智能", "a.txt")[0]
    'zh-Hant'
    >>> recognise("Hội đồng Bảo an họp hôm thứ Ba về trí tuệ nhân tạo", "a.txt")[0]
    'vi'
    """
    sample = text[:SAMPLE]
    if known:
        tag = known.strip().lower().replace("_", "-")
        if tag in _TAGS or tag.split("-")[0] in ("en", "vi"):
            return _TAGS.get(tag) or tag.split("-")[0], "the catalogue"
        if tag != "zh":
            raise ArticleError(name, None, f"the catalogue's language {known!r} is not supported", _REMEDY)
        return _chinese(sample), "the catalogue; the script from its characters"
    letters = _LETTER.findall(sample)
    scripts = Counter(unicodedata.name(letter, "UNNAMED").split(" ")[0].split("-")[0] for letter in letters)
    script = max(scripts, key=scripts.__getitem__, default="")
    if not script or (len(letters) < 12 and scripts["CJK"] < 4):
        problem = f"there is too little text to tell its language ({len(letters)} letters)"
        raise ArticleError(name, None, problem, "write its language in the catalogue (en, zh-Hans, zh-Hant or vi)")
    kana, han = scripts["HIRAGANA"] + scripts["KATAKANA"], scripts["CJK"]
    if kana > 0.1 * (han + kana) and kana + han > 0.2 * len(letters):
        raise ArticleError(name, None, "the text is Japanese", _REMEDY)
    if han > 0.2 * len(letters):
        return _chinese(sample), "its characters"
    if script != "LATIN":
        raise ArticleError(name, None, f"the text is in {script.title()} script", _REMEDY)
    return _latin(sample, letters, name)


def _chinese(sample: str) -> str:
    """Traditional where more characters would change on the way to Simplified than on the way back."""
    han = "".join(character for character in sample if character > "\u2e7f")
    changes = {}
    for direction in ("t2s", "s2t"):
        other = _converter(direction).convert(han)
        changes[direction] = sum(a != b for a, b in zip(han, other, strict=False))
    return "zh-Hant" if changes["t2s"] > changes["s2t"] else "zh-Hans"


def _latin(sample: str, letters: list[str], name: str) -> tuple[str, str]:
    vietnamese = sum("\u1ea0" <= letter <= "\u1ef9" or letter in "ăđơưĂĐƠƯ" for letter in letters) / len(letters)
    if vietnamese > 0.05:
        return "vi", "its letters"
    words = re.findall(r"[^\W\d_]+", sample.lower())
    shares = {tag: sum(word in language.page.common_words for word in words) / len(words) for tag, language in LANGUAGES.items()}
    if shares["vi"] > max(0.15, shares["en"]):
        problem = "the text is Vietnamese without diacritics, which cannot be counted"
        raise ArticleError(name, None, problem, "put the text with its diacritics into the file")
    guess = py3langid.classify(sample)[0]
    if (shares["en"] > 0.15 and guess == "en") or shares["en"] > 0.25:
        return "en", "its words"
    if guess == "en" and len(words) < 30:
        return "en", "its words (a short text)"
    problem = "the text reads like a list of links" if guess == "en" else f"the text's language is not supported (it looks like {guess!r})"
    raise ArticleError(name, None, problem, _REMEDY)
