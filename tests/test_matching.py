"""Entries found in a text: scripts and regions, negation, parts that stand near each other."""

from __future__ import annotations

import random
from itertools import combinations, pairwise, permutations

import pytest
from test_codebook import codebook

from helpers.codebook import load_codebook
from helpers.coding.matching import Matcher
from helpers.segmentation import normalise
from helpers.tables import CorpusError


def test_a_traditional_form_is_its_simplified_one(tmp_path):
    folder = codebook(tmp_path, entries=[("limits", "zh", "裁減軍備")])  # cutting arms
    for text, tag in [("應裁減軍備", "zh-Hant"), ("应裁减军备", "zh-Hans")]:
        assert [match.form for match in load_codebook(folder).matcher(tag).find(normalise(text, tag))] == ["裁減軍備"]
    with pytest.raises(CorpusError, match="row 9: the form '裁减军备' stands in row 8 already"):
        load_codebook(codebook(tmp_path, entries=[("limits", "zh", "裁減軍備"), ("limits", "zh", "裁减军备")]))


@pytest.mark.parametrize("text", ["US–China talks", "US-China talks", "US‑China talks", "the US–China line"])
def test_dashes_are_hyphens(text):
    matcher = Matcher([("talks", "US-China")], "en")
    assert [match.form for match in matcher.find(normalise(text, "en"))] == ["US-China"]
    assert [m.form for m in Matcher([("talks", "Trung - Mỹ")], "vi").find("Quan hệ Trung–Mỹ, Trung – Mỹ")] == ["Trung - Mỹ"] * 2


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("人工智慧軍備競賽", ["人工智能", "军备竞赛"]),  # an AI arms race, in the words of Taiwan
        ("資訊戰與網路攻擊", ["信息战", "网络攻击"]),  # information war and cyberattacks
        ("飛彈與極音速武器", ["导弹", "高超音速武器"]),  # missiles and hypersonic weapons
        ("開發中國家", ["发展中国家"]),  # developing countries: no China in it
    ],
)
def test_words_of_taiwan_are_found(text, forms):
    entries = ["人工智能", "军备竞赛", "信息战", "网络攻击", "导弹", "高超音速武器", "发展中国家"]
    matcher = Matcher([*(("x", form) for form in entries), ("actor:china", "中国"), ("blocker", "展中国家")], "zh")
    assert [match.form for match in matcher.find(normalise(text, "zh-Hant"))] == forms


def test_a_regional_form_with_a_row_of_its_own_counts_once():
    matcher = Matcher([("x", "网络攻击"), ("x", "网路攻击")], "zh")
    assert [match.form for match in matcher.find("网路攻击")] == ["网路攻击"]


def test_a_new_clause_ends_a_negation():
    matcher = Matcher([("rivalry", "adversary")], "en")
    texts = ["He is not an adversary", "It is not over — the adversary", "They did not meet because the adversary left"]
    assert [matcher.find_all(text)[0].negated for text in texts] == [True, False, False]


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("en", "The strike was approved by an officer.", ["approved by an officer"]),  # any order
        ("en", "An officer, he said, approved it; another officer approved it again.", ["officer, he said, approved"]),  # once a sentence
        ("en", "No officer approved it.", []),  # negated, as a form would be
        ("en", "No officer approved it, but one officer approves it now.", ["officer approves"]),
        ("en", "An officer 1 2 3 4 5 6 7 8 approved it.", ["officer 1 2 3 4 5 6 7 8 approved"]),
        ("en", "An officer 1 2 3 4 5 6 7 8 9 approved it.", []),
        ("en", "An officer approval form was lost.", []),  # within a blocker
        ("zh", "打擊須由軍官批准", ["军官批准"]),  # the strike must be approved by an officer
        ("zh", "军官一二三四五六七八九十一二三四五六批准", ["军官一二三四五六七八九十一二三四五六批准"]),
        ("zh", "军官一二三四五六七八九十一二三四五六七批准", []),
        ("vi", "Sĩ quan phải phê duyệt.", ["Sĩ quan phải phê duyệt"]),
        ("vi", "Sĩ quan một hai ba bốn năm sáu bảy tám chín phê duyệt.", []),
    ],
)
def test_parts_near_each_other(tag, text, found):
    form = {"en": "@officers ~ approv*", "zh": "@officers ~ {批准|核准}", "vi": "@officers ~ phê duyệt"}[tag]
    sets = {"officers": {"en": "officer*|soldier*", "zh": "军官|士兵", "vi": "sĩ quan|binh sĩ"}[tag]}
    matcher = Matcher([("x", form), ("blocker", "officer approval form")], tag, sets)
    text = normalise(text, "zh-Hant" if tag == "zh" else tag)
    assert [text[match.start : match.end] for match in matcher.find(text) if not match.negated] == found


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("en", "Approved, after all, by Officer Lee.", "Approved … Officer"),  # as they stand, in the order of the text, nothing between
        ("en", "No officer approved it, but two officers approve it.", "officers … approve"),  # of the match that counts
        ("zh-Hant", "打擊須由軍官批准", "军官 … 批准"),  # the strike must be approved by an officer
        ("vi", "Phải có phê duyệt của sĩ quan.", "phê duyệt … sĩ quan"),  # an officer's approval is needed
    ],
)
def test_an_entry_of_parts_says_the_words_that_it_matched(tag, text, words):
    form = {"en": "approv* ~ officer*", "zh": "军官 ~ 批准", "vi": "sĩ quan ~ phê duyệt"}[tag[:2]]
    counts = [match.words for match in Matcher([("x", form)], tag).find(normalise(text, tag)) if not match.negated]
    assert counts == [words]


def test_a_wildcard_says_the_word_that_stood_there():
    found = Matcher([("x", "multilateral*"), ("x", "arms race")], "en").find("Multilateralism’s end, an ARMS-RACE")
    assert [(match.form, match.words) for match in found] == [("multilateral*", "Multilateralism"), ("arms race", "arms race")]


def test_parts_neither_hide_nor_are_hidden():
    pairs = [("a", "human* ~ decid* ~ strike*"), ("b", "decided the strike"), ("a", "strike")]
    found = Matcher(pairs, "en").find_all("Humans decided the strike")
    assert [(match.form, match.shadowed_by) for match in found] == [(pairs[0][1], ""), (pairs[1][1], ""), ("strike", pairs[1][1])]


def test_three_parts_count_where_each_neighbour_is_near():
    """Against every order and choice of places, tried one by one."""
    rng = random.Random(3)
    matcher, seen = Matcher([("x", "{alpha|beta} ~ beta ~ gamma")], "en"), set()
    for _ in range(300):
        words = rng.choices(["alpha", "beta", "gamma", *["word"] * 20], k=25)
        near = any(
            first in ("alpha", "beta") and rest == ["beta", "gamma"]
            for chosen in combinations(range(25), 3)
            if max(b - a for a, b in pairwise(chosen)) <= 9
            for first, *rest in permutations([words[place] for place in chosen])
        )
        assert bool(matcher.find(" ".join(words))) == near, words
        seen.add(near)
    assert seen == {True, False}
