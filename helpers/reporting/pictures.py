"""The figures and the characters of a page: images put aside and filled in again, their words, the font that travels along."""

from __future__ import annotations

import base64
import copy
import html
import io
import re
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

WIDE = 400
"""Pixels from which a figure is scrolled on a telephone, rather than shrunk until nobody can read it."""


def image_kind(output: NotebookNode) -> str | None:
    return next((kind for kind in output.get("data", {}) if kind.startswith("image/")), None)


FILES = {".png": "PNG", ".svg": "SVG", ".pdf": "PDF", "_single.pdf": "PDF, one column", ".csv": "CSV"}
"""What lies beside a figure in figures/, by the ending of its name, and what a page calls it."""


def with_words(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """A copy in which each image carries its caption, numbers, alternative text and files; what `show` printed of them is gone."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        pictures = [output for output in cell.get("outputs", []) if image_kind(output)]
        for output in pictures:
            name, caption, numbers = words_of(output) or ("", "", "")
            described = output.metadata.get(image_kind(output), {})
            files = [(f"figures/{name}{ending}", kind) for ending, kind in FILES.items()]
            output.says = NotebookNode(
                caption=caption, numbers=numbers, width=described.get("width", ""),
                wide=int(described.get("width") or 0) > WIDE,
                alt=caption or " ".join(described.get("alt", "").split()) or "A figure without description",
                files=[(file, kind) for file, kind in files if (folder / file).is_file()],
            )  # fmt: skip
        if pictures:
            cell.outputs = [output for output in cell.outputs if image_kind(output) or not words_of(output)]
    return notebook


def words_of(output: NotebookNode) -> tuple[str, str, str] | None:
    """Name, caption and numbers of a figure, if this output is a picture that `show` described, or what it printed of it."""
    text = output.get("text", "") or output.get("metadata", {}).get(image_kind(output), {}).get("alt", "")
    found = re.match(r"Figure ([\w-]+)\. (.*)\n((?:.|\n)*)", text)
    return (found[1], found[2], found[3].rstrip()) if found else None


def figures_in(notebooks: Iterable[NotebookNode]) -> set[str]:
    """The names of the figures that notebooks show."""
    outputs = (output for notebook in notebooks for cell in notebook.cells for output in cell.get("outputs", []))
    return {said[0] for said in map(words_of, outputs) if said}


def with_images(content: str, images: list[str]) -> str:
    """Fill in the images that were put aside while the page was cleaned; a number that names none stays as it is."""
    kept = {str(number): image for number, image in enumerate(images)}
    return re.sub(r'src="figure:(\d+)"', lambda found: f'src="{kept.get(found[1], "data:,")}"', content)


def font_face(content: str) -> str:
    """A CSS @font-face with the few Chinese characters that a page needs, for systems without a Chinese font."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    from helpers.figures import font_path

    needed = {ord(character) for character in html.unescape(re.sub(r"<[^>]*>", "", content)) if character >= "\u2e80"}
    if not needed:
        return ""
    subsetter = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=needed)
    file = io.BytesIO()
    with TTFont(font_path(), recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.flavor = "woff"
        font.save(file)
    data = base64.b64encode(file.getvalue()).decode("ascii")
    return (
        f"\n@font-face {{ font-family: 'Report Han'; src: url(data:font/woff;base64,{data}) format('woff'); "
        "unicode-range: U+2E80-FFEF, U+20000-3FFFF; }\n"
    )
