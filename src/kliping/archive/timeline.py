"""Stories along time: how many each month and day, and which."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta


def months(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Each month that has stories ("2026-05") and how many, in order; by UTC, as stories are sorted."""
    sql = "SELECT substr(sort_at, 1, 7) AS month, count(*) FROM stories GROUP BY month ORDER BY month"
    return [(month, count) for month, count in connection.execute(sql)]


def days(connection: sqlite3.Connection, month: str) -> list[tuple[str, int]]:
    """Each day of a month and how many stories it has, also none."""
    first, end = span(month)
    sql = "SELECT substr(sort_at, 1, 10) AS day, count(*) FROM stories WHERE sort_at >= ? AND sort_at < ? GROUP BY day"
    known = dict(connection.execute(sql, (first.isoformat(), end.isoformat())).fetchall())
    every = ((first + timedelta(days=at)).isoformat() for at in range((end - first).days))
    return [(day, known.get(day, 0)) for day in every]


def of_time(connection: sqlite3.Connection, when: str, limit: int, offset: int = 0) -> list[int]:
    """Ids of the stories of a month or a day, the latest first."""
    first, end = span(when)
    sql = "SELECT id FROM stories WHERE sort_at >= ? AND sort_at < ? ORDER BY sort_at DESC, id DESC LIMIT ? OFFSET ?"
    return [row[0] for row in connection.execute(sql, (first.isoformat(), end.isoformat(), limit, offset))]


def span(when: str) -> tuple[date, date]:
    """The first day of a month or day, and the first after it. Raises `ValueError` for what is neither.

    >>> span("2026-12")
    (datetime.date(2026, 12, 1), datetime.date(2027, 1, 1))
    """
    if len(when) == 7:
        first = date.fromisoformat(f"{when}-01")
        return first, (first + timedelta(days=31)).replace(day=1) if first.year < 9999 else date.max
    day = date.fromisoformat(when)
    return day, min(day, date.max - timedelta(days=1)) + timedelta(days=1)
