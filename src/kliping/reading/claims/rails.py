"""Rails: lists of other stories beside the story, each under its heading.

A heading is one of the vocabulary's, or stands in a heading element; what makes it a rail is the list of titles that
shares a box with it. Menus have the same words ("Nasional", "Opini"), but as links among links.
"""

from __future__ import annotations

from bisect import bisect_left

from kliping.reading.blocks import Anchor
from kliping.reading.claims.outline import (
    TITLE,
    Outline,
    box,
    child_of,
    is_advertisement,
    is_box_heading,
    is_foreign,
    is_prose,
    outline_of,
    prose,
    story_goes_on,
    title_of,
)
from kliping.reading.cues import Cue, cues
from kliping.reading.label_flat import size
from kliping.reading.labels import BODY, Label
from kliping.reading.sheet import Sheet, once
from kliping.records import Claim, Link, Rail

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST = 60
_NEAR = 8
"""Blocks after its heading within which a rail's first title stands."""

_LONG = 20
"""Letters that half of the titles must have where the heading leaves open what it heads."""

_MENU_WORD = 20
"""Letters up to which a link beside a linked heading makes both a menu."""

_SURE = 0.8

Found = list[tuple[Rail, tuple[Claim, ...]]]


def rails(sheet: Sheet) -> Found:
    """Each list of other stories under its heading; a list without a heading isn't kept."""
    if not sheet.table.markup:
        return _written(sheet)
    outline = outline_of(sheet)
    headings = [block for block in range(len(sheet.table)) if _is_heading(sheet, outline, block)]
    found: Found = []
    taken = 0
    for block, following in zip(headings, [*headings[1:], len(sheet.table)], strict=False):
        if block < taken:
            continue
        heading = _heading(sheet, block)
        anchors, taken = _anchors(sheet, outline, block, following)
        sure = _is_sure(sheet, outline, block)
        entries = _entries(sheet, anchors, _kind(heading), TITLE if sure else _LONG)
        if len(entries) >= (1 if sure else 2):
            found.append(_rail(sheet, heading, block, entries))
    return found


def _rail(sheet: Sheet, heading: str, block: int, entries: list[Link]) -> tuple[Rail, tuple[Claim, ...]]:
    rail = Rail(heading, _kind(heading), tuple(dict.fromkeys(entries)))
    plain = {"heading": rail.heading, "kind": rail.kind}
    return rail, (Claim(plain, "text", sheet.table.where(block), _SURE),)


def _heading(sheet: Sheet, block: int) -> str:
    return " ".join(sheet.table.text[block].split()).strip(" :")


def _known(text: str) -> bool:
    return _is_known(cues(text))


def _is_known(found: dict[str, Cue]) -> bool:
    cue = found.get("rail") or found.get("read_also")
    return cue is not None and not cue.rest


def _kind(heading: str) -> str:
    found = cues(heading)
    return found["rail"].value if "rail" in found else "related" if "read_also" in found else "other"


def _is_heading(sheet: Sheet, outline: Outline, block: int) -> bool:
    """Whether a block may head a rail, before its list is looked for."""
    table, text = sheet.table, sheet.table.text[block]
    if len(text) >= _LONGEST or sheet.labels[block] is Label.HEADLINE:
        return False
    tag = table.tag(block)
    found = cues(text)
    if not (found and _is_known(found)):
        # A heading of the story itself, or a teaser's title.
        may_be = tag in _HEADINGS and sheet.labels[block] not in BODY and table.link_chars[block] * 2 < len(text)
    elif is_box_heading(text) and _is_inside(sheet, block):
        return False
    else:
        may_be = tag in _HEADINGS or not _is_menu_entry(sheet, block)
    return may_be and not outline.in_menu(table.element[block])


def _is_inside(sheet: Sheet, block: int) -> bool:
    """Whether a block interrupts the story."""
    return min(prose(sheet)[:1], default=block) < block and story_goes_on(sheet, block)


def _is_menu_entry(sheet: Sheet, block: int) -> bool:
    """A linked word beside other linked words."""
    if not _is_linked(sheet, block):
        return False
    near = (i for i in (block - 1, block + 1) if 0 <= i < len(sheet.table))
    return any(_is_linked(sheet, i) and size(sheet.table.text[i]) < _MENU_WORD for i in near)


