"""What a run rests on, as tables: articles, bases, what was set aside, text, codebook, tools, files."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from nbformat import NotebookNode

from helpers.coding.evoked import body_mentions
from helpers.collection.catalogue import usable_rows
from helpers.corpus import Corpus, codebook_folder, why_stale
from helpers.estimates import basis_of
from helpers.extraction import RULES, tool_versions
from helpers.languages import language_of
from helpers.parted import summed
from helpers.reporting.execution import is_parameters

SHOWN_WITH = ("pandas", "numpy", "scipy", "matplotlib", "nbconvert")
"""Packages beyond those that decide what is counted: tables, statistics, figures and pages come from them."""


def by_source(documents: pd.DataFrame) -> pd.DataFrame:
    """One row per source and language: articles, events, clusters, body paragraphs, words (a unit of that language)."""
    groups = documents.groupby(["source", "language", "translation"], sort=True)
    return groups.agg(
        articles=("doc_id", "size"), events=("event_id", "nunique"), clusters=("cluster_id", "nunique"),
        body_paragraphs=("n_paragraphs", "sum"), words=("n_words", "sum"),
    ).reset_index()  # fmt: skip


def by_event(documents: pd.DataFrame) -> pd.DataFrame:
    """One row per event: its date as far as it is known, and how many articles, sources and clusters tell it, in which languages."""
    groups = documents.groupby("event_id", sort=True)
    return groups.agg(
        date=("event_date", lambda dates: ", ".join(sorted(set(dates) - {""}))),
        languages=("language", lambda tags: ", ".join(sorted(set(tags)))),
        articles=("doc_id", "size"), sources=("source", "nunique"), clusters=("cluster_id", "nunique"),
    ).reset_index().rename(columns={"event_id": "event"})  # fmt: skip


def bases(documents: pd.DataFrame) -> pd.DataFrame:
    """What the number of clusters allows to say, for all articles together and for each source and each language."""
    rows = [("all articles", basis_of(len(documents), documents["cluster_id"].nunique()))]
    for column in ("source", "language"):
        for name, group in documents.groupby(column, sort=True):
            rows.append((f"{column} {name}", basis_of(len(group), group["cluster_id"].nunique())))
    return pd.DataFrame(rows, columns=["of", "basis"])


def not_counted(corpus: Corpus) -> pd.DataFrame:
    """What was left out of the counts and why, with how much of it there was: one row per reason."""

    reasons = {"within a longer form": "it lies within a longer form", "negated": "it is negated"}
    if corpus.codebook.cues.fields:
        reasons["cues against it"] = "the cues of its paragraph speak against it"

    def count(part: Corpus) -> list:
        mentions = body_mentions(part)
        roles = part.paragraphs.loc[part.paragraphs["role"] != "body"]
        return [roles.groupby("role").size(), mentions[mentions["left_out"] != ""].groupby("left_out")["count"].sum()]

    roles, forms = summed(corpus, count)
    rows = [("article", "its file or its row in the catalogue could not be used (each is named below)", len(corpus.set_aside))]
    rows += [("paragraph", f"its role is {role}: only body paragraphs are coded", n) for role, n in roles.items()]
    rows += [("codebook form", said, int(forms.get(why, 0))) for why, said in reasons.items()]
    return pd.DataFrame(rows, columns=["what", "why", "n"])


def read_by(executed: dict[Path, NotebookNode], failures: dict[str, str]) -> pd.DataFrame:
    """One row per notebook: the parameters with which it ran, and whether it ran to its end."""
    rows = []
    for path, notebook in executed.items():
        cells = [re.sub(r"\s*#.*", "", line) for cell in filter(is_parameters, notebook.cells) for line in cell.source.splitlines()]
        given = dict(re.findall(r"^(\w+)\s*=\s*['\"]?(.*?)['\"]?$", "\n".join(cells), re.MULTILINE))
        others = "; ".join(f"{name} = {value}" for name, value in given.items() if name not in ("CORPUS", "TEXT"))
        text = "yes" if given.get("TEXT") == "True" else "no"
        rows.append((path.name, text, others or "none", failures.get(path.name) or "ran to its end"))
    return pd.DataFrame(rows, columns=["notebook", "text_of_the_corpus", "other_parameters", "state"])


def codebook_facts(corpus: Corpus, folder: Path) -> pd.DataFrame:
    """The codebook: where it stands, its version as its list of changes says, its hash and its size."""
    book, home = corpus.codebook, codebook_folder(folder)
    entries = book.entries["language"].value_counts().sort_index()
    rows = [
        ("folder", "the corpus's own" if home.parent == folder else "the collection's"),
        ("version", codebook_version(home) or "not stated in CHANGES.md"),
        ("SHA-256 of its tables", book.sha256),
        ("frames", len(book.frames)),
        ("concepts", len(book.concepts)),
        *((f"forms in {language_of(tag).name}", n) for tag, n in entries.items()),
        ("actors", len(book.actors)),
    ]
    return pd.DataFrame([(name, str(value)) for name, value in rows], columns=["codebook", "value"])


def codebook_version(folder: Path) -> str:
    """The newest version that CHANGES.md names (`## Version 2`), "" where it names none."""
    changes = folder / "CHANGES.md"
    found = re.search(r"^##\s+Version\s+(\S+)", changes.read_text("utf-8"), re.MULTILINE) if changes.is_file() else None
    return found[1] if found else ""


def tools(folder: Path, corpus: Corpus, text: bool) -> pd.DataFrame:
    """The versions of rules and packages; those that counted come from the features where the features were read."""
    stale = text or why_stale(folder, usable_rows(folder / "catalogue.csv")[0], corpus.codebook)
    counted = tool_versions() if stale else json.loads((folder / "features" / "features.json").read_text("utf-8"))["tools"]
    when = "in this run, from the files" if stale else "once, into the stored features that this report reads"
    rows = [("articles were counted", when), ("extraction rules", f"version {RULES}")]
    rows += [(name, number) for name, number in sorted(counted.items())]
    rows += [("Python", platform.python_version()), *((name, version(name)) for name in SHOWN_WITH)]
    return pd.DataFrame([(name, str(value)) for name, value in rows], columns=["tool", "version"])


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else f"no {noun}s"


def named(values: Iterable[str], most: int = 6) -> str:
    """A list in words, cut after some.

    >>> named(["RFI", "Xinhua"]), named("abcd", most=2)
    ('RFI and Xinhua', 'a, b and 2 more')
    """
    listed = list(values)
    if len(listed) > most:
        listed = [*listed[:most], f"{len(listed) - most} more"]
    return " and ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
