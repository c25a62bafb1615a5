"""A paragraph becomes sentences and words. Raw text is never changed: counting works on a normalised copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from helpers.languages import LANGUAGES, Language, language_of
from helpers.vietnamese_words import tokens

_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_HAS_INVISIBLE = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05]")  # full-width digits, letters and per cent
_NEW = ["oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ"]
_OLD = ["óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy"]
_TONE_MARKS = dict(zip(_NEW, _OLD, strict=True))
_MARKED = "".join(sorted({pair[1] for pair in _TONE_MARKS}))
_NEW_TONES = re.compile(rf"[oOuU][{_MARKED}{_MARKED.upper()}](?!\w)")  # one set first: the search skips what is not in it
_ALNUM = re.compile(r"[^\W_]")
_LONGER = 1 + max(len(word) for language in LANGUAGES.values() for word in language.abbreviations)
_BEFORE_STOP, _INITIALS = re.compile(r"[\w./]+$"), re.compile(r"(?:[A-Z]\.)*[A-Z]")
_CLOSERS = "”’\"'」』）)］]》»"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
_HAN_RUN = re.compile(f"([{_HAN}]+)")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?|[^\W\d_]\w*(?:['\-‑]\w+)*")
_DIGITS_AND_LETTERS = re.compile(r"\d+[^\W\d_]\w*(?:-\w+)*|" + _WORD.pattern)


def _old_tone(match: re.Match[str]) -> str:
    found = match[0]
    plain = _TONE_MARKS.get(found.lower())
    if plain is None or (match.start() and match.string[match.start() - 1] in "qQ"):
        return found
    return "".join(b.upper() if a.isupper() else b for a, b in zip(found, plain, strict=True))


def normalise(text: str, tag: str) -> str:
    """The copy of a text that is counted: NFC, half-width letters and digits, straight apostrophes, plain spaces, nothing invisible.

    Traditional characters become Simplified (opencc t2s, character by character in length), in any Chinese but zh-Hans, and
    Vietnamese tone marks stand where the segmenter's dictionary has them, so that one spelling is one term.

    >>> normalise("ＡＩ治理，　２０２３年", "zh-Hans"), normalise("軍備競賽", "zh-TW"), normalise("thoả thuận quý", "vi")
    ('AI治理， 2023年', '军备竞赛', 'thỏa thuận quý')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("’", "'")
        if not text.isprintable() and _HAS_INVISIBLE.search(text):
            text = text.translate(_INVISIBLE)
        if _WIDE.search(text):
            text = _WIDE.sub(lambda match: chr(ord(match[0]) - 0xFEE0), text)
        if language_of(tag).old_tone_marks:
            text = _NEW_TONES.sub(_old_tone, text)
        if tag.startswith("zh") and tag != "zh-Hans":  # of either script: Simplified stays as it is
            text = _to_simplified().convert(text)
    if "  " in text or not text.isprintable():  # no space but the plain one is printable
        text = " ".join(text.split())
    return text.strip()


