"""The deck or summary of the story."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.claims.place import head_and_end
from kliping.reading.labels import Label
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import text
from kliping.reading.words.names import is_called

_METAS = ("og:description", "description", "twitter:description", "dc.description")
_SHORTEST, _LONGEST = 30, 600
_ENOUGH = 40
"""Characters that a block and the head's description must begin with alike to be one text."""


def description(sheet: Sheet) -> Iterator[Said]:
    """The summary that stands above the text, and what head, JSON-LD and Microdata say."""
    stated = [(name, " ".join(content.split())) for name, content in sheet.metas(*_METAS)]
    block = _deck(sheet, [content for _name, content in stated])
    if block is not None:
        yield Said(" ".join(sheet.table.text[block].split()), "text", sheet.table.where(block))
    for path, node in sheet.story:
        yield Said(text(node.get("description")), "json-ld", f"{path}.description")
    for path, value in sheet.microdata.get("description", ())[:1]:
        yield Said(text(value), "microdata", path)
    for name, content in stated:
        yield Said(content or None, "meta", name)


def _deck(sheet: Sheet, stated: list[str]) -> int | None:
    """The block labelled so; else one between headline and text that is called so, or begins as the head's does."""
    labelled = next(sheet.blocks(Label.LEAD), None)
    place = head_and_end(sheet) if labelled is None and sheet.table.markup else None
    if place is None:
        return labelled
    headline, first, _last = place
    begins = {str(fold(content))[:_ENOUGH] for content in stated if len(content) >= _ENOUGH}
    for block in range(headline + 1, first):
        written = sheet.table.text[block]
        if sheet.labels[block] in (Label.OTHER, Label.SUBHEADING) and _SHORTEST <= len(written) <= _LONGEST:
            attributes = sheet.table.attributes[sheet.table.element[block]]
            if is_called("deck", attributes) or str(fold(written))[:_ENOUGH] in begins:
                return block
    return None
