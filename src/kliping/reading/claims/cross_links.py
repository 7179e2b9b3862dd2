"""Cross-links: other stories that the story names between its paragraphs, with the words that announce them.

The words ("Baca juga") stand in the link, before it in its block, or at the head of a box of links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.blocks import Anchor
from kliping.reading.claims.outline import (
    Outline,
    box,
    is_advertisement,
    is_box_heading,
    is_prose,
    story_goes_on,
    title_of,
)
from kliping.reading.cues import Cue, cues
from kliping.reading.label_flat import size
from kliping.reading.labels import BODY, Label
from kliping.reading.sheet import Sheet
from kliping.records import Claim, Link

Found = list[tuple[Link, tuple[Claim, ...]]]

_SURE = 0.8
_LONGEST = 300
_NEAR = 3
_OPENINGS = re.compile(r"[.!?。！？(\[\n|]")
_FULL_STOP = re.compile(r"[.!?。！？][\"'”’)]*$")


def cross_links(sheet: Sheet, outline: Outline) -> Found:
    """Each cross-link once; in flattened text only their words are left."""
    if not sheet.table.markup:
        return list(_written(sheet))
    body = [block for block in sheet.body() if is_prose(sheet, block)]
    found: Found = []
    if not body:
        return found
    seen: set[str | None] = set()
    for anchor in _announced(sheet, outline, max(0, body[0] - _NEAR), body[-1] + _NEAR):
        url, title = sheet.target(anchor), _without_cue(title_of(sheet, anchor))
        if url and title and url not in seen and not is_advertisement(sheet, anchor):
            seen.add(url)
            claim = Claim(
                {"url": url, "text": title, "kind": "read_also"}, "link", sheet.table.path(anchor.node), _SURE
            )
            found.append((Link(url, title, "read_also"), (claim,)))
    return found


def _announced(sheet: Sheet, outline: Outline, start: int, end: int) -> Iterator[Anchor]:
    """The links that the words announce, from one block to another."""
    table = sheet.table
    for block in range(start, min(end + 1, len(table))):
        if outline.in_menu(table.element[block]):
            continue
        anchors = outline.links.get(block, [])
        if sheet.labels[block] in BODY and len(table.text[block]) > _LONGEST:
            yield from (anchor for anchor in anchors if _is_introduced(table.text[block][: anchor.start]))
            continue
        cue = _cue(table.text[block])
        if cue and cue.rest.strip() and (cue.marked or anchors):
            yield from (a for a in anchors if len(anchors) == 1 or size(sheet.anchor_text(a) or "") >= 8)
        elif cue and story_goes_on(sheet, block):
            yield from _of_box(sheet, outline, block)
        elif sheet.labels[block] in BODY or anchors:
            yield from (anchor for anchor in anchors if _is_introduced(table.text[block][: anchor.start]))


def _cue(text: str) -> Cue | None:
    return cues(text).get("read_also")


def _is_introduced(before: str) -> bool:
    """Whether the words right before a link, back to the last stop, are those of a cross-link."""
    last = _OPENINGS.split(before[-60:])[-1].strip()
    cue = _cue(last) if last else None
    return cue is not None and not cue.rest


def _of_box(sheet: Sheet, outline: Outline, block: int) -> Iterator[Anchor]:
    """The links of a box under its heading, up to the first block that is none."""
    table = sheet.table
    first = next((b for b in range(block + 1, min(block + 1 + _NEAR, len(table))) if _is_link(sheet, b)), None)
    if first is None or any(is_prose(sheet, b) for b in range(block + 1, first)):
        return
    around = box(sheet, outline, block, first)
    for at in range(first, outline.end[around] if around >= 0 else first + 1):
        if not _is_link(sheet, at) or _cue(table.text[at]):
            return
        yield from outline.links.get(at, [])


def _is_link(sheet: Sheet, block: int) -> bool:
    return sheet.table.link_chars[block] * 2 > len(sheet.table.text[block])


def _without_cue(title: str | None) -> str | None:
    """The title alone, where the link covers "Baca Juga:" too."""
    cue = _cue(title or "")
    return cue.rest if cue and cue.rest and cue.marked else title


def _written(sheet: Sheet) -> Iterator[tuple[Link, tuple[Claim, ...]]]:
    """Of flattened text: what follows the words in their line, else the line after."""
    table, taken = sheet.table, -1
    for block in sheet.blocks(Label.CROSS_LINK, Label.RAIL):
        cue = _cue(table.text[block])
        if sheet.labels[block] is Label.RAIL and not (
            is_box_heading(table.text[block]) and story_goes_on(sheet, block)
        ):
            continue
        words, at = (cue.rest, block) if cue else (table.text[block], block)
        if not words and block + 1 < len(table) and not _FULL_STOP.search(table.text[block + 1]):
            words, at = table.text[block + 1], block + 1
        if words and at > taken:
            taken = at
            claim = Claim({"url": None, "text": words, "kind": "read_also"}, "text", table.where(at), _SURE)
            yield Link(None, words, "read_also"), (claim,)
