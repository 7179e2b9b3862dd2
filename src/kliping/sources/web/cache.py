"""The HTTP cache on disk (RFC 9111): what is fresh isn't asked again, what is stale is asked for conditionally.

The rules are hishel's, as a state machine that does no I/O; its SQLite storage keeps the bodies as they were sent. The
storage's calls block, so they run in a thread of their own and the event loop goes on.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import hishel

from kliping.errors import SourceError
from kliping.sources.web.answers import Answer, Headers
from kliping.sources.web.bodies import decoded

FILE = "http.db"

MOST_BYTES = 2 * 1024**3
"""Of the whole cache; what was used longest ago goes first."""

_FETCHED = "x-kliping-fetched-at"
"""A header that only the cache's file has: when the body came. A revalidation makes it fresh, not young."""

Send = Callable[[dict[str, str]], Awaitable[Answer]]
"""One request to the server with these headers added."""

_T = TypeVar("_T")

# A cache that fails is no cache: the page is there all the same, and a stack trace would spoil the output.
logging.getLogger("hishel").addHandler(logging.NullHandler())


class Cache:
    """One cache file; several processes may share it."""

    def __init__(self, folder: Path, headers: dict[str, str]) -> None:
        """Open the cache for requests that say these headers; raises `SourceError` "no_cache" where it can't be."""
        self._headers = headers
        self._options = hishel.CacheOptions(shared=False, supported_methods=["GET"], allow_stale=False)
        self._thread = ThreadPoolExecutor(1, "kliping-cache")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._storage = hishel.SqliteStorage(database_path=folder / FILE, max_size=MOST_BYTES)
            self._storage.get_entries("")
        except (OSError, RuntimeError) as error:
            self._thread.shutdown()
            raise SourceError("no_cache", f"The cache in {folder} can't be used: {error}.") from error

    async def through(self, url: str, most: int, send: Send) -> Answer:
        """The answer for a URL: from the cache if it may be, else from `send`, and kept if it may be."""
        request = hishel.Request("GET", url, hishel.Headers(self._headers))
        state: hishel.AnyState = hishel.IdleClient(options=self._options)
        fresh: Answer | None = None
        while True:
            match state:
                case hishel.IdleClient():
                    state = state.next(request, await self._do(self._storage.get_entries, url))
                case hishel.CacheMiss() | hishel.NeedRevalidation():
                    fresh = await send(_added(self._headers, state.request))
                    state = state.next(_response(fresh))
                case hishel.NeedToBeUpdated():
                    await self._do(self._update, state.updating_entries)
                    state = state.next()
                case hishel.InvalidateEntries():
                    await self._do(self._remove, state.entry_ids)
                    state = state.next()
                case hishel.StoreAndUse():
                    assert fresh is not None
                    await self._do(self._store, request, state.response, url)
                    return fresh
                case hishel.FromCache():
                    return await self._kept(state.entry.response, url, most) or await send({})
                case hishel.CouldNotBeStored():
                    assert fresh is not None
                    return fresh

    async def _kept(self, response: hishel.Response, url: str, most: int) -> Answer | None:
        """A kept response as an answer; None where another process threw it out just now."""
        try:
            return _answer(url, response, await self._do(_drained, response), most)
        except (RuntimeError, sqlite3.Error):
            return None

    async def close(self) -> None:
        """Finish what is being written."""
        await self._do(self._storage.close)
        self._thread.shutdown()

    async def _do(self, call: Callable[..., _T], *arguments: object) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *arguments)

    def _store(self, request: hishel.Request, response: hishel.Response, url: str) -> None:
        _drained(self._storage.create_entry(request, response, url).response)

    def _update(self, entries: Iterable[hishel.Entry]) -> None:
        for entry in entries:
            self._storage.update_headers(entry.id, entry.response.headers)

    def _remove(self, entries: Iterable[UUID]) -> None:
        for entry in entries:
            self._storage.remove_entry(entry)


def _added(usual: dict[str, str], request: hishel.Request) -> dict[str, str]:
    """What the cache adds to a request to make it conditional (If-None-Match, If-Modified-Since)."""
    known = {name.lower() for name in usual}
    return {name: value for name, value in request.headers.items() if name.lower() not in known}


def _response(answer: Answer) -> hishel.Response:
    headers: dict[str, list[str]] = {}
    for name, value in answer.headers:
        headers.setdefault(name.lower(), []).append(value)
    headers.pop(_FETCHED, None)
    if answer.status != 304:
        headers[_FETCHED] = [answer.fetched_at.isoformat()]
    return hishel.Response(answer.status, hishel.Headers({**headers}), iter((answer.raw,)))


def _answer(url: str, response: hishel.Response, raw: bytes, most: int) -> Answer:
    headers = _flat(response.headers)
    fetched_at = datetime.fromisoformat(response.headers[_FETCHED]).astimezone(UTC)
    content = decoded(raw, response.headers.get("content-encoding"), most)
    return Answer(url, response.status_code, headers, raw, content, fetched_at)


def _flat(headers: hishel.Headers) -> Headers:
    return tuple((name, value) for name in headers if name != _FETCHED for value in headers.get_list(name) or ())


def _drained(response: hishel.Response) -> bytes:
    """The body, whole; reading it to the end is also what stores it."""
    assert not isinstance(response.stream, AsyncIterator)
    return b"".join(response.stream or ())
