"""A term under other segmenters: where the word borders lie is a choice, and for Chinese and Vietnamese it changes every count."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from helpers.codebook import Codebook
from helpers.corpus import Corpus
from helpers.languages import LANGUAGES, language_of
from helpers.segmentation import normalise, sentences, term, words

SEGMENTATIONS = {"en": ("spaces",), "zh": ("jieba", "jieba, new words guessed", "character pairs"), "vi": ("underthesea", "pyvi", "spaces")}
"""Segmenters that an analyst could defend, by primary language subtag, the default first ("spaces" are a Vietnamese text's syllables)."""

SMALLER = ("spaces", "character pairs")  # pieces of words, unless they are the default: names are not put together from them

assert all(LANGUAGES[tag].segmenter == names[0] for tag, names in SEGMENTATIONS.items())


def segmented_terms(corpus: Corpus, value: str, segmenter: str) -> pd.DataFrame:
    """The table `terms` as another segmenter makes it of the body text, with `value` as one term: doc_id, term, count, n_paragraphs.

    Articles whose language does not know the segmenter keep their rows. Where the segmenter splits `value`, the sequence of
    its parts counts as one occurrence of it (and its parts as parts of nothing else).
    """
    rows = []
    tags = corpus.documents.set_index("doc_id")["language"]
    chosen = [name for name, tag in tags.items() if segmenter in SEGMENTATIONS[language_of(tag).tag]]
    body = corpus.paragraphs[(corpus.paragraphs["role"] == "body") & corpus.paragraphs["doc_id"].isin(chosen)]
    for doc_id, own in body.groupby("doc_id", sort=True):
        counts, spread = Counter(), Counter()
        for text in own["text"]:
            found = Counter(_terms(normalise(text, tags[doc_id]), tags[doc_id], value, segmenter, corpus.codebook))
            counts.update(found)
            spread.update(found.keys())
        rows += [(doc_id, name, count, spread[name]) for name, count in sorted(counts.items())]
    others = corpus.terms[~corpus.terms["doc_id"].isin(chosen)]
    return pd.concat([pd.DataFrame(rows, columns=list(others.columns)), others], ignore_index=True)


def _terms(text: str, tag: str, value: str, segmenter: str, book: Codebook) -> list[str]:
    language = language_of(tag)
    names = book.names(tag) if segmenter == language.segmenter or segmenter not in SMALLER else None
    parts = [term(word) for word in words(value, tag, segmenter, names)]
    found: list[str] = []
    for start, end in sentences(text, tag):
        row = [term(word) for word in words(text[start:end], tag, segmenter, names)]
        place = 0
        while place < len(row):
            whole = row[place : place + len(parts)] == parts
            found.append(value if whole else row[place])
            place += len(parts) if whole else 1
    return found
