"""The words of an element, run by run, with what the elements around each run are called.

Newsrooms part caption from credit, and name from name, by elements more often than by punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kliping.reading.tree import Node

CREDIT = re.compile(
    r"credit|copyright|photographer|byline|author|creator|rights|(?:^|[\s_-])(?:source|agency|autor|fotograf|copy)(?:[\s_-]|$)",
    re.I,
)
"""Words of class, id or itemprop that call an element a credit, once it is known to belong to a picture."""

CAPTION = re.compile(
    r"caption|legend|bildtext|cutline|pie-?(?:de-?)?foto|\bcap\b|(?:image|photo|img)[-_]?(?:text|desc|info)", re.I
)
"""Words that call an element a caption."""

_UNSEEN = re.compile(r"sr-only|screen-?reader|visually-?hidden|off-?screen|\bhidden\b|\bhide\b", re.I)
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
    node: Node | None = root.first_child
    line = 0
    while node is not None:
        child = None
        if node.tag == "-text":
            text = " ".join((node.text_content or "").split())
            if text:
                credit, home = _around(node, root)
                yield Run(text, credit, (home, line), node.parent or root)
        elif node.tag and node.tag not in _SKIPPED and not _UNSEEN.search(_names(node)):
            child = node.first_child
            line += node.tag == "br"
        if child is not None:
            node = child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
        node = node.next if node is not None else None


def _around(node: Node, root: Node) -> tuple[bool, int]:
    """Whether an element between a text and the caption's is called a credit, and the one that isn't for emphasis."""
    credit, home = False, 0
    at = node.parent
    while at is not None:
        names = _names(at)
        credit = credit or bool(names and CREDIT.search(names) and not CAPTION.search(names))
        if not home and at.tag not in _EMPHASIS:
            home = at.mem_id
        if at.mem_id == root.mem_id:
            break
        at = at.parent
    return credit, home or root.mem_id


def _names(node: Node) -> str:
    attributes = node.attributes
    return " ".join(attributes.get(key) or "" for key in ("class", "id", "itemprop"))
