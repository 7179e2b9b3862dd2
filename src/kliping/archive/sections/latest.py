"""Latest (terkini): what was published last."""

from __future__ import annotations

import sqlite3


def latest(connection: sqlite3.Connection, limit: int = 10) -> list[int]:
    """The ids of the stories that were published last, the last first."""
    rows = connection.execute("SELECT id FROM stories ORDER BY sort_at DESC, id DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


def by_time(connection: sqlite3.Connection, stories: list[int]) -> list[int]:
    """Stories in the order of `latest`."""
    wanted = set(stories)
    rows = connection.execute("SELECT id FROM stories ORDER BY sort_at DESC, id DESC")
    return [row[0] for row in rows if row[0] in wanted]
