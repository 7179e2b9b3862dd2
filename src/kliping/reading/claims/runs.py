"""The words of an element, run by run, with what the elements around each run are called.

Newsrooms part caption from credit, and name from name, by elements more often than by punctuation.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kliping.reading.remembered import remembered
from kliping.reading.tree import Node
from kliping.reading.words.names import named

_SKIPPED = frozenset(
    "img svg script style noscript button template iframe video audio select input object picture amp-img".split()
)
_EMPHASIS = frozenset(("a", "b", "i", "em", "strong", "u"))
_MOST = 80
"""Runs of an element that are read at most: a byline or a caption has a handful."""


class Run(NamedTuple):
    """Words of one element."""

    text: str
    credit: bool
    """An element around them is called a credit."""

    line: tuple[int, int]
    """The nearest element around them that isn't there for emphasis, and the line in it: what parts runs from runs."""

    node: Node


def runs(root: Node) -> list[Run]:
    """The first runs of an element's words, one for each stretch of text, without what readers don't see."""
    return list(islice(_runs(root), _MOST))


def _runs(root: Node) -> Iterator[Run]:
    around = [(root, _is_credit(_names(root)), root.mem_id)]
    node: Node | None = root.first_child
    line = 0
    while True:
        while node is None:
            inner, _credit, _home = around.pop()
            if not around:
                return
            node = inner.next
        holder, credit, home = around[-1]
        tag = node.tag
        if tag == "-text":
            text = " ".join((node.text_content or "").split())
            if text:
                yield Run(text, credit, (home, line), holder)
        elif tag and tag not in _SKIPPED and not _is_unseen(names := _names(node)):
            line += tag == "br"
            around.append((node, credit or _is_credit(names), home if tag in _EMPHASIS else node.mem_id))
            node = node.first_child
            continue
        node = node.next


@remembered(4096)
def _is_credit(names: str) -> bool:
    return named("credit").search(names) is not None and not named("caption").search(names)


@remembered(4096)
def _is_unseen(names: str) -> bool:
    return named("unseen").search(names) is not None


def _names(node: Node) -> str:
    attributes = node.attributes
    return " ".join([attributes.get(key) or "" for key in ("class", "id", "itemprop")])
