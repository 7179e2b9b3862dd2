"""Out of the tables, a record as it was put in."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, datetime, time
from json import loads
from typing import Any

from kliping.archive.rows import LISTED, MOMENT_PARTS, MOMENTS, SCALARS, Listed, as_field
from kliping.records import Article, Claim, Link, Moment, Rail

_SELECT = ", ".join(("fetched_at", *SCALARS, *(f"{name}_{part}" for name in MOMENTS for part in MOMENT_PARTS)))


def get_article(connection: sqlite3.Connection, version: int) -> Article:
    """The record of a version."""
    fetched, *values = connection.execute(f"SELECT {_SELECT} FROM versions WHERE id = ?", (version,)).fetchone()
    first, second = len(SCALARS), len(SCALARS) + len(MOMENT_PARTS)
    rails, links = _rails_and_links(connection, version)
    facts: dict[str, Any] = dict(zip(SCALARS, values, strict=False))
    facts |= {listed.field: _listed(connection, listed, version) for listed in LISTED}
    return Article(
        fetched_at=datetime.fromisoformat(fetched) if fetched else None,
        published=_moment(values[first:second]),
        modified=_moment(values[second:]),
        tags=_column(connection, "tags", "tag", version),
        reservations=_column(connection, "reservations", "statement", version),
        rails=rails,
        links=links,
        evidence=_evidence(connection, version),
        **facts,
    )


def _moment(parts: list[Any]) -> Moment | None:
    day, at, clock, zone_from, precision, raw = parts
    if day is None:
        return None
    instant = datetime.fromisoformat(at) if at else None
    return Moment(
        date.fromisoformat(day), instant, time.fromisoformat(clock) if clock else None, zone_from, precision, raw
    )


def _listed(connection: sqlite3.Connection, listed: Listed, version: int) -> tuple[Any, ...]:
    columns = ", ".join(listed.columns.values())
    rows = connection.execute(
        f"SELECT {columns} FROM {listed.table} WHERE version_id = ? ORDER BY position", (version,)
    )
    return tuple(
        listed.record(**{name: as_field(name, value) for name, value in zip(listed.columns, row, strict=True)})
        for row in rows
    )


def _column(connection: sqlite3.Connection, table: str, column: str, version: int) -> tuple[str, ...]:
    rows = connection.execute(f"SELECT {column} FROM {table} WHERE version_id = ? ORDER BY position", (version,))
    return tuple(row[0] for row in rows)


def _rails_and_links(connection: sqlite3.Connection, version: int) -> tuple[tuple[Rail, ...], tuple[Link, ...]]:
    by_rail: dict[int | None, list[Link]] = defaultdict(list)
    sql = "SELECT rail, url, text, kind FROM links WHERE version_id = ? ORDER BY position"
    for rail, url, text, kind in connection.execute(sql, (version,)):
        by_rail[rail].append(Link(url, text, kind))
    sql = "SELECT position, heading, kind FROM rails WHERE version_id = ? ORDER BY position"
    rails = tuple(Rail(heading, kind, tuple(by_rail[at])) for at, heading, kind in connection.execute(sql, (version,)))
    return rails, tuple(by_rail[None])


def _evidence(connection: sqlite3.Connection, version: int) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, tuple[Claim, ...]] = {}
    sql = "SELECT path, value, said_by, place, confidence FROM evidence WHERE version_id = ? ORDER BY position"
    for path, value, said_by, place, confidence in connection.execute(sql, (version,)):
        found[path] = (*found.get(path, ()), Claim(loads(value), said_by, place, confidence))
    return found
