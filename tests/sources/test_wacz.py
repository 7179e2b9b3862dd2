"""WACZ files give the pages of the WARCs in them, and no bomb unpacks."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kliping.sources import Capture, Failure, captures
from tests.sources.archives import gzipped, record

RECORDS = [record(f"https://a.example/{n}", b"<html><body>story", n) for n in range(3)]


def made(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def read(path: Path) -> tuple[list[str | None], list[str]]:
    found = list(captures([str(path)]))
    pages = [each.page.url for each in found if isinstance(each, Capture)]
    return pages, [each.error.code for each in found if isinstance(each, Failure)]


def test_all_its_archives_are_read(tmp_path: Path) -> None:
    members = {
        "datapackage.json": b"{}",
        "archive/b.warc": RECORDS[2],
        "archive/a.warc.gz": gzipped(RECORDS[:2]),
        "indexes/index.cdx.gz": b"\x1f\x8b",
    }
    for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        path = made(tmp_path / f"{compression}.wacz", members, compression)
        assert read(path) == ([f"https://a.example/{n}" for n in range(3)], [])


def test_it_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = made(tmp_path / "archive", {"archive/a.warc": RECORDS[0]})
    assert read(path) == (["https://a.example/0"], [])


def test_a_damaged_member_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    damaged = gzipped(RECORDS)[:-40]
    path = made(tmp_path / "x.wacz", {"archive/a.warc.gz": damaged, "archive/b.warc": RECORDS[2]})
    pages, codes = read(path)
    assert pages == [f"https://a.example/{n}" for n in (0, 1, 2)]
    assert codes == ["damaged"]


def test_bombs_do_not_unpack(tmp_path: Path) -> None:
    path = made(tmp_path / "x.wacz", {"archive/a.warc": bytes(50_000_000)}, zipfile.ZIP_DEFLATED)
    assert read(path) == ([], ["too_large"])


def test_what_is_no_zip_or_holds_no_archive_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.wacz").write_bytes(b"PK\x03\x04 and no more")
    assert read(tmp_path / "x.wacz") == ([], ["damaged"])
    assert read(made(tmp_path / "y.wacz", {"readme.txt": b"x"})) == ([], ["no_pages"])
