"""How the stories that answer a query are spread over sites, months and languages."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from kliping.archive.search.facets import Filters, narrowing
from kliping.archive.search.find import MOST_RANKED, days_of, match_of
from kliping.archive.search.query import Query


@dataclass(frozen=True, slots=True)
class Counts:
    """Stories by what they have in common; the names as they are printed, the most first."""

    publishers: list[tuple[str, int]]
    months: list[tuple[str, int]]
    """By month of publication ("2026-05"), in order of time."""

    languages: list[tuple[str, int]]
    stories: int
    """How many were counted: at most `MOST_RANKED`, the latest."""


def counts(connection: sqlite3.Connection, query: Query, filters: Filters) -> Counts:
    """The counts of what `find` finds."""
    match = match_of(query, narrowing(filters, days_of(connection)))
    values: tuple[object, ...]
    if match is None:
        inner, values = "SELECT version_id FROM stories ORDER BY sort_at DESC LIMIT ?", (MOST_RANKED,)
    else:
        inner = "SELECT rowid AS version_id FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
        values = (match, MOST_RANKED)
    sql = (
        "SELECT v.publisher, substr(v.published_day, 1, 7), v.language"
        f" FROM ({inner}) f JOIN stories s ON s.version_id = f.version_id JOIN versions v ON v.id = s.version_id"
    )
    rows = connection.execute(sql, values).fetchall()
    publishers, months, languages = (Counter(row[at] for row in rows if row[at]) for at in range(3))
    return Counts(publishers.most_common(), sorted(months.items()), languages.most_common(), len(rows))
