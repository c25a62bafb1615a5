"""Notebooks are run anew where something changed, leave nothing open, and give the same bytes twice."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from conftest import make_project, page
from jupyter_client.manager import AsyncKernelManager
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.report import report
from helpers.reporting.execution import normalised, rerun, run_notebooks


def test_only_what_changed_is_run_again_and_an_error_is_a_sentence(tmp_path, capsys):
    project = make_project(tmp_path / "p")
    (project / "notebooks" / "00-hostile.ipynb").unlink()
    second = project / "notebooks" / "02-second.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Two?"), new_code_cell("1 + 1")]), second)
    assert report("data/a corpus", project=project) == 0
    assert "2 of 2 notebooks complete. " in capsys.readouterr().out
    assert report("data/a corpus", project=project) == 0
    assert "2 of 2 notebooks complete: 2 unchanged, 0 run again" in capsys.readouterr().out

    stale = new_code_cell("1", outputs=[new_output("stream", name="stdout", text="of another corpus")], execution_count=3)
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Two?"), new_code_cell("1 / 0"), stale]), second)
    assert report("data/a corpus", project=project) == 1
    said = capsys.readouterr()
    assert "1 of 2 notebooks complete, 1 stopped: 02-second.ipynb; 1 unchanged, 1 run again" in said.out
    assert "02-second.ipynb, cell 2: ZeroDivisionError: division by zero" in said.err
    assert "This notebook stopped here" in page(project, "02-second.html").get_text()
    assert "of another corpus" not in page(project, "02-second.html").get_text()
    assert "division by zero" in page(project, "index.html").get_text()
    assert page(project, "01-plain.html").h1.get_text() == "What is plain?"

    (project / "data" / "a corpus" / "catalogue.csv").write_text("doc_id\n", "utf-8")
    second.unlink()
    assert report(str(project / "data" / "a corpus"), text=True, project=project) == 0
    assert "belong to their publishers" in (project / "reports" / "a corpus-with-text" / "index.html").read_text("utf-8")
    assert not (project / "reports" / "a corpus-with-text.zip").exists(), "quoted articles are not for passing on"
    assert report("data/a corpus", project=project) == 0
    assert "1 of 1" in capsys.readouterr().out.splitlines()[-1], "a changed corpus is run again"
    assert not (project / "reports" / "a corpus" / "02-second.html").exists()


def test_kernels_are_this_python():
    notebook = new_notebook(cells=[new_code_cell("import sys\nprint(sys.executable)")])
    executed, failures = run_notebooks({Path("x.ipynb").resolve(): notebook})
    assert not failures
    (notebook,) = executed.values()
    assert notebook.cells[0].outputs[0].text.strip() == sys.executable


def test_a_run_leaves_no_channel_open_to_be_complained_of(monkeypatch):
    clients = []
    made = AsyncKernelManager.client
    monkeypatch.setattr(AsyncKernelManager, "client", lambda *given, **named: clients.append(made(*given, **named)) or clients[-1])
    run_notebooks({Path("x.ipynb").resolve(): new_notebook(cells=[new_code_cell("1 / 0")])})
    assert [client.channels_running for client in clients] == [False]


def test_running_in_place_twice_makes_no_difference(tmp_path):
    cells = [new_markdown_cell("# Again?"), new_code_cell("import sys\nfor n in range(9):\n    print(n, flush=True)")]
    nbformat.write(new_notebook(cells=cells, metadata={"widgets": {"state": 1}}), tmp_path / "00-again.ipynb")
    assert rerun(notebooks=tmp_path) == 0
    once = (tmp_path / "00-again.ipynb").read_bytes()
    assert rerun(notebooks=tmp_path) == 0
    assert (tmp_path / "00-again.ipynb").read_bytes() == once
    assert b"widgets" not in once
    assert b"version" not in once


def test_what_a_machine_adds_is_removed():
    outputs = [new_output("stream", name="stdout", text="a"), new_output("stream", name="stdout", text="b")]
    cell = new_code_cell("1", outputs=outputs, metadata={"scrolled": True, "tags": ["x"]})
    notebook = normalised(new_notebook(cells=[cell], metadata={"language_info": {"name": "python", "version": "3.11"}}))
    assert notebook.cells[0].outputs[0].text == "ab"
    assert notebook.cells[0].metadata == {"tags": ["x"]}
    assert "version" not in notebook.metadata.language_info
