"""Tables as a reader sees them: no meaningless index, numbers to the right, text escaped, a caption, the same words in plain text."""

from __future__ import annotations

import html
import re

import pandas as pd

_HAN = re.compile(r"[\u3400-\u9fff]")
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


class Table:
    """A data frame for reading, made by `table`; in JupyterLab and in the report it is an HTML table, elsewhere plain text."""

    def __init__(self, frame: pd.DataFrame, caption: str):
        self.frame, self.caption = frame, caption

    def __repr__(self) -> str:
        return (
            f"{self.caption}\n{self.frame.to_string(index=False)}" if len(self.frame) else f"{self.caption}\n(no rows)"
        )

    def _repr_html_(self) -> str:
        numeric = [
            pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in self.frame.dtypes
        ]
        head = "".join(
            f'<th scope="col"{_NUMBER if number else ""}>{html.escape(str(name))}</th>'
            for name, number in zip(self.frame.columns, numeric, strict=True)
        )
        rows = "".join(
            f"<tr>{''.join(_cell(value, number) for value, number in zip(row, numeric, strict=True))}</tr>\n"
            for row in self.frame.itertuples(index=False)
        )
        empty = f'<tr><td colspan="{len(numeric)}">no rows</td></tr>\n' if self.frame.empty else ""
        return f"<table><caption>{_marked(self.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}{empty}</tbody></table>"


_NUMBER = ' class="number"'


def table(frame: pd.DataFrame, caption: str) -> Table:
    """A data frame as a table for reading. caption: what, unit, n and source. Round before, once."""
    return Table(frame.reset_index(drop=True), caption)


def _cell(value: object, number: bool) -> str:
    missing = value is None or value is pd.NA or value != value
    return f"<td{_NUMBER if number else ''}>{'–' if missing else _marked(str(value))}</td>"


def _marked(text: str) -> str:
    """Escaped text that names its language, so that a browser chooses the right glyphs and voice.

    >>> _marked("风险 <b>")
    '<span lang="zh-Hans">风险 &lt;b&gt;</span>'
    """
    escaped = html.escape(text)
    tag = "zh-Hans" if _HAN.search(text) else "vi" if _VIETNAMESE.search(text) else ""
    return f'<span lang="{tag}">{escaped}</span>' if tag else escaped
