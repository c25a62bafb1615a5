"""A newcomer's corpus, made by `new` from a few files and filled in nowhere: every notebook runs on it, with one article too."""

from __future__ import annotations

import nbformat
import pytest
from conftest import PROJECT

from helpers.collection.intake import add_files
from helpers.reporting.execution import run_notebooks, with_parameters

RAW = PROJECT / "data" / "sample" / "raw"
THREE = ["lighthouse_en_arms.txt", "morningbridge_zh_arms.txt", "bensong_vi_talks.txt"]


@pytest.mark.parametrize(("names", "which"), [(THREE, "0[257]"), (THREE[:1], "0[0-79]")], ids=["three articles", "one article"])
def test_notebooks_run_on_a_corpus_that_nobody_filled_in_or_coded(names, which, tmp_path):
    folder = tmp_path / "mine"
    assert len(add_files(folder, [RAW / name for name in names]).added) == len(names)
    paths = sorted((PROJECT / "notebooks").glob(f"{which}-*.ipynb"))  # all but 08-scale, which makes its own corpus
    chosen = {path: nbformat.read(path, as_version=4) for path in paths}
    chosen = {path: with_parameters(notebook, {"CORPUS": str(folder), "TEXT": False}) for path, notebook in chosen.items()}
    executed, failures = run_notebooks(chosen, {"FIGURES_DIR": str(tmp_path / "figures")})
    assert not failures, "\n".join(map(str, failures))
    validation = next(notebook for path, notebook in executed.items() if path.name.startswith("07-"))
    said = "".join(output.get("text", "") for cell in validation.cells for output in cell.get("outputs", []))
    assert "Not yet coded" in said
