"""Would other defensible choices have found the same? Each finding under every combination of the choices that can change it.

A *specification* is one combination. The share of specifications that support a finding is that share, and no probability: the choices
are not draws from anything, and nobody says that they are equally good. The multiverse: Steegen, Tuerlinckx, Gelman and Vanpaemel (2016),
Perspectives on Psychological Science 11(5), 702-712. The curve: Simonsohn, Simmons and Nelson (2020), Nature Human Behaviour 4, 1208-1214.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.codebook import Codebook
from helpers.corpus import Corpus, load_corpus
from helpers.extraction import RULES
from helpers.robustness.quantities import CHOICES, languages_of, quantity
from helpers.robustness.segmented import SEGMENTATIONS, segmented_terms
from helpers.robustness.statements import Finding, compare, read_findings
from helpers.tables import CorpusError, command, read_csv, write_csv, write_whole

NUMBERS = ["n_evoked", "n_units", "n_evoked_reference", "n_units_reference"]
COLUMNS = ["finding", "specification", *NUMBERS, "difference", "supports"]
SEGMENTER = "segmenter"


def options_of(corpus: Corpus, finding: Finding) -> dict[str, tuple[str, ...]]:
    """The choices of a finding's measure; a term's segmenters only where its language has several and the text is at hand."""
    options = dict(CHOICES[finding.measure])
    if finding.measure == "voice_share" and {finding.of, finding.against} & {("kind", "direct"), ("kind", "indirect")}:
        del options["indirect"]  # the finding itself tells them apart
    if finding.measure == "term_share" and "text" in corpus.paragraphs:
        options[SEGMENTER] = SEGMENTATIONS[_language(corpus, finding)]
    return options


def _language(corpus: Corpus, finding: Finding) -> str:
    """That of a finding about a term, which has one."""
    (language,) = languages_of(corpus, [*finding.target, *finding.reference])
    return language


def needs_text(corpus: Corpus, finding: Finding) -> bool:
    """Whether a choice of this finding, the segmenter of its language, can be made on the text alone."""
    return finding.measure == "term_share" and len(SEGMENTATIONS[_language(corpus, finding)]) > 1


def specifications(corpus: Corpus, finding: Finding, count: Callable = quantity) -> pd.DataFrame:
    """A row per specification of one finding: COLUMNS and a column per choice that can change its numbers; the default first.

    difference: target less reference (of shares; under a prior, of log-odds); missing where a side has nothing to count in. Choices that
    change neither a count nor the verdict in any combination are left out, so that they swell no share.
    """
    options = options_of(corpus, finding)
    rows = []
    for segmenter in options.pop(SEGMENTER, ("",)):
        here, counting = corpus, count
        if segmenter:
            here, counting = replace(corpus, terms=segmented_terms(corpus, finding.of[1], segmenter)), quantity
        for values in itertools.product(*options.values()):
            chosen = dict(zip(options, values, strict=True))
            found = compare(here, finding, count=counting, **chosen)
            numbers = (*found.target, *found.reference)
            rows.append(({SEGMENTER: segmenter} if segmenter else {}) | chosen | dict(zip(NUMBERS, numbers, strict=True)))
            rows[-1] |= {"difference": found.difference, "supports": found.holds}
    table = pd.DataFrame(rows)
    names = ([SEGMENTER] if SEGMENTER in table else []) + list(options)
    for name in names:
        table = _told_apart(table, names, name)
    while still := [name for name in names if not _matters(table, names, name)]:
        table = table[table[still[0]] == table[still[0]].iloc[0]].drop(columns=still[0])
        names.remove(still[0])
    said = table[names].apply(lambda row: "; ".join(f"{name}: {value}" for name, value in row.items()), axis=1) if names else ""
    return table.assign(finding=finding.finding, specification=said)[[*COLUMNS, *names]].reset_index(drop=True)


def _others_held(table: pd.DataFrame, choices: list[str], choice: str):
    """The specifications in groups that differ in nothing but one choice."""
    return table.groupby([other for other in choices if other != choice] or (lambda row: "all"))


def _told_apart(table: pd.DataFrame, choices: list[str], choice: str) -> pd.DataFrame:
    """Without the options of a choice that count just as an earlier one does, all other choices held (no cues, where there are none)."""
    order = [other for other in choices if other != choice]
    seen: list[np.ndarray] = []
    for option in table[choice].unique():
        own = table.loc[table[choice] == option].sort_values(order) if order else table[table[choice] == option]
        results = own[[*NUMBERS, "supports"]].to_numpy()
        if any(np.array_equal(results, other) for other in seen):
            table = table[table[choice] != option]
        seen.append(results)
    return table


def _matters(table: pd.DataFrame, choices: list[str], choice: str) -> bool:
    """Whether any option of a choice changes a count or the verdict, all other choices held."""
    return bool((_others_held(table, choices, choice)[[*NUMBERS, "supports"]].nunique() > 1).any(axis=None))


def multiverse(corpus: Corpus) -> pd.DataFrame:
    """`specifications` of every finding: COLUMNS, then a column per choice ("" where it cannot change the finding)."""
    known: dict[tuple, pd.DataFrame] = {}

    def remembered(corpus: Corpus, measure: str, key: str, **choices: str) -> pd.DataFrame:
        asked = (measure, key, *sorted(choices.items()))
        if asked not in known:
            known[asked] = quantity(corpus, measure, key, **choices)
        return known[asked]

    tables = [specifications(corpus, finding, remembered) for finding in read_findings(corpus)]
    if not tables:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(tables, ignore_index=True).fillna({name: "" for table in tables for name in table.columns if name not in COLUMNS})


def support(table: pd.DataFrame) -> pd.DataFrame:
    """By finding: n_supporting of n_specifications that can be measured, their share, n_empty (nothing to count in on a side),
    n_distinct results (their counts and verdict) of which n_distinct_supporting support it, smallest and largest difference of shares,
    turned_by: the choices of which two options disagree on it, all others held, decisive: the choice that moves its number most, and
    moved, by how much on average (in points).

    A choice moves a finding by the mean, over the combinations of all other choices, of the widest gap between its options in the
    difference of shares.
    """
    rows = []
    for name, own in table.groupby("finding", sort=False):
        measured = own[own["difference"].notna()]
        shares = _gaps(measured)
        choices = [column for column in own.columns if column not in COLUMNS and (own[column] != "").any()]
        gaps = {choice: _others_held(measured.assign(gap=shares), choices, choice)["gap"] for choice in choices}
        moved = {choice: float((gap.max() - gap.min()).mean()) for choice, gap in gaps.items()}
        decisive = max(moved, key=lambda choice: moved[choice], default="")
        n, k = len(measured), int(measured["supports"].sum())
        distinct = measured.drop_duplicates([*NUMBERS, "supports"])["supports"]
        turned = ", ".join(choice for choice in choices if (_others_held(measured, choices, choice)["supports"].nunique() > 1).any())
        counts = (k, n, k / n if n else float("nan"), len(own) - n, len(distinct), int(distinct.sum()))
        rows.append((name, *counts, shares.min(), shares.max(), turned, decisive, moved.get(decisive, 0.0)))
    columns = ["finding", "n_supporting", "n_specifications", "share", "n_empty", "n_distinct", "n_distinct_supporting"]
    columns += ["smallest", "largest", "turned_by", "decisive", "moved"]
    return pd.DataFrame(rows, columns=columns)


def choices_made(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """Every choice of the findings' measures: measure, choice, options (the default first), changes (the findings that it changes)."""
    rows: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for finding in read_findings(corpus):
        options = options_of(corpus, finding)
        if needs_text(corpus, finding):
            language = _language(corpus, finding)
            options[f"{SEGMENTER} ({language})"] = SEGMENTATIONS[language]
            options.pop(SEGMENTER, None)
        for choice, values in options.items():
            own = table.loc[table["finding"] == finding.finding, table.columns.intersection([choice.partition(" ")[0]])]
            changed = rows.setdefault((finding.measure, choice), (", ".join(values), []))[1]
            changed += [finding.finding] if (own != "").any(axis=None) else []
    columns = ["measure", "choice", "options", "changes"]
    made = [(*key, options, ", ".join(changed) or "none") for key, (options, changed) in rows.items()]
    return pd.DataFrame(made, columns=columns)


