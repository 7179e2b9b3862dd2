"""Which stories of the archive are copies of one: found by the bands of their sketches, settled on their texts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kliping.archive.copies.sketch import BANDS, ROWS, bands, shingles, unpacked

THRESHOLD = 0.30
"""Share of the shorter text's shingles that stand in the other, from which two stories are one."""

LEAST_LIKENESS = 0.10
"""What the sketches must promise before the texts are compared."""

_MOST_COMPARED = 12
"""Texts of the most promising; the copies of one story are a group, and meeting one of them is enough."""


class Near(NamedTuple):
    """A story that is a copy."""

    story: int
    likeness: float
    """Share of the shorter text's shingles that both have."""


def near(connection: sqlite3.Connection, story: int, distinct: set[str], values: list[int]) -> list[Near]:
    """The copies of a story, the likest first."""
    found = [
        Near(other, shared / min(len(distinct), len(theirs)))
        for other in _promising(connection, story, values)
        if (theirs := _shingles(connection, other))
        and (shared := len(distinct & theirs)) >= THRESHOLD * min(len(distinct), len(theirs))
    ]
    return sorted(found, key=lambda each: (-each.likeness, each.story))


def _promising(connection: sqlite3.Connection, story: int, values: list[int]) -> Iterator[int]:
    met: Counter[int] = Counter()
    for band in bands(values):
        met.update(row[0] for row in connection.execute("SELECT story_id FROM bands WHERE band = ? LIMIT 200", (band,)))
    met.pop(story, None)
    likely = [
        (likeness, other) for other, _ in met.most_common(100) if (likeness := _likeness(connection, other, values))
    ]
    likely.sort(key=lambda pair: (-pair[0], pair[1]))
    for likeness, other in likely[:_MOST_COMPARED]:
        if likeness >= LEAST_LIKENESS:
            yield other


def _likeness(connection: sqlite3.Connection, other: int, values: list[int]) -> float:
    """The share of shingles that two stories have in common, as their sketches estimate it."""
    (blob,) = connection.execute("SELECT sketch FROM sketches WHERE story_id = ?", (other,)).fetchone()
    same = sum(one == two for one, two in zip(values, unpacked(blob), strict=True))
    return same / (BANDS * ROWS)


def _shingles(connection: sqlite3.Connection, story: int) -> set[str]:
    sql = (
        "SELECT p.text FROM stories s JOIN paragraphs p ON p.version_id = s.version_id WHERE s.id = ?"
        " ORDER BY p.position"
    )
    return shingles("\n\n".join(row[0] for row in connection.execute(sql, (story,))))
