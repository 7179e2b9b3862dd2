"""Where on the page something stands: in the story that the page is about, or in a second one."""

from __future__ import annotations

from kliping.reading.blocks import BlockTable
from kliping.reading.labels import Label
from kliping.reading.sheet import Sheet, once

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_PROSE = 100
"""Characters from which a block of text is taken for running text and not for a deck."""

_HEAD = 12
_FAR = 40
"""Blocks above the text in which the headline is looked for."""

_LOOKED_AT = 400
"""Elements of an article that are looked at for its heading."""


def is_foreign(sheet: Sheet, element: int) -> bool:
    """Whether an element lies in an article of its own, with a heading, apart from the story (HTML Standard, 4.3.2)."""
    table = sheet.table
    while element >= 0 and element not in sheet.home:
        if table.tags[element] == "article" and _has_heading(table, element):
            return True
        element = table.parents[element]
    return False


def _has_heading(table: BlockTable, article: int) -> bool:
    for row in range(article + 1, min(article + _LOOKED_AT, len(table.tags))):
        if table.parents[row] < article:
            return False
        if table.tags[row] in _HEADINGS:
            return True
    return False


def ancestors(table: BlockTable, element: int, most: int) -> list[int]:
    """An element and those around it, innermost first, at most so many."""
    found: list[int] = []
    while element >= 0 and len(found) < most:
        found.append(element)
        element = table.parents[element]
    return found


def rows_between(table: BlockTable, first: int, last: int) -> range:
    """Rows of the elements whose first block, or the one that follows them, lies between two blocks."""
    before = max(table.element[: max(0, first)], default=-1)
    within = max(table.element[: last + 1], default=-1) if last < len(table) else len(table.tags) - 1
    return range(before + 1, within + 1)


def blocks_about_headline(sheet: Sheet, above: int, below: int) -> list[int]:
    """Blocks from so many above the headline to so many from the running text's first on.

    Without comments on the story, and without what stands in an article of its own.
    """
    place = head_and_end(sheet)
    if place is None:
        return []
    headline, first, _last = place
    return [
        block
        for block in range(max(0, headline - above), min(max(first, headline) + below, len(sheet.table)))
        if (block < first or sheet.labels[block] is not Label.COMMENT)
        and not is_foreign(sheet, sheet.table.element[block])
    ]


_DECK = 4
"""Blocks from a deck to the byline below it, at most."""


@once
def head_and_end(sheet: Sheet) -> tuple[int, int, int] | None:
    """Block of the headline (or of the story's first), first block of its running text, last block of the story.

    None without a story. Deck and byline may be labelled as text, so the running text begins with its first long block.
    """
    body = sheet.body()
    if not body:
        return None
    first = next((b for b in body if sheet.labels[b] is Label.TEXT and len(sheet.table.text[b]) >= _PROSE), body[0])
    first = first if first - body[0] <= _HEAD else body[0]
    # A deck may be long too: what stands above the byline is no running text yet.
    late = [b for b in range(first + 1, min(first + _DECK, body[-1])) if sheet.labels[b] in (Label.BYLINE, Label.DATE)]
    if late:
        first = next((b for b in body if b > late[-1]), first)
    headline = next((b for b in sheet.blocks(Label.HEADLINE) if b <= first), None)
    if headline is None:
        headings = (b for b in range(first - 1, max(-1, first - _FAR), -1) if sheet.table.tag(b) == "h1")
        headline = next(headings, body[0])
    return headline, first, body[-1]
