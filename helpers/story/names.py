"""The names in a paragraph: told by capital letters, or by the characters that transliterate foreign names."""

from __future__ import annotations

import re
from functools import cache

from helpers.languages import Language, language_of
from helpers.segmentation import sentences

COMMON = 4.3  # Zipf value (log10 of the uses in a billion words) from which a capitalised word is no name
RARE = 1.5  # under which a sentence's first word is one
_LATIN = re.compile(r"[^\W\d_][\w.-]*\w|[^\W\d_]")
_CAPITAL = re.compile(r"[A-Z](?<![\w.-].)(?:[\w.-]*\w)?")  # the letter first: the search skips to it


def known_names(texts: list[str], tag: str, language: Language) -> set[str]:
    """The names of an article; with capitals: what has one within a sentence and is no common word, or begins one and is a rare word."""
    if not language.story.capitals:
        return {name for text in texts for name in names_in(text, language)}
    inside: set[str] = set()
    first_words: set[str] = set()
    for text in texts:
        for start, end in sentences(text, tag):
            first = next(_LATIN.finditer(text, start, end), None)
            inside.update(names_in(text[first.end() if first else start : end], language))
            first_words.update(names_in(first[0] if first else "", language))
    named = {name for name in inside if zipf(name, language.general_list) < COMMON}
    return named | {name for name in first_words if zipf(name, language.general_list) < RARE}


@cache
def zipf(name: str, general: str) -> float:
    """How common a word is in its language (wordfreq): log10 of its uses in a billion words, 0 where it has none."""
    from wordfreq import zipf_frequency

    return zipf_frequency(name, general)


def names_in(text: str, language: Language) -> list[str]:
    """What looks like a name: capitalised words without diacritics, in lower case; with transliterations, the parts of each."""
    latin = [token.lower() for token in _CAPITAL.findall(text) if token.isascii()]
    if language.story.capitals:
        return latin
    return latin + [part for run in _sound_runs(language.tag).findall(text) for part in re.split("[·•・]", run)]


def full_names(text: str, language: Language, known: set[str]) -> list[str]:
    """Names of two to four parts that stand together, joined by a dot: maren·aldvik."""
    if not language.story.capitals:
        return [run.replace("•", "·").replace("・", "·") for run in _sound_runs(language.tag).findall(text) if re.search("[·•・]", run)]
    found, run, end = [], [], -2
    for match in _CAPITAL.finditer(text):
        name = match[0].lower()
        if name in known:
            if match.start() != end + 1:
                found, run = [*found, run], []
            run, end = [*run, name], match.end()
    return ["·".join(run[:4]) for run in [*found, run] if len(run) > 1]


@cache
def _sound_runs(tag: str) -> re.Pattern[str]:
    one = f"[{''.join(language_of(tag).story.sounds)}]"
    return re.compile(f"{one}{{2,8}}(?:[·•・]{one}{{1,8}})+|{one}{{3,8}}|{one}{{2}}(?=[港湾岛海州城市省角])")
