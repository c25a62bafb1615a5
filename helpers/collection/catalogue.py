"""The catalogue: one row per article, checked row by row; what a reader left empty gets its documented default."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.languages import LANGUAGES
from helpers.reading.dates import DATE_FORM, find_dates, precision_of
from helpers.tables import TABLES, CorpusError, read_csv

UNNAMED = "to be named"
"""The source of an article whose file names none, until the catalogue does; notebooks group such articles together."""

TAGS = ("en", "zh-Hans", "zh-Hant", "vi")
TRANSLATIONS = ("original", "translated", "machine-translated", "unknown")
SET_ASIDE = ["file", "doc_id", "problem"]
REJECTED = "rejected.csv"  # what `new` could not take in, beside the catalogue


def read_catalogue(path: Path) -> pd.DataFrame:
    """The catalogue, one row per article, sorted by doc_id; CorpusError at the first row that cannot be used."""
    catalogue, errors = usable_rows(path)
    if errors:
        raise errors[0][1]
    return catalogue.reset_index(drop=True)


def usable_rows(path: Path) -> tuple[pd.DataFrame, list[tuple[dict[str, str], CorpusError]]]:
    """The catalogue's rows that can be used, sorted by doc_id and indexed by the spreadsheet's row (header = 1), and
    the others as (row, error).

    Raises CorpusError only where the table as a whole cannot be read: no file, a column missing, cells without a name.
    """
    catalogue = read_rows(path)
    errors, bad = [], []
    first: dict[tuple[str, str], int] = {}
    for row, facts in zip(catalogue.index, catalogue.to_dict("records"), strict=True):
        found = next(_problems(row, facts, first), None)
        if found:
            bad.append(row)
            errors.append((facts, CorpusError(path.name, row, *found)))
    return with_defaults(catalogue.drop(index=bad)).sort_values("doc_id", kind="stable"), errors


def read_rows(path: Path) -> pd.DataFrame:
    """Every row of the catalogue as it is written, in its order, the columns those of TABLES; index: spreadsheet row."""
    catalogue = read_csv(path, [name for name in TABLES["catalogue"] if name != "file"], numbered=True)
    missing = {name: "" for name in TABLES["catalogue"] if name not in catalogue}
    stripped = catalogue.assign(**missing)[TABLES["catalogue"]]
    return stripped.apply(lambda column: column.str.strip())


def rejected(path: Path) -> pd.DataFrame:
    """What `new` was given and could not take in (file, problem), as it keeps it beside the catalogue; empty where there is nothing."""
    return read_csv(path, ["file", "problem"])[["file", "problem"]] if path.is_file() else pd.DataFrame(columns=["file", "problem"])


def with_rejected(aside: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """What was set aside, and what `new` had rejected before: both are counted in the report."""
    before = rejected(folder / REJECTED).assign(doc_id="")
    return pd.concat([aside, before.loc[~before["file"].isin(aside["file"]), SET_ASIDE]], ignore_index=True)


def unclustered(path: Path) -> set[str]:
    """The articles whose row names neither cluster_id nor origin: what `lineage` may fill."""
    rows = read_rows(path)
    return set(rows.loc[(rows["cluster_id"] == "") & (rows["origin"] == ""), "doc_id"])


def _problems(row: int, facts: dict[str, str], first: dict[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, as (problem, remedy); `first` remembers in which row a doc_id or a file came first."""
    if not facts["doc_id"]:
        yield "the doc_id is empty", "give the article a short name of its own"
    for kind in ("doc_id", "sha256"):
        value = facts[kind]
        if value and first.setdefault((kind, value), row) != row:
            remedy = "give one of them another name" if kind == "doc_id" else "delete one of them"
            yield f"the {kind} {value!r} stands in row {first[kind, value]} too", remedy
    tag = facts["language"]
    if not tag or tag.split("-")[0] not in LANGUAGES:
        what = f"the language {tag!r} is not supported" if tag else "the language is empty"
        yield what, f"write {', '.join(TAGS[:-1])} or {TAGS[-1]}"
    if facts["translation"] not in ("", *TRANSLATIONS):
        near = difflib.get_close_matches(facts["translation"], TRANSLATIONS, 1) or ["unknown"]
        yield f"the translation {facts['translation']!r} is none of {', '.join(TRANSLATIONS)}", f"write {near[0]}"
    for name in ("published", "event_date"):
        problem = date_problem(facts[name])
        if problem:
            yield f"the {name} {facts[name]!r} is no date", problem


