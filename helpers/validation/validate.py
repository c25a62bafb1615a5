"""Does the codebook find what coders see? Their codes against each other, and the codebook's against theirs.

All take `codes`: doc_id, paragraph, frame, coder, code (1, 0, missing), language; `read_coders` makes it. A sample weighs by its design:
a paragraph of a stratum of N, of which n were drawn, stands for N / n. Where every body paragraph was coded all weights are 1 and nothing
is corrected. Intervals are percentiles of a bootstrap: of alpha, of paragraphs drawn anew, unweighted and whatever their stratum; of
precision and recall (`accuracy.scores`), of paragraphs with their weights, drawn anew within strata. Paragraphs of one article are not
independent, so both are too narrow for a claim about other articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import krippendorff
import numpy as np
import pandas as pd

from helpers.corpus import Corpus
from helpers.frames import body_mentions, body_places, evoked
from helpers.tables import CorpusError, command, read_csv
from helpers.validation.coding_sheet import KEY, UNIT, body_units, read_codes

POSITIVES = 10  # fewer: a coefficient would rest on a handful of paragraphs
DRAWS = 1000
CODEBOOK = "codebook"
WHO = ["coder", "kind", "saw"]


class Coding(NamedTuple):
    """What coders left: `codes` (long), `design` (doc_id, paragraph, language, stratum, n_stratum), complete: nothing was sampled.

    who: by coder, of what kind (a language model, a trained student …) and what was seen, as coders.csv says it.
    """

    codes: pd.DataFrame
    design: pd.DataFrame
    complete: bool
    who: Mapping[str, tuple[str, str]] = MappingProxyType({})

    @property
    def coders(self) -> list[str]:
        """Their names, as the files have them."""
        return sorted(self.codes["coder"].unique())

    @property
    def kinds(self) -> str:
        """What the coders are, in the plural: "language models"; "coders of no stated kind" where nothing says it."""
        return " and ".join(sorted({f"{kind}s" for kind, _ in self.who.values()})) or "coders of no stated kind"


def read_coders(corpus: Corpus) -> Coding:
    """The files coder_*.csv in coding/ of the corpus's folder; without any, empty tables.

    With key.csv the coded paragraphs are a sample with its probabilities; without it they must be all body paragraphs. coders.csv beside
    them says of each coder the kind and what was seen; CorpusError where it does not.
    """
    folder = corpus.folder / "coding" if corpus.folder else None
    files = sorted(folder.glob("coder_*.csv")) if folder and folder.is_dir() else []
    units = body_units(corpus)
    empty = pd.DataFrame(columns=[*UNIT, "frame", "coder", "code", "language"])
    if not files:
        return Coding(empty, units.assign(stratum="", n_stratum=0).head(0), False)
    who = _who(folder, [file.stem.removeprefix("coder_") for file in files])
    key = read_csv(folder / "key.csv", KEY) if (folder / "key.csv").is_file() else None
    found = [read_codes(file, corpus, key).assign(coder=file.stem.removeprefix("coder_")) for file in files]
    codes = pd.concat(found, ignore_index=True).merge(units, on=UNIT)
    if key is None:
        lacking = len(units) - len(codes[UNIT].drop_duplicates())
        if lacking:
            problem = f"{lacking} of {len(units)} body paragraphs have no row, and no key.csv says how the others were chosen"
            raise CorpusError(folder, None, problem, f"code them all, or draw a sample with: {command('coding-sheet')} FOLDER")
        sizes = units.groupby("language")["paragraph"].transform("size")
        return Coding(codes, units.assign(stratum=units["language"], n_stratum=sizes), True, who)
    key = key.astype({"paragraph": int, "n_stratum": int, "n_drawn": int})
    design = units.merge(key, on=UNIT)[[*UNIT, "language", "stratum", "n_stratum"]]
    return Coding(codes, design, bool((key["n_stratum"] == key["n_drawn"]).all()), who)


def _who(folder: Path, coders: list[str]) -> dict[str, tuple[str, str]]:
    file = folder / "coders.csv"
    rows = read_csv(file, WHO).set_index("coder") if file.is_file() else pd.DataFrame(columns=WHO[1:])
    for coder in coders:
        if coder not in rows.index or not all(rows.loc[coder, WHO[1:]].str.strip()):
            problem = f"it does not say what the coder {coder!r} was and saw"
            raise CorpusError(file, None, problem, f"add a row under {', '.join(WHO)}, such as: {coder}, human coder, the sheet")
    return {coder: (rows.loc[coder, "kind"].strip(), rows.loc[coder, "saw"].strip()) for coder in coders}


def how_coded(corpus: Corpus, coding: Coding) -> str:
    """Who coded how much, in a sentence; without codes, how to get some."""
    if not coding.coders:
        return f"Not yet coded. Where the articles' files are, draw a sheet with: {command(f'coding-sheet data/{corpus.name}')}"
    n, given = len(body_units(corpus)), coding.codes.dropna(subset="code").groupby("coder").size()
    who = "; ".join(f"coder {name} ({_kind(coding, name)}; {given.get(name, 0)} codes)" for name in coding.coders)
    how = "every body paragraph" if coding.complete else "a stratified sample"
    return f"Coded by {who}: {how}, {len(coding.design)} of {n} paragraphs, {coding.codes['frame'].nunique()} frames."


def _kind(coding: Coding, coder: str) -> str:
    kind, saw = coding.who.get(coder, ("of no stated kind", ""))
    return f"{kind}, saw {saw}" if saw else kind


def coded_articles(corpus: Corpus, coding: Coding) -> Corpus:
    """The corpus with the articles of which a paragraph was coded, or given to coders."""
    return corpus.only(set(coding.design["doc_id"]))


def with_codebook(corpus: Corpus, coding: Coding) -> pd.DataFrame:
    """The codes, and those of the codebook for the same paragraphs as one more coder."""
    grid = coding.design[[*UNIT, "language"]].merge(corpus.codebook.frames[["frame"]], how="cross")
    found = evoked(coded_articles(corpus, coding))[[*UNIT, "frame"]].assign(code=1.0)
    computed = grid.merge(found, on=[*UNIT, "frame"], how="left").fillna({"code": 0.0}).assign(coder=CODEBOOK)
    return pd.concat([coding.codes, computed[coding.codes.columns]], ignore_index=True)


def alpha_of(ones: np.ndarray, zeros: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Krippendorff's alpha of two-valued codes from the ones and zeros that each unit was given; a row of `weights` per bootstrap draw.

    alpha = 1 − Dₒ/Dₑ over units with two codes or more: Dₒ = Σ 2 n₁n₀ / (m − 1) / n, Dₑ = 2 N₁N₀ / (n (n − 1)), m the codes of a unit,
    n all of them (Krippendorff 2019, Content Analysis, 4th edition, chapter 12, nominal metric; a missing code is simply none). Not a
    number where no code varies. The package krippendorff gives the value; this gives the same a thousand times over.
    """
    ones, zeros = np.asarray(ones, float), np.asarray(zeros, float)
    m = ones + zeros
    pairable = m > 1
    weights = np.ones((1, len(m))) if weights is None else np.asarray(weights, float)
    apart = np.where(pairable, 2 * ones * zeros / np.where(pairable, m - 1, 1), 0)
    n1, n0 = weights @ np.where(pairable, ones, 0), weights @ np.where(pairable, zeros, 0)
    n = n1 + n0
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - (weights @ apart / n) / (2 * n1 * n0 / (n * (n - 1)))


