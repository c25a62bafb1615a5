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
# Floors: what was measured, rounded down. All are material that the rules were made with (fresh and fresh_3 since rules 18), so they
# guard a fit. The aims are 0.85 and 0.9. None is lowered silently.
FLOOR = {
    ".": {"f1": {"en": 0.96, "vi": 0.96, "zh": 0.97}, "speaker": {"en": 0.97, "vi": 0.98, "zh": 0.99}},
    "fresh": {"f1": {"en": 0.88, "vi": 0.93, "zh": 0.88}, "speaker": {"en": 0.91, "vi": 0.86, "zh": 0.92}},
    "fresh_2": {"f1": {"en": 0.89, "vi": 0.92, "zh": 0.92}, "speaker": {"en": 0.90, "vi": 0.95, "zh": 0.92}},
    "fresh_3": {"f1": {"en": 0.86, "vi": 0.84, "zh": 0.84}, "speaker": {"en": 0.97, "vi": 0.89, "zh": 0.84}},
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
        ("en", "Lee said talks had failed, but Vanko called them “a very good beginning” on Friday.", {"outlet": 8, "Lee": 3, "Vanko": 4}),
        # Li An said the talks had failed, but Vankov called them “a very good beginning”.
        ("zh", "李安说会谈失败，万科夫则认为这是“一个很好的开端”。", {"outlet": 7, "李安": 2, "万科夫": 7}),
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


@pytest.mark.parametrize(
    ("tag", "text", "told"),
    [
        ("en", "“The road is shut,” the mayor shrugged.", [("mayor", "“The road is shut,”")]),
        ("en", "Ann Lee opined, “It will rain for a week.”", [("Ann Lee", "“It will rain for a week.”")]),
        ("en", "The pier will close on Monday, Ann Lee said, and two ferries have been sold.", [
            ("Ann Lee", "The pier will close on Monday"), ("Ann Lee", "and two ferries have been sold.")]),
        ("en", "“The road is shut,” said one basket weaver, looking up.", [("one basket weaver", "“The road is shut,”")]),
        ("en", "The mayor opened the pier and promised to rebuild the mole.", [("mayor", "to rebuild the mole.")]),
        ("en", "The harbour master said the pier is safe, without giving a date.", [("harbour master", "the pier is safe")]),
        ("en", "The captain Ann Davis said the pier is safe, although she gave no date.", [("Ann Davis", "the pier is safe")]),
        ("en", "Ann Lee thinks that is a matter for the harbour board.", [("Ann Lee", "that is a matter for the harbour board.")]),
        ("en", "The state's officer confirmed the arrest of a man.", []),  # no verb "to state"
        ("en", "The hall was full. The coach revealed what he said in the dressing room.", []),
        # Librarian An Qiu (Ann Qiu) told the paper (www.example.org): "The books are dry."
        ("zh", "馆员安秋（Ann Qiu）告诉本报（www.example.org）：“书都是干的。”", [("安秋", "“书都是干的。”")]),
        ("zh", "央行理事Ann Lee周二表示，利率不变。", [("Ann Lee", "利率不变。")]),  # Board member Ann Lee said on Tuesday that rates stay.
        # Answering questions of the press Li An said: "The bridge is shut." She denied this matter.
        ("zh", "部长李安回答媒体询问时说：“桥封了。”她否认此事。", [("李安", "“桥封了。”")]),
        # Li An mentioned that ferries carry timber from the pier.
        ("zh", "部长李安提到渡轮从码头运走木材。", [("李安", "渡轮从码头运走木材。")]),
        ("zh", "部长李安说桥很安全，并参观了码头。", [("李安", "桥很安全")]),  # Li An said the bridge is safe, and visited the pier.
        # "The span" is not "the bridge", and there are two of them, Li An explained.
        ("zh", "部长李安解释说，“桥面”不等于“桥身”，两者要分开看。", [("李安", "“桥面”不等于“桥身”，两者要分开看。")]),
        # The minister Li An said the bridge is safe. Experts hold that it needs repair.
        ("zh", "部长李安说，桥很安全。专家认为桥需要修。", [("李安", "桥很安全。"), ("专家", "桥需要修。")]),
        ("vi", "Bà Lê An cho biết, cầu vẫn an toàn.", [("Lê An", "cầu vẫn an toàn.")]),  # Ms Le An said the bridge is safe.
        # The bridge will be mended, Ms Le An said, and the ferry will run.
        ("vi", "Cầu sẽ được sửa, bà Lê An nói, và phà sẽ chạy.", [("Lê An", "Cầu sẽ được sửa"), ("Lê An", "và phà sẽ chạy.")]),
        ("vi", "Cụ thể, theo bà Lê An, cầu sẽ được sửa.", [("Lê An", "cầu sẽ được sửa.")]),  # In particular, according to Ms Le An, …
        ("vi", "Bà Lê An – giám đốc sở – xác nhận cầu sẽ được sửa.", [("Lê An", "cầu sẽ được sửa.")]),  # Ms Le An, director, confirmed …
        # Mr Tran Nam (born in 1979, of Hue) said that the bridge is safe.
        ("vi", "Ông Trần Nam (SN 1979, quê Huế) khai rằng cầu vẫn an toàn.", [("Trần Nam", "cầu vẫn an toàn.")]),
    ],
)
def test_speech_as_news_pages_word_it(tag: str, text: str, told: list) -> None:
    text = normalise(text, tag)
    assert [(span.speaker, text[span.start : span.end]) for span in voices_of([text], tag) if span.kind != "outlet"] == told


@pytest.mark.parametrize(
    ("tag", "paragraphs", "told"),
    [
        (
            "en", ["Ann Lee, the envoy, spoke to this paper.", "Q: Who pays?", "A: The city does. It is late.", "Photo: the bridge"],
            [("Q", "Who pays?"), ("Ann Lee", "The city does. It is late.")],
        ),
        (  # The spokesman Li An met the press. Q: Will the bridge be mended? A: Yes. The city pays. A reporter: When? Li An: In May.
            "zh", ["发言人李安会见了记者。", "问：桥会修吗？", "答：会修。钱由市里出。", "本台记者：何时？", "李安：五月。"],
            [("问", "桥会修吗？"), ("李安", "会修。钱由市里出。"), ("本台记者", "何时？"), ("李安", "五月。")],
        ),
        (  # Ms Le An, a director, met the press. A reporter: Will the bridge be mended? Ms Le An: Yes. The city will pay.
            "vi", ["Bà Lê An, giám đốc sở, gặp báo chí.", "Phóng viên: Cầu có được sửa không?", "Bà Lê An: Có. Thành phố sẽ trả tiền."],
            [("Phóng viên", "Cầu có được sửa không?"), ("Lê An", "Có. Thành phố sẽ trả tiền.")],
        ),
        ("en", ["Note: the bridge is shut.", "Ann Lee, the envoy, left."], []),  # one label makes no transcript
    ],
)  # fmt: skip
def test_in_a_transcript_the_labels_name_who_speaks(tag: str, paragraphs: list[str], told: list) -> None:
    texts = [normalise(text, tag) for text in paragraphs]
    found = [(span.speaker, texts[span.paragraph][span.start : span.end]) for span in voices_of(texts, tag) if span.kind != "outlet"]
    assert found == told


@pytest.mark.parametrize(
    ("tag", "paragraphs", "speakers"),
    [
        ("en", ["Mr Price said the mine would close.", "Owen Price, 54, has run it since May."], ["Owen Price"]),  # the name comes later
        ("en", ["Named after a river by Mr Price, the engine runs, Mr Price said. Its maker, Owen Price, left."], ["Owen Price"]),
        # a title that no list need hold, a name before an office, an abbreviation
        ("en", ["Cllr Ann Price opened the hall.", "“It is late,” Cllr Price said."], ["Ann Price"]),
        ("en", ["Ann Lee, director of the fund said it was late."], ["Ann Lee"]),
        ("en", ["The National Health Board (NHB) met.", "The NHB said it was late."], ["National Health Board"]),
        ("en", ["Ministers Ann Lee and Bo Price said it was late. They added that it rained."], ["Ann Lee and Bo Price"] * 2),
        ("en", ["Members of the family said it was late."], ["Members of the family"]),
        ("en", ["The bridge is shut, the Oslo Post reported on Monday, citing a draft from the transport board."], ["transport board"]),
        ("en", ["“It is late,” Ann Lee, an analyst at the bank, said Tuesday in Oslo."], ["Ann Lee"]),
        ("en", ["The party (NP) said it was late.", "The government said it was early."], ["party", "government"]),
        ("en", ["Mayor Ann Lee dismissed the idea, describing it as “a ruler in one hand”."], ["Ann Lee"]),
        # a country before an office and an auxiliary are no part of a name; nor is "suddenly" (vi), "to quibble" (zh)
        ("en", ["Sri Lankan coach Ann Lee opened the hall.", "“It is late,” she said."], ["Ann Lee"]),
        ("en", ["Ann Lee has delivered a long speech, calling on everyone to leave."], ["Ann Lee"]),
        ("vi", ["Ông Lê Nam bất ngờ yêu cầu thợ dừng việc."], ["Lê Nam"]),  # Mr Le Nam suddenly asked the workmen to stop.
        ("zh", ["部长李安狡辩称，桥很安全。"], ["李安"]),  # The minister Li An quibbles that the bridge is safe.
        # Le Nam, chairman of the commune of Binh An, said that the bridge is safe.
        ("vi", ["Ông Lê Nam – Chủ tịch UBND xã Bình An xác nhận cầu vẫn an toàn."], ["Lê Nam"]),
        ("vi", ["Chủ tịch xã Lê Văn Nam cho biết cầu vẫn an toàn."], ["Lê Văn Nam"]),  # Le Van Nam, chairman of the commune, said …
        ("vi", ["Ông Lê Trường An - Trưởng phòng GD huyện Bình Hải - cho biết cầu vẫn an toàn."], ["Lê Trường An"]),  # head of an office
        # Le Nam, who lives in the district of Binh An, said that the bridge is safe.
        ("vi", ["Anh Lê Nam, trú huyện Bình An, cho biết cầu vẫn an toàn."], ["Lê Nam"]),
        # Le Nam, director of the office of works of works, said the bridge is safe.
        ("vi", ["Ông Lê Nam, Giám đốc Sở Xây dựng cho biết cầu vẫn an toàn."], ["Lê Nam"]),
        # The spokeswoman of the ministry of Laos, Ms Le Hoa, at once retorted: “The bridge is still very good.”
        ("vi", ["Người phát ngôn Bộ Ngoại giao Lào, bà Lê Hoa, lập tức phản bác: “Cầu vẫn còn tốt lắm.”"], ["Lê Hoa"]),
        # The retired vice-admiral Nghiem Tu Loan was calm. She said: “Every bridge is late.”
        ("vi", ["Phó đô đốc về hưu Nghiêm Tú Loan khá bình thản.", "Bà nói: “Cây cầu nào cũng trễ.”"], ["Nghiêm Tú Loan"]),
        # The ministry of defence said the bridge is safe. It said it will be mended.
        ("vi", ["Bộ Quốc phòng (BQP) cho biết cầu vẫn an toàn.", "BQP nói rằng cầu sẽ được sửa."], ["Bộ Quốc phòng"] * 2),
        # Mr Le Nam and Ms Tran Hoa said the bridge is safe. They said it will be mended.
        ("vi", ["Ông Lê Nam và bà Trần Hoa cho biết cầu vẫn an toàn. Họ nói rằng cầu sẽ được sửa."], ["Lê Nam và Trần Hoa"] * 2),
        # The atomic energy agency says the bridge is safe. It says it will be mended. The agency also says work will not stop.
        ("zh", ["国际原子能机构（IAEA）表示，大桥安全。", "IAEA说，大桥会修。该机构还称，不会停工。"], ["国际原子能机构"] * 3),
        # The minister Li An and the head of department Wang Wu say the bridge is safe. They say it will be mended.
        ("zh", ["部长李安和司长王五说，大桥安全。他们表示，大桥会修。"], ["李安和王五"] * 2),
        # Ms Wang, a shopkeeper on the first floor of block 7 of the new village of Hewan, says the bridge is safe.
        ("zh", ["河湾新村7栋一楼的商户王女士说，大桥安全。"], ["商户王女士"]),
        # The minister Li Anning came. Minister Li says the bridge is safe. / The manager Wu Datong came. Mr Wu says the bridge is safe.
        ("zh", ["部长李安宁出席会议。李部长说，大桥安全。"], ["李安宁"]),
        ("zh", ["经理伍大同到场。伍先生称，大桥安全。"], ["伍大同"]),
        # A shop hand who joined the rescue says the bridge is safe.
        ("zh", ["一名参加救援的店员说，大桥安全。"], ["一名参加救援的店员"]),
        # The head of the office, Wen Dazhao, said at a briefing in the afternoon that the bridge will be mended.
        ("zh", ["局长文大昭在下午的通报会上称，大桥会修。"], ["文大昭"]),
    ],
)
def test_speakers_are_named_as_the_article_names_them_in_full(tag: str, paragraphs: list[str], speakers: list[str]) -> None:
    spans = voices_of([normalise(text, tag) for text in paragraphs], tag)
    assert [span.speaker for span in spans if span.kind != "outlet"] == speakers


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
