"""A corpus: the catalogue and the articles or their features become five tables; `load_corpus` is the way in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.codebook import Codebook, load_codebook
from helpers.extraction import RULES, extract_article, tool_versions
from helpers.languages import LANGUAGES, language_of
from helpers.tables import TABLES, CorpusError, read_csv, write_csv, write_whole

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ("paragraphs", "terms", "mentions", "voices")
_COUNTS = ["n_paragraphs", "n_sentences", "n_words"]
_SET_ASIDE = ["file", "doc_id", "problem"]


@dataclass(frozen=True)
class Corpus:
    """Five tidy tables, the codebook they were counted with, and what was set aside (file, doc_id, problem)."""

    name: str
    documents: pd.DataFrame
    paragraphs: pd.DataFrame
    terms: pd.DataFrame
    mentions: pd.DataFrame
    voices: pd.DataFrame
    set_aside: pd.DataFrame
    codebook: Codebook

    def __repr__(self) -> str:
        languages = ", ".join(sorted(self.documents["language"].unique()))
        return f"Corpus {self.name!r}: {len(self.documents)} articles ({languages}), {len(self.set_aside)} set aside"


def load_corpus(path: str | Path, text: bool = False, codebook: str | Path | None = None) -> Corpus:
    """The corpus in a folder, from its features; with ``text=True`` counted again from the files, text beside it.

    A folder has a catalogue.csv, and features/ or raw/ or both. Without current features the files are counted in memory.
    Raises CorpusError where neither will do, with the sentence that says how to rebuild.
    """
    folder = _resolve(path)
    book = load_codebook(codebook or _codebook_folder(folder))
    catalogue = read_catalogue(folder / "catalogue.csv")
    stale = why_stale(folder, catalogue, book)
    if stale or text:
        tables, set_aside = count_articles(folder, catalogue, book, text=text, why=stale or "text is asked for")
    else:
        tables, set_aside = _read_features(folder)
    present = catalogue[~catalogue["doc_id"].isin(set_aside["doc_id"])]
    documents = _documents(present, tables["paragraphs"])
    return Corpus(name=folder.name, documents=documents, set_aside=set_aside, codebook=book, **tables)


def _resolve(path: str | Path) -> Path:
    """The folder as given, else below the project's root, so that a notebook may run from anywhere."""
    folder = Path(path)
    if not folder.is_absolute() and not folder.is_dir():
        folder = ROOT / folder
    if not folder.is_dir():
        raise CorpusError(path, None, "there is no such corpus folder", "make one with: python -m helpers new FOLDER FILES")
    return folder


def _codebook_folder(folder: Path) -> Path:
    own = folder / "codebook"
    return own if own.is_dir() else ROOT / "data" / "codebook"


def read_catalogue(path: Path) -> pd.DataFrame:
    """The catalogue, one row per article, sorted by doc_id; CorpusError at the first row that cannot be used."""
    catalogue = read_csv(path, [name for name in TABLES["catalogue"] if name != "file"])
    first_row: dict[str, int] = {}
    for row, (doc_id, language, sha256) in enumerate(catalogue[["doc_id", "language", "sha256"]].itertuples(index=False), start=2):
        if not doc_id:
            raise CorpusError(path, row, "the doc_id is empty", "give the article a short name of its own")
        for kind, value in (("doc_id", doc_id), ("sha256", sha256)):
            if value and first_row.setdefault(f"{kind} {value}", row) != row:
                raise CorpusError(path, row, f"the {kind} {value!r} stands in row {first_row[f'{kind} {value}']} too", "delete one of them")
        if language and language.split("-")[0] not in LANGUAGES:
            raise CorpusError(path, row, f"the language {language!r} is not supported", "write en, zh-Hans, zh-Hant or vi")
    missing = {name: "" for name in TABLES["catalogue"] if name not in catalogue}
    return catalogue.assign(**missing)[TABLES["catalogue"]].sort_values("doc_id", ignore_index=True)


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


