"""Labels to paragraphs: the story's blocks in order, with the kind that each has in the record."""

from __future__ import annotations

from kliping.reading.cues import cues
from kliping.reading.labels import BODY, Label
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


def paragraphs(sheet: Sheet, page: int) -> tuple[Paragraph, ...]:
    """The story, a paragraph each; the cells of a table's row are one paragraph, parted by tabs."""
    table = sheet.table
    found: list[Paragraph] = []
    row = -1
    for block in sheet.body():
        text = without_end_mark(table.text[block])
        if not text:
            continue
        kind = _KINDS[sheet.labels[block]]
        current = _row(sheet, block) if kind == "text" else -1
        if current >= 0 and current == row:
            found[-1] = Paragraph(found[-1].text + _CELL_JOIN + text, "table", page, found[-1].where)
            continue
        row = current
        kind = "table" if kind == "text" and "\t" in text else kind
        found.append(Paragraph(text, kind, page, table.where(block)))
    return tuple(found)


def _row(sheet: Sheet, block: int) -> int:
    """The table row that holds a block in one of its cells, −1 where there is none."""
    table = sheet.table
    element = table.element[block]
    return table.parents[element] if element >= 0 and table.tags[element] in _CELLS else -1


def without_end_mark(text: str) -> str:
    """A paragraph without the mark that ends the story ("***", "(abc/def)" stays: it names people).

    >>> without_end_mark("Rapat ditutup sore itu.***")
    'Rapat ditutup sore itu.'
    """
    stripped = text.rstrip("*# ").rstrip()
    if stripped != text and len(text) - len(stripped) >= 2:
        return stripped
    last = text.rsplit(None, 1)[-1] if text else ""
    return text[: -len(last)].rstrip() if last.startswith("[") and "end" in cues(last) else text
