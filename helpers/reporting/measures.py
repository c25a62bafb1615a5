"""Which measures a report shows, and whom to cite for each: known by the names under which tables and figures show them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.tables import read_csv


class Measure(NamedTuple):
    """A column of a table (or a figure's name), what a paper calls it, how it is cited and the full reference."""

    shown_as: str
    name: str
    cited: str
    reference: str


DIMENSION, SPECIFICATIONS = "dimension", "specification_curves"
"""What the codebook's frames are nested in, and the figure of all ways to count: they are cited in sentences of their own."""


def measures() -> list[Measure]:
    """The rows of measures.csv: each measure of which the notebooks may show a number."""
    rows = read_csv(Path(__file__).with_name("measures.csv"), list(Measure._fields))
    return [Measure(**row) for row in rows.to_dict("records")]


def measures_in(tables: Iterable[pd.DataFrame], figures: Iterable[str]) -> list[Measure]:
    """The measures of which a report shows a number, in the order of measures.csv: a column without a value does not count.

    >>> [measure.name for measure in measures_in([pd.DataFrame({"dp": ["0.5"], "kappa": ["–"]})], ["word_shift"])]
    ['DP', 'word shifts']
    """
    shown = set(figures)
    for table in tables:
        shown |= {name for name in table.columns if pd.to_numeric(table[name], errors="coerce").notna().any()}
    return [measure for measure in measures() if measure.shown_as in shown]
