"""What is speech and who speaks, in news as it is worded: invented sentences, transcripts, names written in full."""

from __future__ import annotations

import pytest

from helpers.segmentation import normalise
from helpers.voices import voices_of


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
