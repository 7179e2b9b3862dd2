"""The clippings archive: one SQLite file, and what can be asked of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kliping.archive.add import Added, Arrival, add
from kliping.archive.captures import Captured, get_captures
from kliping.archive.changes import Change, changes
from kliping.archive.clock import now, utc
from kliping.archive.file import open_file, told
from kliping.archive.history import Version, history_of
from kliping.archive.identity import address_key
from kliping.archive.in_time import in_time
from kliping.archive.load import get_article
from kliping.archive.portable import story_to_plain, take_plain
from kliping.archive.quotes import Said, quotes_of
from kliping.archive.removals import GONE, Removal, put_removal, standing_at
from kliping.archive.search.facets import Filters
from kliping.archive.search.find import Found, Page, find, find_all
from kliping.archive.search.query import parse
from kliping.archive.sections.latest import latest
from kliping.archive.sections.picks import picks
from kliping.archive.sections.popular import popular
from kliping.archive.sections.regional import places, regional
from kliping.archive.sections.related import related
from kliping.errors import ArchiveError
from kliping.records import Article


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of one story."""

    stories: tuple[int, ...]
    """Ids, by time."""

    origin: int | None
    """The likely origin among them."""

    origin_name: str | None
    """The paper or agency that it is taken from, where one is named."""

    reason: str
    """What the origin is told by: "canonical", "source", "agency" or "earliest"."""


