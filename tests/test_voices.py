"""Voices: spans partition every paragraph whatever the marks do, words add up, and bad input never raises."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pandas as pd
import pytest
from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.articles import parse_article
from helpers.codebook import load_codebook
from helpers.extraction import count_article
from helpers.scoring import found_quotations, read_gold, score_quotations
from helpers.segmentation import normalise, sentences, words
from helpers.speech.quotations import quotations
from helpers.voices import numbered, voice_rows, voices_of

GOLD = PROJECT / "data" / "sample" / "gold"
PIECES = {
    "en": [*'"“”\'—', "He", "said", ", ", ". ", "Ann Lee", " that ", "it was ", "according to ", "the minister ", "told ", ": ", "adding "],
    "zh": [*"他说“”，。：《》「」‘’并据", "毛宁", "表示", "部长", "报道", "强调", "声明", "5日", "在会上"],
    "vi": [*"“”\"'", "ông ", "nói ", ", ", ". ", "rằng ", ": ", "Theo ", "Lê Nam ", "cho biết ", "và ", "bà ", "kêu gọi "],
}
# The aim is a content F1 of 0.85 and a speaker accuracy of 0.9 in each language, on the half that nobody developed with. What
# misses it has the measured value as its floor (F1: vi 0.818; speaker: en 0.857, vi 0.851, zh 0.610), raised when that rises.
FLOOR = {"f1": {"en": 0.85, "vi": 0.81, "zh": 0.85}, "speaker": {"en": 0.85, "vi": 0.85, "zh": 0.6}}


def texts_of(tag: str) -> st.SearchStrategy[list[str]]:
    """Paragraphs that are mostly marks, verbs and names, and some that are anything at all."""
    built = st.lists(st.sampled_from(PIECES[tag]), max_size=25).map("".join)
    return st.lists(st.one_of(built, st.text(max_size=60)), max_size=5)


@pytest.mark.parametrize("tag", PIECES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_spans_partition_every_paragraph_and_words_add_up(tag: str, data: st.DataObject) -> None:
    paragraphs = [normalise(text, tag) for text in data.draw(texts_of(tag))]
    spans = voices_of(paragraphs, tag)
    ids = numbered(spans)
    for number, text in enumerate(paragraphs):
        own = [span for span in spans if span.paragraph == number]
        assert "".join(text[span.start : span.end] for span in own) == text
        assert all(bool(span.speaker) == (span.kind != "outlet") for span in own)
        places = sentences(text, tag)
        rows = voice_rows("a", number, text, own, ids, places, [words(text[start:end], tag) for start, end in places])
        assert all(row[-1] > 0 for row in rows)
        assert len({row[:4] for row in rows}) == len(rows)


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_words_per_voice_are_the_words_of_the_paragraphs(tag: str) -> None:
    book = load_codebook(PROJECT / "data" / "codebook")
    for file in sorted((PROJECT / "data" / "sample" / "raw").glob(f"*_{tag}_*")):
        tables = count_article(parse_article(file.read_bytes(), file.name), "a", book)
        body = tables["paragraphs"].query("role == 'body'").set_index("paragraph")["n_words"]
        voiced = tables["voices"].groupby("paragraph")["n_words"].sum()
        assert voiced.reindex(body.index, fill_value=0).tolist() == body.tolist(), file.name


def test_a_quotation_of_5000_words_is_one_span_and_quick() -> None:
    began = time.perf_counter()
    for tag, before, word, after in (
        ("en", 'He said: "', "word ", '"'), ("zh", "他说：“", "字", "。”"), ("vi", 'Ông nói: "', "từ ", '"'),
    ):  # fmt: skip
        text = normalise(before + word * 5000 + after, tag)
        direct = [span for span in voices_of([text], tag) if span.kind == "direct"]
        assert len(direct) == 1
        assert direct[0].end - direct[0].start > 5000
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Rain fell on the harbour. Nobody spoke."),
        ("zh", "港口下着雨。没有人说话。"),  # Rain falls on the harbour. Nobody speaks.
        ("vi", "Mưa rơi trên bến cảng. Không ai nói gì."),  # the same
        ("en", 'The "killer robot" has a banner that reads "People first".'),
        ("zh", "他读了《谁在说话》，没有署名。"),  # He read 'Who speaks', which bears no name.
        ("en", "Said, told, claimed."),
        ("zh", "说。表示。"),
    ],
)
def test_without_speech_all_is_the_outlets(tag: str, text: str) -> None:
    assert {span.kind for span in voices_of([text], tag)} == {"outlet"}


def test_an_article_that_is_one_quotation() -> None:
    paragraphs = ["“One.", "“Two.", "“Three,” said Ann Lee."]
    assert [span.speaker for span in voices_of(paragraphs, "en") if span.kind == "direct"][-1] == "Ann Lee"
    assert [len(found) for found in quotations(paragraphs, "en")] == [1, 1, 1]


@pytest.mark.parametrize("half", ["development", "heldout"])
def test_gold_floors_are_not_lowered_silently(half: str) -> None:
    texts, gold = read_gold(GOLD, half)
    scores = score_quotations(found_quotations(texts), gold)
    assert sorted(scores["language"]) == ["en", "vi", "zh"]
    for name, floors in FLOOR.items():
        assert (scores[name] >= scores["language"].map(floors)).all(), scores[["language", name]].to_string()


@pytest.mark.skipif(not os.environ.get("ARTICLES_DIR"), reason="ARTICLES_DIR does not name the folder of the real articles")
def test_the_real_articles_agree_with_a_careful_reader() -> None:
    def shares(name: str) -> pd.DataFrame:
        file = next(Path(os.environ["ARTICLES_DIR"]).glob(f"{name}_*.txt"))
        article = parse_article(file.read_bytes(), file.name, {"translation": "machine-translated"} if name == "000" else {})
        tag = article.language
        body = [normalise(paragraph.text, tag) for paragraph in article.paragraphs if paragraph.role == "body"]
        rows = [(s.paragraph, s.kind, s.speaker, len(words(body[s.paragraph][s.start : s.end], tag))) for s in voices_of(body, tag)]
        return pd.DataFrame(rows, columns=["paragraph", "kind", "speaker", "n_words"])

    xinhua = shares("004")
    zhang = xinhua[xinhua["speaker"] == "Zhang Jun"]
    direct = set(zhang.loc[zhang["kind"] == "direct", "paragraph"])
    assert zhang["paragraph"].nunique() == 14
    assert len(set(zhang["paragraph"]) - direct) == 11
    for name in ("000", "001"):
        told = shares(name)
        reported = told[told["kind"] != "outlet"]
        his = reported.loc[reported["speaker"] == "Jens Stoltenberg", "n_words"].sum()
        assert his > 0.9 * reported["n_words"].sum()
        assert his > 0.48 * told["n_words"].sum()
    rfi = shares("003")
    assert rfi.loc[rfi["speaker"].str.contains("南华早报|俄罗斯"), "n_words"].sum() > 0.5 * rfi["n_words"].sum()
