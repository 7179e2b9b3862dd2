"""A record into the tables, as one version of a story."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from kliping.archive.identity import address_key, page_key
from kliping.archive.people import person_id
from kliping.archive.rows import LISTED, MOMENT_PARTS, MOMENTS, SCALARS, Row, as_column, json
from kliping.archive.text import plain
from kliping.plain_form import encodable
from kliping.records import Article, Link, Moment

VERSION_COLUMNS = (
    *("story_id", "number", "added_at", "key", "fetched_at", *SCALARS),
    *(f"{moment}_{part}" for moment in MOMENTS for part in MOMENT_PARTS),
)


def put_version(connection: sqlite3.Connection, story: int, number: int, added_at: str, article: Article) -> int:
    """Write a record as a version of a story; the row of the version."""
    fetched = article.fetched_at and article.fetched_at.isoformat()
    head = (story, number, added_at, page_key(article), fetched)
    scalars = (as_column(getattr(article, name)) for name in SCALARS)
    moments = (part for name in MOMENTS for part in _moment(getattr(article, name)))
    sql = _insert("versions", VERSION_COLUMNS)
    version = int(connection.execute(sql, (*head, *scalars, *moments)).lastrowid or 0)
    for table, columns, rows in _tables(connection, article):
        connection.executemany(
            _insert(table, ("version_id", "position", *columns)),
            ((version, position, *row) for position, row in enumerate(rows)),
        )
    return version


def _insert(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _moment(moment: Moment | None) -> Row:
    if moment is None:
        return (None,) * len(MOMENT_PARTS)
    at, clock = moment.at and moment.at.isoformat(), moment.local_time and moment.local_time.isoformat()
    return (moment.day.isoformat(), at, clock, moment.zone_from, moment.precision, encodable(moment.raw))


def _tables(connection: sqlite3.Connection, article: Article) -> Iterator[tuple[str, tuple[str, ...], list[Row]]]:
    for listed in LISTED:
        records = getattr(article, listed.field)
        columns = tuple(listed.columns.values())
        rows = [tuple(as_column(getattr(record, name)) for name in listed.columns) for record in records]
        name_of = _NAMED.get(listed.field)
        if name_of:
            columns = (*columns, "person_id")
            names = [getattr(record, name_of) for record in records]
            rows = [
                (*row, person_id(connection, name) if name and name.strip() else None)
                for row, name in zip(rows, names, strict=True)
            ]
        yield listed.table, columns, rows
    yield "tags", ("tag", "key"), [(encodable(tag), encodable(plain(tag).strip())) for tag in article.tags]
    yield "reservations", ("statement",), [(encodable(each),) for each in article.reservations]
    yield "rails", ("heading", "kind"), [(encodable(rail.heading), encodable(rail.kind)) for rail in article.rails]
    yield "links", ("rail", "url", "text", "kind", "target"), list(_links(article))
    yield "evidence", ("path", "value", "said_by", "place", "confidence"), list(_evidence(article))


_NAMED = {"people": "name", "quotes": "speaker"}
"""Fields whose records name a person, and where."""


def _links(article: Article) -> Iterator[Row]:
    yield from (_link(None, link) for link in article.links)
    for position, rail in enumerate(article.rails):
        yield from (_link(position, link) for link in rail.links)


def _link(rail: int | None, link: Link) -> Row:
    return (rail, as_column(link.url), as_column(link.text), encodable(link.kind), address_key(link.url))


def _evidence(article: Article) -> Iterator[Row]:
    for path, claims in article.evidence.items():
        for claim in claims:
            value: Any = json(claim.value)
            yield encodable(path), value, encodable(claim.said_by), encodable(claim.where), claim.confidence
