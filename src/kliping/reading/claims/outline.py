"""How the page's elements hold its blocks: menus and footers, breadcrumbs, and which blocks stand in one box.

Labels say what a block is; a list of links is known by the box that it shares with its heading. This file answers such
questions from the tree alone, so that what depends on them holds with any labeler.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from kliping.reading.blocks import Anchor, BlockTable
from kliping.reading.claims.addresses import address_of, same_site
from kliping.reading.claims.called import hinted
from kliping.reading.cues import cues
from kliping.reading.label_flat import size
from kliping.reading.labels import BODY, Label
from kliping.reading.remembered import remembered
from kliping.reading.sheet import Sheet, once

TITLE = 12
"""Letters (or their worth) from which the words of a link may be a story's title."""

_MENU = re.compile(
    r"(?<![a-z])(?:nav|navbar|navi|navigation|menu|menubar|topbar|footer|foot|sitemap|offcanvas|off-canvas|toolbar)(?![a-z])"
    r"|menu|nav(?:bar|igation)(?![a-z])"
)
_BREADCRUMB = re.compile(r"bread-?_?crumb|(?<![a-z])crumbs?(?![a-z])")
_NAMES = frozenset(("class", "id", "role", "aria-label", "itemtype"))
_NOTHING = (False, False)
_MENU_TAGS = frozenset(("nav", "footer"))
_PROSE = 50
"""Letters (or their worth) of a sentence."""

_FAR = 0.3
"""Share of the page's words outside links from which an element is no menu, whatever it is called."""


@dataclass(slots=True)
class Outline:
    """Columns, a row for each block-level element of the table."""

    table: BlockTable
    first: list[int]
    """First block in the element; the number of all blocks where it holds none."""

    end: list[int]
    """Block after the last in it."""

    chars: list[int]
    """Characters outside links before each block, and before the page's end."""

    links: dict[int, list[Anchor]]
    """Block to the links that begin in it."""

    called: list[tuple[bool, bool]]
    """Whether the element is, or lies in, a menu or the page's foot, and whether a breadcrumb."""

    def in_menu(self, element: int) -> bool:
        """Whether an element is, or lies in, a menu or the page's foot."""
        return element >= 0 and self.called[element][0]

    def in_breadcrumb(self, element: int) -> bool:
        """Whether an element is, or lies in, a breadcrumb."""
        return element >= 0 and self.called[element][1]


@once
def outline_of(sheet: Sheet) -> Outline:
    """The outline of a page; one walk over its elements and one over its blocks."""
    table = sheet.table
    first, end = _spans(table)
    own = (len(text) - linked for text, linked in zip(table.text, table.link_chars, strict=True))
    links: dict[int, list[Anchor]] = {}
    for anchor in table.anchors:
        links.setdefault(begins_in(table, anchor), []).append(anchor)
    chars = list(accumulate(own, initial=0))
    named = _named(sheet)
    # However it is called, what holds much of the page's text is neither.
    most = _FAR * chars[-1]
    kept = {row: said for row, said in named.items() if chars[max(end[row], first[row])] - chars[first[row]] <= most}
    return Outline(table, first, end, chars, links, _inherited(table, kept))


def _named(sheet: Sheet) -> dict[int, tuple[bool, bool]]:
    """The elements called a menu (or the page's foot) or a breadcrumb, to whether the first and whether the second."""
    table, found = sheet.table, {}
    typed = {row for row, attributes in enumerate(table.attributes) if "itemtype" in attributes}
    for row in typed.union(hinted(sheet)["menu"]):
        names = [name for key, name in table.attributes[row].items() if name and key in _NAMES]
        menu, crumb = _says(" ".join(names)) if names else _NOTHING
        menu = (menu or table.tags[row] in _MENU_TAGS) and not crumb
        if menu or crumb:
            found[row] = menu, crumb
    return found


def _inherited(table: BlockTable, own: dict[int, tuple[bool, bool]]) -> list[tuple[bool, bool]]:
    """Of each element what it and those around it are called."""
    found: list[tuple[bool, bool]] = []
    for row, parent in enumerate(table.parents):
        around = found[parent] if parent >= 0 else _NOTHING
        said = own.get(row)
        found.append((around[0] or said[0], around[1] or said[1]) if said else around)
    return found


