"""README.md: its findings are those that the data give, and every file that it names is there."""

from __future__ import annotations

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


def test_every_file_that_it_names_is_there():
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(named) > 10
    assert not [name for name in named if not (PROJECT / name).exists()]


def test_the_fields_that_can_be_mapped_are_documented():
    told = (ROOT / "data" / "README.md").read_text("utf-8")
    assert ", ".join(FIELDS) in " ".join(told.split())
