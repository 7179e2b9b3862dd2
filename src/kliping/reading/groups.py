"""Blocks that belong together (siblings, blocks in elements of the same names), and what they are like on average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kliping.reading.features import Features

Floats = NDArray[np.float32]


@dataclass(slots=True)
class Groups:
    """A page's blocks in groups, so arranged that sums over them cost one pass."""

    order: NDArray[np.intp]
    """(n,) the rows, group after group."""
    starts: NDArray[np.intp]
    """(groups,) where each group begins in that order."""
    group: NDArray[np.intp]
    """(n,) which group each row is in."""

    @classmethod
    def of(cls, numbers: NDArray[np.int32]) -> Groups:
        """Rows with the same number are a group."""
        order = np.argsort(numbers, kind="stable")
        begins = np.diff(numbers[order], prepend=-1) != 0
        group = np.empty(len(numbers), np.intp)
        group[order] = np.cumsum(begins) - 1
        return cls(order, np.flatnonzero(begins), group)

    def means(self, rows: Floats) -> Floats:
        """(groups, width) the mean row of each group."""
        found: Floats = np.add.reduceat(rows[self.order], self.starts)
        found /= np.diff(self.starts, append=len(self.order))[:, None]
        return found


def groups_of(page: Features) -> tuple[Groups, Groups]:
    """Blocks in elements of the same names, and blocks whose elements stand side by side."""
    return Groups.of(page.alike), Groups.of(np.maximum(page.parent, 0)[page.element])
