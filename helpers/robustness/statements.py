"""Findings are data: statements in a table, with no number in them, from which prose, assertions and robustness all draw.

`data/<corpus>/findings.csv` has a row per finding:

| column | what |
|---|---|
| finding | its name |
| statement | a sentence with places for numbers: {value}, {counts}, {n}, {reference}, {reference_counts}, {difference} … (`PLACES`) |
| measure | frame_share, voice_share, term_share (`quantities`) |
| of | what is measured: frame=…, kind=…, camp=…, actor=…, term=… |
| target | the articles: a filter over documents, such as doc_id=xinhua_en or source=A\\|B;language=en, or all |
| reference | other articles (a filter, or `others`); or, in the same articles, another `of`, or `runner-up`: the largest other one |
| direction | higher, lower, equal, or only (the target has some, the reference none) |
| unit, notebook | what is counted; the notebook that shows it |

A finding is a direction, not a number: it holds while the direction does. How firmly is said by basis, robustness and validation.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from typing import NamedTuple

from helpers.corpus import Corpus
from helpers.estimates import basis_of, share_difference
from helpers.robustness.quantities import (
    KEYS,
    UNITS,
    Share,
    articles,
    kept,
    languages_of,
    lemma_of,
    log_odds_of,
    name_of,
    quantity,
    shares_of,
    values_of,
)
from helpers.tables import CorpusError, read_csv

COLUMNS = ["finding", "statement", "measure", "of", "target", "reference", "direction", "unit", "notebook"]
PLACES = {"value", "reference", "counts", "reference_counts", "difference", "runner_up", "n", "n_reference"}
DIRECTIONS = ("higher", "lower", "equal", "only")


class Finding(NamedTuple):
    """A row of findings.csv, resolved against a corpus: whose articles, measured of what, against which articles and what."""

    finding: str
    statement: str
    measure: str
    of: tuple[str, str]
    target: tuple[str, ...]
    reference: tuple[str, ...]
    against: tuple[str, str]  # what the reference is measured of; ("frame", "") for the runner-up
    direction: str
    unit: str
    notebook: str

    @property
    def within(self) -> bool:
        """The same articles on both sides."""
        return self.target == self.reference


class Compared(NamedTuple):
    """A finding measured: target and reference, the runner-up's name (else ""), their difference, and whether the direction holds.

    difference: of the shares; of a term under a prior, of the log-odds (`quantities.log_odds_of`).
    """

    target: Share
    reference: Share
    runner_up: str
    difference: float
    holds: bool


def read_findings(corpus: Corpus) -> list[Finding]:
    """The findings of a corpus's folder, each resolved and checked; [] where it has no findings.csv.

    CorpusError names file, row and remedy where a name is taken, a number is typed into a statement, or anything named is unknown.
    """
    path = corpus.folder / "findings.csv" if corpus.folder else None
    if path is None or not path.is_file():
        return []
    table = read_csv(path, COLUMNS, numbered=True)
    made, names = [], set()
    for row, cells in zip(table.index, table[COLUMNS].to_dict("records"), strict=True):
        try:
            found = _resolved(corpus, {name: cell.strip() for name, cell in cells.items()})
            if found.finding in names:
                raise ValueError(f"the finding {found.finding!r} stands above already: give each a name of its own")
        except ValueError as error:
            problem, _, remedy = str(error).partition(": ")
            raise CorpusError(path, int(row), problem, remedy or "correct the row") from error
        names.add(found.finding)
        made.append(found)
    return made


def _resolved(corpus: Corpus, cells: dict[str, str]) -> Finding:
    if not cells["finding"] or not cells["statement"]:
        raise ValueError("the finding or its statement is empty: name it and say it in a sentence")
    _check_statement(cells["statement"])
    measure = cells["measure"]
    if measure not in KEYS:
        raise ValueError(f"the measure {measure!r} is unknown: write one of {', '.join(KEYS)}")
    if cells["direction"] not in DIRECTIONS:
        raise ValueError(f"the direction {cells['direction']!r} is unknown: write one of {', '.join(DIRECTIONS)}")
    of, target, said = _measured_of(corpus, measure, cells["of"]), articles(corpus, cells["target"]), cells["reference"]
    reference, against = target, of
    if said == "runner-up":
        against = (of[0], "")
    elif said.partition("=")[0].strip() in KEYS[measure]:
        against = _measured_of(corpus, measure, said)
    elif said == "others":
        reference = corpus.documents.loc[~corpus.documents["doc_id"].isin(target), "doc_id"].tolist()
    else:
        reference = articles(corpus, said)
    _check_sides(corpus, measure, of, against, target, reference)
    sides = (tuple(target), tuple(reference))
    unit = cells["unit"] or UNITS[measure]
    return Finding(cells["finding"], cells["statement"], measure, of, *sides, against, cells["direction"], unit, cells["notebook"])


def _check_statement(statement: str) -> None:
    try:
        parts = list(string.Formatter().parse(statement))
    except ValueError as error:
        raise ValueError("the braces of the statement do not pair: write {value} and the like") from error
    unknown = sorted({name for _, name, _, _ in parts if name is not None} - PLACES)
    if unknown:
        raise ValueError(f"the statement has a place {{{unknown[0]}}}: use one of {', '.join(sorted(PLACES))}")
    if any(re.search(r"(?<!\w)\d", text) for text, *_ in parts):
        raise ValueError("the statement has a number typed into it: write {value}, {counts} or another place instead")


def _measured_of(corpus: Corpus, measure: str, cell: str) -> tuple[str, str]:
    key, _, value = (part.strip() for part in cell.partition("="))
    if key not in KEYS[measure] or not value:
        raise ValueError(f"{cell!r} is nothing that {measure} measures: write {' or '.join(f'{key}=…' for key in KEYS[measure])}")
    if value not in values_of(corpus, key):
        raise ValueError(f"the {key} {value!r} is unknown: name one of the {'corpus' if key == 'term' else 'codebook'}'s")
    return key, value


def _check_sides(corpus: Corpus, measure: str, of: tuple, against: tuple, target: list[str], reference: list[str]) -> None:
    if not reference:
        raise ValueError("there is no other article to compare with: name a reference, or runner-up")
    if target != reference and set(target) & set(reference):
        raise ValueError("an article stands on both sides of the comparison: narrow the target or the reference")
    if target == reference and of == against:
        raise ValueError("the finding compares a number with itself: name other articles, another thing, or runner-up")
    if measure == "term_share" and len(languages_of(corpus, [*target, *reference])) > 1:
        raise ValueError("a term would be counted across languages: name articles of one language, or compare a frame")


def compare(
    corpus: Corpus, finding: Finding, prior: str = "none", duplicates: str = "in", count: Callable = quantity, **choices: str
) -> Compared:
    """The finding measured on a corpus (that may lack some of its articles), by the choices of `quantities.CHOICES`.

    `count`: what counts, called like `quantity`; give one that remembers where many findings are measured.
    """
    key, value = finding.of
    counts = count(corpus, finding.measure, key, **choices)
    ids, reference_ids = kept(corpus, finding.target, duplicates), kept(corpus, finding.reference, duplicates)
    value = lemma_of(corpus, value, finding.target) if choices.get("forms") == "lemmas" else value
    target, runner_up, (other_key, other) = shares_of(counts, [value], ids)[value], "", finding.against
    other = value if finding.against == finding.of else other
    if other:
        counts = counts if other_key == key else count(corpus, finding.measure, other_key, **choices)
        reference = shares_of(counts, [other], reference_ids)[other]
    else:
        rivals = shares_of(counts, [name for name in values_of(corpus, key) if name not in ("", value)], reference_ids)
        reference = max(rivals.values(), key=lambda share: share.n_evoked)
        first = [name_of(corpus, key, name) for name, share in rivals.items() if share == reference]
        runner_up = " and ".join(first)
    gap = target.value - reference.value
    if prior != "none" and target.n_units and reference.n_units:
        n_terms = counts.loc[counts["doc_id"].isin([*ids, *reference_ids]), "value"].nunique()
        gap = log_odds_of(target, reference, prior, n_terms)
        return Compared(target, reference, runner_up, gap, {"higher": gap > 0, "lower": gap < 0}.get(finding.direction, False))
    return Compared(target, reference, runner_up, gap, holds(finding.direction, target, reference))


def holds(direction: str, target: Share, reference: Share) -> bool:
    if not target.n_units or not reference.n_units:
        return False
    here, there = target.n_evoked * reference.n_units, reference.n_evoked * target.n_units  # shares, multiplied out: exact
    return {"higher": here > there, "lower": here < there, "equal": here == there, "only": here > there == 0}[direction]


def render(finding: Finding, found: Compared) -> str:
    """The statement with its numbers: shares as per cent (words of one term: per 1,000 words), differences in percentage points."""
    places = dict(_numbers(finding, found)) | {"runner_up": found.runner_up}
    return finding.statement.format(**places)


def _numbers(finding: Finding, found: Compared) -> Iterator[tuple[str, str]]:
    per_1000 = finding.measure == "term_share"
    for name, side in (("value", found.target), ("reference", found.reference)):
        yield name, f"{1000 * side.value:.1f} per 1,000" if per_1000 else f"{side.value:.0%}"
        counts, exposure = {"value": ("counts", "n"), "reference": ("reference_counts", "n_reference")}[name]
        yield counts, f"{side.n_evoked} of {side.n_units}"
        yield exposure, str(side.n_units)
    gap = abs(found.target.value - found.reference.value)
    yield "difference", f"{1000 * gap:.1f} per 1,000" if per_1000 else f"{100 * gap:.0f} points"


def counts_in_words(finding: Finding, found: Compared) -> str:
    """The numbers of a finding, e.g. "8 of 15 against 6 of 15 body paragraphs"."""
    target, reference = found.target, found.reference
    return f"{target.n_evoked} of {target.n_units} against {reference.n_evoked} of {reference.n_units} {finding.unit}"


def basis(corpus: Corpus, finding: Finding) -> str:
    """What the clusters of both sides allow: "descriptive: …", or the 95% interval of the difference, its basis, and p where it has one."""
    ids = [*finding.target, *finding.reference]
    here = corpus.documents[corpus.documents["doc_id"].isin(ids)]
    plain = basis_of(len(here), here["cluster_id"].nunique())
    if plain.startswith("descriptive"):
        return plain
    if finding.within:
        return f"{plain}; no interval for comparisons within the same articles"
    counts = quantity(corpus, finding.measure, finding.of[0])
    units = here[["doc_id", "cluster_id", "event_id"]].merge(counts[["doc_id", "n_units"]].drop_duplicates(), on="doc_id")
    hits = counts.loc[counts["value"] == finding.of[1], ["doc_id", "n_evoked"]]
    sides = units.merge(hits, on="doc_id", how="left").fillna({"n_evoked": 0}).astype({"n_evoked": int})
    sides["side"] = sides["doc_id"].isin(finding.target).map({True: "target", False: "reference"})
    gap = share_difference(sides, "target", "reference", by="side")
    said = gap.basis if gap.p != gap.p else f"{gap.basis}, p {gap.p:.2g}"
    return said if gap.low != gap.low else f"95% interval {gap.low:+.2f} to {gap.high:+.2f}; {said}"
