"""Findings by hand: counts on paper, each direction, and every bad row named with its remedy."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from test_codebook import codebook

from helpers.codebook import load_codebook
from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.equivalence import corpus_of_texts
from helpers.findings import MARKED, RESULT, STATE, check_findings, findings
from helpers.statements import COLUMNS, read_findings
from helpers.tables import CorpusError, write_csv

TEXTS = [
    ("here", "en", 0, "The adversary spoke."),
    ("here", "en", 1, "An adversary accepts arms limits."),
    ("here", "en", 2, "The weather was fine."),
    ("here", "en", 3, "They are not an adversary."),
    ("there", "en", 0, "An adversary came."),
    ("there", "en", 1, "Nothing else was said."),
    ("there", "en", 2, "Nothing more."),
    ("there", "zh-Hans", 0, "天气很好。"),  # the weather was fine
]
ROW = {
    "finding": "rival", "statement": "Here {counts}, there {reference_counts}: {difference} apart.", "measure": "frame_share",
    "of": "frame=rivalry", "target": "doc_id=here_en", "reference": "doc_id=there_en", "direction": "higher", "unit": "paragraphs",
    "notebook": "03-frames",
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    texts = pd.DataFrame(TEXTS, columns=["story", "language", "paragraph", "text"]).astype({"paragraph": str})
    made = corpus_of_texts(texts, load_codebook(codebook(tmp_path)))
    return replace(made, folder=tmp_path, name="invented")


def having(corpus: Corpus, *changes: dict) -> Corpus:
    write_csv(pd.DataFrame([ROW | change for change in changes], columns=COLUMNS), corpus.folder / "findings.csv")
    return corpus


def test_without_a_file_there_is_an_empty_table_with_its_columns(corpus):
    assert list(findings(corpus).columns) == [*RESULT, *STATE]
    assert findings(corpus).empty
    check_findings(corpus)


def test_the_statement_says_the_counts_that_paper_gives(corpus):
    row = findings(having(corpus, {})).iloc[0]
    assert row["statement"] == "Here 2 of 4, there 1 of 3: 17 points apart."
    assert (row["value"], row["n"], row["holds"]) == (0.5, "2 of 4 against 1 of 3 paragraphs", True)
    assert row["difference"] == pytest.approx(1 / 6)
    assert row["basis"] == "descriptive: 2 articles, 2 clusters"


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({"direction": "lower"}, False),
        ({"direction": "equal"}, False),
        ({"direction": "only"}, False),
        ({"direction": "only", "reference": "language=zh-Hans"}, True),
        ({"direction": "only", "of": "frame=control", "reference": "others"}, True),
        ({"reference": "runner-up"}, True),
        ({"of": "frame=control", "reference": "frame=rivalry", "direction": "lower"}, True),
        ({"measure": "term_share", "of": "term=adversary"}, True),
        ({"measure": "term_share", "of": "term=nothing"}, False),
        ({"measure": "voice_share", "of": "kind=outlet", "direction": "equal"}, True),
        ({"target": "source=here|there;language=en", "reference": "others"}, True),
    ],
)
def test_directions_references_and_measures(corpus, change, holds):
    assert findings(having(corpus, change))["holds"].tolist() == [holds]


def test_a_tie_is_not_higher_and_the_runner_up_is_named_by_its_label(corpus):
    row = findings(having(corpus, {"reference": "runner-up", "target": "doc_id=here_en", "statement": "before {runner_up}"})).iloc[0]
    assert row["statement"] == "before control"


def test_a_finding_that_no_longer_holds_stops_the_notebook_with_one_sentence(corpus):
    with pytest.raises(AssertionError, match=r"'rival' \(lower\) no longer holds: 2 of 4 against 1 of 3 paragraphs; look into"):
        check_findings(having(corpus, {"direction": "lower"}))


def test_in_a_report_it_is_marked_and_nothing_stops(corpus, monkeypatch, capsys):
    monkeypatch.setenv(MARKED, "1")
    check_findings(having(corpus, {"direction": "lower"}))
    assert "'rival' (lower) no longer holds: 2 of 4 against 1 of 3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"finding": ""}, "row 2: the finding or its statement is empty; name it"),
        ({"statement": "Here 2 of 4."}, "a number typed into it; write {value}"),
        ({"statement": "Here {share}."}, "a place {share}; use one of"),
        ({"statement": "Here {value."}, "braces of the statement do not pair; write"),
        ({"measure": "framing"}, "measure 'framing' is unknown; write one of frame_share"),
        ({"of": "frame=rivals"}, "frame 'rivals' is unknown; name one of the codebook's"),
        ({"of": "concept=adversary"}, "'concept=adversary' is nothing that frame_share measures; write frame="),
        ({"direction": "more"}, "direction 'more' is unknown; write one of higher"),
        ({"target": "doc_id=nowhere"}, "no article fits 'doc_id=nowhere'; name one"),
        ({"target": "paper=here"}, "'paper=here' is no filter over documents; write column=value"),
        ({"reference": "language=en"}, "an article stands on both sides of the comparison; narrow"),
        ({"reference": "frame=rivalry"}, "compares a number with itself; name other articles"),
        ({"target": "all", "reference": "others"}, "there is no other article to compare with; name a reference"),
        ({"measure": "term_share", "of": "term=adversary", "reference": "others"}, "across languages; name articles of one language"),
    ],
)
def test_a_bad_row_is_named_with_its_remedy(corpus, change, says):
    with pytest.raises(CorpusError) as error:
        read_findings(having(corpus, change))
    assert says in str(error.value)
    assert "findings.csv, row 2" in str(error.value)


def test_a_name_that_is_taken_names_the_second_row(corpus):
    with pytest.raises(CorpusError, match="row 3: the finding 'rival' stands above already"):
        read_findings(having(corpus, {}, {}))


@pytest.mark.parametrize("name", ["military_ai", "sample"])
def test_the_findings_of_the_repository_can_be_read(name):
    found = findings(load_corpus(ROOT / "data" / name))
    assert len(found) >= 4
    assert not found["statement"].str.contains(r"\bnan\b|{", regex=True).any()
