"""From a URL to the answer that stands at the end of its redirects."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import IO, Self

from kliping.errors import SourceError
from kliping.sources.web.answers import Answer
from kliping.sources.web.cache import Cache
from kliping.sources.web.exchange import Exchange
from kliping.sources.web.manners import Manners, user_agent
from kliping.sources.web.pace import Pace
from kliping.sources.web.record import Recorder
from kliping.sources.web.redirects import target
from kliping.sources.web.retry import patiently
from kliping.sources.web.robots import Ask, Robots
from kliping.sources.web.safety import checked


class Visitor:
    """All layers, put together; belongs to one event loop and must be closed there."""

    def __init__(self, manners: Manners, closing: AsyncExitStack) -> None:
        """Open what the manners name; what is open is closed by the stack."""
        self._limits = manners.limits
        self._exchange = Exchange(manners)
        closing.push_async_callback(self._exchange.close)
        self._cache = Cache(manners.cache, self._exchange.headers) if manners.cache else None
        if self._cache:
            closing.push_async_callback(self._cache.close)
        self._recorder = Recorder(manners.warc, user_agent(manners.contact)) if manners.warc else None
        if self._recorder:
            closing.callback(self._recorder.close)
        self._pace = Pace(manners)
        self._robots = Robots(self._ask, self._pace)
        self._closing = closing

    @classmethod
    async def opened(cls, manners: Manners) -> Self:
        """A visitor; raises `SourceError` for a bad contact, and where the cache or the WARC can't be opened."""
        closing = AsyncExitStack()
        try:
            return cls(manners, closing)
        except SourceError:
            await closing.aclose()
            raise

    async def visit(self, url: str, most: int) -> Answer:
        """The answer for a URL, of at most `most` bytes, after redirects; raises `SourceError` where there is none."""
        return await self._led(url, lambda at: self._page(at, most))

    async def download(self, url: str, file: IO[bytes]) -> Answer:
        """The same for a body that goes into a file: nothing for the cache or for another WARC."""

        async def save(at: str) -> Answer:
            return await patiently(lambda: self._exchange.save(at, file), at, self._pace, self._limits)

        return await self._led(url, save)

    async def _led(self, url: str, ask: Ask) -> Answer:
        """The answer at the end of the redirects."""
        url = checked(url)
        seen = {url}
        for _ in range(self._limits.redirects + 1):
            await self._robots.check(url)
            answer = await ask(url)
            onward = target(answer)
            if onward is None:
                return answer
            if onward in seen:
                raise SourceError("redirects", "The server redirects in a circle.")
            seen.add(onward)
            url = onward
        raise SourceError("redirects", f"The server redirects more than {self._limits.redirects} times.")

    async def close(self) -> None:
        """Close connections and files."""
        await self._closing.aclose()

    async def _page(self, url: str, most: int) -> Answer:
        async def send(extra: dict[str, str]) -> Answer:
            return await patiently(lambda: self._exchange.get(url, most, extra), url, self._pace, self._limits)

        return self._recorded(await self._cache.through(url, most, send) if self._cache else await send({}))

    async def _ask(self, url: str) -> Answer:
        """As robots.txt is asked: its redirects may lead to other hosts, and its age has rules of its own."""
        most = self._limits.page_bytes
        return self._recorded(await patiently(lambda: self._exchange.get(url, most), url, self._pace, self._limits))

    def _recorded(self, answer: Answer) -> Answer:
        if self._recorder:
            return replace(answer, warc=str(self._recorder.path), warc_offset=self._recorder.add(answer))
        return answer
