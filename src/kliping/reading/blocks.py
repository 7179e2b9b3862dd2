"""The block table: a page as a sequence of runs of text, with what stands around and between them.

A block is the text between two block boundaries: the start or end of a block-level element, or two line breaks in a
row. Everything later (labels, claims) reads this table and never walks the tree again. Columns are lists of equal
length (a structure of arrays), because a page has a thousand rows and an object for each would cost more than its text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kliping.reading.tree import Node

Attributes = dict[str, str | None]
"""Name to value; None for an attribute without one."""


class Anchor(NamedTuple):
    """A link, and the text that it covers."""

    block: int
    """Row of the block in which it begins."""

    start: int
    """Offset of its text in the block."""

    end: int
    """Offset after its text; the block's end when it runs on into later blocks."""

    last_block: int
    """Row of the block in which it ends."""

    element: int
    """Row of the block-level element that holds it."""

    node: Node
    attributes: Attributes


class Mark(NamedTuple):
    """Something that isn't text: a picture, a player, a time."""

    block: int
    """Row of the block in which it stands, or of the one that follows it."""

    element: int
    """Row of the block-level element that holds it."""

    node: Node
    attributes: Attributes

    hidden: bool = False
    """It stands in a noscript element."""


@dataclass(slots=True)
class Head:
    """What the page says of itself in its head (and wherever else such elements stand)."""

    title: str | None = None
    """Text of the title element."""

    language: str | None = None
    """The lang attribute of the html element, as written."""

    base: str | None = None
    """href of the base element."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    """(name, property, itemprop or http-equiv in lower case, content), in order."""

    links: list[tuple[str, Attributes]] = field(default_factory=list)
    """(rel in lower case, attributes), in order."""

    json_ld: list[str] = field(default_factory=list)
    """Text of each JSON-LD script."""


@dataclass(slots=True)
class BlockTable:
    """The page as columns; see the module's docstring."""

    markup: bool = True
    """False for flattened text, where nothing but text and line is known."""

    is_cut: bool = False
    """The page has more blocks than are read."""

    head: Head = field(default_factory=Head)

    text: list[str] = field(default_factory=list)
    """A block's text; runs of white space are one space, a line break is a newline."""

    element: list[int] = field(default_factory=list)
    """Row of the block-level element that holds the block (−1 in flattened text)."""

    line: list[int] = field(default_factory=list)
    """In flattened text the line on which the block begins, from 1; else 0."""

    link_chars: list[int] = field(default_factory=list)
    """How many of the block's characters stand in links."""

    strong_chars: list[int] = field(default_factory=list)
    """How many stand in bold or strong text."""

    tags: list[str] = field(default_factory=list)
    """Name of each block-level element, in document order."""

    parents: list[int] = field(default_factory=list)
    """Row of its block-level parent, −1 for the root."""

    nodes: list[Node] = field(default_factory=list)
    """The element itself, for its path."""

    attributes: list[Attributes] = field(default_factory=list)
    """Its attributes, asked once: each asking makes them anew."""

    names: list[str] = field(default_factory=list)
    """What it is called; see names.py."""

    story_odds: float | None = None
    """How likely the page is one story (0 to 1), once a labeler has judged it; None where none has."""

    anchors: list[Anchor] = field(default_factory=list)
    images: list[Mark] = field(default_factory=list)
    embeds: list[Mark] = field(default_factory=list)
    times: list[Mark] = field(default_factory=list)

    _paths: dict[int, str] = field(default_factory=dict)
    _steps: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)

    def tag(self, block: int) -> str:
        """Name of the element that holds a block; "" in flattened text."""
        element = self.element[block]
        return self.tags[element] if element >= 0 else ""

    def ancestors(self, element: int) -> list[int]:
        """The element and those around it, innermost first."""
        found = []
        while element >= 0:
            found.append(element)
            element = self.parents[element]
        return found

    def where(self, block: int) -> str:
        """Where a person finds a block again: an element's path, or "line 12"."""
        element = self.element[block]
        return self.path(self.nodes[element]) if element >= 0 else f"line {self.line[block]}"

    def path(self, node: Node) -> str:
        """An element's path as a CSS selector that matches it alone ("html>body>div:nth-of-type(2)>p")."""
        above: list[Node] = []
        at: Node | None = node
        while at is not None and at.tag and at.tag[0] != "-" and at.mem_id not in self._paths:
            above.append(at)
            at = at.parent
        prefix = self._paths.get(at.mem_id, "") if at is not None else ""
        for step in reversed(above):
            prefix = f"{prefix}>{self._step(step)}" if prefix else self._step(step)
            self._paths[step.mem_id] = prefix
        return prefix

    def _step(self, node: Node) -> str:
        """A name that parts an element from its siblings; all of them are named at once, since others follow."""
        parent = node.parent
        if parent is not None and node.mem_id not in self._steps:
            self._steps.update(_steps(parent))
        return self._steps.get(node.mem_id) or node.tag or ""


def _steps(parent: Node) -> dict[int, str]:
    """mem_id of each child element to its tag, with its number where other children have the same."""
    children: list[tuple[int, str]] = []
    child = parent.first_child
    while child is not None:
        tag = child.tag
        if tag and tag[0] != "-":
            children.append((child.mem_id, tag))
        child = child.next
    found: dict[int, str] = {}
    seen: dict[str, tuple[int, int]] = {}
    for number, tag in children:
        before, first = seen.get(tag, (0, number))
        seen[tag] = before + 1, first
        if before == 1:
            found[first] = f"{tag}:nth-of-type(1)"
        found[number] = f"{tag}:nth-of-type({before + 1})" if before else tag
    return found
