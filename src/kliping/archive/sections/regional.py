"""Regional (kabar daerah): stories by the place that they are filed from, else where their publisher mostly is."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from kliping.archive.text import plain

_FEWEST = 2
"""Stories with a dateline that a publisher must have before it has a place."""


def places(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The places that stories are filed from, as printed most often, and how many are; the most first."""
    sql = (
        "SELECT v.dateline, count(*) FROM stories s JOIN versions v ON v.id = s.version_id"
        " WHERE v.dateline IS NOT NULL GROUP BY v.dateline"
    )
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for printed, count in connection.execute(sql):
        spellings[plain(printed).strip()][printed] += count
    found = [(each.most_common(1)[0][0], each.total()) for each in spellings.values()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def regional(connection: sqlite3.Connection, place: str, limit: int = 10) -> list[int]:
    """The ids of a place's stories, the latest first."""
    wanted = plain(place).strip()
    lines = [row[0] for row in connection.execute("SELECT DISTINCT dateline FROM versions WHERE dateline IS NOT NULL")]
    datelines = [line for line in lines if plain(line).strip() == wanted]
    houses = [house for house, home in _homes(connection).items() if home == wanted]
    sql = (
        "SELECT s.id FROM stories s JOIN versions v ON v.id = s.version_id"
        f" WHERE v.dateline IN ({_marks(datelines)}) OR (v.dateline IS NULL AND v.publisher IN ({_marks(houses)}))"
        " ORDER BY s.sort_at DESC, s.id DESC LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, (*datelines, *houses, limit))]


def _homes(connection: sqlite3.Connection) -> dict[str, str]:
    """Of each publisher the place of more than half of its datelines."""
    sql = (
        "SELECT v.publisher, v.dateline, count(*) FROM stories s JOIN versions v ON v.id = s.version_id"
        " WHERE v.dateline IS NOT NULL AND v.publisher IS NOT NULL GROUP BY 1, 2"
    )
    filed: dict[str, Counter[str]] = defaultdict(Counter)
    for publisher, dateline, count in connection.execute(sql):
        filed[publisher][plain(dateline).strip()] += count
    tops = ((house, lines.most_common(1)[0], lines.total()) for house, lines in filed.items())
    return {house: place for house, (place, count), total in tops if count >= _FEWEST and count * 2 > total}


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
