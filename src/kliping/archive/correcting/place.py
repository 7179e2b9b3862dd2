"""A version's record changed in its place: a correction is no news, so the history of the story stays as it is."""

from __future__ import annotations

import sqlite3

from kliping.archive.clock import sort_at
from kliping.archive.copies.group import file_copy
from kliping.archive.rows import LISTED
from kliping.archive.search.index import index
from kliping.archive.write import put_version
from kliping.records import Article

_TABLES = (*(listed.table for listed in LISTED), "rails", "links", "tags", "reservations", "evidence")


def replace_version(connection: sqlite3.Connection, version: int, article: Article) -> int:
    """Let a version be this record, inside the caller's transaction; its new row.

    It is a new row with the old number: rows of the search index are never taken out, and point to what is gone.
    """
    sql = "SELECT story_id, number, added_at, key FROM versions WHERE id = ?"
    story, number, added_at, key = connection.execute(sql, (version,)).fetchone()
    connection.execute("UPDATE versions SET number = -number WHERE id = ?", (version,))
    new = put_version(connection, story, number, added_at, article)
    connection.execute("UPDATE versions SET key = ? WHERE id = ?", (key, new))
    for table in ("captures", "removals"):
        connection.execute(f"UPDATE {table} SET version_id = ? WHERE version_id = ?", (new, version))
    sql = "UPDATE stories SET version_id = ?, sort_at = ? WHERE id = ? AND version_id = ?"
    connection.execute(sql, (new, sort_at(article, added_at), story, version))
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE version_id = ?", (version,))
    connection.execute("DELETE FROM versions WHERE id = ?", (version,))
    index(connection, new, article)
    if connection.execute("SELECT version_id FROM stories WHERE id = ?", (story,)).fetchone()[0] == new:
        file_copy(connection, story, article)
    return new
