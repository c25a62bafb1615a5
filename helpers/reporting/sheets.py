"""Each table of a page as a spreadsheet beside it: what the page shows, cell by cell."""

from __future__ import annotations

import io
import re
import unicodedata

import pandas as pd
from bs4 import Tag

FOLDER = "tables"
_MISSING = "–"
_LONGEST = 48  # characters of a caption that become part of a file name


def sheet_name(stem: str, number: int, caption: str) -> str:
    """The file of a page's table: the page, the table's number on it, and what its caption begins with.

    >>> sheet_name("03-frames", 2, "Các khung (frames): <b>3</b> of 7, by article")
    'tables/03-frames-2-cac-khung-frames-b-3-b-of-7-by-article.csv'
    """
    plain = unicodedata.normalize("NFKD", caption).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
    return f"{FOLDER}/{stem}-{number}{'-' + words if words else ''}.csv"


def sheet(table: Tag) -> pd.DataFrame:
    """The cells of an HTML table as text, headers of several rows joined; an empty cell where the page shows a dash.

    >>> from bs4 import BeautifulSoup
    >>> cells = "<tr><th>词</th><th>n</th></tr></thead><tbody><tr><td>风险</td><td>007</td></tr><tr><td>–</td><td>–</td></tr>"
    >>> sheet(BeautifulSoup(f"<table><thead>{cells}</tbody></table>", "html.parser").table).to_dict("list")
    {'词': ['风险', ''], 'n': ['007', '']}
    """
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    width = max((sum(int(cell.get("colspan", 1)) for cell in row) for row in rows), default=0)
    as_text = dict.fromkeys(range(width), str)
    try:
        frame = pd.read_html(io.StringIO(str(table)), flavor="lxml", keep_default_na=False, converters=as_text)[0]
    except ValueError:  # a table without a cell
        return pd.DataFrame()
    frame.columns = [_header(name) for name in frame.columns]
    if len(table.select("tbody td")) == 1 < width:  # the row that says that there are none
        return frame.iloc[:0]
    return frame.replace(_MISSING, "")


def _header(name: object) -> str:
    """A column's name; pandas gives a nameless one a number, and one of several rows a tuple."""
    parts = name if isinstance(name, tuple) else (name,)
    said = [str(part) for part in parts if not re.match(r"Unnamed: \d+", str(part))]
    return " / ".join(dict.fromkeys(said))
