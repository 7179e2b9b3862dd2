"""Which elements may be called a menu, a pager or the story's tags, asked once for all claims.

Most names hold no such word. So each name is looked at once, for all that it may say, and only the elements whose name
holds a hint are looked at closely by those who want to know.
"""

from __future__ import annotations

import re

from kliping.reading.remembered import remembered
from kliping.reading.sheet import Sheet, once

_HINTS = {
    "menu": re.compile(r"nav|menu|foot|topbar|sitemap|canvas|toolbar|crumb"),
    "tags": re.compile(r"tag|topic|keyword|label"),
    "pager": re.compile(r"pag|wp-link"),
}
"""What all names of a kind hold, in lower case."""


@once
def hinted(sheet: Sheet) -> dict[str, list[int]]:
    """Kind of name ("menu" "tags" "pager") to the rows of the elements that may be called so, in order."""
    found: dict[str, list[int]] = {kind: [] for kind in _HINTS}
    for row, names in enumerate(sheet.table.names):
        for kind in _hints(names):
            found[kind].append(row)
    return found


@remembered(16384)
def _hints(names: str) -> tuple[str, ...]:
    lowered = names.lower()
    return tuple(kind for kind, hint in _HINTS.items() if hint.search(lowered))
