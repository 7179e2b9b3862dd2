"""Whatever a server does, one GET ends: with a page, or with one clear sentence."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import brotli
import pytest
from backports import zstd

from tests.portal.server import Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb
from tests.sources.web.raw import raw_server

MIB = 1024 * 1024


class Stream:
    """A body of the same piece over and over that knows how much of it went out."""

    def __init__(self, piece: bytes, wait: float = 0.0, most: int = 10_000) -> None:
        self.piece, self.wait, self.most, self.sent = piece, wait, most, 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in repeat(self.piece, self.most):
            time.sleep(self.wait)
            self.sent += len(piece)
            yield piece


def test_an_endless_page_is_cut_off(portal: Portal, open_web: OpenWeb) -> None:
    stream = Stream(b"<p>and so on</p>" * 4096)
    portal.pages["/"] = Reply(stream)
    assert code(open_web(file_bytes=MIB).get(portal.url("/"))) == "too_large"
    assert stream.sent < 100 * MIB


def test_a_page_that_says_how_large_it_is_counts_as_it_comes(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(bytes(2 * MIB))
    assert code(open_web(file_bytes=2 * MIB - 1).get(portal.url("/"))) == "too_large"
    assert len(page(open_web(file_bytes=2 * MIB).get(portal.url("/"))).page.content) == 2 * MIB


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(40 * MIB))),
        ("br", brotli.compress(bytes(40 * MIB), quality=1)),
        ("zstd", zstd.compress(bytes(40 * MIB))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(40 * MIB)))),
    ],
    ids=["gzip", "br", "zstd", "gzip twice"],
)
def test_a_bomb_on_the_wire_is_cut_off(portal: Portal, open_web: OpenWeb, coding: str, bomb: bytes) -> None:
    portal.pages["/"] = Reply(bomb, headers={"Content-Encoding": coding})
    web = open_web(page_bytes=MIB, file_bytes=MIB)
    assert code(web.get(portal.url("/"))) == "too_large"
    assert [code(found) for found in web.get_many([portal.url("/")])] == ["too_large"]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_lie_about_compression_is_said(portal: Portal, open_web: OpenWeb, coding: str) -> None:
    portal.pages["/"] = Reply(b"<html>not compressed at all", headers={"Content-Encoding": coding})
    assert code(open_web().get(portal.url("/"))) == "bad_encoding"


@pytest.mark.parametrize(
    ("coding", "squeeze"), [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress), ("none", bytes)]
)
def test_compression_is_undone(portal: Portal, open_web: OpenWeb, coding: str, squeeze: type[bytes]) -> None:
    portal.pages["/"] = Reply(squeeze(b"<p>a story"), headers={"Content-Encoding": coding})
    assert page(open_web().get(portal.url("/"))).page.content == b"<p>a story"


@pytest.mark.parametrize("reply", [Reply(Stream(b".", wait=0.05)), Reply(b"late", wait=2.0)])
def test_a_dripping_or_silent_server_is_left(portal: Portal, open_web: OpenWeb, reply: Reply) -> None:
    portal.pages["/"] = reply
    portal.pages["/robots.txt"] = Reply()
    assert code(open_web(seconds=0.4).get(portal.url("/"))) == "timeout"


def test_a_broken_page_is_tried_again_and_then_said(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/half"] = Reply(Stream(b"half", most=1), headers={"Content-Length": "8"})
    web = open_web(attempts=3)
    assert code(web.get(portal.url("/half"))) == "cut_off"
    assert portal.asked() == ["/half"] * 3


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"\0" * 1000,
    ],
)
def test_what_is_no_http_is_said(answer: bytes, open_web: OpenWeb) -> None:
    with raw_server(answer) as url:
        assert code(open_web(attempts=1).get(url)) in {"bad_answer", "cut_off"}


def test_nobody_there(open_web: OpenWeb) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert code(open_web().get(f"http://127.0.0.1:{port}/")) == "unreachable"
    assert code(open_web().get("http://nobody.invalid/")) == "no_such_host"


def test_a_server_without_tls(portal: Portal, open_web: OpenWeb) -> None:
    assert code(open_web().get(portal.url("/").replace("http:", "https:"))) == "tls"


def test_a_certificate_that_nobody_vouches_for(open_web: OpenWeb, tmp_path: Path) -> None:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("this system makes no certificates")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "1"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with Portal({"/": Reply(b"a story")}, tls=tls) as portal:
        assert code(open_web().get(portal.url("/"))) == "tls"
        assert not portal.hits


@pytest.mark.parametrize(
    ("status", "expected"),
    [(401, "forbidden"), (403, "forbidden"), (404, "missing"), (410, "missing"), (418, "http_status"),
     (451, "forbidden"), (500, "http_status"), (304, "http_status"), (300, "http_status")]
)  # fmt: skip
def test_a_status_that_is_no_page(portal: Portal, open_web: OpenWeb, status: int, expected: str) -> None:
    portal.pages["/"] = Reply(status=status)
    assert code(open_web().get(portal.url("/"))) == expected


def test_what_a_capture_holds(portal: Portal, open_web: OpenWeb) -> None:
    said = {"X-Robots-Tag": "noindex", "TDM-Reservation": "1", "Content-Type": "Text/HTML; charset=ISO-8859-2"}
    portal.pages["/a?b=%2C%7E+c"] = Reply(b"a story", headers=said)
    capture = page(open_web().get(portal.url("/a?b=%2C%7E+c#top")))
    assert capture.name == capture.requested_url == portal.url("/a?b=%2C%7E+c#top")
    assert (capture.page.url, capture.status) == (portal.url("/a?b=%2C%7E+c"), 200)
    assert (capture.page.media_type, capture.page.charset) == ("text/html", "ISO-8859-2")
    assert dict(capture.headers)["x-robots-tag"] == "noindex"
    assert dict(capture.headers)["tdm-reservation"] == "1"
    assert capture.page.fetched_at is not None
    assert capture.page.fetched_at.utcoffset() is not None


def test_an_address_in_any_script_is_asked_as_the_web_has_it(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/b%C3%A9rita%20hari?q=%E5%85%A8"] = Reply(b"a story")
    assert page(open_web().get(portal.url("/bérita hari?q=全")))


def test_who_asks_says_so_and_takes_no_cookies(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story", headers={"Set-Cookie": "who=you; Path=/"})
    web = open_web(contact="desk@paper.example")
    page(web.get(portal.url("/")))
    page(web.get(portal.url("/")))
    assert {hit.headers["user-agent"].partition("/")[0] for hit in portal.hits} == {"kliping"}
    assert all(hit.headers["user-agent"].endswith(" (+desk@paper.example)") for hit in portal.hits)
    assert not any("cookie" in hit.headers for hit in portal.hits)
