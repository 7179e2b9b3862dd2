"""Where a block stands, as numbers: in which elements, under which heading, how far from the title and from the prose.

What a block is like by itself (text_features.py) doesn't tell a paragraph of the story from one of a teaser. A person
sees that by its place, and so do these columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.text_features import BYTES, CUES, FIRST_CUE, LIKE_TITLE, LINKED, SIZE

Floats = NDArray[np.float32]
Numbers = NDArray[np.float64]
Rows = NDArray[np.intp]

_AROUND = (
    ("article", "main"), ("aside", "dialog"), ("nav", "menu"), ("footer",), ("header", "hgroup"),
    ("form", "fieldset", "button"), ("figure", "figcaption"), ("blockquote", "q"), ("table",), ("ul", "ol", "dl"),
    ("pre", "code"), ("details", "summary"),
)  # fmt: skip
"""Elements that say something of all that stands in them, in groups that say the same."""

_HOLDING = (
    ("p",), ("li", "dd", "dt"), ("td", "th"), ("h1",), ("h2",), ("h3",), ("h4", "h5", "h6"), ("figcaption", "caption"),
    ("div", "section"),
)  # fmt: skip
"""Elements that say what the block right in them is."""

_BIT = {tag: 1 << place for place, tags in enumerate(_AROUND) for tag in tags}
_KIND = {tag: place for place, tags in enumerate(_HOLDING) for tag in tags}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CUES = [FIRST_CUE + CUES.index(cue) for cue in ("read_also", "rail", "comments", "promo")]
_OF_HEADING = (LINKED, SIZE, LIKE_TITLE, *_CUES)
"""What is told of a heading to the blocks below it."""
_LONG = 100
"""Bytes of UTF-8 from which a text that is hardly linked is prose; a hundred bytes are a clause in any script."""

_LINKED = 0.3
_HALF = 0.5


def of_place(table: BlockTable, parents: Rows, depth: NDArray[np.int32], text: Floats) -> Floats:
    """(n, 42) for each block: the elements around it, the heading above it, its way to the title and to the prose.

    `parents` and `depth` are of the elements; `text` is what text_features.py says of the blocks.
    """
    element = np.array(table.element, np.intp)
    size = np.expm1(text[:, BYTES])
    prose = np.where((size > _LONG) & (text[:, LINKED] < _LINKED), size, 0).astype(np.float64)
    columns = (
        _held(table, element),
        _of_heading(table, text),
        _of_title(table, text),
        _among_prose(prose),
        _of_region(element, parents, depth, prose),
    )
    return np.concatenate(columns, axis=1, dtype=np.float32, casting="unsafe")


def _held(table: BlockTable, element: Rows) -> Numbers:
    """(n, 21) one column for each group of elements: whether one of it is around the block, whether it holds it."""
    around: list[int] = []
    for tag, parent in zip(table.tags, table.parents, strict=True):
        around.append((around[parent] if parent >= 0 else 0) | _BIT.get(tag, 0))
    bits = np.array(around, np.int64)[element]
    kinds = np.fromiter((_KIND.get(table.tags[at], -1) for at in table.element), np.int64, len(element))
    inside = bits[:, None] >> np.arange(len(_AROUND)) & 1
    held_by = kinds[:, None] == np.arange(len(_HOLDING))
    return np.concatenate([inside, held_by], axis=1, dtype=np.float64, casting="unsafe")


def _of_heading(table: BlockTable, text: Floats) -> Numbers:
    """(n, 9) how far up the last heading is, what it is like and what it announces."""
    size = len(text)
    index = np.arange(size)
    is_heading = np.fromiter((table.tags[at] in _HEADINGS for at in table.element), np.bool_, size)
    above = np.maximum.accumulate(np.where(is_heading, index, -1))
    there = above >= 0
    characters = np.concatenate([[0.0], np.cumsum(np.expm1(text[:, SIZE]))])
    of_it = np.where(there[:, None], text[above][:, _OF_HEADING], 0)
    return np.column_stack(
        (
            np.log1p(np.where(there, index - above, size)),
            np.log1p(characters[index] - np.where(there, characters[above], 0)),
            of_it,
        )
    )


def _of_title(table: BlockTable, text: Floats) -> Numbers:
    """(n, 3) how far below or above the title's own heading a block stands."""
    size = len(text)
    likeness = text[:, LIKE_TITLE] + np.fromiter(
        (0.5 * (table.tags[at] == "h1") for at in table.element), np.float64, size
    )
    title = int(likeness.argmax())
    apart = np.arange(size) - title
    return np.column_stack(
        (np.sign(apart) * np.log1p(np.abs(apart)), apart > 0, np.full(size, likeness[title], np.float64))
    )


def _among_prose(prose: Numbers) -> Numbers:
    """(n, 4) the share of the page's prose before and behind a block, and how far the nearest is on either side."""
    size = len(prose)
    index = np.arange(size)
    total = max(float(prose.sum()), 1.0)
    up_to = np.cumsum(prose)
    before = np.maximum.accumulate(np.where(prose > 0, index, -size))
    behind = np.minimum.accumulate(np.where(prose > 0, index, 2 * size)[::-1])[::-1]
    return np.column_stack(
        ((up_to - prose) / total, (total - up_to) / total, np.log1p(index - before), np.log1p(behind - index))
    )


def _of_region(element: Rows, parents: Rows, depth: NDArray[np.int32], prose: Numbers) -> Numbers:
    """(n, 6) the way from a block to the element with most prose right in it, and to the one that holds half of all."""
    count = len(parents)
    direct = np.bincount(np.maximum(parents[element], 0), prose, count)
    core = int(direct.argmax())
    held = np.bincount(element, prose, count)
    for row in range(count - 1, 0, -1):
        held[parents[row]] += held[row]
    half = int(np.flatnonzero(held >= held[0] * _HALF)[-1]) if held[0] else 0
    inside = np.flatnonzero(parents[element] == core)
    first, last = (inside[0], inside[-1]) if len(inside) else (0, len(element) - 1)
    index = np.arange(len(element))
    return np.column_stack(
        (
            *_way(core, parents, depth, element),
            *_way(half, parents, depth, element),
            np.sign(index - first) * np.log1p(np.abs(index - first)),
            np.sign(index - last) * np.log1p(np.abs(index - last)),
        )
    )


def _way(target: int, parents: Rows, depth: NDArray[np.int32], element: Rows) -> tuple[Numbers, Numbers]:
    """For each block the steps up from its element to an ancestor of the target, and from there down to it."""
    path = set()
    at = target
    while at >= 0:
        path.add(at)
        at = int(parents[at])
    up: list[int] = []
    for row, parent in enumerate(parents.tolist()):
        up.append(0 if row in path or parent < 0 else up[parent] + 1)
    steps = np.array(up, np.int64)[element]
    return steps.astype(np.float64), (depth[target] - (depth[element] - steps)).astype(np.float64)
