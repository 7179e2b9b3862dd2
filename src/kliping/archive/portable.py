"""A story with its history as one JSON object, and back: what JSON Lines exports, it imports to an equal archive.

The object is the record of the present version (`Article.to_dict`), so that any program that reads records reads it;
what only an archive knows stands in it under "archive".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from kliping.archive.add import Added, Arrival, add
from kliping.archive.captures import Captured, from_plain, get_captures, to_plain
from kliping.archive.clock import utc
from kliping.archive.correcting.portable import checked_rows, put_rows, rows_of
from kliping.archive.identity import story_key
from kliping.archive.load import get_article
from kliping.archive.removals import GONE, Removal, get_removals, put_removal
from kliping.errors import ArchiveError
from kliping.plain_form import encodable
from kliping.records import Article

FORM = 1
"""Version of what stands under "archive"."""


def story_to_plain(connection: sqlite3.Connection, story: int, with_bytes: bool = True) -> dict[str, Any]:
    """A story, its versions and captures."""
    sql = "SELECT version_id, added_at, pinned_at FROM stories WHERE id = ?"
    present, added_at, pinned_at = connection.execute(sql, (story,)).fetchone()
    sql = "SELECT id, added_at FROM versions WHERE story_id = ? ORDER BY number"
    versions = {
        version: {
            "added_at": at,
            "captures": list(_captures(connection, version, with_bytes)),
            "removals": [asdict(each) for each in get_removals(connection, version)],
            "record": get_article(connection, version).to_dict(),
        }
        for version, at in connection.execute(sql, (story,)).fetchall()
    }
    record = versions[present].pop("record")
    facts = {"form": FORM, "story": story, "added_at": added_at, "pinned_at": pinned_at}
    if made := rows_of(connection, story):
        facts["corrections"] = made
    return {**record, "archive": {**facts, "versions": list(versions.values())}}


def take_plain(connection: sqlite3.Connection, plain: Mapping[str, Any], keep_bytes: bool = True) -> Added:
    """Put a story in, inside the caller's transaction: all its versions that the archive doesn't hold.

    Takes plain records too. Raises `RecordError` for what is no record, `ArchiveError` "not_record" for a history that
    is none.
    """
    present = Article.from_dict(plain)
    history = plain.get("archive")
    if history is None:
        return add(connection, Arrival(present, keep_bytes=keep_bytes))
    try:
        arrivals = list(_arrivals(history, present, keep_bytes))
        removals = [_removal(each) for version in history["versions"] for each in version.get("removals", ())]
        pinned, made = history.get("pinned_at"), checked_rows(history.get("corrections") or [])
        if not arrivals or not isinstance(pinned, str | None):
            raise ValueError("it has no versions")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ArchiveError("not_record", f"Its history can't be read: {error}.") from None
    known = connection.execute("SELECT id FROM stories WHERE key = ?", (story_key(present),)).fetchone()
    added = [add(connection, arrival if not known else replace(arrival, always=False)) for arrival in arrivals]
    story = added[-1].story
    for removal in removals:
        put_removal(connection, story, removal)
    if known:
        return next((each for each in added if each.what == "changed"), added[-1])
    put_rows(connection, story, made)
    sql = "UPDATE stories SET added_at = ?, pinned_at = ? WHERE id = ?"
    connection.execute(sql, (arrivals[0].added_at, pinned, story))
    return Added("added", story, added[-1].version)


def _captures(connection: sqlite3.Connection, version: int, with_bytes: bool) -> Iterator[dict[str, Any]]:
    return (to_plain(capture, with_bytes) for capture in get_captures(connection, version))


def _arrivals(history: Mapping[str, Any], present: Article, keep_bytes: bool) -> Iterator[Arrival]:
    if history["form"] != FORM:
        raise ValueError("a newer Kliping wrote it")
    story = history.get("story")
    if type(story) is not int or not 0 < story < 1 << 62:
        raise ValueError("its story has no number")
    for version in history["versions"]:
        article = Article.from_dict(version["record"]) if "record" in version else present
        captures: tuple[Captured, ...] = tuple(from_plain(each) for each in version["captures"])
        yield Arrival(article, captures, keep_bytes, _utc(version["added_at"]), story, always=True)


def _removal(plain: Mapping[str, Any]) -> Removal:
    """Raises `ValueError`, `TypeError`, `KeyError` for what is none."""
    url, status, at, back_at = (plain[name] for name in ("url", "status", "at", "back_at"))
    if not isinstance(url, str) or type(status) is not int or status not in GONE:
        raise TypeError("a removal is none")
    return Removal(encodable(url), status, _utc(at), None if back_at is None else _utc(back_at))


def _utc(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError("a time has no zone")
    return utc(moment)
