"""Bad codebooks: each fault named with its row and remedy, nothing half-loaded; and doubtful entries reported."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.codebook import load_codebook
from helpers.coding.codebook_check import report_on_codebook
from helpers.corpus import ROOT
from helpers.languages import LANGUAGES
from helpers.segmentation import normalise
from helpers.tables import CorpusError, read_csv, write_csv

FRAMES = [("rivalry", "Rivalry", "…", "security and defense"), ("control", "Control", "…", "security and defense")]
CONCEPTS = [("adversary", "rivalry", "…"), ("limits", "control", "…")]
ENTRIES = [
    ("adversary", "en", "adversar*"), ("adversary", "zh", "对手"), ("adversary", "vi", "đối thủ"),
    ("limits", "en", "arms limits"), ("limits", "zh", "限制军备"), ("limits", "vi", "hạn chế vũ khí"),
]  # fmt: skip


def codebook(folder, entries=(), concepts=(), frames=()):
    """A sound codebook of two concepts, with rows added: the first added entry is row 8, the first added concept row 4."""
    rows = [(*entry, "", "") for entry in [*ENTRIES, *entries]]
    write_csv(pd.DataFrame([*FRAMES, *frames], columns=["frame", "label", "definition", "dimension"]), folder / "frames.csv")
    write_csv(pd.DataFrame([*CONCEPTS, *concepts], columns=["concept", "frame", "definition"]), folder / "concepts.csv")
    write_csv(pd.DataFrame(rows, columns=["concept", "language", "form", "gloss", "note"]), folder / "entries.csv")
    actors = [("china", "China", "state", "china", "China", "中国", "Trung Quốc")]
    write_csv(pd.DataFrame(actors, columns=["actor", "label", "kind", "camp", "en", "zh", "vi"]), folder / "actors.csv")
    return folder


def test_a_sound_codebook_loads_and_reports_nothing(tmp_path):
    folder = codebook(tmp_path)
    matches = load_codebook(folder).matcher("en").find("Adversaries agreed on arms limits")
    assert [match.form for match in matches] == ["adversar*", "arms limits"]
    assert report_on_codebook(folder).empty


@pytest.mark.parametrize(
    ("added", "file", "row", "problem"),
    [
        ({"entries": [("limits", "fr", "désarmement")]}, "entries.csv", 8, "language 'fr' is unknown"),
        ({"entries": [("limits", "en", "")]}, "entries.csv", 8, "no letter or digit"),
        ({"entries": [("limits", "zh", "——！")]}, "entries.csv", 8, "no letter or digit"),
        ({"entries": [("limits", "en", "the")]}, "entries.csv", 8, "is a stopword"),
        ({"entries": [("limits", "zh", "的")]}, "entries.csv", 8, "is a stopword"),
        ({"entries": [("limits", "en", "a*")]}, "entries.csv", 8, "wildcard after fewer than 4 letters"),
        ({"entries": [("limits", "en", "*")]}, "entries.csv", 8, "no letter or digit"),
        ({"entries": [("limits", "en", "Arms-Limits")]}, "entries.csv", 8, "stands in row 5 already"),
        ({"entries": [("limits", "en", "cuts ~ ")]}, "entries.csv", 8, "has an empty part"),
        ({"entries": [("limits", "en", "{cuts|} ~ arms")]}, "entries.csv", 8, "has an empty part"),
        ({"entries": [("limits", "en", "a ~ b ~ c ~ d")]}, "entries.csv", 8, "has 4 parts, not two to 3"),
        ({"entries": [("limits", "en", "the ~ missiles")]}, "entries.csv", 8, "has the part 'the', which is a stopword"),
        ({"entries": [("limits", "en", "{cut*|slash*} ~ arms")]}, "entries.csv", 8, "the part 'cut*', which has a wildcard after"),
        ({"entries": [("limits", "en", "cuts ~ @weapons")]}, "entries.csv", 8, "names the set @weapons, which is not in sets.csv"),
        ({"entries": [("limits", "en", "arms ~ {slash*|cut}"), ("limits", "en", "{cut|Slash*} ~ arms")]}, "entries.csv", 9, "in row 8"),
        ({"entries": [("nowhere", "en", "missiles")]}, "entries.csv", 8, "concept 'nowhere' is unknown"),
        ({"concepts": [("lonely", "", "…")]}, "concepts.csv", 4, "concept 'lonely' has the frame ''"),
        ({"concepts": [("limits", "control", "…")]}, "concepts.csv", 4, "concept 'limits' is taken"),
        ({"frames": [("", "Nameless", "…", "other")]}, "frames.csv", 4, "frame is empty"),
    ],
)
def test_a_fault_is_refused_and_reported_with_row_and_remedy(tmp_path, added, file, row, problem):
    folder = codebook(tmp_path, **added)
    with pytest.raises(CorpusError) as refused:
        load_codebook(folder)
    assert refused.value.file.endswith(file)
    assert refused.value.row == row
    assert problem in str(refused.value)
    report = report_on_codebook(folder)
    faults = report[(report["kind"] == "fault") & (report["file"] == file) & (report["row"] == row)]
    assert faults["problem"].str.contains(problem, regex=False).any()
    assert (report["remedy"] != "").all()


def test_a_fault_does_not_hide_the_next_one(tmp_path):
    report = report_on_codebook(codebook(tmp_path, entries=[("limits", "fr", "x"), ("limits", "en", "the"), ("nowhere", "en", "missiles")]))
    assert report.loc[report["kind"] == "fault", "row"].tolist() == [8, 9, 10]


def test_a_regular_expression_is_literal(tmp_path):
    folder = codebook(tmp_path, entries=[("limits", "en", "(cap|ceil)ing"), ("limits", "en", "ceiling. now")])
    matcher = load_codebook(folder).matcher("en")
    assert not matcher.find("a capping, a ceiling, a ceilings now")
    report = report_on_codebook(folder)
    assert report.loc[report["kind"] == "literal", "row"].tolist() == [8]


def test_a_wildcard_within_a_form_is_reported(tmp_path):
    report = report_on_codebook(codebook(tmp_path, entries=[("limits", "en", "limit* of arms")]))
    assert report[["kind", "row"]].to_numpy().tolist() == [["literal", 8]]


def test_gaps_collisions_and_double_counts(tmp_path):
    entries = [("limits", "en", "adversar*"), ("adversary", "en", "adversary"), ("blocker", "zh", "对手")]
    report = report_on_codebook(codebook(tmp_path, entries=entries, concepts=[("verifying", "control", "…")]))
    assert report.loc[report["kind"] == "gap", "problem"].str.contains("verifying").sum() == 3
    assert report.loc[report["kind"] == "collision", "row"].tolist() == [8, 10]
    assert report.loc[report["kind"] == "double", "row"].tolist() == [9]


def test_a_form_that_never_matches(tmp_path):
    report = report_on_codebook(codebook(tmp_path, entries=[("limits", "zh", "限制。军备")]))  # a sentence ends within it
    assert report[["kind", "row"]].to_numpy().tolist() == [["never matches", 8]]


def test_a_set_that_is_missing_a_form_or_names_itself_is_refused(tmp_path):
    folder = codebook(tmp_path, entries=[("limits", "en", "cuts ~ @arms")])
    columns = ["set", "en", "zh", "vi"]
    for cell, problem in [("arms|@more", "names the set @more"), ("arms|@arms", "names the set @arms"), ("arms||weapons", "empty part")]:
        write_csv(pd.DataFrame([("arms", cell, "军备", "vũ khí")], columns=columns), folder / "sets.csv")
        with pytest.raises(CorpusError, match=f"row 2: the set 'arms' \\(en\\) .*{problem}"):
            load_codebook(folder)
        assert report_on_codebook(folder)["file"].tolist() == ["sets.csv"]
    write_csv(pd.DataFrame([("arms", "arms|weapon*", "军备", "vũ khí")], columns=columns), folder / "sets.csv")
    assert load_codebook(folder).matcher("en").find("It cuts its weapons")[0].form == "cuts ~ @arms"
    assert report_on_codebook(folder).empty


def test_a_missing_file_or_column_is_a_fault(tmp_path):
    folder = codebook(tmp_path)
    (folder / "actors.csv").unlink()
    write_csv(pd.DataFrame({"concept": ["limits"]}), folder / "concepts.csv")
    report = report_on_codebook(folder)
    assert report["file"].tolist() == ["actors.csv", "concepts.csv"]
    assert set(report["kind"]) == {"fault"}


def test_the_projects_codebook_has_nothing_to_report():
    assert report_on_codebook(ROOT / "data" / "codebook").to_dict("records") == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_examples_are_found_and_the_near_misses_are_not(tag):
    """The invented sentences of frames.csv, and those of near_misses.csv: a deed told, and its words in another matter."""
    book = load_codebook(ROOT / "data" / "codebook")
    examples = book.frames[["frame", f"example_{tag}", f"near_miss_{tag}"]].set_axis(["frame", "said", "near"], axis=1)
    deeds = read_csv(ROOT / "tests" / "reference" / "near_misses.csv")
    deeds = deeds[["frame", tag, f"near_{tag}"]].set_axis(["frame", "said", "near"], axis=1)
    for row in pd.concat([examples, deeds]).itertuples():
        found = [book.matcher(tag).find(normalise(text, tag)) for text in (row.said, row.near)]
        said, near = ({book.frame_of.get(match.concept) for match in matches if not match.negated} for matches in found)
        assert row.frame in said, row
        assert row.frame not in near, row
