"""What stands behind a cell of a table of frames: the words that the codebook's entries matched, and with text their sentences."""

from __future__ import annotations

import pandas as pd

from helpers.coding.evoked import body_mentions, body_places, glossed
from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.segmentation import normalise, sentences
from helpers.tables import CorpusError


def evidence(corpus: Corpus, group: str, frame: str, by: str = "label", text: bool = False) -> pd.DataFrame:
    """The words behind one cell of the heat map, those left out included: no sentence, only what the codebook's entries matched.

    Columns: doc_id, paragraph (number in the file), place (in the body), sentence (from 0), concept, words, gloss and form (of the entry),
    count, left_out ("", negated, or within a longer form: which); with `text`, said: the sentence as it is counted. n_evoked of the cell is
    the number of paragraphs with a row that is not left out. Raises CorpusError where text is asked of a corpus loaded without it.
    """
    documents = labelled(corpus.documents)
    wanted = set(documents.loc[documents[by] == group, "doc_id"])
    pieces = []
    for part in corpus.only(wanted).parts():
        mentions = body_mentions(part)
        pieces.append(glossed(part, mentions[mentions["frame"] == frame]).merge(body_places(part), on=["doc_id", "paragraph"]))
    found = pd.concat(pieces, ignore_index=True)
    shadowed = found["shadowed_by"] != ""
    found["left_out"] = found["left_out"].where(~shadowed, "within " + found["shadowed_by"])
    columns = ["doc_id", "paragraph", "place", "sentence", "concept", "words", "gloss", "form", "count", "left_out"]
    if text:
        found["said"] = _sentences_of(corpus, found)
    return found.sort_values([*columns[:6], "form"])[columns + ["said"] * text].reset_index(drop=True)


def _sentences_of(corpus: Corpus, found: pd.DataFrame) -> list[str]:
    """The sentence of each row of found (doc_id, paragraph, sentence), as normalised for counting."""
    if "text" not in corpus.paragraphs:
        raise CorpusError(corpus.name, None, "the sentences need the articles' text", "load the corpus with text=True where the files are")
    texts, tags = corpus.paragraphs.set_index(["doc_id", "paragraph"])["text"], corpus.documents.set_index("doc_id")["language"]
    said = []
    for doc_id, paragraph, sentence in found[["doc_id", "paragraph", "sentence"]].itertuples(index=False):
        tag = tags[doc_id]
        counted = normalise(texts[doc_id, paragraph], tag)
        start, end = sentences(counted, tag)[sentence]
        said.append(counted[start:end])
    return said
