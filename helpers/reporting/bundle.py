"""A report for the post: all pages in one document, and the folder as one file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from bs4 import BeautifulSoup

from helpers.reporting.page import Body, Place, shell

SINGLE = "single.html"


def single(front: Body, bodies: Sequence[Body], place: Place) -> str:
    """All pages as one: every id and link carries its page's name, headings go one level down, nothing lies beside it."""
    files = {body.file for body in bodies}
    parts = [_within(front, files, 0)]
    for body in bodies:
        part = _within(body, files, 1)
        parts.append(f'<section class="page" id="{_name(body.file)}">\n{part}\n</section>')
    pages = tuple((f"#{_name(file)}", title) for file, title in place.pages)
    whole = Body(SINGLE, place.report, "\n".join(parts))
    return shell(whole, replace(place, file=SINGLE, pages=pages))


def _name(file: str) -> str:
    return f"page-{Path(file).stem}"


def _within(body: Body, files: set[str], down: int) -> str:
    """A page's content as a part of another: its ids its own, its headings `down` levels lower, links to files gone."""
    soup = BeautifulSoup(body.content, "html.parser")
    own = _name(body.file)
    for tag in soup.find_all(id=True):
        tag["id"] = f"{own}--{tag['id']}"
    for heading in soup.find_all(re.compile("^h[1-5]$")):
        heading.name = f"h{int(heading.name[1]) + down}"
    for files_of in soup.select(".files, .bundle"):
        files_of.decompose()
    for link in soup.find_all("a", href=True):
        file, _, place = link["href"].partition("#")
        if not file:
            link["href"] = f"#{own}--{place}"
        elif file in files:
            link["href"] = f"#{_name(file)}" + (f"--{place}" if place else "")
        elif not re.match(r"[a-z]+:", file):  # a file that is not here
            link.unwrap()
    return str(soup)


def zipped(folder: Path, without: str = "") -> bytes:
    """A folder as a zip archive whose every byte depends on the names and the contents alone: no dates, no owner.

    without: a file that is left out, such as the one that holds all others once more."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
            if path.name == without:
                continue
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")  # of 1 January 1980
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # whatever the system that writes it
            made.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return archive.getvalue()
