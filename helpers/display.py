"""Answers and tables as a reader sees them: no meaningless index, numbers to the right, text escaped, the same words in plain text."""

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
        return f"{self.caption}\n{self.frame.to_string(index=False)}" if len(self.frame) else f"{self.caption}\n(no rows)"

    def _repr_html_(self) -> str:
        numeric = [pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in self.frame.dtypes]
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


class Answer:
    """What a notebook finds, in sentences, made by `answer`."""

    def __init__(self, sentences: tuple[str, ...]):
        self.sentences = sentences

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        return f'<div class="answer">{"".join(f"<p>{_marked(said)}</p>" for said in self.sentences)}</div>'


def answer(*sentences: str) -> Answer:
    """The answer to a notebook's title, each number in it counted: it stands under the title, and in the report's list of contents."""
    return Answer(sentences)


_NUMBER = ' class="number"'
_WORDS = {
    "label": "group", "label_frame": "frame", "label_actor": "actor", "label_a": "frame A", "label_b": "frame B", "doc_id": "article",
    "doc_a": "article A", "doc_b": "article B", "cluster_a": "cluster A", "cluster_b": "cluster B", "event_id": "event",
    "paragraph_a": "paragraph of A", "paragraph_b": "paragraph of B", "n_a": "n in A", "n_b": "n in B",
    "n_both": "n in both", "n_any": "n in either", "n_apart": "n coded apart", "n_units": "units", "n_documents": "articles",
    "n_coded": "units coded", "n_coders": "coders", "n_evoked": "paragraphs that evoke it", "n_paragraphs": "paragraphs",
    "n_words": "words", "n_sentences": "sentences", "n_mentions": "mentions", "n_clusters": "clusters", "n_forms": "forms",
    "n_entries": "entries", "n_hits": "hits", "n_found": "found", "n_missed": "missed", "n_false": "found wrongly",
    "n_meant": "meant", "n_right": "right", "n_positive": "units with it", "n_known": "known", "n_lost": "lost",
    "n_held": "values held", "n_crossed": "crossed", "n_empty": "empty",
    "n_by_entries": "by entries", "n_cues_only": "by cues alone", "n_set_aside": "entries set aside by cues",
    "n_changes": "changes", "n_negated": "negated", "n_shadowed": "within longer forms",
    "n_actor": "n with the actor", "n_frame": "n with the frame", "n_negated_only": "negated only", "jaccard": "Jaccard",
    "document_frequency": "articles with it", "f1": "F1",
    "f1_low": "F1, from", "f1_high": "F1, to", "g2": "G²", "dp": "DP (0 even, 1 clumped)", "dp_norm": "DP, normalised",
    "log_ratio": "log ratio (base 2)", "log_ratio_low": "log ratio, from", "log_ratio_high": "log ratio, to",
    "low": "from", "high": "to", "log_odds": "log odds", "log_dice": "logDice", "percent_difference": "difference, %",
    "direct_of_reported": "direct, of reported speech", "camp_speaks": "its camp speaks", "left_out": "left out because",
    "ngram": "word sequence", "lists": "sentences", "en": "English", "vi": "Vietnamese", "zh-Hans": "Chinese (simplified)", "zh": "Chinese",
    "zh-Hant": "Chinese (traditional)", "sha256": "SHA-256 of the file",
}  # fmt: skip
"""What a page says above a column, where underscores as spaces would not be clear; files keep the column's name."""


def in_words(name: str) -> str:
    """A column's name as a reader's words; what is no name of a column stays as it is.

    >>> in_words("label_frame"), in_words("event_date"), in_words("n_a"), in_words("RFI (zh)")
    ('frame', 'event date', 'n in A', 'RFI (zh)')
    """
    return _WORDS.get(name) or (name.replace("_", " ") if re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", name) else name)


def grouped(text: str) -> str:
    """Whole numbers of five to ten digits with a comma at each thousand; other numbers, dates and names stay.

    >>> grouped("7420 of 31151 (0.24), n = 100000, article_0000001, 2024-02-04, 12345.678, 1,204")
    '7420 of 31,151 (0.24), n = 100,000, article_0000001, 2024-02-04, 12345.678, 1,204'
    """
    return re.sub(r"(?<![\w.,/:-])[1-9]\d{4,9}(?![\w/:-]|[.,]\d)", lambda found: f"{int(found[0]):,}", text)


MOST_ROWS = 200


def table(frame: pd.DataFrame, caption: str) -> Table:
    """A data frame as a table for reading. caption: what, unit, n and source. Round before, once. Of many rows the first are shown."""
    if len(frame) > MOST_ROWS:
        caption += f" (the first {MOST_ROWS} of {len(frame):,} rows)"
    return Table(frame.head(MOST_ROWS).reset_index(drop=True), caption)


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
