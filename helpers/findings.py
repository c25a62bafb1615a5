"""The findings of a corpus, each with what is known beside its number: equivalence, robustness, validation; and a check that all hold."""

from __future__ import annotations

import os
from itertools import product

import pandas as pd

from helpers.accuracy import validation_of
from helpers.codebook import Codebook
from helpers.corpus import ROOT, Corpus
from helpers.equivalence import corpus_of_texts
from helpers.frames import equivalence
from helpers.multiverse import read_robustness, support
from helpers.quantities import languages_of, name_of
from helpers.statements import Finding, basis, compare, counts_in_words, read_findings, render
from helpers.tables import read_csv
from helpers.validate import read_coders

STORIES = ROOT / "data" / "sample" / "translations" / "stories.csv"
RESULT = ["finding", "statement", "value", "reference_value", "difference", "unit", "n", "basis", "holds", "notebook"]
MARKED = "FINDINGS_MARKED"
"""The environment variable with which a report asks that a turned finding be marked, and stop no page."""

STATE = ["equivalence", "robustness", "validation"]
_AGREED: dict[str, pd.DataFrame] = {}  # by the codebook's hash: the invented stories are counted once


def findings(corpus: Corpus) -> pd.DataFrame:
    """Each finding with its numbers and its state: the columns of RESULT and STATE; no row where the corpus has no findings.csv.

    value, reference_value: shares (0 to 1); difference: the first less the second; n: counts in words; basis: what the number of clusters
    allows; holds: whether the direction does; equivalence, robustness, validation: a sentence each, "not yet …" where nothing is known.
    """
    (specifications, missing), coding = read_robustness(corpus), read_coders(corpus)
    rows = []
    for finding in read_findings(corpus):
        found = compare(corpus, finding)
        row = (finding.finding, render(finding, found), found.target.value, found.reference.value, found.difference, finding.unit)
        row = (*row, counts_in_words(finding, found), basis(corpus, finding), found.holds, finding.notebook)
        own = specifications[specifications["finding"] == finding.finding]
        rows.append((*row, equivalence_of(corpus, finding), missing or robustness_of(own), validation_of(corpus, coding, finding)))
    return pd.DataFrame(rows, columns=[*RESULT, *STATE])


def check_findings(corpus: Corpus) -> None:
    """AssertionError with one sentence for the first finding that no longer holds: what it said, what is counted now, what to do.

    In a report (MARKED is set) the sentences are printed and nothing stops."""
    for finding in read_findings(corpus):
        found = compare(corpus, finding)
        said = (
            f"The finding {finding.finding!r} ({finding.direction}) no longer holds: {counts_in_words(finding, found)}; look into what "
            f"changed in the codebook, the rules or the articles, then correct or delete its row in {corpus.name}/findings.csv."
        )
        if not found.holds and os.environ.get(MARKED):
            print(said)
        else:
            assert found.holds, said


def robustness_of(own: pd.DataFrame) -> str:
    """One sentence on the stored specifications of a finding."""
    said = support(own).iloc[0]
    text = f"{said['n_supporting']} of {said['n_specifications']} specifications support it"
    if said["n_empty"]:
        text += f" ({said['n_empty']} more have nothing to count in)"
    return text + (f"; {said['decisive']} moves it most" if said["decisive"] else "; no choice changes it")


def agreed(book: Codebook) -> pd.DataFrame:
    """`frames.equivalence` of the invented translated stories under a codebook; paragraphs and frames only."""
    if book.sha256 not in _AGREED:
        table = equivalence(corpus_of_texts(read_csv(STORIES), book))
        _AGREED[book.sha256] = table[(table["kind"] == "frame") & (table["unit"] == "paragraph")]
    return _AGREED[book.sha256]


def equivalence_of(corpus: Corpus, finding: Finding) -> str:
    """What the translated stories say about comparing a frame across the languages of the finding, one clause per pair of languages.

    Where one language codes more paragraphs of the same stories, so much of a difference is the codebook's and not the articles'.
    """
    here, there = (languages_of(corpus, list(ids)) for ids in (finding.target, finding.reference))
    if finding.within or len({*here, *there}) == 1:
        return "not needed: one language on both sides"
    if finding.measure != "frame_share":
        return "not assessed: the translated stories measure frames; error rates of the voices are in checks/voices"
    key, frame = finding.of
    rows = agreed(corpus.codebook)
    rows = rows[(rows["code"] == frame) & (rows["languages"] != "all")]
    clauses = []
    for pair in sorted({tuple(sorted(pair)) for pair in product(here, there) if len(set(pair)) == 2}):
        own = rows[[{name.split("-")[0] for name in said.split("–")} == set(pair) for said in rows["languages"]]]
        clauses += [_clause(row) for row in own.itertuples()]
    return f"{name_of(corpus, key, frame)} in invented translated stories: " + ("; ".join(clauses) or "these languages are not among them")


def _clause(row) -> str:
    kappa = f"kappa {row.kappa:.2f}" if row.kappa == row.kappa else "kappa not estimable"
    first, second = (name.split("-")[0] for name in row.languages.split("–"))
    more = f", {first if row.bias > 0 else second} codes {abs(100 * row.bias):.0f} points more" if abs(row.bias) >= 0.005 else ""
    return f"{first} and {second} code {row.agreement:.0%} of {row.n_units} paragraphs alike ({kappa}{more})"
