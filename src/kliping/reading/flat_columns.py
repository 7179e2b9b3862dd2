"""What boosted trees may ask of a line of flattened text: the line, the lines about it, its place in the text.

Nothing is left of the page but lines in their order. So a line is judged by what it is like and announces, by what its
first and last words speak for, and by how much prose stands before, about and behind it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.features import word_hashes
from kliping.reading.text_features import BYTES, CUES, ENDS_WITH_STOP, FIRST_CUE, REPEATED, SIZE, of_text

Floats = NDArray[np.float32]

_OWN = (*range(13), REPEATED, *range(FIRST_CUE, FIRST_CUE + len(CUES)))
"""Columns of the text features that say something where markup is gone."""

_STOPS, _DIGITS = 3, 6
_BESIDE = (-3, -2, -1, 1, 2, 3)
"""Lines before and behind whose own text is asked about."""

_WINDOWS = (3, 8, 20)
"""Lines before and behind that are asked about together."""

_PROSE = 80
"""Bytes of UTF-8 from which a line with a full stop is prose."""

_CORE = 5
"""Lines before and behind a line that are weighed to find where the prose is densest."""


def of_lines(table: BlockTable, odds: Floats) -> Floats:
    """(columns, n) of each line of a flattened text; `odds` is how much each hashed word speaks for a story."""
    text = of_text(table)
    said = _said(table, odds)
    size = np.expm1(text[:, BYTES])
    prose = ((size >= _PROSE) & (text[:, _STOPS] > 0)).astype(np.float32)
    beside = np.column_stack((text[:, (SIZE, _STOPS, _DIGITS, ENDS_WITH_STOP)], said[:, 0], text[:, FIRST_CUE:].max(1)))
    about = np.column_stack((prose, text[:, SIZE], said[:, 0]))
    columns = [text[:, _OWN], said, *(_shifted(beside, by) for by in _BESIDE)]
    columns += [mean for width in _WINDOWS for mean in _means(about, width)]
    place = (_place(prose * size), _core(prose, size))
    return np.ascontiguousarray(np.concatenate([*columns, *place], axis=1, dtype=np.float32, casting="unsafe").T)


def _said(table: BlockTable, odds: Floats) -> Floats:
    """(n, 4) what the words at each line's ends speak for: mean, least, most, first."""
    words, starts = word_hashes(table)
    values = odds[words]
    mean = np.add.reduceat(values, starts) / np.diff(starts, append=len(values))
    return np.column_stack(
        (mean, np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts), values[starts])
    )


def _shifted(rows: Floats, by: int) -> Floats:
    """The rows that stand `by` further on; nothing beyond the ends."""
    found = np.full_like(rows, -1)
    if by > 0:
        found[:-by] = rows[by:]
    else:
        found[-by:] = rows[:by]
    return found


def _means(rows: Floats, width: int) -> tuple[Floats, Floats]:
    """Of each row the mean of so many rows before it, and of so many behind it."""
    size = len(rows)
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
    at = np.arange(size)
    first, last = np.maximum(at - width, 0), np.minimum(at + 1 + width, size)
    before = (sums[at] - sums[first]) / np.maximum(at - first, 1)[:, None]
    behind = (sums[last] - sums[at + 1]) / np.maximum(last - at - 1, 1)[:, None]
    return before.astype(np.float32), behind.astype(np.float32)


def _place(prose: Floats) -> NDArray[np.float64]:
    """(n, 9) where a line stands in the text and among its prose, which is given in bytes."""
    size = len(prose)
    at = np.arange(size)
    total = float(prose.sum())
    up_to = np.cumsum(prose, dtype=np.float64)
    before = np.maximum.accumulate(np.where(prose > 0, at, -size))
    behind = np.minimum.accumulate(np.where(prose > 0, at, 2 * size)[::-1])[::-1]
    return np.column_stack(
        (
            at / size,
            np.log1p(at),
            np.log1p(size - at),
            np.full(size, np.log1p(size)),
            np.full(size, np.log1p(total)),
            (up_to - prose) / max(total, 1.0),
            (total - up_to) / max(total, 1.0),
            np.log1p(at - before),
            np.log1p(behind - at),
        )
    )


def _core(prose: Floats, size: Floats) -> NDArray[np.float64]:
    """(n, 3) how far a line is from where prose is densest, in lines and in lines of none; how dense it is here."""
    dense = np.convolve(prose * np.minimum(size, 1_000), np.ones(2 * _CORE + 1), "same")[: len(prose)]
    core = int(dense.argmax())
    apart = np.arange(len(prose)) - core
    others = np.cumsum(1 - prose)
    between = others - others[core]
    return np.column_stack(
        (
            np.sign(apart) * np.log1p(np.abs(apart)),
            np.sign(between) * np.log1p(np.abs(between)),
            dense / max(float(dense.max()), 1.0),
        )
    )
