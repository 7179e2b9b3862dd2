"""The short line above the headline."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.labels import Label
from kliping.reading.sheet import Said, Sheet

_WORDS = ("kicker", "overline", "eyebrow", "topline", "roofline", "dachzeile", "suptitle", "pretitle")


def kicker(sheet: Sheet) -> Iterator[Said]:
    """A block shortly above the headline whose element is called a kicker."""
    table = sheet.table
    if not table.markup:
        return
    for headline in sheet.blocks(Label.HEADLINE):
        for block in range(max(0, headline - 4), min(headline + 1, len(table))):
            names = " ".join(table.attributes(table.element[block]).get(key) or "" for key in ("class", "itemprop"))
            if block != headline and len(table.text[block]) < 120 and any(word in names.lower() for word in _WORDS):
                yield Said(table.text[block], "text", table.where(block))
        return
