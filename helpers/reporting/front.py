"""The first page: in one screen the question, the key figure, the findings with their basis, and what cannot be said."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from helpers.comparability import limits
from helpers.corpus import Corpus
from helpers.estimates import basis_of
from helpers.findings import NOT_AT_ISSUE
from helpers.frames import leading
from helpers.languages import language_of
from helpers.reporting.cleaning import cleaned
from helpers.reporting.facts import counted, named
from helpers.reporting.markup import mark_languages
from helpers.reporting.page import Body, Place, exporter_and_images
from helpers.reporting.pictures import image_kind, with_images, with_words
from helpers.reporting.readme import firm

MOST_FINDINGS, MOST_GROUPS, MOST_LIMITS = 3, 6, 3


class Point(NamedTuple):
    """One line of the first page: a sentence, what it rests on, the page that shows it ("" where none does), and what is
    known of its firmness, a sentence each."""

    said: str
    basis: str
    page: str = ""
    known: Sequence[str] = ()


class Front(NamedTuple):
    """What the first page says: a line on the corpus; findings or, where there are none, a description (`found` tells
    which); limits; how many more of both there are; findings that no longer hold; and those that every coder's codes turn."""

    lead: str
    found: bool
    points: Sequence[Point]
    limits: Sequence[Point]
    more_points: int = 0
    more_limits: int = 0
    fallen: Sequence[Point] = ()
    contradicted: Sequence[Point] = ()


class Entry(NamedTuple):
    """A page in the contents: its file, title, what it is about, and why it stopped ("" where it did not)."""

    file: str
    title: str
    about: str
    failure: str


def front_of(corpus: Corpus, findings: pd.DataFrame) -> Front:
    """The first page's words, from the corpus and its findings (as `helpers.findings` has them); without any that
    holds, what is in the corpus: the frame that most paragraphs of each article or source evoke."""
    documents = corpus.documents
    if documents.empty:
        return Front("No article of this corpus could be used; the last page names each with its problem.", False, [], [])
    languages = named(sorted({language_of(tag).name for tag in documents["language"]}))
    aside = f", {len(corpus.set_aside):,} set aside," if len(corpus.set_aside) else ""
    lead = (
        f"{counted(len(documents), 'article')}{aside} by {counted(documents['source'].nunique(), 'source')} on "
        f"{counted(documents['event_id'].nunique(), 'event')}, in {languages}. "
        f"{basis_of(len(documents), documents['cluster_id'].nunique()).capitalize()}."
    )
    holding = [_point(row) for row in findings.itertuples() if bool(row.holds) and row.verdict != "contradicted"]
    fallen = [_point(row) for row in findings.itertuples() if not bool(row.holds)]
    contradicted = [_point(row) for row in findings.itertuples() if bool(row.holds) and row.verdict == "contradicted"]
    points, most = (holding, MOST_FINDINGS) if holding else ([Point(*line) for line in leading(corpus)], MOST_GROUPS)
    said = [Point(limit, basis) for limit, basis in limits(documents).itertuples(index=False)]
    return Front(lead, bool(holding), points[:most], said[:MOST_LIMITS], len(points[most:]), len(said[MOST_LIMITS:]), fallen, contradicted)


def _point(row: NamedTuple) -> Point:
    """A finding as a line: its statement; its basis and whatever is known of its firmness; the page of its notebook."""
    known = [said for said in (firm(row._asdict()), row.validation, row.equivalence) if said and said != NOT_AT_ISSUE]
    return Point(row.statement, row.basis, f"{row.notebook}.html" if row.notebook else "", known)


def front_body(front: Front | None, figure: str, place: Place, entries: Sequence[Entry], first: Body, single: str = "") -> Body:
    """The first page's body. figure: the key figure as HTML.  first: the page after it, where all findings and limits
    stand.  single: size of the single-file version, "" where there is none."""
    exporter, _ = exporter_and_images()
    template = exporter.environment.get_template("contents.html.j2")
    content = template.render(
        files={entry.file for entry in entries}, front=front, figure=figure, entries=entries, title=place.report, single=single,
        found_at=_section(first, "found"), limits_at=_section(first, "cannot"),
    )
    soup = BeautifulSoup(content, "html.parser")
    mark_languages(soup)
    return Body(place.file, place.report, str(soup))


def _section(body: Body, word: str) -> str:
    """The address of the first section of a page with a word in its name, else of the page."""
    return next((f"{body.file}#{place}" for place, name in body.sections if word in name), body.file)


def key_figure(notebooks: Sequence[NotebookNode], folder: Path) -> str:
    """The figure of the first cell tagged `headline`, else the first figure there is, as HTML; "" where there is none."""
    cells = [cell for notebook in notebooks for cell in notebook.cells if cell.cell_type == "code"]
    for cell in sorted(cells, key=lambda cell: "headline" not in cell.metadata.get("tags", [])):
        if any(image_kind(output) for output in cell.outputs):
            only = copy.deepcopy(notebooks[0])
            only.cells = [copy.deepcopy(cell)]
            exporter, images = exporter_and_images()
            soup = BeautifulSoup(exporter.from_notebook_node(with_words(only, folder))[0], "html.parser")
            return with_images(cleaned(str(soup.find("figure"))), images)
    return ""
