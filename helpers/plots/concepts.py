"""The plots of concepts: across languages, along an article, over time. Nothing is computed here but positions."""

from __future__ import annotations

import re
import textwrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure

from helpers.figures import COLOURS, DOUBLE, MUTED, RULE, plot
from helpers.plots import SHADES, ink_on, lines_of, panels_of, per_row
from helpers.plots.terms import MARKERS, TARGET

_HAN = re.compile("[\u2e80-\uffef]")


@plot
def concept_matrix(panel: pd.DataFrame, concepts: list[str], title: str, most: int = 2, width: float = DOUBLE) -> Figure:
    """Concepts by groups; a cell is shaded by share and says rank, paragraphs, its most frequent words in their script, and their gloss.

    `panel` as `vocabulary.concept_panel` returns it, `concepts` the rows; `most`: how many words a cell names at most.
    """
    groups, two = sorted(panel["group"].unique()), width == DOUBLE
    cells, letters = panel.set_index(["concept", "group"]), (108 if two else 52) / len(groups)
    figure, axes = plt.subplots(figsize=(width, lines_of(width, 0.62, 0.72) * len(concepts) + 0.6), layout="constrained")
    largest = max(panel["share"].max(), 0.01)
    for i, concept in enumerate(concepts):
        for j, group in enumerate(groups):
            if (concept, group) not in cells.index:
                axes.text(j, i, "–", ha="center", va="center", color=MUTED)
                continue
            cell = cells.loc[(concept, group)]
            shade = SHADES(0.8 * cell["share"] / largest)
            axes.add_patch(plt.Rectangle((j - 0.49, i - 0.47), 0.98, 0.94, color=shade))
            place = f"rank\u00a0{cell['rank']}, {cell['n_paragraphs']}\u00a0of\u00a0{cell['n_units']}"
            if len(place) > 1.3 * letters:  # counts of a large corpus beside each other: their share
                place = f"rank\u00a0{cell['rank']}, {cell['share']:.0%}"
            said, glosses = _some(cell["each"], most, letters)
            lines = [(place, 7.5, -0.34), (_fitted(said, letters, 2), 7, -0.01), (_fitted(glosses, 1.1 * letters, 1), 6.5, 0.34)]
            if not two:
                lines = [("\n".join(_fitted(line, letters, 2 + (line == said)) for line in (place, said, glosses) if line), 6.5, 0)]
            for line, size, lift in lines:
                axes.text(j, i + lift, line, ha="center", va="center", color=ink_on(shade), fontsize=size, linespacing=1.1)
    axes.set_xlim(-0.5, len(groups) - 0.5)
    axes.set_ylim(len(concepts) - 0.5, -0.5)
    axes.set_xticks(range(len(groups)), [_named(name, letters, two) for name in groups], fontsize=8)
    axes.set_yticks(range(len(concepts)), [concept.replace("_", " ") for concept in concepts], fontsize=8)
    axes.tick_params(length=0, top=False)
    axes.spines[:].set_visible(False)
    figure.suptitle(title)
    return figure


def _named(group: str, letters: float, two: bool) -> str:
    """A group's name in as many lines as its column needs."""
    if two:
        return group if len(group) <= 1.2 * letters else textwrap.fill(group, int(letters))
    return group.replace(" ", "\n").replace("-", "-\n")


def _some(each: tuple[tuple[str, str], ...], most: int, letters: float) -> tuple[str, str]:
    """The first words of a cell, as many of `most` as two lines hold, the rest as a number; the first meaning of the gloss of each."""
    words = [word for word, _ in each[:most]]
    shown = [pair for n, pair in enumerate(each[:most]) if not n or len(_wide(", ".join(words[: n + 1]))) <= 1.7 * letters]
    meanings = dict.fromkeys(re.sub(r" \([^)]*$", "", re.split("[;,]", gloss)[0]) for _, gloss in shown)
    more = f" +{len(each) - len(shown)}" if len(each) > len(shown) else ""
    return ", ".join(word for word, _ in shown) + more, "; ".join(filter(None, meanings))


def _wide(text: str) -> str:
    """Text as long as it is drawn: a Chinese character takes the room of two letters."""
    return _HAN.sub("\\g<0>\0", text)