def curves(table: pd.DataFrame) -> pd.DataFrame:
    """The specifications as a curve per finding: finding, place (from the smallest difference), points, supports, options.

    points: the difference of shares in percentage points; options: those taken that are not the default, e.g. ("voice: outlet",).
    What cannot be measured has no place.
    """
    choices = [name for name in table.columns if name not in COLUMNS]
    first = table.groupby("finding", sort=False)[choices].transform("first")  # the default of each finding stands first
    chosen = zip(table[choices].to_dict("records"), first.to_dict("records"), strict=True)
    taken = [tuple(f"{name}: {value}" for name, value in row.items() if value != default[name]) for row, default in chosen]
    rows = table.assign(points=100 * _gaps(table), options=taken)[["finding", "points", "supports", "options"]].dropna(subset="points")
    order = {name: place for place, name in enumerate(dict.fromkeys(table["finding"]))}
    rows = rows.sort_values("points", kind="stable").sort_values("finding", key=lambda of: of.map(order), kind="stable")
    rows["place"] = rows.groupby("finding").cumcount() + 1
    return rows[["finding", "place", "points", "supports", "options"]].reset_index(drop=True)


def _gaps(table: pd.DataFrame) -> pd.Series:
    """Difference of shares, whatever the verdict rested on."""
    return table["n_evoked"] / table["n_units"] - table["n_evoked_reference"] / table["n_units_reference"]


