"""Which terms set one group of articles apart from another in the same language?

`keyness` lists every term of either group with its counts, effect sizes and dispersion; the formulas are in `measures`.
What is said about more than these articles (a p-value) comes from exchanging whole clusters, never from counting words
as if each had been drawn on its own, and only where there are clusters enough.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from helpers.parted import Corpus
from helpers.statistics.measures import PRIOR_WORDS, log_likelihood, log_odds, log_ratio, log_ratio_interval, percent_difference
from helpers.statistics.permutation import LEVEL, adjust, assignments, permutation_p, strata_of
from helpers.tables import CorpusError
from helpers.terms import Stopwords, is_stopword, term_sums, with_languages


def keyness(
    terms: pd.DataFrame | Corpus,
    documents: pd.DataFrame,
    target: str | Sequence[str],
    reference: str | Sequence[str],
    by: str = "source",
    language: str | None = None,
    stopwords: Stopwords = (),
    lemmas: bool = False,
) -> pd.DataFrame:
    """Every term of target or reference (values of the column `by`), from most key in the one to most in the other.

    A term that only the reference has is a negative keyword, at the end of the table. Columns: term; count and rate per
    1,000 words, _target and _reference; documents_target, documents_reference: articles with the term; dp_norm: over
    the articles of both; log_odds and z (Monroe et al. 2008; the order); log_ratio with its 95% interval log_ratio_low,
    log_ratio_high, which takes words as independent and is too narrow for a claim about sources; g2,
    percent_difference; basis. Where clusters allow, also p (two-sided, exact permutation of clusters within
    events, of the difference of rates), p_adjusted (Benjamini and Hochberg) and smallest_p; otherwise these three are
    absent and basis says why.

    The prior of a term is its share of both groups' words, α₀ = PRIOR_WORDS in all. `stopwords` leave the table only.
    `language` is needed where a group writes in several. `frame.attrs["note"]` states these choices in a sentence.
    Raises CorpusError where a group has no articles, the groups overlap, or languages would mix.
    """
    documents = two_groups(documents, by, listed(target), listed(reference), language)
    missing = {"cluster_id", "event_id"} - set(documents.columns)
    if missing:
        raise CorpusError("documents", None, f"there is no column {min(missing)!r}", "add it to the catalogue")
    documents["unit"] = documents.groupby(["cluster_id", "side"], sort=True, dropna=False).ngroup()
    by_unit, sizes = term_sums(terms, documents, ["unit", "side"], lemmas, spread=False)
    counts, spread = by_side(by_unit), by_side(by_unit, "document_frequency")
    f1, f2 = counts["target"].to_numpy(), counts["reference"].to_numpy()
    n1, n2 = int(f1.sum()), int(f2.sum())
    result = pd.DataFrame({"term": counts.index, "count_target": f1, "count_reference": f2})
    result["rate_target"], result["rate_reference"] = 1000 * f1 / n1, 1000 * f2 / n2
    result["documents_target"] = spread["target"].to_numpy()
    result["documents_reference"] = spread["reference"].to_numpy()
    both = term_sums(terms, documents.assign(all="both"), ["all"], lemmas).table.set_index("term")
    result["dp_norm"] = both["dp_norm"].reindex(counts.index).to_numpy()
    result["log_odds"], result["z"] = log_odds(f1, n1, f2, n2, PRIOR_WORDS * ((f1 + f2) / (n1 + n2)), PRIOR_WORDS)
    result["log_ratio"] = log_ratio(f1, n1, f2, n2)
    result["log_ratio_low"], result["log_ratio_high"] = log_ratio_interval(f1, n1, f2, n2)
    result["g2"] = log_likelihood(f1, n1 - f1, f2, n2 - f2)
    result["percent_difference"] = percent_difference(f1, n1, f2, n2)
    kept = ~is_stopword(result.assign(language=documents.loc[documents["side"].notna(), "language"].iloc[0]), stopwords)
    p, smallest_p, basis = _by_cluster(documents[documents["doc_id"].isin(sizes.index)], by_unit, counts.index)
    result["basis"] = basis
    if p is not None:
        result["p"] = p
        result.loc[kept, "p_adjusted"] = adjust(p[kept], "benjamini-hochberg")
        result["smallest_p"] = smallest_p
        basis += f"; p corrected over {kept.sum()} terms (benjamini-hochberg)"
    result = result[kept].sort_values(["z", "term"], ascending=[False, True], kind="stable", ignore_index=True)
    names = f"target {', '.join(listed(target))} ({n1} words), reference {', '.join(listed(reference))} ({n2} words)"
    prior = f"Dirichlet prior from both groups' counts, worth {PRIOR_WORDS} words"
    result.attrs["note"] = f"{names}; {prior}; {len(kept) - kept.sum()} stopwords left out; {basis}"
    return result


def listed(values: str | Sequence[str]) -> list[str]:
    return [values] if isinstance(values, str) else list(values)


def two_groups(documents: pd.DataFrame, by: str, target: list[str], reference: list[str], language: str | None) -> pd.DataFrame:
    """The documents of both groups, all of one language, with `side`: target or reference."""
    if by not in documents.columns:
        raise CorpusError("documents", None, f"there is no column {by!r}", "group by a column of the catalogue")
    both = sorted(set(target) & set(reference))
    if both:
        raise CorpusError("documents", None, f"{both[0]!r} is in target and reference", "leave it in one of them")
    side = documents[by].map(dict.fromkeys(target, "target") | dict.fromkeys(reference, "reference"))
    documents = with_languages(documents).assign(side=side)
    if language is not None:
        documents["side"] = side.where(documents["language"] == language.split("-")[0].lower())
    own = documents[documents["side"].notna()]
    for value in [*target, *reference]:
        if not (own[by] == value).any():
            where = f" in {language}" if language else ""
            raise CorpusError("documents", None, f"the {by} {value!r} has no articles{where}", "choose one that has")
    if own["language"].nunique() > 1:
        mixed = ", ".join(sorted(own["language"].unique()))
        problem = f"the comparison mixes languages ({mixed}), whose words are different units"
        raise CorpusError("documents", None, problem, "name one with language=, or compare concepts instead of words")
    return documents


def by_side(sums: pd.DataFrame, value: str = "count") -> pd.DataFrame:
    """`value` of each term (index, sorted) in target and reference, from sums by side; CorpusError where one has no words."""
    counts = sums.pivot_table(index="term", columns="side", values=value, aggfunc="sum", fill_value=0).sort_index()
    lacking = {"target", "reference"} - set(counts)
    if lacking:
        raise CorpusError("terms", None, f"no article of the {min(lacking)} has a word", "choose articles with body paragraphs")
    return counts.rename_axis(columns=None)


def _by_cluster(documents: pd.DataFrame, by_unit: pd.DataFrame, terms: pd.Index) -> tuple[np.ndarray | None, float, str]:
    """p by term where clusters allow, the smallest possible p, and the basis in words; a unit is a cluster's articles of one side."""
    units = (
        documents.groupby("unit", as_index=False)
        .agg(cluster_id=("cluster_id", "first"), side=("side", "first"), event=("event_id", "first"), articles=("doc_id", "nunique"))
    )  # fmt: skip
    ways = assignments(units["side"] == "target", strata_of(units["cluster_id"], units["event"]))
    n = f"{units['articles'].sum()} articles, {units['cluster_id'].nunique()} clusters"
    if ways.smallest_p > LEVEL:
        why = "group and event coincide" if ways.possible == 1 else f"smallest possible p {ways.smallest_p:.2g}"
        return None, ways.smallest_p, f"descriptive: {n}, {why}"
    rows, columns = pd.Index(units["unit"]).get_indexer(by_unit["unit"]), terms.get_indexer(by_unit["term"])
    counts = coo_array((by_unit["count"].astype(float), (rows, columns)), shape=(len(units), len(terms))).tocsc()
    kind = "exact permutation" if ways.exact else "seeded permutation"
    basis = f"{n}, {kind} of clusters within events, smallest possible p {ways.smallest_p:.2g}"
    return permutation_p(ways, counts, counts.sum(axis=1)), ways.smallest_p, basis
