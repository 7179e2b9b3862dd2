"""Labels to paragraphs: the story's blocks in order, with the kind that each has in the record."""

from __future__ import annotations

import re

from kliping.reading.labels import Label
from kliping.reading.settle import fold
from kliping.reading.sheet import Sheet
from kliping.records import Paragraph

_KINDS = {
    Label.LEAD: "lead",
    Label.TEXT: "text",
    Label.SUBHEADING: "heading",
    Label.QUOTE: "quote",
    Label.ITEM: "item",
}
_CELLS = frozenset(("td", "th"))
_CELL_JOIN = "\t"
_BULLET = re.compile(r"\s*(?:[-–•*·▪]|>+)\s+")
_INITIALS = re.compile(r"(?<=[.!?”\"’'])\s*\([a-zA-Z]{2,4}(?:[/-][a-zA-Z0-9]{1,4})+\)$")
"""Initials and codes of the desk at a story's end, "(abc/def)", "(E-2)"."""


def paragraphs(sheet: Sheet, page: int, description: str | None = None) -> tuple[Paragraph, ...]:
    """The story, a paragraph each; the cells of a table's row are one paragraph, parted by tabs.

    The story's first words are its lead where they are the page's summary too.
    """
    table = sheet.table
    found: list[Paragraph] = []
    row = cell = -1
    for block in sheet.body():
        text = without_end_mark(table.text[block])
        if not table.markup and sheet.labels[block] in (Label.ITEM, Label.QUOTE):
            text = _BULLET.sub("", text, count=1)
        if not text:
            continue
        kind = _KINDS[sheet.labels[block]]
        current = _row(sheet, block) if kind == "text" else -1
        if current >= 0 and current == row and table.element[block] != cell:
            cell = table.element[block]
            found[-1] = Paragraph(found[-1].text + _CELL_JOIN + text, "table", page, found[-1].where)
            continue
        row, cell = current, table.element[block]
        if not found and kind in ("text", "heading") and fold(text) == fold(description or ""):
            kind = "lead"
        kind = "table" if kind == "text" and "\t" in text else kind
        found.append(Paragraph(text, kind, page, table.where(block)))
    return tuple(found)


def _row(sheet: Sheet, block: int) -> int:
    """The table row that holds a block in one of its cells, −1 where there is none."""
    table = sheet.table
    element = table.element[block]
    return table.parents[element] if element >= 0 and table.tags[element] in _CELLS else -1


def without_end_mark(text: str) -> str:
    """A paragraph without the marks that end the story: stars, and the initials of the desk.

    >>> without_end_mark("Rapat ditutup sore itu.***"), without_end_mark("Rapat ditutup sore itu. (rks/dwn)")
    ('Rapat ditutup sore itu.', 'Rapat ditutup sore itu.')
    """
    stripped = text.rstrip("*# ")
    if len(text) - len(stripped) < 2:
        stripped = text
    stripped = stripped.removesuffix("[*]").removesuffix("(*)").rstrip()
    return _INITIALS.sub("", stripped).rstrip() if stripped.endswith(")") else stripped
