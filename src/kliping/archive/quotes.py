"""What somebody said, across stories."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from kliping.archive.people import find_person


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation in one story."""

    speaker: str
    """As the story names the speaker."""

    speaker_role: str | None
    """The office that the story gives the speaker."""

    text: str
    """The words."""

    kind: str
    """"direct", "partial" or "indirect"."""

    day: str | None
    """The day on which the story was published."""

    story: int
    """The story's id."""

    headline: str | None
    """Its headline."""

    publisher: str | None
    """Its site."""

    url: str | None
    """Its address."""

    paragraph: int
    """Index of the paragraph in which the quotation begins."""

    confidence: float
    """How sure the reading is."""

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)


def quotes_of(connection: sqlite3.Connection, name: str) -> list[Said]:
    """What a person said, by time; all whose names hold these words, where nobody is called just so."""
    people = find_person(connection, name)
    sql = (
        "SELECT q.speaker, q.speaker_role, q.text, q.kind, v.published_day, s.id, v.headline, v.publisher,"
        " coalesce(v.canonical_url, v.url), q.paragraph, q.confidence FROM quotes q"
        " JOIN stories s ON s.version_id = q.version_id JOIN versions v ON v.id = s.version_id"
        " WHERE q.person_id = ? ORDER BY s.sort_at, s.id, q.position"
    )
    found = [(row, person) for person in people for row in connection.execute(sql, (person,))]
    found.sort(key=lambda pair: (pair[0][4] or "9999", pair[0][5]))
    return [Said(*row) for row, _ in found]
