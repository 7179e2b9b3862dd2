"""Which page of its story a page is: told by its pager or by its address."""

from __future__ import annotations

import re
from functools import cache

from kliping.reading.blocks import Anchor
from kliping.reading.claims.addresses import MANY_PAGES, address_of
from kliping.reading.claims.pager import has_pager, own_address, pager
from kliping.reading.claims.pager_signs import is_in_pager
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.sheet import Sheet
from kliping.reading.words import values
from kliping.reading.words.alternatives import alternatives

_NUMBER = re.compile(r"(?<![^\s|[(])[0-9]{1,2}(?![^\s|\])])")
_DIGIT = re.compile(r"\d")
_SHORT = 40
_LONGEST = 120
"""Letters of a block that may be a pager's row of numbers."""

_DIGITS = 5
"""Letters from which the words of a link are no page's number."""


def page_number(sheet: Sheet) -> int:
    """Which page of its story this is: by the pager's "2 of 3", the address, or the number not linked; else 1."""
    stated = _stated(sheet)
    if stated is not None:
        return stated
    here = address_of(own_address(sheet))
    number = here.number if here and here.number and here.number < MANY_PAGES else 1
    return number if number > 1 and has_pager(sheet) else _unlinked(sheet) or _before_next(sheet) or 1


def _before_next(sheet: Sheet) -> int | None:
    """The number before the next page's, where nobody tells this page's address and it calls the story's its own."""
    if sheet.page.url or not sheet.table.markup:
        return None
    here = address_of(own_address(sheet))
    following = next((link.url for link, _claims in pager(sheet) if link.kind == "next_page"), None)
    there = address_of(following)
    if not here or here.number or not there or not there.number or there.number >= MANY_PAGES:
        return None
    return there.number - 1 if there.stem == here.stem and there.host in ("", here.host) else None


def _stated(sheet: Sheet) -> int | None:
    """What the pager says in words: "Page 2 of 3"."""
    for block, text in enumerate(sheet.table.text):
        if (len(text) < _SHORT or sheet.labels[block] is Label.PAGER) and _DIGIT.search(text):
            cue = cues(text).get("pager")
            stated = _of().match(cue.rest) if cue and cue.value == "pages" else None
            if stated:
                return int(stated[1])
    return None


@cache
def _of() -> re.Pattern[str]:
    """This page's number and that of all: "2 of 3"."""
    return re.compile(rf"\s{{0,9}}(\d{{1,3}})\s{{0,9}}(?:/|{alternatives(values('page_of'))})\s*\d", re.IGNORECASE)


def _unlinked(sheet: Sheet) -> int | None:
    """The number that stands without a link among the linked numbers of other pages: this page's own."""
    linked = [a for a in sheet.table.anchors if a.end - a.start < _DIGITS and _is_numbered_page(sheet, a)]
    if not linked:
        return None
    numbers = {int(sheet.anchor_text(anchor) or 0) for anchor in linked}
    text = sheet.table.text
    rows = {anchor.block for anchor in linked}
    beside = {row + step for row in rows for step in (-1, 1)} - rows
    near = (anchor for anchor in sheet.table.anchors if anchor.block in rows or anchor.block in beside)
    named = {int(words) for anchor in near if _NUMBER.fullmatch(words := sheet.anchor_text(anchor) or "")}
    alone = (text[block] for block in beside if 0 <= block < len(text) and _NUMBER.fullmatch(text[block].strip()))
    lines = [*(text[row] for row in rows if len(text[row]) < _LONGEST), *alone]
    stated = {int(word) for line in lines for word in _NUMBER.findall(line)} - named
    own = [number for number in stated if {number - 1, number + 1} & numbers]
    return own[0] if len(own) == 1 else None


def _is_numbered_page(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a link of a pager is called by the number that its address counts; a first page's may have none."""
    words = sheet.anchor_text(anchor) or ""
    if not _NUMBER.fullmatch(words) or not is_in_pager(sheet, anchor):
        return False
    there = address_of(sheet.target(anchor))
    return there is not None and (there.number or 1) == int(words)
