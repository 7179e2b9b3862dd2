"""The versions of a story, and what kind of change each was."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kliping.archive.changes import changes, notes
from kliping.archive.in_time import in_time
from kliping.archive.load import get_article
from kliping.archive.removals import Removal, get_removals
from kliping.records import Article


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story, in its history."""

    number: int
    """From 1."""

    added_at: str
    """When it was added, ISO 8601."""

    headline: str | None
    """Its headline."""

    url: str | None
    """The address at which it was found."""

    notes: tuple[str, ...]
    """What kind of change it is against the version before: "headline", "text", "correction", "removal", "silent"."""

    changes: int
    """How many things changed."""

    seen_at: str
    """When its page was fetched, as far as is known, else when it was added; ISO 8601, UTC. Versions go by it."""

    removals: tuple[Removal, ...] = ()
    """When its page was gone."""


def history_of(connection: sqlite3.Connection, story: int) -> list[Version]:
    """The versions of a story, in the order in which their pages were met."""
    found = []
    old: Article | None = None
    for seen in in_time(connection, story):
        (added_at,) = connection.execute("SELECT added_at FROM versions WHERE id = ?", (seen.version,)).fetchone()
        new = get_article(connection, seen.version)
        differ = changes(old, new) if old else []
        kinds = notes(old, new, differ) if old else ()
        removals = tuple(get_removals(connection, seen.version))
        found.append(Version(seen.number, added_at, new.headline, new.url, kinds, len(differ), seen.at, removals))
        old = new
    return found
