"""When things happened, as far as it is known: a point for a day, a bar for a month or a year, a word for what has no date."""

from __future__ import annotations

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from helpers.figures import DOUBLE, plot

MARKS = {"event": ("o", "white", -0.14), "published": ("D", "#2f74a8", 0.14)}  # shape, filling, place beside the row's line


@plot
def timeline(dates: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """One row per label, its facts as marks on a common axis of days: columns label, fact (a key of MARKS), precision, first, last.

    A date that is known to the month or year is a bar over the days that it can mean; a fact without date is named beside the row.
    """
    names = list(dict.fromkeys(dates["label"]))
    figure, axes = plt.subplots(figsize=(width, 0.5 * len(names) + 1.1), layout="constrained")
    for row in dates.dropna(subset="first").itertuples():
        shape, filling, beside = MARKS[row.fact]
        place = names.index(row.label) + beside
        if row.last > row.first:
            axes.hlines(place, row.first, row.last, color=MARKS["published"][1], linewidth=5, alpha=0.4)
        middle = row.first + (row.last - row.first) / 2
        axes.plot(middle, place, marker=shape, color=MARKS["published"][1], markerfacecolor=filling, linestyle="", markersize=6)
    for name, own in dates[dates["first"].isna()].groupby("label"):
        words = " and ".join(own["fact"]) + ": not stated"
        axes.annotate(words, (1.01, names.index(name)), xycoords=("axes fraction", "data"), va="center", fontsize="small")
    for fact, (shape, filling, _) in MARKS.items():
        axes.plot([], [], marker=shape, color=MARKS["published"][1], markerfacecolor=filling, linestyle="", label=fact)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(MARKS), frameon=False)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(axis="y", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
    if dates["first"].notna().any():
        span = dates["last"].max() - dates["first"].min()
        margin = max(span * 0.05, pd.Timedelta(days=2))
        axes.set_xlim(dates["first"].min() - margin, dates["last"].max() + margin)
        locator = mdates.AutoDateLocator(minticks=3, maxticks=8 if width == DOUBLE else 3)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m-%d" if span.days < 120 else "%Y-%m"))
    else:
        axes.set_xticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    figure.suptitle(title)
    return figure
