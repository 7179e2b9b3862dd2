"""The section in which a story stands: metadata, the breadcrumb, the word above the headline, the address."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import cache
from itertools import islice, pairwise

from kliping.reading.blocks import Anchor
from kliping.reading.claims.addresses import address_of
from kliping.reading.claims.headline import printed
from kliping.reading.claims.outline import Outline, outline_of
from kliping.reading.labels import BODY, Label
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet, once
from kliping.reading.structured import each, text, types
from kliping.reading.words import fold as fold_word
from kliping.reading.words import values

_STEP = re.compile(r"\s[»›>/→|]\s")
_JOINTS = re.compile(r"(?<![\s:-])(?=[\s:-]*+[»›>/→|•·])[\s»›>/→|•·:-]++")
_LONGEST = 40
_MOST = 100
"""Links about the headline among which a section is looked for."""

_ABOVE, _BELOW = 6, 6
"""Blocks above the headline in which breadcrumb and section stand, and below it, before the story."""


def section(sheet: Sheet) -> Iterator[Said]:
    """What metadata, breadcrumb, the links about the headline and the address name."""
    for name, content in sheet.metas("article:section", "og:article:section", "parsely-section", "dc.subject"):
        yield Said(" ".join(content.split()) or None, "meta", name)
    for path, node in sheet.story:
        yield Said(text(node.get("articleSection")), "json-ld", f"{path}.articleSection")
    yield from _listed(sheet)
    if not sheet.table.markup:
        yield from _written_breadcrumb(sheet)
        return
    steps = breadcrumb_links(sheet)
    for anchor in (steps or section_links(sheet))[-1:]:
        yield Said(_words(sheet, anchor), "breadcrumb" if steps else "link", sheet.table.path(anchor.node))
    yield from _of_address(sheet)


def _listed(sheet: Sheet) -> Iterator[Said]:
    """The last step of schema.org's BreadcrumbList that is neither the site nor the story."""
    for path, node in sheet.nodes:
        if "BreadcrumbList" in types(node):
            steps = [_step(item) for item in each(node.get("itemListElement")) if isinstance(item, dict)]
            kept = [(name, url) for name, url in steps if name and not _is_headline(name, sheet)]
            if len(kept) > 1 or (kept and not _is_home(sheet, kept[0][1]) and kept[0][1]):
                yield Said(kept[-1][0], "breadcrumb", f"{path}.itemListElement")


def _step(item: dict[str, object]) -> tuple[str | None, str | None]:
    inner = item.get("item")
    url = inner.get("@id") or inner.get("url") if isinstance(inner, dict) else inner
    return text(item.get("name")) or text(inner), url if isinstance(url, str) else None


@once
def breadcrumb_links(sheet: Sheet) -> list[Anchor]:
    """The steps of the breadcrumb that lead to sections, the widest first."""
    outline = outline_of(sheet)
    crumbs = {element for element in {a.element for a in sheet.table.anchors} if outline.in_breadcrumb(element)}
    named = [a for a in sheet.table.anchors if a.element in crumbs] if crumbs else []
    return [a for a in named or _unnamed_breadcrumb(sheet, outline) if _leads_to_section(sheet, a)]


def _unnamed_breadcrumb(sheet: Sheet, outline: Outline) -> list[Anchor]:
    """Links in one block above the headline, the first of them to the site's front, parted by arrows or slashes."""
    top = _headline(sheet)
    for block in range(max(0, top - _ABOVE), top) if top is not None else ():
        anchors = outline.links.get(block, [])
        if len(anchors) < 2 or outline.in_menu(sheet.table.element[block]) or len(anchors) > 6:
            continue
        gaps = [sheet.table.text[block][a.end : b.start] for a, b in pairwise(anchors)]
        if _is_home(sheet, sheet.target(anchors[0])) and all(_JOINTS.fullmatch(gap) for gap in gaps):
            return anchors
    return []


@once
def section_links(sheet: Sheet) -> list[Anchor]:
    """Short links about the headline to what the site's menu or the story's own address calls a section."""
    top = _headline(sheet)
    if top is None:
        return []
    table, outline = sheet.table, outline_of(sheet)
    # Tags stand below the headline; above it what looks like one is the section.
    blocks = (
        block
        for block in _about(sheet, top)
        if table.element[block] >= 0 and (block < top or sheet.labels[block] is not Label.TAG)
    )
    near = (a for block in blocks if not outline.in_menu(table.element[block]) for a in outline.links.get(block, []))
    return [anchor for anchor in islice(near, _MOST) if _is_section(sheet, anchor)]


