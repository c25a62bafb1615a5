"""The case study's report and a hostile one in a real browser: in both themes, on a telephone and on a desk."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from conftest import PROJECT, make_project
from hostile import make_hostile

from helpers.corpus import write_features
from helpers.report import report, write_pages
from helpers.reporting.page import Place

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
HAN_FONTS = r"CJK|Noto Sans [ST]C|PingFang|YaHei|JhengHei|Song|Hei|WenQuan|Fallback"
LOOKS = [(theme, width) for theme in ("light", "dark") for width in (390, 1200)]  # 1200: the least at which sections stand in the margin

pytestmark = pytest.mark.skipif(
    not shutil.which(CHROMIUM),
    reason="Chromium is not installed (Debian: apt install chromium; or CHROMIUM=/path/to/it)",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> list[Path]:
    """All outside the check-out: the pages of the stored notebooks, which nbval runs elsewhere; a report of hostile
    notebooks; and two of the real ones run on a hostile corpus."""
    hostile = make_project(tmp_path_factory.mktemp("hostile"))
    assert report("data/a corpus", project=hostile) == 0
    corpus, real = make_hostile(tmp_path_factory.mktemp("of harm")), tmp_path_factory.mktemp("real")
    (real / "notebooks").mkdir()
    for path in sorted((PROJECT / "notebooks").glob("0[01]-*.ipynb")):
        shutil.copy(path, real / "notebooks")
    assert len(write_features(corpus)) == 1
    assert report(corpus, project=real) == 0
    stored = {path: nbformat.read(path, as_version=4) for path in sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))}
    target = tmp_path_factory.mktemp("stored")
    write_pages(stored, [], Place("Case study", "", ()), PROJECT, target, PROJECT / "data" / "military_ai")
    found = [*(hostile / "reports").glob("*/*.html"), *(real / "reports").glob("*/*.html"), *target.glob("*.html")]
    return sorted(found)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_every_page(pages, browser, theme, width):
    faults: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce")
    for path in pages:
        with context.new_page() as opened:
            _listen(opened, path, faults)
            opened.goto(path.as_uri())
            found = _faults(opened)
            if (theme, width) == LOOKS[0]:
                found += _undrawn(context.new_cdp_session(opened))
            faults += [f"{path.name}: {fault}" for fault in found]
    context.close()
    assert pages
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing_serious(pages, browser, theme, width):
    from axe_playwright_python.sync_playwright import Axe

    faults: list[str] = []
    context = browser.new_context(  # axe is itself a script, which the pages' policy refuses
        viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", bypass_csp=True
    )
    for path in pages:
        with context.new_page() as opened:
            opened.goto(path.as_uri())
            for violation in Axe().run(opened).response["violations"]:
                if violation["impact"] in {"serious", "critical"} or violation["id"] == "heading-order":
                    faults.append(f"{path.name}: {violation['id']}: {violation['nodes'][0]['html'][:200]}")
    context.close()
    assert not faults, "\n".join(faults)


def test_pages_print_whole(pages, browser, tmp_path):
    """On paper nothing is cut at the edge, folded code stays away, and every page of the report gives a document."""
    context = browser.new_context(viewport={"width": 700, "height": 990}, color_scheme="dark")
    for path in pages:
        with context.new_page() as opened:
            opened.goto(path.as_uri())
            opened.emulate_media(media="print")
            assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", path.name
            hidden = "[...document.querySelectorAll('details.code, .masthead nav, .steps')].every(e => !e.checkVisibility())"
            assert opened.evaluate(hidden), f"{path.name}: folded code or links to nowhere are printed"
            cut = "[...document.querySelectorAll('.table, .picture')].some(e => getComputedStyle(e).overflowX !== 'visible')"
            assert not opened.evaluate(cut), f"{path.name}: a table or figure is cut at the edge"
            opened.pdf(path=tmp_path / "page.pdf", format="A4")
            assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    context.close()


def _listen(opened, path: Path, faults: list[str]) -> None:
    opened.on("console", lambda message: faults.append(f"{path.name}: console says {message.text}"))
    opened.on("pageerror", lambda error: faults.append(f"{path.name}: {error}"))
    opened.on("dialog", lambda dialog: faults.append(f"{path.name}: a script ran"))
    opened.on("request", lambda request: faults.extend(_leaving(request.url, path)))


def _leaving(url: str, path: Path) -> list[str]:
    return [] if url.startswith("data:") or url == path.as_uri() else [f"{path.name}: asks for {url}"]


def _faults(opened) -> list[str]:
    """What a reader would stumble over in a page as it is shown now."""
    faults = []
    if opened.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append("the page scrolls sideways")
    begins = "[...document.querySelectorAll('nav, h1, h2, p, .table')].some(e => e.checkVisibility() && e.getBoundingClientRect().left < 0)"
    if opened.evaluate(begins):
        faults.append("something begins left of the page")
    if not opened.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)"):
        faults.append("an image is not shown")
    if opened.evaluate("document.title") == "run":
        faults.append("a script ran")
    if opened.locator("details.code").count():
        opened.locator("details.code > summary").first.click()
        if not opened.locator("details.code pre").first.is_visible():
            faults.append("the code cannot be unfolded")
    if opened.evaluate("[...document.querySelectorAll('td')].some(c => c.innerText.length > 8 && c.clientWidth < 48)"):
        faults.append("a table column is so narrow that its words stand letter by letter")
    for table in opened.locator("div.table").all():
        box = table.bounding_box()
        if box and box["x"] + box["width"] > opened.viewport_size["width"] + 1:
            faults.append("a table is wider than the page")
    return faults


def _undrawn(session) -> list[str]:
    """Chinese words that the browser draws with a font that has no Chinese: as empty boxes."""
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[lang|=zh]"})["nodeIds"]
    faults = []
    for node in nodes[:40]:
        text = re.sub(r"<[^>]*>", "", session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"])
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        chinese = len(re.findall(r"[\u4e00-\u9fff]", text))
        able = [font for font in fonts if font["isCustomFont"] or re.search(HAN_FONTS, font["familyName"])]
        if fonts and sum(font["glyphCount"] for font in able) < chinese:  # what is folded away has no fonts yet
            faults.append(f"empty boxes for {text!r} in {[font['familyName'] for font in fonts]}")
    return faults
