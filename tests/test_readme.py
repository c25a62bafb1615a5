"""README.md: its findings are those that the data give, and every file that it names is there."""

from __future__ import annotations

import json
import re

from conftest import PROJECT

from helpers import load_corpus
from helpers.corpus import ROOT
from helpers.reading.tables import FIELDS
from helpers.reporting.readme import END, START, with_findings
from helpers.tables import read_csv
from helpers.validation.held_out import FOLDER

README = (PROJECT / "README.md").read_text("utf-8")


def test_the_findings_are_those_of_the_data():
    assert README.count(START) == README.count(END) == 1
    assert with_findings(README, load_corpus(PROJECT / "data" / "military_ai")) == README, "run make rerun"


def test_the_costs_are_those_that_08_prints():
    cells = json.loads((PROJECT / "notebooks" / "08-scale.ipynb").read_text("utf-8"))["cells"]
    printed = [output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output]
    answers = ["".join(data["text/plain"]).splitlines() for data in printed if 'class="answer"' in "".join(data.get("text/html", ""))]
    told = README.partition("<!-- costs: as 08-scale prints them -->")[2].partition("##")[0]
    assert len(answers) == 2
    assert [f"- {line}" for lines in answers for line in lines] == told.split("\n")[1:-2], "copy what 08-scale prints"


def test_what_the_codebook_reaches_is_what_was_recorded():
    said = []
    for name in ("scored_unseen", "scored_news"):
        rows = read_csv(FOLDER / f"{name}.csv").query("version == '7'").astype(dict.fromkeys(("n_meant", "n_found", "n_both"), int))
        sums = rows.groupby("language")[["n_meant", "n_found", "n_both"]].sum()
        said.append((2 * sums["n_both"] / (sums["n_meant"] + sums["n_found"])).map("{:.2f}".format))
    stories, news = said
    told = f"of {stories['en']} in English, {stories['zh']} in Chinese and {stories['vi']} in Vietnamese, in reworded news"
    assert f"{told} {news['en']}, {news['zh']} and {news['vi']};" in " ".join(README.split())


def test_every_file_that_it_names_is_there():
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(named) > 10
    assert not [name for name in named if not (PROJECT / name).exists()]


def test_the_fields_that_can_be_mapped_are_documented():
    told = (ROOT / "data" / "README.md").read_text("utf-8")
    assert ", ".join(FIELDS) in " ".join(told.split())
