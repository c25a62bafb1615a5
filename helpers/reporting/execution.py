"""Notebooks are run here: in a fresh kernel of this very Python, two at a time, with the parameters asked for."""

from __future__ import annotations

import asyncio
import copy
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ipykernel.kernelspec
import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from tqdm import tqdm

from helpers.tables import write_whole

PROJECT = Path(__file__).resolve().parent.parent.parent
"""The check-out: notebooks, data, figures and reports stand in it."""

PROCESSES = 2
"""Kernels at a time; each takes some 300 MB, and of a corpus in parts some GB, so that one runs at a time then."""

TIMEOUT = 3600
"""Seconds that a cell may take: one over a hundred thousand articles takes minutes, on a busy machine many."""

FIGURES = "FIGURES_DIR"
"""The environment variable that tells `figures.show` where to write, where that is not figures/."""

KEPT_OF_A_CELL = ("tags", "slideshow", "editable")
"""Cell metadata that an author sets. The rest (folded, scrolled, timed) is the editor's."""

WIDGET = "application/vnd.jupyter.widget-view+json"
"""The MIME type of a live control; outside a session the static stand-in beside it is shown."""

LAB = Path(__file__).with_name("templates") / "lab"
"""Settings with which JupyterLab asks no server for news, updates or extensions; the reader's own come before them."""


def lab_environment() -> dict[str, str]:
    """The environment in which `make lab` starts JupyterLab."""
    paths = [os.environ.get("JUPYTER_CONFIG_PATH", ""), str(LAB)]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


@dataclass(frozen=True)
class Failure:
    """A notebook that stopped: which, in which cell (from 1, over all cells), and the error in a sentence."""

    notebook: str
    cell: int
    error: str

    def __str__(self) -> str:
        return f"{self.notebook}, cell {self.cell}: {self.error}"


class _ThisPython(KernelSpecManager):
    """Offers one kernel, this Python, whatever kernels of the same name the user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(resource_dir=ipykernel.kernelspec.RESOURCES, **ipykernel.kernelspec.get_kernel_dict())


def is_parameters(cell: Mapping) -> bool:
    """Whether a cell holds the notebook's parameters: it is tagged so."""
    return cell["cell_type"] == "code" and "parameters" in cell["metadata"].get("tags", [])


def with_parameters(notebook: NotebookNode, values: Mapping[str, object]) -> NotebookNode:
    """A copy whose cell tagged `parameters` assigns these values; comments there stay, other names are left alone.

    >>> cell = nbformat.v4.new_code_cell('CORPUS = "data/sample"  # a folder', metadata={"tags": ["parameters"]})
    >>> notebook = with_parameters(nbformat.v4.new_notebook(cells=[cell]), {"CORPUS": "data/năm 2024"})
    >>> print(notebook.cells[0].source)
    CORPUS = 'data/năm 2024'  # a folder
    """
    notebook = copy.deepcopy(notebook)
    for cell in filter(is_parameters, notebook.cells):
        for name, value in values.items():
            assignment = re.compile(rf"^{name}\s*=\s*(?:\"[^\"\n]*\"|'[^'\n]*'|[^#\n]*?)(?=\s*(?:#.*)?$)", re.MULTILINE)
            cell.source = assignment.sub(lambda _, name=name, value=value: f"{name} = {value!r}", cell.source)
    return notebook


def normalised(notebook: NotebookNode) -> NotebookNode:
    """A copy with nothing in it that differs between two runs of the same cells, or between two machines.

    Gone: timing, widget state, live widgets, language version, folding. A stream that came in pieces is joined.
    """
    notebook = copy.deepcopy(notebook)
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    })  # fmt: skip
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    taken: set[str] = set()
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k in KEPT_OF_A_CELL and v != []})
        if not cell.get("id") or cell.id in taken:
            cell.id = f"cell-{number}"
        taken.add(cell.id)
        if cell.cell_type == "code":
            cell.outputs = _joined_streams(cell.outputs)
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET, None)
    return notebook


def _joined_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    joined: list[NotebookNode] = []
    for output in outputs:
        before = joined[-1] if joined else None
        if before and before.output_type == output.output_type == "stream" and before.name == output.name:
            before.text += output.text
        else:
            joined.append(output)
    return joined


