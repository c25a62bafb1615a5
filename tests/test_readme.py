"""README.md: its findings are those that the data give, and every file that it names is there."""

from __future__ import annotations

import json
import re

from conftest import PROJECT

from helpers import load_corpus
from helpers.corpus import ROOT
from helpers.reading.tables import FIELDS
from helpers.reporting.readme import END, START, with_findings

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


def test_every_file_that_it_names_is_there():
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(named) > 10
    assert not [name for name in named if not (PROJECT / name).exists()]


def test_the_fields_that_can_be_mapped_are_documented():
    told = (ROOT / "data" / "README.md").read_text("utf-8")
    assert ", ".join(FIELDS) in " ".join(told.split())
