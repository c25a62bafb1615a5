"""No figure with an empty box for a letter, none without its words; the same figure gives the same file."""

import re
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import PROJECT
from PIL import Image

from helpers.display import table
from helpers.figures import DOUBLE, SINGLE, illegible, setup, show
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
    assert {file.name for file in folder.iterdir()} == {"three.png", "three.svg", "three.pdf", "three.csv"}


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
    figure, axes = plt.subplots(figsize=(DOUBLE, 2))
    axes.barh([label], [1])
    show(figure, "column", says=pd.DataFrame({"n": [1]}), caption="A test.")
    with Image.open(folder / "column.png") as picture:
        assert abs(picture.width - 200 * DOUBLE) <= 1
        edge = picture.convert("L").crop((0, 0, 2, picture.height))
    assert edge.getextrema() == (255, 255)  # nothing is cut off at the left


CELLS = [(frame, source, 0.5, 5, 10) for frame in ("Strategic rivalry", "Risk") for source in ("Quay Daily", "中部日报", "Báo Bến")]
HEAT = pd.DataFrame(CELLS, columns=["frame", "source", "share", "n_evoked", "n_units"])


def test_a_figure_goes_to_print_in_one_column_and_in_two(folder):
    show(heat_map(HEAT, "frame", "source", "Invented"), "print", SAYS, "Invented.")
    for name, column in (("print.pdf", DOUBLE), ("print_single.pdf", SINGLE)):
        page = (folder / name).read_bytes()
        box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", page)
        assert abs(float(box[1]) / 72 - column) < 0.01
        assert b"/FontFile2" in page, "the font is not embedded"
        assert b"/CreationDate" not in page


def test_what_cannot_be_read_does_not_go_to_print(folder):
    wide = pd.concat([HEAT.assign(source=HEAT["source"] + f" {number}") for number in range(20)])
    show(heat_map(HEAT, "frame", "source", "Invented"), "print", SAYS, "Invented.")
    show(heat_map(wide, "frame", "source", "Invented"), "print", SAYS, "Invented.")
    assert not (folder / "print_single.pdf").exists(), "what was there before stays"
    figure, axes = plt.subplots(figsize=(SINGLE, 2), layout="constrained")
    axes.set_xticks([0, 0.02], ["one word", "another"])
    axes.set_ylabel("tiny", fontsize=5)
    assert illegible(figure, SINGLE) == ["'tiny' in 5.0 points", "'one word' runs into 'another'"]
    assert illegible(figure, 2)[0] == f"{illegible(figure, 2)[0].split()[0]} inches wide"
    figure.set_size_inches(SINGLE, 10)
    assert any(fault.endswith("inches high") for fault in illegible(figure, SINGLE))


def test_every_figure_is_there_for_one_column_and_for_two():
    names = {path.stem for path in (PROJECT / "figures").glob("*.svg")}
    assert len(names) > 20
    for ending in (".png", ".csv", ".pdf", "_single.pdf"):
        lacking = {name for name in names if not (PROJECT / "figures" / f"{name}{ending}").is_file()}
        assert not lacking, f"{ending}: a figure that cannot be read at that width, or was not drawn again"