def run_notebooks(
    notebooks: Mapping[Path, NotebookNode],
    environment: Mapping[str, str] | None = None,
    done: Callable[[Path], None] = lambda path: None,
    at_a_time: int = PROCESSES,
) -> tuple[dict[Path, NotebookNode], list[Failure]]:
    """Run each notebook as if it stood at its path; return them normalised, and the failures in the order of the paths.

    A notebook that fails is returned as far as it came. `environment` is added to that of the kernels;
    `done` is told each path as it is finished.
    """
    outcomes = asyncio.run(_run_all(notebooks, {**os.environ, **(environment or {})}, done, at_a_time))
    executed = {path: normalised(notebook) for path, (notebook, _) in zip(notebooks, outcomes, strict=True)}
    return executed, [failure for _, failure in outcomes if failure]


async def _run_all(
    notebooks: Mapping[Path, NotebookNode], environment: Mapping[str, str], done: Callable[[Path], None], kernels: int
) -> list[tuple[NotebookNode, Failure | None]]:
    at_a_time = asyncio.Semaphore(kernels)

    async def run(path: Path, notebook: NotebookNode) -> tuple[NotebookNode, Failure | None]:
        async with at_a_time:
            outcome = await _run_one(path, copy.deepcopy(notebook), environment)
        done(path)
        return outcome

    return await asyncio.gather(*(run(path, notebook) for path, notebook in notebooks.items()))


async def _run_one(path: Path, notebook: NotebookNode, environment: Mapping[str, str]) -> tuple[NotebookNode, Failure | None]:
    for cell in notebook.cells:  # what another run left would stand below the cell at which this one stops
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    kernel = AsyncKernelManager(kernel_spec_manager=_ThisPython())
    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=TIMEOUT,
        startup_timeout=TIMEOUT,
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        await client.async_execute(env=dict(environment))
    except CellExecutionError as error:
        return notebook, Failure(path.name, _failed_cell(notebook), _sentence(error.ename, error.evalue))
    except (TimeoutError, RuntimeError) as error:  # a cell that does not end; a kernel that died
        number, name = _failed_cell(notebook), type(error).__name__
        notebook.cells[number - 1].setdefault("outputs", []).append(new_output("error", ename=name, evalue=str(error), traceback=[]))
        return notebook, Failure(path.name, number, _sentence(name, str(error)))
    finally:
        if client.kc is not None:  # else its open channels are complained of when it is thrown away
            client.kc.stop_channels()
        if kernel.has_kernel:
            await kernel.shutdown_kernel(now=True)
    return notebook, None


def _failed_cell(notebook: NotebookNode) -> int:
    """The cell that holds an error; else, when the kernel died, the first that has not been run."""
    code = [(number, cell) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    broken = [number for number, cell in code if any(output.output_type == "error" for output in cell.outputs)]
    waiting = [number for number, cell in code if cell.get("execution_count") is None and cell.source.strip()]
    return (broken + waiting + [len(notebook.cells)])[0]


def _sentence(name: str, message: str) -> str:
    """An error in one line; one that is written for the reader (CorpusError and its like) needs no type before it."""
    line = " ".join(message.split()) or "no message"
    return line if name in {"CorpusError", "ArticleError", "CodebookError"} else f"{name}: {line}"


def rerun(chosen: Sequence[Path] = (), notebooks: Path = PROJECT / "notebooks") -> int:
    """Run the chosen notebooks in place, or all of them and the checks; a second run makes no difference. Returns the exit code.

    Figures go where `figures.show` puts them, into figures/. A notebook that fails is left as it was.
    """
    paths = [path.resolve() for path in chosen] or sorted(notebooks.glob("*.ipynb")) + sorted(notebooks.glob("checks/*.ipynb"))
    missing = [path.name for path in paths if not path.is_file()]
    if missing or not paths:
        print(f"There is no notebook {missing[0]}." if missing else f"There are no notebooks in {notebooks.name}/.", file=sys.stderr)
        return 1
    with tqdm(total=len(paths), unit="notebook", desc="Running") as progress:
        executed, failures = run_notebooks({path: nbformat.read(path, as_version=4) for path in paths}, done=lambda path: progress.update())
    failed = {failure.notebook for failure in failures}
    for path, notebook in executed.items():
        if path.name not in failed:
            write_whole(path, (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8"))
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0
