"""Plots of frames: strips along each article, and the matrix of frames that share paragraphs."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from helpers.figures import COLOURS, DOUBLE, MUTED, RULE, plot
from helpers.plots import SHADES, abreast, ink_on, lines_of, panels_of, per_row, squares


@plot
def frame_strips(along: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """A panel per article, a row per frame, a square per body paragraph that evokes it: the rows of `frames.frames_along`."""
    articles, frames = list(dict.fromkeys(along["label"])), list(dict.fromkeys(along["label_frame"]))
    figure, panels = panels_of(len(articles), lines_of(width, 0.19, 0.15) * len(frames) + 0.5, width, 0.5, sharey=True)
    most = int(along["n_places"].max())
    for panel, name in zip(panels, articles, strict=True):
        own = along[along["label"] == name]
        n_places = int(own["n_places"].max())
        panel.hlines(range(len(frames)), 0.5, n_places + 0.5, color=RULE, linewidth=0.8, zorder=1)
        there = own[own["n_mentions"] > 0]
        for place, frame in zip(there["place"], there["label_frame"], strict=True):
            at = frames.index(frame)
            panel.add_patch(plt.Rectangle((place - 0.44, at - 0.36), 0.88, 0.72, color=COLOURS[0], linewidth=0, zorder=2))
        panel.set_title(f"{name}, {n_places} paragraphs", fontsize=9)
        panel.set_xlim(0.3, most + 0.7)
        panel.set_ylim(len(frames) - 0.4, -0.6)
        panel.set_xticks([place for place in (1, *range(5, most + 1, 5)) if place <= n_places])
        panel.set_yticks(range(len(frames)), frames)
        panel.tick_params(length=0)
        panel.spines[:].set_visible(False)
    figure.supxlabel("paragraph of the body, in reading order", fontsize=9)
    figure.suptitle(title)
    return figure


@plot
def cooccurrence_matrix(pairs: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """Paragraphs that two frames share: number and shade (share of those that evoke either), the rows of `frames.cooccurrence`.

    On the diagonal, uncoloured, the paragraphs that evoke the frame at all.
    """
    names = list(dict.fromkeys(pairs["label_a"]))
    figure, axes = plt.subplots(figsize=(width, lines_of(width, 0.36, 0.24) * len(names) + 1.2), layout="constrained")
    shade = np.full((len(names), len(names)), np.nan)
    for row in pairs.itertuples(index=False):
        i, j = names.index(row.label_a), names.index(row.label_b)
        diagonal, jaccard = i == j, 0.0 if pd.isna(row.jaccard) else row.jaccard
        if not diagonal:
            shade[i, j] = jaccard
        ink = MUTED if diagonal or not row.n_both else ink_on(SHADES(jaccard))
        axes.text(j, i, f"({row.n_both})" if diagonal else f"{row.n_both}", ha="center", va="center", color=ink)
    axes.imshow(shade, cmap=SHADES, vmin=0, vmax=1, aspect="auto")
    squares(axes, names, names, rotation=90)
    figure.suptitle(title)
    return figure


@plot
def voice_pairs(split: pd.DataFrame, panels: str, title: str, width: float = DOUBLE) -> Figure:
    """Outlet voice against quoted voice: a panel per group, a row per frame, a ring for the outlet's own words, a dot for reported ones.

    Columns: `panels` (the group), label_frame, whose (own, reported), share (of the paragraphs in which that voice has a word), n_units.
    """
    groups, frames = list(dict.fromkeys(split[panels])), list(dict.fromkeys(split["label_frame"]))
    figure, axes = panels_of(len(groups), lines_of(width, 0.21, 0.15) * len(frames) + 0.5, width, 0.7, sharex=True, sharey=True)
    for panel, group in zip(axes, groups, strict=True):
        own = split[split[panels] == group].pivot_table(index="label_frame", columns="whose", values="share").reindex(frames)
        own = own.reindex(columns=["own", "reported"])
        panel.hlines(range(len(frames)), own.min(axis=1), own.max(axis=1), color=RULE, linewidth=2, zorder=1)
        panel.scatter(own["reported"], range(len(frames)), s=26, color=COLOURS[0], zorder=2, label="reported words")
        ring = {"s": 34, "facecolor": "none", "edgecolor": COLOURS[1], "linewidth": 1.6}
        panel.scatter(own["own"], range(len(frames)), zorder=3, label="outlet's own words", **ring)
        sizes = split[split[panels] == group].groupby("whose")["n_units"].max()
        panel.set_title(f"{group}: own {sizes.get('own', 0)}, reported {sizes.get('reported', 0)}", fontsize=9)
        panel.set_yticks(range(len(frames)), frames)
        panel.set_ylim(len(frames) - 0.4, -0.6)
        panel.set_xlim(-0.04, 1.04)
        panel.tick_params(axis="y", length=0)
        panel.spines["left"].set_visible(False)
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=2, frameon=False, fontsize=8)
    for panel in axes[-per_row(width) :]:
        panel.set_xlabel("share of the paragraphs\nin which the voice has a word", fontsize=8)
    figure.suptitle(title)
    return figure


@plot
def coverage_lines(coverage: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """Coverage against the number of clusters, a panel per true share, a line per icc: columns share, icc, n_clusters, coverage."""
    shares = sorted(coverage["share"].unique())
    figure, panels = abreast(len(shares), 1.6, 1, width)
    for panel, share in zip(panels, shares, strict=True):
        panel.axhline(0.95, color=MUTED, linewidth=1, linestyle="--")
        for (icc, line), marker in zip(coverage[coverage["share"] == share].groupby("icc"), "os^Dv", strict=False):
            panel.plot(line["n_clusters"], line["coverage"], marker=marker, markersize=4, linewidth=1.2, label=f"icc {icc:g}")
        panel.set_xscale("log")
        ticks = sorted(coverage["n_clusters"].unique())
        panel.set_xticks(ticks, [f"{tick}" for tick in ticks], fontsize=8)
        panel.minorticks_off()
        panel.set_title(f"true share {share:g}", fontsize=9)
    panels[0].set_ylabel("coverage")
    panels[-1].legend(frameon=False, fontsize=8)
    figure.supxlabel("clusters", fontsize=9)
    figure.suptitle(title)
    return figure
