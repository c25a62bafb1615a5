"""The findings in README.md: written between two marks by `make rerun`, never by hand, so that no number there outlives its data."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.corpus import Corpus, load_corpus
from helpers.findings import findings
from helpers.reporting.execution import PROJECT
from helpers.tables import write_whole

START, END = "<!-- findings: written by make rerun -->", "<!-- end of findings -->"

MOST = 5
CHOICES = {
    "unit": "counting another unit", "voice": "leaving quoted voices out", "indirect": "giving retold words to the outlet",
    "codebook": "the core of the codebook alone", "negated": "counting denials", "shadowed": "counting parts of longer forms",
    "duplicates": "leaving reprints out", "forms": "counting lemmas", "words": "counting content words alone", "prior": "another prior",
}  # fmt: skip
"""What a choice that turns a finding does, in a few words."""


def findings_list(corpus: Corpus) -> str:
    """The first findings that more than half of the specifications do not turn, as a Markdown list: statement, basis, what turns it."""
    found = findings(corpus)
    found = found[~(found["supported"] < 0.5) & (found["verdict"] != "contradicted") | ~found["holds"].astype(bool)].head(MOST)
    return "\n".join(f"- {_said(finding)}  \n  *{finding['basis'].capitalize()}. {firm(finding)}*" for finding in found.to_dict("records"))


def _said(finding: dict) -> str:
    return finding["statement"] if finding["holds"] else f"**No longer holds.** {finding['statement']}"


def firm(finding: dict) -> str:
    """How firm a finding is, in a sentence or two.

    >>> firm({"robustness": "4 of 8 specifications, 4 of 6 distinct results support it; turned by: voice", "verdict": "disputed"})
    'Holds in 4 of 8 ways to count; turned by leaving quoted voices out. Some coders read it otherwise.'
    """
    share, turned = re.match(r"(\d+ of \d+) ", finding["robustness"]), finding["robustness"].partition("; turned by: ")[2]
    by = " or ".join(CHOICES.get(choice, choice) for choice in turned.split(", ") if choice)
    held = f"Holds in {share[1]} ways to count" if share else finding["robustness"].capitalize()
    read = " Some coders read it otherwise." if finding["verdict"] == "disputed" else ""
    return f"{held}{f'; turned by {by}' if by else ''}.{read}"


def with_findings(text: str, corpus: Corpus) -> str:
    """`text` with the list between its two marks; unchanged where it has none."""
    return re.sub(f"(?<={re.escape(START)}\n).*?(?={re.escape(END)})", lambda _: findings_list(corpus) + "\n", text, flags=re.DOTALL)


def refresh(project: Path = PROJECT, corpus: str = "data/military_ai") -> None:
    """Write the findings of the case study into README.md."""
    path = project / "README.md"
    if path.is_file() and START in path.read_text("utf-8"):
        write_whole(path, with_findings(path.read_text("utf-8"), load_corpus(project / corpus)).encode("utf-8"))
