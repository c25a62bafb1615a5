"""Which articles are of one origin, and what a source was never asked for."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from conftest import PROJECT

from helpers.corpus import load_corpus
from helpers.lineage import lineage, with_lineage
from helpers.stories import coverage
from helpers.tables import CorpusError, read_csv


@pytest.fixture(scope="module")
def sample():
    return load_corpus("data/sample")


def test_lineage_fills_what_the_catalogue_leaves_open_and_nothing_else(tmp_path):
    folder = tmp_path / "corpus"
    shutil.copytree(PROJECT / "data" / "sample" / "raw", folder / "raw")
    catalogue = read_csv(PROJECT / "data" / "sample" / "catalogue.csv")
    asia = catalogue["doc_id"] == "lighthouseasia_en_summit"
    catalogue.loc[asia, ["origin", "cluster_id", "source"]] = ["", "", "Another"]
    catalogue.to_csv(folder / "catalogue.csv", index=False)
    clusters = load_corpus(folder).documents.set_index("doc_id")["cluster_id"]
    assert clusters["lighthouseasia_en_summit"] == clusters["lighthouse_en_summit"]
    catalogue.loc[asia, "cluster_id"] = "mine"
    catalogue.to_csv(folder / "catalogue.csv", index=False)
    assert load_corpus(folder).documents.set_index("doc_id")["cluster_id"]["lighthouseasia_en_summit"] == "mine"


def test_lineage_never_joins_two_events(sample):
    events = sample.documents.set_index("doc_id")["event_id"]
    links = lineage(sample)
    assert len(links) >= 4  # a reprint and three rewrites; two more pairs of one origin have a little less in common than 0.6
    assert (links["doc_a"].map(events) == links["doc_b"].map(events)).all()
    open_all = set(sample.documents["doc_id"])
    filled = with_lineage(sample, open_all)
    assert filled.groupby("cluster_id")["event_id"].nunique().max() == 1


def test_not_collected_is_kept_apart_from_not_covered(sample, tmp_path):
    table = coverage(replace(sample, folder=tmp_path))
    assert set(table["state"]) == {"covered"}  # every source of the sample has every event
    told = "event_id,source,collected\nkarsk_talks,The Harbour,yes\nskarholm_arms,The Harbour,no\n"
    (tmp_path / "coverage.csv").write_text(told, "utf-8")
    table = coverage(replace(sample, folder=tmp_path)).set_index(["event_id", "source"])["state"]
    assert table["karsk_talks", "The Harbour"] == "not covered"
    assert table["skarholm_arms", "The Harbour"] == "not collected"
    (tmp_path / "coverage.csv").write_text("event_id,source,collected\nno_such,The Harbour,yes\n", "utf-8")
    with pytest.raises(CorpusError, match=r"coverage.csv, row 2: the event 'no_such'"):
        coverage(replace(sample, folder=tmp_path))
