"""The plots of robustness and validation: a tidy frame in, a figure out. Nothing is computed here but positions."""

from __future__ import annotations

import math
import textwrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.figures import COLOURS, DOUBLE, INK, MUTED, RULE, plot
from helpers.plots import abreast, lines_of, per_row

FOR, AGAINST = COLOURS[0], COLOURS[1]


@plot
def specification_curves(curves: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """A panel per finding: every specification's difference in percentage points, sorted, and below it which options it takes.

    curves: finding, place (1, 2, … from the smallest difference), points, supports, options (tuple of those that are no default).
    Filled circles support the finding, open squares do not.
    """
    names = list(dict.fromkeys(curves["finding"]))
    options = {name: sorted({option for taken in own["options"] for option in taken}) for name, own in curves.groupby("finding")}
    lines = math.ceil(len(names) / per_row(width))
    most = [max(len(options[name]) for name in names[line * per_row(width) : (line + 1) * per_row(width)]) for line in range(lines)]
    panel, mark, gap, head = (1.0, 0.16, 0.5, 0.9) if width == DOUBLE else (0.46, 0.11, 0.37, 0.8)
    heights = [part for count in most for part in (panel, mark * max(count, 1) + 0.1, gap)]
    height = sum(heights) + head + 0.2
    figure = plt.figure(figsize=(width, height))
    edges = {"left": 0.2 if width == DOUBLE else 0.32, "right": 0.99, "top": 1 - head / height, "bottom": 0.2 / height}
    grid = figure.add_gridspec(len(heights), per_row(width), height_ratios=heights, hspace=0.12, wspace=0.75, **edges)
    for number, name in enumerate(names):
        line, column = divmod(number, per_row(width))
        own = curves[curves["finding"] == name]
        curve, marks = (figure.add_subplot(grid[3 * line + part, column]) for part in (0, 1))
        _curve(curve, own, name)
        _marks(marks, own, options[name])
    handles = [
        Line2D([], [], marker="o", linestyle="", color=FOR, label="supports the finding"),
        Line2D([], [], marker="s", linestyle="", markerfacecolor="white", color=AGAINST, label="does not"),
    ]
    figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 1 - 0.3 / height), ncols=2, frameon=False, fontsize=8)
    figure.suptitle(title)
    return figure


def _curve(axes: Axes, own: pd.DataFrame, name: str) -> None:
    axes.axhline(0, color=MUTED, linewidth=1)
    for supports, colour, marker, fill in ((True, FOR, "o", FOR), (False, AGAINST, "s", "white")):
        part = own[own["supports"] == supports]
        axes.plot(part["place"], part["points"], marker=marker, linestyle="", color=colour, markerfacecolor=fill, markersize=4)
    said = f"{textwrap.shorten(name, 96, placeholder=' …')}: {own['supports'].sum()} of {len(own)}"
    said = textwrap.fill(said, 56 if axes.figure.get_figwidth() > 5 else 72)
    axes.annotate(said, (-0.5, 1.1), xycoords="axes fraction", va="bottom", fontsize=8, linespacing=1.1)
    axes.set_xlim(0.2, len(own) + 0.8)
    axes.margins(y=0.18)
    axes.set_xticks([])
    axes.tick_params(axis="y", labelsize=7)
    axes.spines["bottom"].set_visible(False)


def _marks(axes: Axes, own: pd.DataFrame, options: list[str]) -> None:
    for row, option in enumerate(options):
        axes.axhline(row, color=RULE, linewidth=0.6, zorder=0)
        taken = own.loc[[option in chosen for chosen in own["options"]], "place"]
        axes.plot(taken, [row] * len(taken), marker="|", linestyle="", color=INK, markersize=5)
    axes.set_xlim(0.2, len(own) + 0.8)
    axes.set_ylim(max(len(options), 1) - 0.4, -0.6)
    axes.set_xticks([])
    axes.set_yticks(range(len(options)), options, fontsize=7)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


@plot
def power_lines(differences: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """How often a planted difference is found, by clusters per source: a panel per design, a line per difference, a band over the iccs.

    differences: n_clusters, design, difference, icc, found; the line is the middle icc, the band runs over all of them.
    """
    designs = list(dict.fromkeys(differences["design"]))
    figure, panels = abreast(len(designs), 2.2, 0.9, width)
    ticks = sorted(differences["n_clusters"].unique())
    middle = sorted(differences["icc"].unique())[differences["icc"].nunique() // 2]
    for panel, design in zip(panels, designs, strict=True):
        own = differences[differences["design"] == design]
        panel.axhline(0.8, color=MUTED, linewidth=1, linestyle="--")
        for (gap, lines), colour, marker in zip(own.groupby("difference"), COLOURS, "os^Dv", strict=False):
            band = lines.groupby("n_clusters")["found"].agg(["min", "max"])
            line = lines[lines["icc"] == middle].sort_values("n_clusters")
            panel.fill_between(band.index, band["min"], band["max"], color=colour, alpha=0.15, linewidth=0)
            label = "none planted (level)" if gap == 0 else f"{100 * gap:.0f} points"
            panel.plot(line["n_clusters"], line["found"], color=colour, marker=marker, markersize=4, linewidth=1.2, label=label)
        panel.set_xscale("log")
        panel.set_xticks(ticks, [f"{tick}" for tick in ticks], fontsize=8)
        panel.minorticks_off()
        panel.set_ylim(-0.03, 1.03)
        panel.set_title(design, fontsize=9)
        panel.set_xlabel("clusters (event × origin) of each source", fontsize=8)
    panels[0].set_ylabel("share of repeats with p ≤ 0.05")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2 * per_row(width), frameon=False, fontsize=8)
    figure.suptitle(title)
    return figure


@plot
def share_pairs(shares: pd.DataFrame, rows: str, group: str, values: list[str], title: str, width: float = DOUBLE) -> Figure:
    """Several codings of the same shares side by side: a panel per `group`, a line per `rows`, a mark per column of `values` (0 to 1)."""
    groups, names = list(dict.fromkeys(shares[group])), list(dict.fromkeys(shares[rows]))
    figure, panels = abreast(len(groups), lines_of(width, 0.26, 0.15) * len(names) + 0.4, 0.9, width, sharex=True)
    for panel, name in zip(panels, groups, strict=True):
        own = shares[shares[group] == name].set_index(rows).reindex(names)
        ends = own[values].astype(float)
        panel.hlines(range(len(names)), ends.min(axis=1), ends.max(axis=1), color=RULE, linewidth=2, zorder=1)
        for number, (value, colour) in enumerate(zip(values, COLOURS, strict=False)):
            last = value == values[-1]
            aside = 0 if last else 0.34 * (number - (len(values) - 2) / 2) / max(len(values) - 1, 1)
            look = {"marker": "os^v<>"[number % 6], "markersize": 4}
            look = {"marker": "D", "markerfacecolor": "white", "markersize": 7} if last else look
            at = [row + aside for row in range(len(names))]
            panel.plot(ends[value], at, linestyle="", color=colour, label=value, zorder=2 if last else 3, clip_on=False, **look)
        panel.set_title(name, fontsize=8)
        panel.set_xlabel("per cent", fontsize=8)
        panel.set_xlim(-0.05, 1.05)
        panel.set_xticks([0, 0.5, 1], ["0", "50", "100"], fontsize=8)
        panel.set_ylim(len(names) - 0.4, -0.6)
        panel.set_yticks(range(len(names)), names)
        panel.tick_params(axis="y", length=0)
        panel.spines["left"].set_visible(False)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(values), frameon=False, fontsize=8)
    figure.suptitle(title)
    return figure
