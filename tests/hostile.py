"""A corpus that means harm: scripts and formulas for titles, sources and speakers, words without end, thirty sources. All invented."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
from conftest import FORMULA, HOSTILE

from helpers.tables import TABLES, write_csv

HEADLINE = "Envoys of nine invented states argue for eleven hours about machines that decide"  # 80 characters
assert len(HEADLINE) == 80
ENDLESS = "Rüstungskontrollverhandlungskommissionsvorsitzender" * 3
TITLES = [
    HOSTILE, HEADLINE, FORMULA, ENDLESS, "聯合國安全理事會審議人工智慧武器的風險與規範",
    "Hội đồng Bảo an bàn về rủi ro của trí tuệ nhân tạo", "<!-- a title", "@SUM(1)",
]  # fmt: skip
SOURCES = ["<b>Bold</b> Wire", "=1+1", f"Outlet {ENDLESS[:51]}", "北方晨報", "Báo Bến Sóng", *(f"Source {n}" for n in range(6, 31))]
BODIES = {
    "en": "The {n} states called for arms control and human control of weapons, said <i>Ada</i> Mundt-{n}.\n\n"
    'Machines bring risks and danger, and rules are needed. "Multilateral cooperation at the United Nations matters," '
    "she said. ={n}+{n} " + ENDLESS,
    "zh-Hant": "第{n}次會議上，各國呼籲加強軍備控制，避免軍備競賽。\n\n"
    "聯合國代表表示，人工智慧帶來風險，需要規則<script>alert({n})</script>。",
    "vi": "Phiên họp thứ {n} kêu gọi kiểm soát vũ khí và đối thoại.\n\n"
    "Đại diện Liên Hợp Quốc nói rằng trí tuệ nhân tạo mang lại rủi ro.",
}


def make_hostile(folder: Path) -> Path:
    """Thirty articles by thirty sources on five events in en, zh-Hant and vi, with a catalogue; one row that cannot be used."""
    rows = []
    for n, source in enumerate(SOURCES):
        language = {"北方晨報": "zh-Hant", "Báo Bến Sóng": "vi"}.get(source, ["en", "zh-Hant", "vi"][n % 3])
        title = TITLES[n % len(TITLES)]
        content = f"{title}\n\n{BODIES[language].format(n=n + 2)}\n".encode()
        name = f"article {n:02d}.txt"
        (folder / "raw").mkdir(parents=True, exist_ok=True)
        (folder / "raw" / name).write_bytes(content)
        facts = {
            "doc_id": f"a{n:02d}", "source": source, "outlet": source, "origin": source, "language": language, "translation": "original",
            "event_id": f"<u>event {n % 5}</u>", "event_date": f"2031-01-{n % 5 + 1:02d}", "title": title, "author": HOSTILE,
            "evidence": f"title: {HOSTILE}", "sha256": hashlib.sha256(content).hexdigest(), "file": name,
        }  # fmt: skip
        rows.append(facts)
    rows.append({"doc_id": "lost", "source": HOSTILE, "language": "xx-<script>", "file": f"{HOSTILE}.txt"})
    catalogue = pd.DataFrame(rows, columns=TABLES["catalogue"]).fillna("")
    write_csv(catalogue, folder / "catalogue.csv")
    (folder / "README.md").write_text(f"# Invented {HOSTILE} {HEADLINE}\n", "utf-8")
    return folder
