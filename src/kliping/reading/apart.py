"""A page read and its blocks with it, each with its label, its place and its template: why the record is as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kliping.reading.blocks import BlockTable
from kliping.reading.label import label
from kliping.reading.labels import Label, Labeler
from kliping.reading.read import read
from kliping.records import Article, Page

_NEAR = 2
"""Elements, from the innermost, whose classes are part of a template; further out they name story and section."""

_NUMBER = re.compile(r"\d+")
_WHOLE = 0.9
"""Share of a block's characters from which it is a link, or bold, as a whole."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page."""

    row: int
    """Its place among the blocks, from 0."""

    text: str
    label: Label
    where: str
    """The path of its element, or "line 12"."""

    template: str
    """Its place in the layout of the site, the same on all its pages; "" in flattened text."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A page, taken apart."""

    article: Article
    table: BlockTable | None
    """None where nothing could be read."""

    blocks: tuple[Block, ...]


def take_apart(page: Page, labeler: Labeler = label) -> Apart:
    """Read a page as `read` does, and keep what it was read from.

    >>> page = Page("<html><body><div class='isi'><p class='p-12'>Beras naik lima persen.</p></div></body></html>")
    >>> take_apart(page).blocks[0].template
    'html>body>div.isi>p.p-0'
    """
    caught: list[tuple[BlockTable, list[Label]]] = []

    def catching(table: BlockTable) -> list[Label]:
        labels = labeler(table)
        caught.append((table, labels))
        return labels

    article = read(page, labeler=catching)
    if not caught:
        return Apart(article, None, ())
    table, labels = caught[0]
    blocks = (
        Block(row, table.text[row], found, table.where(row), template_of(table, row))
        for row, found in enumerate(labels)
    )
    return Apart(article, table, tuple(blocks))


def template_of(table: BlockTable, block: int) -> str:
    """A block's place in the layout: its elements without their numbers, and whether all of it is a link or bold."""
    if not table.markup:
        return ""
    around = table.ancestors(table.element[block])
    steps = [_step(table, element, at < _NEAR) for at, element in enumerate(around)]
    size = len(table.text[block])
    whole = [
        name
        for name, part in (("link", table.link_chars[block]), ("strong", table.strong_chars[block]))
        if part >= _WHOLE * size
    ]
    return ">".join(reversed(steps)) + "".join(f"~{name}" for name in whole)


def _step(table: BlockTable, element: int, with_classes: bool) -> str:
    tag = table.tags[element]
    if not with_classes:
        return tag
    classes = sorted({_NUMBER.sub("0", name) for name in (table.attributes[element].get("class") or "").split()})
    return ".".join((tag, *classes))
