"""No sentence of the real articles in the repository: no 8 words, no 12 Chinese characters of theirs in a row."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT

WORDS, HAN = 8, 12
LONGEST_TITLE = 160
"""Characters: what is longer is no title, whatever the catalogue calls it."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WITHIN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])[，。、；：“”‘’《》（）！？\s](?=[\u4e00-\u9fff])")

ARTICLES = Path(os.environ.get("ARTICLES_DIR", ""))
with_articles = pytest.mark.skipif(not os.environ.get("ARTICLES_DIR"), reason="ARTICLES_DIR does not name the folder of the real articles")


def runs(text: str) -> set[str]:
    """Every run of 8 words and of 12 Chinese characters in a text, without case, punctuation, markup and percent codes.

    >>> sorted(runs("One two three four five six seven Eight."))
    ['one two three four five six seven eight']
    """
    text = re.sub(r"<[^<>]{0,2000}>|(?:%[0-9A-Fa-f]{2})+", " ", unicodedata.normalize("NFC", text))
    joined = _WITHIN_HAN.sub("", _WITHIN_HAN.sub("", text))
    found = {run[n : n + HAN] for run in _HAN.findall(joined) for n in range(len(run) - HAN + 1)}
    words = re.findall(r"[^\W_]+", _HAN.sub(" ", text).casefold())
    return found | {" ".join(words[n : n + WORDS]) for n in range(len(words) - WORDS + 1)}


def titles() -> set[str]:
    """The runs that lie wholly within a title in the catalogue: titles are facts and may stand."""
    with (PROJECT / "data" / "military_ai" / "catalogue.csv").open(encoding="utf-8-sig", newline="") as file:
        named = [row["title"] for row in csv.DictReader(file)]
    assert all(len(title) <= LONGEST_TITLE for title in named), "a title in the catalogue is too long to be one"
    return set().union(*(runs(title) for title in named))


def published_files() -> list[Path]:
    """Every file that is in the repository or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this folder is no git repository, so nothing says which of its files are published")
    paths = [PROJECT / name.decode("utf-8") for name in listed.stdout.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def texts(path: Path) -> Iterator[str]:
    """What a file says: a notebook or JSON string by string, and any text as a whole; nothing for a binary file."""
    content = path.read_bytes()
    if b"\0" in content[:8000]:
        return
    text = content.decode("utf-8", errors="replace")
    if path.suffix in {".json", ".ipynb"}:
        yield from _strings(json.loads(text))
    yield text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if all(isinstance(part, str) for part in value):
            yield "".join(value)
        else:
            for part in value:
                yield from _strings(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)


def articles() -> set[str]:
    """The runs of the real articles. A feed dump escapes its text: it is read both ways."""
    files = sorted(ARTICLES.glob("*.txt"))
    assert files, f"{ARTICLES.name}: there are no articles"
    contents = [path.read_text("utf-8") for path in files]
    unescaped = [content.replace("\\n", "\n").replace('\\"', '"') for content in contents]
    return set().union(*(runs(content) for content in contents + unescaped))


@with_articles
def test_no_sentence_of_the_articles_is_published():
    forbidden = articles() - titles()
    leaks = {path: run for path in published_files() for text in texts(path) for run in runs(text) & forbidden}
    assert not leaks, "\n".join(f"{path.relative_to(PROJECT)} holds «{run}»" for path, run in leaks.items())


@with_articles
def test_a_leak_would_be_noticed(tmp_path):
    forbidden = sorted(articles() - titles())
    latin = next(run for run in forbidden if " " in run)
    chinese = next(run for run in forbidden if _HAN.fullmatch(run))
    stream = {"cells": [{"outputs": [{"text": [latin[:20], latin[20:].upper()]}]}]}
    (tmp_path / "output.ipynb").write_text(json.dumps(stream), "utf-8")
    (tmp_path / "figure.svg").write_text(f"<svg><text>{chinese[:6]}，{chinese[6:]}</text></svg>", "utf-8")
    (tmp_path / "escaped.json").write_text(json.dumps({"a": chinese}), "utf-8")
    for path in tmp_path.iterdir():
        assert any(runs(text) & set(forbidden) for text in texts(path)), path.name