def _is_section(sheet: Sheet, anchor: Anchor) -> bool:
    url = sheet.target(anchor)
    there, here = address_of(url), address_of(sheet.page.url)
    if url is None or there is None or not _leads_to_section(sheet, anchor) or leads_to_person(url):
        return False
    if here and here.host == there.host and _lies_under(here.path, there.path):
        return True
    same = (other for other in _menu(sheet).get(fold(_words(sheet, anchor)), ()) if _path(sheet, other) == there.path)
    # The menu has what it leads to once more where the link itself stands like a menu's.
    return bool(there.path) and sum(1 for _ in same) > _is_like_menu(sheet, anchor)


def _lies_under(path: str, above: str) -> bool:
    return path.rstrip("/").startswith(above.rstrip("/") + "/")


def _about(sheet: Sheet, top: int) -> Iterator[int]:
    """Blocks just above the headline, and those below it down to the story."""
    yield from range(max(0, top - _ABOVE), top + 1)
    for block in range(top + 1, min(top + 1 + _BELOW, len(sheet.table))):
        if sheet.labels[block] in BODY and len(sheet.table.text[block]) > 80:
            return
        yield block


@once
def _menu(sheet: Sheet) -> dict[Hashable, list[Anchor]]:
    """The links of menus, and those that stand above the story like one, by their words, folded."""
    found: dict[Hashable, list[Anchor]] = {}
    for anchor in sheet.table.anchors:
        if _is_like_menu(sheet, anchor):
            found.setdefault(fold(_words(sheet, anchor)), []).append(anchor)
    return found


def _is_like_menu(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a short link stands in a menu, or above the story like one."""
    if anchor.end - anchor.start > _LONGEST or anchor.element < 0:
        return False
    return anchor.block < (_headline(sheet) or 0) - 1 or outline_of(sheet).in_menu(anchor.element)


def _path(sheet: Sheet, anchor: Anchor) -> str | None:
    there = address_of(sheet.target(anchor))
    return there.path if there else None


def _leads_to_section(sheet: Sheet, anchor: Anchor) -> bool:
    words = _words(sheet, anchor)
    url = sheet.target(anchor)
    if not words or len(words) > _LONGEST or not url or _is_home(sheet, url) or _is_headline(words, sheet):
        return False
    rels = (anchor.attributes.get("rel") or "").lower().split()
    return "author" not in rels and ("tag" not in rels or "category" in rels)


@cache
def _person_steps() -> frozenset[str]:
    """Steps of addresses behind which somebody's page lies."""
    return frozenset((*values("person_step"), *values("role")))


def leads_to_person(url: str) -> bool:
    """Whether an address is that of somebody's page: a step before its last is a word for those who make stories."""
    there = address_of(url)
    steps = [step for step in there.path.split("/") if step] if there else []
    return any(fold_word(step) in _person_steps() for step in steps[:-1])


def _of_address(sheet: Sheet) -> Iterator[Said]:
    """The address's first step, where a link of the page leads there and says what it is called."""
    here = address_of(sheet.page.url)
    steps = here.path.split("/") if here else []
    if here is None or len(steps) < 3 or not steps[1] or steps[1].isdecimal():
        return
    for anchor in sheet.table.anchors:
        if anchor.end - anchor.start > _LONGEST:
            continue
        raw = anchor.attributes.get("href") or ""
        if raw.rstrip("/").endswith(f"/{steps[1]}"):
            there = address_of(sheet.target(anchor))
            words = _words(sheet, anchor)
            if there and words and there.host == here.host and there.path.rstrip("/") == f"/{steps[1]}":
                yield Said(words, "url", sheet.table.path(anchor.node))
                return


def _written_breadcrumb(sheet: Sheet) -> Iterator[Said]:
    """A line of steps above the headline: "Home » Daerah » …"."""
    for block in range(max(sheet.blocks(Label.HEADLINE), default=0)):
        steps = [step.strip() for step in _STEP.split(sheet.table.text[block])]
        steps = [step for step in steps if step and not _is_headline(step, sheet)]
        if 2 <= len(steps) <= 6 and all(len(step) < _LONGEST for step in steps):
            yield Said(steps[-1], "breadcrumb", sheet.table.where(block), 0.8)


def _headline(sheet: Sheet) -> int | None:
    found = printed(sheet)
    return found.block if found else None


def _words(sheet: Sheet, anchor: Anchor) -> str | None:
    return " ".join((sheet.anchor_text(anchor) or "").split()).strip(" :|»›>/#") or None


def _is_home(sheet: Sheet, url: str | None) -> bool:
    """Whether an address is the front of a site."""
    there = address_of(sheet.absolute(url))
    return there is not None and not there.stem.strip("/") and "?" not in there.whole


def _is_headline(step: str, sheet: Sheet) -> bool:
    return fold(step) in _headlines(sheet)


@once
def _headlines(sheet: Sheet) -> frozenset[Hashable]:
    return frozenset(fold(sheet.table.text[block]) for block in sheet.blocks(Label.HEADLINE))
