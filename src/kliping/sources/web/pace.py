"""How fast each host is asked: one request after another at its rate, few at once, and silence when it asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from kliping.errors import SourceError
from kliping.sources.web.manners import Manners

MOST_HOSTS = 10_000
"""Hosts that are remembered; beyond, those that may be asked at once anyway are forgotten."""

_PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """What is paced: the host, with the port where it is an unusual one.

    >>> host_of("https://Berita.example/a"), host_of("http://berita.example:443/"), host_of("http://berita.example:80/")
    ('berita.example', 'berita.example:443', 'berita.example')
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    return host if parts.port in (None, _PORTS[parts.scheme]) else f"{host}:{parts.port}"


class Pace:
    """Turns of all hosts; belongs to one event loop."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until this URL's host may be asked, and count as under way until the block ends.

        Raises `SourceError` "busy" where the host wants to be left alone for longer than we wait.
        """
        host = self._host(url)
        host.users += 1
        try:
            async with host.room:
                await host.wait(self._manners.limits.patience)
                yield
        finally:
            host.users -= 1

    def slow_down(self, url: str, seconds: float) -> None:
        """Leave at least so many seconds between requests to this URL's host (Crawl-delay)."""
        host = self._host(url)
        host.interval = max(host.interval, seconds)

    def pause(self, url: str, seconds: float) -> None:
        """Leave this URL's host alone for so many seconds from now."""
        host = self._host(url)
        host.silent_until = max(host.silent_until, asyncio.get_running_loop().time() + seconds)

    def _host(self, url: str) -> _Host:
        name = host_of(url)
        if name not in self._hosts:
            if len(self._hosts) >= MOST_HOSTS:
                self._hosts = {name: host for name, host in self._hosts.items() if not host.is_idle}
            self._hosts[name] = _Host(1 / self._manners.rate, self._manners.per_host)
        return self._hosts[name]


class _Host:
    """When one host was last asked and when it may be next; times are the event loop's, in seconds."""

    def __init__(self, interval: float, at_once: int) -> None:
        self.interval = interval
        self.silent_until = 0.0
        self.room = asyncio.Semaphore(at_once)
        self.users = 0
        self._asked_at = float("-inf")
        self._next = asyncio.Lock()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is lost with it."""
        return not self.users and self._free_at <= asyncio.get_running_loop().time()

    @property
    def _free_at(self) -> float:
        return max(self._asked_at + self.interval, self.silent_until)

    async def wait(self, patience: float) -> None:
        """Return when the host may be asked, in the order of asking."""
        clock = asyncio.get_running_loop().time
        async with self._next:
            # Both may have grown while we slept, so they are looked at again.
            while (seconds := self._free_at - clock()) > 0:
                if seconds > patience:
                    raise SourceError("busy", f"The host wants {seconds:.0f} seconds without requests; not waited for.")
                await asyncio.sleep(seconds)
            self._asked_at = clock()
