"""A story with its history as one JSON object, and back: what JSON Lines exports, it imports to an equal archive.

The object is the record of the present version (`Article.to_dict`), so that any program that reads records reads it;
what only an archive knows stands in it under "archive".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from kliping.archive.add import Added, Arrival, add
from kliping.archive.captures import Captured, from_plain, get_captures, to_plain
from kliping.archive.identity import story_key
from kliping.archive.load import get_article
from kliping.errors import ArchiveError
from kliping.records import Article

FORM = 1
"""Version of what stands under "archive"."""


def story_to_plain(connection: sqlite3.Connection, story: int, with_bytes: bool = True) -> dict[str, Any]:
    """A story, its versions and captures."""
    added_at, pinned_at = connection.execute(
        "SELECT added_at, pinned_at FROM stories WHERE id = ?", (story,)
    ).fetchone()
    sql = "SELECT id, number, added_at FROM versions WHERE story_id = ? ORDER BY number"
    versions = [
        {
            "added_at": at,
            "captures": list(_captures(connection, version, with_bytes)),
            "record": get_article(connection, version).to_dict(),
        }
        for version, _, at in connection.execute(sql, (story,)).fetchall()
    ]
    record = versions[-1].pop("record")
    archive = {"form": FORM, "story": story, "added_at": added_at, "pinned_at": pinned_at, "versions": versions}
    return {**record, "archive": archive}


def take_plain(connection: sqlite3.Connection, plain: Mapping[str, Any], keep_bytes: bool = True) -> Added:
    """Put a story in, inside the caller's transaction: all its versions when it is new, else the one it ends with.

    Takes plain records too. Raises `RecordError` for what is no record, `ArchiveError` "not_record" for a history that
    is none.
    """
    present = Article.from_dict(plain)
    history = plain.get("archive")
    if history is None:
        return add(connection, Arrival(present, keep_bytes=keep_bytes))
    try:
        arrivals = list(_arrivals(history, present, keep_bytes))
        pinned = history.get("pinned_at")
        if not arrivals or not isinstance(pinned, str | None):
            raise ValueError("it has no versions")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ArchiveError("not_record", f"Its history can't be read: {error}.") from None
    known = connection.execute("SELECT id FROM stories WHERE key = ?", (story_key(arrivals[0].article),)).fetchone()
    if known:
        return add(connection, _as_news(arrivals[-1]))
    added = [add(connection, arrival) for arrival in arrivals]
    sql = "UPDATE stories SET added_at = ?, pinned_at = ? WHERE id = ?"
    connection.execute(sql, (arrivals[0].added_at, pinned, added[0].story))
    return Added("added", added[0].story, added[-1].version)


def _as_news(arrival: Arrival) -> Arrival:
    return Arrival(arrival.article, arrival.captures, arrival.keep_bytes)


def _captures(connection: sqlite3.Connection, version: int, with_bytes: bool) -> Iterator[dict[str, Any]]:
    return (to_plain(capture, with_bytes) for capture in get_captures(connection, version))


def _arrivals(history: Mapping[str, Any], present: Article, keep_bytes: bool) -> Iterator[Arrival]:
    if history["form"] != FORM:
        raise ValueError("a newer Kliping wrote it")
    story = history.get("story")
    if type(story) is not int or not 0 < story < 1 << 62:
        raise ValueError("its story has no number")
    for at, version in enumerate(history["versions"]):
        article = present if at == len(history["versions"]) - 1 else Article.from_dict(version["record"])
        added_at = version["added_at"]
        if not isinstance(added_at, str):
            raise TypeError("a version has no time")
        captures: tuple[Captured, ...] = tuple(from_plain(each) for each in version["captures"])
        yield Arrival(article, captures, keep_bytes, added_at, story, always=True)