def _fitted(text: str, letters: float, most: int) -> str:
    """Text in at most `most` lines, … where it is longer.

    >>> _fitted("军事用途 … 规则, 技术 +1", 18, 2), _fitted("declaring or hiding arms", 14, 1)
    ('军事用途 … 规则,\\n技术 +1', 'declaring or …')
    """
    fitted = textwrap.fill(_wide(text), int(letters), max_lines=most, placeholder=" …", break_on_hyphens=False)
    return fitted.replace("\0", "")


@plot
def concept_strips(places: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """Where an article mentions its concepts: a panel per article, a row per concept, a mark per paragraph by its mentions.

    Columns: article (its label), concept, place (body paragraph, from 1), count (mentions in it), n_paragraphs (of the article).
    """
    articles = list(dict.fromkeys(places["article"]))
    rows = places.groupby("article")["concept"].nunique().max()
    figure, panels = panels_of(len(articles), lines_of(width, 0.2, 0.16) * rows + lines_of(width, 0.8, 0.5), width)
    for axes, article in zip(panels, articles, strict=True):
        part = places[places["article"] == article]
        concepts = list(dict.fromkeys(part["concept"]))
        length = int(part["n_paragraphs"].iloc[0])
        axes.hlines(range(len(concepts)), 0.5, length + 0.5, color=RULE, linewidth=0.8)
        rows_of_marks = part["concept"].map(concepts.index)
        axes.scatter(part["place"], rows_of_marks, s=16 * part["count"], color=TARGET, zorder=3, marker="s", linewidth=0)
        axes.set_yticks(range(len(concepts)), [concept.replace("_", " ") for concept in concepts], fontsize=8)
        axes.set_xticks(range(1, length + 1, 1 if length <= 16 else 5))
        axes.tick_params(axis="x", labelsize=7)
        axes.tick_params(axis="y", length=0)
        axes.set(xlim=(0.4, length + 0.6), ylim=(len(concepts) - 0.5, -0.5), title=article, xlabel="paragraph of the body")
        axes.spines["left"].set_visible(False)
    figure.suptitle(title)
    return figure


@plot
def concept_timeline(shares: pd.DataFrame, title: str, width: float = DOUBLE) -> Figure:
    """Shares over time, a panel per concept, a mark per group and date: columns concept, group, date, dated, share (0 to 1).

    A filled mark stands at the day of publication, a hollow one at the day of the event. No line joins them: nothing is known between.
    """
    concepts, groups = list(dict.fromkeys(shares["concept"])), sorted(shares["group"].unique())
    figure, panels = panels_of(len(concepts), 1.45, width)
    dates = pd.to_datetime(shares["date"])
    pad = pd.Timedelta(days=max((dates.max() - dates.min()).days * 0.04, 1))
    top = max(np.ceil(4 * shares["share"].max()) / 4, 0.25)
    for axes, concept in zip(panels, concepts, strict=True):
        for number, group in enumerate(groups):
            part = shares[(shares["concept"] == concept) & (shares["group"] == group)]
            colour, marker = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
            face = np.where(part["dated"] == "publication", colour, "white")
            axes.scatter(pd.to_datetime(part["date"]), part["share"], s=30, c=face, edgecolor=colour, marker=marker, zorder=3)
        axes.set(ylim=(-0.06 * top, 1.02 * top), xlim=(dates.min() - pad, dates.max() + pad), title=concept.replace("_", " "))
        axes.set_yticks(np.arange(0, top + 0.1, 0.25))
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        axes.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=4))
        axes.xaxis.set_major_formatter(DateFormatter("%Y-%m" if dates.max() - dates.min() > pd.Timedelta(days=90) else "%Y-%m-%d"))
        axes.grid(axis="y", color=RULE, linewidth=0.6)
    styles = [(group, COLOURS[i % len(COLOURS)], MARKERS[i % len(MARKERS)]) for i, group in enumerate(groups)]
    handles = [plt.Line2D([], [], color=colour, marker=marker, linestyle="", label=group) for group, colour, marker in styles]
    figure.legend(handles=handles, loc="outside lower left", ncols=min(len(groups), 2 * per_row(width)), frameon=False, fontsize=8)
    figure.suptitle(title)
    return figure
