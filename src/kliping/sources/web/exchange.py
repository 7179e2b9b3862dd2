"""One GET over aiohttp, within limits of size and time: no redirects, no cookies, no proxy, no guess at the coding."""

from __future__ import annotations

import asyncio
import re
import socket
from datetime import UTC, datetime
from typing import IO

import aiohttp
from yarl import URL

from kliping.errors import SourceError
from kliping.sources.web.answers import Answer
from kliping.sources.web.bodies import ACCEPTED, Body
from kliping.sources.web.manners import Manners, user_agent
from kliping.sources.web.safety import ForbiddenAddress, PublicResolver, guarded

MOST_FIELD = 64 * 1024
"""Bytes of one header field and of the status line; news sites send long security policies."""

_PROPER = re.compile(r"[!#-;=?-Z\[\]_a-z~]+")
"""A URL of these characters is sent as it stands: quoting it anew could change what it means to the server."""

_TROUBLES = (TimeoutError, aiohttp.ClientError, OSError, ValueError)
"""What aiohttp raises."""


class Exchange:
    """A session of requests; belongs to one event loop and must be closed there."""

    def __init__(self, manners: Manners) -> None:
        self._limits = manners.limits
        self.headers = {
            "User-Agent": user_agent(manners.contact),
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": ACCEPTED,
        }
        """What every request says."""
        self._session = aiohttp.ClientSession(
            connector=_connector(manners.allow_private),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=self._timeout(self._limits.seconds),
            auto_decompress=False,
            max_line_size=MOST_FIELD,
            max_field_size=MOST_FIELD,
        )

    async def get(
        self, url: str, most: int, extra: dict[str, str] | None = None, seconds: float | None = None
    ) -> Answer:
        """The answer to one GET, its body at most `most` bytes; raises `SourceError` where there is none in time."""
        headers, seconds = {**self.headers, **(extra or {})}, seconds or self._limits.seconds
        timeout = self._timeout(seconds)
        try:
            asking = self._session.get(_url(url), headers=headers, allow_redirects=False, timeout=timeout)
            async with asking as response:
                raw, content = await _body(response, most)
        except _TROUBLES as error:
            raise _explained(error, seconds) from error
        return _answered(url, response, raw, content)

    def _timeout(self, seconds: float) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=seconds, sock_connect=self._limits.connect_seconds)

    async def save(self, url: str, file: IO[bytes]) -> Answer:
        """As `get`, but the body goes into a file as it was sent, and its time is limited from piece to piece only."""
        file.seek(0)
        file.truncate()
        pieces = aiohttp.ClientTimeout(sock_connect=self._limits.connect_seconds, sock_read=self._limits.seconds)
        headers = {**self.headers, "Accept": "*/*", "Accept-Encoding": "identity"}
        try:
            async with self._session.get(_url(url), headers=headers, allow_redirects=False, timeout=pieces) as response:
                if 200 <= response.status < 300:
                    await _saved(response, file, self._limits.archive_bytes)
        except _TROUBLES as error:
            raise _explained(error, self._limits.seconds) from error
        file.seek(0)
        return _answered(url, response, b"", b"")

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()


def _connector(allow_private: bool) -> aiohttp.TCPConnector:
    if allow_private:
        return aiohttp.TCPConnector(limit=0)
    return aiohttp.TCPConnector(limit=0, resolver=PublicResolver(), socket_factory=guarded)


async def _body(response: aiohttp.ClientResponse, most: int) -> tuple[bytes, bytes]:
    """The body as sent and as decoded; left where it stands as soon as either is too large."""
    codings = ", ".join(response.headers.getall("Content-Encoding", ()))
    body = Body(codings, most)
    raw = bytearray()
    async for chunk in response.content.iter_any():
        raw += chunk
        body.feed(chunk)
    return bytes(raw), body.content()


async def _saved(response: aiohttp.ClientResponse, file: IO[bytes], most: int) -> None:
    size = 0
    async for chunk in response.content.iter_any():
        size += len(chunk)
        if size > most:
            raise SourceError("too_large", f"It is larger than {most:,} bytes.")
        try:
            file.write(chunk)
        except OSError as error:
            raise SourceError("unwritable", f"There is no room for it on disk: {error.strerror}.") from error


def _url(url: str) -> URL:
    return URL(url, encoded=bool(_PROPER.fullmatch(url)))


def _answered(url: str, response: aiohttp.ClientResponse, raw: bytes, content: bytes) -> Answer:
    said = tuple((_text(name), _text(value)) for name, value in response.raw_headers)
    now = datetime.now(UTC).replace(microsecond=0)
    sent = tuple((name, value) for name, value in response.request_info.headers.items())
    return Answer(url, response.status, said, raw, content, now, sent)


def _text(value: bytes) -> str:
    return value.decode("latin-1")


def _explained(error: Exception, seconds: float) -> SourceError:
    """What went wrong, for a person; the most exact kind first, since aiohttp's errors overlap."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return SourceError("tls", "The server's certificate isn't sound.")
    if isinstance(error, aiohttp.ClientConnectorSSLError):
        return SourceError("tls", "The server offers no safe connection (TLS) that we know.")
    if isinstance(error, ForbiddenAddress | aiohttp.ClientConnectorError):
        cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
        return _unconnected(cause)
    if isinstance(error, asyncio.TimeoutError):
        return SourceError("timeout", f"No whole answer came within {seconds:g} seconds.")
    if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ServerDisconnectedError | ConnectionError):
        return SourceError("cut_off", "The server broke off in the middle of its answer.")
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return SourceError("bad_url", "It is no address that a server can be asked for.")
    return SourceError("bad_answer", "The server's answer is no HTTP.")


def _unconnected(cause: OSError) -> SourceError:
    if isinstance(cause, ForbiddenAddress):
        return SourceError("private_address", f"Addresses of private networks aren't asked: {cause}.")
    if isinstance(cause, socket.gaierror):
        return SourceError("no_such_host", "The host's name is not known.")
    return SourceError("unreachable", f"The server can't be reached: {cause.strerror or cause}.")
