"""Stories whose page is gone: the server answers 404 or 410 (RFC 9110) where it stood."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kliping.archive.identity import address_key
from kliping.archive.in_time import in_time

GONE = frozenset((404, 410))
"""Statuses that say so."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A time during which a page was gone."""

    url: str
    """The address that was asked for."""

    status: int
    """The HTTP status of the answer."""

    at: str
    """When the server first answered so, ISO 8601, UTC."""

    back_at: str | None = None
    """When the page was met again."""


def standing_at(connection: sqlite3.Connection, url: str) -> int | None:
    """The story whose page stands at an address: its own, or where its present version was found."""
    sql = (
        "SELECT id FROM stories WHERE key = :key UNION ALL"
        " SELECT s.id FROM versions v JOIN stories s ON s.version_id = v.id WHERE v.key = :key LIMIT 1"
    )
    row = connection.execute(sql, {"key": address_key(url)}).fetchone()
    return int(row[0]) if row else None


def put_removal(connection: sqlite3.Connection, story: int, removal: Removal) -> bool:
    """Write down that a story's page was gone; whether it had been met before that.

    A page that is known to be gone stays so: the first answer counts. What was met later is back.
    """
    before = [seen for seen in in_time(connection, story) if seen.at <= removal.at]
    if not before:
        return False
    version = before[-1].version
    known = list(get_removals(connection, version))
    if any(each.at <= removal.at and (each.back_at is None or each.back_at > removal.at) for each in known):
        return True
    after = (seen.at for seen in in_time(connection, story) if seen.at > removal.at)
    back_at = removal.back_at or next(after, None)
    row = (version, len(known), removal.url, removal.status, removal.at, back_at)
    connection.execute("INSERT INTO removals VALUES (?, ?, ?, ?, ?, ?)", row)
    return True


def is_back(connection: sqlite3.Connection, story: int, at: str) -> None:
    """Write down that a story's page was met again."""
    sql = (
        "UPDATE removals SET back_at = :at WHERE back_at IS NULL AND at <= :at"
        " AND version_id IN (SELECT id FROM versions WHERE story_id = :story)"
    )
    connection.execute(sql, {"at": at, "story": story})


def get_removals(connection: sqlite3.Connection, version: int) -> Iterator[Removal]:
    """When the page of a version was gone, the first time first."""
    sql = "SELECT url, status, at, back_at FROM removals WHERE version_id = ? ORDER BY at, position"
    return (Removal(*row) for row in connection.execute(sql, (version,)))
