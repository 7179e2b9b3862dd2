"""What boosted trees may ask of a block and of a page: its features, beside those of siblings, likes and neighbours.

Words come in as odds: a number for each hashed word, which says how much it speaks for a story. train/odds.py counts
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kliping.reading.features import Features
from kliping.reading.groups import groups_of
from kliping.reading.network import DECAY, levels
from kliping.reading.text_features import BYTES, LINKED, WIDTH

Floats = NDArray[np.float32]

_BESIDE = (-2, -1, 1, 2)
"""Blocks before and behind whose own text is asked about."""
_NEXT = (-1, 1)
"""Blocks before and behind whose words are asked about."""
_SPREAD = (0.02, 0.1, 0.9, 0.98)
"""Quantiles of what words say that tell a page."""
_NOWHERE = -1.0
"""What a block has beside it where there is none."""


@dataclass(slots=True)
class Odds:
    """How much a word speaks for a story: logarithms of odds, by hash."""

    own: Floats
    """(ELEMENT_WORDS,) of a word in the names of the element that holds a block."""
    around: Floats
    """(ELEMENT_WORDS,) of a word in the names of an element further out."""
    text: Floats
    """(TEXT_WORDS,) of a word at the beginning or the end of a block's text."""

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Odds:
        """The odds of a file's arrays."""
        return cls(*(arrays[name].astype(np.float32) for name in ("own", "around", "text")))


def of_blocks(page: Features, odds: Odds) -> Floats:
    """(columns, n) of each block: itself, its siblings, its like, its neighbours, the page."""
    own = np.concatenate([page.numbers, _of_words(page, odds)], axis=1)
    alike, siblings = groups_of(page)
    size, width = own.shape
    words = page.numbers.shape[1]
    found = np.empty((4 * width + len(_BESIDE) * WIDTH + len(_NEXT) * (width - words), size), np.float32)
    found[:width] = own.T
    for place, groups in enumerate((siblings, alike), 1):
        found[place * width : (place + 1) * width] = groups.means(own).T[:, groups.group]
    at = 3 * width
    for first, last, steps in ((0, WIDTH, _BESIDE), (words, width, _NEXT)):
        for by in steps:
            _shift(found[first:last], by, found[at : at + last - first])
            at += last - first
    found[at:] = own.mean(0)[:, None]
    return found


def _shift(columns: Floats, by: int, out: Floats) -> None:
    """The columns of the blocks that stand `by` further on."""
    if by > 0:
        out[:, :-by] = columns[:, by:]
        out[:, -by:] = _NOWHERE
    else:
        out[:, -by:] = columns[:, :by]
        out[:, :-by] = _NOWHERE


def _of_words(page: Features, odds: Odds) -> Floats:
    """(n, 12) what the words of the element, of those around it and of the text speak for."""
    own = _three(odds.own[page.element_words], page.element_starts)
    outer = _three(odds.around[page.element_words], page.element_starts)
    summed, least, most = outer.T.copy()
    for rows, parents in levels(page):
        least[rows] = np.minimum(least[rows], least[parents])
        most[rows] = np.maximum(most[rows], most[parents])
        summed[rows] += DECAY * summed[parents]
    parent = np.maximum(page.parent, 0)[page.element]
    words = odds.text[page.text_words]
    around = (outer[parent, 0], least[parent], most[parent], summed[parent])
    return np.column_stack(
        (own[page.element], *around, _three(words, page.text_starts), words[page.text_starts], own[parent, 0])
    )


def _three(values: Floats, starts: NDArray[np.int32]) -> Floats:
    """(rows, 3) the mean, the least and the greatest of each row's values."""
    sizes = np.diff(starts, append=len(values)).astype(np.float32)
    mean = np.add.reduceat(values, starts) / sizes
    return np.stack((mean, np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)), axis=1)


def of_page(page: Features, odds: Odds) -> Floats:
    """(columns, 1) of the page as a whole: what its blocks are like, by number and by length; what its words say."""
    weight = np.expm1(page.numbers[:, BYTES]) * (1 - np.minimum(page.numbers[:, LINKED], 1))
    weight /= max(float(weight.sum()), 1.0)
    words = (odds.own[page.element_words], odds.text[page.text_words])
    said = [value for found in words for value in (found.mean(), found.std(), *np.quantile(found, _SPREAD))]
    size = np.log1p([len(page.element), len(page.parent)])
    rows = (page.numbers.mean(0), weight @ page.numbers, page.numbers.max(0), said, size)
    return np.concatenate(rows, dtype=np.float32, casting="same_kind")[:, None]
