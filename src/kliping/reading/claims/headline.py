"""The headline, without the name of site or section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.labels import Label
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import text

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*[|»]\s*")


def headline(sheet: Sheet) -> Iterator[Said]:
    """The heading that the labels name, and what head and JSON-LD call the story."""
    seen = None
    for block in sheet.blocks(Label.HEADLINE):
        seen = " ".join(sheet.table.text[block].split())
        yield Said(without_site(seen, sheet, None), "heading" if sheet.table.markup else "text", sheet.table.where(block))
    for path, node in sheet.story:
        yield Said(without_site(text(node.get("headline")), sheet, seen), "json-ld", f"{path}.headline")
    for name, content in sheet.metas("og:title", "twitter:title", "dc.title", "citation_title"):
        yield Said(without_site(content, sheet, seen), "meta", name)
    if sheet.table.head.title:
        yield Said(without_site(sheet.table.head.title, sheet, seen), "title", "title")


def without_site(title: str | None, sheet: Sheet, seen: str | None) -> str | None:
    """A title without the site's name before or after it; `seen` is the headline as the page shows it.

    A title that begins or ends with the visible headline, parted by a separator, is that headline.
    """
    title = " ".join((title or "").split())
    if not title:
        return None
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        for part in (title[: cut.start()], title[cut.end() :]):
            if seen and fold(part) == fold(seen):
                return part
    site = fold(sheet.publisher or "")
    for cut in reversed(cuts):
        if site and fold(title[cut.end() :]) == site:
            return title[: cut.start()]
    if cuts and site and fold(title[: cuts[0].start()]) == site:
        return title[cuts[0].end() :]
    return title
