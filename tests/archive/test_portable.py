"""What JSON Lines exports, it imports to an equal archive; bytes from outside do no harm."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kliping import Article
from kliping.archive import Archive, Captured
from kliping.archive.lines import parsed
from kliping.errors import ArchiveError, RecordError
from tests.archive.stories import RICE, made

PAGE = Captured("a.warc#1", b"<p>\xff", "https://a.example/1", datetime(2026, 5, 14, tzinfo=UTC), warc="a.warc")


def dump(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every table, row by row."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'search%'"
    names = [row[0] for row in archive.connection.execute(sql)]
    return {name: archive.connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


def test_an_equal_archive(archive: Archive, tmp_path: Path) -> None:
    archive.add(RICE, [PAGE])
    archive.add(made(2), [replace(PAGE, status=200, headers=(("content-type", "text/html"),))], keep_bytes=False)
    archive.add(made(2, url="https://salinan.example/2"))
    archive.add(replace(RICE, headline="Harga Beras Turun"))
    archive.add(replace(RICE, headline="Beras", fetched_at=datetime(2026, 5, 13, tzinfo=UTC)))
    assert archive.gone(str(RICE.url), 410)
    archive.pin(2)
    lines = [json.dumps(archive.plain(story)) for story in archive.ids()]
    with Archive(tmp_path / "copy.kliping", create=True) as copy:
        copy.take(parsed(line.encode()) for line in lines)
        ours, theirs = dump(archive), dump(copy)
        moved = ("versions", "captures")  # versions of one story are numbered through, so ids may differ
        assert {name: rows for name, rows in ours.items() if name in ("copies", "tags") or name == "made_with"}
        assert [copy.plain(story) for story in copy.ids()] == [archive.plain(story) for story in archive.ids()]
        assert {name: len(rows) for name, rows in theirs.items()} == {name: len(rows) for name, rows in ours.items()}
        assert all(theirs[name] == ours[name] for name in ("copies", "copy_groups", "sketches", "bands")), moved
        assert [hit.id for hit in copy.search("beras").hits] == [hit.id for hit in archive.search("beras").hits]
        assert [added.what for added in copy.take(parsed(line.encode()) for line in lines)] == ["same"] * 3


def test_archives_are_merged_with_their_histories(archive: Archive, tmp_path: Path) -> None:
    days = [
        replace(RICE, headline=f"Beras {day}", fetched_at=datetime(2026, 6, day, tzinfo=UTC)) for day in (1, 2, 3, 4)
    ]
    with Archive(tmp_path / "other.kliping", create=True) as other:
        for mine, day in ((archive, 0), (other, 1), (archive, 2), (other, 3)):
            mine.add(days[day])
        other.gone(str(RICE.url), 404, datetime(2026, 6, 5, tzinfo=UTC))
        lines = [json.dumps(other.plain(story)) for story in other.ids()]
    assert [archive.take([parsed(line.encode()) for line in lines])[0].what for _ in range(2)] == ["changed", "same"]
    history = archive.history(1)
    assert [version.headline for version in history] == [f"Beras {day}" for day in (1, 2, 3, 4)]
    assert [each.status for each in history[-1].removals] == [404]
    assert archive.article(1) == days[3]


def test_an_export_is_records_too(archive: Archive) -> None:
    archive.add(RICE)
    assert Article.from_dict(archive.plain(1)) == RICE


def test_plain_records_are_taken(archive: Archive) -> None:
    assert [each.what for each in archive.take([RICE.to_dict(), made(1).to_dict(), RICE.to_dict()])] == [
        "added",
        "added",
        "same",
    ]


def test_all_or_none(archive: Archive) -> None:
    with pytest.raises(RecordError):
        archive.take([RICE.to_dict(), {"schema_version": 1, "tags": 3}])
    assert len(archive) == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("target") / "a.kliping", create=True)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, inner in steps for found in paths(inner, (*path, step)))]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    with Archive(tmp_path_factory.mktemp("whole") / "a.kliping", create=True) as archive:
        archive.add(RICE, [PAGE])
        archive.add(replace(RICE, headline="Lain"))
        archive.gone(str(RICE.url), 404)
        return json.dumps(archive.plain(1))


@given(st.data())
@settings(max_examples=80)
def test_a_line_in_which_anything_is_anything(target: Archive, whole: str, data: st.DataObject) -> None:
    plain = json.loads(whole)
    *way, last = data.draw(st.sampled_from([path for path in paths(plain) if path]))
    inner = plain
    for step in way:
        inner = inner[step]
    inner[last] = data.draw(JSON)
    _take(target, json.dumps(plain).encode())


@given(st.binary(max_size=60))
def test_a_line_of_any_bytes(target: Archive, line: bytes) -> None:
    _take(target, line)
    _take(target, b'{"schema_version": 1, "archive": ' + line)


def _take(archive: Archive, line: bytes) -> None:
    codes = []
    try:
        archive.take([parsed(line)])
    except RecordError:
        codes = ["not_record"]
    except ArchiveError as error:
        codes = [error.code]
    assert codes in ([], ["not_record"])
    assert not archive.connection.in_transaction
