"""Whatever stands at the other end, and whatever is asked for, asking never raises."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kliping.sources.capture import Capture, Failure
from kliping.sources.web.fetch import Web
from kliping.sources.web.manners import Limits, Manners
from tests.sources.web.raw import raw_server

HEADERS = st.sampled_from(
    ["Content-Length: 5", "Content-Length: -1", "Content-Length: 5, 6", "Transfer-Encoding: chunked", "no colon",
     "Content-Type: ;;=", "Content-Type: text/html; charset=\x00", "Content-Encoding: gzip", "Content-Encoding: ,br,,",
     "Location: http://[", "Location: \t", "Location: //", "Retry-After: 0", "ETag: \xff", "Set-Cookie: a=b", ": x",
     "Connection: upgrade", "Content-Length : 5", " folded", "Vary: *", "Date: never", "Age: -1",
     "Cache-Control: max-age=" + "9" * 50]
)  # fmt: skip
STATUS = st.sampled_from(["200 OK", "301 Moved", "304 x", "204 x", "206 x", "101 x", "999 x", "000 x", "100 x", "2"])
BODY = st.sampled_from(["", "hello", "5\r\nhello\r\n0\r\n\r\n", "\x1f\x8b\x08", "\r\n", "HTTP/1.1 200 OK\r\n\r\n"])
STARTS = st.sampled_from(["http://", "https://", "http://a.invalid/", "http://a.invalid:", "HTTP:", ""])


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    folder = tmp_path_factory.mktemp("hostile")
    limits = Limits(attempts=1, seconds=0.5)
    manners = Manners(allow_private=True, rate=1e6, cache=folder, warc=folder / "run.warc", limits=limits)
    with Web(manners) as opened:
        yield opened


@settings(max_examples=60)
@given(STATUS, st.lists(HEADERS, max_size=4), BODY)
def test_any_answer(web: Web, status: str, headers: list[str], body: str) -> None:
    answer = "\r\n".join([f"HTTP/1.1 {status}", *headers, "Connection: close", "", body])
    with raw_server(answer.encode("latin-1")) as url:
        assert isinstance(web.get(url), Capture | Failure)


@settings(max_examples=100)
@given(st.text(max_size=30), STARTS)
def test_any_address(text: str, start: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", no_network)
        with Web(Manners(rate=1e6)) as web:
            assert isinstance(web.get(start + text), Failure)


def no_network(host: str, *_: object, **__: object) -> None:
    """Name resolution as it is without a network: what is no name still fails as no name."""
    host.encode("idna")
    raise socket.gaierror(socket.EAI_NONAME, "no network")
