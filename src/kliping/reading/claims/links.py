"""What the page points to, by kind: cross-links, the pager, tags, sections, authors; and the rails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.blocks import Anchor
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.sheet import Sheet
from kliping.records import Claim, Link, Rail

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_PAGE_IN_URL = re.compile(r"[?&](?:page|halaman|hal|seite|pagina|p|pg)=(\d{1,3})\b|/(?:page/|hal-)?(\d{1,2})/?$", re.I)
_NAMING = ("class", "id", "aria-label", "itemtype")
_SURE = 0.8

Found = list[tuple[Link, tuple[Claim, ...]]]


def links(sheet: Sheet) -> Found:
    """Links of every kind but those of the rails, in the order of the page."""
    found = [*_cross_links(sheet), *_pager(sheet), *_named(sheet)]
    unique = {(link.kind, link.url, link.text): (link, claims) for link, claims in reversed(found)}
    return list(reversed(unique.values()))


def page_number(sheet: Sheet) -> int:
    """Which page of its story this is: by the pager's entry without a link, else by the address; 1 when nothing says."""
    for block in sheet.blocks(Label.PAGER):
        cue = cues(sheet.table.text[block]).get("pager")
        stated = re.match(r"\s*(\d{1,3})\s*(?:/|dari|of|von|de|sur|di|daripada|van)\s*\d", cue.rest if cue else "")
        if stated:
            return int(stated[1])
    if any(True for _ in sheet.blocks(Label.PAGER)):
        match = _PAGE_IN_URL.search(sheet.page.url or "")
        if match:
            return int(match[1] or match[2])
    return 1


def _anchors(sheet: Sheet, label: Label) -> Iterator[Anchor]:
    size = len(sheet.table)
    return (a for a in sheet.table.anchors if a.block < size and sheet.labels[a.block] is label)


def _link(sheet: Sheet, anchor: Anchor, kind: str) -> tuple[Link, tuple[Claim, ...]] | None:
    url = sheet.absolute(anchor.node.attributes.get("href"))
    text = sheet.anchor_text(anchor)
    if not url or not text:
        return None
    plain = {"url": url, "text": text, "kind": kind}
    return Link(url, text, kind), (Claim(plain, "link", sheet.table.path(anchor.node), _SURE),)


def _cross_links(sheet: Sheet) -> Found:
    """Links to other stories between the paragraphs; in flattened text only their words are left."""
    if sheet.table.markup:
        found = [_link(sheet, anchor, "read_also") for anchor in _anchors(sheet, Label.CROSS_LINK)]
        return [_without_cue(one) for one in found if one]
    written: Found = []
    for block in sheet.blocks(Label.CROSS_LINK):
        cue = cues(sheet.table.text[block]).get("read_also")
        words = cue.rest if cue else sheet.table.text[block]
        if words:
            plain = {"url": None, "text": words, "kind": "read_also"}
            claim = Claim(plain, "text", sheet.table.where(block), _SURE)
            written.append((Link(None, words, "read_also"), (claim,)))
    return written


def _without_cue(found: tuple[Link, tuple[Claim, ...]]) -> tuple[Link, tuple[Claim, ...]]:
    """The title alone, where the link covers "Baca Juga:" too."""
    link, claims = found
    cue = cues(link.text or "").get("read_also")
    return (Link(link.url, cue.rest, link.kind), claims) if cue and cue.rest else found


def _pager(sheet: Sheet) -> Found:
    """Numbered pages, the next page and the page that shows all."""
    if not sheet.table.markup:
        return _written_pager(sheet)
    found: Found = []
    current = page_number(sheet)
    for anchor in _anchors(sheet, Label.PAGER):
        words = sheet.anchor_text(anchor) or ""
        kind = _pager_kind(words, current, anchor)
        one = _link(sheet, anchor, kind) if kind else None
        if one and one[0].url != sheet.page.url:
            found.append(one)
    if not any(link.kind == "next_page" for link, _ in found):
        found += _next_of_numbers(found, current)
    if not found:
        found += _rel_next(sheet)
    return found


def _written_pager(sheet: Sheet) -> Found:
    """What is left of a pager in flattened text: its words."""
    found: Found = []
    for block in sheet.blocks(Label.PAGER):
        words = sheet.table.text[block]
        cue = cues(words).get("pager")
        if cue and cue.value in ("next_page", "all_pages"):
            plain = {"url": None, "text": words, "kind": cue.value}
            claim = Claim(plain, "text", sheet.table.where(block), _SURE)
            found.append((Link(None, words, cue.value), (claim,)))
    return found


