"""A JupyterLab session in a real browser: the server starts, a notebook's cells run, a control is changed, the picture changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import PROJECT

from helpers.corpus import ROOT
from helpers.reporting.execution import lab_environment

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
PICTURE = ".jp-OutputArea-output .widget-image"

pytestmark = pytest.mark.skipif(
    not shutil.which(CHROMIUM),
    reason="Chromium is not installed (Debian: apt install chromium; or CHROMIUM=/path/to/it)",
)


@pytest.fixture
def lab(tmp_path):
    """The address of a JupyterLab server on a free port of this machine, whose settings and workspaces are thrown away."""
    shutil.copytree(PROJECT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns("checks", ".ipynb_checkpoints"))
    homes = {name: str(tmp_path / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    homes |= {"JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "spaces"), "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")}
    options = ["--no-browser", "--ServerApp.port=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={tmp_path}", "--allow-root"]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        env={**lab_environment(), **homes, "PYTHONPATH": str(PROJECT)}, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
    )  # fmt: skip
    try:
        said = []
        for line in server.stderr:
            said.append(line)
            address = re.search(r"http://(?:localhost|127\.0\.0\.1):(\d+)/", line)
            if address and address[1] != "0":
                yield f"http://127.0.0.1:{address[1]}"
                break
        else:
            pytest.fail("the server did not start:\n" + "".join(said))
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_a_session(lab):
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        leaving: list[str] = []
        page.on("request", lambda request: leaving.append(request.url))
        page.goto(f"{lab}/lab/tree/notebooks/09-explore.ipynb")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.locator(PICTURE).wait_for(timeout=90_000)
        before = page.locator(PICTURE).get_attribute("src")
        page.get_by_label("Voice").select_option("direct speech")
        expect(page.locator(PICTURE)).not_to_have_attribute("src", before, timeout=30_000)
        expect(page.locator(".jp-OutputArea-output", has_text="a word of direct voice").first).to_be_visible()
        assert not page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count()
        page.screenshot(path=os.environ.get("LAB_SCREENSHOT") or "/dev/null", type="png")
        assert not page.get_by_text("get notified about official").count()  # no server is asked for it
        page.screenshot(path=os.environ.get("LAB_SCREENSHOT") or "/dev/null", type="png")
        browser.close()
    assert not [address for address in leaving if not address.startswith((lab, "data:", "blob:", "ws:"))]


def test_a_session_waits_for_no_package_that_it_does_not_use_yet():
    heavy = "{'scipy', 'sklearn', 'matplotlib', 'trafilatura', 'datasketch', 'underthesea', 'wordcloud', 'dask', 'nbconvert', 'ipywidgets'}"
    code = f"import sys, helpers; helpers.load_corpus('data/military_ai'); print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout.strip() == "[]"
