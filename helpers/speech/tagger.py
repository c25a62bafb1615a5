"""What rjieba's parts of speech tell about Chinese words: persons by office, institutions, adverbials, names at the start of a clause."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from helpers.languages import language_of

PERSON_ENDS = "师员长家者手官生工人兵民士星户"  # characters that end a noun for a person (机师 pilot, 农艺师 agronomist)
_TAKEN = "也又还则曾已将都就不等对向在称摇笑仅仍直斥"
_MET = ("会见", "会晤", "接见", "声称")  # verbs that the tagger takes for nouns
_INSTITUTIONS = ("组织", "联盟", "联合会")  # whatever the tagger says of them
NUMBER = re.compile(r"[\d.,%一二三四五六七八九十百千万亿两零几多数余名个位条第年月日次]+")


@lru_cache(20_000)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """(word, part of speech) of a piece of text, new words guessed.

    >>> tagged("毛宁随后表示")
    (('毛宁', 'nr'), ('随后', 'd'), ('表示', 'v'))
    """
    import rjieba

    tokens: list[tuple[str, str]] = []
    surnames = nouns()[2]
    for word, flag in rjieba.tag(text, True):
        if word in _MET:
            tokens.append((word, "v"))
        elif _is_noun(word):
            tokens.append((word, "n"))
        elif len(word) > 1 and word[-1] in _TAKEN and not rjieba.has_word(word):  # a guess that took an adverb or a verb in
            tokens += [(word[:-1], "nr"), (word[-1], "d")]
        elif len(word) > 1 and flag[0] in "vdapcmg" and word[0] in surnames and not (rjieba.has_word(word) or NUMBER.fullmatch(word)):
            tokens.append((word, "nr"))
        else:
            tokens.append((word, "nr" if flag == "ng" and word in surnames else flag))  # 林+郑月+娥
    return tuple(tokens)


@cache
def nouns() -> tuple[re.Pattern[str], re.Pattern[str], str]:
    speech = language_of("zh").speech
    roles = "|".join(sorted(speech.roles.split("|"), key=len, reverse=True))
    return re.compile(f"(?:{roles})"), re.compile(f"(?:{speech.determiners})?(?:{speech.documents}|{speech.studies})"), speech.surnames


@lru_cache(100_000)
def _is_noun(word: str) -> bool:
    """Whether a word is a noun whatever the tagger says (首相, 研究)."""
    return any(pattern.fullmatch(word) for pattern in nouns()[:2]) or word in _INSTITUTIONS


@lru_cache(20_000)
def is_person_noun(word: str, flag: str = "n") -> bool:
    """Whether a word names a person by office or trade."""
    roles, *_ = nouns()
    if len(word) > 1 and word[-1] in PERSON_ENDS and flag[0] in "nlbj":
        return True
    return any(office.end() == len(word) for office in roles.finditer(word))


def is_body(name: str) -> bool:
    """Whether a name is an institution's by its last character (董军 is a person all the same, 韩方 the South Korean side)."""
    speech = language_of("zh").speech
    name = name.rstrip("》”」")
    person = len(name) <= 3 and name[:1] in speech.surnames and name[-1:] not in "方宫府院部委局社报署厅台"
    told = tagged(name) if person else ()
    return bool(name) and name[-1] in speech.body_ends and not (person and told[0][1] != "nt")


def first_name(text: str) -> str:
    """The name with which a clause begins, or "" (管碧玲数度感到困惑 → 管碧玲)."""
    word, flag = next(iter(tagged(text)), ("", ""))
    return word if flag.startswith("nr") and len(word) > 1 and not is_body(word) else ""


def is_clause(text: str) -> bool:
    """Whether words after a verb are a clause: a subject with a verb after it that does not only describe a noun (取得的进展).

    >>> is_clause("政府拿安全换选票"), is_clause("有关消息")   # that the government trades safety for votes; the news in question
    (True, False)
    """
    tokens = tagged(text)
    ends = text[-1:] == "时" or text[-2:] in ("时候", "之际", "期间", "问题")
    after = [place + 1 < len(tokens) and tokens[place + 1][1] == "uj" for place in range(len(tokens))]
    verbs = (flag in ("v", "i", "l", "a", "ug") and not describes for (_, flag), describes in zip(tokens[1:], after[1:], strict=True))
    return bool(tokens) and not ends and (tokens[0][1][0] in "nrj" or tokens[0][0][-1] == "法") and any(verbs)


def is_bare(text: str) -> bool:
    """Whether words after a verb are a bare object (此事, 上述内容)."""
    return len(text) < 9 and not any(flag in ("v", "i", "l", "a", "ad", "d", "c", "ug", "p") for _, flag in tagged(text))
