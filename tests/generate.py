"""Corpora of generated articles, as large as asked for: lengths and vocabularies as in news, sense in no sentence.

Words are drawn by their frequency from wordfreq's lists, codebook forms and quotations are strewn in, and everything follows
from the seed and the article's number: article 7 of a thousand is article 7 of a million.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

import pandas as pd
import wordfreq

from helpers.codebook import load_codebook
from helpers.corpus import ROOT
from helpers.tables import TABLES, write_csv

LANGUAGES = {"en": "en", "zh-Hans": "zh", "vi": "vi"}
"""Tag in the catalogue → language of the word list."""

_JOIN = {"en": " ", "zh-Hans": "", "vi": " "}
_STOP = {"en": ".", "zh-Hans": "。", "vi": "."}
_COMMA = {"en": ", ", "zh-Hans": "，", "vi": ", "}
_QUOTED = {"en": "“{0},” said {1}.", "zh-Hans": "{1}说：“{0}。”", "vi": "“{0}”, {1} nói."}
_REPORTED = {"en": "{1} said that {0}.", "zh-Hans": "{1}表示，{0}。", "vi": "{1} cho biết {0}."}
_NAMES = {
    "en": ["Ann Lee", "Paul Marrow", "the foreign minister", "Rosa Quill", "a spokesman", "President Adam Vane"],
    "zh-Hans": ["李安宁", "外交部发言人", "马若谷", "国防部长", "欧阳文"],
    "vi": ["ông Lê Minh An", "người phát ngôn Bộ Ngoại giao", "bà Trần Thu Hà", "Bộ trưởng Phạm Văn Long"],
}
SOURCES = 20
EVENTS_PER_1000 = 100  # so that a story is told some ten times


@cache
def _vocabulary(tag: str) -> tuple[list[str], list[float], list[str]]:
    """Words with their cumulated weights, and the codebook's forms."""
    code = LANGUAGES[tag]
    words = [word for word in wordfreq.top_n_list(code, 20_000) if word.isalpha()]
    weights = list(accumulate(wordfreq.word_frequency(word, code) for word in words))
    entries = load_codebook(ROOT / "data" / "codebook").entries
    forms = entries.loc[(entries["language"] == code) & (entries["concept"] != "blocker"), "form"]
    return words, weights, sorted(form.removesuffix("*") for form in forms)


def article(number: int, tag: str, seed: int = 1) -> str:
    """A generated article: a title, then ten to thirty paragraphs of one to four sentences, some 700 words in all."""
    random = Random(f"{seed}/{tag}/{number}")
    words, weights, forms = _vocabulary(tag)
    speakers = random.sample(_NAMES[tag], 3)

    def clause(least: int, most: int) -> str:
        drawn = random.choices(words, cum_weights=weights, k=random.randint(least, most))
        if random.random() < 0.4:
            drawn[random.randrange(len(drawn))] = random.choice(forms)
        text = _JOIN[tag].join(drawn)
        return text[0].upper() + text[1:]

    def sentence() -> str:
        kind = random.random()
        if kind < 0.15:
            return _QUOTED[tag].format(clause(5, 20), random.choice(speakers))
        if kind < 0.3:
            said = clause(5, 20)
            return _REPORTED[tag].format(said[0].lower() + said[1:], random.choice(speakers))
        second = clause(4, 14)
        return clause(4, 14) + _COMMA[tag] + second[0].lower() + second[1:] + _STOP[tag]

    space = _JOIN[tag]
    paragraphs = [space.join(sentence() for _ in range(random.randint(1, 4))) for _ in range(random.randint(10, 26))]
    return "\n\n".join([clause(6, 12), *paragraphs]) + "\n"


def articles(count: int, seed: int = 1, tags: tuple[str, ...] = tuple(LANGUAGES)) -> Iterator[tuple[dict[str, str], bytes]]:
    """(row of the catalogue, bytes of the file) of each article; languages take turns, events and sources are drawn."""
    random = Random(f"{seed}/catalogue")
    events = max(1, count * EVENTS_PER_1000 // 1000)
    for number in range(count):
        tag = tags[number % len(tags)]
        data = article(number, tag, seed).encode()
        source, event = f"Generated Gazette {random.randrange(SOURCES) + 1}", f"event_{random.randrange(events)}"
        yield dict.fromkeys(TABLES["catalogue"], "") | {
            "doc_id": f"article_{number:07d}", "source": source, "outlet": source, "origin": source, "language": tag,
            "translation": "original", "event_id": event, "event_date": f"2024-{event_month(event):02d}-15",
            "title": f"Generated article {number}", "published": f"2024-{event_month(event):02d}-16",
            "sha256": hashlib.sha256(data).hexdigest(), "file": f"article_{number:07d}.txt",
        }, data  # fmt: skip


def event_month(event: str) -> int:
    return int(event.removeprefix("event_")) % 12 + 1


def write_corpus(folder: Path, count: int, seed: int = 1, tags: tuple[str, ...] = tuple(LANGUAGES)) -> int:
    """Write a corpus of generated articles: catalogue.csv and raw/. Returns the bytes of all files."""
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    rows, size = [], 0
    for row, data in articles(count, seed, tags):
        (folder / "raw" / row["file"]).write_bytes(data)
        rows.append(row)
        size += len(data)
    write_csv(pd.DataFrame(rows, columns=TABLES["catalogue"]), folder / "catalogue.csv")
    return size
