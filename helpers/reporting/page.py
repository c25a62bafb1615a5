"""A notebook that has been run → one HTML page: no script, no request, every figure and the font within it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from helpers.display import grouped
from helpers.reporting.cleaning import POLICY, cleaned, is_kept_image
from helpers.reporting.markup import mark_up
from helpers.reporting.pictures import font_face, with_images, with_words

TEMPLATES = Path(__file__).with_name("templates")
WITHOUT_STEPS = ("index.html", "single.html")
"""The pages that hold all others, or name them: none comes before them."""


@dataclass(frozen=True)
class Place:
    """Where a page stands: the report's title, this page's file and the pages in reading order as (file, title)."""

    report: str
    file: str
    pages: tuple[tuple[str, str], ...]
    note: str = ""
    """A line above the page, such as that it quotes articles."""

    @property
    def outermost(self) -> bool:
        return self.file in WITHOUT_STEPS

    def neighbour(self, step: int) -> tuple[str, str] | None:
        """The page before (-1) or after (+1) this one; the contents come before the first."""
        if self.file == "single.html":
            return None
        position = [file for file, _ in self.pages].index(self.file) + step if not self.outermost else step - 1
        return self.pages[position] if 0 <= position < len(self.pages) else None


@dataclass(frozen=True)
class Body:
    """What stands between head and foot of a page: cleaned HTML, its sections as (id, name), its tables by file name."""

    file: str
    title: str
    content: str
    sections: tuple[tuple[str, str], ...] = ()
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)


def title_of(notebook: NotebookNode, default: str = "") -> str:
    """The first heading of a notebook, as plain text."""
    for cell in notebook.cells:
        found = re.search(r"^#\s+(.+?)\s*#*$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if found:
            return re.sub(r"[*_`]", "", found[1])
    return default


def lead_of(notebook: NotebookNode) -> str:
    """What the page answers, as plain text; without an answer the first paragraph after the title: what it is about."""
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        if 'class="answer"' in output.get("data", {}).get("text/html", ""):
            return grouped(" ".join(output.data["text/plain"].split()))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            blocks = [block.strip() for block in re.split(r"\n\s*\n", cell.source)]
            prose = [" ".join(block.split()) for block in blocks if block and not re.match(r"[#|>!<]|[-*\d.]+\s", block)]
            if prose:
                return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\*\*|[*`]", "", prose[0]))
    return ""


def body_of(notebook: NotebookNode, file: str, folder: Path, names: Mapping[str, str] | None = None) -> Body:
    """The notebook as the body of a page of a folder. Nothing that its cells hold can run there. names: what codes in tables stand for."""
    stem = Path(file).stem
    exporter, images = exporter_and_images()
    content, _ = exporter.from_notebook_node(with_words(notebook, folder), {"metadata": {"name": stem}})
    soup = BeautifulSoup(content, "html.parser")
    title = title_of(notebook, stem)
    for image in soup.find_all("img"):
        if not is_kept_image(image.get("src", "")):  # an image from elsewhere: it would be a request
            image.decompose()
    tables = mark_up(soup, title, stem, names)
    sections = tuple((tag["id"], tag.get_text()) for tag in soup.find_all("h2") if tag.get("id"))
    return Body(file, title, with_images(cleaned(str(soup)), images), sections, tables)


def shell(body: Body, place: Place) -> str:
    """The whole page: head, navigation and foot around a body."""
    exporter, _ = exporter_and_images()
    shown = "".join([body.content, body.title, place.report, *(name for _, name in place.pages)])
    style = (TEMPLATES / "report" / "style.css").read_text("utf-8") + font_face(shown)
    return exporter.environment.get_template("page.html.j2").render(
        title=body.title, content=body.content, place=place, sections=body.sections, policy=POLICY, style=style,
        before=place.neighbour(-1), after=place.neighbour(+1),
    )  # fmt: skip


def exporter_and_images() -> tuple[HTMLExporter, list[str]]:
    """nbconvert with the templates of this project, and the list in which a page's images are put aside."""
    images: list[str] = []

    def keep_image(data: str, kind: str) -> int:
        svg = kind == "image/svg+xml"
        encoded = base64.b64encode(data.encode("utf-8")).decode("ascii") if svg else "".join(data.split())
        images.append(f"data:{kind};base64,{encoded}")
        return len(images) - 1

    def pygments_spans(code: str) -> str:
        return re.sub(r"^.*?<pre>(?:<span></span>)?|</pre>.*$", "", code.strip(), flags=re.DOTALL)

    exporter = HTMLExporter(
        template_name="report", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True,
        filters={"keep_image": keep_image, "pygments_spans": pygments_spans},
    )  # fmt: skip
    return exporter, images