@cache
def _to_simplified():
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=256)  # of one article, the counting, the voices and the names ask for them
def sentences(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a normalised paragraph begins and ends; closing quotation marks stay with the sentence they close.

    >>> text = "TS. Lan nói: “Chưa.” Họ đi."
    >>> [text[start:end] for start, end in sentences(text, "vi")]
    ['TS. Lan nói: “Chưa.”', 'Họ đi.']
    >>> text = "“风险很大。”他说。会谈结束！"   # "The risks are great," he said. The talks ended!
    >>> [text[start:end] for start, end in sentences(text, "zh-Hans")]
    ['“风险很大。”', '他说。', '会谈结束！']
    """
    language = language_of(tag)
    spans, begin = [], len(text) - len(text.lstrip())
    for match in _ends(language.sentence_enders, language.ends_need_space).finditer(text):
        end = match.end()
        if language.ends_need_space and _goes_on(text, match.start(), end, language):
            continue
        spans.append((begin, end))
        begin = end
        while text[begin : begin + 1].isspace():
            begin += 1
    spans.append((begin, len(text)))
    return tuple([span for span in spans if _ALNUM.search(text, *span)] or ([(0, len(text))] if text else []))


@cache
def _ends(enders: str, need_space: bool) -> re.Pattern[str]:
    after = r"(?=\s|$)" if need_space else ""
    return re.compile(f"[{re.escape(enders)}]+[{re.escape(_CLOSERS)}]*{after}")


def _goes_on(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a full stop (characters start to end) belongs to an abbreviation, an initial or a sentence that goes on in lower case."""
    following = text[end : end + 40].lstrip()
    if not following:
        return False
    opening = following.lstrip("“‘\"'([«")
    if opening[:1].islower():
        return True
    long = start >= _LONGER and text[start - _LONGER : start].isalpha() and text[start - 1].islower()
    if long or end - start > 1 or text[start] != ".":
        return False
    before = _BEFORE_STOP.search(text, max(0, start - 20), start)
    word = before[0] if before else ""
    if word.lower() in language.abbreviations:
        return not ("." in word and re.match(r"\w*", opening)[0].lower() in language.sentence_starters)
    return bool(_INITIALS.fullmatch(word)) or (len(word) == 1 and word.isupper())


Join = Callable[[list[str]], list[str]]


class Names:
    """Names that a segmenter's dictionary lacks (a codebook's, its actors'): words that together make one are joined.

    The longest name first, from left to right, and only where the segmenter's own borders agree with the name's: what it does
    not split is not split here. It works on the segmenter's output, so that every segmenter of a language joins alike.

    >>> words("人类控制自主武器系统", "zh-Hans", names=Names(["自主武器系统", "自主武器"], "zh-Hans"))   # human control, autonomous weapons
    ['人类', '控制', '自主武器系统']
    >>> words("Trí tuệ nhân tạo là thách thức", "vi", names=Names(["trí tuệ nhân tạo"], "vi"))   # artificial intelligence is a challenge
    ['Trí tuệ nhân tạo', 'là', 'thách thức']
    """

    def __init__(self, names: Iterable[str], tag: str):
        self.glue = language_of(tag).name_glue
        self.known: dict[str, bool] = {}  # what names begin with, up to the border of a unit → whether it is a name
        for name in names if self.glue is not None else ():
            units = normalise(name, tag).lower().split(self.glue) if self.glue else normalise(name, tag).lower()
            for end in range(1, len(units)):
                self.known.setdefault(self.glue.join(units[:end]), False)
            self.known[self.glue.join(units)] = True
        self.initials = frozenset(letter for begun in self.known for letter in (begun[0], begun[0].upper()))

    def join(self, parts: list[str]) -> list[str]:
        """The words with those that make a name joined into one."""
        may_begin = [place for place, part in enumerate(parts) if part[0] in self.initials and part.lower() in self.known]
        joined, first = [], 0
        for begin in may_begin:
            if begin < first:
                continue
            begun, end = parts[begin].lower(), begin + 1
            for place in range(begin + 1, len(parts)):
                begun += self.glue + parts[place].lower()
                if begun not in self.known:
                    break
                if self.known[begun]:
                    end = place + 1
            if end > begin + 1:
                joined += [*parts[first:begin], self.glue.join(parts[begin:end])]
                first = end
        return joined + parts[first:]


def words(text: str, tag: str, segmenter: str | None = None, names: Names | None = None) -> list[str]:
    """The words of a normalised text as they stand in it, by the language's default segmenter or the one named; no punctuation.
    Where `names` are given, words that together make one are one word.

    A word is a unit of its own language: never compare their number across languages.

    >>> words("China's GPT-4 rivals aren't new.", "en")
    ["China's", 'GPT-4', 'rivals', "aren't", 'new']
    >>> words("发展中国家的GPT-4治理", "zh-Hans")   # the governance of GPT-4 in developing countries
    ['发展中国家', '的', 'GPT-4', '治理']
    >>> words("Trí tuệ nhân tạo là thách thức.", "vi")   # artificial intelligence is a challenge
    ['Trí tuệ', 'nhân tạo', 'là', 'thách thức']
    """
    known = names.join if names and names.known else list
    return SEGMENTERS[segmenter or language_of(tag).segmenter](text, known)


@lru_cache(maxsize=100_000)  # most words of a corpus are its few most frequent
def term(word: str) -> str:
    """The term that a word counts towards: lower case, without the English possessive.

    >>> term("China's"), term("Trung Quốc"), term("GPT-4")
    ('china', 'trung quốc', 'gpt-4')
    """
    return word.lower().removesuffix("'s").removesuffix("'")


def _spaces(text: str, join: Join = list) -> list[str]:
    return _DIGITS_AND_LETTERS.findall(text)


def _han_runs(cut: Callable[[str], list[str]]) -> Callable[[str, Join], list[str]]:
    """A segmenter for Chinese: `cut` sees Chinese runs only, so that names in Latin letters and numbers stay whole."""

    def segment(text: str, join: Join = list) -> list[str]:
        found: list[str] = []
        for position, run in enumerate(_HAN_RUN.split(text)):
            found.extend(join(cut(run)) if position % 2 else _spaces(run))
        return found

    return segment


@cache
def _jieba():
    import jieba

    jieba.setLogLevel(60)  # its start-up notes would end up in the notebooks
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@cache
def _rjieba():
    import rjieba

    return rjieba.Jieba()


def _underthesea(text: str, join: Join = list) -> list[str]:
    return [word for word in join(tokens(text)) if word[0].isalnum() or any(map(str.isalnum, word))]


def _pyvi(text: str, join: Join = list) -> list[str]:
    from pyvi import ViTokenizer

    tokens = [word.replace("_", " ") for word in ViTokenizer.spacy_tokenize(text)[0]]
    return [word for word in join(tokens) if any(map(str.isalnum, word))]


SEGMENTERS: dict[str, Callable[[str, Join], list[str]]] = {
    "spaces": _spaces,  # English words; Vietnamese syllables
    "jieba": _han_runs(lambda run: _rjieba().cut(run, False)),  # tested: the words of jieba.lcut(run, HMM=False), 6 times faster
    "jieba, new words guessed": _han_runs(lambda run: _jieba().lcut(run, HMM=True)),
    "character pairs": _han_runs(lambda run: [run[i : i + 2] for i in range(max(1, len(run) - 1))]),
    "underthesea": _underthesea,
    "pyvi": _pyvi,
}
