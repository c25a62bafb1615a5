"""Whatever the file: an Article or an ArticleError, no paragraph lost, and roles that partition the text."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from helpers.articles import Article, ArticleError, parse_article
from helpers.collection.pieces import pieces_of
from helpers.reading.dates import find_dates, precision_of
from helpers.reading.decoding import decode
from helpers.reading.parts import ROLES, Paragraph
from helpers.reading.repairs import repair
from helpers.tables import CorpusError

SENTENCES = [  # invented
    "The council met on Tuesday and said that it would vote.",
    "“It is a start,” she said.",
    "VARN, July 18 (Wire) -- Forty states met.",
    "联合国安理会讨论了人工智能的治理问题。",
    "新华社瓦恩7月18日电 （记者张远）会议闭幕。",
    "Hội đồng họp hôm thứ Ba để bàn về trí tuệ nhân tạo.",
    "(TTXVN) - Hai bên nhất trí duy trì trao đổi.",
]
LINES = [
    "Council votes on treaty", "多国代表讨论军事人工智能", "Hội nghị bàn về vũ khí", "By Ada Marlow", "责任编辑：张三",
    "Theo Varn Post", "July 19, 2023", "2023年7月19日 09:24", "Thứ tư, 19/7/2023, 09:24 (GMT+7)", "04/02/2024",
    "Delegates in Varn. Photo: VCG", "（法新社）", "Ảnh: AFP", "Related Stories", "延伸阅读", "Tin liên quan",
    "Comments (3)", "Bình luận (0)", "Advertisement", "Share", "—", "...", "1", "Tags: a, b", "[", "“", "(",
    "# x",
]  # fmt: skip
CELLS = ["title,text\n", "text;date\n", '{"text": "', '"}\n', "\n", ",", ";", '"', "<rss><channel>", "<item><title>", "</item>", "&lt;"]
line = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(LINES), st.text(st.characters(exclude_characters="<[!*_#`>-="), max_size=40))
plain_text = st.lists(line, min_size=1, max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n"]).map(lambda end: end.join(lines))
)
TAGS = "<p> </p> <div> </div> <br> <b> </b> <a href=x> </a> <h1> </h1> <img src=x> <li> <td> <script> </script> <!-- -->"
tag = st.sampled_from([*TAGS.split(" "), "<"])
markup = st.lists(st.one_of(tag, line), max_size=40).map("".join)
language = st.sampled_from(["en", "zh-Hans", "vi"])


def bare(text: str) -> str:
    return "".join(text.split())


def attempt(data: bytes, **known: str) -> Article | None:
    """The article, or None where the file is refused; any other exception fails the test."""
    try:
        article = parse_article(data, "a.txt", known)
    except ArticleError:
        return None
    assert all(paragraph.role in ROLES and bare(paragraph.text) for paragraph in article.paragraphs)
    assert all("\n" not in paragraph.text for paragraph in article.paragraphs)
    assert any(paragraph.role == "body" for paragraph in article.paragraphs)
    assert article.published_precision == precision_of(article.published)
    assert all(-1 <= change.paragraph < len(article.paragraphs) for change in article.repairs)
    return article


@given(plain_text, language)
def test_every_character_of_a_plain_text_lands_in_one_paragraph(text, tag):
    data = text.encode("utf-8", "surrogatepass")
    article = attempt(data, language=tag)
    if article is not None and article.layout in ("plain text", "page text", "agency page"):
        assert bare("".join(paragraph.text for paragraph in article.paragraphs)) == bare(decode(data, "a.txt")[0])


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8, unique=True), language)
def test_every_paragraph_of_a_dump_lands_in_one_paragraph(sentences, tag):
    dump = "<!--1707075901000-->\n[T](https://n.example/x)\n------\n" + "".join(f"<p>{sentence}</p>" for sentence in sentences)
    article = attempt(dump.encode(), language=tag)
    assert article is not None
    assert bare("".join(paragraph.text for paragraph in article.paragraphs)) == bare("T" + "".join(sentences))


@given(st.binary(max_size=3000))
def test_no_bytes_break_the_parser(data):
    attempt(data)


@given(plain_text, st.sampled_from(["utf-16", "gb18030", "big5", "cp1258", "cp1252", "utf-8"]))
def test_no_encoding_breaks_the_parser(text, encoding):
    attempt(text.encode(encoding, "replace"))


@given(markup, language)
def test_no_markup_breaks_the_parser(text, tag):
    attempt(text.encode("utf-8", "surrogatepass"), language=tag)
    attempt(("<html><body>" + text).encode("utf-8", "surrogatepass"), language=tag)
    attempt(("<rss><item><title>" + text).encode("utf-8", "surrogatepass"), language=tag)


@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.text("0123456789/-.: 年月日thángJuly,apmGT+Z", max_size=25)), max_size=4).map(" ".join)
)
def test_a_date_says_no_year_that_its_text_does_not_say(text):
    for date in find_dates(text, day_first=True):
        assert 0 <= date.start < date.end <= len(text)
        assert date.precision == precision_of(date.iso)
        year = date.iso[:4]
        assert year in text or year[2:] in text or f"民國{int(year) - 1911}" in text


@given(
    st.sampled_from([".csv", ".tsv", ".jsonl", ".parquet", ".xml", ".txt"]),
    st.one_of(st.binary(max_size=400), st.lists(st.one_of(line, st.sampled_from(CELLS)), max_size=12).map("".join)),
)
def test_no_file_that_is_handed_over_breaks_the_intake(suffix, content):
    errors: list[CorpusError] = []
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"handed over{suffix}"
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        pieces = list(pieces_of(file, {}, errors))
    assert all(piece.name and isinstance(piece.data, bytes) for piece in pieces)
    assert all(error.problem and error.remedy for error in errors)


@given(st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60)), max_size=6).map("".join))
def test_repairs_change_nothing_but_spaces(text):
    before = [Paragraph("body", text)]
    after, changes = repair(before)
    assert bare(after[0].text) == bare(text)
    assert bool(changes) == (after != before)
