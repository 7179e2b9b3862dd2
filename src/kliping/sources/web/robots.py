"""What robots.txt allows (RFC 9309): asked once a host, before anything else of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from kliping.errors import SourceError
from kliping.sources.web.answers import Answer
from kliping.sources.web.manners import PRODUCT
from kliping.sources.web.pace import Pace
from kliping.sources.web.redirects import target

MOST_BYTES = 500 * 1024
"""That much of a robots.txt is read and the rest is not there (2.5)."""

MOST_REDIRECTS = 5
"""Followed; after more the file counts as missing (2.3.1.2)."""

KEPT_SECONDS = 24 * 60 * 60.0
"""As long as rules may be believed (2.4)."""

FAILURE_KEPT_SECONDS = 300.0
"""As long as a site is left alone whose rules could not be had."""

MOST_KNOWN = 500
"""Hosts whose rules are kept; those of the host that was asked longest ago are forgotten first and asked for again."""

_UNSURE = frozenset({429})
"""Statuses under 500 that don't say "there are no rules"."""

Ask = Callable[[str], Awaitable[Answer]]
"""One paced request of a URL, without redirects and without the cache, whose rules of age are others."""


@dataclass(frozen=True, slots=True)
class _Known:
    rules: Protego | SourceError
    delay: float
    until: float


class Robots:
    """The rules of all hosts asked so far; belongs to one event loop."""

    def __init__(self, ask: Ask, pace: Pace) -> None:
        self._ask = ask
        self._pace = pace
        self._known: dict[str, asyncio.Task[_Known]] = {}

    async def check(self, url: str) -> None:
        """Return when the URL may be asked; raises `SourceError` "robots", or why the rules can't be had."""
        known = await self._rules(url)
        if isinstance(known.rules, SourceError):
            raise SourceError(known.rules.code, str(known.rules))  # a new one: what many tasks raise would grow
        if not known.rules.can_fetch(url, PRODUCT):
            raise SourceError("robots", "The site's robots.txt forbids this page.")
        self._pace.slow_down(url, known.delay)

    async def _rules(self, url: str) -> _Known:
        """The rules for a URL's origin; who asks while another does waits for the same answer."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        task = self._known.pop(origin, None)
        if task is None or (task.done() and task.result().until < _now()):
            task = asyncio.create_task(self._learn(f"{origin}/robots.txt"))
        self._known[origin] = task
        oldest = next(iter(self._known))
        if len(self._known) > MOST_KNOWN and self._known[oldest].done():
            del self._known[oldest]
        return await asyncio.shield(task)

    async def _learn(self, url: str) -> _Known:
        try:
            rules = Protego.parse(await self._text(url))
        except SourceError as error:
            return _Known(error, 0.0, _now() + FAILURE_KEPT_SECONDS)
        rate = rules.request_rate(PRODUCT)
        delay = max(rules.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        return _Known(rules, delay, _now() + KEPT_SECONDS)

    async def _text(self, url: str) -> str:
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._ask(url)
            if answer.status >= 500 or answer.status in _UNSURE:
                sentence = f"robots.txt answers {answer.status} ({answer.reason}), so the site is left alone."
                raise SourceError("robots_unreachable", sentence)
            if (onward := target(answer)) is None:
                return _readable(answer.content) if answer.status < 300 else ""
            url = onward
        return ""


def _readable(content: bytes) -> str:
    """The file's text up to the limit, in whole lines: half a rule could mean far more than the rule."""
    whole = content if len(content) <= MOST_BYTES else content[:MOST_BYTES].rpartition(b"\n")[0]
    return whole.decode("utf-8-sig", "replace")


def _now() -> float:
    return asyncio.get_running_loop().time()
