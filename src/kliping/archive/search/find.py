"""Stories that answer a query, the best first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from json import dumps
from typing import Any

from kliping.archive.search.facets import Filters, narrowing
from kliping.archive.search.query import Query
from kliping.archive.search.snippet import Snippet, snippet
from kliping.errors import QueryError

MOST_RANKED = 5_000
"""Of stories that match, only so many, the latest that were added, are compared by how well they match: a word that
stands in every story ranks nothing, and an archive of any size answers in the same time. By time, all are sorted."""

_LIKE_A_FACET = re.compile('"[z\u017a\u017c\u017e\u1e91\u1e93\u1e95]')
"""A word that may be, or begin, one of `facets.py`; FTS5 drops its accent."""

_WEIGHTS = "8.0, 1.0, 2.0, 4.0, 0.0"
"""How much a word counts in headline, text, captions, people and facets (BM25)."""

SORTS = {
    "relevance": "score, s.sort_at DESC, s.id DESC",
    "newest": "s.sort_at DESC, s.id DESC",
    "oldest": "s.sort_at, s.id",
}
"""The orders in which stories come."""

_COLUMNS = (
    *("headline", "url", "canonical_url", "publisher", "published_day", "published_at", "section", "language"),
    *("kind", "source", "dateline", "description"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One story that was found."""

    id: int
    """The story's id."""

    version: int
    """The number of its present version."""

    score: float
    """How well it matches; more is better, and 0 where nothing was asked."""

    facts: dict[str, Any]
    """Headline, URL, publisher and so on, as columns of `versions`."""

    people: tuple[tuple[str, str], ...]
    """Who made it: name and role."""

    snippet: Snippet
    """The passage that answers."""

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON; the snippet as escaped HTML with <mark>."""
        facts = {name: self.facts[name] for name in _COLUMNS if name not in ("canonical_url", "published_day")}
        day = self.facts["published_day"]
        facts["url"] = self.facts["canonical_url"] or self.facts["url"]
        facts["published_at"] = facts["published_at"] or None
        people = [{"name": name, "role": role} for name, role in self.people]
        score = round(self.score, 4)
        more = {"version": self.version, "score": score, "people": people, "snippet": self.snippet.html()}
        return {"id": self.id, **facts, "day": day, **more}


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query."""

    hits: list[Hit]
    """A page of it."""

    total: int
    """How many stories match, counted up to `MOST_RANKED`."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of an answer is wanted, and in which order."""

    limit: int = 20
    """Stories at most."""

    offset: int = 0
    """Stories to pass over."""

    sort: str = "relevance"
    """One of `SORTS`."""


def find(connection: sqlite3.Connection, query: Query, filters: Filters, page: Page) -> Found:
    """The stories of a query and filters, a page of them. Raises `QueryError` for what FTS5 refuses after all."""
    with _refusals():
        narrowed = narrowing(filters, days_of(connection))
        match = match_of(query, narrowed)
        if match and query.match and page.sort == "relevance":
            return _best(connection, match, (query, narrowed), page)
        return _in_order(connection, match, query, page)


def find_all(connection: sqlite3.Connection, query: Query, filters: Filters) -> list[int]:
    """The ids of all stories of a query and filters, however many, in the order in which they were added."""
    with _refusals():
        match = match_of(query, narrowing(filters, days_of(connection)))
        among, asked = _among(match)
        return [row[0] for row in connection.execute(f"SELECT id FROM stories s{among} ORDER BY id", asked)]


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "fts5" in str(error):
            raise QueryError(f"The query can't be searched for: {error}.") from None
        raise


def match_of(query: Query, narrowed: str | None) -> str | None:
    """The expression of FTS5 for a query and filters; None when everything is wanted."""
    return _narrowed(query.match, narrowed)


def _narrowed(said: str | None, narrowed: str | None) -> str | None:
    if said and _LIKE_A_FACET.search(said):  # else the columns needn't be named, which costs more than the search
        said = f"{{headline text captions people}} : {said}"
    return f"({said}) AND {narrowed}" if said and narrowed else said or narrowed


def days_of(connection: sqlite3.Connection) -> tuple[date, date]:
    """A day before the first and after the last on which anything was published: zones may shift either."""
    first, last = connection.execute("SELECT min(sort_at), max(sort_at) FROM stories").fetchone()
    if first is None:
        return date(2000, 1, 1), date(2000, 1, 1)
    begin, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    return date.fromordinal(max(1, begin.toordinal() - 1)), date.fromordinal(min(3652059, end.toordinal() + 1))


