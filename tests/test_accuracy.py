"""The codebook against coders: weights, corrected shares and verdicts, on paper and on average."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hand_coded import coder, corpus_in, who
from invented_coders import invent

from helpers.corpus import ROOT, load_corpus
from helpers.robustness.statements import Finding
from helpers.tables import write_csv
from helpers.validation.accuracy import _resampled, confusions, corrected_shares, scores, side_by_side, validation_of, verdict_of
from helpers.validation.coding_sheet import KEY, body_units, draw
from helpers.validation.scoring import scored
from helpers.validation.validate import read_coders


@pytest.fixture
def corpus(tmp_path):
    return corpus_in(tmp_path)


# --- the codebook against coders


def test_where_everything_was_coded_nothing_is_corrected(corpus):
    coder(corpus, "a", {0, 1, 2, 3, 4, 7})  # the codebook finds 0 to 5
    coding = read_coders(corpus)
    row = scores(corpus, coding).iloc[0]
    assert [row["n_meant"], row["n_found"], row["n_both"], row["precision"], row["recall"]] == [6, 6, 5, 5 / 6, 5 / 6]
    assert row["basis"].endswith("every paragraph coded")
    share = corrected_shares(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert (share["computed"], share["corrected"], share["n_coded"]) == (0.5, 0.5, 12)
    assert np.isnan(share["low"])
    assert share["basis"] == "every paragraph coded"
    beside = side_by_side(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert (beside["n_units"], beside["a"], beside["codebook"]) == (12, 6, 6)
    mistaken = confusions(corpus, coding).iloc[0]
    assert mistaken[["n_false", "forms", "n_missed", "instead"]].tolist() == [1, "adversary 1", 1, "nothing 1"]


def test_ties_are_left_out_of_the_coded_share_and_counted(corpus):
    coder(corpus, "a", {0, 1, 2, 3, 7})
    coder(corpus, "b", {0, 1, 2, 8})  # apart on 3, 7 and 8
    coding = read_coders(corpus)
    share = corrected_shares(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert (share["corrected"], share["n_coded"], share["basis"]) == (3 / 9, 9, "9 coded, 3 ties left out")
    assert scores(corpus, coding).iloc[0]["basis"].endswith("9 coded, 3 ties left out")


def test_a_stratum_that_was_drawn_whole_is_in_every_draw_once():
    own = pd.DataFrame({"stratum": ["whole"] * 3 + ["part"] * 4, "weight": [1.0] * 3 + [2.0] * 4})
    times = _resampled(own, np.random.Generator(np.random.Philox(key=1)))
    assert (times[:3] == 1).all()
    assert (times[3:].sum(axis=0) == 4).all()
    assert (times[3:] != 1).any()


def test_weights_undo_the_design(corpus):
    """Of 6 paragraphs with the frame 3 are drawn, of 6 without 2: two right, one false alarm; one miss stands for three."""
    key = [("P1", 0, "r", 6, 3), ("P2", 1, "r", 6, 3), ("P3", 2, "r", 6, 3), ("P4", 8, "n", 6, 2), ("P5", 9, "n", 6, 2)]
    table = pd.DataFrame(key, columns=["item", "paragraph", "stratum", "n_stratum", "n_drawn"]).assign(doc_id="story_en")
    write_csv(table[KEY], corpus.folder / "coding" / "key.csv")
    codes = pd.DataFrame({"doc_id": "story_en", "paragraph": [0, 1, 2, 8, 9], "rivalry": [1, 1, 0, 1, 0]})
    write_csv(codes, corpus.folder / "coding" / "coder_a.csv")
    who(corpus, "a")
    coding = read_coders(corpus)
    row = scores(corpus, coding).iloc[0]
    assert not coding.complete
    assert row["precision"] == pytest.approx(4 / 6)  # weight 2 each: 2 right of 3
    assert row["recall"] == pytest.approx(4 / (4 + 3))  # the miss weighs 6/2
    share = corrected_shares(corpus, coding).query("frame == 'rivalry'").iloc[0]
    assert share["basis"] == "not corrected: 5 paragraphs coded"
    rivalry = ("frame", "rivalry")
    finding = Finding("x", "…", "frame_share", rivalry, ("story_en",), ("story_en",), ("frame", ""), "higher", "paragraphs", "")
    said = "in a sample coded by invented coders (a): en 2 of 3 found were meant, of 3 meant"
    assert validation_of(corpus, coding, finding) == f"{said} (weighted by the design: precision 0.67, recall 0.57)"
    assert verdict_of(corpus, coding, finding) == ""


def test_corrected_shares_come_out_right_on_average_and_cover():
    """Invented coders on drawn samples of the sample corpus: the corrected share is on average what they find everywhere."""
    corpus = load_corpus(ROOT / "data" / "sample")
    everywhere = body_units(corpus).assign(item="", stratum="", n_stratum=1, n_drawn=1)
    truth = invent(corpus, everywhere)["invented_a"].replace("", "0").set_index(["doc_id", "paragraph"])["capability"].astype(float)
    misses, covered, n = [], 0, 0
    for seed in range(25):
        key = draw(corpus, per_stratum=5, seed=seed)
        codes = key[["doc_id", "paragraph"]].assign(frame="capability", coder="a")
        codes["code"] = truth.loc[list(zip(key["doc_id"], key["paragraph"], strict=True))].to_numpy()
        coding = type(read_coders(corpus))(codes, body_units(corpus).merge(key, on=["doc_id", "paragraph"]), False)
        share = corrected_shares(corpus, coding, by="source").query("frame == 'capability' and source == 'Lighthouse'").iloc[0]
        own = truth[[doc_id.startswith("lighthouse") for doc_id, _ in truth.index]].mean()
        misses.append(share["corrected"] - own)
        if share["low"] == share["low"]:
            covered, n = covered + (share["low"] <= own <= share["high"]), n + 1
    assert abs(np.mean(misses)) < 0.02
    assert n >= 15
    assert covered / n >= 0.75


@pytest.mark.parametrize(
    ("positive", "against", "says", "verdict"),
    [
        ({0, 1}, "elsewhere_en", "by coder a's codes 2 of 12 against 0 of 0: it does not hold", "contradicted"),
        ({0, 1}, "there_en", "by coder a's codes 2 of 12 against 0 of 1: it holds", ""),
        (set(), "there_en", "by coder a's codes 0 of 12 against 0 of 1: it does not hold", "contradicted"),
    ],
)
def test_a_finding_is_said_by_each_coders_codes(corpus, positive, against, says, verdict):
    coder(corpus, "a", positive)
    coding = read_coders(corpus)
    there = coding.codes.head(1).assign(doc_id="there_en", code=0.0)
    coding = coding._replace(codes=pd.concat([coding.codes, there]))
    documents = pd.concat([corpus.documents, corpus.documents.assign(doc_id="there_en"), corpus.documents.assign(doc_id="elsewhere_en")])
    both = replace(corpus, documents=documents)
    rivalry = ("frame", "rivalry")
    finding = Finding("x", "…", "frame_share", rivalry, ("story_en",), (against,), rivalry, "higher", "paragraphs", "")
    kind = "against the codes of invented coders: "
    assert validation_of(both, coding, finding) == kind + says
    assert verdict_of(both, coding, finding) == verdict
    assert validation_of(both, coding, finding._replace(of=("frame", "control"))) == f"{kind}coder a did not code it"
    assert validation_of(both, coding, finding._replace(measure="term_share")) == "not coded: the invented coders judged frames, not words"
    gold = scored(ROOT / "data" / "sample" / "gold" / "fresh_4").set_index("language").loc["en"]
    said = validation_of(both, coding, finding._replace(measure="voice_share"))
    assert said.endswith(f"content and speaker are both found right: en {gold['n_speaker']:.0f} of {gold['n_gold']:.0f}")


def test_one_coder_of_two_disputes_and_both_contradict(corpus):
    coder(corpus, "a", {0, 1})
    coder(corpus, "b", set())
    coding = read_coders(corpus)
    there = pd.DataFrame({"doc_id": "there_en", "paragraph": 0, "frame": "rivalry", "coder": ["a", "b"], "code": 0.0, "language": "en"})
    coding = coding._replace(codes=pd.concat([coding.codes, there]))
    documents = pd.concat([corpus.documents, corpus.documents.assign(doc_id="there_en")])
    both, rivalry = replace(corpus, documents=documents), ("frame", "rivalry")
    finding = Finding("x", "…", "frame_share", rivalry, ("story_en",), ("there_en",), rivalry, "higher", "paragraphs", "")
    assert verdict_of(both, coding, finding) == "disputed"
    assert verdict_of(both, coding, finding._replace(direction="only")) == "disputed"
    assert verdict_of(both, coding, finding._replace(direction="lower")) == "contradicted"
