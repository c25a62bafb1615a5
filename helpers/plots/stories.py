"""The plots of the notebook on one story: tidy frames in, a figure out. Nothing is computed here but positions."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from helpers.figures import COLOURS, DOUBLE, INK, MUTED, plot

STATES = {"kept": COLOURS[0], "altered": COLOURS[1], "only here": "#8a8a94"}
NOTE = "#a34700"  # the colour of what is altered, dark enough to read
WIDE, GAP = 0.39, 0.12  # of a box, and between two


@plot
def two_columns(boxes: pd.DataFrame, links: pd.DataFrame, titles: tuple[str, str], width: float = DOUBLE) -> Figure:
    """Two articles as columns of paragraphs, joined where they tell the same.

    boxes: column (0 or 1), place (from 0), label (two lines), note (one), state (a key of STATES). links: place_a, place_b, score, state.
    A link's width is its score; an altered one is dashed, so that colour is not the only sign. Without boxes the figure says so.
    """
    height = int(boxes["place"].max()) + 1 if len(boxes) else 1
    letters = round(8 * width) if width == DOUBLE else 25  # of a line in a box
    figure, axes = plt.subplots(figsize=(width, (0.6 if width == DOUBLE else 0.8) * height + 1.1))
    for link in links.itertuples(index=False):
        start, end = (WIDE, _middle(link.place_a)), (1 - WIDE, _middle(link.place_b))
        curve = Path([start, (0.5, start[1]), (0.5, end[1]), end], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
        style = "-" if link.state == "kept" else (0, (3, 1.2))
        look = {"edgecolor": STATES[link.state], "linewidth": 0.8 + 4 * link.score, "linestyle": style}
        axes.add_patch(PathPatch(curve, fill=False, alpha=0.85, **look))
    for box in boxes.itertuples(index=False):
        left, colour = (0, 1 - WIDE)[box.column], STATES[box.state]
        alone = box.state == "only here"
        shape = FancyBboxPatch(
            (left + 0.004, box.place + GAP / 2), WIDE - 0.008, 1 - GAP, boxstyle="round,pad=0,rounding_size=0.012", mutation_aspect=height,
            facecolor="#ececef" if alone else "white", edgecolor=colour, linewidth=1.2, linestyle=":" if alone else "-",
        )  # fmt: skip
        axes.add_patch(shape)
        said = [textwrap.fill(line, letters) for line in (*box.label.split("\n"), box.note)]
        axes.text(left + 0.012, box.place + 0.12, "\n".join(said[:-1]), va="top", fontsize=7, linespacing=1.2)
        axes.text(left + 0.012, box.place + 0.89, said[-1], va="bottom", fontsize=6.6, color=NOTE, linespacing=1.1)
    for column, title in enumerate(titles):
        axes.text((0, 1 - WIDE)[column], -0.2, title, fontsize=9, color=INK, va="bottom")
    if boxes.empty:
        axes.text(0.5, 0.5, "no two articles to compare", ha="center", va="center", color=MUTED)
    axes.set_xlim(0, 1)
    axes.set_ylim(height + 0.1, -0.6)
    axes.axis("off")
    handles = [
        Line2D([], [], color=STATES["kept"], linewidth=3, label="nothing altered that is looked for"),
        Line2D([], [], color=STATES["altered"], linewidth=3, linestyle=(0, (2, 1)), label="altered"),
        Line2D([], [], color=STATES["only here"], linewidth=1.5, linestyle=":", label="only here"),
    ]
    columns = 3 if width == DOUBLE else 1
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=columns, frameon=False, fontsize=8)
    return figure


def _middle(place: int) -> float:
    return place + 0.5
