"""What is fresh isn't asked again, and what is stale is asked for with what is known of it (RFC 9111)."""

from __future__ import annotations

import gzip
import sqlite3
import time
from pathlib import Path

import pytest

from kliping.errors import SourceError
from kliping.sources.web.cache import FILE
from kliping.sources.web.manners import default_folder
from tests.portal.server import Hit, Page, Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb


def tagged(tag: str, body: bytes, **headers: str) -> Page:
    """A page with an ETag that answers 304 to who has it."""

    def answer(hit: Hit) -> Reply:
        known = hit.headers.get("if-none-match") == tag
        return Reply(b"" if known else body, 304 if known else 200, {"ETag": tag, **headers})

    return answer


def test_a_fresh_page_is_not_asked_again_by_the_next_run(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    said = {"Cache-Control": "max-age=3600", "Content-Encoding": "gzip", "X-Robots-Tag": "noai"}
    portal.pages["/"] = Reply(gzip.compress(b"a story"), headers=said)
    first = page(open_web(cache=tmp_path).get(portal.url("/")))
    second = page(open_web(cache=tmp_path).get(portal.url("/")))
    assert portal.asked() == ["/"]
    assert second.page == first.page
    assert set(first.headers) >= {("x-robots-tag", "noai")} <= set(second.headers)


def test_a_stale_page_is_asked_for_by_its_tag(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    portal.pages["/"] = tagged('"v1"', b"a story", Date="Sat, 21 Nov 2026 10:00:00 GMT")
    web = open_web(cache=tmp_path)
    first = page(web.get(portal.url("/")))
    time.sleep(1.1)  # a revalidated page is as old as it was, in whole seconds
    second = page(web.get(portal.url("/")))
    assert [hit.headers.get("if-none-match") for hit in portal.hits if hit.path == "/"] == [None, '"v1"']
    assert (second.page, second.status) == (first.page, 200)
    portal.pages["/"] = tagged('"v2"', b"a story, changed", Date="Sat, 21 Nov 2026 11:00:00 GMT")
    assert page(web.get(portal.url("/"))).page.content == b"a story, changed"
    assert page(web.get(portal.url("/"))).page.content == b"a story, changed"
    assert portal.hits[-1].headers["if-none-match"] == '"v2"'


def test_a_stale_page_is_asked_for_by_its_date(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    since = "Sat, 21 Nov 2026 10:00:00 GMT"

    def answer(hit: Hit) -> Reply:
        known = hit.headers.get("if-modified-since") == since
        said = {"Last-Modified": since, "Cache-Control": "no-cache"}
        return Reply(b"" if known else b"a story", 304 if known else 200, said)

    portal.pages["/"] = answer
    web = open_web(cache=tmp_path)
    assert [page(web.get(portal.url("/"))).page.content for _ in range(2)] == [b"a story"] * 2
    assert [hit.headers.get("if-modified-since") for hit in portal.hits if hit.path == "/"] == [None, since]


@pytest.mark.parametrize("said", ["no-store", "max-age=0", "no-cache"])
def test_what_may_not_be_kept_is_asked_anew(portal: Portal, open_web: OpenWeb, tmp_path: Path, said: str) -> None:
    portal.pages["/"] = Reply(b"a story", headers={"Cache-Control": said})
    web = open_web(cache=tmp_path)
    assert [page(web.get(portal.url("/"))).page.content for _ in range(2)] == [b"a story"] * 2
    assert portal.asked() == ["/", "/"]


def test_without_a_cache_everything_is_asked(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story", headers={"Cache-Control": "max-age=3600"})
    web = open_web(cache=None)
    assert [page(web.get(portal.url("/"))).page.content for _ in range(2)] == [b"a story"] * 2
    assert portal.asked() == ["/", "/"]


def test_a_kept_page_still_passes_robots_and_its_redirects(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    keep = {"Cache-Control": "max-age=3600"}
    portal.pages = {"/old": Reply(status=301, headers={"Location": "/new", **keep}), "/new": Reply(b"x", headers=keep)}
    assert page(open_web(cache=tmp_path).get(portal.url("/old"))).page.url == portal.url("/new")
    assert page(open_web(cache=tmp_path).get(portal.url("/old"))).page.url == portal.url("/new")
    assert portal.asked() == ["/old", "/new"]
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /new")
    assert code(open_web(cache=tmp_path).get(portal.url("/old"))) == "robots"


def test_a_limit_holds_for_kept_pages(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    said = {"Cache-Control": "max-age=3600", "Content-Encoding": "gzip"}
    portal.pages["/"] = Reply(gzip.compress(bytes(100_000)), headers=said)
    assert page(open_web(cache=tmp_path).get(portal.url("/")))
    assert code(open_web(cache=tmp_path, file_bytes=50_000).get(portal.url("/"))) == "too_large"
    assert portal.asked() == ["/"]


def test_a_server_cannot_set_when_we_fetched(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    headers = {"Cache-Control": "max-age=3600", "X-Kliping-Fetched-At": "1999-01-01T00:00:00+00:00"}
    portal.pages["/"] = Reply(b"a story", headers=headers)
    web = open_web(cache=tmp_path)
    fetched = [page(web.get(portal.url("/"))).page.fetched_at for _ in range(2)]
    assert fetched[0] == fetched[1]
    assert fetched[0] is not None
    assert fetched[0].year > 1999


def test_headers_in_any_bytes_do_no_harm(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    portal.pages["/"] = Reply(b"a story", headers={"Cache-Control": "max-age=9", "X-Title": "bérita \xff"})
    web = open_web(cache=tmp_path)
    assert [dict(page(web.get(portal.url("/"))).headers)["x-title"] for _ in range(2)] == ["bérita \xff"] * 2


def test_a_cache_that_cannot_be_opened_is_said(open_web: OpenWeb, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SourceError) as caught:
        open_web(cache=tmp_path / "file" / "folder")
    assert caught.value.code == "no_cache"
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE entries (x)")
    other.close()
    with pytest.raises(SourceError) as caught:
        open_web(cache=tmp_path)
    assert caught.value.code == "no_cache"


def test_a_damaged_cache_is_no_cache(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database" * 1000)
    portal.pages["/"] = Reply(b"a story", headers={"Cache-Control": "max-age=3600"})
    assert page(open_web(cache=tmp_path).get(portal.url("/")))


def test_the_folder_follows_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/caches")
    assert default_folder() == Path("/var/caches/kliping")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/desk")
    assert default_folder() == Path("/home/desk/.cache/kliping")