def _in_order(connection: sqlite3.Connection, match: str | None, query: Query, page: Page) -> Found:
    """By time, all that match: the index by time is followed until the page is full."""
    among, asked = _among(match)
    order = SORTS["newest" if page.sort == "relevance" else page.sort]
    sql = (
        f"SELECT id, version_id, 0.0 FROM stories s INDEXED BY stories_by_time{among} ORDER BY {order} LIMIT ? OFFSET ?"
    )
    rows = connection.execute(sql, (*asked, page.limit, page.offset)).fetchall()
    sql = "SELECT count(*) FROM stories"
    if match:
        found = "SELECT 1 FROM search f JOIN stories s ON s.version_id = f.rowid WHERE search MATCH ? LIMIT ?"
        sql, asked = f"SELECT count(*) FROM ({found})", (*asked, MOST_RANKED)
    (total,) = connection.execute(sql, asked).fetchone()
    return Found(_hits(connection, rows, query.wanted), total)


def _among(match: str | None) -> tuple[str, tuple[Any, ...]]:
    if match is None:
        return "", ()
    return " WHERE s.version_id IN (SELECT rowid FROM search WHERE search MATCH ?)", (match,)


def _best(connection: sqlite3.Connection, match: str, said: tuple[Query, str | None], page: Page) -> Found:
    query, narrowed = said
    ranked = _narrowed(query.ranked, narrowed)
    asked: tuple[Any, ...]
    if ranked is None or ranked == match:
        among, asked = "rowid >= ?", (match, oldest_ranked(connection, match))
    else:  # the phrases are looked for once, and what has them is ranked by their words
        found = _latest(connection, match)
        among = "rowid >= ? AND +rowid IN (SELECT value FROM json_each(?))"
        asked = (ranked, found[-1] if found else 0, dumps(found))
    inner = (
        f"SELECT rowid AS version_id, bm25(search, {_WEIGHTS}) AS score FROM search WHERE search MATCH ? AND {among}"
    )
    sql = (
        f"SELECT s.id, s.version_id, score, count(*) OVER () FROM ({inner}) f JOIN stories s USING (version_id)"
        f" ORDER BY {SORTS[page.sort]} LIMIT ? OFFSET ?"
    )
    rows = connection.execute(sql, (*asked, page.limit, page.offset)).fetchall()
    total = rows[0][3] if rows else 0
    return Found(_hits(connection, [row[:3] for row in rows], query.wanted), total)


def _latest(connection: sqlite3.Connection, match: str) -> list[int]:
    """The versions that match and are ranked."""
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in connection.execute(sql, (match, MOST_RANKED))]


def oldest_ranked(connection: sqlite3.Connection, match: str) -> int:
    """The first version that is ranked: before it lies what is more than `MOST_RANKED`."""
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
    row = connection.execute(sql, (match, MOST_RANKED - 1)).fetchone()
    return int(row[0]) if row else 0


def _hits(connection: sqlite3.Connection, rows: list[Any], wanted: tuple[tuple[str, bool], ...]) -> list[Hit]:
    return [_hit(connection, story, version, score, wanted) for story, version, score in rows]


def _hit(
    connection: sqlite3.Connection, story: int, version: int, score: float, wanted: tuple[tuple[str, bool], ...]
) -> Hit:
    columns = ", ".join(("number", *_COLUMNS))
    number, *values = connection.execute(f"SELECT {columns} FROM versions WHERE id = ?", (version,)).fetchone()
    facts = dict(zip(_COLUMNS, values, strict=True))
    people = connection.execute(
        "SELECT name, role FROM credits WHERE version_id = ? ORDER BY position", (version,)
    ).fetchall()
    return Hit(story, number, -score, facts, tuple(people), snippet(_texts(connection, version, facts), wanted))


def _texts(connection: sqlite3.Connection, version: int, facts: dict[str, Any]) -> Iterator[str]:
    """Where a snippet may come from, in order, as far as it is asked for; the headline is shown anyhow."""
    sql = "SELECT text FROM paragraphs WHERE version_id = ? ORDER BY position LIMIT 200"
    yield from (row[0] for row in connection.execute(sql, (version,)))
    sql = "SELECT caption FROM photos WHERE version_id = ? AND caption IS NOT NULL ORDER BY position LIMIT 20"
    yield from (row[0] for row in connection.execute(sql, (version,)))
    if facts["description"]:
        yield facts["description"]
