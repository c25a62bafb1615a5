"""Stories: what survives translation, alignment, changes, lineage and coverage, on edits made by machine and by hand, and on bad input."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from conftest import PROJECT

from helpers.codebook import load_codebook
from helpers.corpus import load_corpus
from helpers.equivalence import corpus_of_texts
from helpers.plots.stories import two_columns
from helpers.stories import as_known, chosen, compare, directed, placed, story_pairs, told_by_one
from helpers.story.alignment import compared, in_one_tongue, merged, sides
from helpers.story.boxes import drawn
from helpers.story.differences import KINDS
from helpers.story.scoring import detectors, edited_pairs, score_alignment, score_edits, score_propositions, unedited
from helpers.tables import CorpusError, read_csv

GOLD = PROJECT / "data" / "sample" / "gold"
BOOK = load_codebook(PROJECT / "data" / "codebook")
TEXTS = read_csv(PROJECT / "data" / "sample" / "translations" / "stories.csv")


@pytest.fixture(scope="module")
def sample():
    return load_corpus("data/sample")


@pytest.fixture(scope="module")
def translated():
    return corpus_of_texts(TEXTS, BOOK)


def test_unedited_translations_align_and_hardly_alarm(translated):
    right, alarms = unedited(translated)
    assert right["n_known"].sum() == 12 * 6 * 4
    assert right["n_right"].sum() == right["n_found"].sum()
    assert right["n_right"].sum() == 284  # two pairs of paragraphs, read either way, share no item; version 3.1 of the codebook joined one
    assert alarms["n_alarms"].sum() < 75  # in 288 pairs of paragraphs, of all kinds together; measured: 61


def test_no_paragraphs_are_linked_without_evidence(sample, translated):
    """Unrelated paragraphs that stand alone between linked ones have the same place, and nothing else, in common."""
    for corpus in (sample, translated):
        for pair in story_pairs(corpus)[["doc_a", "doc_b"]].itertuples(index=False):
            links = compare(corpus, *pair).alignment
            assert links["evidence"].map(len).gt(0).all(), pair
            assert links["score"].gt(0).all(), pair


@pytest.mark.parametrize("pair", [("en", "zh-Hans"), ("en", "vi"), ("zh-Hans", "vi"), ("vi", "en"), ("zh-Hans", "en"), ("vi", "zh-Hans")])
def test_edits_made_by_machine_are_found_in_every_pair_of_languages(pair):
    """In one translation of budget_night: the last paragraph first, the second dropped, 900 million are 700."""
    source, target = pair
    story = TEXTS[TEXTS["story"] == "budget_night"]
    edited = story[(story["language"] == target) & (story["paragraph"] != "1")]
    order = {"3": "0", "0": "1", "2": "2"}
    text = edited["text"].str.replace("900", "700").str.replace("九亿", "七亿")
    edited = edited.assign(paragraph=edited["paragraph"].map(order), text=text)
    corpus = corpus_of_texts(pd.concat([story[story["language"] == source], edited]), BOOK)
    changes = compare(corpus, f"budget_night_{source}", f"budget_night_{target}").changes
    found = {(kind, place) for kind, place in zip(changes["kind"], changes["paragraph_a"], strict=True) if not pd.isna(place)}
    assert ("number changed", 0) in found
    assert ("lead moved", 3) in found
    assert ("paragraph dropped", 1) in found
    assert "900000000 → 700000000" in set(changes["what"])


def test_the_open_half_of_the_known_edits(sample):
    scores, each = score_edits(sample, read_csv(GOLD / "edits.csv"))
    recall = scores.set_index("kind")["recall"]
    assert len(each) == 34
    for kind in ("number changed", "paragraph dropped", "hedge removed", "scare quote dropped"):
        assert recall[kind] == 1, kind
    assert recall["verb strengthened"] >= 2 / 3
    assert scores["n_alarms"].le(scores["n_changes"]).all()


@pytest.mark.skipif(not (GOLD / "fresh_edits").is_dir(), reason="the second half of the known edits is not there")
def test_the_unopened_half_of_the_known_edits():
    corpus, documents, edits, links = edited_pairs(GOLD / "fresh_edits", BOOK)
    scores, each = score_edits(corpus, edits)
    aligned = score_alignment(corpus, documents, links).iloc[-1]
    recall = scores.set_index("kind")["recall"]
    assert scores["n_edits"].sum() == len(edits) == 56
    # floors under what was measured when the rules were done: 43 of 56; links 0.95 and 0.90
    assert each["found"].mean() >= 0.7
    assert recall["number changed"] == recall["hedge removed"] == 1
    assert aligned["precision"] >= 0.9
    assert aligned["recall"] >= 0.85


def test_every_kind_that_is_scored_is_looked_for_by_its_name():
    assert detectors("number changed") == ("number changed",)
    assert detectors("name altered") == ()
    assert detectors("hedge removed") == ("hedge removed",)


def test_an_article_twice_and_two_events_on_purpose(sample):
    twice = compare(sample, "lighthouse_en_arms", "lighthouse_en_arms")
    assert twice.in_common > 0.99
    assert twice.changes.empty
    apart = compare(sample, "lighthouse_en_summit", "bensong_vi_arms")
    assert "little in common" in apart.verdict
    assert f"{apart.in_common:.2f}" in apart.verdict


def test_pairs_of_different_events_have_less_in_common_than_pairs_of_one_origin(sample):
    clusters = sample.documents.set_index("doc_id")["cluster_id"]
    pairs = story_pairs(sample)
    one = pairs[[clusters[a] == clusters[b] and "brief" not in a + b for a, b in zip(pairs["doc_a"], pairs["doc_b"], strict=True)]]
    assert one["in_common"].min() > 0.5
    for doc_a, doc_b in (("lighthouse_en_summit", "lighthouse_en_arms"), ("bensong_vi_arms", "morningbridge_zh_talks")):
        assert compare(sample, doc_a, doc_b).in_common < 0.2


def test_a_corpus_without_a_pair_shows_an_empty_story(sample):
    alone = replace(sample, documents=sample.documents[sample.documents["doc_id"] == "lighthouse_en_arms"])
    story = chosen(alone)
    assert story.verdict == "no event of this corpus has two articles"
    assert story.changes.empty
    assert told_by_one(alone, story).empty
    boxes, links = drawn(alone, story)
    assert boxes.empty
    assert two_columns(boxes, links, ("–", "–")).axes


def test_two_languages_without_a_concept_in_common(sample):
    bare = replace(sample, mentions=sample.mentions[:0], facts=sample.facts[sample.facts["kind"].isin(["print", "sketch"])])
    story = compare(bare, "lighthouse_en_arms", "morningbridge_zh_arms")
    assert story.alignment.empty
    assert "little in common" in story.verdict
    assert set(story.changes["kind"]) == {"paragraph dropped", "paragraph added"}


def test_an_article_that_is_not_there_is_named(sample):
    with pytest.raises(CorpusError, match="there is no article 'nowhere'"):
        compare(sample, "nowhere", "lighthouse_en_arms")


def test_comparing_the_other_way_round_finds_the_same_links(sample):
    one = compare(sample, "lighthouse_en_arms", "bensong_vi_arms").alignment[["paragraph_a", "paragraph_b"]]
    other = compare(sample, "bensong_vi_arms", "lighthouse_en_arms").alignment[["paragraph_b", "paragraph_a"]]
    assert set(one.itertuples(index=False, name=None)) == set(other.itertuples(index=False, name=None))


def test_dropped_is_said_only_where_the_catalogue_knows_the_direction(sample):
    a, b = story_pairs(sample)[["doc_a", "doc_b"]].iloc[0]

    def at(first: str, second: str):
        published = sample.documents["doc_id"].map({a: first, b: second}).fillna("")
        return replace(sample, documents=sample.documents.assign(published=published))

    story = compare(sample, a, b)
    dates = [("2024-02", "2024-03-01"), ("2024-02", "2024-02-03"), ("", "2024-02"), ("2024-03", "2024-02")]
    assert [directed(at(*pair), story) for pair in dates] == [True, False, False, False]
    assert as_known(at("2024-02-01", "2024-02-03"), story) is story
    kinds = pd.DataFrame({"kind": KINDS, "what": ["from place 3 to the first", *["1 → 0"] * (len(KINDS) - 1)]})
    neutral = as_known(at("", ""), replace(story, changes=kinds)).changes
    assert not neutral["kind"].str.contains("dropped|added|removed|missing|strengthened|weakened|shortened|lengthened|changed|moved").any()
    assert list(neutral["what"][:2]) == ["place 3 in A, the first in B", "1 in A, 0 in B"]


def test_no_paragraph_has_more_than_two_partners(sample):
    for doc_a, doc_b in (("lighthouse_en_summit", "bensong_vi_summit"), ("morningbridge_zh_talks", "quillport_en_talks")):
        both = compared(*in_one_tongue(*(sides(sample, [doc_a, doc_b])[name] for name in (doc_a, doc_b))))
        links = pd.DataFrame(merged([(0, 0)], both), columns=["a", "b"])
        assert links.groupby("a").size().max() <= 2
        assert links.groupby("b").size().max() <= 2


def test_agreement_with_propositions_stands_beside_chance():
    one, two = (SimpleNamespace(numbers=(0, 1, 2, 3)) for _ in "ab")
    links = pd.DataFrame({"paragraph_a": [0, 1, 2], "paragraph_b": [0, 1, 3]})
    changes = pd.DataFrame({"paragraph_a": pd.array([0, 1, 2], "Int64"), "paragraph_b": pd.array([0, 1, pd.NA], "Int64")})
    said = [("0", "0", "kept"), ("1", "1", "altered"), ("2", "2", "altered"), ("3", "", "dropped"), ("", "1", "added")]
    known = pd.DataFrame(said, columns=["paragraph_a", "paragraph_b", "state"])
    table = score_propositions(SimpleNamespace(a=one, b=two, alignment=links, changes=changes), known)
    assert table["n_right"].tolist() == [2, 2, 3]
    assert table["n_by_chance"].tolist() == [3 * 3 / 16, 3 * 3 / 16, 4 * 4 / 5]
    empty = score_propositions(SimpleNamespace(a=one, b=two, alignment=links[:0], changes=changes[:0]), known[:0])
    assert empty["n_right"].tolist() == [0, 0, 0]


def test_readers_count_the_paragraphs_of_the_body_from_one(sample):
    story = chosen(sample)
    links, (boxes, _) = placed(story, story.alignment), drawn(sample, story)
    assert links["paragraph_a"].tolist() == [story.a.numbers.index(n) + 1 for n in story.alignment["paragraph_a"]]
    assert boxes.iloc[0]["label"].startswith("¶ 1,")


def test_dates_are_shown_as_a_reader_says_them(sample):
    pairs = story_pairs(sample)
    shown = [compare(sample, a, b) for a, b in zip(pairs["doc_a"], pairs["doc_b"], strict=True)]
    changes = pd.concat([story.changes for story in shown])
    alone = pd.concat([told_by_one(sample, story) for story in shown])
    dates = [*changes.loc[changes["kind"].str.startswith("date "), "what"], *alone.loc[alone["kind"] == "date", "value"]]
    assert dates
    assert not [date for date in dates if re.search(r"--|-W-|\d-\d", date)]
