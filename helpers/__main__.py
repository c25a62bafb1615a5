"""`python -m helpers …`: what the Makefile calls, and what a terminal can ask for."""

from __future__ import annotations

import argparse
import sys

from helpers.tables import CorpusError


def _report(given: argparse.Namespace) -> int:
    from helpers.report import report

    return report(given.corpus, text=given.text)


def _rerun(given: argparse.Namespace) -> int:
    from helpers.execution import rerun

    return rerun()


def _extract(given: argparse.Namespace) -> int:
    from helpers.corpus import write_features

    set_aside = write_features(given.corpus)
    for problem in set_aside["problem"]:
        print(f"Set aside: {problem}", file=sys.stderr)
    print(f"Features written to {given.corpus}/features; {len(set_aside)} files set aside.")
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments. Each imports what it needs only when it is called."""
    made = argparse.ArgumentParser(prog="python -m helpers", description="Compare how news sources frame a story.")
    commands = made.add_subparsers(required=True, metavar="command")

    command = commands.add_parser("report", help="run the notebooks on a corpus and write an HTML report")
    command.add_argument("corpus", nargs="?", default="data/military_ai", help="its folder (default: %(default)s)")
    command.add_argument("--text", action="store_true", help="with the articles' text, where their files are present")
    command.set_defaults(run=_report)

    command = commands.add_parser("extract", help="count a corpus anew from its articles' files and write its features")
    command.add_argument("corpus", help="its folder, with catalogue.csv and raw/")
    command.set_defaults(run=_extract)

    command = commands.add_parser("rerun", help="run the notebooks in place and store their outputs and figures")
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
