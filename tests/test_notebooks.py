"""The stored notebooks: in order, clean, readable, with every figure; and canaries that nbval notices a change."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import PROJECT
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.reporting.execution import normalised, run_notebooks

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb")) + sorted((PROJECT / "notebooks" / "checks").glob("*.ipynb"))
MOST_CELLS, MOST_LINES = 40, 12
SHOWN = re.compile(r"^Figure [\w-]+\. ", re.MULTILINE)


def missing_figures(notebook: NotebookNode) -> list[int]:
    """The cells (counted from 1) that say or ask for more figures than they hold pictures."""
    missing = []
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            said = sum(len(SHOWN.findall(output.text)) for output in cell.outputs if output.output_type == "stream")
            pictures = sum("image/png" in output.get("data", {}) for output in cell.outputs)
            if pictures < max(said, len(re.findall(r"^\s*(?:show|explore)\(", cell.source, re.MULTILINE))):
                missing.append(number)
    return missing


def faults(notebook: NotebookNode) -> list[str]:
    """What DESIGN forbids in a stored notebook, each as a phrase with the number of its cell (counted from 1)."""
    found = [f"cell {number}: a figure is missing" for number in missing_figures(notebook)]
    clean = normalised(notebook)
    if notebook.metadata.get("widgets") or "version" in notebook.metadata.get("language_info", {}):
        found.append("metadata of a machine or of widgets; run make rerun")
    if len(notebook.cells) > MOST_CELLS:
        found.append(f"{len(notebook.cells)} cells, more than {MOST_CELLS}")
    if not notebook.cells or not notebook.cells[0].source.startswith("# "):
        found.append("no title in the first cell")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        found.append("not run in order from a fresh kernel; run make rerun")
    for number, (cell, kept) in enumerate(zip(notebook.cells, clean.cells, strict=True), start=1):
        if cell.metadata != kept.metadata:
            found.append(f"cell {number}: metadata of an editor; run make rerun")
        if cell.cell_type == "code":
            found += [f"cell {number}: {fault}" for fault in _faults_of_code(cell)]
    return found


def _faults_of_code(cell: NotebookNode) -> list[str]:
    lines = cell.source.splitlines()
    found = []
    if len(lines) > MOST_LINES:
        found.append(f"{len(lines)} lines, more than {MOST_LINES}")
    if any(re.match(r"\s*(def|class|async def)\s", line) for line in lines):
        found.append("a definition, which belongs into helpers/")
    if any(re.match(r"\s*[%!?]|.*\?\s*$", line.split("#")[0]) for line in lines):
        found.append("a magic or shell command")
    if cell.source.rstrip().endswith(";"):
        found.append("a trailing semicolon")
    if any(output.output_type == "error" or output.get("name") == "stderr" for output in cell.outputs):
        found.append("an error or a warning among the stored outputs")
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_notebook_is_clean(path):
    notebook = nbformat.read(path, as_version=4)
    assert not faults(notebook), "\n".join(f"{path.name}, {fault}" for fault in faults(notebook))


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (new_code_cell("%matplotlib inline", execution_count=1), "magic"),
        (new_code_cell("1;", execution_count=1), "semicolon"),
        (new_code_cell("def f():\n    pass", execution_count=1), "definition"),
        (new_code_cell("\n".join("x" * 13), execution_count=1), "13 lines"),
        (new_code_cell("1", execution_count=2), "in order"),
        (new_code_cell("1", execution_count=1, metadata={"scrolled": True}), "editor"),
        (new_code_cell("1", execution_count=1, outputs=[new_output("stream", name="stderr", text="!")]), "warning"),
        (new_code_cell("show(figure)", execution_count=1), "figure"),
    ],
)
def test_the_look_at_stored_notebooks_sees_each_fault(cell, fault):
    notebook = new_notebook(cells=[new_markdown_cell("# Q?"), cell])
    assert [found for found in faults(notebook) if fault in found]
    assert not faults(new_notebook(cells=[new_markdown_cell("# Q?"), new_code_cell("1", execution_count=1)]))


def test_a_stored_figure_that_is_missing_is_noticed():
    holders = [nbformat.read(path, as_version=4) for path in NOTEBOOKS]
    holders = [notebook for notebook in holders if SHOWN.search(nbformat.writes(notebook)) or _pictures(notebook)]
    if not holders:
        pytest.skip("no stored notebook holds a figure yet")
    for stored in holders:
        assert not missing_figures(stored)
        for number, position in _pictures(stored):
            altered = copy.deepcopy(stored)
            del altered.cells[number].outputs[position]
            assert missing_figures(altered) == [number + 1]


def _pictures(notebook: NotebookNode) -> list[tuple[int, int]]:
    code = [(number, cell) for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    outputs = [(number, n, output) for number, cell in code for n, output in enumerate(cell.outputs)]
    return [(number, n) for number, n, output in outputs if "image/png" in output.get("data", {})]


def nbval(path: Path) -> subprocess.CompletedProcess[str]:
    """Compare one notebook with its stored outputs, by the settings that `make test` uses, in a process of its own."""
    command = [sys.executable, "-m", "pytest", "-c", PROJECT / "pyproject.toml", "--rootdir", path.parent, "-n0", path]
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=path.parent, timeout=300)


@pytest.fixture(scope="module")
def stored() -> NotebookNode:
    """The overview as it is stored; before there is one, a small notebook of the same kind."""
    overview = PROJECT / "notebooks" / "00-overview.ipynb"
    notebook = nbformat.read(overview, as_version=4) if overview.is_file() else new_notebook()
    if any(_digits(output) for cell in notebook.cells for output in cell.get("outputs", [])):
        return notebook
    toy = new_notebook(cells=[new_code_cell("import pandas as pd\npd.DataFrame({'n': [41, 7]})"), new_code_cell("6 * 7")])
    executed, _ = run_notebooks({Path("toy.ipynb").resolve(): toy})
    return next(iter(executed.values()))


def _digits(output: NotebookNode) -> str | None:
    """The key of an output's text, if there is a digit in it."""
    texts = {"text": output["text"]} if "text" in output else output.get("data", {})
    return next((kind for kind, text in texts.items() if "image" not in kind and re.search(r"\d", str(text))), None)


def test_a_stored_output_altered_by_one_digit_is_noticed(stored, tmp_path):
    altered = copy.deepcopy(stored)
    outputs = [output for cell in altered.cells for output in cell.get("outputs", []) if _digits(output)]
    holder = outputs[-1]
    texts = holder if "text" in holder else holder.data
    kind = _digits(holder)
    texts[kind] = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), texts[kind], count=1)
    nbformat.write(altered, tmp_path / "altered.ipynb")
    compared = nbval(tmp_path / "altered.ipynb")
    assert compared.returncode == 1, compared.stdout + compared.stderr
    assert re.search(r"\b1 failed", compared.stdout), "nbval must fail at that cell, and at no other"


def test_nbval_runs_this_python(tmp_path):
    printed = new_output("stream", name="stdout", text=f"{sys.executable}\n")
    cell = new_code_cell("import sys\nprint(sys.executable)", outputs=[printed], execution_count=1)
    other = {"kernelspec": {"name": "a-kernel-that-does-not-exist", "display_name": "x"}}
    nbformat.write(new_notebook(cells=[cell], metadata=other), tmp_path / "python.ipynb")
    compared = nbval(tmp_path / "python.ipynb")
    assert compared.returncode == 0, compared.stdout + compared.stderr
