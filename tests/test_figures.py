"""No figure with an empty box for a letter, none without its words; the same figure gives the same file."""

from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from PIL import Image

from helpers.display import table
from helpers.figures import DOUBLE, SINGLE, setup, show
from helpers.plots import SHADES, heat_map, ink_on
from helpers.tables import CorpusError

SAYS = pd.DataFrame({"term": ["军备控制", "kiểm soát vũ khí"], "share": [0.5, 0.25]})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FIGURES_DIR", str(tmp_path))
    setup()
    return tmp_path


def drawn(label: str):
    figure, axes = plt.subplots()
    axes.plot([1, 2], [3, 4], label=label)
    axes.set_title(label)
    return figure


def test_three_scripts_are_drawn_and_said(folder, capsys):
    show(drawn("军备控制 軍備 kiểm soát vũ khí ỹ ợ AI"), "three", SAYS, "Shares; invented.")
    said = capsys.readouterr().out
    assert "Figure three. Shares; invented." in said
    assert "军备控制" in said
    assert {file.name for file in folder.iterdir()} == {"three.png", "three.svg", "three.csv"}


def test_a_letter_that_the_font_lacks_is_an_error_and_nothing_is_written(folder):
    with pytest.raises(CorpusError, match="no glyph for 'ꦗ'"):
        show(drawn("ꦗ"), "tofu", SAYS, "")
    assert list(folder.iterdir()) == []


def test_the_same_figure_gives_the_same_file(folder):
    show(drawn("风险"), "one", SAYS, "")
    show(drawn("风险"), "two", SAYS, "")
    assert (folder / "one.svg").read_bytes() == (folder / "two.svg").read_bytes()


@pytest.mark.parametrize(("columns", "turned"), [(4, 0), (8, 90), (12, 90), (30, 90)])
def test_names_of_columns_in_a_heat_map_do_not_run_into_each_other(columns, turned, folder):
    names = [f"Quay Daily {number:02}" for number in range(columns)]
    cells = [(frame, name, 0.5, 5, 10) for frame in ("Risk", "Rivalry") for name in names]
    figure = heat_map(pd.DataFrame(cells, columns=["frame", "source", "share", "n_evoked", "n_units"]), "frame", "source", "Invented")
    figure.canvas.draw()
    labels = figure.axes[0].get_xticklabels()
    boxes = [label.get_window_extent() for label in labels]
    assert [label.get_rotation() for label in labels] == [turned] * columns
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))
    show(figure, "columns", SAYS, "Invented.")


@pytest.mark.parametrize("share", [number / 20 for number in range(21)])
def test_numbers_in_a_heat_map_can_be_read(share):
    def luminance(colour):
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    from matplotlib.colors import to_rgb

    dark, light = sorted([luminance(SHADES(share)), luminance(to_rgb(ink_on(SHADES(share))))])
    assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG AA


def test_a_table_shows_text_and_runs_none():
    shown = table(pd.DataFrame({"title": ["<script>alert(1)</script>"], "n": [3]}), "<b>")._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown


@pytest.mark.parametrize("label", ["short", "a label beyond the axes"])
def test_a_figure_is_as_wide_as_its_column(label, folder):
    for width in (SINGLE, DOUBLE):
        figure, axes = plt.subplots(figsize=(width, 2))
        axes.barh([label], [1])
        show(figure, "column", says=pd.DataFrame({"n": [1]}), caption="A test.")
        with Image.open(folder / "column.png") as picture:
            assert abs(picture.width - 200 * width) <= 1
            edge = picture.convert("L").crop((0, 0, 2, picture.height))
        assert edge.getextrema() == (255, 255)  # nothing is cut off at the left
