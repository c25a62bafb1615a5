"""The widgets of a JupyterLab session: what they choose, what they show, and what stands for them where nothing can be clicked."""

from __future__ import annotations

import pytest

from helpers import load_corpus
from helpers.explore import explore, part_of, shares
from helpers.frames import frame_shares


@pytest.fixture(scope="module")
def sample():
    return load_corpus("data/sample")


def test_nothing_chosen_is_the_corpus(sample):
    rows, caption = shares(part_of(sample), by="source")
    whole = frame_shares(sample, "source")
    assert rows.equals(whole)
    assert f"{len(sample.documents)} articles" in caption


def test_voices_split_every_mention_once(sample):
    parts = [part_of(sample, voice=kind) for kind in ("outlet", "direct", "indirect")]
    body = sample.paragraphs.loc[sample.paragraphs["role"] == "body", ["doc_id", "paragraph"]]
    mentions = sample.mentions.merge(body, on=["doc_id", "paragraph"])
    assert sum(part.mentions["count"].sum() for part in parts) == mentions["count"].sum()
    assert all((part.documents["n_paragraphs"] <= sample.documents["n_paragraphs"]).all() for part in parts)


def test_a_changed_control_changes_the_picture_and_the_words(sample):
    panel = explore(sample)
    before = {name: view.value for name, view in panel.views.items()}
    panel.controls["languages"].value = (sample.documents["language"].iloc[0],)
    assert all(panel.views[name].value != before[name] for name in ("heat map", "terms", "message"))
    panel.controls["voice"].value = "direct"
    assert "direct" in panel.views["message"].value


def test_a_choice_without_articles_is_a_sentence(sample):
    panel = explore(sample)
    panel.controls["sources"].value = ("Quillport",)
    panel.controls["languages"].value = ("vi",)
    assert "No article" in panel.views["message"].value


def test_the_cell_behind_the_panel_names_its_forms(sample):
    panel = explore(sample)
    rows, _ = shares(sample)
    most = rows.loc[rows["n_evoked"].idxmax()]
    panel.controls["group"].value, panel.controls["frame"].value = most["label"], most["frame"]
    assert panel.views["behind"].value.count("<tr>") > most["n_evoked"]


def test_another_corpus(sample):
    panel = explore(sample)
    panel.controls["sources"].value = ("Quillport",)
    panel.controls["corpus"].value = "military_ai"
    assert "4 articles" in panel.views["message"].value
    assert panel.controls["sources"].value == ()


def test_a_title_cannot_become_markup(sample):
    hostile = sample.documents.assign(source="<script>alert(1)</script>")
    import dataclasses

    panel = explore(dataclasses.replace(sample, documents=hostile))
    assert not any("<script" in str(view.value) for name, view in panel.views.items() if name != "heat map")


def test_where_nothing_can_be_clicked_the_picture_and_its_words_stand(sample, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **options: shown.append((bundle, options)))
    explore(sample)._ipython_display_()
    (bundle, options), = shown
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"] == options["metadata"]["image/png"]["alt"]
    assert "n_evoked" in bundle["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in bundle
