"""What the news is about now: the sections, languages, places and sites of the latest stories, with their stories.

Only so many stories are looked at, whatever the archive's size: a front page shows what is new.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from kliping.archive.text import plain

RECENT = 1_000
"""Stories that are looked at."""

Groups = dict[str, list[int]]
"""A name as it is printed to the ids of its stories, the latest first; the largest group first."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The latest stories, by what they have in common."""

    sections: Groups = field(default_factory=dict)
    languages: Groups = field(default_factory=dict)
    places: Groups = field(default_factory=dict)
    """By dateline."""

    publishers: Groups = field(default_factory=dict)


def recent(connection: sqlite3.Connection, stories: int = RECENT) -> Recent:
    """The groups of the latest stories."""
    sql = (
        "SELECT s.id, v.section, v.language, v.dateline, v.publisher FROM"
        " (SELECT id, version_id FROM stories ORDER BY sort_at DESC, id DESC LIMIT ?) s"
        " JOIN versions v ON v.id = s.version_id"
    )
    rows = connection.execute(sql, (stories,)).fetchall()
    return Recent(*(_grouped([(row[0], row[column]) for row in rows]) for column in range(1, 5)))


def _grouped(rows: list[tuple[int, str | None]]) -> Groups:
    groups: dict[str, list[int]] = {}
    printed: dict[str, str] = {}
    for story, name in rows:
        if name and (key := plain(name).strip()):
            printed.setdefault(key, name)
            groups.setdefault(key, []).append(story)
    return {printed[key]: groups[key] for key in sorted(groups, key=lambda key: (-len(groups[key]), key))}
