"""Every plot of the collection: a tidy frame in, a figure of a given width out. Nothing is computed here but positions."""

from __future__ import annotations

import math
from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from helpers.figures import DOUBLE, plot

SHADES = LinearSegmentedColormap.from_list("shares", ["#f7f7f4", "#9ec3dd", "#2f74a8", "#0b2f57"])  # light to dark, also in grey

ABREAST = {True: 90, False: 36}  # letters of column names that a heat map of two columns holds side by side, or else of one


def per_row(width: float) -> int:
    """How many panels stand side by side in a figure so wide."""
    return 2 if width == DOUBLE else 1


def lines_of(width: float, wide: float, narrow: float) -> float:
    """The height of a line in inches: letters are smaller in a figure of one column."""
    return wide if width == DOUBLE else narrow


def ink_on(colour: tuple[float, ...]) -> str:
    """Black or white, whichever has the higher contrast on a colour (WCAG 2.1 relative luminance)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "black" if luminance > 0.179 else "white"  # equal contrast, 4.6 to 1, lies at 0.179


def drawn_count(n: float) -> str:
    """A count as a cell of a figure has room for it: in thousands from ten thousand on; the figure's numbers as text are whole.

    >>> drawn_count(9999), drawn_count(131353)
    ('9999', '131k')
    """
    return f"{n:.0f}" if n < 10_000 else f"{n / 1000:,.0f}k"


def panels_of(n: int, height: float, width: float, beside: float = 0, **shared: bool) -> tuple[Figure, list[Axes]]:
    """n panels in a grid, as many in a row as the width holds, `height` inches each and `beside` for the rest; spare ones are removed."""
    rows = math.ceil(n / per_row(width))
    size = (width, height * rows + beside)
    figure, grid = plt.subplots(rows, min(n, per_row(width)), figsize=size, squeeze=False, layout="constrained", **shared)
    for spare in grid.flat[n:]:
        spare.remove()
    return figure, list(grid.flat)[:n]


def abreast(n: int, height: float, beside: float, width: float, **shared: bool) -> tuple[Figure, list[Axes]]:
    """n panels side by side over two columns, one below the other in one; they share what is upright."""
    lines = (1, n) if width == DOUBLE else (n, 1)
    size = (width, height * lines[0] + beside)
    figure, grid = plt.subplots(*lines, figsize=size, sharey=True, squeeze=False, layout="constrained", **shared)
    return figure, list(grid.flat)


def squares(axes: Axes, columns: Sequence[str], rows: Sequence[str], rotation: int) -> None:
    """Name the columns and rows of a picture of squares, and set white lines between them."""
    axes.set_xticks(range(len(columns)), columns, rotation=rotation)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_xticks([edge - 0.5 for edge in range(1, len(columns))], minor=True)
    axes.set_yticks([edge - 0.5 for edge in range(1, len(rows))], minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)


@plot
def heat_map(shares: pd.DataFrame, rows: str, columns: str, title: str, width: float = DOUBLE) -> Figure:
    """Shares as shades, each cell with its count: columns `rows`, `columns`, share (0 to 1), n_evoked, n_units.

    Rows and columns stand in the order of their first appearance; a cell without units stays empty. Names of columns that
    would run into each other stand upright.
    """
    value = shares.pivot_table(index=rows, columns=columns, values="share", sort=False, observed=True)
    evoked = shares.pivot_table(index=rows, columns=columns, values="n_evoked", sort=False, observed=True)
    units = shares.groupby(columns, sort=False, observed=True)["n_units"].max()
    longest = max((len(str(name)) for name in value.columns), default=0)
    upright = len(value.columns) > 12 or longest * len(value.columns) > ABREAST[width == DOUBLE]
    height = lines_of(width, 0.36, 0.24) * len(value) + 0.9 + (lines_of(width, 0.06, 0.05) * longest if upright else 0)
    figure, axes = plt.subplots(figsize=(width, height), layout="constrained")
    axes.imshow(value.to_numpy(), cmap=SHADES, vmin=0, vmax=1, aspect="auto")
    for i, row in enumerate(value.index):
        for j, column in enumerate(value.columns):
            share = value.loc[row, column]
            if pd.notna(share):
                axes.text(j, i, drawn_count(evoked.loc[row, column]), ha="center", va="center", color=ink_on(SHADES(share)))
    names = [f"{name}, of {units[name]:,}" if upright else f"{name}\nof {units[name]:,}" for name in value.columns]
    squares(axes, names, value.index, rotation=90 if upright else 0)
    figure.suptitle(title)
    return figure


@plot
def strips(values: pd.DataFrame, rows: str, position: str, value: str, title: str, width: float = DOUBLE) -> Figure:
    """One strip per row, a square per position with its value written in it: columns `rows`, `position` (from 1), `value`."""
    names = list(dict.fromkeys(values[rows]))
    most = max(values[value].max(), 1)
    figure, axes = plt.subplots(figsize=(width, lines_of(width, 0.42, 0.26) * len(names) + 0.7), layout="constrained")
    for row, place, number in values[[rows, position, value]].itertuples(index=False):
        shade = 0.75 * number / most
        axes.add_patch(plt.Rectangle((place - 0.46, names.index(row) - 0.4), 0.92, 0.8, color=SHADES(shade)))
        axes.text(place, names.index(row), f"{number}", ha="center", va="center", color=ink_on(SHADES(shade)))
    axes.set_xlim(0.4, values[position].max() + 0.6)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks(range(1, int(values[position].max()) + 1))
    axes.set_xlabel("paragraph of the body")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    figure.suptitle(title)
    return figure


@plot
def bar_panels(values: pd.DataFrame, rows: str, value: str, panels: str, unit: str, title: str, width: float = DOUBLE) -> Figure:
    """A panel of bars per group, each with an axis of its own: columns `rows`, `value`, `panels` (the group)."""
    names, groups = list(dict.fromkeys(values[rows])), list(dict.fromkeys(values[panels]))
    figure, grid = abreast(len(groups), lines_of(width, 0.28, 0.17) * len(names) + 0.5, 0.4, width)
    for axes, group in zip(grid, groups, strict=True):
        own = values[values[panels] == group]
        axes.barh([names.index(name) for name in own[rows]], own[value], color="0.45")
        axes.set(title=group, xlabel=unit)
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(axis="y", length=0)
    grid[0].invert_yaxis()
    figure.suptitle(title)
    return figure
