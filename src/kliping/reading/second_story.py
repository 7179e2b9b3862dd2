"""Where another story begins below the first, as pages write it that load the next story while one scrolls.

A second story is built like the first: a heading in an element of the same names, in a container that stands beside the
first one's and shares its classes, and below it a byline or a time as below the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kliping.reading.blocks import BlockTable
from kliping.reading.label_flat import size
from kliping.reading.labels import BODY, Label

_HEADINGS = ("h1", "h2")
_SIGNED = frozenset((Label.BYLINE, Label.DATE))
_NEAR = 6
"""Blocks below a headline in which the byline stands."""
_LEAST = 200
"""Size of the first story's text before there can be a second."""


def without_second(table: BlockTable, labels: list[Label], alike: Sequence[int]) -> list[Label]:
    """The labels, with none for what stands from a second story on; `alike` is that of `features.Features`."""
    headline = labels.index(Label.HEADLINE) if Label.HEADLINE in labels else None
    if headline is None or table.tag(headline) not in _HEADINGS:
        return labels
    signed = {alike[row] for row in _below(labels, headline) if labels[row] in _SIGNED}
    told = 0.0
    for block in range(headline + 1, len(labels)):
        if alike[block] == alike[headline] and told >= _LEAST and table.text[block] != table.text[headline]:
            begins = _container(table, headline, block)
            if begins is not None and any(_signs(row, labels, alike, signed) for row in _below(labels, block)):
                return [
                    Label.OTHER if row >= block or (row > headline and element >= begins) else label
                    for row, (element, label) in enumerate(zip(table.element, labels, strict=True))
                ]
        if labels[block] in BODY:
            told += size(table.text[block])
            # A byline in an element such as every paragraph has is told by its words alone.
            signed.discard(alike[block])
    return labels


def _below(labels: list[Label], headline: int) -> range:
    return range(headline + 1, min(headline + 1 + _NEAR, len(labels)))


def _signs(row: int, labels: list[Label], alike: Sequence[int], signed: set[int]) -> bool:
    return labels[row] in _SIGNED or alike[row] in signed


def _container(table: BlockTable, first: int, second: int) -> int | None:
    """Row of the element around the second block that stands beside one around the first; None where they differ."""
    ones, others = table.ancestors(table.element[first]), table.ancestors(table.element[second])
    shared = set(ones) & set(others)
    one = next((at for at, above in pairwise(ones) if above in shared), None)
    other = next((at for at, above in pairwise(others) if above in shared), None)
    # Two headings side by side are parts of one story.
    if one is None or other is None or one == table.element[first] or table.tags[one] != table.tags[other]:
        return None
    of_one, of_other = (frozenset((table.attributes[at].get("class") or "").split()) for at in (one, other))
    return other if of_one == of_other or of_one & of_other else None
