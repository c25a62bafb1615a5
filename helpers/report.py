"""The report: every notebook run on one corpus and written as a page; a second run does again only what changed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
from nbformat import NotebookNode
from tqdm import tqdm

from helpers.codebook import load_codebook
from helpers.corpus import codebook_folder, load_corpus
from helpers.findings import MARKED, findings
from helpers.reporting.bundle import SINGLE, single, zipped
from helpers.reporting.execution import FIGURES, PROCESSES, PROJECT, Failure, run_notebooks, with_parameters
from helpers.reporting.front import Entry, Front, front_body, front_of, key_figure
from helpers.reporting.methods import FILE as METHODS
from helpers.reporting.methods import methods, refusal
from helpers.reporting.page import Place, body_of, lead_of, shell
from helpers.reporting.pictures import figures_in
from helpers.reporting.sheets import FOLDER as SHEETS
from helpers.tables import CorpusError, read_csv, write_csv, write_whole
from helpers.voice_shares import CAMPS

TEXT_NOTE = "These pages quote articles that belong to their publishers: for your own reading, not for passing on."
_LAYOUT_ONLY = {"report.py", "reporting", "__main__.py"}
"""What no notebook imports: a change there writes the pages anew, but runs no notebook again."""


def report(corpus: str | Path = "data/military_ai", text: bool = False, project: Path = PROJECT) -> int:
    """Run the notebooks on a corpus; write reports/<corpus>/index.html, a page per notebook and the folder as a zip
    beside it. Returns the exit code.

    corpus: its folder, from the current folder or from the project's.  text: with the articles' text, for those who have the files; such a
    report has a folder of its own. Notebooks, figures/ and data/ are left as they are; what has been run is kept in build/, beside a hash
    of all that it depends on. A notebook that fails is named, and the other pages are written.
    """
    folder = _corpus_folder(corpus, project)
    if folder is None:
        print(f"{corpus}: there is no such folder; name a corpus, such as CORPUS=data/military_ai.", file=sys.stderr)
        return 2
    paths = sorted((project / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    if not paths:
        print("notebooks/: there are no notebooks to report on; restore them from the repository.", file=sys.stderr)
        return 2
    name = folder.name + ("-with-text" if text else "")
    build, target = project / "build" / name, project / "reports" / name
    parameters = {"CORPUS": _as_parameter(folder, project), "TEXT": text}
    basis = _hash_of_files(_depended_on(folder, text, project), project)
    sources = {path: with_parameters(nbformat.read(path, as_version=4), parameters) for path in paths}
    keys = {path: _hash_of_source(source, basis) for path, source in sources.items()}
    known = _executed_before(build, keys)
    failures = _run(sources, keys, known, build, 1 if (folder / "features" / "parts").is_dir() else PROCESSES)
    executed = {path: nbformat.read(build / path.name, as_version=4) for path in paths}
    kept = text and not _may_be_passed_on(folder)
    place = Place(_title(folder), "", (), TEXT_NOTE if kept else "")
    fallen = write_pages(executed, failures, place, build, target, folder, text)
    archive = target.with_name(f"{name}.zip")
    archive.unlink(missing_ok=True)
    sent = ""
    if not kept:
        write_whole(archive, zipped(target, without=SINGLE))
        sent = f" {archive.name} beside it ({archive.stat().st_size / 1e6:.1f} MB) is all of it but {SINGLE}."
    for failure in failures:
        print(failure, file=sys.stderr)
    if fallen:
        said = f"{fallen} finding{' no longer holds' if fallen == 1 else 's no longer hold'}"
        print(f"{said} and {'is' if fallen == 1 else 'are'} marked so in the report; see findings.csv of {folder.name}.", file=sys.stderr)
    shown = (target / "index.html").relative_to(project).as_posix()
    print(f"{_outcome(len(paths), len(known), failures)}. Open {shown} in a browser.{sent}")
    return 1 if failures else 0


def _outcome(total: int, unchanged: int, failures: list[Failure]) -> str:
    """What became of the notebooks, in a clause.

    >>> _outcome(10, 9, []), _outcome(10, 0, [Failure("06-x.ipynb", 7, "stopped")])
    ('10 of 10 notebooks complete: 9 unchanged, 1 run again', '9 of 10 notebooks complete, 1 stopped: 06-x.ipynb')
    """
    stopped = f", {len(failures)} stopped: {', '.join(failure.notebook for failure in failures)}" if failures else ""
    again = f"{';' if stopped else ':'} {unchanged} unchanged, {total - unchanged} run again" if unchanged else ""
    return f"{total - len(failures)} of {total} notebooks complete{stopped}{again}"


def _corpus_folder(corpus: str | Path, project: Path) -> Path | None:
    return next((place.resolve() for place in (Path(corpus), project / corpus) if place.is_dir()), None)


def _as_parameter(folder: Path, project: Path) -> str:
    """A corpus within the project is named from there, so that its report names no folder of this machine."""
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else folder.as_posix()


def _title(folder: Path) -> str:
    """The first heading of the corpus's README.md, else the folder's name.

    >>> _title(Path("data/no_such_corpus"))
    'No such corpus'
    """
    readme = folder / "README.md"
    heading = re.search(r"^#\s+(.+)$", readme.read_text("utf-8"), re.MULTILINE) if readme.is_file() else None
    return heading[1].strip() if heading else folder.name.replace("_", " ").replace("-", " ").capitalize()


def _may_be_passed_on(folder: Path) -> bool:
    """Whether the README.md of a corpus says in a line "Licence: …" that its text may be passed on, as that of the invented sample does.

    >>> _may_be_passed_on(PROJECT / "data" / "sample"), _may_be_passed_on(PROJECT / "data" / "military_ai")
    (True, False)
    """
    readme = folder / "README.md"
    return readme.is_file() and re.search(r"^Licence: .*\btext\b", readme.read_text("utf-8"), re.MULTILINE) is not None


def _depended_on(folder: Path, text: bool, project: Path) -> list[Path]:
    """Every file that can change what a notebook shows: the corpus, the codebook, the helpers, the pinned packages."""
    of_corpus = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    features = (folder / "features" / "features.json").is_file()
    if features and not text:  # the files themselves are not read then
        of_corpus = [path for path in of_corpus if folder / "raw" not in path.parents]
    written = [*(project / "helpers").rglob("*.py"), *(project / "helpers").rglob("*.toml"), *(project / "helpers").rglob("*.csv")]
    helpers = [path for path in written if not _LAYOUT_ONLY & {path.name, path.parent.name}]
    codebook = [path for path in (project / "data" / "codebook").rglob("*") if path.is_file()]
    return sorted({*of_corpus, *helpers, *codebook, project / "requirements.txt"})


def _hash_of_files(paths: Iterable[Path], project: Path) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for path in paths:
        if path.is_file():
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            name = path.relative_to(project) if path.is_relative_to(project) else path
            digest.update(f"{name.as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def _hash_of_source(source: NotebookNode, basis: str) -> str:
    cells = [(cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in source.cells]
    return hashlib.sha256(json.dumps([basis, cells]).encode("utf-8")).hexdigest()


def _executed_before(build: Path, keys: dict[Path, str]) -> set[Path]:
    """The notebooks whose copy in the build folder was run from the same source, code and data as now."""
    stamps = {path: build / f"{path.stem}.key" for path in keys if (build / path.name).is_file()}
    return {path for path, stamp in stamps.items() if stamp.is_file() and stamp.read_text("utf-8") == keys[path]}


def _run(sources: dict[Path, NotebookNode], keys: dict[Path, str], known: set[Path], build: Path, at_a_time: int) -> list[Failure]:
    """Run what is not known yet, into the build folder; return the failures."""
    waiting = {path: source for path, source in sources.items() if path not in known}
    if not waiting:
        return []
    build.mkdir(parents=True, exist_ok=True)
    with tqdm(total=len(waiting), unit="notebook", desc="Running notebooks") as progress:
        executed, failures = run_notebooks(
            waiting, {FIGURES: str(build / "figures"), MARKED: "1"}, lambda path: progress.update(), at_a_time
        )
    failed = {failure.notebook for failure in failures}
    for path, notebook in executed.items():
        (build / f"{path.stem}.key").unlink(missing_ok=True)
        write_whole(build / path.name, nbformat.writes(notebook).encode("utf-8"))
        if path.name not in failed:
            write_whole(build / f"{path.stem}.key", keys[path].encode("utf-8"))
    return failures


def write_pages(
    executed: dict[Path, NotebookNode], failures: list[Failure], place: Place, build: Path, target: Path,
    folder: Path | None = None, text: bool = False,
) -> int:  # fmt: skip
    """Write executed notebooks as pages, their contents, figures of `build` and tables; remove what was there before.

    Returns how many findings no longer hold.

    folder: the corpus's, for the first page's words and the page of methods and data.
    """
    failed = {failure.notebook: str(failure) for failure in failures}
    for old in (target / "figures", target / SHEETS):
        shutil.rmtree(old, ignore_errors=True)
    shown = figures_in(executed.values())
    for picture in sorted((build / "figures").glob("*.*")):
        if picture.stem.removesuffix("_single") in shown:
            write_whole(target / "figures" / picture.name, picture.read_bytes())
    names = _names(folder)
    bodies = [body_of(notebook, f"{path.stem}.html", target, names) for path, notebook in executed.items()]
    entries = [Entry(body.file, body.title, lead_of(notebook), failed.get(path.name, ""))
               for body, (path, notebook) in zip(bodies, executed.items(), strict=True)]  # fmt: skip
    front = None
    if folder is not None:
        tables = [table for body in bodies for table in body.tables.values()]
        front, about = _corpus_pages(folder, text, executed, failed, tables, shown)
        bodies.append(body_of(about, METHODS, target, names))
        entries.append(Entry(METHODS, bodies[-1].title, lead_of(about), ""))
    place = replace(place, pages=tuple((body.file, body.title) for body in bodies))
    for name, table in (item for body in bodies for item in body.tables.items()):
        write_csv(table, target / name)
    for body in bodies:
        write_whole(target / body.file, shell(body, replace(place, file=body.file)).encode("utf-8"))
    figure = key_figure(list(executed.values()), target)
    index = front_body(front, figure, replace(place, file="index.html"), entries, bodies[0])
    whole = single(index, bodies, place).encode("utf-8")
    write_whole(target / SINGLE, whole)
    size = f"{len(whole) / 1e6:.1f} MB"
    index = front_body(front, figure, replace(place, file="index.html"), entries, bodies[0], size)
    write_whole(target / "index.html", shell(index, replace(place, file="index.html")).encode("utf-8"))
    for old in set(target.glob("*.html")) - {target / name for name in (*dict(place.pages), "index.html", SINGLE)}:
        old.unlink()
    return len(front.fallen) if front else 0


def _names(folder: Path | None) -> dict[str, str]:
    """What pages call the codes of a codebook and its camps; articles keep their names. Other codes lose their underscores."""
    try:
        book = load_codebook(codebook_folder(folder)) if folder else None
        articles = read_csv(folder / "catalogue.csv", ["doc_id"])["doc_id"] if folder else ()
    except CorpusError:  # the page of methods and data says why
        return {}
    coded = [] if book is None else [(book.frames["frame"], book.frames["label"]), (book.actors["actor"], book.actors["label"])]
    return {doc_id: doc_id for doc_id in articles} | CAMPS | {code: label for pair in coded for code, label in zip(*pair, strict=True)}


def _corpus_pages(
    folder: Path, text: bool, executed: dict[Path, NotebookNode], failed: dict[str, str],
    tables: list[pd.DataFrame], shown: set[str],
) -> tuple[Front | None, NotebookNode]:  # fmt: skip
    """The first page's words, and the page of methods and data; where the corpus cannot be read, that page says why."""
    try:
        corpus = load_corpus(folder)
        about = methods(corpus, folder, executed, failed, text, tables, shown)
    except CorpusError as error:
        return None, refusal(error)
    try:
        found = findings(corpus)
    except CorpusError:  # the overview stops there and says why, in the contents too
        found = pd.DataFrame()
    return front_of(corpus, found), about
