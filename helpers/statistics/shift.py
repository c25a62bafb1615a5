"""Which terms make the vocabularies of two groups differ? Contributions that add up to the difference.

After Gallagher et al. (2021), Generalized word shift graphs, EPJ Data Science 10:4. The mathematics only; `figures` draws it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import entr

from helpers.parted import Corpus
from helpers.statistics.keyness import by_side, listed, two_groups
from helpers.terms import Stopwords, is_stopword, term_sums


def word_shift(
    terms: pd.DataFrame | Corpus,
    documents: pd.DataFrame,
    target: str | Sequence[str],
    reference: str | Sequence[str],
    by: str = "source",
    language: str | None = None,
    stopwords: Stopwords = (),
    lemmas: bool = False,
) -> pd.DataFrame:
    """Contribution of each term to the difference between two groups' vocabularies, largest first.

    With p and q the term's share of the words of target and reference, and m = (p + q) / 2, a contribution is
    −m log₂ m + (p log₂ p + q log₂ q) / 2, never negative; the sum is the Jensen-Shannon divergence in bits, 0 for the
    same vocabulary in the same shares, 1 for no word in common. Columns: term, count_target, count_reference,
    share_target, share_reference, contribution, side (target or reference: where the term's share is larger; "even"),
    cumulated (share of the total). Here `stopwords` leave the denominators too, so that the contributions still add up to the
    difference of what is left. Raises CorpusError as `keyness` does.

    >>> terms = pd.DataFrame({"doc_id": list("aab"), "term": ["hợp tác", "đối thủ", "hợp tác"], "count": [2, 2, 4]})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "source": ["Báo A", "Báo B"], "language": "vi"})
    >>> shift = word_shift(terms, documents, "Báo A", "Báo B")
    >>> shift[["term", "share_target", "share_reference", "contribution", "side"]].round(3)
          term  share_target  share_reference  contribution       side
    0  đối thủ           0.5              0.0         0.250     target
    1  hợp tác           0.5              1.0         0.061  reference
    """
    documents = two_groups(documents, by, listed(target), listed(reference), language)
    counts = by_side(term_sums(terms, documents, ["language", "side"], lemmas, spread=False).table)
    shift = counts.rename(columns="count_{}".format)[["count_target", "count_reference"]].reset_index()
    tag = documents.loc[documents["side"].notna(), "language"].iloc[0]
    shift = shift[~is_stopword(shift.assign(language=tag), stopwords)].reset_index(drop=True)
    p = shift["count_target"] / shift["count_target"].sum()
    q = shift["count_reference"] / shift["count_reference"].sum()
    contribution = np.maximum(0.0, (entr((p + q) / 2) - (entr(p) + entr(q)) / 2) / np.log(2))
    shift = shift.assign(share_target=p, share_reference=q, contribution=contribution)
    shift["side"] = np.select([p > q, p < q], ["target", "reference"], "even")
    shift = shift.sort_values(["contribution", "term"], ascending=[False, True], kind="stable", ignore_index=True)
    total = float(shift["contribution"].sum())
    return shift.assign(cumulated=(shift["contribution"] / total).cumsum() if total else 0.0)
