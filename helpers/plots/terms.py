"""The plots of the notebook on terms: a tidy frame in, a figure out. Nothing is computed here but positions."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.ticker import LogLocator, NullFormatter
from matplotlib.transforms import Affine2D

from helpers.figures import COLOURS, DOUBLE, MUTED, RULE, font_path, missing_glyphs, plot
from helpers.plots import lines_of, panels_of, per_row
from helpers.tables import CorpusError

TARGET, REFERENCE = COLOURS[0], COLOURS[1]
MARKERS = "osD^vPX"


@plot
def ranked_dots(table: pd.DataFrame, value: str, unit: str, title: str, width: float = DOUBLE) -> Figure:
    """Terms ranked by `value`, a panel per group: columns group, term, gloss, `value`; the gloss stands beside the term.

    Each panel has an axis of its own, because a word is a unit of its own language.
    """
    groups = list(dict.fromkeys(table["group"]))
    most = table.groupby("group").size().max()
    figure, axes = panels_of(len(groups), lines_of(width, 0.19 * most + 0.75, 0.125 * most + 0.4), width)
    for panel, group in zip(axes, groups, strict=True):
        part = table[table["group"] == group]
        places = range(len(part))
        panel.hlines(places, 0, part[value], color=RULE, linewidth=1)
        panel.plot(part[value], places, "o", color=TARGET, markersize=4)
        shown = part["term"] + ("  (" + part["gloss"].str.split(" (", regex=False).str[0] + ")").where(part["gloss"] != "", "")
        panel.set_yticks(places, [name if len(name) < 36 else name[:34] + "…" for name in shown], fontsize=8)
        panel.set(xlim=(0, None), title=group, xlabel=unit)
        panel.invert_yaxis()
        panel.tick_params(axis="y", length=0)
    figure.suptitle(title)
    return figure


@plot
def keyness_dots(table: pd.DataFrame, target: str, reference: str, title: str, width: float = DOUBLE) -> Figure:
    """Key terms, most of the target's first: log-odds with prior at the left, log ratio with its interval at the right.

    Columns: term, log_odds, log_ratio, log_ratio_low, log_ratio_high, count_target, count_reference.
    """
    size = (width, lines_of(width, 0.19, 0.15) * len(table) + 1)
    figure, (odds, ratio) = plt.subplots(1, 2, figsize=size, sharey=True, layout="constrained")
    places = np.arange(len(table))
    colours = np.where(table["log_odds"] > 0, TARGET, REFERENCE)
    for axes in (odds, ratio):
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.tick_params(axis="y", length=0)
    odds.hlines(places, 0, table["log_odds"], color=RULE, linewidth=1)
    odds.scatter(table["log_odds"], places, c=colours, s=18, zorder=3)
    ratio.hlines(places, table["log_ratio_low"], table["log_ratio_high"], color=colours, linewidth=1)
    ratio.scatter(table["log_ratio"], places, c=colours, s=18, zorder=3)
    counts = table[["term", "count_target", "count_reference"]].itertuples(index=False)
    odds.set_yticks(places, [f"{term}  {a} | {b}" for term, a, b in counts], fontsize=8)
    odds.invert_yaxis()
    odds.set_xlabel(f"log-odds with prior\n← {reference}\n{target} →")
    ratio.set_xlabel("log ratio (binary), 95% interval;\nwords taken as independent:\ntoo narrow")
    figure.suptitle(title)
    return figure


@plot
def shift_bars(shift: pd.DataFrame, target: str, reference: str, title: str, width: float = DOUBLE) -> Figure:
    """Word shift: a bar per term, to the right where the target's share is larger; columns term, contribution, side."""
    figure, axes = plt.subplots(figsize=(width, lines_of(width, 0.18, 0.15) * len(shift) + 1), layout="constrained")
    signed = shift["contribution"].where(shift["side"] == "target", -shift["contribution"])
    places = np.arange(len(shift))
    axes.barh(places, signed, color=np.where(signed > 0, TARGET, REFERENCE), height=0.75)
    for place, length, term in zip(places, signed, shift["term"], strict=True):
        gap, side = (3, "left") if length > 0 else (-3, "right")
        axes.annotate(term, (length, place), (gap, 0), textcoords="offset points", ha=side, va="center", fontsize=8)
    reach = 1.35 * shift["contribution"].max()
    axes.set(xlim=(-reach, reach), yticks=[])
    figure.suptitle(title)
    axes.axvline(0, color=MUTED, linewidth=0.8)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.spines["left"].set_visible(False)
    axes.invert_yaxis()
    axes.set_xlabel(f"contribution to the divergence, bits\n← more of {reference}     more of {target} →")
    return figure


