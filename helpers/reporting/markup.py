"""What a page of the report tells a browser beyond its words: which language, what is a number, where a table ends."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
from bs4 import BeautifulSoup, NavigableString, Tag

from helpers.display import grouped, in_words
from helpers.reporting.sheets import sheet, sheet_name

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_VIETNAMESE = "ăĂđĐơƠưƯ\u1ea0-\u1ef9"
_VIETNAMESE_WORD = rf"\b\w*[{_VIETNAMESE}]\w*\b"
_FOREIGN = re.compile(
    rf"(?P<zh>[{_HAN}](?:[{_HAN}\u3000-\u303f\uff00-\uffef“”‘’·…—]*[{_HAN}])?)"
    rf"|(?P<vi>{_VIETNAMESE_WORD}(?: (?:\w{{1,7}} )?(?:{_VIETNAMESE_WORD}))*)"
)
_TALL, _LONG = 30, 24
"""Rows from which a table scrolls in a box of its own; characters from which a column of words has a least width."""
_DATE = r"\d{4}-\d\d"
_WHOLE_DATE = rf"{_DATE}(-\d\d)?(T[\d:Z]+)?"
_NUMBER = re.compile(rf"(?!{_DATE})[\d.,%±+\-−–×/()\[\]\s]*\d[\d.,%±+\-−–×/()\[\]\s]*(?:of \d+(?: \([\d.]+%?\))?)?")
_CODE = re.compile(r"(?<![\w./@~-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w./(=~-])")
_CODED, _TRUTH = ("frame", "code", "actor", "camp", "concept", "instead"), {"True": "yes", "False": "no"}
_LISTED = re.compile(r"(?:^|(?<=, ))[a-z]+(?= \d)")  # a code in a list of codes with their counts
_DECIMAL = re.compile(r"(?<![\d.])\d+\.(\d+)(?![\d.])")
_NOTHING = {"", "–", "—", "-", "NaN", "nan", "NA", "<NA>", "None", "not estimable"}


def mark_up(soup: BeautifulSoup, title: str, stem: str, names: Mapping[str, str] | None = None) -> dict[str, pd.DataFrame]:
    """Change a page's content in place: order of code and outputs, headings, tables, links and languages.

    Returns the tables by the name of the file that the page links to. stem: the page's name without ending.  names: what
    codes in table cells stand for; the tables keep the codes.
    """
    for section in soup.select("section.cell"):  # the answer before the code that found it
        for code in section.find_all("details", class_="code"):
            section.append(code.extract())
    order_headings(soup)
    if (answer := soup.select_one("section.cell:has(.answer)")) and soup.h1:  # under the title, whatever is computed before it
        answer.insert(0, answer.select_one(".output:has(.answer)").extract())
        for early in answer.find_previous_siblings("section") if answer.details else ():
            if early.details and not early.select(":scope > :not(details.code)"):
                answer.details.summary.insert_after(*early.extract().select("pre"))
        soup.h1.find_parent("section").insert_after(answer.extract())
    for section in soup.select("section.cell"):  # code that shows nothing is folded together with what goes before it
        before = section.find_previous_sibling("section")
        if before and before.select("details.code") and section.details and not section.select(":scope > :not(details.code)"):
            before.select("details.code")[-1].extend(section.select("pre"))
            section.decompose()
    sheets: dict[str, pd.DataFrame] = {}
    for number, table in enumerate(soup.find_all("table"), start=1):
        about = _heading_above(table) or title
        name = sheet_name(stem, number, table.caption.get_text() if table.caption else about)
        box = mark_table(soup, table, f"Table {number}: {about}")
        sheets[name] = sheet(table)
        _say_in_words(table, names or {})
        _even_digits(table)
        box.insert_after(_link_to(soup, name, f"Table {number} as CSV"))
    for link in soup.find_all("a", href=True):
        if re.match(r"https?:", link["href"]):
            link["rel"] = "noopener noreferrer"
        else:
            link["href"] = re.sub(r"^(?:\./)?(\d\d-[\w-]+)\.ipynb(?=#|$)", r"\1.html", link["href"])
            if ".ipynb" in link["href"]:  # a notebook that is no page of the report
                link.unwrap()
    columns = {str(name) for frame in sheets.values() for name in frame.columns}
    for text in soup.find_all(string=True):  # a text calls a column what the table calls it
        if text.parent.name == "em" and text in columns:
            text.replace_with(in_words(str(text)))
        elif text.find_parent("p", class_="caption"):
            text.replace_with(_CODE.sub(lambda found: in_words(found[0]) if found[0] in columns else found[0], text))
    for sentence in soup.select(".answer p > [lang], p.caption > [lang]"):  # English with foreign words in it
        sentence.unwrap()
    soup.smooth()
    for part in soup.select("td, caption, .caption, figcaption, .answer p"):
        for text in part.find_all(string=re.compile(r"\d{5}")):
            text.replace_with(grouped(text))
    mark_languages(soup)
    for text in soup.find_all(string=re.compile(rf"(?=\w{{{_LONG}}})\w+_\w")):
        if text.find_parent(["td", "th"]):  # a long identifier may break after an underscore
            pieces = re.split(r"(?<=\w_)(?=\w)", str(text))
            text.replace_with(*[part for piece in pieces for part in (soup.new_tag("wbr"), piece)][1:])
    return sheets


def _link_to(soup: BeautifulSoup, name: str, label: str) -> Tag:
    line = soup.new_tag("p", attrs={"class": "files"})
    line.append(soup.new_tag("a", attrs={"href": name, "aria-label": label}, string="CSV"))
    return line


def order_headings(soup: BeautifulSoup) -> None:
    """Make the first heading h1 and let no later heading be another h1 or skip a level; give each an id to link to.

    >>> soup = BeautifulSoup("<h2>How?</h2><h4>Where?</h4><h1>When?</h1>", "html.parser")
    >>> order_headings(soup)
    >>> soup
    <h1 id="section-1">How?</h1><h2 id="section-2">Where?</h2><h2 id="section-3">When?</h2>
    """
    before = 0
    for number, heading in enumerate(soup.find_all(re.compile(r"^h[1-6]$")), start=1):
        level = max(min(int(heading.name[1]), before + 1), 1 if before == 0 else 2)
        heading.name, before = f"h{level}", level
        heading["id"] = heading.get("id") or f"section-{number}"


def mark_table(soup: BeautifulSoup, table: Tag, label: str) -> Tag:
    """Put a table into a box that scrolls by itself, and return the box; say what its headers head, align numbers, drop an idle index."""
    for attribute in ("border", "style"):
        table.attrs.pop(attribute, None)
    _drop_idle_index(table)
    body = [row for row in table.find_all("tr") if row.find("td") and not row.find_parent("thead")]
    for row in table.find_all("tr"):
        for cell in row.find_all("th"):
            cell["scope"] = "row" if row in body else "col"
            if not cell.get_text(strip=True):  # a header that says nothing is not one
                cell.name = "td"
                del cell["scope"]
    columns: dict[int, list[Tag]] = {}
    for row in body:
        for position, cell in enumerate(row.find_all(["td", "th"], recursive=False)):
            columns.setdefault(position, []).append(cell)
    head = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr") if row not in body]
    for position, cells in columns.items():
        for cell in cells:
            if re.fullmatch(_WHOLE_DATE, cell.get_text(strip=True)):
                cell["class"] = [*cell.get("class", []), "date"]
        if _is_numeric([cell.get_text(" ", strip=True) for cell in cells]):
            above = [row[position] for row in head if len(row) == len(columns)]
            for cell in [*cells, *above]:
                cell["class"] = [*(name for name in cell.get("class", []) if name != "number"), "number"]
        elif max(len(cell.get_text(strip=True)) for cell in cells) > _LONG:
            for cell in cells:
                cell["class"] = [*cell.get("class", []), "long"]
    box = table.wrap(soup.new_tag("div", attrs={"class": "table", "role": "region", "tabindex": "0", "aria-label": label}))
    if len(body) > _TALL:
        box["class"] = ["table", "tall"]
    if table.caption:  # outside the box, or a narrow screen would scroll it out of sight
        caption = table.caption.extract()
        caption.name, caption["class"] = "p", ["caption"]
        box.insert_before(caption)
    return box


def _say_in_words(table: Tag, names: Mapping[str, str]) -> None:
    """Column names, codes and truth values as words. Two columns of a table that would read alike keep their names.

    A code is known by its underscore or, where it has none, by its column."""
    heads = table.select("thead :is(th, td)")
    columns = [cell.get_text() for cell in heads]
    said = [names[name] if "_" in name and name in names else in_words(name) for name in columns]
    for cell, words in zip(heads, said, strict=True):
        if said.count(words) == 1 and not cell.find(True):
            cell.string = words
    for row in table.select("tbody tr"):
        for cell, column in zip(row.find_all(["td", "th"], recursive=False), columns, strict=False):
            for text in cell.find_all(string=True):
                words = text if column == "doc_id" else _CODE.sub(lambda found: names.get(found[0]) or found[0].replace("_", " "), text)
                known = names if column in _CODED else _TRUTH
                text.replace_with(known.get(str(text)) or _LISTED.sub(lambda found, known=known: known.get(found[0], found[0]), words))
    if {"left", "node"} <= set(columns):  # a concordance: what stands before its word reaches up to it
        for row in table.find_all("tr"):
            row.find_all(["td", "th"])[columns.index("left")]["class"] = ["number"]
            row.find_all(["td", "th"])[columns.index("node")]["class"] = ["date"]
    if "gloss" in columns and not any(row.find_all(["td", "th"])[columns.index("gloss")].get_text() for row in table.select("tbody tr")):
        for row in table.find_all("tr"):  # of words in the reader's language alone
            row.find_all(["td", "th"])[columns.index("gloss")].decompose()


def _even_digits(table: Tag) -> None:
    """In a column of numbers as many digits after the point everywhere, and none where all are zero; where they were rounded to
    digits that count, and lie more than two apart, they stay."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.select("tbody tr")]
    for cells in zip(*rows, strict=False):
        texts = [text for cell in cells for text in cell.find_all(string=_DECIMAL)]
        digits = [found for text in texts for found in _DECIMAL.findall(text)]
        n = max(map(len, digits), default=0) if any(map(int, digits)) else 0
        if not digits or not {"number", "long"} & set(cells[0].get("class", [])) or n > min(map(len, digits)) + 2:
            continue
        for text in texts:
            whole = text if n else _DECIMAL.sub(lambda found: found[0].partition(".")[0], text)
            text.replace_with(_DECIMAL.sub(lambda found, n=n: found[0] + "0" * (n - len(found[1])), whole))


