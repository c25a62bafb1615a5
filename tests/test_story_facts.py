"""Facts of a paragraph: numbers, names and dates, read alike in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.story.facts import facts_of
from helpers.story.likeness import same_date, same_name


def numbers(text: str, tag: str) -> list[str]:
    return sorted(value for kind, value in facts_of([text], tag)[0] if kind == "number")


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "350 million; 3,200 km; 2.4 billion; 12.5%", ["12.5%", "2400000000", "3200", "350000000"]),
        ("zh", "3.5亿；三千二百公里；二十四亿；百分之十二点", ["12%", "2400000000", "3200", "350000000"]),
        ("vi", "350 triệu; 3.200 km; 2,4 tỷ; 12,5%", ["12.5%", "2400000000", "3200", "350000000"]),
        ("en", "fifty-four of one hundred and twelve, and one or a few more", ["112", "54"]),
        ("vi", "năm 2024 là năm của hai phần ba", []),  # 2024 is the year of two thirds
        ("zh", "万科说第三国一致，不三不四", []),  # a name, an ordinal, idioms
        ("en", "the Tide-4, GPT-4 and F16", []),
    ],
)
def test_numbers_are_read_alike_in_three_languages(tag, text, expected):
    assert numbers(text, tag) == expected


@given(number=st.integers(3, 10**12 - 1))
@settings(max_examples=200, deadline=None)
def test_any_number_in_digits_is_one_fact_in_all_languages(number):
    if 1900 <= number < 2100:
        return  # four digits that may be a year
    assert numbers(f"It has {number:,} of them.", "en") == [str(number)]
    assert numbers(f"Có {number:,} cái.".replace(",", "."), "vi") == [str(number)]
    assert numbers(f"共有{number}个。", "zh") == [str(number)]


@given(text=st.text(max_size=80), tag=st.sampled_from(["en", "zh", "vi"]))
@settings(max_examples=150, deadline=None)
def test_no_text_stops_the_facts_and_none_of_it_is_kept(text, tag):
    for (kind, value), count in facts_of([text], tag)[0].items():
        assert kind in ("number", "date", "name", "full_name", "quotation", "scare_quote", "hedge", "strong")
        assert count > 0
        assert len(value.split()) == 1


def test_names_and_dates_that_differ_are_not_one():
    assert same_name("caldoria", "卡尔多里亚")
    assert not same_name("caldoria", "velmoria")
    assert not same_name("halvern", "奥鲁瓦")
    assert same_date("--09-12", "2024-09-12")
    assert not same_date("--09-12", "--09-21")
    assert not same_date("2024", "--09")
