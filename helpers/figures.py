"""The look of every figure, and `show`: the one way a figure leaves a notebook, with its words beside it."""

from __future__ import annotations

import importlib.util
import io
import os
import warnings
from functools import cache
from pathlib import Path

import matplotlib
import pandas as pd
from IPython.display import display
from matplotlib import font_manager, pyplot
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from helpers.tables import CorpusError, write_csv, write_whole

ROOT = Path(__file__).resolve().parent.parent
SINGLE, DOUBLE = 3.5, 7.2  # inches: one and two columns of a journal page
MARGIN = 0.05
COLOURS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#E69F00",
    "#000000",
)  # Okabe and Ito 2008: safe for the colour-blind
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
    pd.set_option(
        "display.max_columns", None, "display.max_rows", 200, "display.max_colwidth", 80, "display.width", 140
    )
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
    return "".join(
        sorted({character for character in text if ord(character) not in covered() and not character.isspace()})
    )


def show(figure: Figure, name: str, says: pd.DataFrame, caption: str) -> None:
    """Show a figure and say in words what it shows; write it to the figures folder as PNG and SVG, its numbers as CSV beside it.

    figure: drawn with this module's style.  name: file name without ending.  says: the numbers that the figure draws, rounded
    for display.  caption: what, unit, n and source. The printed text is compared by nbval and is the picture's alternative text.
    Raises CorpusError where the font lacks a glyph, instead of drawing an empty box.
    """
    lacking = missing_glyphs("".join(text.get_text() for text in figure.findobj(matplotlib.text.Text)).replace("$", ""))
    if lacking:
        raise CorpusError(
            f"figure {name}", None, f"the font has no glyph for {lacking!r}", "name it otherwise or use another font"
        )
    words = f"Figure {name}. {caption}\n{says.to_string(index=False)}"
    print(words)
    folder = Path(os.environ.get("FIGURES_DIR") or ROOT / "figures")
    column = SINGLE if figure.get_size_inches()[0] < (SINGLE + DOUBLE) / 2 else DOUBLE
    _fit(figure, column)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        png = _bytes(figure, column, format="png", dpi=200)
        write_whole(folder / f"{name}.svg", _bytes(figure, column, format="svg", metadata={"Date": None}))
    write_whole(folder / f"{name}.png", png)
    write_csv(says, folder / f"{name}.csv")
    width = round(column * 100)
    display(
        {"image/png": png, "text/plain": f"<Figure {name}>"},
        metadata={"image/png": {"alt": words, "width": width}},
        raw=True,
    )
    pyplot.close(figure)


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