def _is_linked(sheet: Sheet, block: int) -> bool:
    return sheet.table.link_chars[block] * 2 > len(sheet.table.text[block])


def _is_sure(sheet: Sheet, outline: Outline, block: int) -> bool:
    """Whether a heading's words head nothing but rails: those of sections and of the page's foot may head a menu."""
    text = sheet.table.text[block]
    return _known(text) and _kind(text) not in ("regional", "other") and not outline.links.get(block)


def _anchors(sheet: Sheet, outline: Outline, heading: int, following: int) -> tuple[list[Anchor], int]:
    """The links of the list under a heading, and the block after it."""
    first = _first_title(sheet, outline, heading, following)
    if first is None:
        return [], heading + 1
    around = box(sheet, outline, heading, first)
    end = min(following, outline.end[around] if around >= 0 else following)
    if around >= 0 and _holds_story(sheet, outline.first[around], end):
        end = _list_end(sheet, outline, around, range(first, end))
    return [anchor for block in range(heading + 1, end) for anchor in outline.links.get(block, [])], end


def _first_title(sheet: Sheet, outline: Outline, heading: int, following: int) -> int | None:
    """The block with the list's first title; None when the story or something else comes before it."""
    for block in range(heading + 1, min(heading + 1 + _NEAR, following)):
        if any(size(title_of(sheet, anchor) or "") >= TITLE for anchor in outline.links.get(block, [])):
            return block
        if sheet.labels[block] is Label.HEADLINE or is_prose(sheet, block):
            return None
    return None


@once
def _story(sheet: Sheet) -> list[int]:
    """Rows of running text and headlines, in order."""
    return sorted({*prose(sheet), *sheet.blocks(Label.HEADLINE)})


def _holds_story(sheet: Sheet, first: int, end: int) -> bool:
    """Whether running text or a headline stands from one block on and before another."""
    blocks = _story(sheet)
    at = bisect_left(blocks, first)
    return at < len(blocks) and blocks[at] < end


def _list_end(sheet: Sheet, outline: Outline, around: int, blocks: range) -> int:
    """Where a list ends that shares its box with the story: after the last neighbour of the first entry's kind."""
    table = sheet.table
    at = child_of(sheet, around, blocks.start)
    if at == around:
        return blocks.start + 1
    end = outline.end[at]
    while end < blocks.stop:
        unit = child_of(sheet, around, end)
        if unit == around or table.tags[unit] != table.tags[at] or end not in outline.links:
            break
        end = max(end + 1, outline.end[unit])
    return min(end, blocks.stop)


def _entries(sheet: Sheet, anchors: list[Anchor], kind: str, usual: int) -> list[Link]:
    """The stories that the links name, each address once; none where the list is a menu, or leads to other sites."""
    titles = [(anchor, " ".join((title_of(sheet, anchor) or "").split())) for anchor in anchors]
    sizes = sorted(size(title) for _anchor, title in titles if title)
    if not sizes or (sizes[len(sizes) // 2] < usual and sizes[-1] < 2 * usual):
        return []
    found: dict[str, Link] = {}
    foreign = 0
    for anchor, title in titles:
        url = sheet.target(anchor)
        if not url or size(title) < TITLE or is_advertisement(sheet, anchor) or _leads_on(title):
            continue
        foreign += url not in found and is_foreign(sheet, anchor)
        found.setdefault(url, Link(url, title, kind))
    return [] if kind == "other" and foreign == len(found) else list(found.values())


def _leads_on(title: str) -> bool:
    """ "See all", "Next": a list's own links."""
    cue = cues(title).get("pager")
    return cue is not None and not cue.rest


def _written(sheet: Sheet) -> Found:
    """Of flattened text: known headings, with the lines under each; the list may have been lost."""
    found: list[tuple[str, int, list[Link]]] = []
    for block in sheet.blocks(Label.RAIL):
        text = sheet.table.text[block]
        if _known(text):
            if not (is_box_heading(text) and _is_inside(sheet, block)):
                found.append((_heading(sheet, block), block, []))
            continue
        words = text.lstrip("-–•*·▪0123456789.) ")
        if found and size(words) >= TITLE:
            found[-1][2].append(Link(None, words, _kind(found[-1][0])))
    kept = [one for one in found if _kind(one[0]) != "other" or len(one[2]) > 1]
    return [_rail(sheet, heading, block, entries) for heading, block, entries in kept]
