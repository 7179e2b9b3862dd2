"""Corrections as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from json import dumps, loads
from typing import Any

from kliping.archive.clock import now
from kliping.errors import ArchiveError
from kliping.plain_form import encodable
from kliping.reading.claims.addresses import address_of
from kliping.reading.corrected import Rule
from kliping.reading.labels import Label
from kliping.records import Article


@dataclass(frozen=True, slots=True)
class BlockAt:
    """A block, as a correction knows it."""

    page: int
    """The page of the story on which it stands, from 1."""

    place: str
    """The element's path, or "line 12"."""

    template: str
    """Its place in the site's layout."""

    text: str
    """Its text."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction."""

    id: int
    story: int
    made_at: str
    """ISO 8601."""

    undone_at: str | None
    """When it was taken back."""

    path: str | None
    """Of a field: its place in the record."""

    value: Any
    """Of a field: what it is, plain JSON."""

    was: Any
    """What had been read: plain JSON, or the name of a label."""

    label: str | None
    """Of a block: what it is."""

    site: str | None
    """The host that it was found on."""

    block: BlockAt | None
    """Of a block: which."""

    everywhere: bool
    """Whether all blocks of the site at this place of the layout are so."""


_COLUMNS = "id, story_id, made_at, undone_at, path, value, was, label, site, page, place, template, text, everywhere"


def put_field(connection: sqlite3.Connection, story: int, path: str, value: Any, was: Any) -> int:
    """Keep what a field is."""
    sql = "INSERT INTO corrections (story_id, made_at, path, value, was) VALUES (?, ?, ?, ?, ?)"
    return int(connection.execute(sql, (story, now(), path, dumps(value), dumps(was))).lastrowid or 0)


def put_block(
    connection: sqlite3.Connection, story: int, block: BlockAt, labels: tuple[Label, Label], site: str | None
) -> int:
    """Keep what a block is: `labels` are the one found and the one that is right; with a site, for all of it."""
    sql = (
        "INSERT INTO corrections (story_id, made_at, was, label, site, page, place, template, text, everywhere)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    was, label = labels
    about = (site, block.page, encodable(block.place), encodable(block.template), encodable(block.text))
    row = (story, now(), was.name, label.name, *about, int(site is not None))
    return int(connection.execute(sql, row).lastrowid or 0)


def take_back(connection: sqlite3.Connection, ident: int) -> Correction:
    """Mark a correction as taken back. Raises `ArchiveError` "no_correction"."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM corrections WHERE id = ?", (ident,)).fetchone()
    if row is None:
        raise ArchiveError("no_correction", "The archive holds no such correction.")
    sql = "UPDATE corrections SET undone_at = coalesce(undone_at, ?) WHERE id = ?"
    connection.execute(sql, (now(), ident))
    return _correction(row)


def corrections_of(connection: sqlite3.Connection, story: int) -> list[Correction]:
    """The corrections of a story that hold, in the order in which they were made."""
    sql = f"SELECT {_COLUMNS} FROM corrections WHERE story_id = ? AND undone_at IS NULL ORDER BY id"
    return [_correction(row) for row in connection.execute(sql, (story,))]


def all_corrections(connection: sqlite3.Connection) -> Iterator[Correction]:
    """All corrections, those taken back too, in the order in which they were made."""
    return map(_correction, connection.execute(f"SELECT {_COLUMNS} FROM corrections ORDER BY id"))


def rules_for(connection: sqlite3.Connection, site: str | None, story: int | None) -> list[Rule]:
    """What was said of blocks of a site, and of the very blocks of a story, in the order in which it was said."""
    sql = (
        "SELECT label, template, CASE WHEN everywhere AND site = :site THEN NULL ELSE text END FROM corrections"
        " WHERE label IS NOT NULL AND undone_at IS NULL AND ((everywhere AND site = :site) OR story_id = :story)"
        " ORDER BY id"
    )
    rows = connection.execute(sql, {"site": site or "", "story": story or 0})
    return [Rule(Label[label], template, text) for label, template, text in rows if label in Label.__members__]


def site_of(url: str | None) -> str | None:
    """The host of an address, without "www."; None without one.

    >>> site_of("https://www.kabar.example/read/1"), site_of("page.html")
    ('kabar.example', None)
    """
    address = address_of(url) if url else None
    return (address.host.removeprefix("www.") or None) if address and address.host else None


def site_of_story(article: Article) -> str | None:
    """The site that a story is on, as far as its address or its page says."""
    return site_of(article.url) or site_of(article.canonical_url)


def _correction(row: tuple[Any, ...]) -> Correction:
    ident, story, made_at, undone_at, path, value, was, label, site, *about, everywhere = row
    block = BlockAt(*about) if label is not None else None
    read = was if label is not None else loads(was)
    return Correction(
        ident, story, made_at, undone_at, path, None if value is None else loads(value), read, label, site, block,
        bool(everywhere),
    )  # fmt: skip
