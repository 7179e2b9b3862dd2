"""How the page's elements hold its blocks: menus and footers, breadcrumbs, and which blocks stand in one box.

Labels say what a block is; a list of links is known by the box that it shares with its heading. This file answers such
questions from the tree alone, so that what depends on them holds with any labeler.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kliping.reading.blocks import Anchor, BlockTable
from kliping.reading.claims.addresses import address_of, same_site
from kliping.reading.cues import cues
from kliping.reading.label_flat import size
from kliping.reading.labels import BODY, Label
from kliping.reading.sheet import Sheet, once

TITLE = 12
"""Letters (or their worth) from which the words of a link may be a story's title."""

_MENU = re.compile(
    r"(?<![a-z])(?:nav|navbar|navi|navigation|menu|menubar|topbar|footer|foot|sitemap|offcanvas|off-canvas|toolbar)(?![a-z])"
    r"|menu|nav(?:bar|igation)(?![a-z])"
)
_BREADCRUMB = re.compile(r"bread-?_?crumb|(?<![a-z])crumbs?(?![a-z])")
_NAMES = ("class", "id", "role", "aria-label", "itemtype")
_NOTHING = (False, False)
_MENU_TAGS = frozenset(("nav", "footer"))
_PROSE = 50
"""Letters (or their worth) of a sentence."""

_FAR = 0.3
"""Share of the page's words outside links from which an element is no menu, whatever it is called."""


@dataclass(slots=True)
class Outline:
    """Columns, a row for each block-level element of the table."""

    first: list[int]
    """First block in the element; the number of all blocks where it holds none."""

    end: list[int]
    """Block after the last in it."""

    menu: list[bool]
    """It is, or lies in, a menu or the page's foot."""

    breadcrumb: list[bool]
    links: dict[int, list[Anchor]]
    """Block to the links that begin in it."""


@lru_cache(maxsize=4096)
def _says(names: tuple[str | None, ...]) -> tuple[bool, bool]:
    lowered = " ".join(filter(None, names)).lower()
    return _MENU.search(lowered) is not None, _BREADCRUMB.search(lowered) is not None


@once
def outline_of(sheet: Sheet) -> Outline:
    """The outline of a page; one walk over its elements and one over its blocks."""
    table = sheet.table
    first, end, weight = _spans(table)
    menu: list[bool] = []
    breadcrumb: list[bool] = []
    much = _FAR * max(weight, default=0)
    for element, (tag, parent) in enumerate(zip(table.tags, table.parents, strict=True)):
        attributes = table.attributes(element)
        is_menu, is_crumb = _says(tuple([attributes.get(key) for key in _NAMES])) if attributes else _NOTHING
        is_menu = (is_menu or tag in _MENU_TAGS) and not is_crumb and weight[element] <= much
        menu.append(is_menu or (parent >= 0 and menu[parent]))
        breadcrumb.append((is_crumb and weight[element] <= much) or (parent >= 0 and breadcrumb[parent]))
    links: dict[int, list[Anchor]] = {}
    for anchor in table.anchors:
        links.setdefault(begins_in(table, anchor), []).append(anchor)
    return Outline(first, end, menu, breadcrumb, links)


def begins_in(table: BlockTable, anchor: Anchor) -> int:
    """The block with a link's first words; two line breaks before them leave the link's start in the block above."""
    late = anchor.last_block > anchor.block < len(table) and anchor.start >= len(table.text[anchor.block])
    return anchor.block + late


def _spans(table: BlockTable) -> tuple[list[int], list[int], list[int]]:
    """First block, block after the last, and characters outside links, of each element with all inside it."""
    rows = len(table.tags)
    first, end, weight = [len(table)] * rows, [0] * rows, [0] * rows
    for block, element in enumerate(table.element):
        if element >= 0:
            first[element] = min(first[element], block)
            end[element] = block + 1
            weight[element] += len(table.text[block]) - table.link_chars[block]
    for element in range(rows - 1, 0, -1):
        parent = table.parents[element]
        if parent >= 0:
            first[parent] = min(first[parent], first[element])
            end[parent] = max(end[parent], end[element])
            weight[parent] += weight[element]
    return first, end, weight


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
    rels = (anchor.node.attributes.get("rel") or "").lower().split()
    return "sponsored" in rels or ("nofollow" in rels and is_foreign(sheet, anchor))


def is_foreign(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a link leads to another site; no, where this page's address is unknown."""
    here = address_of(sheet.page.url)
    there = address_of(sheet.absolute(anchor.node.attributes.get("href")))
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
