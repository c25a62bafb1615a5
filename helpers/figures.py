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

from helpers.tables import CorpusError, write_csv, write_whole

ROOT = Path(__file__).resolve().parent.parent
SINGLE, DOUBLE = 3.5, 7.2  # inches: one and two columns of a journal page
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
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        png = _bytes(figure, format="png", dpi=200)
        write_whole(folder / f"{name}.svg", _bytes(figure, format="svg", metadata={"Date": None}))
    write_whole(folder / f"{name}.png", png)
    write_csv(says, folder / f"{name}.csv")
    width = round(figure.get_size_inches()[0] * 100)
    display(
        {"image/png": png, "text/plain": f"<Figure {name}>"},
        metadata={"image/png": {"alt": words, "width": width}},
        raw=True,
    )
    pyplot.close(figure)


def png_of(figure: Figure) -> bytes:
    """A figure as PNG at twice the density of a plain screen; the figure is closed."""
    content = _bytes(figure, format="png", dpi=200)
    pyplot.close(figure)
    return content


def _bytes(figure: Figure, **options) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, bbox_inches="tight", **options)
    return buffer.getvalue()
