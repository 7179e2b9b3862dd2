"""What an archive holds, as a value that changes with every change: what was found for one holds until then."""

from __future__ import annotations

import sqlite3

State = tuple[int, int, str]


def state(connection: sqlite3.Connection) -> State:
    """The last version, the number of pins, the last of them. A correction makes a new row of its version."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM versions").fetchone()
    sql = "SELECT count(*), coalesce(max(pinned_at), '') FROM stories WHERE pinned_at IS NOT NULL"
    return (last, *connection.execute(sql).fetchone())
