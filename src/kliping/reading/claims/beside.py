"""Which blocks speak of a picture: those in the element that holds it and little else, or right beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from kliping.reading.blocks import BlockTable, Mark
from kliping.reading.claims.outline import outline_of
from kliping.reading.claims.place import ancestors
from kliping.reading.labels import BODY, Label
from kliping.reading.readers.credit import read_credit
from kliping.reading.settle import fold
from kliping.reading.sheet import Sheet
from kliping.reading.words.names import is_called

NO_CAPTION = re.compile(r"\W*(?:\d+\s*/\s*\d+|\d{1,2}:\d\d(?::\d\d)?(?:\s*min\.?)?|\d+)?\W*")
"""A number, a length or a counter: no words."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_LONGEST = 700
_LONGEST_BESIDE = 350
_LONGEST_PROSE = 200
_MOST_BLOCKS = 8
_ABOVE = 8


def inside(table: BlockTable, element: int, around: int) -> bool:
    """Whether a block-level element lies in another or is that one."""
    while element > around:
        element = table.parents[element]
    return element == around


def span(sheet: Sheet, element: int, block: int) -> tuple[int, int]:
    """First and last block (exclusive) inside an element that holds the place before `block`; at most some more than
    a caption has."""
    outline = outline_of(sheet)
    first, end = outline.first[element], outline.end[element]
    if first >= end:
        return block, block
    return min(block, max(first, block - _MOST_BLOCKS - 1)), max(block, min(end, block + _MOST_BLOCKS + 1))


_block_of = attrgetter("block")


def near(table: BlockTable, mark: Mark) -> list[Mark]:
    """The images near a place."""
    first = bisect_left(table.images, mark.block - _MOST_BLOCKS, key=_block_of)
    last = bisect_left(table.images, mark.block + _MOST_BLOCKS + 1, first, key=_block_of)
    return table.images[first:last]


def holder(sheet: Sheet, mark: Mark) -> int | None:
    """The widest element around a picture that holds little else; a figure where there is one."""
    table, best = sheet.table, None
    number = mark.node.mem_id
    others = [m for m in near(table, mark) if m.node.mem_id != number]
    for element in ancestors(table, mark.element, _ABOVE):
        if table.tags[element] in ("body", "html", "main"):
            break
        first, last = span(sheet, element, mark.block)
        labels = sheet.labels[first:last]
        length = sum(len(text) for text in table.text[first:last])
        if last - first > _MOST_BLOCKS or length > _LONGEST or Label.HEADLINE in labels:
            break
        if any(
            table.tag(block) in _HEADINGS and labels[block - first] is not Label.CAPTION for block in range(first, last)
        ):
            break
        if any(inside(table, m.element, element) and not _is_copy(sheet, m, mark) for m in others):
            break
        best = element
        if table.tags[element] == "figure" and Label.CAPTION in labels:
            break
    return best


def _is_copy(sheet: Sheet, one: Mark, other: Mark) -> bool:
    alt = one.attributes.get("alt")
    return one.hidden != other.hidden or (alt is not None and alt == other.attributes.get("alt"))


def caption_blocks(sheet: Sheet, mark: Mark, around: int | None) -> list[int]:
    """Blocks that say what a picture shows: in the element that holds it, else right beside it."""
    table = sheet.table
    alt = _folded(mark.attributes.get("alt"))
    if around is not None:
        figure = any(table.tags[e] == "figure" or _calls(table, e, "caption") for e in ancestors(table, around, 2))
        within = [e for e in ancestors(table, mark.element, _ABOVE) if e >= around]
        pictured = figure or any(_calls(table, e, "picture") for e in within)
        found = [b for b in range(*span(sheet, around, mark.block)) if _speaks(sheet, b, around, alt, pictured)]
        if found:
            return found
    found = [b for b in (mark.block, mark.block + 1, mark.block - 1) if _beside(sheet, mark, b, alt)][:1]
    return [*found, *_rest(table, found[0])] if found else []


def _rest(table: BlockTable, block: int) -> list[int]:
    """The block after a caption, where both stand in one element that is called a caption."""
    parent = table.parents[table.element[block]]
    together = block + 1 < len(table) and table.parents[table.element[block + 1]] == parent
    return [block + 1] if together and parent >= 0 and _calls(table, parent, "caption") else []


def _beside(sheet: Sheet, mark: Mark, block: int, alt: str) -> bool:
    if not 0 <= block < len(sheet.table) or sheet.labels[block] in (Label.HEADLINE, Label.BYLINE, Label.DATE):
        return False
    if len(sheet.table.text[block]) > _LONGEST_BESIDE or 2 * sheet.table.link_chars[block] > len(
        sheet.table.text[block]
    ):
        return False
    nearer = (mark.block < m.block <= block or block < m.block < mark.block for m in near(sheet.table, mark))
    return not any(nearer) and _speaks(sheet, block, sheet.table.element[block], alt, False)


def _speaks(sheet: Sheet, block: int, around: int, alt: str, pictured: bool) -> bool:
    """Whether a block speaks of the picture: by its label, class, alt or credit, or because it stands there."""
    table, label, text = sheet.table, sheet.labels[block], sheet.table.text[block]
    if len(text) > _LONGEST or NO_CAPTION.fullmatch(text) or table.tags[table.element[block]] == "button":
        return False
    if label in (Label.CAPTION, Label.CREDIT):
        return True
    chain = [e for e in ancestors(table, table.element[block], 4) if e >= around]
    if any(_calls(table, e, "caption") or table.tags[e] == "figcaption" for e in chain):
        return True
    if label in (Label.HEADLINE, Label.TAG, Label.PAGER, Label.CROSS_LINK):
        return False
    folded = _folded(text)
    if len(alt) > 12 and (alt in folded or folded in alt) and len(folded) > 12 and table.tag(block)[:1] != "h":
        return True
    if label in BODY and len(text) > 300:
        return False
    if pictured and label is not Label.PROMO:
        return True
    # What shares a small element with a picture and is neither prose nor link speaks of it; so does its table's cell.
    alone = table.element[block] > around and label in (Label.OTHER, Label.LEAD) and len(text.split()) > 2
    if table.tag(block) == "td" or (alone and table.tag(block) != "li" and 2 * table.link_chars[block] < len(text)):
        return True
    return len(text) <= (_LONGEST_PROSE if label in BODY else _LONGEST_BESIDE) and _has_credit(text)


def _has_credit(text: str) -> bool:
    credit = read_credit(" ".join(text.split()))
    return credit is not None and (credit.agency or credit.photographer) is not None


def _calls(table: BlockTable, element: int, what: str) -> bool:
    return is_called(what, table.attributes[element], ("class", "id", "itemprop"))


def _folded(text: str | None) -> str:
    return str(fold(text or ""))
