"""People of the archive: who is in the news now, who bears a name, and all that is known of one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kliping.archive.people import person_key
from kliping.archive.quotes import Said, quotes_of

_PLAIN = {ord(sign): None for sign in "%_"}
"""Signs that mean something to LIKE."""

_IS_NAME = "substr(p.name, 1, 1) NOT BETWEEN 'a' AND 'z'"
"""A description begins with a small letter, as quotations give it; scripts without such letters pass."""

RECENT = 1_000
"""Of the latest stories, so many are looked at to say who is in the news."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person in a list."""

    id: int
    name: str
    quotes: int
    """How often quoted in the stories that were looked at."""

    credits: int
    """How many of them the person made."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody was in the news, and when."""

    printed: str
    role: str
    first_day: str | None
    last_day: str | None
    stories: int


def in_the_news(connection: sqlite3.Connection, limit: int = 60) -> list[Known]:
    """Who is quoted or credited most in the latest stories, but for those who are only described ("a resident")."""
    inner = "SELECT version_id FROM stories ORDER BY sort_at DESC, id DESC LIMIT ?"
    sql = (
        "SELECT p.id, p.name, sum(quoted), sum(credited) FROM ("
        f"SELECT person_id, 1 AS quoted, 0 AS credited FROM quotes WHERE version_id IN ({inner})"
        " UNION ALL"
        f" SELECT person_id, 0, 1 FROM credits WHERE version_id IN ({inner})"
        f") t JOIN people p ON p.id = t.person_id WHERE {_IS_NAME} GROUP BY p.id"
        " ORDER BY 2 * sum(quoted) + sum(credited) DESC, p.name LIMIT ?"
    )
    return [Known(*row) for row in connection.execute(sql, (RECENT, RECENT, limit))]


def named(connection: sqlite3.Connection, name: str, limit: int = 60) -> list[Known]:
    """Whose name holds these words or letters."""
    words = [word for word in person_key(name).split() if word]
    if not words:
        return []
    where = " AND ".join("key LIKE ?" for _ in words)
    like = [f"%{word.translate(_PLAIN)}%" for word in words]
    sql = (
        "SELECT p.id, p.name, (SELECT count(*) FROM quotes WHERE person_id = p.id),"
        " (SELECT count(*) FROM credits WHERE person_id = p.id)"
        f" FROM (SELECT id, name FROM people WHERE {where} ORDER BY name LIMIT ?) p"
    )
    return [Known(*row) for row in connection.execute(sql, (*like, limit))]


def name_of(connection: sqlite3.Connection, person: int) -> str | None:
    """A person's name; None where there is no such person."""
    row = connection.execute("SELECT name FROM people WHERE id = ?", (person,)).fetchone()
    return row[0] if row else None


def ids_of(connection: sqlite3.Connection, names: list[str]) -> dict[str, int]:
    """The people of these very names."""
    found: dict[str, int] = {}
    for name in dict.fromkeys(names):
        row = connection.execute("SELECT id FROM people WHERE key = ?", (person_key(name),)).fetchone()
        if row:
            found[name] = row[0]
    return found


def said_by(connection: sqlite3.Connection, person: int) -> list[Said]:
    """What a person said, by time."""
    name = name_of(connection, person)
    return quotes_of(connection, name) if name else []


def roles(connection: sqlite3.Connection, person: int) -> list[Role]:
    """The roles of a person over time."""
    sql = (
        "SELECT printed, role, first_day, last_day, stories FROM person_roles WHERE person_id = ?"
        " ORDER BY first_day, role, printed"
    )
    return [Role(*row) for row in connection.execute(sql, (person,))]


def made_by(connection: sqlite3.Connection, person: int, limit: int = 50) -> list[int]:
    """Ids of the stories that a person made, the latest first."""
    sql = (
        "SELECT DISTINCT s.id FROM credits c JOIN stories s ON s.version_id = c.version_id WHERE c.person_id = ?"
        " ORDER BY s.sort_at DESC, s.id DESC LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, (person, limit))]
