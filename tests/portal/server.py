"""A real HTTP server on loopback, for tests: it serves what it is told to, and lies, drips and breaks off on demand.

Each portal has a port of its own and so is a host of its own to who asks it. It keeps a log of every request.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Self
from urllib.parse import urlsplit

FIRST = ("/robots.txt", "/.well-known/tdmrep.json")
"""What is asked of every host before its pages."""


@dataclass
class Hit:
    """One request that reached the server."""

    path: str
    """Path and query, as they came."""

    headers: Mapping[str, str]
    """Of the request, names in lower case."""

    began: float
    """When it came, by `time.monotonic`."""

    answered: float = math.inf
    """When its answer began to go out."""


@dataclass(frozen=True)
class Reply:
    """What the server does for a path."""

    body: bytes | Iterable[bytes] = b""
    """The body; an iterable is sent piece by piece, and the connection is closed after it."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """Besides Content-Length, which comes by itself for bytes, and Content-Type: text/html."""

    wait: float = 0.0
    """Seconds before anything is sent."""


Page = Reply | Callable[[Hit], Reply]
"""A reply, or how it is made from the request."""


class Portal:
    """The server; `with Portal(pages) as portal:` serves them until the block ends."""

    def __init__(
        self, pages: Mapping[str, Page] | None = None, address: str = "127.0.0.1", tls: SSLContext | None = None
    ) -> None:
        self.pages: dict[str, Page] = dict(pages or {})
        """By path and query, or by path alone; what stands nowhere is a 404."""
        self.hits: list[Hit] = []
        portal = self

        class Handler(_Handler):
            serves = portal

        self._server = _Server((address, 0), Handler)
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        host, port = self._server.server_address[:2]
        return f"{self._scheme}://{host!s}:{port}{path}"

    def asked(self) -> list[str]:
        """The paths that were asked for, in order, but for those that every host is asked for first."""
        return [hit.path for hit in self.hits if hit.path not in FIRST]

    def reply(self, hit: Hit) -> Reply:
        """What is sent for a request."""
        page = self.pages.get(hit.path) or self.pages.get(urlsplit(hit.path).path) or Reply(b"not here", 404)
        return page if isinstance(page, Reply) else page(hit)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Who breaks off a connection is no error here: cutting off is what the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    serves: Portal
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        hit = Hit(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
        self.serves.hits.append(hit)
        reply = self.serves.reply(hit)
        time.sleep(reply.wait)
        hit.answered = time.monotonic()
        with suppress(ConnectionError):
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status, HTTPStatus(reply.status).phrase)
        whole = isinstance(reply.body, bytes)
        self.close_connection = not whole
        usual = {"Content-Type": "text/html; charset=utf-8", "Date": self.date_time_string()}
        usual |= {"Content-Length": str(len(reply.body))} if isinstance(reply.body, bytes) else {"Connection": "close"}
        for name, value in {**usual, **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in (reply.body,) if isinstance(reply.body, bytes) else reply.body:
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """The log is `Portal.hits`."""
