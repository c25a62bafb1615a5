"""The report of a small project with difficult notebooks, and the execution that `make rerun` shares."""

from __future__ import annotations

import base64
import csv
import io
import itertools
import os
import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import make_project, page
from fontTools.ttLib import TTFont
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.__main__ import main
from helpers.display import answer
from helpers.report import report
from helpers.reporting.bundle import zipped
from helpers.reporting.cleaning import POLICY
from helpers.reporting.markup import mark_up
from helpers.reporting.page import body_of, lead_of

NOTEBOOK_PAGES = ["00-hostile.html", "01-plain.html"]
PAGES = [*NOTEBOOK_PAGES, "methods.html", "index.html", "single.html"]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("a project"))
    before = {path: path.read_bytes() for path in (folder / "notebooks").iterdir()}
    assert report("data/a corpus", project=folder) == 0
    assert {path: path.read_bytes() for path in (folder / "notebooks").iterdir()} == before, "stored notebooks changed"
    return folder


def test_pages_and_contents(project):
    index = page(project, "index.html")
    assert index.h1.get_text() == "Who says <b>what</b>?"
    assert [link["href"] for link in index.select("ol.contents > li > a")] == [*NOTEBOOK_PAGES, "methods.html"]
    plain = page(project, "01-plain.html")
    assert plain.select_one("a[rel=prev]")["href"] == "00-hostile.html"
    assert page(project, "00-hostile.html").find("a", string="with a link")["href"] == "01-plain.html"
    folder = project / "reports" / "a corpus"
    links = [link["href"].partition("#")[0] for name in PAGES for link in page(project, name).find_all("a", href=True)]
    assert not [href for href in links if href and not re.match("https?:", href) and not (folder / href).is_file()], "links to nothing"


def test_parameters_reach_the_kernel(project):
    assert "data/a corpus False" in page(project, "00-hostile.html").get_text()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_an_article_can_run(project, name):
    content = (project / "reports" / "a corpus" / name).read_text("utf-8")
    soup = BeautifulSoup(content, "html.parser")
    assert soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"] == POLICY
    assert not soup.find(["script", "iframe", "object", "embed", "form", "link", "base"])
    assert not [tag for tag in soup.find_all(True) if any(attribute.startswith("on") for attribute in tag.attrs)]
    assert not [link for link in soup.find_all("a") if not re.match(r"[#\w./-]+$", link.get("href", "#"))]
    assert all(image["src"].startswith("data:image/") for image in soup.find_all("img"))
    assert len(soup.find_all("style")) == 1


def test_tables(project):
    titles, wide = page(project, "00-hostile.html").select("div.table")
    assert titles["role"] == "region"
    assert titles["tabindex"] == "0"
    assert titles["aria-label"].startswith("Table 1: A heading that skips two levels")
    assert [cell.get_text() for cell in titles.select("thead th")] == ["title", "language", "n"], "an idle index is shown"
    assert [cell.get_text() for cell in titles.select("td.number")] == ["1", "20", "300", "4", "5", "6"]
    assert titles.find("td", string=re.compile("^<script>")), "a hostile title is shown as the text that it is"
    assert wide.tbody.th.get_text() == "row"


def test_what_a_column_of_a_table_holds_is_seen_cell_by_cell():
    rows = "<tr><td>2023-04-18</td><td>3 of 7 (0.43)</td><td>–</td></tr><tr><td>not stated</td><td>0 of 7 (0.0)</td><td>-1</td></tr>"
    soup = BeautifulSoup(f"<table><thead><tr><th>d</th><th>s</th><th>n</th></tr></thead><tbody>{rows}</tbody></table>", "html.parser")
    (sheet,) = mark_up(soup, "Which?", "00-x").values()
    assert [cell.get_text() for cell in soup.select(".date")] == ["2023-04-18"]
    assert len(soup.select("td.number")) == 4
    assert sheet.to_dict("list") == {"d": ["2023-04-18", "not stated"], "s": ["3 of 7 (0.43)", "0 of 7 (0.0)"], "n": ["", "-1"]}


