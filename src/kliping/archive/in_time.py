"""The versions of a story in the order in which their pages were met.

That isn't always the order in which they were added: an old web archive may come after the page of today.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from kliping.archive.clock import seen_at


class Seen(NamedTuple):
    """A version and its moment; they sort by time, and versions of one moment by number."""

    at: str
    """When its page was fetched, as far as is known, else when it was added; ISO 8601, UTC."""

    number: int
    """The number of the version."""

    version: int
    """Its row."""

    key: str
    """The address at which it was found, as `versions.key`."""


def in_time(connection: sqlite3.Connection, story: int) -> list[Seen]:
    """The versions of a story, the earliest first; the last is the present one."""
    sql = "SELECT fetched_at, added_at, number, id, key FROM versions WHERE story_id = ?"
    return sorted(
        Seen(seen_at(datetime.fromisoformat(fetched) if fetched else None, added), number, version, key)
        for fetched, added, number, version, key in connection.execute(sql, (story,))
    )


def beside(versions: Iterable[Seen], at: str, page: str) -> set[int]:
    """With what a page that was met at a moment must be compared, as rows of versions.

    The version before it, the last before it from the same address, and the one after it.

    >>> known = [Seen("2026-01", 1, 11, "a"), Seen("2026-02", 2, 12, "b"), Seen("2026-04", 3, 13, "a")]
    >>> sorted(beside(known, "2026-03", "a")), sorted(beside(known, "2026-05", "b"))
    ([11, 12, 13], [12, 13])
    """
    found: dict[str, int] = {}
    for seen in versions:
        if seen.at > at:
            return {*found.values(), seen.version}
        found["before"] = seen.version
        if seen.key == page:
            found["same address"] = seen.version
    return set(found.values())


def at_once(versions: Iterable[Seen], at: str) -> set[int]:
    """The versions of a moment: a page that says what one of them does is that capture again."""
    return {seen.version for seen in versions if seen.at == at}
