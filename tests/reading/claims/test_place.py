"""Where something stands: the rows of the elements between two blocks."""

from __future__ import annotations

import pytest

from kliping.reading.claims.place import rows_between
from kliping.reading.tree import parse
from kliping.reading.walk import walk

HTML = b"<div><p>One</p></div><div><p>Two</p><div></div></div><div><p>Three</p></div><div></div>"


@pytest.mark.parametrize("first", range(-2, 4))
@pytest.mark.parametrize("last", range(5))
def test_rows_between_are_those_whose_first_block_lies_there(first: int, last: int) -> None:
    table = walk(parse(HTML).root)
    rows = range(len(table.tags))
    starts = [next((block for block, holds in enumerate(table.element) if holds >= row), len(table)) for row in rows]
    assert list(rows_between(table, first, last)) == [row for row in rows if first <= starts[row] <= last]
