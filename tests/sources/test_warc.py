"""Web archives give their pages and one line about what is damaged, whatever is done to them."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.sources import Capture, Failure, captures
from kliping.sources.warc import from_stream, warc
from tests.sources.archives import gzipped, record

REAL = Path(os.environ.get("KLIPING_WARCS", Path(__file__).parents[3] / "shared" / "warc"))
RECORDS = [record(f"https://a.example/{n}", b"<html><body>" + os.urandom(2000).hex().encode(), n) for n in range(6)]


def read(archive: bytes) -> tuple[list[str], list[str]]:
    """The last part of each page's URL, and the codes of what failed."""
    found = list(from_stream(io.BytesIO(archive), "x"))
    pages = [each.page.url or "" for each in found if isinstance(each, Capture)]
    return [url.rpartition("/")[2] for url in pages], [each.error.code for each in found if isinstance(each, Failure)]


def changed(at: int, change: Callable[[bytes], bytes], pack: Callable[[bytes], bytes]) -> bytes:
    """All records, one of them changed after it is packed."""
    parts = [pack(each) for each in RECORDS]
    parts[at] = change(parts[at])
    return b"".join(parts)


def plain(part: bytes) -> bytes:
    return part


@pytest.mark.parametrize("pack", [plain, gzip.compress])
def test_sound_archives_give_all(pack: Callable[[bytes], bytes]) -> None:
    assert read(changed(0, plain, pack)) == (list("012345"), [])
    assert read(gzip.compress(b"".join(RECORDS))) == (list("012345"), [])


@pytest.mark.parametrize(
    ("change", "pack", "left"),
    [
        (lambda part: part[:1500] + os.urandom(100) + part[1600:], gzip.compress, "01345"),
        (lambda part: part[:10] + os.urandom(50) + part[60:], gzip.compress, "01345"),
        (lambda part: b"", gzip.compress, "01345"),
        (lambda part: b"garbage\r\n" * 50, plain, "01345"),
        (lambda part: part[:2000], plain, "01345"),
        (lambda part: part.replace(b"Content-Length: ", b"Content-Length: 9999"), plain, "01345"),
    ],
    ids=["payload", "head", "absent", "garbage", "short", "long"],
)
def test_what_is_damaged_is_skipped_and_counted(
    change: Callable[[bytes], bytes], pack: Callable[[bytes], bytes], left: str
) -> None:
    pages, codes = read(changed(2, change, pack))
    assert set(left) <= set(pages)
    assert codes == (["damaged"] if change(b"x" * 3000) else [])


def test_a_cut_archive_gives_what_is_whole() -> None:
    assert read(gzipped(RECORDS)[:-1500]) == (list("01234"), ["damaged"])
    assert read(b"".join(RECORDS)[:-1500]) == (list("01234"), ["damaged"])


def test_a_capture_keeps_what_the_record_says() -> None:
    (found,) = from_stream(io.BytesIO(RECORDS[3]), "x.warc")
    assert isinstance(found, Capture)
    assert found.name == "x.warc#1 (https://a.example/3)"
    assert (found.status, found.page.media_type, found.page.charset) == (200, "text/html", "utf-8")
    assert found.page.fetched_at == datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
    assert ("x-robots-tag", "noai") in found.headers


def test_what_is_no_page_is_left_out() -> None:
    assert read(record("https://a.example/p.png", b"\x89PNG", 0, "image/png")) == ([], ["no_page", "no_pages"])


@pytest.mark.parametrize("content", [b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"filedesc://", b"\x28\xb5\x2f\xfd"])
def test_what_is_hardly_an_archive_is_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_bytes(content)
    (found,) = captures([str(tmp_path / "x.warc")])
    assert isinstance(found, Failure)
    assert found.error.code in ("no_pages", "damaged")


@given(st.binary(max_size=300), st.integers(0, 5000), st.booleans())
def test_no_damage_raises(noise: bytes, at: int, packed: bool) -> None:
    archive = gzipped(RECORDS[:3]) if packed else b"".join(RECORDS[:3])
    at %= len(archive)
    list(from_stream(io.BytesIO(archive[:at] + noise + archive[at + len(noise) :]), "x"))


WANTED = {
    "bad.arc": 0,
    "example-bad-non-chunked.warc.gz": 1,
    "example-bad.warc.gz.bad": 1,
    "example-digest.warc": 0,
    "example-iana.org-chunked.warc": 1,
    "example-resource.warc.gz": 1,
    "example-space-in-target-uri.warc.gz": 0,
    "example-space-in-url.arc": 0,
    "example-trunc.warc": 1,
    "example-wget-bad-target-uri.warc.gz": 1,
    "example-wrong-chunks.warc.gz": 1,
    "example.arc": 1,
    "example.arc.gz": 1,
    "example.warc": 1,
    "example.warc.gz": 1,
    "post-test.warc.gz": 0,
}
"""Pages in each of warcio's test files."""


@pytest.mark.parametrize(("name", "pages"), WANTED.items())
def test_real_archives_give_their_pages_or_one_line(name: str, pages: int) -> None:
    if not (REAL / name).exists():
        pytest.skip("the archives aren't here")
    found = list(warc(str(REAL / name)))
    assert sum(isinstance(each, Capture) for each in found) == pages
    said = [each for each in found if isinstance(each, Failure) and not each.skipped]
    assert len(said) <= 1
    assert pages or said
