"""A corpus: the catalogue and the articles or their features become six tables; `load_corpus` is the way in."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from helpers.catalogue import SET_ASIDE, evidence, read_catalogue, usable_rows
from helpers.codebook import Codebook, load_codebook
from helpers.extraction import FEATURES, RULES, as_tables, extract_rows, tool_versions
from helpers.files import RawFiles
from helpers.tables import TABLES, CorpusError, read_csv, write_csv, write_whole

__all__ = ["ROOT", "Corpus", "count_articles", "evidence", "load_corpus", "read_catalogue", "why_stale", "write_features"]

ROOT = Path(__file__).resolve().parent.parent
_COUNTS = ["n_paragraphs", "n_sentences", "n_words"]


@dataclass(frozen=True)
class Corpus:
    """Six tidy tables, the codebook they were counted with, and what was set aside (file, doc_id, problem)."""

    name: str
    documents: pd.DataFrame
    paragraphs: pd.DataFrame
    terms: pd.DataFrame
    mentions: pd.DataFrame
    voices: pd.DataFrame
    facts: pd.DataFrame
    set_aside: pd.DataFrame
    codebook: Codebook
    folder: Path | None = field(default=None, repr=False)  # where findings and codings lie

    def __repr__(self) -> str:
        languages = ", ".join(sorted(self.documents["language"].unique()))
        return f"Corpus {self.name!r}: {len(self.documents)} articles ({languages}), {len(self.set_aside)} set aside"


def load_corpus(path: str | Path, text: bool = False, codebook: str | Path | None = None) -> Corpus:
    """The corpus in a folder, from its features; with ``text=True`` counted again from the files, text beside it.

    A folder has a catalogue.csv, and features/ or raw/ or both. Without current features the files are counted in
    memory. A row of the catalogue that cannot be used is set aside, and named; the others are loaded. Raises
    CorpusError where neither will do, with the sentence that says how to rebuild.
    """
    folder = corpus_folder(path)
    book = load_codebook(codebook or codebook_folder(folder))
    catalogue, errors = usable_rows(folder / "catalogue.csv")
    stale = why_stale(folder, catalogue, book)
    if stale or text:
        tables, aside = count_articles(folder, catalogue, book, text=text, why=stale or "text is asked for")
    else:
        tables, aside = _read_features(folder)
    unused = pd.DataFrame([(row["file"], row["doc_id"], str(error)) for row, error in errors], columns=SET_ASIDE)
    documents = _documents(catalogue[~catalogue["doc_id"].isin(aside["doc_id"])], tables["paragraphs"])
    aside = pd.concat([unused, _without_rows_of(aside, errors)], ignore_index=True)
    return Corpus(name=folder.name, documents=documents, set_aside=aside, codebook=book, folder=folder, **tables)


def _without_rows_of(aside: pd.DataFrame, errors: list) -> pd.DataFrame:
    """A file whose row is set aside is not also a file without a row."""
    named = {row["file"] for row, _ in errors} - {""}
    return aside[~(aside["file"].isin(named) & (aside["doc_id"] == ""))]


def corpus_folder(path: str | Path) -> Path:
    """The folder as given, else below the project's root, so that a notebook may run from anywhere."""
    folder = Path(path)
    if not folder.is_absolute() and not folder.is_dir():
        folder = ROOT / folder
    if not folder.is_dir():
        raise CorpusError(
            path, None, "there is no such corpus folder", "make one with: python -m helpers new FOLDER FILES"
        )
    return folder


def codebook_folder(folder: Path) -> Path:
    """The corpus's own codebook, where it has one, else the project's."""
    own = folder / "codebook"
    return own if own.is_dir() else ROOT / "data" / "codebook"


def why_stale(folder: Path, catalogue: pd.DataFrame, book: Codebook) -> str:
    """Why the features of a corpus cannot be used, as half a sentence, or "" where they can."""
    try:
        made = json.loads((folder / "features" / "features.json").read_text("utf-8"))
    except (OSError, ValueError):
        return "there are no features yet"
    if made.get("codebook") != book.sha256:
        return "the codebook has changed since the features were counted"
    if made.get("rules") != RULES:
        return "the extraction rules have changed since the features were counted"
    if made.get("articles") != _what_is_counted(catalogue):
        return "the catalogue's articles, languages or translations have changed since the features were counted"
    return ""