def date_problem(value: str) -> str:
    """The remedy for a cell that is no ISO date, "" for one that is.

    >>> date_problem("2023-07-19T09:24"), date_problem("19 July 2023"), date_problem("")
    ('', 'write 2023-07-19', '')
    >>> date_problem("ngày mai")
    'write it as 2023-07-19, 2023-07 or 2023, with T09:24 where the time is known'
    """
    try:
        precision_of(value)
    except ValueError:
        found = [stamp.iso for stamp in find_dates(value) if len(stamp.iso) >= len("2023-07-19")]
        return f"write {found[0] if len(found) == 1 else DATE_FORM}"
    return ""


def with_defaults(catalogue: pd.DataFrame) -> pd.DataFrame:
    """Empty cells that a group is made of, filled: source (the outlet, else UNNAMED), translation (unknown), event_id
    (the article's own: an unnamed event is shared with no other article) and cluster_id.

    The cluster is event × origin; where the origin is empty, event × source; where neither event nor source is named,
    the article alone; `lineage` then joins articles that repeat each other. The published_precision is read off the
    date. Nothing is written into the catalogue.
    """
    source = _filled(_filled(catalogue["source"], catalogue["outlet"]), UNNAMED)
    origin = _filled(catalogue["origin"], source.where(source != UNNAMED, ""))
    known = (catalogue["event_id"] != "") & (origin != "")
    cluster = (catalogue["event_id"] + " × " + origin).where(known, catalogue["doc_id"])
    return catalogue.assign(
        source=source,
        translation=_filled(catalogue["translation"], "unknown"),
        event_id=_filled(catalogue["event_id"], catalogue["doc_id"]),
        cluster_id=_filled(catalogue["cluster_id"], cluster),
        published_precision=catalogue["published"].map(precision_of).astype(object),
    )


def _filled(column: pd.Series, default: pd.Series | str) -> pd.Series:
    return column.where(column != "", default)


def datings(documents: pd.DataFrame) -> pd.DataFrame:
    """When each article says it was published and its event was: doc_id, label, fact ("published", "event"), stated, precision,
    and the first and last day that the stated date can mean (NaT where none is stated)."""
    rows = []
    for row in documents.itertuples(index=False):
        for fact, stated in (("event", row.event_date), ("published", row.published)):
            day = stated[:10]
            first = pd.Timestamp(day) if day else pd.NaT
            reach = {4: pd.offsets.YearEnd(0), 7: pd.offsets.MonthEnd(0)}.get(len(day))
            last = first + reach if reach is not None else first
            rows.append((row.doc_id, row.label, fact, stated or "not stated", precision_of(stated), first, last))
    return pd.DataFrame(rows, columns=["doc_id", "label", "fact", "stated", "precision", "first", "last"])


def evidence(documents: pd.DataFrame) -> pd.DataFrame:
    """The catalogue's evidence, one row per fact that was inferred or needs a word: doc_id, fact, evidence ("catalogue" where the file
    stated nothing and a reader has filled the cell in since)."""
    facts = rf"; (?=(?:{'|'.join(TABLES['catalogue'])}): )"  # a note may hold semicolons of its own
    told = documents[["doc_id", "evidence"]].assign(evidence=documents["evidence"].str.split(facts, regex=True)).explode("evidence")
    told = told[told["evidence"].fillna("") != ""]
    if told.empty:
        return pd.DataFrame(columns=["doc_id", "fact", "evidence"])
    parts = told["evidence"].str.partition(": ")
    found = pd.DataFrame({"doc_id": told["doc_id"], "fact": parts[0], "evidence": parts[2].str.strip()}).reset_index(drop=True)
    stated = documents.set_index("doc_id")
    filled = [fact in stated and stated.at[doc_id, fact] != "" for doc_id, fact in zip(found["doc_id"], found["fact"], strict=True)]
    by_hand = found["evidence"].str.startswith("unknown: ") & pd.Series(filled, index=found.index, dtype=bool)
    return found.assign(evidence=found["evidence"].mask(by_hand, "catalogue")).query("evidence != ''").reset_index(drop=True)
