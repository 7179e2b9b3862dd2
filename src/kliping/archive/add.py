"""A record into the archive: a new story, a new version of one, or nothing new. The order of work is `add`.

Only what is committed is told: a caller that prints what `add` gives promises nothing that a crash could take back.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from kliping.archive.captures import Captured, put_captures
from kliping.archive.changes import same
from kliping.archive.clock import now, seen_at, sort_at
from kliping.archive.copies.group import file_copy
from kliping.archive.identity import page_key, story_key
from kliping.archive.in_time import at_once, beside, in_time
from kliping.archive.load import get_article
from kliping.archive.removals import is_back
from kliping.archive.search.index import index
from kliping.archive.write import put_version
from kliping.records import Article


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record."""

    what: str
    """"added" (a new story), "changed" (a new version), "same" (the archive holds it already), "gone" (its page)."""

    story: int
    """The story's id."""

    version: int
    """The number of the version that was added, else of the present one."""


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
    added_at = arrival.added_at or now()
    key = story_key(arrival.article)
    known = connection.execute("SELECT id FROM stories WHERE key = ?", (key,)).fetchone()
    arrival = _amended(connection, known and known[0], arrival)
    article = arrival.article
    seen = seen_at(article.fetched_at, added_at)
    if known and article.fetched_at:  # a saved page of unknown time doesn't tell whether it still stands there
        is_back(connection, known[0], seen)
    if known and not arrival.always and _is_kept(connection, known[0], arrival, seen):
        return Added("same", known[0], in_time(connection, known[0])[-1].number)
    story = int(known[0]) if known else _new_story(connection, key, arrival, added_at)
    number = _last_number(connection, story) + 1
    version = put_version(connection, story, number, added_at, article)
    put_captures(connection, version, arrival.captures, arrival.keep_bytes)
    index(connection, version, article)
    if in_time(connection, story)[-1].version == version:
        sql = "UPDATE stories SET version_id = ?, sort_at = ? WHERE id = ?"
        connection.execute(sql, (version, sort_at(article, added_at), story))
        file_copy(connection, story, article)
    return Added("changed" if known else "added", story, number)


def _amended(connection: sqlite3.Connection, story: int | None, arrival: Arrival) -> Arrival:
    """The arrival with what people said of its story and its site; a history that is imported stays as it was."""
    if arrival.always or not connection.execute("SELECT EXISTS (SELECT 1 FROM corrections)").fetchone()[0]:
        return arrival
    from kliping.archive.correcting.apply import amended

    return replace(arrival, article=amended(connection, story, arrival.article, arrival.captures))


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


def _is_kept(connection: sqlite3.Connection, story: int, arrival: Arrival, seen: str) -> bool:
    """Whether the archive holds what the page says, at about the time at which it was met."""
    article, known = arrival.article, in_time(connection, story)
    versions = beside(known, seen, page_key(article))
    if article.fetched_at or arrival.added_at:  # the moment is stated, and not only that of adding
        versions |= at_once(known, seen)
    return any(same(get_article(connection, version), article) for version in sorted(versions, reverse=True))
