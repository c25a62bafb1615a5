"""What is known about each finding beside its number: equivalence across languages, robustness to choices, validation by coders."""

from __future__ import annotations

import pandas as pd

from helpers.corpus import Corpus
from helpers.quantities import one_language


def states(corpus: Corpus, found: list) -> pd.DataFrame:
    """One row per finding: finding, equivalence, robustness, validation, a sentence each."""
    rows = [(finding.finding, equivalence(corpus, finding), "not yet computed", "not yet coded") for finding in found]
    return pd.DataFrame(rows, columns=["finding", "equivalence", "robustness", "validation"])


def equivalence(corpus: Corpus, finding) -> str:
    """What translated stories say about comparing this measure across the languages of the finding."""
    if finding.within or one_language(corpus, [*finding.target, *finding.reference]):
        return "not needed: one language on both sides"
    return "not yet assessed"
