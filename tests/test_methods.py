"""The pages that a report makes from the run itself: methods and data, the first page; and what a figure or table is cited as."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import nbformat
import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import PROJECT

from helpers import load_corpus
from helpers.comparability import labelled
from helpers.findings import NOT_AT_ISSUE, findings
from helpers.reporting.facts import codebook_facts, not_counted, read_by, tools
from helpers.reporting.front import Entry, Front, Point, front_body, front_of
from helpers.reporting.measures import measures, measures_in
from helpers.reporting.methods import methods, paragraph
from helpers.reporting.page import Body, Place, body_of
from helpers.validation.held_out import held_out_scores

SAMPLE = PROJECT / "data" / "sample"
NOTHING = pd.DataFrame(columns=["statement", "basis", "holds"])


@pytest.fixture(scope="module")
def sample():
    return load_corpus(SAMPLE)


def without(corpus, doc_id: str):
    """The corpus as if one article were not there."""
    tables = ("documents", "paragraphs", "terms", "mentions", "voices")
    kept = {name: table[table["doc_id"] != doc_id] for name, table in ((name, getattr(corpus, name)) for name in tables)}
    return replace(corpus, **kept)


def page_of(corpus, **given) -> BeautifulSoup:
    arguments = {"executed": {}, "failures": {}, "text": False, "tables": [], "figures": []} | given
    return BeautifulSoup(body_of(methods(corpus, SAMPLE, **arguments), "methods.html", PROJECT).content, "html.parser")


def test_every_number_of_the_paragraph_follows_the_corpus(sample):
    whole = paragraph(sample, SAMPLE, [], text=False)
    documents = sample.documents
    assert f"{len(documents)} news articles by {documents['source'].nunique()} sources" in whole
    assert f"n = {documents['n_paragraphs'].sum():,}" in whole
    assert f"cluster (event × origin of the story; n = {documents['cluster_id'].nunique()})" in whole
    assert sample.codebook.sha256[:12] in whole
    fewer = paragraph(without(sample, documents["doc_id"][0]), SAMPLE, [], text=False)
    assert f"{len(documents) - 1} news articles" in fewer
    assert f"n = {documents['n_paragraphs'][1:].sum():,}" in fewer


def test_the_paragraph_claims_intervals_only_where_there_are_clusters_enough(sample):
    few = replace(sample, folder=None, documents=sample.documents.assign(cluster_id="one story"))
    documents = pd.concat([sample.documents] * 9, ignore_index=True)
    documents = documents.assign(cluster_id=documents.index, doc_id=documents.index.astype(str))
    many = replace(sample, folder=None, documents=documents)
    assert "no interval of a share is given" in paragraph(few, SAMPLE, [], text=False)
    assert "intervals are at the 95% level" in paragraph(many, SAMPLE, [], text=False)


def test_the_paragraph_says_how_the_dictionary_was_validated(sample):
    said = paragraph(sample, SAMPLE, [], text=False)
    first = held_out_scores(sample.codebook).iloc[0]
    assert f"{first['language']} precision {first['precision']:.2f}, recall {first['recall']:.2f}" in said
    assert "is the general one of the software" in said
    assert "invented_a (invented coder" in said
    assert "Krippendorff's alpha between them" in said
    assert "it is no probability" in said
    bare = paragraph(replace(sample, folder=None), SAMPLE, [], text=False)
    assert "The dictionary was not validated on this corpus." in bare
    assert "Krippendorff" not in bare


def test_the_first_page_leaves_out_no_doubt_but_what_is_not_at_issue(sample):
    row = {"statement": "It is.", "basis": "b", "holds": True, "verdict": "", "notebook": "", "robustness": "not yet computed"}
    found = pd.DataFrame([row | {"validation": "not yet coded", "equivalence": NOT_AT_ISSUE}])
    assert front_of(sample, found).points[0].known == ["Not yet computed.", "not yet coded"]


def test_what_was_set_aside_is_named_and_counted(sample):
    aside = pd.DataFrame([("<b>a</b>.txt", "", "a.txt: it is empty; delete it.")], columns=["file", "doc_id", "problem"])
    soup = page_of(replace(sample, set_aside=aside))
    assert "1 article could not be used and was set aside" in soup.select_one(".paste").get_text()
    assert soup.find("td", string="<b>a</b>.txt")
    assert soup.find("td", string="a.txt: it is empty; delete it.")
    assert "set aside" not in page_of(replace(sample, set_aside=aside[:0])).select_one(".paste").get_text()


def test_what_does_not_count_adds_up_to_what_there_is(sample):
    left_out = not_counted(sample).set_index("why")["n"]
    roles = left_out[left_out.index.str.contains("only body paragraphs")].sum()
    assert roles + sample.documents["n_paragraphs"].sum() == len(sample.paragraphs)
    denied = sample.mentions.query("negated and shadowed_by == '' and not concept.str.startswith('actor:')")
    assert left_out["it is negated"] == denied["count"].sum() > 0


def test_files_codebook_and_tools_are_those_of_the_run(sample):
    soup = page_of(sample)
    shown = {cell.get_text() for cell in soup.find_all("td")}
    assert set(sample.documents["sha256"]) <= shown
    assert {sample.codebook.sha256, str(len(sample.codebook.concepts))} <= shown
    own = replace(sample, codebook=replace(sample.codebook, sha256="another"))
    assert "another" in set(codebook_facts(own, SAMPLE)["value"])
    assert tools(SAMPLE, own, text=False).iloc[0, 1] == "in this run, from the files"


def test_a_notebook_that_reads_another_text_or_stops_is_named():
    path = PROJECT / "notebooks" / "02-terms.ipynb"
    read = read_by({path: nbformat.read(path, as_version=4)}, {path.name: "cell 3: it stopped"})
    assert read.loc[0, "text_of_the_corpus"] == "no"
    assert "RUNNING_TEXT = data/sample" in read.loc[0, "other_parameters"]
    assert read.loc[0, "state"] == "cell 3: it stopped"


def test_each_citation_is_one_that_the_code_names():
    code = "\n".join(path.read_text("utf-8") for path in (PROJECT / "helpers").rglob("*.py"))
    code += (PROJECT / "data" / "codebook" / "README.md").read_text("utf-8")
    for measure in measures():
        surname, year = re.match(r"(\w+).*?(\d{4})", measure.cited).groups()
        assert re.search(rf"{surname}\b.{{0,60}}?{year}", code, re.DOTALL), f"{measure.cited} is not named where it is computed"
        assert measure.reference.startswith(surname)
        assert f"({year})" in measure.reference


def test_a_measure_is_cited_where_a_number_of_it_is_shown():
    shown = [measure.name for measure in measures_in([pd.DataFrame({"dp": ["–"], "g2": ["3.1"], "term": ["dp_norm"]})], [])]
    assert shown == ["G²"]


def test_the_first_page_shows_findings_or_describes(sample):
    found = findings(sample).assign(holds=True)
    front = front_of(sample, found)
    assert front.found
    assert [point.said for point in front.points] == list(found["statement"][:3])
    assert all(basis == point.basis for basis, point in zip(found["basis"], front.points, strict=False))
    assert front_of(sample, found.assign(robustness="all agree")).points[0].known[0].startswith("All agree.")
    described = front_of(sample, NOTHING)
    assert not described.found
    assert {point.said.split(":")[0] for point in described.points} == set(labelled(sample.documents)["group"])
    aside = pd.DataFrame([("a.txt", "", "it is empty")] * 2, columns=["file", "doc_id", "problem"])
    assert f"{len(sample.documents)} articles, 2 set aside, by" in front_of(replace(sample, set_aside=aside), found).lead
    turned = front_of(sample, found.assign(verdict=["contradicted", *[""] * (len(found) - 1)]))
    assert [point.said for point in turned.points] == list(found["statement"][1:4])
    assert [point.said for point in turned.contradicted] == list(found["statement"][:1])
    assert "Contradicted by every coder's codes" in front_body(turned, "", Place("", "index.html", ()), [], Body("a.html", "", "")).content
    fallen = front_of(sample, found.assign(holds=False))
    assert not fallen.found
    assert len(fallen.fallen) == len(found)


def test_a_corpus_without_an_article_has_its_pages_too(sample):
    tables = ("documents", "paragraphs", "terms", "mentions", "voices")
    empty = replace(sample, **{name: getattr(sample, name)[:0] for name in tables})
    assert not front_of(empty, NOTHING).points
    assert "no news articles" in page_of(empty).select_one(".paste").get_text()


def test_nothing_on_the_first_page_can_run():
    trap = "<script>document.title = 'run'</script>"
    front = Front(trap, True, [Point(trap, trap, '"><script>')], [Point(trap, trap)], fallen=[Point(trap, trap)])
    content = front_body(front, "", Place(trap, "index.html", ()), [Entry("a.html", trap, trap, "")], Body("a.html", trap, "")).content
    soup = BeautifulSoup(content, "html.parser")
    assert not soup.find("script")
    assert soup.get_text().count(trap) >= 8


def test_the_citation_names_the_version_that_is_installed():
    said = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (said["version"], said["license"]) == (project["version"], project["license"])
    assert said["cff-version"] == "1.2.0"
    assert {"title", "message", "authors"} <= set(said)
