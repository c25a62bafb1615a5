"""The four real articles, where they are (ARTICLES_DIR): counts, dates and layouts, found by their SHA-256 under whatever name."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path

import pytest

from helpers.articles import parse_article

FOLDER = os.environ.get("ARTICLES_DIR", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="ARTICLES_DIR is not set: the real articles belong to their publishers")

MACHINE_TRANSLATED, VIETNAMESE, FEED_DUMP, AGENCY_PAGE = "ef02", "c960", "1a40", "1679"  # beginnings of their SHA-256


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    contents = [path.read_bytes() for path in sorted(Path(FOLDER).iterdir()) if path.is_file()]
    return {hashlib.sha256(data).hexdigest()[:4]: data for data in contents}


def parsed(files: dict[str, bytes], key: str, **known: str):
    return parse_article(files[key], "renamed.dat", known)


@pytest.mark.parametrize(
    ("key", "language", "layout", "roles"),
    [
        (MACHINE_TRANSLATED, "en", "plain text", {"body": 7}),
        (VIETNAMESE, "vi", "page text", {"body": 8, "caption": 1, "boilerplate": 1}),
        (FEED_DUMP, "zh-Hans", "feed dump", {"title": 1, "body": 15, "byline": 1, "boilerplate": 5}),
        (AGENCY_PAGE, "en", "agency page", {"title": 1, "dateline": 1, "caption": 1, "body": 15, "byline": 1, "boilerplate": 2}),
    ],
)
def test_layout_language_and_number_of_paragraphs(files, key, language, layout, roles):
    article = parsed(files, key)
    assert (article.language, article.layout) == (language, layout)
    assert Counter(paragraph.role for paragraph in article.paragraphs) == roles


def test_where_the_vietnamese_caption_and_comment_counter_stand(files):
    roles = [paragraph.role for paragraph in parsed(files, VIETNAMESE).paragraphs]
    assert roles == ["body"] * 2 + ["caption"] + ["body"] * 6 + ["boilerplate"]


def test_the_bold_lead_is_body_and_a_bold_line_in_the_text_a_crosshead_of_it(files):
    paragraphs = parsed(files, FEED_DUMP).paragraphs
    body = [paragraph.text for paragraph in paragraphs if paragraph.role == "body"]
    assert body[0].startswith("1月31日")
    assert sum(text.endswith("：") for text in body) == 1


@pytest.mark.parametrize(
    ("key", "published", "precision"),
    [
        (MACHINE_TRANSLATED, "", "unknown"),
        (VIETNAMESE, "", "unknown"),
        (FEED_DUMP, "2024-02-04T20:21", "minute"),
        (AGENCY_PAGE, "2023-07-19T09:24", "minute"),
    ],
)
def test_dates_as_far_as_the_files_state_them(files, key, published, precision):
    article = parsed(files, key)
    assert (article.published, article.published_precision) == (published, precision)


def test_the_feed_keeps_both_its_dates_with_their_evidence(files):
    evidence = parsed(files, FEED_DUMP).evidence
    assert evidence["feed_epoch"].startswith("2024-02-04T19:45:01Z")
    assert "1707075901000" in evidence["feed_epoch"]
    assert "04/02/2024 - 20:21" in evidence["published"]
    assert "day first" in evidence["published"]
    assert "no zone stated" in evidence["published"]


def test_titles_authors_and_addresses(files):
    dump, page = parsed(files, FEED_DUMP), parsed(files, AGENCY_PAGE)
    assert (dump.title[:9], len(dump.title), dump.author) == ("中俄军事合作扩展到", 18, "肖曼")
    assert dump.url.startswith("https://www.rfi.fr/cn/专栏检索/要闻分析/20240204-")
    assert page.title == "Chinese envoy calls for multilateralism in developing AI governance"
    assert (parsed(files, MACHINE_TRANSLATED).title, parsed(files, VIETNAMESE).title) == ("", "")


def test_the_machine_translation_is_repaired_only_where_it_is_catalogued_as_one(files):
    assert parsed(files, MACHINE_TRANSLATED).repairs == ()
    repairs = parsed(files, MACHINE_TRANSLATED, translation="machine-translated").repairs
    assert Counter(change.kind for change in repairs) == {"stray space": 4, "glued sentences": 3, "glued words": 4}
    assert {change.before for change in repairs if change.kind == "glued words"} == {"andIn", "makesIt", "complianceThe", "KoreaNational"}
