"""Picks (artikel pilihan): what the user pinned, then what sites put among theirs."""

from __future__ import annotations

import sqlite3

_RECENT = 1_000
"""Pages of so many of the latest stories are asked: what sites picked last year is no pick of today."""


def picks(connection: sqlite3.Connection, limit: int = 10) -> list[int]:
    """The ids of the stories that were picked: by the user, the last pin first, then by sites, most often first."""
    sql = "SELECT id FROM stories WHERE pinned_at IS NOT NULL ORDER BY pinned_at DESC, id DESC LIMIT ?"
    pinned = [row[0] for row in connection.execute(sql, (limit,))]
    sql = f"""
      SELECT s.id, count(DISTINCT f.id) AS votes
      FROM (SELECT id, version_id FROM stories ORDER BY sort_at DESC LIMIT {_RECENT}) f
        CROSS JOIN links l ON l.version_id = f.version_id AND l.kind = 'picks' JOIN stories s ON s.key = l.target
      WHERE f.id <> s.id AND s.pinned_at IS NULL
      GROUP BY s.id ORDER BY votes DESC, s.sort_at DESC LIMIT ?"""
    return pinned + [row[0] for row in connection.execute(sql, (limit - len(pinned),))]
