"""What the page points to, by kind: cross-links, the pager, tags, sections, authors."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.blocks import Anchor
from kliping.reading.claims.cross_links import cross_links
from kliping.reading.claims.headline import printed
from kliping.reading.claims.outline import outline_of
from kliping.reading.claims.page_number import page_number
from kliping.reading.claims.pager import pager
from kliping.reading.claims.rails import rails
from kliping.reading.claims.section import breadcrumb_links, leads_to_person, section_links
from kliping.reading.claims.tags import tag_links
from kliping.reading.labels import Label
from kliping.reading.sheet import Sheet
from kliping.records import Claim, Link

__all__ = ["links", "page_number", "rails"]

_SURE = 0.8
_NEAR = 8
"""Blocks below the headline in which bylines stand."""

Found = list[tuple[Link, tuple[Claim, ...]]]


def links(sheet: Sheet) -> Found:
    """Links of every kind but those of the rails, in the order of the page."""
    found = [*cross_links(sheet, outline_of(sheet)), *pager(sheet), *_named(sheet)]
    unique = {(link.kind, link.url, link.text): (link, claims) for link, claims in reversed(found)}
    return list(reversed(unique.values()))


def _link(sheet: Sheet, anchor: Anchor, kind: str) -> tuple[Link, tuple[Claim, ...]] | None:
    url = sheet.target(anchor)
    text = sheet.anchor_text(anchor)
    if not url or not text:
        return None
    plain = {"url": url, "text": text, "kind": kind}
    return Link(url, text, kind), (Claim(plain, "link", sheet.table.path(anchor.node), _SURE),)


def _named(sheet: Sheet) -> Found:
    """Links to tags, to authors and to the sections of the breadcrumb."""
    found = [_link(sheet, anchor, "tag") for anchor in tag_links(sheet)]
    found += [_link(sheet, anchor, "author") for anchor in _authors(sheet)]
    sections = breadcrumb_links(sheet) or section_links(sheet)
    found += [_link(sheet, anchor, "section") for anchor in sections]
    return [one for one in found if one]


def _authors(sheet: Sheet) -> Iterator[Anchor]:
    """Links in bylines, and about the headline those that call themselves an author's (rel=author, HTML standard)."""
    found = printed(sheet)
    top = found.block if found else None
    for anchor in sheet.table.anchors:
        if anchor.block >= len(sheet.table):
            continue
        if sheet.labels[anchor.block] is Label.BYLINE:
            yield anchor
        elif top is not None and top < anchor.block <= top + _NEAR:
            attributes = anchor.attributes
            url = sheet.target(anchor)
            if "author" in (attributes.get("rel") or "").lower().split() or (url and leads_to_person(url)):
                yield anchor
