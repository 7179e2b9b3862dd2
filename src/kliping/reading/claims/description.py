"""The deck or summary of the story."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.labels import Label
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import text


def description(sheet: Sheet) -> Iterator[Said]:
    """The summary that stands above the text, and what head and JSON-LD say."""
    for block in sheet.blocks(Label.LEAD):
        yield Said(sheet.table.text[block], "text", sheet.table.where(block))
        break
    for path, node in sheet.story:
        yield Said(text(node.get("description")), "json-ld", f"{path}.description")
    for name, content in sheet.metas("og:description", "description", "twitter:description", "dc.description"):
        yield Said(" ".join(content.split()) or None, "meta", name)
