"""From a URL to the answer that stands at the end of its redirects."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import IO, Self

from kliping.errors import SourceError
from kliping.sources.met import NAMED, Met
from kliping.sources.web.answers import Answer
from kliping.sources.web.cache import Cache
from kliping.sources.web.exchange import Exchange
from kliping.sources.web.manners import Limits, Manners, user_agent
from kliping.sources.web.pace import Pace
from kliping.sources.web.record import Recorder
from kliping.sources.web.redirects import target
from kliping.sources.web.retry import patiently
from kliping.sources.web.robots import Ask, Robots
from kliping.sources.web.safety import checked
from kliping.sources.web.tdmrep import MOST_BYTES as MOST_TERMS
from kliping.sources.web.tdmrep import Reservations


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
        self._robots = Robots(self._rules, self._pace)
        self._reservations = Reservations(self._terms)
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

    async def visit(self, url: str, most: int, met: Met) -> Answer:
        """The answer for a URL, of at most `most` bytes, after redirects; raises `SourceError` where there is none."""

        async def page(at: str, met: Met) -> Answer:
            reserved = await self._reservations.of(at, met)
            return self._recorded(replace(await self._kept(at, most), reserved=reserved), met)

        return await self._led(url, met, page)

    async def download(self, url: str, file: IO[bytes]) -> Answer:
        """The same for a body that goes into a file: nothing for the cache or for another WARC."""

        async def save(at: str, _met: Met) -> Answer:
            return await patiently(lambda: self._exchange.save(at, file), at, self._pace, self._limits)

        return await self._led(url, NAMED, save)

    async def _led(self, url: str, met: Met, ask: Ask) -> Answer:
        """The answer at the end of the redirects."""
        url = checked(url)
        seen = {url}
        for _ in range(self._limits.redirects + 1):
            await self._robots.check(url, met)
            answer = await ask(url, met)
            onward = target(answer)
            if onward is None:
                return answer
            if onward in seen:
                raise SourceError("redirects", "The server redirects in a circle.")
            seen.add(onward)
            url, met = onward, met.redirected(url)
        raise SourceError("redirects", f"The server redirects more than {self._limits.redirects} times.")

    async def close(self) -> None:
        """Close connections and files."""
        await self._closing.aclose()

    async def _kept(self, url: str, most: int, limits: Limits | None = None) -> Answer:
        """The answer for one URL, through the cache; other limits than the usual where they are given."""
        limits = limits or self._limits

        async def send(extra: dict[str, str]) -> Answer:
            attempt = partial(self._exchange.get, url, most, extra, limits.seconds)
            return await patiently(attempt, url, self._pace, limits)

        return await self._cache.through(url, most, send) if self._cache else await send({})

    async def _rules(self, url: str, met: Met) -> Answer:
        """As robots.txt is asked: its redirects may lead to other hosts, and its age has rules of its own."""
        most = self._limits.page_bytes
        answer = await patiently(lambda: self._exchange.get(url, most), url, self._pace, self._limits)
        return self._recorded(answer, met)

    async def _terms(self, url: str, met: Met) -> Answer:
        """As tdmrep.json is asked: like a page, but once and not for long, since pages wait for it."""
        limits = replace(self._limits, attempts=1, seconds=min(self._limits.seconds, self._limits.terms_seconds))

        async def terms(at: str, met: Met) -> Answer:
            return self._recorded(await self._kept(at, MOST_TERMS, limits), met)

        return await self._led(url, met, terms)

    def _recorded(self, answer: Answer, met: Met) -> Answer:
        if self._recorder:
            return replace(answer, warc=str(self._recorder.path), warc_offset=self._recorder.add(answer, met))
        return answer
