"""The findings of a corpus, each with what is known beside its number: equivalence, robustness, validation; and a check that all hold."""

from __future__ import annotations

import os
from itertools import product

import pandas as pd

from helpers.comparability import labelled
from helpers.corpus import Corpus
from helpers.robustness.multiverse import read_robustness, support
from helpers.robustness.quantities import languages_of, name_of
from helpers.robustness.statements import Finding, basis, compare, counts_in_words, read_findings, render
from helpers.validation.accuracy import validation_of, verdict_of
from helpers.validation.held_out import agreed
from helpers.validation.validate import read_coders

RESULT = ["finding", "statement", "value", "reference_value", "difference", "unit", "n", "basis", "holds", "notebook"]
MARKED = "FINDINGS_MARKED"
"""The environment variable with which a report asks that a turned finding be marked, and stop no page."""
STATE = ["equivalence", "robustness", "validation", "verdict", "supported"]
NOT_AT_ISSUE = "languages: not at issue"


def findings(corpus: Corpus) -> pd.DataFrame:
    """Each finding with its numbers and its state: the columns of RESULT and STATE; no row where the corpus has no findings.csv.

    value, reference_value: shares (0 to 1); difference: the first less the second; n: counts in words; basis: what the number of clusters
    allows; holds: whether the direction does; equivalence, robustness, validation: a sentence each, "not yet …" where nothing is known;
    verdict: "contradicted" where every coder's codes turn it, "disputed" where some coder's do; supported: share of specifications.
    """
    (specifications, missing), coding = read_robustness(corpus), read_coders(corpus)
    rows = []
    for finding in read_findings(corpus):
        found = compare(corpus, finding)
        row = (finding.finding, render(finding, found), found.target.value, found.reference.value, found.difference, finding.unit)
        row = (*row, counts_in_words(finding, found), basis(corpus, finding), found.holds, finding.notebook)
        own = specifications[specifications["finding"] == finding.finding]
        state = (equivalence_of(corpus, finding), missing or robustness_of(own), validation_of(corpus, coding, finding))
        share = support(own)["share"].iloc[0] if len(own) else float("nan")
        rows.append((*row, *state, verdict_of(corpus, coding, finding), share))
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


def tally(found: pd.DataFrame) -> str:
    """What `findings` come to, in a sentence: how many hold when they are counted again, and which are turned or weakly supported."""
    weak = {
        "Every coder's codes turn": found["verdict"] == "contradicted",
        "Some coders' codes turn": found["verdict"] == "disputed",
        "Fewer than half of the ways to count support": found["supported"] < 0.5,
    }
    named = [f"{what} {named_in_words(found[which])}." for what, which in weak.items() if which.any()]
    unknown = int(found["supported"].isna().sum())
    named += [f"Other ways to count are not yet computed for {unknown}."] if unknown else []
    return " ".join([f"Counted with the codebook, {int(found['holds'].sum())} of {len(found)} findings hold.", *named])


def named_in_words(found: pd.DataFrame) -> str:
    """Findings as a reader knows them: what their statements say before the numbers, in quotation marks."""
    return "; ".join(f"“{statement.partition(':')[0].rstrip('.')}”" for statement in found["statement"])


def robustness_of(own: pd.DataFrame) -> str:
    """One sentence on the stored specifications of a finding."""
    said = support(own).iloc[0]
    text = f"{said['n_supporting']} of {said['n_specifications']} specifications, "
    text += f"{said['n_distinct_supporting']} of {said['n_distinct']} distinct results support it"
    if said["n_empty"]:
        text += f" ({said['n_empty']} more have nothing to count in)"
    return text + (f"; turned by: {said['turned_by']}" if said["turned_by"] else "; nothing turns it")


def equivalence_of(corpus: Corpus, finding: Finding) -> str:
    """What the held-out stories say about comparing a frame across the languages of the finding, one clause per pair of languages.

    Where one language codes more paragraphs of the same stories, so much of a difference is the codebook's and not the articles'. An
    article that a machine translated is named: its wording is the machine's.
    """
    here, there = (languages_of(corpus, list(side)) for side in (finding.target, finding.reference))
    own = labelled(corpus.documents).query("doc_id in @finding.target or doc_id in @finding.reference")
    machine = own[own["translation"] == "machine-translated"]
    status = f"; machine-translated: {', '.join(machine['label'])}" if len(machine) else ""
    if finding.within or len({*here, *there}) == 1:
        return NOT_AT_ISSUE + status
    if finding.measure != "frame_share":
        return f"not assessed: the held-out stories measure frames; error rates of the voices are in checks/voices{status}"
    key, frame = finding.of
    rows = agreed(corpus.codebook)
    rows = rows[(rows["code"] == frame) & (rows["languages"] != "all")]
    clauses = []
    for pair in sorted({tuple(sorted(pair)) for pair in product(here, there) if len(set(pair)) == 2}):
        own = rows[[{name.split("-")[0] for name in said.split("–")} == set(pair) for said in rows["languages"]]]
        clauses += [_clause(row) for row in own.itertuples()]
    known = "; ".join(clauses) or "these languages are not among them"
    return f"{name_of(corpus, key, frame)} in invented stories held out from the codebook: {known}{status}"


def _clause(row) -> str:
    first, second = (name.split("-")[0] for name in row.languages.split("–"))
    said = f"{first} and {second}: of {row.n_any} paragraphs coded in either language, {row.n_all} in both"
    if row.kappa != row.kappa:
        return f"{said} (kappa not estimable)"
    points = round(abs(100 * row.bias))
    more = f", {first if row.bias > 0 else second} codes {points} percentage point{'s' * (points > 1)} more" if points else ""
    return f"{said} (kappa {row.kappa:.2f}{more})"