def _is_numeric(values: list[str]) -> bool:
    """Whether a column holds numbers: one at least, and nothing else but signs for a missing one.

    >>> _is_numeric(["1,204", "3 of 7 (0.43)", "–"]), _is_numeric(["2024-02-04"]), _is_numeric(["联合国", "3"])
    (True, False, False)
    """
    said = [value for value in values if value not in _NOTHING]
    return bool(said) and all(_NUMBER.fullmatch(value) for value in said)


def _drop_idle_index(table: Tag) -> None:
    """Remove the row numbers 0, 1, 2 … that pandas shows where a table has no index of its own."""
    rows = [row for row in table.select("tbody tr") if row.find("td")]
    first = [row.find(["th", "td"]) for row in rows]
    if rows and all(cell.name == "th" and cell.get_text(strip=True) == str(n) for n, cell in enumerate(first)):
        for cell in first + [row.find(["th", "td"]) for row in table.select("thead tr")]:
            if cell is not None:
                cell.decompose()


def _heading_above(tag: Tag) -> str:
    heading = tag.find_previous(re.compile(r"^h[1-6]$"))
    return heading.get_text(strip=True) if heading else ""


def mark_languages(soup: BeautifulSoup) -> None:
    """Put `lang` on every run of Chinese and Vietnamese, so that browsers take the right glyphs and the right voice.

    Chinese is known by its characters (zh-Hant where a table's row says so); Vietnamese by letters that no other
    language here has. A table cell of which half the words have such letters is Vietnamese as a whole.

    >>> soup = BeautifulSoup("<p>China (中国) is Trung Quốc, NATO remains.</p>", "html.parser")
    >>> mark_languages(soup)
    >>> print(soup)
    <p>China (<span lang="zh-Hans">中国</span>) is Trung <span lang="vi">Quốc</span>, NATO remains.</p>
    """
    for text in soup.find_all(string=_FOREIGN):
        if text.find_parent(lambda tag: tag.has_attr("lang")):
            continue
        words = re.findall(r"[^\W\d_]+", text)
        vietnamese = [word for word in words if re.search(f"[{_VIETNAMESE}]", word)]
        if text.parent.name in {"td", "th"} and 2 * len(vietnamese) >= len(words) and not re.search(f"[{_HAN}]", text):
            text.parent["lang"] = "vi"
            continue
        row = text.find_parent("tr")
        chinese = "zh-Hant" if row is not None and row.find(["td", "th"], string="zh-Hant") else "zh-Hans"
        text.replace_with(*_spans(soup, str(text), chinese))


def _spans(soup: BeautifulSoup, text: str, chinese: str) -> list[NavigableString | Tag]:
    parts: list[NavigableString | Tag] = []
    end = 0
    for found in _FOREIGN.finditer(text):
        parts.append(NavigableString(text[end : found.start()]))
        span = soup.new_tag("span", attrs={"lang": chinese if found["zh"] else "vi"})
        span.string = found[0]
        parts.append(span)
        end = found.end()
    return [*parts, NavigableString(text[end:])]