def _pager_kind(words: str, current: int, anchor: Anchor) -> str | None:
    if words.isdecimal():
        return "page"
    cue = cues(words).get("pager")
    if cue and cue.value in ("next_page", "all_pages"):
        return cue.value
    if "next" in (anchor.node.attributes.get("rel") or "").split() or words in ("›", "»", ">", ">>", "→"):
        return "next_page"
    return None


def _next_of_numbers(found: Found, current: int) -> Found:
    """The number after this page's own is the next page."""
    for link, claims in found:
        if link.kind == "page" and link.text == str(current + 1):
            plain = {"url": link.url, "text": link.text, "kind": "next_page"}
            return [(Link(link.url, link.text, "next_page"), (Claim(plain, "link", claims[0].where, 0.7),))]
    return []


def _rel_next(sheet: Sheet) -> Found:
    """link rel=next, where it leads to another page of the same address: a blog's leads to another post."""
    for attributes in sheet.links("next"):
        url = sheet.absolute(attributes.get("href"))
        page = sheet.page.url or ""
        if url and page and _PAGE_IN_URL.sub("", url).rstrip("/") == _PAGE_IN_URL.sub("", page).rstrip("/") != "":
            plain = {"url": url, "text": None, "kind": "next_page"}
            return [(Link(url, None, "next_page"), (Claim(plain, "link", "link[rel=next]", 0.7),))]
    return []


def _named(sheet: Sheet) -> Found:
    """Links to tags, to authors and to the sections of the breadcrumb."""
    found = [_link(sheet, anchor, "tag") for anchor in _anchors(sheet, Label.TAG)]
    found += [_link(sheet, anchor, "author") for anchor in _anchors(sheet, Label.BYLINE)]
    inside = _breadcrumbs(sheet)
    found += [_link(sheet, a, "section") for a in _anchors(sheet, Label.OTHER) if a.element >= 0 and inside[a.element]]
    return [one for one in found if one]


def _breadcrumbs(sheet: Sheet) -> list[bool]:
    """For each element whether it lies in a breadcrumb."""
    table, inside = sheet.table, []
    for element, parent in enumerate(table.parents):
        names = table.attributes(element)
        own = any("breadcrumb" in (names.get(key) or "").lower() for key in _NAMING)
        inside.append(own or (parent >= 0 and inside[parent]))
    return inside


def rails(sheet: Sheet) -> list[tuple[Rail, tuple[Claim, ...]]]:
    """Each list of other stories under its heading; a list without a heading isn't kept."""
    found: list[tuple[str, int, list[Link]]] = []
    by_block: dict[int, list[Anchor]] = {}
    for anchor in _anchors(sheet, Label.RAIL):
        by_block.setdefault(anchor.block, []).append(anchor)
    for block in sheet.blocks(Label.RAIL):
        if _is_heading(sheet, block, block in by_block):
            found.append((sheet.table.text[block].strip(" :"), block, []))
        elif found:
            kind = _kind(found[-1][0])
            found[-1][2].extend(_entries(sheet, block, by_block.get(block, []), kind))
    kept = [(heading, block, entries) for heading, block, entries in found if entries or _known(heading)]
    return [_rail(sheet, heading, block, entries) for heading, block, entries in kept]


def _rail(sheet: Sheet, heading: str, block: int, entries: list[Link]) -> tuple[Rail, tuple[Claim, ...]]:
    rail = Rail(heading, _kind(heading), tuple(dict.fromkeys(entries)))
    plain = {"heading": rail.heading, "kind": rail.kind}
    return rail, (Claim(plain, "text", sheet.table.where(block), _SURE),)


def _is_heading(sheet: Sheet, block: int, linked: bool) -> bool:
    text = sheet.table.text[block]
    return _known(text) or (not linked and len(text) < 60 and sheet.table.tag(block) in _HEADINGS)


def _known(text: str) -> bool:
    cue = cues(text).get("rail")
    return cue is not None and not cue.rest


def _kind(heading: str) -> str:
    cue = cues(heading).get("rail")
    return cue.value if cue else "other"


def _entries(sheet: Sheet, block: int, anchors: list[Anchor], kind: str) -> list[Link]:
    """The stories that a block of a rail names; numbers, times and section names are too short to be one."""
    if not sheet.table.markup:
        text = sheet.table.text[block].lstrip("-–•*·▪0123456789.) ")
        return [Link(None, text, kind)] if len(text) > 11 else []
    entries = ((sheet.absolute(a.node.attributes.get("href")), sheet.anchor_text(a)) for a in anchors)
    return [Link(url, text, kind) for url, text in entries if url and text and len(text) > 11]


