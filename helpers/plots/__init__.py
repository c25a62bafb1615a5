"""Every plot of the collection: a tidy frame in, a figure out. Nothing is computed here but positions."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from helpers.figures import DOUBLE

SHADES = LinearSegmentedColormap.from_list(
    "shares", ["#f7f7f4", "#9ec3dd", "#2f74a8", "#0b2f57"]
)  # light to dark, also in grey

ABREAST = 90  # letters of column names that a figure of two columns holds side by side


def ink_on(colour: tuple[float, ...]) -> str:
    """Black or white, whichever has the higher contrast on a colour (WCAG 2.1 relative luminance)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "black" if luminance > 0.179 else "white"  # equal contrast, 4.6 to 1, lies at 0.179


def heat_map(shares: pd.DataFrame, rows: str, columns: str, title: str) -> Figure:
    """Shares as shades, each cell with its count: columns `rows`, `columns`, share (0 to 1), n_evoked, n_units.

    Rows and columns stand in the order of their first appearance; a cell without units stays empty. Names of columns that
    would run into each other stand upright.
    """
    value = shares.pivot_table(index=rows, columns=columns, values="share", sort=False, observed=True)
    evoked = shares.pivot_table(index=rows, columns=columns, values="n_evoked", sort=False, observed=True)
    units = shares.groupby(columns, sort=False, observed=True)["n_units"].max()
    longest = max((len(str(name)) for name in value.columns), default=0)
    upright = len(value.columns) > 12 or longest * len(value.columns) > ABREAST
    figure, axes = plt.subplots(figsize=(DOUBLE, 0.36 * len(value) + 1.3 + (0.06 * longest if upright else 0)))
    axes.imshow(value.to_numpy(), cmap=SHADES, vmin=0, vmax=1, aspect="auto")
    for i, row in enumerate(value.index):
        for j, column in enumerate(value.columns):
            share = value.loc[row, column]
            if pd.notna(share):
                axes.text(j, i, f"{evoked.loc[row, column]:.0f}", ha="center", va="center", color=ink_on(SHADES(share)))
    names = [f"{name}, of {units[name]}" if upright else f"{name}\nof {units[name]}" for name in value.columns]
    axes.set_xticks(range(len(names)), names, rotation=90 if upright else 0)
    axes.set_yticks(range(len(value.index)), value.index)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xticks([edge - 0.5 for edge in range(1, len(value.columns))], minor=True)
    axes.set_yticks([edge - 0.5 for edge in range(1, len(value.index))], minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.tick_params(which="minor", length=0)
    axes.set_title(title)
    return figure


def strips(values: pd.DataFrame, rows: str, position: str, value: str, title: str) -> Figure:
    """One strip per row, a square per position with its value written in it: columns `rows`, `position` (from 1), `value`."""
    names = list(dict.fromkeys(values[rows]))
    most = max(values[value].max(), 1)
    figure, axes = plt.subplots(figsize=(DOUBLE, 0.42 * len(names) + 0.9))
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
    axes.set_title(title)
    return figure
