"""What is made of the records and can be made again: the search index and the groups of copies.

The first writer whose `VERSION` or rensa isn't what the table `made_with` says makes all anew, as does the upgrade of
an archive that hasn't got that table: index and sketches of two versions can't be mixed.
"""

from __future__ import annotations

import sqlite3

from kliping.archive.load import get_article

VERSION = 1
"""Of how texts are indexed and sketched; it grows with changes to `text.py`, `facets.py` and `sketch.py`."""


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index and the groups anew, inside the caller's transaction."""
    from kliping.archive.copies.group import file_copy
    from kliping.archive.search.index import index

    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    for table in ("copies", "copy_groups", "bands", "sketches"):
        connection.execute(f"DELETE FROM {table}")
    for story, version in connection.execute("SELECT id, version_id FROM stories ORDER BY id").fetchall():
        article = get_article(connection, version)
        index(connection, version, article)
        file_copy(connection, story, article)
    sql = "INSERT OR REPLACE INTO made_with VALUES ('index', ?)"
    connection.execute(sql, (_present(),))


def is_present(connection: sqlite3.Connection) -> bool:
    """Whether index and sketches were made in the way of today."""
    row = connection.execute("SELECT version FROM made_with WHERE what = 'index'").fetchone()
    return row is not None and row[0] == _present()


def _present() -> str:
    from rensa import RMinHash

    return f"{VERSION} rensa {RMinHash.ALGORITHM_VERSION}"