class Archive:
    """An open archive; to be used in one thread, and closed.

    Everything raises `kliping.errors.ArchiveError` when the file fails, with a code ("full", "damaged", "busy" …).
    """

    def __init__(self, path: Path | str, write: bool = False, create: bool = False) -> None:
        """Open the file; `write` for adding (an old archive is upgraded), `create` to make it where there is none."""
        self.path = Path(path)
        self._connection = open_file(self.path, write or create, create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The database itself, for questions in SQL."""
        return self._connection

    # --- keep

    def add(self, article: Article, captures: Iterable[Captured] = (), keep_bytes: bool = True) -> Added:
        """Keep a record and its pages; what it gives is safe on disk."""
        with self.writing():
            return add(self._connection, Arrival(article, tuple(captures), keep_bytes))

    def take(self, plain: Iterable[Mapping[str, Any]], keep_bytes: bool = True) -> list[Added]:
        """Keep records, or stories with their history as `stories` gives them; all of them or none.

        Raises `kliping.errors.RecordError` for what is no record.
        """
        with self.writing():
            return [take_plain(self._connection, each, keep_bytes) for each in plain]

    def gone(self, url: str, status: int, at: datetime | None = None) -> Added | None:
        """Write down that a server says that a page is gone (404 or 410); None where no story stood there before.

        `at` is when it said so (aware), by default now.
        """
        with self.writing():
            story = standing_at(self._connection, url) if status in GONE else None
            removal = Removal(url, status, utc(at) if at else now())
            if story is None or not put_removal(self._connection, story, removal):
                return None
            return Added("gone", story, in_time(self._connection, story)[-1].number)

    def pin(self, story: int, pinned: bool = True) -> None:
        """Put a story among the picks, or take it out."""
        with self.writing():
            sql = "UPDATE stories SET pinned_at = ? WHERE id = ?"
            self._connection.execute(sql, (now() if pinned else None, story))

    # --- find

    def __len__(self) -> int:
        with told(self.path):
            return int(self._connection.execute("SELECT count(*) FROM stories").fetchone()[0])

    def search(self, query: str = "", filters: Filters | None = None, page: Page | None = None) -> Found:
        """The stories that answer a query. Raises `kliping.errors.QueryError`, which says what to change."""
        with told(self.path):
            return find(self._connection, parse(query), filters or Filters(), page or Page())

    def matching(self, query: str = "", filters: Filters | None = None) -> list[int]:
        """The ids of all stories that answer a query, in the order in which they were added. Raises `QueryError`."""
        with told(self.path):
            return find_all(self._connection, parse(query), filters or Filters())

    def story(self, name: str) -> int:
        """The id of a story that is named by its id or its address. Raises `ArchiveError` "no_story"."""
        by_id = name.isascii() and name.isdigit() and len(name) < 19
        sql = f"SELECT id FROM stories WHERE {'id' if by_id else 'key'} = ?"
        with told(self.path):
            row = self._connection.execute(sql, (int(name) if by_id else address_key(name),)).fetchone()
            if row is None and not by_id:
                sql = "SELECT story_id FROM versions WHERE key = ? LIMIT 1"
                row = self._connection.execute(sql, (address_key(name),)).fetchone()
        if row is None:
            raise ArchiveError("no_story", "The archive holds no such story.")
        return int(row[0])

    def ids(self) -> Iterator[int]:
        """The ids of all stories, in order."""
        with told(self.path):
            yield from (row[0] for row in self._connection.execute("SELECT id FROM stories ORDER BY id"))

    def article(self, story: int, number: int | None = None) -> Article:
        """The record of a story, or of one of its versions. Raises `ArchiveError` "no_story" or "no_version"."""
        with told(self.path):
            return get_article(self._connection, self._version(story, number))

    def captures(self, story: int, number: int | None = None) -> list[Captured]:
        """The pages of a story, or of one of its versions."""
        with told(self.path):
            return list(get_captures(self._connection, self._version(story, number)))

    def all_captures(self, stories: Iterable[int]) -> Iterator[Captured]:
        """The pages of all versions of stories, in order; a page of unknown time was there when it was added."""
        with told(self.path):
            for story in stories:
                sql = "SELECT id, added_at FROM versions WHERE story_id = ? ORDER BY number"
                for version, added_at in self._connection.execute(sql, (story,)).fetchall():
                    added = datetime.fromisoformat(added_at)
                    yield from (replace(page, at=page.at or added) for page in get_captures(self._connection, version))

    def quotes(self, speaker: str) -> list[Said]:
        """What a person said, by time."""
        with told(self.path):
            return quotes_of(self._connection, speaker)

    def plain(self, story: int, with_bytes: bool = True) -> dict[str, Any]:
        """A story with its history as plain JSON, which `take` takes."""
        with told(self.path):
            return story_to_plain(self._connection, story, with_bytes)

    # --- compare

    def history(self, story: int) -> list[Version]:
        """The versions of a story, in the order in which their pages were met."""
        with told(self.path):
            return history_of(self._connection, story)

    def diff(self, story: int, old: int, new: int) -> list[Change]:
        """What changed from one version of a story to another."""
        return changes(self.article(story, old), self.article(story, new))

    def copies(self, story: int) -> Copies | None:
        """The group of copies that a story belongs to; None where it has no copies."""
        sql = (
            "SELECT g.id, g.origin_story_id, g.origin_name, g.reason FROM copies c"
            " JOIN copy_groups g ON g.id = c.group_id WHERE c.story_id = ?"
        )
        with told(self.path):
            row = self._connection.execute(sql, (story,)).fetchone()
            if row is None:
                return None
            sql = (
                "SELECT s.id FROM copies c JOIN stories s ON s.id = c.story_id WHERE group_id = ?"
                " ORDER BY sort_at, s.id"
            )
            return Copies(tuple(each[0] for each in self._connection.execute(sql, (row[0],))), *row[1:])

    # --- sections

    def latest(self, limit: int = 10) -> list[int]:
        """Ids of the stories that were published last."""
        with told(self.path):
            return latest(self._connection, limit)

    def popular(self, limit: int = 10) -> list[int]:
        """Ids of the recent stories that pages link to and sites copy most."""
        with told(self.path):
            return popular(self._connection, limit)

    def picks(self, limit: int = 10) -> list[int]:
        """Ids of the stories that the user pinned, then of those that sites picked."""
        with told(self.path):
            return picks(self._connection, limit)

    def regional(self, place: str, limit: int = 10) -> list[int]:
        """Ids of the latest stories of a place."""
        with told(self.path):
            return regional(self._connection, place, limit)

    def places(self) -> list[tuple[str, int]]:
        """The places that stories are filed from, and how many are."""
        with told(self.path):
            return places(self._connection)

    def related(self, story: int, limit: int = 10) -> list[int]:
        """Ids of the stories nearest to one."""
        with told(self.path):
            return related(self._connection, story, limit)

    # --- inside

    def _version(self, story: int, number: int | None) -> int:
        if number is None:
            row = self._connection.execute("SELECT version_id FROM stories WHERE id = ?", (story,)).fetchone()
        else:
            sql = "SELECT id FROM versions WHERE story_id = ? AND number = ?"
            row = self._connection.execute(sql, (story, number)).fetchone() if abs(number) < 1 << 63 else None
        if row is None:
            code, what = ("no_story", "story") if number is None else ("no_version", "version of the story")
            raise ArchiveError(code, f"The archive holds no such {what}.")
        return int(row[0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing, and on disk when it is over."""
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except (OverflowError, sqlite3.IntegrityError) as error:
                self._roll_back()
                raise ArchiveError("not_record", f"A value of the record can't be kept: {error}.") from None
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # a full disk may have done it already
            self._connection.execute("ROLLBACK")
