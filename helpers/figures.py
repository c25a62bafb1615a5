"""The look of every figure, and `show`: the one way a figure leaves a notebook, with its words beside it."""

from __future__ import annotations

import importlib.util
import io
import os
import textwrap
import warnings
from collections.abc import Callable
from functools import cache, partial, wraps
from itertools import combinations
from pathlib import Path

import matplotlib
import pandas as pd
from IPython.display import display
from matplotlib import font_manager, pyplot
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers.tables import CorpusError, write_csv, write_whole

ROOT = Path(__file__).resolve().parent.parent
SINGLE, DOUBLE, PAGE = 3.5, 7.2, 9.5  # inches: one and two columns of a journal page, and its height
MARGIN = 0.05
SMALLEST, SMALLER = 6, 0.8  # points that can still be read; of its size at two columns, a letter's in one
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")  # Okabe and Ito 2008: safe for the colour-blind
INK, MUTED, RULE = "#1b1b1f", "#5b5b66", "#d9d9de"

_STYLE = {
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.prop_cycle": matplotlib.cycler(color=COLOURS),
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.dpi": 100,
    "svg.hashsalt": "framing",  # the same figure gives the same file
    "svg.fonttype": "path",  # glyphs travel with the picture, so every reader sees every script
    "pdf.fonttype": 42,
    "axes.unicode_minus": False,
}


@cache
def font_path() -> Path:
    """Noto Sans SC (SIL Open Font Licence), as the package zhplot ships it: Latin, Vietnamese and Chinese in one file.

    The package is not imported, because its import changes the style of every figure.
    """
    found = importlib.util.find_spec("zhplot")
    fonts = sorted(Path(found.submodule_search_locations[0]).glob("fonts/*.ttf")) if found else []
    if not fonts:
        raise CorpusError(
            "the package zhplot",
            None,
            "the font Noto Sans SC is not installed",
            "run: make test, or pip install -r requirements.txt",
        )
    return fonts[0]


def setup() -> None:
    """Set the style of figures and tables for a notebook: font, colours that the colour-blind can tell apart, plain numbers."""
    font_manager.fontManager.addfont(font_path())
    name = font_manager.FontProperties(fname=font_path()).get_name()
    matplotlib.rcParams.update({**_STYLE, "font.family": name})
    pd.set_option("display.max_columns", None, "display.max_rows", 200, "display.max_colwidth", 80, "display.width", 140)
    pd.set_option("display.unicode.east_asian_width", True)


@cache
def covered() -> frozenset[int]:
    """The code points that the font has a glyph for."""
    from fontTools.ttLib import TTFont

    with TTFont(font_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_glyphs(text: str) -> str:
    """The characters of a text that the figures' font cannot draw.

    >>> missing_glyphs("中俄 thách thức AI"), missing_glyphs("ꦗ")
    ('', 'ꦗ')
    """
    return "".join(sorted({character for character in text if ord(character) not in covered() and not character.isspace()}))


def plot(draw: Callable[..., Figure]) -> Callable[..., Figure]:
    """Make a plot function, which takes `width` in inches, draw its figure's title over the whole width and remember how to draw it
    again in another: `figure.again(width=…)`. In one column letters are smaller, never under six points; nothing is scaled."""

    @wraps(draw)
    def drawing(*given, width: float = DOUBLE, **named) -> Figure:
        figure = draw(*given, width=width, **named)
        figure.again = partial(drawing, *given, **named)
        if narrow := width < (SINGLE + DOUBLE) / 2:
            figure.draw_without_rendering()  # the letters of the ticks are made now
            for text in figure.findobj(Text):
                text.set_fontsize(_smaller(text.get_fontsize()))
            for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) if axis.get_ticklabels()):
                axis.set_tick_params(labelsize=axis.get_ticklabels()[0].get_fontsize())  # those that a later layout makes are as large
        if figure.get_suptitle():
            figure.suptitle(textwrap.fill(figure.get_suptitle(), 52 if narrow else 90), x=0.01, ha="left", fontsize=8 if narrow else 10)
        return figure

    return drawing


def _smaller(points: float) -> float:
    return max(SMALLEST, SMALLER * points)


def illegible(figure: Figure, column: float) -> list[str]:
    """What of a figure cannot be read at a column's width, a clause each: letters under six points, words that run into each other,
    a figure wider than the column or higher than a page. Empty where all can be read."""
    drawn = _drawn(figure)
    faults = [f"{drawn.width:.2f} inches wide"] if drawn.width > column - 2 * MARGIN + 0.02 else []
    faults += [f"{drawn.height:.1f} inches high"] if drawn.height > PAGE else []
    unseen = _unseen(figure)
    words = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip() and text not in unseen]
    faults += [f"{text.get_text()!r} in {text.get_fontsize():.1f} points" for text in words if text.get_fontsize() < SMALLEST - 0.01]
    boxes = [(text.get_text(), text.get_window_extent().padded(-0.5)) for text in words]
    return faults + [f"{one!r} runs into {other!r}" for (one, here), (other, there) in combinations(boxes, 2) if here.overlaps(there)]