def agreement(codes: pd.DataFrame, by: str = "language", seed: int = 1) -> pd.DataFrame:
    """Krippendorff's alpha per frame and language between all coders, unweighted: it speaks of these paragraphs.

    Columns: frame, `by`, n_units (with two codes or more), n_coders, n_positive (units that a coder coded 1), n_apart (coded apart),
    alpha, low, high (95%, bootstrap), basis. Missing, with the reason in `basis`, where one coder worked alone or under ten units are
    positive; no interval where the coders never differ, for every draw would give the same.
    """
    rows = []
    for (frame, group), own in codes.groupby(["frame", by], sort=True):
        table = own.pivot(index="coder", columns=UNIT, values="code").to_numpy(dtype=float)
        ones, zeros = (table == 1).sum(axis=0), (table == 0).sum(axis=0)
        pairable = ones + zeros > 1
        n_coders, n_positive = int((~np.isnan(table)).any(axis=1).sum()), int((ones[pairable] > 0).sum())
        counts = (int(pairable.sum()), n_coders, n_positive, int(((ones > 0) & (zeros > 0)).sum()))
        if n_coders < 2 or n_positive < POSITIVES:
            why = "one coder only: no agreement to measure" if n_coders < 2 else f"not estimable, {n_positive} positive"
            rows.append((frame, group, *counts, np.nan, np.nan, np.nan, why))
            continue
        varied = len(np.unique(table[:, pairable][~np.isnan(table[:, pairable])])) > 1
        value = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal") if varied else np.nan
        random = np.random.Generator(np.random.Philox(key=seed))
        weights = random.multinomial(pairable.sum(), np.full(pairable.sum(), 1 / pairable.sum()), size=DRAWS)
        low, high = np.nan, np.nan
        if varied and counts[3]:
            low, high = np.nanquantile(alpha_of(ones[pairable], zeros[pairable], weights), [0.025, 0.975])
        said = f"{n_positive} positive of {counts[0]} paragraphs" + ("" if counts[3] else "; never apart: no interval")
        rows.append((frame, group, *counts, float(value), float(low), float(high), said))
    columns = ["frame", by, "n_units", "n_coders", "n_positive", "n_apart", "alpha", "low", "high", "basis"]
    return pd.DataFrame(rows, columns=columns)


