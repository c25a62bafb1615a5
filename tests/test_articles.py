"""Single files, good and bad: what `parse_article` makes of them, and what it says where it can make nothing of them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from helpers.articles import ArticleError, parse_article
from helpers.tables import read_csv

# All texts are invented.
EN = "The council met on Tuesday and said that it would vote on the treaty in the spring. Delegates were in the hall. "
ZH = "安理会18日讨论了人工智能的治理问题，多国代表在会上发言，这是一个新的开始。"
ZH_HANT = "安理會十八日討論了人工智能的治理問題，多國代表在會上發言，這是一個新的開始。"
VI = "Hội đồng họp hôm thứ Ba để bàn về trí tuệ nhân tạo, theo thông cáo của Bộ Ngoại giao nước này. "
RSS = "<rss><channel>{}</channel></rss>"
ITEM = "<item><title>Talks end in Varn</title><description>&lt;p&gt;" + EN + "&lt;/p&gt;</description></item>"
BAD = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t\r\n", "the file is empty"),
    "only NUL bytes": (b"\0" * 40, "the file is empty"),
    "only invisible characters": ("\u200b\u202e\ufeff".encode(), "holds no visible text"),
    "PDF": (b"%PDF-1.7 x", "is a PDF, not text"),
    "image": (b"\x89PNG\r\n" + bytes(90), "is a PNG image, not text"),
    "binary": (bytes(range(256)) * 40, "none of UTF-8, UTF-16, GB18030"),
    "Shift-JIS": ("政府は火曜日に新しい政策を発表した。会議は続いている。".encode("shift_jis") * 5, "none of UTF-8"),
    "KOI8-R": ("Правительство объявило во вторник о новой политике.".encode("koi8-r") * 5, "none of UTF-8"),
    "Japanese": ("政府は火曜日に新しい政策を発表した。会議は続いている。".encode() * 5, "the text is Japanese; supported are"),
    "Korean": ("정부는 화요일에 새로운 정책을 발표했다.".encode() * 5, "in Hangul script; supported are English"),
    "Russian": ("Правительство объявило во вторник о новой политике.".encode() * 5, "in Cyrillic script"),
    "French": ("Le gouvernement a annoncé mardi une nouvelle politique pour les délégués du pays.".encode() * 3, "'fr'"),
    "German": ("Die Regierung hat am Dienstag eine neue Politik angekündigt, die für alle gilt.".encode() * 3, "'de'"),
    "Vietnamese without diacritics": (
        b"Hoi dong hop hom thu Ba de ban ve tri tue nhan tao, theo thong cao cua cac nuoc trong khu vuc. " * 2,
        "Vietnamese without diacritics",
    ),
    "too short": (b"Hello.", "too little text to tell its language (5 letters)"),
    "no text": (b"!!! ??? 123\n" * 9, "no running text"),
    "HTML without text": (b"<html><head><title>x</title></head></html>", "no running text"),
    "50 MB on one line": (b"a" * 50_000_000, "50 MB are more than one article (at most 5 MB)"),
    "a million lines": (b"ab\n" * 1_000_000, "1000000 paragraphs are more than one article"),
    "feed of two": (RSS.format(ITEM * 2).encode(), "the feed holds 2 articles"),
    "feed of none": (RSS.format("").encode(), "the feed holds no entry"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_no_article_is_refused_in_one_sentence(case):
    data, problem = BAD[case]
    with pytest.raises(ArticleError) as caught:
        parse_article(data, "a file.txt")
    message = str(caught.value)
    assert message.startswith("a file.txt: ")
    assert problem in message
    assert message.count("; ") >= 1, "no remedy is named"
    assert "\n" not in message
    assert len(message) < 300


ENCODED = {
    "utf-8": (EN + "“No”", "utf-8", "en"),
    "utf-8-sig": (ZH, "utf-8 with BOM", "zh-Hans"),
    "utf-16": (VI, "utf-16", "vi"),
    "utf-16-le": (ZH * 3, "utf-16-le", "zh-Hans"),
    "utf-16-be": (EN, "utf-16-be", "en"),
    "gb18030": (ZH, "gb18030", "zh-Hans"),
    "gbk": (ZH, "gb18030", "zh-Hans"),
    "big5": (ZH_HANT, "big5hkscs", "zh-Hant"),
    "cp1252": (EN + "“No”—he left.", "cp1252", "en"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings_are_recognised(encoding):
    text, told, language = ENCODED[encoding]
    article = parse_article(text.encode(encoding), "a.txt")
    assert article.text() == text.strip()
    assert article.evidence["encoding"] == told
    assert (article.language, article.repairs) == (language, ())


def test_windows_1258_writes_tones_apart_and_is_composed():
    tones = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
    apart = "".join(
        letter if unicodedata.normalize("NFD", letter).translate(tones) == unicodedata.normalize("NFD", letter)
        else unicodedata.normalize("NFC", unicodedata.normalize("NFD", letter).translate(tones))
        + next(mark for mark in unicodedata.normalize("NFD", letter) if ord(mark) in tones)
        for letter in VI
    )  # fmt: skip
    article = parse_article(apart.encode("cp1258"), "a.txt")
    assert article.text() == VI.strip()
    assert article.evidence["encoding"] == "cp1258"


@pytest.mark.parametrize("wrapped", [b"<div>" * 100_000 + EN.encode() * 3, b"<html><body>" + b"<div>" * 100_000 + EN.encode() * 3])
def test_html_nested_beyond_measure_keeps_its_text(wrapped):
    assert "said that it would vote" in parse_article(wrapped, "deep.html").text()


def test_broken_html_keeps_its_text():
    page = "<!DOCTYPE html><html><head><title>A talk</title><body><p>" + EN * 3 + '<p <<< >>> <a href="><i>' + EN * 3
    assert parse_article(page.encode(), "broken.html").text().count("said that it would vote") >= 3


@pytest.mark.parametrize("title", ["<script>alert(1)</script> Council votes", '=HYPERLINK("http://x.example")', "+1 for the treaty, @all"])
def test_a_dangerous_title_is_text_like_any_other(title):
    assert parse_article((title + "\n\n" + EN * 2).encode(), "a.txt").title == title


def test_the_catalogue_overrules_the_file():
    known = {"language": "zh-Hant", "title": "T", "author": "A", "published": "2023-07", "url": "https://x.example"}
    article = parse_article(ZH.encode(), "a.txt", known)
    assert (article.language, article.title, article.author) == ("zh-Hant", "T", "A")
    assert (article.published, article.published_precision, article.url) == ("2023-07", "month", "https://x.example")
    assert article.evidence["published"] == article.evidence["title"] == "the catalogue"


@pytest.mark.parametrize(
    ("known", "problem"),
    [
        ({"language": "fr"}, "language 'fr' is not supported"),
        ({"published": "soon"}, "'soon' is no date"),
        ({"published": "2023-02-30"}, "no date"),
    ],
)
def test_a_wrong_catalogue_is_told_apart_from_a_wrong_file(known, problem):
    with pytest.raises(ArticleError, match=problem):
        parse_article(EN.encode(), "a.txt", known)


def test_roles_of_an_agency_page():
    page = [
        "Small nation asks big ones to declare AI weapons",
        "(Wire) 09:24, July 19, 2023",
        "Lesta Orin speaks in Varn, July 18, 2023. (Jon Peller/Varn Photo)",
        "VARN, July 18 (Wire) -- " + EN.strip(),
        "By Friday, nobody had signed the text that Orin proposed.",
        "(Web editor: Ada Marlow)",
        "Related Stories",
        "Storm heads for the coast",
    ]
    article = parse_article("\n\n".join(page).encode(), "a.txt")
    roles = ["title", "boilerplate", "caption", "dateline", "body", "body", "byline", "boilerplate", "boilerplate"]
    assert [paragraph.role for paragraph in article.paragraphs] == roles
    assert (article.published, article.published_precision) == ("2023-07-19T09:24", "minute")
    assert article.layout == "agency page"


@pytest.mark.parametrize(
    ("stamp", "address", "published", "reason"),
    [
        ("04/02/2024 - 20:21", "https://n.example/20240204-x", "2024-02-04T20:21", "another date of the file agrees"),
        ("04/02/2024 - 20:21", "https://n.example/x", "2024", "the page does not say"),
        ("04/02/2024 - 20:21", "https://n.example.fr/x", "2024-02-04T20:21", "day first"),
        ("04/02/2024 8:21 PM EDT", "https://n.example/x", "2024-04-02T20:21-04:00", "month first"),
        ("July 19", "https://n.example/x", "", "no year stated"),
        ("23/07/24 09:05", "https://n.example/x", "2024-07-23T09:05", "year written with two digits"),
        ("04/02/24", "https://n.example/x", "2024", "the page does not say"),
        ("民國113年2月4日", "https://n.example/x", "2024-02-04", "year 113 of the Republic of China"),
    ],
)
def test_a_date_is_read_as_far_as_the_file_settles_it(stamp, address, published, reason):
    dump = f"[Council votes on treaty]({address})\n------\n<div>{stamp}</div><p>{EN}</p>"
    article = parse_article(dump.encode(), "a.txt")
    assert article.published == published
    assert reason in article.evidence["published"]


@pytest.mark.parametrize("epoch", ["", "<!--1707075901000-->\n"])
@pytest.mark.parametrize("title", ["", "[安理会讨论人工智能](https://n.example/%E8%A6%81)\n------\n"])
@pytest.mark.parametrize("stamp", ["", "<div>2024年2月4日 20:21</div>"])
def test_a_feed_dump_may_lack_each_of_its_parts(epoch, title, stamp):
    byline = "<span>作者：</span><a href='/x'>顾一苇</a>"
    text = f"{epoch}{title}{stamp}<p><strong>{ZH}</strong></p><p>\u00a0</p><p>{ZH}又一段。</p>{byline}"
    article = parse_article(text.encode(), "a.txt")
    assert [paragraph.text for paragraph in article.paragraphs if paragraph.role == "body"] == [ZH, ZH + "又一段。"]
    assert article.title == ("安理会讨论人工智能" if title else "")
    assert article.author == "顾一苇"
    assert article.published == ("2024-02-04T20:21" if stamp else "2024-02-04T19:45:01Z" if epoch else "")
    assert article.url == ("https://n.example/要" if title else "")


SAMPLE = Path(__file__).parent.parent / "data" / "sample"
GOLD = read_csv(SAMPLE / "gold" / "paragraphs.csv")
FACTS = read_csv(SAMPLE / "gold" / "facts.csv").set_index("doc_id")
CATALOGUE = read_csv(SAMPLE / "catalogue.csv").set_index("doc_id")


@pytest.mark.parametrize("doc_id", sorted(FACTS.index))
def test_an_invented_article_parses_as_it_was_taken_apart_by_hand(doc_id):
    file = CATALOGUE.loc[doc_id, "file"]
    article = parse_article((SAMPLE / "raw" / file).read_bytes(), file, {"translation": CATALOGUE.loc[doc_id, "translation"]})
    by_hand = GOLD[GOLD["doc_id"] == doc_id]
    assert [tuple(paragraph) for paragraph in article.paragraphs] == list(zip(by_hand["role"], by_hand["text"], strict=True))
    for fact in ("language", "title", "author", "published", "published_precision"):
        assert getattr(article, fact) == FACTS.loc[doc_id, fact]
