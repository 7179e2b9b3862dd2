"""A record into the archive: a new story, a new version of one, or nothing new. The order of work is `add`.

Only what is committed is told: a caller that prints what `add` gives promises nothing that a crash could take back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kliping.archive.captures import Captured, put_captures
from kliping.archive.changes import same
from kliping.archive.clock import now, sort_at
from kliping.archive.copies.group import file_copy
from kliping.archive.identity import page_key, story_key
from kliping.archive.load import get_article
from kliping.archive.search.index import index
from kliping.archive.write import put_version
from kliping.records import Article


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record."""

    what: str
    """"added" (a new story), "changed" (a new version) or "same" (the archive holds it already)."""

    story: int
    """The story's id."""

    version: int
    """The number of its present version."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record with what comes along."""

    article: Article
    """The record."""

    captures: tuple[Captured, ...] = ()
    """The pages that it was read from."""

    keep_bytes: bool = True
    """Whether the pages' bytes are kept."""

    added_at: str | None = None
    """When it was added, where that isn't now (an import)."""

    story: int | None = None
    """The id that the story should get, where it is free (an import)."""

    always: bool = False
    """Whether it is a version even when nothing changed (an import of a history)."""


def add(connection: sqlite3.Connection, arrival: Arrival) -> Added:
    """Keep a record, inside the caller's transaction."""
    article, added_at = arrival.article, arrival.added_at or now()
    key = story_key(article)
    known = connection.execute("SELECT id FROM stories WHERE key = ?", (key,)).fetchone()
    if known and not arrival.always and _is_kept(connection, known[0], article):
        return Added("same", known[0], _last_number(connection, known[0]))
    story = int(known[0]) if known else _new_story(connection, key, arrival, added_at)
    number = _last_number(connection, story) + 1
    version = put_version(connection, story, number, added_at, article)
    put_captures(connection, version, arrival.captures, arrival.keep_bytes)
    sql = "UPDATE stories SET version_id = ?, sort_at = ? WHERE id = ?"
    connection.execute(sql, (version, sort_at(article, added_at), story))
    index(connection, version, article)
    file_copy(connection, story, article)
    return Added("changed" if known else "added", story, number)


def _new_story(connection: sqlite3.Connection, key: str, arrival: Arrival, added_at: str) -> int:
    wanted = arrival.story
    if wanted is not None and connection.execute("SELECT 1 FROM stories WHERE id = ?", (wanted,)).fetchone():
        wanted = None
    sql = "INSERT INTO stories (id, key, sort_at, added_at) VALUES (?, ?, ?, ?)"
    row = (wanted, key, sort_at(arrival.article, added_at), added_at)
    return int(connection.execute(sql, row).lastrowid or 0)


def _last_number(connection: sqlite3.Connection, story: int) -> int:
    (number,) = connection.execute("SELECT max(number) FROM versions WHERE story_id = ?", (story,)).fetchone()
    return int(number or 0)


def _is_kept(connection: sqlite3.Connection, story: int, article: Article) -> bool:
    """Whether the archive holds what the page says: the last version from the same address, or the present one."""
    versions = _comparable(connection, story, page_key(article))
    return any(same(get_article(connection, version), article) for version in versions)


def _comparable(connection: sqlite3.Connection, story: int, page: str) -> Iterable[int]:
    present = connection.execute("SELECT version_id FROM stories WHERE id = ?", (story,)).fetchone()[0]
    sql = "SELECT id FROM versions WHERE story_id = ? AND key = ? ORDER BY number DESC LIMIT 1"
    own = connection.execute(sql, (story, page)).fetchone()
    return dict.fromkeys((*(own or ()), present))