def _what_is_counted(catalogue: pd.DataFrame) -> dict[str, list[str]]:
    facts = catalogue[["sha256", "language", "translation"]].to_numpy().tolist()
    return dict(zip(catalogue["doc_id"], facts, strict=True))


def count_articles(
    folder: Path, catalogue: pd.DataFrame, book: Codebook, text: bool = False, why: str = ""
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Count every article of the catalogue from its file: the feature tables, and what was set aside (file, doc_id,
    problem).

    Files are recognised by their SHA-256, whatever they are called. One bad article never stops the others. The
    catalogue's index is named in errors as the spreadsheet's row where `usable_rows` read it.
    """
    files = RawFiles(folder / "raw", set(catalogue["file"]))
    if not files.names:
        remedy = f"put them into {folder.name}/raw and run: python -m helpers extract data/{folder.name}"
        raise CorpusError(
            folder, None, f"{why}, and without the articles' files nothing can be counted anew", remedy
        )
    counted, aside = [], []
    records = zip(catalogue.index, catalogue.to_dict("records"), strict=True)
    for row, facts in tqdm(records, total=len(catalogue), desc="Counting articles", unit="article", disable=None):
        try:
            data, name = files.take(facts, int(row))
            counted.append(extract_rows(data, name, facts, book, text=text))
        except CorpusError as error:
            aside.append((facts["file"], facts["doc_id"], str(error)))
    aside += [(error.file, "", str(error)) for error in files.left()]
    return as_tables(counted, text=text), pd.DataFrame(aside, columns=SET_ASIDE)


def _documents(catalogue: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    body = paragraphs[paragraphs["role"] == "body"].groupby("doc_id")
    sums = {"n_sentences": body["n_sentences"].sum(), "n_words": body["n_words"].sum()}
    counts = pd.DataFrame({"n_paragraphs": body.size(), **sums})
    documents = catalogue.drop(columns="file").join(counts, on="doc_id")
    return documents.fillna(dict.fromkeys(_COUNTS, 0)).astype(dict.fromkeys(_COUNTS, int)).reset_index(drop=True)


def write_features(folder: Path | str, codebook: str | Path | None = None) -> pd.DataFrame:
    """Count the corpus from its files and write features/; returns what was set aside (file, doc_id, problem), rows of
    the catalogue included. `python -m helpers extract` calls it."""
    folder = corpus_folder(folder)
    book = load_codebook(codebook or codebook_folder(folder))
    catalogue, errors = usable_rows(folder / "catalogue.csv")
    tables, aside = count_articles(folder, catalogue, book, why="features are asked for")
    for name in FEATURES:
        write_csv(tables[name], folder / "features" / f"{name}.csv")
    made = {
        "rules": RULES,
        "codebook": book.sha256,
        "articles": _what_is_counted(catalogue),
        "set_aside": aside.to_numpy().tolist(),
        "tools": tool_versions(),
    }
    content = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(folder / "features" / "features.json", content.encode())  # last: without it, features count as missing
    unused = pd.DataFrame([(row["file"], row["doc_id"], str(error)) for row, error in errors], columns=SET_ASIDE)
    return pd.concat([unused, _without_rows_of(aside, errors)], ignore_index=True)


def refresh_features(path: str | Path) -> None:
    """Count a corpus anew where its features are stale and its files are present; leave it as it is otherwise.

    `python -m helpers report` calls it, so that the articles are counted once and not by every notebook.
    """
    try:
        folder = corpus_folder(path)
        catalogue, _ = usable_rows(folder / "catalogue.csv")
        stale = why_stale(folder, catalogue, load_codebook(codebook_folder(folder)))
    except CorpusError:
        return  # the report says it, in the notebook that needs the corpus
    if stale and (folder / "raw").is_dir() and any((folder / "raw").iterdir()):
        for problem in write_features(folder)["problem"]:
            print(f"Set aside: {problem}", file=sys.stderr)


def _read_features(folder: Path) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    numbers = ["paragraph", "sentence", "count", "n_sentences", "n_words", "n_paragraphs"]
    tables = {}
    for name in FEATURES:
        table = read_csv(folder / "features" / f"{name}.csv", TABLES[name])
        table = table.astype({column: int for column in numbers if column in table})
        tables[name] = table.assign(negated=table["negated"] == "True") if "negated" in table else table
    made = json.loads((folder / "features" / "features.json").read_text("utf-8"))
    return tables, pd.DataFrame(made["set_aside"], columns=SET_ASIDE)
