"""Copies of one story, kept as a group; nothing is ever deleted for being a copy."""

from __future__ import annotations

import sqlite3

from kliping.archive.copies.near import Near, near
from kliping.archive.copies.origin import settle_origin
from kliping.archive.copies.sketch import FEWEST, bands, packed, shingles, sketch, unpacked
from kliping.records import Article


def file_copy(connection: sqlite3.Connection, story: int, article: Article) -> None:
    """Sketch the present text of a story and group it with its copies."""
    _forget_sketch(connection, story)
    distinct = shingles(article.text)
    if len(distinct) < FEWEST:
        return
    values = sketch(distinct)
    found = near(connection, story, distinct, values)
    row = (story, len(distinct), packed(values))
    connection.execute("INSERT INTO sketches (story_id, shingles, sketch) VALUES (?, ?, ?)", row)
    connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", ((band, story) for band in bands(values)))
    if found:
        settle_origin(connection, _joined(connection, story, found))
    elif group := _group_of(connection, story):
        settle_origin(connection, group)


def _forget_sketch(connection: sqlite3.Connection, story: int) -> None:
    known = connection.execute("SELECT sketch FROM sketches WHERE story_id = ?", (story,)).fetchone()
    if known:
        old = ((band, story) for band in bands(list(unpacked(known[0]))))
        connection.executemany("DELETE FROM bands WHERE band = ? AND story_id = ?", old)
        connection.execute("DELETE FROM sketches WHERE story_id = ?", (story,))


def _joined(connection: sqlite3.Connection, story: int, found: list[Near]) -> int:
    """The group of a story and its copies; where they were in several, these become the oldest of them."""
    stories = [story, *(each.story for each in found)]
    groups = sorted({group for each in stories if (group := _group_of(connection, each))})
    if not groups:
        cursor = connection.execute("INSERT INTO copy_groups (reason) VALUES ('earliest')")
        groups = [int(cursor.lastrowid or 0)]
    for other in groups[1:]:
        connection.execute("UPDATE copies SET group_id = ? WHERE group_id = ?", (groups[0], other))
        connection.execute("DELETE FROM copy_groups WHERE id = ?", (other,))
    for each, likeness in (Near(story, found[0].likeness), *found):
        sql = (
            "INSERT INTO copies (story_id, group_id, likeness) VALUES (?, ?, ?)"
            " ON CONFLICT (story_id) DO UPDATE SET likeness = max(likeness, excluded.likeness)"
        )
        connection.execute(sql, (each, groups[0], round(likeness, 4)))
    return groups[0]


def _group_of(connection: sqlite3.Connection, story: int) -> int | None:
    row = connection.execute("SELECT group_id FROM copies WHERE story_id = ?", (story,)).fetchone()
    return int(row[0]) if row else None
