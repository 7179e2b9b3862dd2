"""Related (terkait): what shares rare words, people and tags with a story, or is linked with it."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from kliping.archive.text import words

_WORDS = 12
"""Rare words of a story that are looked for."""

_LOOKED_UP = 60
"""Words that are looked up to learn which are rare."""

_MOST_STORIES = 1_000
"""In which a rare word may stand, however large the archive is."""

_POOL = 60
"""Stories that share words and are looked at."""

_COMMON = 0.1
"""Share of the archive above which a word, a person or a tag says nothing."""

_LINK = 3.0
"""What a cross-link between the two counts; a link in a rail counts a third of it."""


def related(connection: sqlite3.Connection, story: int, limit: int = 10) -> list[int]:
    """The ids of the stories nearest to one, the nearest first; copies of it are no news and stay out."""
    version, key, total = connection.execute(
        "SELECT version_id, key, (SELECT count(*) FROM stories) FROM stories WHERE id = ?", (story,)
    ).fetchone()
    points: dict[int, float] = defaultdict(float)
    _by_words(connection, version, total, points)
    shared = (("credits", "person_id", 2.0), ("quotes", "person_id", 2.0), ("tags", "key", 1.5))
    for table, column, weight in shared:
        _by_shared(connection, (table, column, version), (weight, total), points)
    _by_links(connection, version, key, points)
    for other in (story, *_copies(connection, story)):
        points.pop(other, None)
    return sorted(points, key=lambda other: (-points[other], -other))[:limit]


def _by_words(connection: sqlite3.Connection, version: int, total: int, points: dict[int, float]) -> None:
    """BM25 of the rare words, scaled so that the best counts as much as two people or tags that are shared."""
    rare = _rare_words(connection, version, total)
    if not rare:
        return
    match = f"{{headline text captions}} : ({' OR '.join(_quoted(rare))})"
    sql = (
        "SELECT s.id, -f.score FROM (SELECT rowid, bm25(search, 4.0, 1.0, 1.0, 0.0, 0.0) AS score FROM search"
        " WHERE search MATCH ? ORDER BY score LIMIT ?) f JOIN stories s ON s.version_id = f.rowid"
        " WHERE s.version_id <> ?"
    )
    rows = connection.execute(sql, (match, _POOL, version)).fetchall()
    best = max((score for _, score in rows), default=0.0)
    for other, score in rows:
        if best > 0:
            points[other] += 6.0 * score / best


def _rare_words(connection: sqlite3.Connection, version: int, total: int) -> list[str]:
    most = max(2, min(_MOST_STORIES, int(_COMMON * total)))
    weighed: list[tuple[float, str]] = []
    for word, count in _words(connection, version):
        sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        (stories,) = connection.execute(sql, (f'"{word}"', most + 1)).fetchone()
        if 1 < stories <= most:
            weighed.append(((1 + math.log(count)) * math.log(total / stories + 1), word))
    return [word for _, word in sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:_WORDS]]


def _words(connection: sqlite3.Connection, version: int) -> list[tuple[str, int]]:
    """Words that may be rare, and how often they come: those of the headline, then the longest."""
    (headline,) = connection.execute("SELECT headline FROM versions WHERE id = ?", (version,)).fetchone()
    rows = connection.execute("SELECT text FROM paragraphs WHERE version_id = ? ORDER BY position LIMIT 40", (version,))
    first = set(words(headline or ""))
    counts = Counter(words("\n".join((headline or "", *(row[0] for row in rows)))))
    known = [each for each in counts.items() if (len(each[0]) > 2 or not each[0].isascii()) and not each[0].isdigit()]
    known.sort(key=lambda each: (each[0] not in first, -each[1] * (len(each[0]) > 4), -len(each[0])))
    return known[:_LOOKED_UP]


def _quoted(rare: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in rare]


def _by_shared(
    connection: sqlite3.Connection, own: tuple[str, str, int], worth: tuple[float, int], points: dict[int, float]
) -> None:
    """What two stories share counts the more, the fewer have it."""
    (table, column, version), (weight, total) = own, worth
    sql = f"SELECT DISTINCT {column} FROM {table} WHERE version_id = ? AND {column} IS NOT NULL"
    for (value,) in connection.execute(sql, (version,)).fetchall():
        sql = (
            f"SELECT DISTINCT s.id FROM {table} t JOIN stories s ON s.version_id = t.version_id WHERE t.{column} = ?"
            " LIMIT 500"
        )
        others = [row[0] for row in connection.execute(sql, (value,))]
        if 1 < len(others) <= max(3, _COMMON * total):
            for other in others:
                points[other] += weight * math.log(total / len(others) + 1) / math.log(total + 1)


def _by_links(connection: sqlite3.Connection, version: int, key: str, points: dict[int, float]) -> None:
    there = "SELECT t.id, l.rail FROM links l JOIN stories t ON t.key = l.target WHERE l.version_id = ?"
    back = "SELECT f.id, l.rail FROM links l JOIN stories f ON f.version_id = l.version_id WHERE l.target = ? LIMIT 500"
    for sql, value in ((there, version), (back, key)):
        for other, rail in connection.execute(sql, (value,)):
            points[other] += _LINK if rail is None else _LINK / 3


def _copies(connection: sqlite3.Connection, story: int) -> list[int]:
    sql = "SELECT story_id FROM copies WHERE group_id = (SELECT group_id FROM copies WHERE story_id = ?)"
    return [row[0] for row in connection.execute(sql, (story,))]
