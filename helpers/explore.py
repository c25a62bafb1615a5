"""A corpus under one's own hands: choose articles, frames and a voice, see shares, words and the forms behind a cell.

`explore("data/military_ai")` as the last line of a cell. In JupyterLab it is a panel of controls; where nothing can be clicked (an export,
a test) the same cell shows the heat map of the whole corpus. Nothing is computed here that another notebook does not compute.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from helpers import vocabulary
from helpers.comparability import labelled
from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.display import table
from helpers.figures import described, png_of, published, setup
from helpers.frames import evidence, frame_shares
from helpers.parted import summed
from helpers.plots import heat_map
from helpers.stopwords import STOPWORDS
from helpers.tables import CorpusError
from helpers.terms import frequencies

VOICES = {"every voice": "", "the outlet itself": "outlet", "direct speech": "direct", "indirect speech": "indirect"}
COLUMNS = {"article": "label", "source": "source", "language": "language", "event": "event_id"}
MOST_COLUMNS = 12
STAND_IN = "In JupyterLab this cell is a panel to choose articles, frames and a voice."
_SENTENCE = ["doc_id", "paragraph", "sentence"]


def part_of(corpus: Corpus, sources: Sequence[str] = (), languages: Sequence[str] = (), voice: str = "") -> Corpus:
    """The corpus with the chosen sources and languages only (none chosen: all), and what stands in one voice only.

    voice: "" for all, else outlet, direct or indirect. Its units are then the body paragraphs and sentences in which that voice has a word;
    `terms` are not kept by voice and stay whole.
    """
    if not (sources or languages or voice):
        return corpus
    documents = corpus.documents
    documents = documents[documents["source"].isin(sources) | (not sources)]
    documents = documents[documents["language"].isin(languages) | (not languages)]
    if not voice:
        return corpus.only(documents["doc_id"])

    def heard(name: str, part: Corpus) -> pd.DataFrame:
        table = getattr(part, name)
        keys = {"mentions": [*_SENTENCE, "voice_id"], "paragraphs": _SENTENCE[:2]}.get(name)
        voices = part.voices[part.voices["kind"] == voice]
        return voices if name == "voices" else table.merge(voices[keys].drop_duplicates(), on=keys) if keys else table

    def count(part: Corpus) -> list:
        body = part.paragraphs[part.paragraphs["role"] == "body"]
        return [body.groupby("doc_id").size(), part.voices[_SENTENCE].drop_duplicates().groupby("doc_id").size()]

    chosen = corpus.only(documents["doc_id"], heard)
    for name, sums in zip(("n_paragraphs", "n_sentences"), summed(chosen, count), strict=True):
        chosen.documents[name] = chosen.documents["doc_id"].map(sums).fillna(0).astype(int)
    return chosen


def shares(corpus: Corpus, frames: Sequence[str] = (), by: str = "label", voice: str = "") -> tuple[pd.DataFrame, str]:
    """The rows of a heat map (`frames.frame_shares`) for chosen frames, at most twelve columns, and its caption."""
    rows = frame_shares(corpus, by)
    rows = rows[rows["frame"].isin(frames) | (not frames)]
    groups = list(dict.fromkeys(rows[by]))
    rows = rows[rows[by].isin(groups[:MOST_COLUMNS])]
    unit = "body paragraphs" if not voice else f"body paragraphs with a word of {voice} voice"
    left = f" The first {MOST_COLUMNS} of {len(groups)} are shown." if len(groups) > MOST_COLUMNS else ""
    caption = f"Number: {unit} that evoke the frame, of those under each name; shade: their share. {len(corpus.documents):,} articles."
    caption += f"{left} Source: the features of the corpus {corpus.name}."
    return rows, caption


class Explorer:
    """The panel of controls, made by `explore`; `.controls` are its widgets by name, `.views` what they change."""

    def __init__(self, corpus: Corpus):
        import ipywidgets as widgets

        setup()
        self.corpus = corpus
        folders = sorted(path.parent.name for path in (ROOT / "data").glob("*/catalogue.csv"))
        self.controls = {
            "corpus": widgets.Dropdown(options=sorted({*folders, corpus.name}), value=corpus.name, description="Corpus"),
            "sources": widgets.SelectMultiple(description="Sources", rows=4),
            "languages": widgets.SelectMultiple(description="Languages", rows=4),
            "frames": widgets.SelectMultiple(description="Frames", rows=4),
            "voice": widgets.Dropdown(options=VOICES, description="Voice"),
            "columns": widgets.Dropdown(options=COLUMNS, description="Columns"),
            "group": widgets.Dropdown(description="Column"),
            "frame": widgets.Dropdown(description="Frame"),
        }
        self.views = {name: widgets.HTML() for name in ("message", "terms", "behind")}
        self.views["heat map"] = widgets.Image(format="png", layout={"max_width": "100%"})
        behind = widgets.VBox([widgets.HBox([self.controls["group"], self.controls["frame"]]), self.views["behind"]])
        tabs = widgets.Tab([self.views["heat map"], self.views["terms"], behind])
        tabs.titles = ("Frames", "Words", "Behind a cell")
        choices = [self.controls[name] for name in list(self.controls)[:6]]
        note = widgets.HTML("Hold Ctrl or Cmd to choose several; nothing chosen means all.")
        self.box = widgets.VBox([widgets.HBox(choices[:1] + choices[4:]), widgets.HBox(choices[1:4]), note, self.views["message"], tabs])
        self._offer()
        for name, control in self.controls.items():
            control.observe(self._changed if name not in ("group", "frame", "corpus") else getattr(self, f"_{name}_chosen"), "value")
        self._changed()

    def _offer(self) -> None:
        """The choices that this corpus has."""
        frames = self.corpus.codebook.frames
        self.controls["sources"].options = sorted(self.corpus.documents["source"].unique())
        self.controls["languages"].options = sorted(self.corpus.documents["language"].unique())
        self.controls["frames"].options = self.controls["frame"].options = list(zip(frames["label"], frames["frame"], strict=True))

    def _corpus_chosen(self, change: dict) -> None:
        try:
            self.corpus = load_corpus(ROOT / "data" / change["new"])
        except CorpusError as error:
            self.views["message"].value = f"<p>{html.escape(str(error))}</p>"
            return
        for name in ("sources", "languages", "frames"):
            self.controls[name].value = ()
        self._offer()
        self._changed()

    def _changed(self, change: dict | None = None) -> None:
        chosen = {name: self.controls[name].value for name in ("sources", "languages", "voice")}
        part, by = part_of(self.corpus, **chosen), self.controls["columns"].value
        if part.documents.empty:
            self.views["message"].value = "<p>No article is in the chosen sources and languages: choose others.</p>"
            return
        rows, caption = shares(part, self.controls["frames"].value, by, chosen["voice"])
        self.views["message"].value = f"<p>{html.escape(caption)}</p>"
        self.views["heat map"].value = png_of(_drawn(rows, by))
        self.views["terms"].value = _words(part)
        self.part = part
        groups = list(dict.fromkeys(rows[by]))
        before = self.controls["group"].value
        self.controls["group"].options = groups
        self.controls["group"].value = before if before in groups else groups[0]
        self._group_chosen()

    def _group_chosen(self, change: dict | None = None) -> None:
        group, frame, by = (self.controls[name].value for name in ("group", "frame", "columns"))
        if group is not None and frame is not None:
            found = evidence(self.part, group, frame, by)
            caption = f"The words behind one cell: {group}, {self.corpus.codebook.label_of[frame]}"
            self.views["behind"].value = table(found.drop(columns="form"), caption)._repr_html_()

    _frame_chosen = _group_chosen

    def _ipython_display_(self) -> None:
        """The controls; beside them, for readers without JupyterLab, the heat map of the whole corpus with its words."""
        from IPython.display import display

        by = "label" if len(self.corpus.documents) <= MOST_COLUMNS else "source"
        rows, caption = shares(self.corpus, by=by)
        figure, says = _drawn(rows, by), rows[[by, "label_frame", "n_evoked", "n_units"]]
        words, picture = published(figure, "explore", says, f"{caption} {STAND_IN}")
        bundle = {"image/png": picture, "text/plain": words}
        live = self.box._repr_mimebundle_() or {}
        bundle |= {name: value for name, value in live.items() if name not in bundle}
        display(bundle, metadata=described(words), raw=True)


def _drawn(rows: pd.DataFrame, by: str) -> Figure:
    return heat_map(rows, "label_frame", by, "Body paragraphs that evoke each frame")


def _words(corpus: Corpus, n: int = 12) -> str:
    """The most frequent content words of each group, with glosses, as an HTML table."""
    documents = labelled(corpus.documents)
    top = frequencies(corpus, documents, "group", STOPWORDS).groupby("group").head(n)
    top = vocabulary.glossed(top, corpus.codebook).round({"rate": 1})
    caption = "Content words, every voice; rate per 1,000 words of the group's language"
    return table(top[["group", "term", "gloss", "count", "rate", "document_frequency"]], caption)._repr_html_()


def explore(corpus: Corpus | str | Path = "data/military_ai", text: bool = False) -> Explorer:
    """Controls for a corpus: a folder, or what `load_corpus` returned. With `text=True` a cell's sentences can be read, where files are."""
    return Explorer(corpus if isinstance(corpus, Corpus) else load_corpus(corpus, text=text))
