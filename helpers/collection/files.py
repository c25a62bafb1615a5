"""The files in raw/: found by name or by SHA-256, read one at a time, never followed out of the folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from helpers.reading.decoding import LARGEST
from helpers.tables import CorpusError, command


def shown(folder: Path) -> str:
    """A folder as a reader of a message would type it: from the project's root where it lies below it."""
    root = Path(__file__).resolve().parents[2]
    return str(folder.resolve().relative_to(root)) if folder.resolve().is_relative_to(root) else str(folder)


class RawFiles:
    """The files of a corpus, taken one by one for their catalogue rows; what is left has no row.

    A file is read once where it still has the name that the catalogue gives it; others are found by their SHA-256,
    hashed in chunks when first asked for. Memory: one article, and a name and a hash per file.
    """

    def __init__(self, folder: Path, expected: set[str], only: set[str] | None = None):
        """`expected`: the names that rows of the catalogue give; `only`: look at no other files (in one of many processes)."""
        self.folder = folder
        self.refused: list[CorpusError] = []
        self.names = {path.name for path in self._entries(only)}
        self._without_row = sorted(self.names - expected)
        self._index: dict[str, str] = {}
        self._taken: dict[str, str] = {}  # SHA-256 -> the name that it was taken under

    def _entries(self, only: set[str] | None) -> Iterator[Path]:
        if not self.folder.is_dir():
            return
        home = self.folder.resolve()
        among = self.folder.iterdir() if only is None else [self.folder / name for name in only if name == Path(name).name]
        for path in sorted(among):
            if path.name.startswith("."):
                continue
            refusal = refused(path, home)
            if refusal:
                self.refused.append(CorpusError(path.name, None, *refusal))
            else:
                yield path

    def take(self, facts: Mapping[str, str], row: int) -> tuple[bytes, str]:
        """The bytes and the name of a catalogue row's file. Raises CorpusError where no file has its SHA-256."""
        name, sha256 = facts["file"], facts["sha256"].lower()
        data = self._read(name)
        found = hashlib.sha256(data).hexdigest() if data is not None else ""
        if data is not None and not sha256:
            raise CorpusError("catalogue.csv", row, f"the sha256 of {facts['doc_id']!r} is empty", f"write {found}")
        if data is None or found != sha256:
            name = self._by_hash().get(sha256, "")
            data = self._read(name)
        if data is None:
            raise CorpusError("catalogue.csv", row, *self._missing(facts, found))
        self.took(sha256, name)
        return data, name

    def took(self, sha256: str, name: str) -> None:
        """Account for a file, also one that another process has taken."""
        self._taken[sha256] = name

    def _missing(self, facts: Mapping[str, str], found: str) -> tuple[str, str]:
        name, doc_id = facts["file"], facts["doc_id"]
        if found:
            problem = f"the file {name!r} of {doc_id!r} has another SHA-256 than the catalogue"
            return problem, f"put the file back as it was, or write {found} if the change is meant"
        if name in self.names:
            return f"the file {name!r} of {doc_id!r} cannot be read", "put it back, make it readable or delete the row"
        return f"no file in raw/ has the SHA-256 of {doc_id!r}", "add the file or delete the row"

    def _read(self, name: str) -> bytes | None:
        """A whole file, or None where there is none, or it has vanished, or may not be read."""
        return read_article_file(self.folder / name) if name in self.names else None

    def _by_hash(self) -> dict[str, str]:
        """SHA-256 → name of every file, hashed at the first question; of twins, the first name."""
        if not self._index:
            for name in sorted(self.names):
                self._index.setdefault(hash_file(self.folder / name) or name, name)
        return self._index

    def left(self) -> list[CorpusError]:
        """One error per entry of raw/ that no row of the catalogue accounts for: a file without row, the same article
        twice, a folder, a link out of the corpus."""
        errors, seen = list(self.refused), dict(self._taken)
        for name in self._without_row:
            sha256 = hash_file(self.folder / name)
            twin = seen.setdefault(sha256 or name, name)
            if twin == name and self._taken.get(sha256) != name:
                remedy = f"add one ({command(f'new {shown(self.folder.parent)}')}) or remove the file"
                errors.append(CorpusError(name, None, "no row of the catalogue has its SHA-256", remedy))
            elif twin != name:
                errors.append(CorpusError(name, None, f"it is the same article as {twin!r}", "remove one of the files"))
        return errors


def refused(path: Path, home: Path) -> tuple[str, str] | None:
    """Why an entry of a folder is not read as a file, as (problem, remedy): a folder, or a link that leads out."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(home):
        return "it is a link that leads out of its folder", "copy the file itself there"
    if path.is_dir():
        return "it is a folder", "put the article files one level up, beside the others"
    return None if path.is_file() else ("it is no ordinary file, or it has vanished", "remove it or put the file back")


def read_article_file(path: Path) -> bytes | None:
    """The bytes of a file, None where it cannot be read; CorpusError, unread, where it is too large for an article."""
    try:
        size = path.stat().st_size
        if size <= LARGEST:
            return path.read_bytes()
    except OSError:
        return None
    problem = f"{size / 1e6:.0f} MB are more than one article (at most {LARGEST / 1e6:.0f} MB)"
    raise CorpusError(path.name, None, problem, "cut the file into one article each, or pass a table of articles")


def hash_file(path: Path) -> str | None:
    """The SHA-256 of a file, read in chunks; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def changed_since(raw: Path, records: Iterable[tuple[int, Mapping[str, str]]], aside: Iterable[list[str]]) -> list[str]:
    """What differs in raw/ from when the features were counted: a sentence per file that has changed, is new, gone or put right.

    records: (row, facts) of the catalogue.  aside: what was set aside then (file, doc_id, problem). An article whose file
    is not there is no change: its counts stay usable without it. Reads every file once.
    """
    records, aside = list(records), [tuple(entry) for entry in aside]
    of_articles = {doc_id: problem for _, doc_id, problem in aside if doc_id}
    before = {file for file, doc_id, _ in aside if not doc_id}
    files, said = RawFiles(raw, {facts["file"] for _, facts in records}), []
    for row, facts in records:
        old = of_articles.get(facts["doc_id"], "")
        try:
            files.take(facts, row)
        except CorpusError as error:
            said += [str(error)] if facts["file"] in files.names and str(error) != old else []
        else:
            said += [f"{facts['file']}: it is again as the catalogue says."] if "SHA-256" in old else []
    now = {error.file: str(error) for error in files.left()}
    return said + [now[file] for file in sorted(now.keys() - before)] + [f"{file}: it is gone." for file in sorted(before - now.keys())]
