"""Stories as a list shows them: what a person needs to decide whether to open one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One story in a list."""

    id: int
    """The story's id."""

    headline: str | None
    description: str | None
    """Its deck, or where it has none the beginning of its text."""

    publisher: str | None
    section: str | None
    language: str | None
    """BCP 47."""

    dateline: str | None
    day: str | None
    """The day on which it was published, in its own zone."""

    at: str | None
    """When it was published, ISO 8601 with its zone; None where no time or no zone is known."""

    pinned: bool
    """Whether the user picked it."""

    met: str | None = None
    """When its page was met, ISO 8601, where no day of publication is known: what it is sorted by."""

    photo: str | None = None
    """Address of its first photo."""

    caption: str | None = None
    """The photo's alternative text or caption."""

    @property
    def has_photo(self) -> bool:
        """Whether there is a place for a photo."""
        return bool(self.photo or self.caption)


_BEGINNING = 240
_AT_ONCE = 500
_COLUMNS = "v.headline, v.description, v.publisher, v.section, v.language, v.dateline, v.published_day, v.published_at"
_MET = "CASE WHEN v.published_day IS NULL THEN s.sort_at END"


def cards(connection: sqlite3.Connection, stories: Iterable[int]) -> list[Card]:
    """The cards of stories, in the order asked; those that aren't there are passed over."""
    wanted = list(stories)
    found: dict[int, Card] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        part = wanted[at : at + _AT_ONCE]
        sql = (
            f"SELECT s.id, s.version_id, {_COLUMNS}, s.pinned_at IS NOT NULL, {_MET} FROM stories s"
            f" JOIN versions v ON v.id = s.version_id WHERE s.id IN ({', '.join('?' * len(part))})"
        )
        for story, version, headline, deck, *facts in connection.execute(sql, part).fetchall():
            photo, text = _photo(connection, version), deck or _beginning(connection, version)
            found[story] = Card(story, headline, text, *facts[:-2], bool(facts[-2]), facts[-1], *photo)  # type: ignore[call-arg]
    return [found[story] for story in wanted if story in found]


def _beginning(connection: sqlite3.Connection, version: int) -> str | None:
    sql = "SELECT substr(text, 1, ?) FROM paragraphs WHERE version_id = ? ORDER BY position LIMIT 1"
    row = connection.execute(sql, (_BEGINNING + 1, version)).fetchone()
    if row is None or len(row[0]) <= _BEGINNING:
        return row[0] if row else None
    return f"{row[0][:_BEGINNING].rpartition(' ')[0] or row[0][:_BEGINNING]} …"


def _photo(connection: sqlite3.Connection, version: int) -> tuple[str | None, str | None]:
    sql = "SELECT url, coalesce(alt, caption) FROM photos WHERE version_id = ? ORDER BY position LIMIT 1"
    row = connection.execute(sql, (version,)).fetchone()
    return (row[0], row[1]) if row else (None, None)