@remembered(4096)
def _says(names: str) -> tuple[bool, bool]:
    lowered = names.lower()
    return _MENU.search(lowered) is not None, _BREADCRUMB.search(lowered) is not None


def begins_in(table: BlockTable, anchor: Anchor) -> int:
    """The block with a link's first words; two line breaks before them leave the link's start in the block above."""
    late = anchor.last_block > anchor.block < len(table) and anchor.start >= len(table.text[anchor.block])
    return anchor.block + late


def _spans(table: BlockTable) -> tuple[list[int], list[int]]:
    """First block and block after the last, of each element with all inside it."""
    rows, parents = len(table.tags), table.parents
    first, end = [len(table)] * rows, [0] * rows
    for block, element in enumerate(table.element):
        if element >= 0:
            if not end[element]:
                first[element] = block
            end[element] = block + 1
    for element in range(rows - 1, 0, -1):
        parent, last = parents[element], end[element]
        if last and parent >= 0:
            if first[element] < first[parent]:
                first[parent] = first[element]
            if last > end[parent]:
                end[parent] = last
    return first, end


def box(sheet: Sheet, outline: Outline, block: int, other: int) -> int:
    """The innermost element that holds two blocks, the second after the first; −1 in a table without one."""
    element = sheet.table.element[block]
    while element >= 0 and outline.end[element] <= other:
        element = sheet.table.parents[element]
    return element


def child_of(sheet: Sheet, element: int, block: int) -> int:
    """The child of an element in which a block lies; the element itself where the block is its own."""
    at = sheet.table.element[block]
    while at >= 0 and at != element and sheet.table.parents[at] != element:
        at = sheet.table.parents[at]
    return at


def title_of(sheet: Sheet, anchor: Anchor) -> str | None:
    """The words of a link; of one over several blocks the heading, else the first that is long enough for a title."""
    table = sheet.table
    if anchor.last_block <= anchor.block:
        return sheet.anchor_text(anchor)
    start = begins_in(table, anchor)
    if start >= len(table):
        return None
    inside = range(start, min(anchor.last_block + 1, len(table), anchor.block + 12))
    headings = [block for block in inside if table.tag(block)[:1] == "h" and table.tag(block)[1:].isdecimal()]
    long = [block for block in inside if size(table.text[block]) >= TITLE]
    best = next(iter(headings or long), start)
    return " ".join(table.text[best].split()) or None


def is_advertisement(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a link is paid for: rel=sponsored, or rel=nofollow to another site (HTML standard, link types)."""
    rels = (anchor.attributes.get("rel") or "").lower().split()
    return "sponsored" in rels or ("nofollow" in rels and is_foreign(sheet, anchor))


def is_foreign(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a link leads to another site; no, where this page's address is unknown."""
    here = address_of(sheet.page.url)
    there = address_of(sheet.target(anchor)) if here else None
    return bool(here and there and there.host and not same_site(here.host, there.host))


def is_box_heading(text: str) -> bool:
    """Whether a line announces cross-links and names none yet."""
    cue = cues(text).get("read_also") if len(text) < 60 else None
    return cue is not None and not cue.rest.strip("*[]() ")


def is_prose(sheet: Sheet, block: int) -> bool:
    """Whether a block is running text of the story: labelled so, long enough, and no list of links."""
    text = sheet.table.text[block]
    if sheet.labels[block] not in BODY or sheet.labels[block] is Label.ITEM:
        return False
    return sheet.table.link_chars[block] * 2 < len(text) and size(text) >= _PROSE


@once
def prose(sheet: Sheet) -> list[int]:
    """Rows of the blocks of running text, in order."""
    return [block for block in range(len(sheet.table)) if is_prose(sheet, block)]


def story_goes_on(sheet: Sheet, block: int) -> bool:
    """Whether running text of the story follows a block."""
    return max(prose(sheet)[-1:], default=-1) > block
