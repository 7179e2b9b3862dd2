"""Flattened text to block table: the same columns as a page with markup, of which most are empty.

Text corpora store pages as lines. A line is a block, but where lines are wrapped at a fixed width the lines between
two blank lines are one block.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from kliping.reading.blocks import BlockTable

MAX_BLOCKS = 20_000
"""Lines read of one text; the rest is left out."""

_WRAPPED = (50, 80)
"""A fixed width at which mail and teletype wrap lines, in characters."""


def plain(text: str) -> BlockTable:
    """The block table of a text without markup.

    >>> plain("Judul\\n\\nSatu paragraf.\\nDua paragraf.").text
    ['Judul', 'Satu paragraf.', 'Dua paragraf.']
    """
    lines = text.splitlines()
    kept = lines[:MAX_BLOCKS]
    rows = _joined(kept) if _is_wrapped(kept) else list(enumerate(kept, 1))
    table = BlockTable(markup=False, is_cut=len(lines) > MAX_BLOCKS)
    for number, line in rows:
        words = "\t".join(" ".join(cell.split()) for cell in line.strip().split("\t"))
        if words.strip():
            table.text.append(words)
            table.line.append(number)
    size = len(table.text)
    table.element = [-1] * size
    table.link_chars = [0] * size
    table.strong_chars = [0] * size
    return table


def _is_wrapped(lines: list[str]) -> bool:
    """Whether most lines that another line follows end near one width and none is much longer."""
    followed = [len(a) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(followed) < 6:
        return False
    low, high = _WRAPPED
    return low <= median(followed) <= high and max(map(len, lines)) <= high + 20


def _joined(lines: list[str]) -> list[tuple[int, str]]:
    """Lines between blank lines made one; a short line ends its paragraph, an indented one begins one."""
    rows: list[tuple[int, list[str]]] = []
    width = max(map(len, lines))
    for number, line in enumerate(lines, 1):
        previous = lines[number - 2] if number > 1 else ""
        goes_on = previous.strip() and line.strip() and len(previous) + _first_word(line) >= width - 4
        quoted = line.startswith(">")
        goes_on = goes_on and quoted == previous.startswith(">")
        if goes_on and not line.startswith((" ", "\t", "- ", "* ", "• ")):
            rows[-1][1].append(line.lstrip(">") if quoted else line)
        else:
            rows.append((number, [line]))
    return [(number, " ".join(parts)) for number, parts in rows]


def _first_word(line: str) -> int:
    return len(line.split(maxsplit=1)[0]) if line.strip() else 0