def test_a_column_of_numbers_has_as_many_digits_everywhere_and_its_spreadsheet_those_that_were_given():
    cells = [("0.5", "1.0", "3 of 7 (0.43)", "0.00012"), ("0.25", "0.0", "0 of 7 (0.0)", "2.2")]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    heads = "<th>a</th><th>b</th><th>c</th><th>d</th>"
    soup = BeautifulSoup(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>", "html.parser")
    (sheet,) = mark_up(soup, "Which?", "00-x").values()
    said = [tuple(cell.get_text() for cell in row.select("td")) for row in soup.select("tbody tr")]
    assert said == [("0.50", "1", "3 of 7 (0.43)", "0.00012"), ("0.25", "0", "0 of 7 (0.00)", "2.2")]
    assert list(sheet.itertuples(index=False, name=None)) == cells


def test_a_text_calls_a_column_what_the_table_calls_it():
    table = "<caption>n_lost of a_b</caption><thead><tr><th>n_lost</th><th>gloss</th></tr></thead><tr><td>3</td><td></td></tr>"
    soup = BeautifulSoup(f"<p><em>n_lost</em> and <em>n_b</em></p><table>{table}</table>", "html.parser")
    mark_up(soup, "Which?", "00-x")
    assert [said.get_text() for said in soup.select("em, p.caption")] == ["lost", "n_b", "lost of a_b"]
    assert [head.get_text() for head in soup.select("th")] == ["lost"], "an empty gloss heads nothing"


def test_a_page_says_in_words_what_its_spreadsheet_names():
    heads = "<th>label_frame</th><th>holds</th><th>n_a</th><th>frame_x</th>"
    row = "<td>a rather long name of a thing</td><td>True</td><td>3</td><td>x_y</td>"
    soup = BeautifulSoup(f"<table><thead><tr>{heads}</tr></thead><tbody>{f'<tr>{row}</tr>' * 31}</tbody></table>", "html.parser")
    (sheet,) = mark_up(soup, "Which?", "00-x").values()
    assert [cell.get_text() for cell in soup.select("thead th")] == ["frame", "holds", "n in A", "frame x"]
    assert [cell.get_text() for cell in soup.select("tbody tr")[0].select("td")] == ["a rather long name of a thing", "yes", "3", "x y"]
    assert list(sheet.columns) == ["label_frame", "holds", "n_a", "frame_x"]
    assert sheet["holds"][0] == "True"
    assert len(soup.select("td.long")) == 31
    assert soup.select_one(".table.tall"), "31 rows scroll by themselves"
    alike = BeautifulSoup("<table><thead><tr><th>frame</th><th>label_frame</th></tr></thead></table>", "html.parser")
    mark_up(alike, "Which?", "00-x")
    assert [cell.get_text() for cell in alike.select("thead th, thead td")] == ["frame", "label_frame"]


def test_codes_in_cells_are_words_and_names_of_articles_and_files_stay():
    rows = "<tr><td>capability</td><td>capability</td><td>arms_control 2, arms_limits, capability 1</td><td>xinhua_en in a_b.csv</td></tr>"
    heads = "<th>frame</th><th>term</th><th>instead</th><th>where</th>"
    soup = BeautifulSoup(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>", "html.parser")
    names = {"capability": "Capability", "arms_control": "Arms control", "xinhua_en": "xinhua_en"}
    (sheet,) = mark_up(soup, "Which?", "00-x", names).values()
    said = ["Capability", "capability", "Arms control 2, arms limits, Capability 1", "xinhua_en in a_b.csv"]
    assert [cell.get_text() for cell in soup.select("tbody td")] == said
    assert sheet["instead"][0] == "arms_control 2, arms_limits, capability 1", "the spreadsheet keeps the codes"


def test_the_answer_comes_first_and_stands_in_the_contents():
    shown = answer("Two of 3 <b>risks</b>.", "风险 leads.")
    data = {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    cells = [new_markdown_cell("# Which?"), new_code_cell("import a"), new_code_cell("b = 1"), new_code_cell("c")]
    cells[3].outputs = [new_output("execute_result", data=data, execution_count=3)]
    notebook = new_notebook(cells=[*cells, new_markdown_cell("The method.\n\n## Then?")])
    assert lead_of(notebook) == "Two of 3 <b>risks</b>. 风险 leads."
    soup = BeautifulSoup(body_of(notebook, "00-x.html", Path()).content, "html.parser")
    first, second, _ = soup.find_all("section")
    assert first.h1
    assert second.select_one(".answer").get_text() == "Two of 3 <b>risks</b>.风险 leads."
    assert [code.get_text().strip() for code in second.select("details.code pre")] == ["import a", "b = 1", "c"], "folded together"
    assert len(soup.select("details.code")) == 1


def test_languages_are_named(project):
    table = page(project, "00-hostile.html").select_one("div.table")
    assert table.find(string="聯合國安全理事會").parent["lang"] == "zh-Hant"
    assert table.find(string="联合国安理会").parent["lang"] == "zh-Hans"
    assert table.find(string="Hội đồng Bảo an").parent["lang"] == "vi"


def test_an_english_sentence_with_a_foreign_word_is_not_foreign_as_a_whole():
    soup = BeautifulSoup(answer("Bến Sóng leads, 风险 follows.")._repr_html_(), "html.parser")
    mark_up(soup, "Which?", "00-x")
    assert [(said["lang"], said.get_text()) for said in soup.select("[lang]")] == [("vi", "Bến"), ("zh-Hans", "风险")]


def test_figure_says_what_it_shows(project):
    soup = page(project, "00-hostile.html")
    assert soup.find("img")["alt"].startswith("Bars of ")
    assert "中国" in soup.select_one("details.says pre").get_text()
    files = [link["href"] for link in soup.select("span.files a")]
    assert files == ["figures/bars.png", "figures/bars.svg", "figures/bars.pdf", "figures/bars.csv"]
    assert all((project / "reports" / "a corpus" / file).is_file() for file in files)


@pytest.mark.parametrize("name", PAGES)
def test_headings_in_order(project, name):
    levels = [int(tag.name[1]) for tag in page(project, name).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in itertools.pairwise(levels)), levels


def test_each_table_lies_beside_its_page_as_a_spreadsheet(project):
    soup = page(project, "00-hostile.html")
    links = soup.select("p.files a")
    assert len(links) == len(soup.select("div.table table")) == 2
    path = project / "reports" / "a corpus" / links[0]["href"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = path.read_text("utf-8-sig").splitlines()
    shown = soup.select_one("div.table table")
    assert rows[0] == ",".join(cell.get_text() for cell in shown.select("thead th"))
    assert len(rows) == 1 + len(shown.select("tbody tr"))
    assert "'=HYPERLINK" in rows[-1], "a formula in a title would run in a spreadsheet"
    assert not [cell for row in csv.reader(rows) for cell in row if cell.startswith(("=", "+", "@"))]
    assert len(list(path.parent.glob("*.csv"))) == 2, "tables of former runs are gone"


def test_all_pages_in_one_file(project):
    soup = page(project, "single.html")
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = [link["href"] for link in soup.find_all("a", href=True)]
    assert links
    assert not [link for link in links if not link.startswith("#")], "a link to a file that is not sent along"
    assert {link[1:] for link in links} <= set(ids)
    headings = [tag.get_text() for tag in soup.find_all(re.compile("^h[12]$"))]
    assert all(page(project, name).h1.get_text() in headings for name in PAGES)
    assert len(soup.find_all("img")) == 2, "the key figure, and the same one in its place"


def test_the_folder_travels_as_one_file_that_is_always_the_same(project):
    archive, folder = project / "reports" / "a corpus.zip", project / "reports" / "a corpus"
    before = archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        inside = {name: opened.read(name) for name in opened.namelist()}
    beside = [path for path in folder.rglob("*.*") if path.name != "single.html"]  # it would hold every page twice
    assert inside == {f"a corpus/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in beside}
    os.utime(folder / "index.html", (1, 1))
    assert report("data/a corpus", project=project) == 0
    assert archive.read_bytes() == before
    (folder / "index.html").write_text("changed", "utf-8")
    assert zipped(folder) != before
    assert report("data/a corpus", project=project) == 0


def test_no_character_is_missing_without_a_chinese_font(project):
    soup = page(project, "00-hostile.html")
    shown = {character for character in soup.body.get_text() if character >= "\u2e80"}
    data = re.search(r"data:font/woff;base64,([\w+/=]+)", soup.style.string)[1]
    assert {ord(character) for character in shown} <= set(TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap())
    assert len(data) < 100_000


def test_a_corpus_that_is_not_there_is_named(capsys):
    assert main(["report", "data/nowhere"]) == 2
    assert "data/nowhere: there is no such folder" in capsys.readouterr().err
