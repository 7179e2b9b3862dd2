"""How far a mean can be trusted: percentile bootstrap over pages, seeded, so that a run gives the same interval again.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
SEED = 20220514
TAILS = (2.5, 97.5)

Floats: TypeAlias = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A value with its 95 % interval and the number of pages behind it."""

    value: float
    low: float
    high: float
    pages: int


def estimate_mean(values: Sequence[float]) -> Estimate:
    """The mean of one score over pages.

    >>> estimate_mean([1.0, 1.0])
    Estimate(value=1.0, low=1.0, high=1.0, pages=2)
    """
    return _estimate(np.asarray(values, dtype=np.float64)[:, np.newaxis], lambda means: means[..., 0])


def estimate_f1(precision: Sequence[float], recall: Sequence[float]) -> Estimate:
    """F1 of mean precision and mean recall, both resampled by page together.

    >>> round(estimate_f1([1.0, 0.5], [1.0, 0.0]).value, 3)
    0.6
    """
    return _estimate(np.column_stack([precision, recall]).astype(np.float64), _f1)


def _f1(means: Floats) -> Floats:
    shares: Floats = 2 * means.prod(axis=-1) / np.maximum(means.sum(axis=-1), np.finfo(np.float64).tiny)
    return shares


def _estimate(values: Floats, statistic: Callable[[Floats], Floats]) -> Estimate:
    """`values` has a row for each page, `statistic` takes column means."""
    pages = len(values)
    picks = np.random.default_rng(SEED).integers(0, pages, (RESAMPLES, pages))
    low, high = np.percentile(statistic(values[picks].mean(axis=1)), TAILS)
    return Estimate(float(statistic(values.mean(axis=0))), float(low), float(high), pages)
