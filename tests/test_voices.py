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
from helpers.segmentation import normalise, sentences, words
from helpers.speech.quotations import quotations
from helpers.tables import CorpusError
from helpers.validation.scoring import score_quotations, scored
from helpers.voices import numbered, voice_rows, voices_of

GOLD = PROJECT / "data" / "sample" / "gold"
PIECES = {
    "en": [*'"“”\'—', "He", "said", ", ", ". ", "Ann Lee", " that ", "it was ", "according to ", "the minister ", "told ", ": ", "adding "],
    "zh": [*"他说“”，。：《》「」‘’并据", "毛宁", "表示", "部长", "报道", "强调", "声明", "5日", "在会上"],
    "vi": [*"“”\"'", "ông ", "nói ", ", ", ". ", "rằng ", ": ", "Theo ", "Lê Nam ", "cho biết ", "và ", "bà ", "kêu gọi "],
}
# Floors: what was measured, rounded down. All are material that rules and points were made with, so they guard a fit. The aims are 0.85
# and 0.9. None is lowered silently: with rules 21 scorecards took the place of conditions that had been fitted to these standards by hand,
# and do better on standards left out (VOICES.md), but not on each of these (development: f1 was 0.96, 0.96, 0.97; fresh_3: speakers 0.97,
# 0.89, 0.84).
FLOOR = {
    ".": {"f1": {"en": 0.93, "vi": 0.95, "zh": 0.95}, "speaker": {"en": 0.96, "vi": 0.97, "zh": 0.98}},
    "fresh": {"f1": {"en": 0.90, "vi": 0.92, "zh": 0.88}, "speaker": {"en": 0.90, "vi": 0.86, "zh": 0.93}},
    "fresh_2": {"f1": {"en": 0.93, "vi": 0.90, "zh": 0.91}, "speaker": {"en": 0.91, "vi": 0.90, "zh": 0.94}},
    "fresh_3": {"f1": {"en": 0.91, "vi": 0.86, "zh": 0.89}, "speaker": {"en": 0.93, "vi": 0.87, "zh": 0.78}},
}


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
        ("vi", "Nói. Cho biết."),
    ],
)
def test_without_speech_all_is_the_outlets(tag: str, text: str) -> None:
    assert {span.kind for span in voices_of([text], tag)} == {"outlet"}


@pytest.mark.parametrize(
    ("tag", "paragraphs", "quoted"),
    [
        ("en", ["“It is late, she said.", "The hall emptied."], ["“It is late"]),  # never closed: ends where its speaker is named
        ("en", ["He said: “One.", "Two.”", "Three."], ["“One.", "Two.”"]),  # closed a paragraph later
        ("en", ['She said: "One. "Two.'], ['"One. "']),  # the second mark turned the wrong way
        ("zh", ["他说：“够了。“"], ["“够了。“"]),  # He said: enough.
        ("zh", ["他说：“到此为止。", "雨停了。"], ["“到此为止。"]),  # He said: no further. / The rain stopped.
        ("vi", ["Ông Nam nói: “Đủ rồi."], ["“Đủ rồi."]),  # Mr Nam said: enough.
    ],
)
def test_unbalanced_marks_end_where_the_text_shows_it(tag: str, paragraphs: list[str], quoted: list[str]) -> None:
    spans = [span for span in voices_of(paragraphs, tag) if span.kind == "direct"]
    assert [paragraphs[span.paragraph][span.start : span.end] for span in spans] == quoted


def test_an_article_that_is_one_quotation() -> None:
    paragraphs = ["“One.", "“Two.", "“Three,” said Ann Lee."]
    assert [span.speaker for span in voices_of(paragraphs, "en") if span.kind == "direct"][-1] == "Ann Lee"
    assert [len(found) for found in quotations(paragraphs, "en")] == [1, 1, 1]


@pytest.mark.parametrize("folder", FLOOR)
def test_gold_floors_are_not_lowered_silently(folder: str) -> None:
    if not (GOLD / folder).is_dir():
        pytest.skip(f"there is no folder {folder} in the gold standard")
    scores = scored(GOLD / folder)
    assert sorted(scores["language"]) == ["en", "vi", "zh"]
    for name, floors in FLOOR[folder].items():
        assert (scores[name] >= scores["language"].map(floors)).all(), scores.to_string()


def test_a_gold_standard_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="voices_texts"):
        scored(tmp_path)


def test_the_score_counts_what_it_says() -> None:
    """Two gold quotations: one found with the wrong speaker, one not found; one found that is none."""
    span = {"text_id": "a", "language": "en", "paragraph": 0, "kind": "direct"}
    gold = pd.DataFrame([
        {**span, "start": 0, "end": 10, "speaker": "she", "speaker_resolved": "Ann Lee"},
        {**span, "start": 50, "end": 60, "speaker": "she", "speaker_resolved": "Ann Lee"},
    ])  # fmt: skip
    found = pd.DataFrame([{**span, "start": 0, "end": 12, "speaker": "Bo Lee"}, {**span, "start": 20, "end": 30, "speaker": "she"}])
    row = score_quotations(found, gold).iloc[0]
    assert (row["n_gold"], row["n_found"], row["n_matched"], row["n_speaker"]) == (2, 2, 1, 0)
    assert (row["precision"], row["recall"], row["f1"], row["kind"]) == (0.5, 0.5, 0.5, 1.0)
    assert score_quotations(found.assign(end=[13, 30]), gold).iloc[0]["n_matched"] == 0  # 10 of 13 characters are too few


@pytest.mark.parametrize(
    ("tag", "text", "voices"),
    [
        ("en", "Lee said talks had failed, but envoy Vanko called them “a very good beginning”.", {"outlet": 7, "Lee": 3, "Vanko": 4}),
        # Li An said the talks had failed, but the minister Vankov called them “a very good beginning”.
        ("zh", "李安说会谈失败，部长万科夫则认为这是“一个很好的开端”。", {"outlet": 8, "李安": 2, "万科夫": 7}),
        # the same, and that there was hope
        ("vi", "Bà Lê An nói đàm phán đã thất bại, còn ông Trần Nam cho rằng còn hy vọng.", {"outlet": 7, "Lê An": 3, "Trần Nam": 2}),
    ],
)
def test_in_a_sentence_with_two_voices_each_stretch_counts_its_own_words(tag: str, text: str, voices: dict) -> None:
    text = normalise(text, tag)
    spans = voices_of([text], tag)
    rows = voice_rows("a", 0, text, spans, numbered(spans), [(0, len(text))], [words(text, tag)])
    told: dict[str, int] = {}
    for row in rows:
        told[row[4] or "outlet"] = told.get(row[4] or "outlet", 0) + row[-1]
    assert told == voices
    assert sum(told.values()) == len(words(text, tag))


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