def _unseen(figure: Figure) -> set[Text]:
    """The letters that matplotlib keeps and does not draw: of panels and axes that are off, of ticks beyond the axes' ends."""
    unseen = {text for axes in figure.axes if not axes.get_visible() for text in axes.findobj(Text)}
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            (low, high), ticks = sorted(axis.get_view_interval()), (*axis.get_major_ticks(), *axis.get_minor_ticks())
            beyond = [tick for tick in ticks if not (axes.axison and low <= tick.get_loc() <= high)]
            unseen |= {text for tick in beyond for text in (tick.label1, tick.label2)}
    return unseen


def show(figure: Figure, name: str, says: pd.DataFrame, caption: str) -> None:
    """Show a figure and say in words what it shows; write it, with its numbers, to the figures folder.

    Written are name.png and name.svg for pages, name.csv with the numbers, and for journals name.pdf (two columns) and name_single.pdf
    (one column, drawn again and not scaled), each only where all of it can be read at that width (`illegible`).
    figure: what a function of helpers.plots drew.  says: the numbers in it, rounded for display.  caption: what, unit, n and source.
    The printed text is compared by nbval and is the picture's alternative text.
    Raises CorpusError where the font lacks a glyph, instead of drawing an empty box.
    """
    words, png = published(figure, name, says, caption)
    print(words)
    display({"image/png": png, "text/plain": f"<Figure {name}>"}, metadata=described(words), raw=True)


def described(words: str) -> dict:
    """What a page is told of a picture: its alternative text and its width in pixels."""
    return {"image/png": {"alt": words, "width": round(DOUBLE * 100)}}


def published(figure: Figure, name: str, says: pd.DataFrame, caption: str) -> tuple[str, bytes]:
    """The words and the PNG of a figure whose files have been written, as `show` says; the figure is closed."""
    lacking = missing_glyphs("".join(text.get_text() for text in figure.findobj(Text)).replace("$", ""))
    if lacking:
        raise CorpusError(f"figure {name}", None, f"the font has no glyph for {lacking!r}", "name it otherwise or use another font")
    folder = Path(os.environ.get("FIGURES_DIR") or ROOT / "figures")
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        _fit(figure, DOUBLE)
        png = _bytes(figure, DOUBLE, format="png", dpi=200)
        told = {"Date": None, "Title": caption, "Language": "en"}
        write_whole(folder / f"{name}.svg", _bytes(figure, DOUBLE, format="svg", metadata=told))
        write_whole(folder / f"{name}.png", png)
        _for_print(figure, DOUBLE, folder / f"{name}.pdf")
        if again := getattr(figure, "again", None):
            pyplot.close(figure)
            figure = again(width=SINGLE)
            _fit(figure, SINGLE)
            _for_print(figure, SINGLE, folder / f"{name}_single.pdf")
    write_csv(says, folder / f"{name}.csv")
    pyplot.close(figure)
    return f"Figure {name}. {caption}\n{says.to_string(index=False)}", png


def _for_print(figure: Figure, column: float, path: Path) -> None:
    """The figure with its fonts as PDF; no file, and none left from before, where not all of it can be read."""
    if illegible(figure, column):
        path.unlink(missing_ok=True)
    else:
        write_whole(path, _bytes(figure, column, format="pdf", metadata={"CreationDate": None}))


def png_of(figure: Figure) -> bytes:
    """A figure as PNG at twice the density of a plain screen; the figure is closed."""
    content = _bytes(figure, figure.get_size_inches()[0], format="png", dpi=200)
    pyplot.close(figure)
    return content


def _fit(figure: Figure, column: float) -> None:
    """Narrow the axes until labels that reach beyond the figure stand within its column; letters keep their size.

    At most to a third of the column: where the labels leave less than that, the figure becomes wider than the column instead.
    """
    space = column - 2 * MARGIN
    for _ in range(6):
        beyond = _drawn(figure).width - space
        if abs(beyond) < 0.01:
            return
        width, height = figure.get_size_inches()
        figure.set_size_inches(max(width - beyond, column / 3), height)


def _drawn(figure: Figure) -> Bbox:
    """What of the page is drawn on, in inches, after the layout has settled."""
    figure.draw_without_rendering()
    return figure.get_tightbbox(figure.canvas.get_renderer())


def _bytes(figure: Figure, column: float, **options) -> bytes:
    """The figure as a file of exactly its column's width where its labels allow it, as high as what is drawn."""
    drawn = _drawn(figure)
    column = max(column, drawn.width + 2 * MARGIN)
    middle = (drawn.x0 + drawn.x1) / 2
    page = Bbox([[middle - column / 2, drawn.y0 - MARGIN], [middle + column / 2, drawn.y1 + MARGIN]])
    buffer = io.BytesIO()
    figure.savefig(buffer, bbox_inches=page, **options)
    return buffer.getvalue()
