"""`python -m helpers …`: what the Makefile calls, and what a terminal can ask for."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from helpers.tables import CorpusError


def _report(given: argparse.Namespace) -> int:
    from helpers.corpus import refresh_features
    from helpers.report import report
    from helpers.scale import extract

    refresh_features(given.corpus, lambda folder: extract(folder, given.dask))
    return report(given.corpus, text=given.text)


def _rerun(given: argparse.Namespace) -> int:
    from helpers.reporting import readme
    from helpers.reporting.execution import rerun

    code = rerun(given.notebooks)
    if not given.notebooks:
        readme.refresh()
    return code


def _lab(given: argparse.Namespace) -> int:
    from helpers.reporting.execution import lab_environment

    return subprocess.call([sys.executable, "-m", "jupyterlab", given.notebook], env=lab_environment())


def _extract(given: argparse.Namespace) -> int:
    from helpers.scale import extract

    set_aside = extract(given.corpus, given.dask, given.workers)
    for problem in set_aside["problem"]:
        print(f"Set aside: {problem}", file=sys.stderr)
    print(f"Features written to {given.corpus}/features; {len(set_aside)} files set aside.")
    return _robustness(given)


def _robustness(given: argparse.Namespace) -> int:
    from helpers.robustness.multiverse import rebuild_robustness

    n = rebuild_robustness(given.corpus)
    print(f"{n} specifications written to {given.corpus}/robustness.csv." if n else "No findings.csv, so nothing to vary.")
    return 0


def _coding_sheet(given: argparse.Namespace) -> int:
    from helpers.validation.coding_sheet import take_back, write_sheet

    if given.filled:
        print("\n".join(take_back(given.corpus, given.filled)))
    else:
        n = write_sheet(given.corpus, given.per_stratum, given.seed)
        print(f"{n} paragraphs in {given.corpus}/coding/sheet.csv; keep key.csv from the coders.")
    return 0


def _points(given: argparse.Namespace) -> int:
    from helpers.validation.points import write_points

    n = write_points(given.codebook, given.coded)
    print(f"Points of {n} coded paragraphs written to {given.codebook}/cues.csv; extract the corpora that use it again.")
    return 0


def _voice_points(given: argparse.Namespace) -> int:
    from helpers.validation.voice_points import write_points

    n = write_points({name: Path(folder) for name, _, folder in (word.partition("=") for word in given.gold)})
    print(f"Points of {n} coded questions written to helpers/speech/points.csv; extract the corpora again.")
    return 0


def _new(given: argparse.Namespace) -> int:
    from helpers.collection.intake import new_corpus
    from helpers.reading.tables import parse_map

    behind = [word for word in given.map if Path(word).exists()]  # a file that stands behind --map FIELD=COLUMN
    mapping = parse_map(word for word in given.map if word not in behind)
    return new_corpus(Path(given.corpus), [Path(file) for file in [*given.files, *behind]], mapping)


def _check(given: argparse.Namespace) -> int:
    from helpers.collection.corpus_check import check

    return check(given.folder)


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments. Each imports what it needs only when it is called."""
    made = argparse.ArgumentParser(prog="python -m helpers", description="Compare how news sources frame a story.")
    commands = made.add_subparsers(required=True, metavar="command")

    command = commands.add_parser("report", help="run the notebooks on a corpus and write an HTML report")
    command.add_argument("corpus", nargs="?", default="data/military_ai", help="its folder (default: %(default)s)")
    command.add_argument("--text", action="store_true", help="with the articles' text, where their files are present")
    command.add_argument("--dask", default="", metavar="ADDRESS", help="of a Dask scheduler, such as tcp://host:8786")
    command.set_defaults(run=_report)

    command = commands.add_parser("lab", help="open the notebooks in JupyterLab, which then asks no server for news")
    command.add_argument("notebook", nargs="?", default="notebooks/00-overview.ipynb", help="(default: %(default)s)")
    command.set_defaults(run=_lab)

    command = commands.add_parser("new", help="make a corpus from files and tables of articles, or add to one")
    command.add_argument("corpus", help="its folder, such as data/mine")
    command.add_argument("files", nargs="*", help=".txt, .md, .html, feeds, folders; CSV, JSONL or Parquet tables")
    command.add_argument("--map", nargs="+", default=[], metavar="FIELD=COLUMN", help="as in title=headline text=body")
    command.set_defaults(run=_new)

    command = commands.add_parser("check", help="say what a corpus or a codebook lacks before a long run")
    command.add_argument("folder", help="a corpus's folder, or a codebook's")
    command.set_defaults(run=_check)

    command = commands.add_parser("extract", help="count a corpus anew from its articles' files and write its features")
    command.add_argument("corpus", help="its folder, with catalogue.csv and raw/")
    command.add_argument("--dask", default="", metavar="ADDRESS", help="of a Dask scheduler, such as tcp://host:8786")
    command.add_argument("--workers", type=int, default=0, help="processes to start here (large corpora: one per core)")
    command.set_defaults(run=_extract)

    command = commands.add_parser("robustness", help="measure a corpus's findings under every choice, where the text is")
    command.add_argument("corpus", help="its folder, with findings.csv")
    command.set_defaults(run=_robustness)

    command = commands.add_parser("coding-sheet", help="draw a blind sample of paragraphs for coders, or take their codes")
    command.add_argument("corpus", help="its folder, with the articles' files")
    command.add_argument("filled", nargs="*", type=Path, help="filled-in sheets, whose codes are kept without their text")
    command.add_argument("--per-stratum", type=int, default=4, help="paragraphs per language and frame (default: %(default)s)")
    command.add_argument("--seed", type=int, default=1, help="of the drawing (default: %(default)s)")
    command.set_defaults(run=_coding_sheet)

    command = commands.add_parser("points", help="fit the points of a codebook's cues to coded paragraphs")
    command.add_argument("codebook", help="its folder, such as data/codebook")
    command.add_argument("coded", nargs="*", type=Path, help="tables of story, language, paragraph, text, frames (default: its coded.csv)")
    command.set_defaults(run=_points)
    command = commands.add_parser("voice-points", help="fit the points by which reports and continued speech are told, to gold standards")
    command.add_argument("gold", nargs="*", metavar="NAME=FOLDER", help="gold standards of quotations to code anew")
    command.set_defaults(run=_voice_points)

    command = commands.add_parser("rerun", help="run the notebooks in place and store their outputs and figures")
    command.add_argument("notebooks", nargs="*", type=Path, help="notebook files (default: all, and the checks)")
    command.set_defaults(run=_rerun)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error that is meant for the user is one sentence on standard error. Returns the exit code."""
    given = parser().parse_args(arguments)
    try:
        return given.run(given)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
