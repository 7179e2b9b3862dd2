"""The rows of a gold file, and their block tables."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq

from kliping.reading.blocks import BlockTable
from kliping.reading.decode import decode
from kliping.reading.tree import parse
from kliping.reading.walk import walk
from kliping.records import Page

Row = dict[str, Any]
"""set, id, url, lang, page_type, grade, encoding, html (bytes), gold (JSON)."""


def rows(path: str) -> list[Row]:
    """Every row of a Parquet file of gold pages."""
    found: list[Row] = pq.read_table(path).to_pylist()
    return found


def table_of(row: Row) -> BlockTable | None:
    """The page's block table, as the reader makes it; None where nothing can be read."""
    decoded = decode(Page(row["html"]))
    if not decoded.utf8:
        return None
    return walk(parse(decoded.utf8).root)