def count_articles(folder: Path, catalogue: pd.DataFrame, book: Codebook, text: bool = False, why: str = "") -> tuple[dict, pd.DataFrame]:
    """Count every article of the catalogue from its file: the feature tables, and what was set aside (file, doc_id, problem).

    Files are recognised by their SHA-256, whatever they are called. One bad article never stops the others.
    """
    files = _files_by_hash(folder / "raw")
    if not files:
        remedy = f"put them into {folder.name}/raw and run: python -m helpers extract data/{folder.name}"
        raise CorpusError(folder, None, f"{why}, and without the articles' files nothing can be counted anew", remedy)
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in FEATURES}
    set_aside = []
    for facts in catalogue.to_dict("records"):
        file = files.pop(facts["sha256"], None)
        try:
            if file is None:
                raise CorpusError("catalogue.csv", None, f"no file in raw/ has the SHA-256 of {facts['doc_id']!r}", "add the file or delete the row")
            tables = extract_article(file.read_bytes(), file.name, facts, book, text=text)
        except CorpusError as error:
            set_aside.append((facts["file"], facts["doc_id"], str(error)))
            continue
        for name in FEATURES:
            parts[name].append(tables[name])
    for file in sorted(files.values()):
        set_aside.append((file.name, "", f"{file.name}: no row of the catalogue has its SHA-256; add one or remove the file."))
    counted = {name: pd.concat(parts[name], ignore_index=True) if parts[name] else _empty(name) for name in FEATURES}
    return counted, pd.DataFrame(set_aside, columns=_SET_ASIDE)


def _files_by_hash(raw: Path) -> dict[str, Path]:
    if not raw.is_dir():
        return {}
    files = sorted(file for file in raw.iterdir() if file.is_file() and not file.name.startswith("."))
    return {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in reversed(files)}


def _empty(name: str) -> pd.DataFrame:
    return pd.DataFrame(columns=TABLES[name])


def _documents(catalogue: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    body = paragraphs[paragraphs["role"] == "body"].groupby("doc_id")
    counts = pd.DataFrame({"n_paragraphs": body.size(), "n_sentences": body["n_sentences"].sum(), "n_words": body["n_words"].sum()})
    documents = catalogue.drop(columns="file").join(counts, on="doc_id")
    return documents.fillna({name: 0 for name in _COUNTS}).astype({name: int for name in _COUNTS}).reset_index(drop=True)


def write_features(folder: Path | str, codebook: str | Path | None = None) -> pd.DataFrame:
    """Count the corpus from its files and write features/; returns what was set aside. `python -m helpers extract` calls it."""
    folder = _resolve(folder)
    book = load_codebook(codebook or _codebook_folder(folder))
    catalogue = read_catalogue(folder / "catalogue.csv")
    tables, set_aside = count_articles(folder, catalogue, book, why="features are asked for")
    for name in FEATURES:
        write_csv(tables[name], folder / "features" / f"{name}.csv")
    made = {
        "rules": RULES,
        "codebook": book.sha256,
        "articles": _what_is_counted(catalogue),
        "set_aside": set_aside.to_numpy().tolist(),
        "tools": tool_versions(),
    }
    content = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(folder / "features" / "features.json", content.encode())  # last: without it, features count as missing
    return set_aside


def _read_features(folder: Path) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    numbers = ["paragraph", "sentence", "count", "n_sentences", "n_words", "n_paragraphs"]
    tables = {}
    for name in FEATURES:
        table = read_csv(folder / "features" / f"{name}.csv", TABLES[name])
        table = table.astype({column: int for column in numbers if column in table})
        tables[name] = table.assign(negated=table["negated"] == "True") if "negated" in table else table
    made = json.loads((folder / "features" / "features.json").read_text("utf-8"))
    return tables, pd.DataFrame(made["set_aside"], columns=_SET_ASIDE)


def evidence(documents: pd.DataFrame) -> pd.DataFrame:
    """The catalogue's evidence, one row per fact that was inferred or needs a word: doc_id, fact, evidence."""
    told = documents[["doc_id", "evidence"]].assign(evidence=documents["evidence"].str.split("; ")).explode("evidence")
    told = told[told["evidence"].fillna("") != ""]
    parts = told["evidence"].str.partition(": ")
    return pd.DataFrame({"doc_id": told["doc_id"], "fact": parts[0], "evidence": parts[2]}).reset_index(drop=True)
