"""The page of methods and data: all of it read from the run, and a paragraph to paste into a paper and edit."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbformat.v4 import new_markdown_cell as _prose

from helpers.corpus import ROOT, Corpus
from helpers.display import table
from helpers.estimates import INTERVAL_FROM, PLAIN_FROM, basis_of
from helpers.extraction import RULES, tool_versions
from helpers.languages import language_of
from helpers.reporting import facts
from helpers.reporting.facts import counted
from helpers.reporting.measures import DIMENSION, SPECIFICATIONS, Measure, measures, measures_in
from helpers.robustness.statements import read_findings
from helpers.tables import CorpusError
from helpers.validation.held_out import held_out_line, held_out_scores
from helpers.validation.validate import agreement, how_coded, read_coders

TITLE = "What was counted, with what, and on what basis?"
FILE = "methods.html"
_LEAD = "Nothing on this page is written by hand: it is read from the catalogue, the codebook and the run that made the report."
_TEXT = "Stored counts need none. A further parameter may name another corpus, whose text is shown in place of this one's."
_MOST = 200  # rows of a table that has one per article or event


def methods(
    corpus: Corpus, folder: Path, executed: dict[Path, NotebookNode], failures: dict[str, str], text: bool,
    tables: Iterable[pd.DataFrame], figures: Iterable[str],
) -> NotebookNode:  # fmt: skip
    """The page as a notebook without code. tables, figures: what the other pages show, which says whom to cite.

    folder: the corpus's.  failures: by notebook, as sentences.  text: whether the articles' text was asked for.
    """
    documents, aside, events = corpus.documents, corpus.set_aside, facts.by_event(corpus.documents)
    used = measures_in(tables, figures)
    if (corpus.codebook.frames[DIMENSION] != "").any():
        used += [measure for measure in measures() if measure.shown_as == DIMENSION]
    n_articles = counted(len(documents), "article")
    return new_notebook(cells=[
        _prose(f"# {TITLE}\n\n{_LEAD}"),
        _prose("## What may be pasted into a paper?\n\nA paragraph to edit: what was done, not what was found."),
        _html(f'<blockquote class="paste" tabindex="0"><p>{html.escape(paragraph(corpus, folder, used, text))}</p></blockquote>'),
        _html(_references(used)),
        _prose("## Which articles are there?"),
        _shown(facts.by_source(documents), f"{n_articles} by source, language and translation; words are those of one language"),
        _shown(events.head(_MOST), f"{_first(len(events), 'event')}; a cluster is an event as one origin told it"),
        _prose("## What may be said of them?\n\nOne origin's articles on one event are one cluster: one piece of evidence."),
        _shown(facts.bases(documents), f"Basis by clusters: intervals from {INTERVAL_FROM}, without reservation from {PLAIN_FROM}"),
        _prose("## What was set aside, and why?"),
        _shown(facts.not_counted(corpus), "What does not count, by reason: articles, paragraphs, occurrences of codebook forms"),
        *([] if aside.empty else [_shown(aside.head(_MOST), f"{_first(len(aside), 'article')} set aside, with problem and remedy")]),
        _prose(f"## Which parts read the articles' text?\n\n{_TEXT}"),
        _shown(facts.read_by(executed, failures), f"{counted(len(executed), 'notebook')} of this report"),
        _prose("## With which codebook and which tools?"),
        _shown(facts.codebook_facts(corpus, folder), "The codebook"),
        _shown(facts.tools(folder, corpus, text), "Rules and packages"),
        _prose("## Which files are these?\n\nThe SHA-256 of a file tells whether somebody else has the very same one."),
        _shown(documents[["doc_id", "source", "language", "sha256"]].head(_MOST), _first(len(documents), "file")),
    ])  # fmt: skip


def refusal(error: Exception) -> NotebookNode:
    """The page where the corpus cannot be read: it says why."""
    said = f'<p class="failure" role="alert">{html.escape(str(error))}</p>'
    return new_notebook(cells=[_prose(f"# {TITLE}"), _html(said)])


def paragraph(corpus: Corpus, folder: Path, used: Sequence[Measure], text: bool) -> str:
    """What was done, in the words of the field, each number from the run."""
    documents, book = corpus.documents, corpus.codebook
    n_clusters = documents["cluster_id"].nunique()
    languages = documents["language"].map(lambda tag: language_of(tag).name).value_counts(sort=False)
    in_languages = facts.named(f"{name} ({n})" for name, n in sorted(languages.items()))
    aside = facts.not_counted(corpus)
    n_other = int(aside.loc[aside["what"] == "paragraph", "n"].sum())
    n_within, n_denied, *n_against = aside.loc[aside["what"] == "codebook form", "n"]
    sizes = book.entries["language"].value_counts().sort_index()
    forms = facts.named(f"{n:,} {language_of(tag).name}" for tag, n in sizes.items())
    nested = "".join(f", each nested in a dimension of {m.name} ({m.cited})" for m in used if m.shown_as == DIMENSION)
    version = facts.codebook_version(facts.codebook_folder(folder))
    edition = f"version {version}, " if version else ""
    tools = dict(facts.tools(folder, corpus, text).to_numpy())
    segmenters = facts.named((f"{name} {tools[name]}" for name in tool_versions()), most=99)
    shown = [measure for measure in used if measure.shown_as not in (DIMENSION, SPECIFICATIONS)]
    others = facts.named([f"{measure.name} ({measure.cited})" for measure in shown], most=99)
    n_aside, sources = len(corpus.set_aside), sorted(documents["source"].unique())
    sentences = [
        f"We analysed {counted(len(documents), 'news article')} by {counted(len(sources), 'source')} ({facts.named(sources)}) "
        f"in {in_languages} on {counted(documents['event_id'].nunique(), 'event')}.",
        f"The coding unit was the body paragraph (n = {documents['n_paragraphs'].sum():,}); titles, captions, bylines and other paragraphs "
        f"outside the body (n = {n_other:,}) were not coded.",
        f"Frames were coded automatically with a dictionary ({edition}SHA-256 {book.sha256[:12]}…) of "
        f"{counted(len(book.frames), 'issue frame')}{nested}, "
        f"operationalised by {counted(len(book.concepts), 'concept')} and {forms} forms.",
        "A paragraph evokes a frame when it holds a form of one of the frame's concepts that is neither negated nor part of a longer form "
        f"({n_denied:,} negated and {n_within:,} shadowed occurrences were not counted).",
        f"It also evokes a frame when cues ({len(book.cues.fields):,} fields of words, {len(book.cues.words):,} words; names left out), "
        f"weighted by a logistic regression on coded paragraphs, tell it; where they speak against a frame, its forms do not count "
        f"(n = {sum(n_against):,})."
        if n_against else "",
        *_validated(corpus, folder, used),
        f"Articles were parsed and segmented by version {RULES} of the extraction rules with {segmenters}.",
        f"{counted(n_aside, 'article')} could not be used and {'was' if n_aside == 1 else 'were'} set aside." if n_aside else "",
        f"The unit of inference was the cluster (event × origin of the story; n = {n_clusters}); {_allowed(len(documents), n_clusters)}",
        f"Reported beside shares of paragraphs: {others}." if others else "",
    ]
    return " ".join(filter(None, sentences))


def _validated(corpus: Corpus, folder: Path, used: Sequence[Measure]) -> list[str]:
    """Who wrote the dictionary, how it was validated, by whom, and what a share of specifications is."""
    own = facts.codebook_folder(folder) != ROOT / "data" / "codebook"
    who = "is the corpus's own [say who wrote it, from which texts]" if own else "is the general one of the software (framing-notebooks)"
    line = held_out_line(corpus.codebook)
    sentences = [f"The dictionary {who}."]
    if len(held_out_scores(corpus.codebook)):
        seen = "language models wrote and coded them without having seen its entries or cues, and it was finished without sight of them"
        sentences.append(f"{line[:-1]} ({seen}).")
    try:
        coding, stated = read_coders(corpus), read_findings(corpus)
    except CorpusError:
        return [*sentences, "The codes and findings kept beside the corpus do not fit it and were not used."]
    if coding.coders:
        between = agreement(coding.codes.assign(languages="all"), by="languages").dropna(subset="alpha")
        labels = corpus.codebook.frames.set_index("frame")["label"].str.lower()
        alphas = facts.named([f"{labels[row.frame]} {row.alpha:.2f}" for row in between.itertuples()], most=99)
        agreed = f"Krippendorff's alpha between them: {alphas}." if alphas else "Their agreement could not be estimated."
        sentences += [how_coded(corpus, coding), agreed]
    else:
        sentences.append("The dictionary was not validated on this corpus.")
    if stated:
        cited = "; ".join(measure.cited for measure in used if measure.shown_as == SPECIFICATIONS)
        specified = "the share of combinations of defensible choices under which its direction holds; it is no probability"
        sentences.append(f"The robustness of a finding is {specified}{f' ({cited})' if cited else ''}.")
    return sentences


def _allowed(n_documents: int, n_clusters: int) -> str:
    """What follows from the number of clusters, as the end of a sentence."""
    basis = basis_of(n_documents, n_clusters)
    if n_clusters < INTERVAL_FROM:
        return f"with fewer than {INTERVAL_FROM} clusters no interval of a share is given, and results are {basis}."
    if n_clusters < PLAIN_FROM:
        return f"with fewer than {PLAIN_FROM} clusters intervals are {basis}."
    return f"intervals are at the 95% level ({basis})."


def _first(number: int, noun: str) -> str:
    return counted(number, noun) if number <= _MOST else f"The first {_MOST} of {counted(number, noun)}"


def _references(used: Sequence[Measure]) -> str:
    listed = sorted({measure.reference for measure in used})
    items = "".join(f"<li>{html.escape(reference)}</li>" for reference in listed)
    return f'<p class="caption">References of this paragraph</p><ul class="references">{items}</ul>' if listed else ""


def _html(content: str) -> NotebookNode:
    return new_code_cell("", outputs=[new_output("display_data", data={"text/html": content})])


def _shown(frame: pd.DataFrame, caption: str) -> NotebookNode:
    return _html(table(frame, caption)._repr_html_())
