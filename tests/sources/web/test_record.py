"""A WARC of a run holds all that was used, and reads again as the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from kliping.errors import SourceError
from tests.portal.server import FIRST, Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb

Record = tuple[str, str | None, dict[str, str], bytes]


def records(path: Path, kind: WarcRecordType = WarcRecordType.any_type) -> list[Record]:
    """Type, address, HTTP headers (with "status" and "date") and payload of each record, its digests checked."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=kind, verify_digests=True):
            headers = {name.lower(): value for name, value in record.http_headers or ()} if record.is_http else {}
            headers |= {"status": str(record.http_headers.status_code)} if record.record_type == 4 else {}
            headers["warc-date"] = record.record_date.isoformat()
            found.append(
                (str(record.record_type), record.headers.get("WARC-Target-URI"), headers, record.reader.read())
            )
    return found


def responses(path: Path) -> dict[str, Record]:
    """The responses by address."""
    return {str(record[1]): record for record in records(path, WarcRecordType.response)}


@pytest.mark.parametrize("name", ["run.warc", "run.warc.gz", "run.warc.zst"])
def test_all_that_was_used_is_there(portal: Portal, open_web: OpenWeb, tmp_path: Path, name: str) -> None:
    body = gzip.compress(b"<p>a story")
    portal.pages = {
        "/": Reply(body, headers={"Content-Encoding": "gzip", "X-Robots-Tag": "noai", "X-Title": "bérita"}),
        "/old": Reply(status=301, headers={"Location": "/"}),
    }
    web = open_web(warc=tmp_path / name, contact="desk@paper.example")
    capture = page(web.get(portal.url("/old#top")))
    code(web.get(portal.url("/missing")))
    web.close()
    kept = responses(tmp_path / name)
    assert set(kept) == {portal.url(path) for path in (*FIRST, "/old", "/", "/missing")}
    assert kept[portal.url("/old")][2]["location"] == "/"
    _, _, headers, payload = kept[portal.url("/")]
    assert payload == body
    assert (headers["status"], headers["x-robots-tag"], headers["content-length"]) == ("200", "noai", str(len(body)))
    assert capture.page.fetched_at is not None
    assert headers["warc-date"] == capture.page.fetched_at.isoformat()
    requests = records(tmp_path / name, WarcRecordType.request)
    assert [record[1] for record in requests] == list(kept)
    assert requests[0][2]["user-agent"].endswith("(+desk@paper.example)")
    assert [record[0] for record in records(tmp_path / name)[:4]] == ["warcinfo", "metadata", "response", "request"]


def test_a_chunked_answer_is_kept_in_one_piece(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    chunks = [b"5\r\na sto\r\n", b"2\r\nry\r\n", b"0\r\n\r\n"]
    portal.pages["/"] = Reply(chunks, headers={"Transfer-Encoding": "chunked"})
    web = open_web(warc=tmp_path / "run.warc")
    assert page(web.get(portal.url("/"))).page.content == b"a story"
    web.close()
    _, _, headers, payload = responses(tmp_path / "run.warc")[portal.url("/")]
    assert payload == b"a story"
    assert "transfer-encoding" not in headers


def test_pages_from_the_cache_are_there_too(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    body = gzip.compress(b"a story")
    portal.pages["/"] = Reply(body, headers={"Cache-Control": "max-age=60", "Content-Encoding": "gzip"})
    first = page(open_web(cache=tmp_path).get(portal.url("/")))
    web = open_web(cache=tmp_path, warc=tmp_path / "run.warc.gz")
    page(web.get(portal.url("/")))
    page(web.get(portal.url("/")))
    web.close()
    assert [record[1] for record in records(tmp_path / "run.warc.gz", WarcRecordType.response)] == [
        *map(portal.url, FIRST),
        portal.url("/"),
    ]
    _, _, headers, payload = responses(tmp_path / "run.warc.gz")[portal.url("/")]
    assert payload == body
    assert first.page.fetched_at is not None
    assert headers["warc-date"] == first.page.fetched_at.isoformat()


def test_a_second_run_adds_to_the_first(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    portal.pages["/"] = Reply(b"a story")
    for number in range(2):
        web = open_web(warc=tmp_path / "run.warc.gz")
        page(web.get(portal.url(f"/?{number}")))
        web.close()
    assert {portal.url("/?0"), portal.url("/?1")} <= set(responses(tmp_path / "run.warc.gz"))


def test_records_are_whole_before_the_run_ends(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    portal.pages["/"] = Reply(b"a story")
    page(open_web(warc=tmp_path / "run.warc.gz").get(portal.url("/")))
    assert portal.url("/") in responses(tmp_path / "run.warc.gz")


def test_a_place_that_cannot_be_written_is_said(open_web: OpenWeb, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        open_web(warc=tmp_path / "nowhere" / "run.warc")
    assert caught.value.code == "unwritable"


@pytest.mark.parametrize(
    ("name", "content"), [("notes.txt", b"my notes"), ("run.warc.gz", b"WARC/1.1\r\n"), ("a.zst", b"x")]
)
def test_a_file_of_something_else_is_left_alone(open_web: OpenWeb, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as caught:
        open_web(warc=tmp_path / name)
    assert caught.value.code == "no_warc"
    assert (tmp_path / name).read_bytes() == content
