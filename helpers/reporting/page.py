"""A notebook that has been run → one HTML page: no script, no request, every figure and the font within it."""

from __future__ import annotations

import base64
import copy
import html
import io
import re
from dataclasses import dataclass
from pathlib import Path

import bleach
from bleach.css_sanitizer import CSSSanitizer
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from helpers.reporting.markup import mark_up

TEMPLATES = Path(__file__).with_name("templates")

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of every page: no script and no request at all."""

TAGS = frozenset(
    """a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4
    h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td
    tfoot th thead time tr u ul var wbr""".split()  # noqa: SIM905
)
"""What a cell's output or a Markdown cell may hold; other tags are dropped, scripts and styles with what they hold."""

ATTRIBUTES = {
    "*": ["class", "id", "lang", "dir", "title", "role", "tabindex", "aria-label", "style"],
    "a": ["href", "rel"],
    "img": lambda tag, name, value: name in {"alt", "width", "height"} or (name == "src" and _is_kept_image(value)),
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
    "ol": ["start"],
    "time": ["datetime"],
}


@dataclass(frozen=True)
class Place:
    """Where a page stands: the report's title, this page's file and the pages in reading order as (file, title)."""

    report: str
    file: str
    pages: tuple[tuple[str, str], ...]
    note: str = ""
    """A line above the page, such as that it quotes articles."""

    def neighbour(self, step: int) -> tuple[str, str] | None:
        """The page before (-1) or after (+1) this one; the contents come before the first."""
        position = [file for file, _ in self.pages].index(self.file) + step if self.file != "index.html" else step - 1
        return self.pages[position] if 0 <= position < len(self.pages) else None


def title_of(notebook: NotebookNode, default: str = "") -> str:
    """The first heading of a notebook, as plain text."""
    for cell in notebook.cells:
        found = re.search(r"^#\s+(.+?)\s*#*$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if found:
            return re.sub(r"[*_`]", "", found[1])
    return default


def lead_of(notebook: NotebookNode) -> str:
    """The first paragraph after the title, as plain text: what the page is about."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            blocks = [block.strip() for block in re.split(r"\n\s*\n", cell.source)]
            prose = [" ".join(block.split()) for block in blocks if block and not re.match(r"[#|>!<]|[-*\d.]+\s", block)]
            if prose:
                return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\*\*|[*`]", "", prose[0]))
    return ""


def page(notebook: NotebookNode, place: Place, folder: Path) -> str:
    """The notebook as a whole HTML page of a folder. Nothing that its cells hold can run there, whatever it is."""
    exporter, images = _exporter()
    body, _ = exporter.from_notebook_node(_with_words(notebook, folder), {"metadata": {"name": Path(place.file).stem}})
    soup = BeautifulSoup(body, "html.parser")
    title = title_of(notebook, Path(place.file).stem)
    for image in soup.find_all("img"):
        if not _is_kept_image(image.get("src", "")):  # an image from elsewhere: it would be a request
            image.decompose()
    mark_up(soup, title)
    sections = [(tag["id"], tag.get_text()) for tag in soup.find_all("h2") if tag.get("id")]
    return _shell(exporter, title, _with_images(cleaned(str(soup)), images), place, sections)


def index(figure: str, place: Place, summaries: list[tuple[str, str, str, str]]) -> str:
    """The first page: the report's title, its key figure (HTML) and its pages as (file, title, lead, failure or "")."""
    exporter, _ = _exporter()
    template = exporter.environment.get_template("contents.html.j2")
    content = template.render(figure=figure, summaries=summaries, title=place.report)
    return _shell(exporter, place.report, content, place, [])


def key_figure(notebook: NotebookNode, folder: Path) -> str:
    """The figure of the cell tagged `headline`, else the first figure there is, as HTML; "" where there is none."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in sorted(cells, key=lambda cell: "headline" not in cell.metadata.get("tags", [])):
        if any(_image_kind(output) for output in cell.outputs):
            only = copy.deepcopy(notebook)
            only.cells = [copy.deepcopy(cell)]
            exporter, images = _exporter()
            soup = BeautifulSoup(exporter.from_notebook_node(_with_words(only, folder))[0], "html.parser")
            return _with_images(cleaned(str(soup.find("figure"))), images)
    return ""


def cleaned(content: str) -> str:
    """HTML with only the tags and attributes of this module: no script, no handler, no remote image, no style sheet.

    >>> cleaned('<p onclick="x()">中国<script>x()</script><img src="https://example.org/pixel.gif" alt="a"></p>')
    '<p>中国<img alt="a"></p>'
    """
    whole = re.compile(r"<(script|style|noscript|template|iframe|object)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
    return bleach.clean(
        whole.sub("", content), tags=TAGS, attributes=ATTRIBUTES, strip=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=["text-align", "width"]),
        protocols={"http", "https", "mailto", "figure"},
    )  # fmt: skip


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


def _shell(exporter: HTMLExporter, title: str, content: str, place: Place, sections: list[tuple[str, str]]) -> str:
    """Head, navigation and foot around cleaned content."""
    shown = "".join([content, title, place.report, *(name for _, name in place.pages)])
    style = (TEMPLATES / "report" / "style.css").read_text("utf-8") + font_face(shown)
    return exporter.environment.get_template("page.html.j2").render(
        title=title, content=content, place=place, sections=sections, policy=POLICY, style=style,
        before=place.neighbour(-1), after=place.neighbour(+1),
    )  # fmt: skip


def _exporter() -> tuple[HTMLExporter, list[str]]:
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


def _is_kept_image(source: str) -> bool:
    return re.fullmatch(r"figure:\d+", source) is not None


def _with_images(content: str, images: list[str]) -> str:
    """Fill in the images that were put aside while the page was cleaned; a number that names none stays as it is."""
    kept = {str(number): image for number, image in enumerate(images)}
    return re.sub(r'src="figure:(\d+)"', lambda found: f'src="{kept.get(found[1], "data:,")}"', content)


def _image_kind(output: NotebookNode) -> str | None:
    return next((kind for kind in output.get("data", {}) if kind.startswith("image/")), None)


def _with_words(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """A copy in which each image carries what `show` printed beside it: caption, numbers, alternative text, files."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        outputs = cell.get("outputs", [])
        printed = [_printed_by_show(output) for output in outputs]
        pictures = [position for position, output in enumerate(outputs) if _image_kind(output)]
        for position in pictures:
            near = filter(None, printed[max(position - 1, 0) : position + 2])
            name, caption, numbers = next(near, ("", "", ""))
            described = outputs[position].metadata.get(_image_kind(outputs[position]), {})
            files = [f"figures/{name}.{ending}" for ending in ("png", "svg", "csv")]
            outputs[position].says = NotebookNode(
                caption=caption, numbers=numbers, width=described.get("width", ""),
                alt=caption or " ".join(described.get("alt", "").split()) or "A figure without description",
                files=[file for file in files if name and (folder / file).is_file()],
            )  # fmt: skip
        if pictures:
            cell.outputs = [output for output, says in zip(outputs, printed, strict=True) if not says]
    return notebook


def _printed_by_show(output: NotebookNode) -> tuple[str, str, str] | None:
    """Name, caption and numbers of a figure, if this output is the text that `show` prints of it."""
    found = re.match(r"Figure ([\w-]+)\. (.*)\n((?:.|\n)*)", output.get("text", ""))
    return (found[1], found[2], found[3].rstrip()) if found else None