def provenance(corpus: Corpus) -> dict[str, str | int]:
    """What the specifications were computed from: a change in any of these makes a stored table stale."""
    book: Codebook = corpus.codebook
    stated = (corpus.folder / "findings.csv").read_bytes().replace(b"\r\n", b"\n")
    core = "|".join(sorted(book.entries.loc[book.entries["core"] == "yes", "form"]))
    articles = "|".join(f"{row.doc_id} {row.sha256}" for row in corpus.documents.sort_values("doc_id").itertuples())
    parts = {"findings": stated, "core": core.encode(), "articles": articles.encode()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    return {"codebook": book.sha256, "rules": RULES, **hashes}


def write_robustness(corpus: Corpus) -> pd.DataFrame:
    """`multiverse` into robustness.csv of the corpus's folder, its provenance into robustness.json beside it; nothing without findings.

    CorpusError where a finding has choices that need the text and the corpus came without.
    """
    found = read_findings(corpus)
    lacking = [finding.finding for finding in found if needs_text(corpus, finding)]
    if lacking and "text" not in corpus.paragraphs:
        problem = f"the finding {lacking[0]!r} compares words, and other segmenters need the articles' text"
        remedy = f"put the files into {corpus.name}/raw and run: {command(f'robustness data/{corpus.name}')}"
        raise CorpusError(corpus.folder / "findings.csv", None, problem, remedy)
    table = multiverse(corpus)
    if found:
        write_csv(table.round({"difference": 6}), corpus.folder / "robustness.csv")
        content = json.dumps(provenance(corpus), indent=1, sort_keys=True) + "\n"
        write_whole(corpus.folder / "robustness.json", content.encode())
    return table


def read_robustness(corpus: Corpus) -> tuple[pd.DataFrame, str]:
    """The stored specifications and "", or an empty table and why there are none that count."""
    path = corpus.folder / "robustness.csv" if corpus.folder else None
    empty = pd.DataFrame(columns=COLUMNS)
    again = f"run: {command(f'robustness data/{corpus.name}')}"
    if path is None or not path.is_file():
        return empty, f"not yet computed; {again}"
    made = json.loads(path.with_suffix(".json").read_text("utf-8")) if path.with_suffix(".json").is_file() else {}
    now = provenance(corpus)
    changed = [name for name in now if made.get(name) != now[name]]
    if changed:
        return empty, f"not yet computed for the present {changed[0]}; {again}"
    table = read_csv(path, COLUMNS).astype(dict.fromkeys(NUMBERS, int))
    for finding in read_findings(corpus):
        found, own = compare(corpus, finding), table.loc[table["finding"] == finding.finding, NUMBERS]
        if own.empty or own.iloc[0].tolist() != [*found.target, *found.reference]:
            return empty, f"not yet computed for the present features; {again}"
    return table.assign(difference=pd.to_numeric(table["difference"]), supports=table["supports"] == "True"), ""


def rebuild_robustness(path: str | Path) -> int:
    """`write_robustness` for a corpus's folder, with the text only where a finding asks for it; the number of specifications."""
    corpus = load_corpus(path)
    if any(needs_text(corpus, finding) for finding in read_findings(corpus)) and any((corpus.folder / "raw").glob("[!.]*")):
        corpus = load_corpus(path, text=True)
    return len(write_robustness(corpus))
