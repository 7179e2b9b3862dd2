"""The short line above the headline."""

from __future__ import annotations

from collections.abc import Iterator

from kliping.reading.labels import Label
from kliping.reading.sheet import Said, Sheet
from kliping.reading.words.names import is_called

_ABOVE = 4
_LONGEST = 120


def kicker(sheet: Sheet) -> Iterator[Said]:
    """What is called a kicker: a block shortly above the headline, or a part of the headline's element."""
    table = sheet.table
    for headline in sheet.blocks(Label.HEADLINE) if table.markup else ():
        for block in range(max(0, headline - _ABOVE), headline):
            if len(table.text[block]) < _LONGEST and is_called("kicker", table.attributes[table.element[block]]):
                yield Said(_bare(table.text[block]), "text", table.where(block))
        yield from inside(sheet, headline)
        break


def inside(sheet: Sheet, headline: int) -> Iterator[Said]:
    """Parts of the headline's own element that are called a kicker."""
    child = sheet.table.nodes[sheet.table.element[headline]].first_child
    while child is not None:
        inner = (
            child.first_child if child.tag and child.tag[0] != "-" and is_called("kicker", child.attributes) else None
        )
        if inner is not None and inner.tag == "-text":
            yield Said(_bare(inner.text_content or ""), "text", sheet.table.path(child))
        child = child.next


def _bare(line: str) -> str | None:
    return " ".join(line.split()).rstrip(" :|–—-") or None
