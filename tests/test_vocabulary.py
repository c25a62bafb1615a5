"""The concepts of groups over time, and what the notebook on terms asks of `helpers.vocabulary`."""

import dataclasses

import pytest

from helpers import load_corpus
from helpers.vocabulary import concepts_over_time, glossary


@pytest.fixture(scope="module")
def sample():
    return load_corpus("data/sample")


def test_concepts_over_time_conserve_the_paragraphs_of_their_groups(sample):
    table = concepts_over_time(sample)
    known = sample.documents["published_precision"].isin(["day", "minute", "second"]) | (sample.documents["event_date"] != "")
    units = table.drop_duplicates(["group", "date", "dated"])["n_units"].sum()
    assert units == sample.documents.loc[known, "n_paragraphs"].sum() > 0
    assert table["share"].between(0, 1).all()
    assert (table["n_paragraphs"] <= table["n_units"]).all()


def test_many_days_become_months(sample):
    months = concepts_over_time(sample, most=3)
    assert months["date"].str.endswith("-01").all()
    assert months.groupby("concept")["n_units"].sum().nunique() == 1


def test_fewer_than_three_dates_draw_nothing(sample):
    none = sample.documents.assign(published="", published_precision="unknown", event_date="2024-05-01")
    assert concepts_over_time(dataclasses.replace(sample, documents=none)).empty


def test_an_article_without_a_date_has_no_row(sample):
    first = sample.documents["doc_id"] == sample.documents["doc_id"].iloc[0]
    undated = sample.documents.assign(published_precision=sample.documents["published_precision"].mask(first, "unknown"))
    undated["event_date"] = undated["event_date"].mask(first, "")
    table = concepts_over_time(dataclasses.replace(sample, documents=undated))
    units = table.drop_duplicates(["group", "date", "dated"])["n_units"].sum()
    assert units == sample.documents.loc[~first, "n_paragraphs"].sum()


def test_a_form_that_names_two_actors_is_glossed_with_both(sample):
    glosses = glossary(sample.codebook)
    assert glosses["zh", "俄中"] == glosses["zh", "中俄"] == "China and Russia"
    assert glosses["zh", "中国"] == "China"
