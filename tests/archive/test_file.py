"""The file: made, upgraded, refused, and readable by anybody."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kliping.archive import Archive, file
from kliping.archive.derived import rebuild
from kliping.archive.file import migrations, open_file, statements
from kliping.errors import ArchiveError
from tests.archive.stories import RICE, made

TABLES = "stories versions people photos links tags quotes evidence captures".split()


def code(path: Path, **how: bool) -> str:
    with pytest.raises(ArchiveError) as caught:
        Archive(path, **how)
    assert str(caught.value).endswith(".")
    return caught.value.code


def test_it_opens_in_any_sqlite_tool(archive: Archive, path: Path) -> None:
    archive.add(RICE)
    archive.close()
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    names = {row[0] for row in plain.execute("SELECT name FROM sqlite_master")}
    assert names >= set(TABLES)
    views = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) >= 8
    for view in views:
        assert plain.execute(f"SELECT * FROM {view}").fetchall() or view == "story_copies", view
    asked = plain.execute("SELECT id, headline, day, text FROM current_stories").fetchone()
    assert asked == (1, RICE.headline, "2026-05-14", RICE.text)
    found = "SELECT v.headline FROM search JOIN versions v ON v.id = search.rowid WHERE search MATCH 'beras'"
    assert plain.execute(found).fetchall() == [(RICE.headline,)]
    plain.close()
    assert not Path(f"{path}-wal").exists(), "one file when nobody has it open"


@pytest.mark.parametrize("version", range(1, len(migrations())))
def test_an_old_file_is_upgraded_in_place(path: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(path, create=True) as archive:
        archive.add(RICE)
        archive.add(made(1))
        wanted = [archive.plain(story) for story in archive.ids()]
    old = path.with_name("old")
    connection = sqlite3.connect(old, isolation_level=None)
    for sql in migrations()[:version]:
        for statement in statements(sql):
            connection.execute(statement)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("ATTACH ? AS new", (str(path),))
    mine = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in (each for each in mine if not each.startswith(("search", "sqlite"))):
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    if "made_with" in mine:
        connection.execute("DELETE FROM made_with")  # the index was not copied
    connection.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    assert code(old) == "old"
    with Archive(old, write=True) as archive:
        assert [archive.plain(story) for story in archive.ids()] == wanted
        assert [hit.id for hit in archive.search("beras").hits] == [1]
        assert archive.connection.execute("SELECT count(*) FROM sketches").fetchone()[0]
    with Archive(old) as archive:
        assert len(archive) == 2


def test_what_was_made_in_another_way_is_made_anew(archive: Archive, path: Path) -> None:
    archive.add(RICE)
    archive.connection.execute("UPDATE made_with SET version = '0'")
    archive.connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    archive.close()
    with Archive(path, write=True) as again:
        assert [hit.id for hit in again.search("beras").hits] == [1]
        rebuild(again.connection)
        assert [hit.id for hit in again.search("beras").hits] == [1]


def test_an_upgrade_makes_no_index_anew_that_is_good(archive: Archive, path: Path) -> None:
    made_with = archive.connection.execute("SELECT * FROM made_with").fetchall()
    old = path.with_name("old")
    connection = sqlite3.connect(old, isolation_level=None)
    for sql in migrations()[:-1]:
        for statement in statements(sql):
            connection.execute(statement)
    connection.executemany("INSERT INTO made_with VALUES (?, ?)", made_with)
    connection.execute("INSERT INTO search (rowid, headline) VALUES (1, 'penanda')")
    connection.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations()) - 1}")
    connection.close()
    with Archive(old, write=True) as again:
        found = again.connection.execute("SELECT rowid FROM search WHERE search MATCH 'penanda'").fetchall()
    assert found == [(1,)]


def test_a_newer_file_is_refused(archive: Archive, path: Path) -> None:
    archive.connection.execute("PRAGMA user_version = 99")
    archive.close()
    before = path.read_bytes()
    assert {code(path), code(path, write=True), code(path, create=True)} == {"newer"}
    assert path.read_bytes() == before


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    garbage, empty, other = tmp_path / "garbage", tmp_path / "empty", tmp_path / "other"
    garbage.write_bytes(os.urandom(5000))
    empty.write_bytes(b"")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE songs (name)")
    connection.commit()
    connection.close()
    before = other.read_bytes()
    os.mkfifo(tmp_path / "pipe")
    assert code(tmp_path / "pipe") == code(Path("/dev/null"), create=True) == "not_archive"
    cases = {garbage: "not_archive", other: "not_archive", tmp_path: "folder", tmp_path / "none": "missing"}
    assert {path: code(path) for path in cases} == cases
    assert code(other, create=True) == code(garbage, create=True) == "not_archive"
    assert other.read_bytes() == before
    assert code(empty) == "not_archive"
    Archive(empty, create=True).close()
    assert code(tmp_path / "no" / "where", create=True) == "missing"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_damaged(archive: Archive, path: Path, part: float) -> None:
    for number in range(20):
        archive.add(made(number))
    archive.close()
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    assert code(path) == "damaged"
    assert code(path, write=True) == "damaged"


def test_overwritten_pages_are_told(archive: Archive, path: Path) -> None:
    for number in range(30):
        archive.add(made(number))
    archive.close()
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(ArchiveError) as caught, Archive(path) as broken:
        broken.search("beras")
    assert caught.value.code == "damaged"


def test_a_read_only_file_can_be_read(archive: Archive, path: Path, tmp_path: Path) -> None:
    archive.add(RICE)
    archive.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    script = (
        "import os, sys, rensa\n"
        "from kliping.archive import Archive, file\n"
        "from kliping.errors import ArchiveError\n"
        "file.migrations()\n"
        "os.setuid(65534) if os.getuid() == 0 else None\n"  # root may write what it likes
        "with Archive(sys.argv[1]) as archive: print(len(archive.search('beras').hits))\n"
        "try: Archive(sys.argv[1], write=True)\n"
        "except ArchiveError as error: print(error.code)\n"
    )
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/") and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o555)
    try:
        done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True)
    finally:
        path.parent.chmod(0o755)
    assert done.stdout.split() == ["1", "read_only"], done.stderr


def test_two_at_once_make_one(path: Path) -> None:
    script = "import sys; from kliping.archive import Archive; Archive(sys.argv[1], create=True).close()"
    running = [subprocess.Popen([sys.executable, "-c", script, path]) for _ in range(4)]
    assert [each.wait() for each in running] == [0] * 4
    connection = open_file(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
