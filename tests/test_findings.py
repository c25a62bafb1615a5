"""Findings by hand: counts on paper, each direction, and every bad row named with its remedy."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from test_codebook import codebook

from helpers.codebook import load_codebook
from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.equivalence import corpus_of_texts
from helpers.findings import MARKED, NOT_AT_ISSUE, RESULT, STATE, check_findings, equivalence_of, findings, tally
from helpers.robustness.statements import COLUMNS, basis, read_findings
from helpers.tables import CorpusError, write_csv
from helpers.validation.held_out import agreed, held_out_line, held_out_scores

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


def test_the_tally_names_what_is_turned_and_what_few_specifications_support():
    stated = ["A leads: 3 of 4.", "B leads.", "C: 1.", "D: 2."]
    found = pd.DataFrame({"statement": stated, "holds": [True, True, True, False], "supported": [0.4, 0.5, 1, float("nan")]})
    said = tally(found.assign(verdict=["", "contradicted", "disputed", ""]))
    assert said == (
        "Counted with the codebook, 3 of 4 findings hold. Every coder's codes turn “B leads”. Some coders' codes turn “C”. "
        "Fewer than half of the ways to count support “A leads”. Other ways to count are not yet computed for 1."
    )


def test_one_language_is_not_at_issue_but_a_machines_wording_is_named(corpus):
    (finding,) = read_findings(having(corpus, {}))
    assert equivalence_of(corpus, finding) == NOT_AT_ISSUE
    status = corpus.documents["doc_id"].map({"here_en": "machine-translated"}).fillna("")
    machine = corpus.documents.assign(translation=status)
    assert equivalence_of(replace(corpus, documents=machine), finding) == f"{NOT_AT_ISSUE}; machine-translated: here (en)"


def test_equivalence_is_counted_in_the_held_out_stories():
    corpus = load_corpus(ROOT / "data" / "military_ai")
    finding = next(finding for finding in read_findings(corpus) if finding.finding == "rfi_partnership")
    table = agreed(corpus.codebook)
    row = table[(table["code"] == "power_partnership") & table["languages"].str.match("en–zh")].iloc[0]
    said = equivalence_of(corpus, finding)
    assert f"in invented stories held out from the codebook: en and zh: of {row['n_any']} paragraphs" in said
    assert f"coded in either language, {row['n_all']} in both (kappa {row['kappa']:.2f}" in said
    assert row["n_units"] == 207
    assert "%" not in said


def test_held_out_scores_are_given_only_for_a_codebook_with_those_frames(tmp_path):
    table = held_out_scores(load_codebook(ROOT / "data" / "codebook")).set_index("language")
    assert table["n_meant"].nunique() == 1
    assert (table["precision"] == table["n_both"] / table["n_found"]).all()
    other = load_codebook(codebook(tmp_path))
    assert held_out_scores(other).empty
    assert held_out_line(other) == "No held-out stories test this codebook's frames."


def test_within_the_same_articles_there_is_no_interval(corpus):
    (finding,) = read_findings(having(corpus, {"of": "frame=control", "reference": "frame=rivalry", "target": "all"}))
    many = corpus.documents["doc_id"]
    assert basis(corpus, finding).startswith("descriptive")
    more = pd.concat([corpus.documents.assign(cluster_id=[f"{n} {name}" for name in many]) for n in range(20)])
    assert basis(replace(corpus, documents=more), finding).endswith("; no interval for comparisons within the same articles")


@pytest.mark.parametrize("name", ["military_ai", "sample"])
def test_the_findings_of_the_repository_can_be_read(name):
    found = findings(load_corpus(ROOT / "data" / name))
    assert len(found) >= 4
    assert not found["statement"].str.contains(r"\bnan\b|{", regex=True).any()
