"""Boosted trees in numpy: columns of numbers to the logarithm of odds.

The trees are oblivious: all nodes of one level ask the same question, so a tree is as many comparisons as it has levels
and a table of answers, and all trees answer at once without a branch (Kohavi and Li, "Oblivious Decision Trees", 1995;
grown as in Prokhorenkova et al., "CatBoost", 2018). train/boost.py grows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_AT_ONCE = 512
"""Rows that are answered together: more would only cost memory."""


@dataclass(slots=True)
class Trees:
    """Trees of one depth."""

    columns: NDArray[np.int16]
    """(trees, depth) the column that each level asks about."""
    borders: Floats
    """(trees, depth) what its value is compared with."""
    leaves: Floats
    """(trees, 2 ** depth) what each tree says; the answer of the first level is the lowest bit of the place."""

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Trees:
        """The trees of a file's arrays, which train/boost.py wrote."""
        return cls(arrays["columns"], arrays["borders"], arrays["leaves"].astype(np.float32))

    def run(self, asked: Floats) -> Floats:
        """(n,) logarithms of odds, from (columns, n) what the trees may ask about."""
        parts = [self._run(asked[:, at : at + _AT_ONCE]) for at in range(0, asked.shape[1], _AT_ONCE)]
        return np.concatenate(parts) if len(parts) != 1 else parts[0]

    def _run(self, asked: Floats) -> Floats:
        count, depth = self.columns.shape
        place = np.zeros((count, asked.shape[1]), np.uint8)
        for level in range(depth):
            above = (asked.take(self.columns[:, level], 0) > self.borders[:, level, None]).view(np.uint8)
            place |= np.left_shift(above, level, out=above)
        at = place.astype(np.intp)
        at += (np.arange(count, dtype=np.intp) << depth)[:, None]
        found: Floats = self.leaves.ravel().take(at).sum(0)
        return found


def shares(logarithms: Floats) -> Floats:
    """Logarithms of odds as shares of 1."""
    found: Floats = np.float32(1) / (np.float32(1) + np.exp(-np.clip(logarithms, -30, 30)))
    return found
