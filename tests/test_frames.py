"""Frames by hand: a tiny invented corpus whose every count can be checked on paper."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from test_codebook import codebook

from helpers.codebook import load_codebook
from helpers.coding.codebook_use import concept_hits, form_influence
from helpers.comparability import labelled
from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.equivalence import corpus_of_texts, kappa_of, score_codes
from helpers.frames import (
    actors_by_frame,
    body_places,
    cooccurrence,
    equivalence,
    evidence,
    evoked,
    frame_estimates,
    frame_shares,
    frames_along,
    sensitivity,
)
from helpers.tables import CorpusError
from helpers.voice_shares import frames_by_voice

TEXTS = [
    ("talks", "en", 0, "The adversary spoke. China listened."),
    ("talks", "en", 1, "They are not an adversary."),
    ("talks", "en", 2, "An adversary accepts arms limits. Nothing else. Nothing more."),
    ("talks", "en", 3, "The weather was fine."),
    ("talks", "en", 4, "The forms adversary-in-chief and adversary differ."),
    ("talks", "en", 5, "A last word."),
    ("talks", "zh-Hans", 0, "对手发言，中国倾听。"),  # the adversary spoke, China listened
    ("talks", "zh-Hans", 1, "天气很好。"),  # the weather was fine
]


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    book = load_codebook(codebook(tmp_path, entries=[("blocker", "en", "adversary in chief")]))
    return corpus_of_texts(pd.DataFrame(TEXTS, columns=["story", "language", "paragraph", "text"]).astype({"paragraph": str}), book)


def test_negated_and_hidden_mentions_evoke_nothing(corpus):
    english = evoked(corpus).query("doc_id == 'talks_en'")
    assert english[["paragraph", "frame"]].to_numpy().tolist() == [[0, "rivalry"], [2, "control"], [2, "rivalry"], [4, "rivalry"]]
    assert english.query("paragraph == 4")["n_mentions"].tolist() == [1]  # the one in the longer form is hidden


def test_shares_are_counted_over_all_body_paragraphs_or_sentences(corpus):
    shares = frame_shares(corpus).set_index(["doc_id", "frame"])
    assert shares.loc[("talks_en", "rivalry"), ["n_evoked", "n_units"]].tolist() == [3, 6]
    assert shares.loc[("talks_zh-Hans", "control"), ["n_evoked", "n_units", "share"]].tolist() == [0, 2, 0.0]
    sentences = frame_shares(corpus, unit="sentence").set_index(["doc_id", "frame"])
    assert sentences.loc[("talks_en", "rivalry"), ["n_evoked", "n_units"]].tolist() == [3, 9]


def test_choices_of_a_share(corpus):
    def n_evoked(frame="rivalry", article="talks_en", **choices):
        return frame_shares(corpus, **choices).set_index(["doc_id", "frame"]).loc[(article, frame), "n_evoked"]

    assert n_evoked() == 3
    assert n_evoked(negated="in") == 4
    assert n_evoked(shadowed="in") == 3  # what a blocker hides stays hidden
    assert n_evoked(codebook="core") == 0  # no entry of this codebook is marked
    marked = corpus.codebook.entries.assign(core=["yes", *corpus.codebook.entries["core"][1:]])
    core = replace(corpus, codebook=replace(corpus.codebook, entries=marked))
    assert frame_shares(core, codebook="core").groupby(["doc_id", "frame"])["n_evoked"].sum()[("talks_en", "rivalry")] == 3
    with pytest.raises(ValueError, match="voice is 'nobody'; choose all or outlet"):
        frame_shares(corpus, voice="nobody")


def test_the_outlet_has_its_own_denominator_and_reprints_go(corpus):
    voices = corpus.voices.assign(kind=["outlet", *["direct"] * (len(corpus.voices) - 1)])
    own = frame_shares(replace(corpus, voices=voices), voice="outlet", by="language").set_index(["language", "frame"])
    assert own.loc[("en", "rivalry"), "n_units"] == 1
    twice = pd.concat([corpus.documents, corpus.documents.assign(doc_id=corpus.documents["doc_id"] + "_again")], ignore_index=True)
    doubled = replace(corpus, documents=twice)
    assert frame_shares(doubled, by="language")["n_documents"].tolist() == [2] * 4
    assert frame_shares(doubled, by="language", duplicates="out")["n_documents"].tolist() == [1] * 4


def test_a_title_is_not_body(corpus):
    paragraphs = corpus.paragraphs.assign(role=["title", *corpus.paragraphs["role"][1:]])
    without = replace(corpus, paragraphs=paragraphs)
    assert evoked(without).query("doc_id == 'talks_en'")["paragraph"].tolist() == [2, 2, 4]


def test_estimates_agree_with_shares_and_say_what_they_rest_on(corpus):
    estimates = frame_estimates(corpus, by="language")
    shares = frame_shares(corpus, by="language")
    both = estimates.merge(shares, on=["language", "frame"], suffixes=("", "_plain"))
    assert (both["share"] == both["share_plain"]).all()
    assert len(both) == len(estimates) == 4
    assert estimates["basis"].unique().tolist() == ["descriptive: 1 article, 1 cluster"]
    assert estimates["low"].isna().all()


def test_articles_of_one_cluster_are_one_piece_of_evidence():
    corpus = load_corpus(ROOT / "data" / "military_ai")
    estimates = frame_estimates(replace(corpus, documents=corpus.documents.assign(all="all")), by="all")
    assert estimates["basis"].unique().tolist() == ["descriptive: 4 articles, 3 clusters"]


def test_the_lead_is_the_first_fifth_rounded_up(corpus):
    places = body_places(corpus).query("doc_id == 'talks_en'")
    assert places["position"].tolist() == ["lead", "lead", "tail", "tail", "tail", "tail"]
    shares = frame_estimates(corpus, by="doc_id", position=True).set_index(["doc_id", "position", "frame"])
    assert shares.loc[("talks_en", "lead", "rivalry"), ["n_evoked", "n_units"]].tolist() == [1, 2]
    assert shares.loc[("talks_en", "tail", "rivalry"), ["n_evoked", "n_units"]].tolist() == [2, 4]


def test_sensitivity_counts_what_is_only_denied(corpus):
    table = sensitivity(corpus, by="doc_id").set_index(["doc_id", "frame"])
    assert table.loc[("talks_en", "rivalry"), ["paragraphs", "sentences", "n_negated_only"]].tolist() == ["3 of 6", "3 of 9", 1]


def test_company_of_frames(corpus):
    pairs = cooccurrence(corpus).set_index(["frame_a", "frame_b"])
    pair = pairs.loc[("control", "rivalry")]
    assert pair[["n_both", "n_a", "n_b", "n_units"]].tolist() == [1, 1, 4, 8]
    assert pair["expected"] == pytest.approx(3 * 1 / 6)  # in English; there is no control in the Chinese article
    assert pair["jaccard"] == pytest.approx(1 / 4)


def test_actors_meet_frames_in_a_paragraph(corpus):
    table = actors_by_frame(corpus)[["actor", "frame", "n_both", "n_actor", "n_frame", "n_documents"]]
    assert table.to_numpy().tolist() == [["china", "rivalry", 2, 2, 4, 2]]


def test_evidence_opens_the_cell_that_shares_count(corpus):
    forms = evidence(corpus, "talks_en", "rivalry", by="doc_id")
    assert forms["left_out"].tolist() == ["", "negated", "", "", "within adversary in chief"]
    assert forms.loc[forms["left_out"] == "", "paragraph"].nunique() == 3
    along = frames_along(corpus)
    assert len(along) == 8 * 2
    assert along["n_mentions"].sum() == evoked(corpus)["n_mentions"].sum()


def test_evidence_says_the_sentences_where_text_is_asked_for(corpus):
    with pytest.raises(CorpusError, match="text=True"):
        evidence(corpus, "talks_en", "rivalry", by="doc_id", text=True)
    told = pd.DataFrame(TEXTS, columns=["story", "language", "paragraph", "text"])
    told = told.assign(doc_id=told["story"] + "_" + told["language"])[["doc_id", "paragraph", "text"]]
    whole = replace(corpus, paragraphs=corpus.paragraphs.merge(told, on=["doc_id", "paragraph"]))
    said = evidence(whole, "talks_en", "rivalry", by="doc_id", text=True)["said"].tolist()
    assert said[:3] == ["The adversary spoke.", "They are not an adversary.", "An adversary accepts arms limits."]


@pytest.mark.parametrize("name", ["military_ai", "sample"])
def test_every_cell_of_a_corpus_opens_into_as_many_paragraphs(name):
    corpus = load_corpus(ROOT / "data" / name)
    for group, frame, n_evoked in frame_shares(corpus)[["doc_id", "frame", "n_evoked"]].itertuples(index=False):
        forms = evidence(corpus, group, frame, by="doc_id")
        assert forms.loc[forms["left_out"] == "", "paragraph"].nunique() == n_evoked


def test_hits_gaps_and_influence(corpus):
    hits = concept_hits(corpus).set_index(["concept", "language"])
    assert hits.loc[("adversary", "en"), ["n_hits", "n_negated", "n_shadowed", "n_paragraphs", "n_lost"]].tolist() == [3, 1, 1, 3, 3]
    assert hits.loc[("limits", "zh"), "gap"] == "never found"
    forms = form_influence(corpus)
    assert forms.loc[0, ["form", "n_paragraphs", "n_lost", "n_frame"]].tolist() == ["adversar*", 3, 3, 3]


def parallel(tmp_path, n_stories: int, missing: int) -> pd.DataFrame:
    """`n_stories` of two paragraphs in three languages: the first evokes rivalry, but not in Vietnamese in `missing` of them."""
    rival = {"en": "An adversary.", "zh-Hans": "一个对手。", "vi": "Một đối thủ."}
    other = {"en": "A day.", "zh-Hans": "一天。", "vi": "Một ngày."}
    rows = []
    for story in range(n_stories):
        for language in rival:
            first = other if language == "vi" and story < missing else rival
            rows += [(f"s{story:02}", language, "0", first[language]), (f"s{story:02}", language, "1", other[language])]
    texts = pd.DataFrame(rows, columns=["story", "language", "paragraph", "text"])
    return equivalence(corpus_of_texts(texts, load_codebook(codebook(tmp_path))))


def test_equivalence_by_hand(tmp_path):
    table = parallel(tmp_path, 20, missing=5).query("kind == 'frame' and unit == 'paragraph'").set_index(["code", "languages"])
    row = table.loc[("rivalry", "en–vi")]
    assert row[["n_units", "n_stories", "n_all", "n_any"]].tolist() == [40, 20, 15, 20]
    assert row["prevalence"] == pytest.approx((20 + 15) / 80)
    assert row["bias"] == pytest.approx(5 / 40)
    chance = 0.5 * 0.375 + 0.5 * 0.625
    assert row["kappa"] == pytest.approx((35 / 40 - chance) / (1 - chance))
    assert table.loc[("rivalry", "en–zh-Hans"), "kappa"] == 1
    assert math.isnan(table.loc[("control", "all"), "kappa"])
    assert table.loc[("control", "all"), "basis"].startswith("not estimable, 0 positive")


def test_under_ten_positives_nothing_is_estimated(tmp_path):
    for n_stories, estimable in ((9, False), (10, True)):
        table = parallel(tmp_path, n_stories, missing=0).query("code == 'rivalry' and unit == 'paragraph'")
        assert table["kappa"].notna().all() == estimable


def test_unequal_paragraphs_are_compared_as_documents_and_rivals_not_at_all(corpus):
    table = equivalence(corpus)  # six paragraphs in English, two in Chinese
    assert set(table["unit"]) == {"document"}
    assert table.query("code == 'rivalry'")["n_all"].tolist() == [1]
    doubled = pd.concat([corpus.documents, corpus.documents.assign(doc_id=lambda rows: rows["doc_id"] + "_again")])
    assert equivalence(replace(corpus, documents=doubled)).empty


def test_fleiss_kappa_of_three_columns():
    coded = np.array([[1, 1, 1]] * 4 + [[1, 1, 0]] * 2 + [[0, 0, 0]] * 4) == 1
    p, share = (8 * 3 + 2 * 1) / 30, 16 / 30
    chance = share**2 + (1 - share) ** 2
    assert kappa_of(coded) == pytest.approx((p - chance) / (1 - chance))


def test_scores_by_hand():
    units = pd.DataFrame({"story": ["a"] * 4, "language": ["en"] * 4, "paragraph": [0, 1, 2, 3]})
    found = units.head(3).assign(code="rivalry")
    meant = units.tail(3).assign(code="rivalry")
    row = score_codes(found, meant, units).iloc[0]
    assert row[["n_units", "n_meant", "n_found", "n_both"]].tolist() == [4, 3, 3, 2]
    assert row[["precision", "recall", "f1"]].tolist() == pytest.approx([2 / 3] * 3)


def test_labels_are_of_one_kind():
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "source": ["A", "B", "B"], "language": ["en", "en", "en"]})
    assert labelled(documents)["label"].tolist() == ["a", "b", "c"]
    assert labelled(documents.iloc[:2])["label"].tolist() == ["A (en)", "B (en)"]
    told = labelled(documents.assign(event_id=["x", "sea_talks", "summit"]))
    assert told["label"].tolist() == ["A (en)", "B (en), sea talks", "B (en), summit"]


def test_frames_by_voice_of_articles_add_up_to_those_of_sources():
    sample = load_corpus(ROOT / "data" / "sample")
    by_article, by_source = (frames_by_voice(sample, by=by)["n_evoked"].sum() for by in ("doc_id", "source"))
    assert by_article == by_source > 0
