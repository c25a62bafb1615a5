"""Measures of keyness that can be checked by hand: counts in, one value out (or arrays in, an array out).

Two ways to write the same four numbers. `log_likelihood` and `chi_squared` take the four cells of the table

    |            | target | reference |
    |------------|--------|-----------|
    | the term   |   a    |     c     |
    | other words|   b    |     d     |

and are the same for rows and columns exchanged. All others take the term's frequency and the corpus's size in words:
(f_target, n_target, f_reference, n_reference). Exchanging target and reference leaves `log_likelihood` and
`chi_squared` as they are, turns the sign of `log_ratio` and `log_odds`, and inverts `odds_ratio`; `percent_difference`
has no such symmetry. Every one of them treats words as drawn independently, which words in articles are not.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

Z_95 = 1.959963984540054  # the 97.5th percentile of the standard normal distribution
PRIOR_WORDS = 500  # what a prior of log-odds is worth


def _plain(value: np.ndarray) -> float | np.ndarray:
    """A Python float for a single value, so that it prints as a number; an array otherwise."""
    return float(value) if np.ndim(value) == 0 else value


def _counts(*values: ArrayLike) -> list[np.ndarray]:
    """The values as floats; ValueError where one is negative or no number."""
    arrays = [np.asarray(value, dtype=float) for value in values]
    if any(np.any(~(array >= 0)) for array in arrays):
        raise ValueError("a count is negative or missing; counts and sizes are numbers of words, 0 or more.")
    return arrays


def _frequencies(f_target, n_target, f_reference, n_reference) -> list[np.ndarray]:
    """As `_counts`; ValueError where a corpus has no words or fewer than the term alone."""
    f1, n1, f2, n2 = _counts(f_target, n_target, f_reference, n_reference)
    if np.any(n1 <= 0) or np.any(n2 <= 0):
        raise ValueError("the target or the reference has no words; compare with one that has.")
    if np.any(f1 > n1) or np.any(f2 > n2):
        raise ValueError("a term is more frequent than its corpus has words; give frequency, then size in words.")
    return [f1, n1, f2, n2]


def _expected(a, b, c, d) -> tuple[np.ndarray, np.ndarray]:
    """Observed and expected cells of the 2 x 2 table under independence (row total x column total / total)."""
    cells = np.stack(np.broadcast_arrays(*_counts(a, b, c, d)))
    a, b, c, d = cells
    total = a + b + c + d
    if np.any(total == 0):
        raise ValueError("all four cells are 0; there is nothing to compare.")
    expected = np.stack([(a + b) * (a + c), (a + b) * (b + d), (c + d) * (a + c), (c + d) * (b + d)]) / total
    return cells, expected


def log_likelihood(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> float | np.ndarray:
    """G² of a 2 x 2 table, all four cells: 2 Σ O ln(O / E), 0 ln 0 = 0 (Dunning 1993, Computational Linguistics 19(1)).

    Unsigned. Tools that print Rayson and Garside's (2000) two-term version leave out b and d and differ slightly. Dunning's page 72:

    >>> round(log_likelihood(10, 0, 3, 31764), 2)
    167.23
    """
    observed, expected = _expected(a, b, c, d)
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0)
    return _plain(np.maximum(0.0, 2.0 * xlogy(observed, ratio).sum(axis=0)))


def chi_squared(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> float | np.ndarray:
    """Pearson's X² of a 2 x 2 table, without continuity correction: Σ (O − E)² / E; 0 where a row or column is empty.

    >>> round(chi_squared(3, 7, 7, 2), 5)
    4.33716
    """
    observed, expected = _expected(a, b, c, d)
    gap = np.square(observed - expected)
    return _plain(np.divide(gap, expected, out=np.zeros_like(gap), where=expected > 0).sum(axis=0))


def percent_difference(f_target, n_target, f_reference, n_reference) -> float | np.ndarray:
    """%DIFF: 100 (r₁ − r₂) / r₂, r the relative frequency (Gabrielatos and Marchi 2011). −100 or more, no upper bound.

    Infinite where the reference lacks the term (they put 10⁻¹⁸ there, which says the same in more digits), missing where both do.

    >>> round(percent_difference(206523, 959641, 178174, 1562358), 1)
    88.7
    """
    f1, n1, f2, n2 = _frequencies(f_target, n_target, f_reference, n_reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _plain(100.0 * (f1 / n1 - f2 / n2) / (f2 / n2))


def odds_ratio(f_target, n_target, f_reference, n_reference) -> float | np.ndarray:
    """(f₁ / (n₁ − f₁)) / (f₂ / (n₂ − f₂)): odds, not rates, though for rare words they hardly differ.

    Infinite where the reference lacks the term, 0 where the target does, missing where both do.

    >>> round(odds_ratio(16217, 2796938, 735, 2087946), 1)
    16.6
    """
    f1, n1, f2, n2 = _frequencies(f_target, n_target, f_reference, n_reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _plain(f1 / (n1 - f1) / (f2 / (n2 - f2)))


def log_ratio(f_target, n_target, f_reference, n_reference) -> float | np.ndarray:
    """log₂(r₁ / r₂), the binary logarithm of the ratio of relative frequencies (Hardie 2014).

    1 is twice as frequent in the target, −1 half as frequent. A frequency of 0 counts as ½, on either side (Hardie's
    practice for the reference); of a term that neither has, nothing is known: missing.

    >>> log_ratio(8, 1000, 2, 1000), log_ratio(2, 1000, 8, 1000)
    (2.0, -2.0)
    """
    f1, n1, f2, n2 = _frequencies(f_target, n_target, f_reference, n_reference)
    ratio = np.log2(np.where(f1 > 0, f1, 0.5) / n1) - np.log2(np.where(f2 > 0, f2, 0.5) / n2)
    return _plain(np.where((f1 == 0) & (f2 == 0), math.nan, ratio))


def log_ratio_interval(f_target, n_target, f_reference, n_reference) -> tuple:
    """95% interval (low, high) of `log_ratio`: ± 1.96 √(1/f₁ − 1/n₁ + 1/f₂ − 1/n₂) / ln 2, a frequency of 0 as ½.

    Katz et al. (1978, Biometrics 34, 469-474) for the ratio of two proportions. Words of one article come in bunches,
    so the interval is too narrow for a statement about a source: read it as the least uncertainty there is.

    >>> low, high = log_ratio_interval(8, 1000, 2, 1000)
    >>> round(low, 2), round(high, 2)
    (-0.23, 4.23)
    """
    f1, n1, f2, n2 = _frequencies(f_target, n_target, f_reference, n_reference)
    centre = np.asarray(log_ratio(f1, n1, f2, n2))
    f1, f2 = np.where(f1 > 0, f1, 0.5), np.where(f2 > 0, f2, 0.5)
    half = Z_95 * np.sqrt(1 / f1 - 1 / n1 + 1 / f2 - 1 / n2) / math.log(2)
    return _plain(centre - half), _plain(centre + half)


def log_odds(f_target, n_target, f_reference, n_reference, prior, prior_total) -> tuple:
    """(δ, z): difference of log-odds under an informative Dirichlet prior, and the same in standard deviations.

    δ = ln((f₁ + α) / (n₁ + α₀ − f₁ − α)) − ln((f₂ + α) / (n₂ + α₀ − f₂ − α)), z = δ / √(1/(f₁ + α) + 1/(f₂ + α)), after Monroe, Colaresi
    and Quinn (2008, Political Analysis 16, 372-403), with their approximate variance. `prior` is the term's α, in words; `prior_total` is
    α₀, the sum of α over all terms. z ranks terms; it is no test. Missing where the term is the whole vocabulary.

    >>> delta, z = log_odds(8, 1000, 2, 1000, prior=2.5, prior_total=500)
    >>> round(delta, 3), round(z, 3)
    (0.851, 1.511)
    """
    f1, n1, f2, n2 = _frequencies(f_target, n_target, f_reference, n_reference)
    alpha, alpha_0 = _counts(prior, prior_total)
    if np.any(alpha <= 0) or np.any(alpha > alpha_0):
        raise ValueError("a term's prior is not between 0 and the prior's total; give every term a share of it.")
    y1, y2 = f1 + alpha, f2 + alpha
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(y1 / (n1 + alpha_0 - y1)) - np.log(y2 / (n2 + alpha_0 - y2))
    return _plain(delta), _plain(delta / np.sqrt(1 / y1 + 1 / y2))
