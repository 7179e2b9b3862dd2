"""A correction made or taken back: kept, and the present version of its story changed with it, in one transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kliping.archive.captures import get_captures
from kliping.archive.correcting.apply import amended, with_fields, without_field
from kliping.archive.correcting.fields import parsed, put_at, same, value_at
from kliping.archive.correcting.place import replace_version
from kliping.archive.correcting.reread import apart
from kliping.archive.correcting.store import (
    BlockAt,
    corrections_of,
    put_block,
    put_field,
    rules_for,
    site_of_story,
    take_back,
)
from kliping.archive.load import get_article
from kliping.errors import ArchiveError, RecordError
from kliping.reading.labels import Label

if TYPE_CHECKING:
    from kliping.archive.archive import Archive


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a block of a story's page should be."""

    page: int
    """The page of the story, from 1."""

    row: int
    """The block's place among the blocks of the page."""

    label: Label
    everywhere: bool = False
    """Whether all blocks of the site at this place of the layout are so."""


def correct_field(archive: Archive, story: int, path: str, text: str) -> bool:
    """Let a field of a story be what a person typed; False when it is that already.

    Raises `RecordError` for what can't be read, `ArchiveError` for a story that isn't there.
    """
    value = parsed(path, text)
    plain = archive.article(story).to_dict()
    was = value_at(plain, path)
    if not put_at(plain, path, value):
        raise RecordError("The record has no such photo.")
    if same(value, was):
        return False
    with archive.writing():
        connection = archive.connection
        version = _present(connection, story)
        article = get_article(connection, version)
        put_field(connection, story, path, value, _read_first(connection, story, path, was))
        replace_version(connection, version, with_fields(article, corrections_of(connection, story)))
    return True


def correct_block(archive: Archive, story: int, wanted: Wanted) -> None:
    """Let a block be what a person says, and read the story again.

    Raises `ArchiveError` "no_bytes" where the page wasn't kept, "no_block" for a block that isn't there.
    """
    with archive.writing():
        connection = archive.connection
        version = _present(connection, story)
        captures = list(get_captures(connection, version))[wanted.page - 1 :][:1]
        site = site_of_story(get_article(connection, version))
        found = apart(captures[0], rules_for(connection, site, story)) if captures else None
        if found is None:
            raise ArchiveError("no_bytes", "The page's bytes weren't kept, so it can't be read again.")
        blocks = found[0].blocks
        if not 0 <= wanted.row < len(blocks):
            raise ArchiveError("no_block", "The page has no such block.")
        block = blocks[wanted.row]
        at = BlockAt(wanted.page, block.where, block.template, block.text)
        reach = site if wanted.everywhere and block.template else None
        put_block(connection, story, at, (block.label, wanted.label), reach)
        _read_again(connection, story)


def undo(archive: Archive, correction: int) -> int:
    """Take a correction back; the id of its story. Raises `ArchiveError` "no_correction"."""
    with archive.writing():
        connection = archive.connection
        taken = take_back(connection, correction)
        if taken.path is None:
            _read_again(connection, taken.story)
        elif taken.undone_at is None:
            version = _present(connection, taken.story)
            article = without_field(get_article(connection, version), taken)
            replace_version(connection, version, with_fields(article, corrections_of(connection, taken.story)))
    return taken.story


def read_again(archive: Archive, story: int) -> None:
    """Read the pages of a story again, with all that people said by now."""
    with archive.writing():
        _read_again(archive.connection, story)


def _read_again(connection: sqlite3.Connection, story: int) -> None:
    from kliping.archive.correcting.reread import read_pages, with_headers

    version = _present(connection, story)
    old, captures = get_article(connection, version), list(get_captures(connection, version))
    plain = read_pages(captures, (), old)
    if plain is None:
        raise ArchiveError("no_bytes", "The page's bytes weren't kept, so it can't be read again.")
    new = amended(connection, story, with_headers(plain, old), captures)
    replace_version(connection, version, new)


def _present(connection: sqlite3.Connection, story: int) -> int:
    row = connection.execute("SELECT version_id FROM stories WHERE id = ?", (story,)).fetchone()
    if row is None:
        raise ArchiveError("no_story", "The archive holds no such story.")
    return int(row[0])


def _read_first(connection: sqlite3.Connection, story: int, path: str, was: object) -> object:
    """What had been read before anybody corrected the field."""
    before = [each for each in corrections_of(connection, story) if each.path == path]
    return before[0].was if before else was
