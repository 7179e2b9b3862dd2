"""The archive as a file: made, opened, upgraded, and refused when it is something else.

One SQLite file in WAL mode, so that readers and a writer don't wait for each other. `PRAGMA application_id` marks it as
ours and `PRAGMA user_version` is the number of its last migration.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from kliping.archive.derived import is_present, rebuild
from kliping.errors import ArchiveError

APPLICATION_ID = 0x4B4C4950
"""What SQLite's header says of whose file it is: "KLIP"."""

PATIENCE = 60.0
"""Seconds that one process waits for another to finish writing."""

_MAGIC = b"SQLite format 3\0"


def open_file(path: Path, write: bool = False, create: bool = False) -> sqlite3.Connection:
    """The archive in a file, upgraded when `write` asks for it and it is old.

    Raises `ArchiveError`: "missing", "folder", "not_archive", "newer", "old", "damaged", "read_only", "unreadable".
    """
    _check(path, create)
    with told(path):
        connection = _connect(path, write)
        try:
            _prepare(connection, path, write)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What SQLite or the system complains about in the block, as an `ArchiveError` that a person understands."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(*_sentence(error)) from error
    except PermissionError:
        raise ArchiveError("unreadable", "It may not be read by this user.") from None
    except OSError as error:
        raise ArchiveError("unreadable", f"It can't be read: {error.strerror or error}.") from None


@cache
def migrations() -> tuple[str, ...]:
    """The SQL of every migration, in order; the first is number 1."""
    folder = files("kliping.archive") / "migrations"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql"))
    return tuple((folder / name).read_text("utf-8") for name in names)


def _check(path: Path, create: bool) -> None:
    """Look at the file before SQLite does: its own complaints say less."""
    with told(path):
        if path.is_dir():
            raise ArchiveError("folder", "It is a folder; an archive is one file.")
        if not os.path.lexists(path):
            if not create:
                raise ArchiveError("missing", "There is no archive here; `kliping add` makes one.")
            if not path.absolute().parent.is_dir():
                raise ArchiveError("missing", "The folder that it should stand in doesn't exist.")
            return
        if path.exists() and not path.is_file():
            raise ArchiveError("not_archive", "It is a device or a pipe; an archive is a file.")
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
        if head != _MAGIC and (head or not create):
            raise ArchiveError("not_archive", "It is no clippings archive.")


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        return _connected(path, "rwc")
    try:
        connection = _connected(path, "ro")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # In a folder that can't be written, WAL has no place for its index: without a log, the file is all there is.
        if Path(f"{path}-wal").exists() and Path(f"{path}-wal").stat().st_size:
            raise
        connection = _connected(path, "ro&immutable=1")
    return connection


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(os.fspath(path.absolute()), errors='surrogateescape')}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode only a power cut could take the last moments
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    known = migrations()
    version = _version(connection)
    if version > len(known):
        raise ArchiveError(
            "newer", f"A newer Kliping made it (schema {version}, and this one knows {len(known)}): upgrade Kliping."
        )
    if version == len(known) and (not write or is_present(connection)):
        return
    if not write:
        raise ArchiveError("old", "An older Kliping made it; `kliping add` upgrades it.")
    if not os.access(path, os.W_OK):
        raise ArchiveError("read_only", "It can't be written by this user.")
    _use_wal(connection)
    _upgrade(connection, known)


def _version(connection: sqlite3.Connection) -> int:
    """The number of the last migration; 0 for an empty file."""
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if ours == APPLICATION_ID:
        return int(version)
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] or ours or version:
        # The two were read one after the other, and another process may have made the archive meanwhile.
        if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
            return _version(connection)
        raise ArchiveError("not_archive", "It is an SQLite database of something else.")
    return 0


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite doesn't wait here when another process does the same."""
    for _ in range(100):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.05)
    connection.execute("PRAGMA journal_mode = WAL")


def _upgrade(connection: sqlite3.Connection, known: tuple[str, ...]) -> None:
    """All that is missing, in one transaction: an archive is never half upgraded."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        for sql in known[version:]:
            for statement in statements(sql):
                connection.execute(statement)
        if not is_present(connection):
            rebuild(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(known)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(sql: str) -> Iterator[str]:
    """The statements of a file, one by one: Python runs several only outside a transaction.

    >>> list(statements("CREATE TABLE a (b);\\nCREATE TABLE c (d);"))
    ['CREATE TABLE a (b);\\n', 'CREATE TABLE c (d);']
    """
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


_SENTENCES = {
    "SQLITE_NOTADB": ("not_archive", "It is no clippings archive."),
    "SQLITE_CORRUPT": ("damaged", "It is damaged: parts of the file are missing or overwritten."),
    "SQLITE_FULL": ("full", "The disk is full; what was added before is safe."),
    "SQLITE_READONLY": ("read_only", "It can't be written by this user."),
    "SQLITE_BUSY": ("busy", "Another process is writing to it and doesn't finish."),
    "SQLITE_CANTOPEN": ("unreadable", "It can't be opened, or its folder can't be written."),
    "SQLITE_IOERR": ("unwritable", "The disk fails or is full; what was added before is safe."),
}


def _sentence(error: sqlite3.Error) -> tuple[str, str]:
    name = getattr(error, "sqlite_errorname", None) or ""
    for known, sentence in _SENTENCES.items():
        if name.startswith(known):
            return sentence
    return ("damaged", f"SQLite can't do it: {error}.")
