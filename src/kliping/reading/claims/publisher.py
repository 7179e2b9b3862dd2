"""The site's name, and the address that the page calls its own."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import text


def publisher(sheet: Sheet) -> Iterator[Said]:
    """The name that the site gives itself in head and JSON-LD."""
    for name, content in sheet.metas("og:site_name", "application-name", "dc.publisher", "citation_journal_title"):
        yield Said(content, "meta", name)
    for path, node in sheet.story:
        yield Said(text(node.get("publisher")), "json-ld", f"{path}.publisher")
    for path, node in sheet.nodes:
        if node.get("@type") in ("WebSite", "NewsMediaOrganization"):
            yield Said(text(node.get("name")), "json-ld", f"{path}.name", 0.7)


def canonical_url(sheet: Sheet) -> Iterator[Said]:
    """rel=canonical (RFC 6596), else og:url, else the story's own node."""
    for attributes in sheet.links("canonical"):
        yield Said(sheet.absolute(attributes.get("href")), "link", "link[rel=canonical]")
    for name, content in sheet.metas("og:url"):
        yield Said(sheet.absolute(content), "meta", name)
    for path, node in sheet.story:
        for key in ("mainEntityOfPage", "url"):
            value = node.get(key)
            found = value.get("@id") or value.get("url") if isinstance(value, dict) else value
            if isinstance(found, str):
                yield Said(sheet.absolute(found), "json-ld", f"{path}.{key}")
