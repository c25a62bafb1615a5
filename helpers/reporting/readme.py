"""The findings in README.md: written between two marks by `make rerun`, never by hand, so that no number there outlives its data."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.corpus import Corpus, load_corpus
from helpers.findings import findings
from helpers.reporting.execution import PROJECT
from helpers.tables import write_whole

START, END = "<!-- findings: written by make rerun -->", "<!-- end of findings -->"


def findings_list(corpus: Corpus) -> str:
    """The findings of a corpus as a Markdown list: each with its basis, its robustness and its validation."""
    lines = []
    for finding in findings(corpus).to_dict("records"):
        contradicted = "**Contradicted by every coder's codes.** " if finding["verdict"] == "contradicted" else ""
        turned = contradicted if finding["holds"] else "**No longer holds.** "
        lines.append(f"- {turned}{finding['statement']}  \n  *{finding['basis']}; {finding['robustness']}; {finding['validation']}*")
    return "\n".join(lines)


def with_findings(text: str, corpus: Corpus) -> str:
    """`text` with the list between its two marks; unchanged where it has none."""
    return re.sub(f"(?<={re.escape(START)}\n).*?(?={re.escape(END)})", lambda _: findings_list(corpus) + "\n", text, flags=re.DOTALL)


def refresh(project: Path = PROJECT, corpus: str = "data/military_ai") -> None:
    """Write the findings of the case study into README.md."""
    path = project / "README.md"
    if path.is_file() and START in path.read_text("utf-8"):
        write_whole(path, with_findings(path.read_text("utf-8"), load_corpus(project / corpus)).encode("utf-8"))
