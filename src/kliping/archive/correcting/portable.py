"""Corrections as plain JSON, with the story that they belong to, and back."""

from __future__ import annotations

import sqlite3
from typing import Any

from kliping.plain_form import encodable
from kliping.reading.labels import Label

_TEXTS = ("made_at", "undone_at", "path", "value", "was", "label", "site", "place", "template", "text")
_NUMBERS = ("page", "everywhere")
_COLUMNS = (*_TEXTS, *_NUMBERS)

Row = dict[str, Any]


def rows_of(connection: sqlite3.Connection, story: int) -> list[Row]:
    """The corrections of a story, those taken back too."""
    sql = f"SELECT {', '.join(_COLUMNS)} FROM corrections WHERE story_id = ? ORDER BY id"
    return [dict(zip(_COLUMNS, row, strict=True)) for row in connection.execute(sql, (story,))]


def checked_rows(rows: object) -> list[Row]:
    """What somebody else wrote, if it is corrections. Raises `TypeError`, `ValueError` for what is none."""
    if not isinstance(rows, list):
        raise TypeError("its corrections are no list")
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("made_at"), str):
            raise TypeError("a correction has no time")
        texts, numbers = (row.get(name) for name in _TEXTS), (row.get(name, 0) for name in _NUMBERS)
        if any(not isinstance(text, str | None) for text in texts):
            raise TypeError("a correction's text is none")
        if any(number is not None and not 0 <= int(number) < 1 << 31 for number in numbers):
            raise ValueError("a correction's number is none")
        if (row.get("path") is None) is not (row.get("label") in Label.__members__):
            raise ValueError("a correction is of a field or of a block")
    return rows


def put_rows(connection: sqlite3.Connection, story: int, rows: list[Row]) -> None:
    """Keep the corrections of a story, whose record has them already."""
    sql = f"INSERT INTO corrections (story_id, {', '.join(_COLUMNS)}) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
    for row in rows:
        texts = (None if row.get(name) is None else encodable(row[name]) for name in _TEXTS)
        connection.execute(sql, (story, *texts, row.get("page"), int(row.get("everywhere") or 0)))
