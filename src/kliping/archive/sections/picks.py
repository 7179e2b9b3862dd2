"""Picks (artikel pilihan): what the user pinned, then what sites put among theirs."""

from __future__ import annotations

import sqlite3


def picks(connection: sqlite3.Connection, limit: int = 10) -> list[int]:
    """The ids of the stories that were picked: by the user, the last pin first, then by sites, most often first."""
    sql = "SELECT id FROM stories WHERE pinned_at IS NOT NULL ORDER BY pinned_at DESC, id DESC LIMIT ?"
    pinned = [row[0] for row in connection.execute(sql, (limit,))]
    sql = """
      SELECT s.id, count(DISTINCT f.id) AS votes FROM links l JOIN stories f ON f.version_id = l.version_id
        JOIN stories s ON s.key = l.target
      WHERE l.kind = 'picks' AND f.id <> s.id AND s.pinned_at IS NULL
      GROUP BY s.id ORDER BY votes DESC, s.sort_at DESC LIMIT ?"""
    return pinned + [row[0] for row in connection.execute(sql, (limit - len(pinned),))]
