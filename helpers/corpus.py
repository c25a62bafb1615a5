"""A corpus: the catalogue and the articles or their features become six tables; `load_corpus` is the way in."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from helpers.codebook import Codebook, load_codebook
from helpers.collection.catalogue import SET_ASIDE, evidence, read_catalogue, unclustered, usable_rows, with_rejected
from helpers.collection.files import RawFiles, changed_since, shown
from helpers.extraction import FEATURES, RULES, as_tables, extract_rows, tool_versions
from helpers.parted import Corpus, PartedCorpus, with_counts
from helpers.partitions import NUMBERS, clear, key_of
from helpers.tables import TABLES, CorpusError, command, read_csv, write_csv, write_whole

__all__ = ["ROOT", "Corpus", "count_articles", "evidence", "load_corpus", "read_catalogue", "why_stale", "write_features"]

ROOT = Path(__file__).resolve().parent.parent


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
        made = json.loads((folder / "features" / "features.json").read_text("utf-8"))
        aside = pd.DataFrame(made["set_aside"], columns=SET_ASIDE)
        tables = {} if "parts" in made else _read_features(folder)
    known = catalogue[~catalogue["doc_id"].isin(aside["doc_id"])]
    every = with_rejected(unused(errors, aside.to_numpy().tolist()), folder)
    told = {"name": folder.name, "set_aside": every, "codebook": book, "folder": folder}
    if tables:
        corpus = Corpus(documents=with_counts(known, [tables["paragraphs"]]), **told, **tables)
    else:
        corpus = PartedCorpus.opened(folder / "features", made["parts"], known, told)
    if unclaimed := unclustered(folder / "catalogue.csv"):
        from helpers.lineage import with_lineage  # its packages take a second to load, and few corpora need them

        vars(corpus)["documents"] = with_lineage(corpus, unclaimed)
    return corpus


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
        raise CorpusError(path, None, "there is no such corpus folder", f"make one with: {command('new FOLDER FILES')}")
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
    articles = counted_articles(catalogue)
    if made.get("articles") != (key_of(articles) if "parts" in made else articles):
        return "the catalogue's articles, languages or translations have changed since the features were counted"
    return ""


def counted_articles(catalogue: pd.DataFrame) -> dict[str, list[str]]:
    """doc_id → what decides its counts: sha256, language, translation."""
    facts = catalogue[["sha256", "language", "translation"]].to_numpy().tolist()
    return dict(zip(catalogue["doc_id"], facts, strict=True))


def count_articles(
    folder: Path, catalogue: pd.DataFrame, book: Codebook, text: bool = False, why: str = ""
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Count every article of the catalogue from its file: the feature tables, and what was set aside (file, doc_id, problem).

    Files are recognised by their SHA-256, whatever they are called. One bad article never stops the others. The
    catalogue's index is named in errors as the spreadsheet's row where `usable_rows` read it.
    """
    files = RawFiles(folder / "raw", set(catalogue["file"]))
    if not files.names:
        remedy = f"put them into {shown(folder)}/raw and run: {command(f'extract {shown(folder)}')}"
        raise CorpusError(folder, None, f"{why}, and without the articles' files nothing can be counted anew", remedy)
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


def write_features(folder: Path | str, codebook: str | Path | None = None) -> pd.DataFrame:
    """Count the corpus from its files and write features/; returns what was set aside (file, doc_id, problem), rows of
    the catalogue included. `python -m helpers extract` calls it."""
    folder = corpus_folder(folder)
    book = load_codebook(codebook or codebook_folder(folder))
    catalogue, errors = usable_rows(folder / "catalogue.csv")
    tables, aside = count_articles(folder, catalogue, book, why="features are asked for")
    (folder / "features" / "features.json").unlink(missing_ok=True)
    clear(folder / "features", 0)
    for name in FEATURES:
        write_csv(tables[name], folder / "features" / f"{name}.csv")
    write_receipt(folder / "features", book, {"articles": counted_articles(catalogue)}, aside.to_numpy().tolist())
    return unused(errors, aside.to_numpy().tolist())


def write_receipt(features: Path, book: Codebook, counted: dict, aside: list[list[str]]) -> None:
    """Write features.json: what was counted (`articles`; `parts` where there are), by which rules, and what was set aside.

    It is written last: without it, features count as missing.
    """
    made = {"rules": RULES, "codebook": book.sha256, "set_aside": aside, "tools": tool_versions(), **counted}
    content = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(features / "features.json", content.encode())


def unused(errors: list[tuple[dict[str, str], CorpusError]], aside: list[list[str]]) -> pd.DataFrame:
    """What was set aside (file, doc_id, problem): rows of the catalogue that cannot be used, then articles and files."""
    rows = pd.DataFrame([(row["file"], row["doc_id"], str(error)) for row, error in errors], columns=SET_ASIDE)
    others = _without_rows_of(pd.DataFrame(aside, columns=SET_ASIDE), errors)
    return pd.concat([rows, others], ignore_index=True)


def refresh_features(path: str | Path, write: Callable[[Path], pd.DataFrame] = write_features) -> None:
    """Count a corpus anew where its features are stale, or its files others, and these are present; leave it otherwise.

    `python -m helpers report` calls it, so that the articles are counted once and not by every notebook.
    """
    try:
        folder = corpus_folder(path)
        catalogue, _ = usable_rows(folder / "catalogue.csv")
        stale = why_stale(folder, catalogue, load_codebook(codebook_folder(folder)))
    except CorpusError:
        return  # the report says it, in the notebook that needs the corpus
    if not (folder / "raw").is_dir() or not any((folder / "raw").iterdir()):
        return
    made = {} if stale else json.loads((folder / "features" / "features.json").read_text("utf-8"))
    rows = zip(catalogue.index, catalogue[["doc_id", "file", "sha256"]].to_dict("records"), strict=True)
    changed = [] if stale else changed_since(folder / "raw", rows, made["set_aside"])
    if changed:
        print(f"Counting again, for {len(changed)} in raw/ changed: {changed[0]}", file=sys.stderr)
    if stale or changed:
        for problem in write(folder)["problem"]:
            print(f"Set aside: {problem}", file=sys.stderr)


def _read_features(folder: Path) -> dict[str, pd.DataFrame]:
    tables = {}
    for name in FEATURES:
        table = read_csv(folder / "features" / f"{name}.csv", TABLES[name])
        table = table.astype({column: int for column in NUMBERS if column in table})
        tables[name] = table.assign(negated=table["negated"] == "True") if "negated" in table else table
    return tables
