"""What several test files share: figures kept out of figures/, and a small project of difficult notebooks."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import settings
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

settings.register_profile("project", derandomize=True, deadline=None, database=None)  # the same examples on every machine, however busy
settings.load_profile("project")

PROJECT = Path(__file__).resolve().parent.parent

HOSTILE = "<script>document.title = 'run'</script><img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("https://example.org", "a formula")'
LONG = "Extraordinarily-long-headline-without-a-single-space-in-it-of-eighty-characters!!"

HOSTILE_CELLS = [
    new_markdown_cell(
        f"# Whose title {HOSTILE} is this?\n\nA *first* paragraph, [with a link](01-plain.ipynb) and "
        f'<b onclick="alert(1)">bold</b> and [a trap](javascript:alert(1)).\n\n{LONG}'
    ),
    new_code_cell('CORPUS = "data/sample"  # a folder\nTEXT = False', metadata={"tags": ["parameters"]}),
    new_code_cell("import pandas as pd\nimport matplotlib.pyplot as plt\nfrom helpers.figures import setup, show\nsetup()"),
    new_markdown_cell("#### A heading that skips two levels"),
    new_code_cell(
        f"titles = [{HOSTILE!r}, {LONG!r}, '聯合國安全理事會', '联合国安理会', 'Hội đồng Bảo an', {FORMULA!r}]\n"
        "languages = ['en', 'en', 'zh-Hant', 'zh-Hans', 'vi', 'en']\n"
        "pd.DataFrame({'title': titles, 'language': languages, 'n': [1, 20, 300, 4, 5, 6]})"
    ),
    new_code_cell("pd.DataFrame([range(30)], columns=[f'column number {n}' for n in range(30)], index=['row'])"),
    new_code_cell(
        "figure, axes = plt.subplots(figsize=(4, 2))\naxes.bar(['中国', 'Việt Nam'], [3, 7])\n"
        "says = pd.DataFrame({'source': ['中国', 'Việt Nam'], 'n': [3, 7]})\n"
        f"show(figure, 'bars', says=says, caption={'Bars of ' + HOSTILE!r})"
    ),
    new_code_cell("print(CORPUS, TEXT)"),
    new_code_cell(
        "from IPython.display import HTML, Javascript, display\n"
        f"display(HTML({HOSTILE!r} + '<style>*{{display:none}}</style><iframe src=\"https://example.org\"></iframe>'))\n"
        "display(Javascript('document.title = 1'))"
    ),
]


def pytest_configure(config):
    """Notebooks that are tested write their figures into a temporary folder: a test changes nothing in figures/."""
    if "FIGURES_DIR" not in os.environ:  # the processes that pytest starts inherit it
        os.environ["FIGURES_DIR"] = config.figures_of_tests = tempfile.mkdtemp(prefix="figures-")


def pytest_unconfigure(config):
    shutil.rmtree(getattr(config, "figures_of_tests", ""), ignore_errors=True)


def make_project(folder: Path) -> Path:
    """A project with two notebooks, one of them hostile, and a corpus of which only the folder matters."""
    (folder / "notebooks").mkdir(parents=True)
    (folder / "data" / "a corpus").mkdir(parents=True)
    (folder / "data" / "a corpus" / "README.md").write_text("# Who says <b>what</b>?\n", "utf-8")
    (folder / "requirements.txt").write_text("pandas\n", "utf-8")
    plain = [
        new_markdown_cell("# What is plain?\n\nThis page."),
        new_code_cell('CORPUS = "data/sample"', metadata={"tags": ["parameters"]}),
        new_code_cell("CORPUS"),
    ]
    for name, cells in (("00-hostile", HOSTILE_CELLS), ("01-plain", plain)):
        nbformat.write(new_notebook(cells=cells), folder / "notebooks" / f"{name}.ipynb")
    return folder


def page(project: Path, name: str) -> BeautifulSoup:
    """A page of the report of such a project."""
    return BeautifulSoup((project / "reports" / "a corpus" / name).read_text("utf-8"), "html.parser")


@pytest.fixture
def in_process(monkeypatch):
    """Dask's scheduler and worker as threads of the tests' own process, where it is not the processes that are tested."""
    from distributed import Client

    @contextmanager
    def connected(dask: str = "", workers: int = 0):
        with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
            yield client

    monkeypatch.setattr("helpers.scale.connected", connected)
