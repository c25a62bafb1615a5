"""A blind sample of paragraphs for human coders: drawn with known probabilities, filled in as a spreadsheet, taken back as codes alone.

Strata: language × the rarest frame that the codebook finds in a paragraph (or none), so that rare frames are drawn too; within a stratum
simple random sampling without replacement, so that a paragraph's inclusion probability is drawn / there are, which `key.csv` keeps.
The sheet hides source, outlet and what the codebook found. A filled-in sheet holds text; what is kept of it, `coder_<name>.csv`, does not.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.corpus import Corpus, corpus_folder, load_corpus
from helpers.frames import body_places, evoked
from helpers.languages import language_of
from helpers.tables import CorpusError, read_csv, write_csv

KEY = ["item", "doc_id", "paragraph", "stratum", "n_stratum", "n_drawn"]
UNIT = ["doc_id", "paragraph"]
HIDDEN = "[outlet]"
NONE = "none"
CODES = {"1": 1.0, "0": 0.0, "1.0": 1.0, "0.0": 0.0, "1,0": 1.0, "0,0": 0.0, "": np.nan}


def body_units(corpus: Corpus) -> pd.DataFrame:
    """The body paragraphs: doc_id, paragraph, language (primary subtag)."""
    tags = corpus.documents.set_index("doc_id")["language"].map(lambda tag: language_of(tag).tag)
    units = body_places(corpus).loc[lambda table: table["doc_id"].isin(tags.index), UNIT].reset_index(drop=True)
    return units.assign(language=units["doc_id"].map(tags))


def strata(corpus: Corpus) -> pd.Series:
    """The stratum of each of `body_units`: its language, and the frame found in it that the fewest paragraphs of the language evoke."""
    units = body_units(corpus)
    found = evoked(corpus).merge(units, on=UNIT)
    sizes = found.groupby(["language", "frame"]).size().rename("size")
    rarest = found.join(sizes, on=["language", "frame"]).sort_values([*UNIT, "size", "frame"]).drop_duplicates(UNIT)
    frame = units[UNIT].merge(rarest[[*UNIT, "frame"]], on=UNIT, how="left")["frame"].fillna(NONE)
    return (units["language"] + " " + frame).rename("stratum")


def draw(corpus: Corpus, per_stratum: int = 4, seed: int = 1) -> pd.DataFrame:
    """The key of a sample: KEY, in the shuffled order of the sheet; `per_stratum` paragraphs of each stratum, or all where it has fewer."""
    if per_stratum < 1:
        raise CorpusError("coding sheet", None, f"{per_stratum} paragraphs of each stratum are asked for", "ask for 1 or more")
    random = np.random.Generator(np.random.Philox(key=seed))
    units = body_units(corpus).assign(stratum=strata(corpus))
    drawn = []
    for _, own in units.groupby("stratum", sort=True):
        n = min(per_stratum, len(own))
        chosen = np.sort(random.choice(len(own), n, replace=False))
        drawn.append(own.iloc[chosen].assign(n_stratum=len(own), n_drawn=n))
    if not drawn:
        raise CorpusError(corpus.name, None, "there is no body paragraph to draw from", "add articles to the corpus")
    key = pd.concat(drawn, ignore_index=True)
    key = key.iloc[random.permutation(len(key))].reset_index(drop=True)
    return key.assign(item=[f"P{number:04d}" for number in range(1, len(key) + 1)])[KEY]


def write_sheet(path: str | Path, per_stratum: int = 4, seed: int = 1) -> int:
    """Into coding/ of a corpus's folder: sheet.csv to fill in, definitions.csv, key.csv to keep from the coders; returns the items.

    CorpusError where the text is not at hand, or the sample is being coded already.
    """
    folder = corpus_folder(path) / "coding"
    if any(folder.glob("coder_*.csv")):
        remedy = "move it away before drawing another sample, whose items would have the same names"
        raise CorpusError(folder, None, "there are codes already", remedy)
    corpus = load_corpus(path, text=True)
    key, frames = draw(corpus, per_stratum, seed), corpus.codebook.frames
    rows = key.merge(corpus.paragraphs, on=UNIT).merge(corpus.documents[["doc_id", "language", "source", "outlet", "origin"]], on="doc_id")
    text = [masked(row.text, (row.source, row.outlet, row.origin)) for row in rows.itertuples()]
    sheet = pd.DataFrame({"item": rows["item"], "language": rows["language"], "text": text})
    write_csv(sheet.assign(**dict.fromkeys(frames["frame"], ""), note=""), folder / "sheet.csv")
    write_csv(frames[["frame", "label", "definition"]], folder / "definitions.csv")
    write_csv(key, folder / "key.csv")
    return len(key)


def masked(text: str, names: tuple[str, ...]) -> str:
    """A text without the names by which a coder would know the outlet.

    >>> masked("新华社电：各方同意 (Xinhua)", ("Xinhua", "新华社, through a mirror", ""))
    '[outlet]电：各方同意 ([outlet])'
    """
    parts = sorted({part.strip() for name in names for part in name.split(",") if part.strip()}, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, parts)), HIDDEN, text, flags=re.IGNORECASE) if parts else text


def take_back(path: str | Path, filled: list[Path]) -> list[str]:
    """Filled-in sheets become coder_<file name>.csv in coding/ (doc_id, paragraph, frames): codes without text; returns a line per sheet.

    Rows are matched by item, in whatever order a spreadsheet left them; deleted rows and empty cells are codes not given. Before the codes
    are read (`validate.read_coders`) coders.csv beside them must say what each coder was and saw.
    """
    corpus = load_corpus(path)
    folder, said = corpus.folder / "coding", []
    key = read_csv(folder / "key.csv", KEY)
    for file in filled:
        codes = read_codes(file, corpus, key)
        cells = codes.pivot(index=UNIT, columns="frame", values="code").reset_index()
        frames = [name for name in corpus.codebook.frames["frame"] if name in cells]
        cells[frames] = cells[frames].map(lambda code: "" if np.isnan(code) else f"{code:.0f}")
        name = re.sub(r"\W+", "_", file.stem.removeprefix("coder_").removeprefix("sheet_"))
        write_csv(cells[[*UNIT, *frames]], folder / f"coder_{name}.csv")
        missing = int(codes["code"].isna().sum()) + (len(key) - len(cells)) * len(frames)
        said.append(f"{file.name}: {len(cells)} of {len(key)} items, {missing} codes not given")
    return said


def read_codes(file: Path, corpus: Corpus, key: pd.DataFrame | None = None) -> pd.DataFrame:
    """One coder's file in long form: doc_id, paragraph, frame, code (1, 0, or missing); rows are named by item, or doc_id and paragraph.

    CorpusError names file, row and remedy: an item or paragraph that is not in the sample, one that stands twice, a column that is no
    frame, a cell that is no code.
    """
    file, known = Path(file), list(corpus.codebook.frames["frame"])
    table = read_csv(file, numbered=True)
    by_item = key is not None and "item" in table
    table = read_csv(file, ["item"] if by_item else UNIT, numbered=True)
    frames = [name for name in table if name not in ("item", "language", "text", "note", "coder", *UNIT)]
    strange = [name for name in frames if name not in known]
    if strange or not frames:
        problem = f"the column {strange[0]!r} is no frame of the codebook" if strange else "there is no column of codes"
        raise CorpusError(file, 1, problem, f"name columns as frames.csv does ({', '.join(known[:3])}, …)")
    if by_item:
        places = key.set_index("item")[UNIT].astype(str).agg(tuple, axis=1).to_dict()
    else:
        units = body_units(corpus)[UNIT].astype(str).agg(tuple, axis=1)
        places = dict(zip(units, units, strict=True))
    rows, seen = [], {}
    for number, cells in zip(table.index, table.to_dict("records"), strict=True):
        name = cells["item"].strip() if by_item else (cells["doc_id"].strip(), cells["paragraph"].strip().removesuffix(".0"))
        said = name if by_item else " ".join(name)
        if name not in places:
            remedy = "restore it from the sheet; a spreadsheet may have made a number or a date of it (format the column as text)"
            raise CorpusError(file, number, f"{said!r} is not among the paragraphs to code", remedy)
        if name in seen:
            raise CorpusError(file, number, f"{said!r} stands in row {seen[name]} already", "keep one of the rows")
        seen[name] = number
        rows += [(*places[name], frame, _code(file, number, frame, cells[frame])) for frame in frames]
    codes = pd.DataFrame(rows, columns=[*UNIT, "frame", "code"])
    return codes.astype({"paragraph": int, "code": float})


def _code(file: Path, row: int, frame: str, cell: str) -> float:
    if cell.strip() not in CODES:
        problem, remedy = f"{frame} is {cell!r}, which is no code", "write 1, 0 or nothing (format the columns as text)"
        raise CorpusError(file, row, problem, remedy)
    return CODES[cell.strip()]