@plot
def clouds(table: pd.DataFrame, title: str, seed: int = 1, width: float = DOUBLE) -> Figure:
    """A word cloud per group, area by rate within the group: columns group, term, rate. An illustration, never a finding.

    The same seed draws the same cloud. CorpusError where the font lacks a glyph, because wordcloud would draw an empty box.
    """
    from wordcloud import WordCloud

    lacking = missing_glyphs("".join(table["term"]))
    if lacking:
        raise CorpusError("word cloud", None, f"the font has no glyph for {lacking!r}", "leave these terms out")
    groups = list(dict.fromkeys(table["group"]))
    figure, panels = panels_of(len(groups), 2.1, width)
    font = FontProperties(fname=font_path())
    wide, high = round(2 * 72 * width / min(len(groups), per_row(width))), 2 * 130  # half points: twelve are six points
    for axes, group in zip(panels, groups, strict=True):
        part = table[table["group"] == group]
        laid = WordCloud(
            font_path=str(font_path()), width=wide, height=high, prefer_horizontal=1.0, random_state=seed, max_words=40, margin=4,
            relative_scaling=0.4, min_font_size=14,
        ).generate_from_frequencies(dict(zip(part["term"], part["rate"], strict=True)))  # fmt: skip
        for (word, _), size, (down, right), *_ in laid.layout_:
            letters = TextPath((0, 0), word, size=size, prop=font)
            place = Affine2D().translate(right, -down - letters.vertices[:, 1].max())
            axes.add_artist(PathPatch(letters.transformed(place), color=TARGET, linewidth=0))
        axes.set(xlim=(0, wide), ylim=(-high, 0), aspect="equal", title=f"{group}: {len(laid.layout_)} words")
        axes.axis("off")
    figure.suptitle(title)
    return figure


@plot
def rates_against_rates(keys: pd.DataFrame, named: pd.DataFrame, target: str, reference: str, title: str, width: float = DOUBLE) -> Figure:
    """Two sources in one language: each dot a pair of rates, as large as the number of words that share it; `named` have labels.

    Words of one dot share a label. Columns of both: term, rate_target, rate_reference, count_target, count_reference. Axes
    are logarithmic; a count of 0 is drawn at half a word, as the log ratio takes it.
    """
    from adjustText import adjust_text

    def drawn(table: pd.DataFrame, side: str) -> pd.Series:
        each = (keys[f"rate_{side}"] / keys[f"count_{side}"]).where(keys[f"rate_{side}"] > 0)  # rounded to 0 among a million words
        one = each.median() if each.notna().mean() > 0.5 else each[keys[f"count_{side}"].idxmax()]  # the rate of a word that stands once
        return one * table[f"count_{side}"].clip(lower=0.5)

    points = pd.DataFrame({"x": drawn(keys, "reference"), "y": drawn(keys, "target")})
    points = points.groupby(["x", "y"], as_index=False).size()
    figure, axes = plt.subplots(figsize=(width, lines_of(width, 5.2, 4)), layout="constrained")
    axes.set(xscale="log", yscale="log", xlabel=f"{reference}: per 1,000 words", ylabel=f"{target}: per 1,000 words")
    figure.suptitle(title)
    axes.scatter(points["x"], points["y"], s=8 + 5 * points["size"] ** 0.8, color=RULE, edgecolor=MUTED, linewidth=0.5)
    reach = [points[["x", "y"]].min().min() * 0.85, points[["x", "y"]].max().max() * 1.2]
    axes.plot(reach, reach, color=MUTED, linewidth=0.8, linestyle="--")
    labels = named.assign(x=drawn(named, "reference"), y=drawn(named, "target")).groupby(["x", "y"], as_index=False)["term"].agg("\n".join)
    colours = np.where(labels["y"] > labels["x"], TARGET, REFERENCE)
    axes.scatter(labels["x"], labels["y"], s=14, c=colours, zorder=3)
    x, y = labels["x"].tolist(), labels["y"].tolist()
    texts = [axes.text(a, b, said, fontsize=8, color=colour) for a, b, said, colour in zip(x, y, labels["term"], colours, strict=True)]
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axis.set_major_formatter(lambda value, _: f"{value:g}")
        axis.set_minor_formatter(NullFormatter())
    np.random.seed(1)  # adjustText moves labels that coincide apart at random
    adjust_text(texts, x=x, y=y, ax=axes, expand=(1.2, 1.3), arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.5})
    return figure
