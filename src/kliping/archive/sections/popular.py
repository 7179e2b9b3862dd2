"""Popular (terpopuler): what pages of the archive link to most, and what most sites carry copies of."""

from __future__ import annotations

import sqlite3

_WEIGHTS = {"popular": 3.0, "picks": 2.0, "read_also": 2.0}
"""What a link counts by its kind; other links count 1. One page has one vote for a story, its weightiest."""

_COPY = 2.0
"""What a copy on another site counts."""

_RECENT = 1_000
"""Only so many of the latest stories are weighed: last year's aren't what people read now."""


def popular(connection: sqlite3.Connection, limit: int = 10) -> list[int]:
    """The ids of the stories that count most, the latest first among equals; none that nothing points to."""
    weight = " ".join(f"WHEN '{kind}' THEN {points}" for kind, points in _WEIGHTS.items())
    vote = f"max(CASE l.kind {weight} ELSE 1 END) AS vote"
    votes = f"SELECT {vote} FROM links l JOIN stories f ON f.version_id = l.version_id"
    sql = f"""
      SELECT id, coalesce((SELECT sum(vote) FROM ({votes} WHERE l.target = r.key AND f.id <> r.id GROUP BY f.id)), 0)
        + {_COPY} * (SELECT max(count(*) - 1, 0) FROM copies WHERE group_id = (SELECT group_id FROM copies
          WHERE story_id = r.id)) AS points
      FROM (SELECT id, key, sort_at FROM stories ORDER BY sort_at DESC LIMIT {_RECENT}) r
      WHERE points > 0 ORDER BY points DESC, sort_at DESC LIMIT ?"""
    return [row[0] for row in connection.execute(sql, (limit,))]