def to_adjudicate(corpus: Corpus, coding: Coding) -> pd.DataFrame:
    """What coders see differently: doc_id, paragraph, place (in the body), frame, a column per coder, forms (the codebook's there)."""
    wide = coding.codes.pivot(index=[*UNIT, "frame"], columns="coder", values="code")
    apart = wide[wide.nunique(axis=1) > 1].reset_index().rename_axis(columns=None)
    forms = forms_found(coded_articles(corpus, coding))
    places = body_places(corpus)[[*UNIT, "place"]]
    apart = apart.merge(places, on=UNIT).merge(forms, on=[*UNIT, "frame"], how="left").fillna({"forms": ""})
    return apart[[*UNIT, "place", *apart.columns.drop([*UNIT, "place"])]]


def forms_found(corpus: Corpus, joined: bool = True) -> pd.DataFrame:
    """The words behind each paragraph and frame: doc_id, paragraph, frame, forms (one string), or form (a row each)."""
    mentions = body_mentions(corpus)
    own = mentions[mentions["left_out"] == ""].drop(columns="form").rename(columns={"words": "form"})
    own = own.drop_duplicates([*UNIT, "frame", "form"]).sort_values([*UNIT, "frame", "form"])
    return own.groupby([*UNIT, "frame"])["form"].agg(", ".join).rename("forms").reset_index() if joined else own[[*UNIT, "frame", "form"]]


def reference(corpus: Corpus, coding: Coding) -> pd.DataFrame:
    """The code that counts (doc_id, paragraph, frame, code): adjudicated.csv's where it has one, else most coders'; a tie has none."""
    mean = coding.codes.groupby([*UNIT, "frame"])["code"].mean()
    code = mean.where(mean != 0.5).round().dropna()
    path = corpus.folder / "coding" / "adjudicated.csv" if corpus.folder else None
    if path and path.is_file():
        decided = read_codes(path, corpus).dropna().set_index([*UNIT, "frame"])["code"]
        code = decided.combine_first(code)
    return code.rename("code").reset_index()
