"""The plots of the notebook on voices: a tidy frame in, a figure out. Nothing is computed here but positions."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.figures import COLOURS, DOUBLE, INK, MUTED, plot
from helpers.plots import ink_on

OUTLET_GREY = "#d9d9de"
NARROW = 0.05  # a bar under this share has no label inside
NAMED = 0.5  # a bar has its voice's name inside, for print without colour, from this share of a figure one inch wide


@plot
def voice_bars(shares: pd.DataFrame, rows: str, voice: str, title: str, width: float = DOUBLE) -> Figure:
    """One bar of words per group: columns `rows`, `voice`, kind (outlet, direct, indirect), share (0 to 1).

    A colour per voice, the same in every row; quoted words are full, words without quotation marks pale; the outlet is grey.
    Wide bars bear the voice's name.
    """
    groups = list(dict.fromkeys(shares[rows]))
    voices = list(dict.fromkeys(shares.loc[shares["kind"] != "outlet", voice]))
    colour = {name: COLOURS[number % len(COLOURS)] for number, name in enumerate(voices)}
    figure, axes = plt.subplots(figsize=(width, 0.58 * len(groups) + 1.2), layout="constrained")
    for place, group in enumerate(groups):
        left = 0.0
        for name, kind, share in shares.loc[shares[rows] == group, [voice, "kind", "share"]].itertuples(index=False):
            fill = OUTLET_GREY if kind == "outlet" else colour[name]
            pale = 0.45 if kind == "indirect" else 1
            axes.barh(place, share, left=left, height=0.76, color=fill, alpha=pale, edgecolor="white", linewidth=1)
            if share >= NARROW:
                ink = ink_on(to_rgb(fill)) if kind == "direct" else INK
                named = textwrap.wrap("outlet" if kind == "outlet" else str(name), int(13 * width * share), max_lines=2, placeholder="…")
                text = "\n".join([f"{100 * share:.0f}", *(named if share * width >= NAMED else ())])
                axes.text(left + share / 2, place, text, ha="center", va="center", color=ink, fontsize=7, linespacing=1)
            left += share
    axes.set_yticks(range(len(groups)), groups)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    figure.suptitle(title)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.set_xlabel("per cent of the body's words", color=MUTED)
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    handles = [Patch(color=colour[name], label=name) for name in voices]
    handles.append(Patch(color=OUTLET_GREY, label="the outlet itself"))
    handles += [Patch(color=MUTED, label="full: in quotation marks"), Patch(color=MUTED, alpha=0.45, label="pale: without")]
    figure.legend(handles=handles, loc="outside lower center", ncols=4 if width == DOUBLE else 2, frameon=False, fontsize=8)
    return figure
