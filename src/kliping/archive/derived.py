"""What is made of the records and can be made again: the search index and the groups of copies.

Which way of making them an archive was written with stands in `PRAGMA`-like rows of its own; an upgrade makes all anew.
"""

from __future__ import annotations

import sqlite3

from kliping.archive.load import get_article


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index and the groups anew, inside the caller's transaction."""
    from kliping.archive.copies.group import file_copy
    from kliping.archive.search.index import index

    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    for table in ("copies", "copy_groups", "bands", "sketches"):
        connection.execute(f"DELETE FROM {table}")
    rows = connection.execute("SELECT id, version_id FROM stories ORDER BY id").fetchall()
    for story, version in rows:
        article = get_article(connection, version)
        index(connection, version, article)
        file_copy(connection, story, article)
