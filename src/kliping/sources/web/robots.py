"""What robots.txt allows (RFC 9309): asked once a host, before anything else of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from protego import Protego

from kliping.errors import SourceError
from kliping.sources.met import Met
from kliping.sources.web.answers import Answer
from kliping.sources.web.manners import PRODUCT
from kliping.sources.web.origins import Learned, Origins
from kliping.sources.web.pace import Pace
from kliping.sources.web.redirects import target

MOST_BYTES = 500 * 1024
"""That much of a robots.txt is read and the rest is not there (2.5)."""

MOST_REDIRECTS = 5
"""Followed; after more the file counts as missing (2.3.1.2)."""

FAILURE_KEPT_SECONDS = 300.0
"""As long as a site is left alone whose rules could not be had."""

_UNSURE = frozenset({429})
"""Statuses under 500 that don't say "there are no rules"."""

Ask = Callable[[str, Met], Awaitable[Answer]]
"""One paced request of a URL, without redirects and without the cache, whose rules of age are others."""

_Rules = tuple[Protego, float] | SourceError
"""What robots.txt says, and the seconds between two requests that it asks for; or why it can't be had."""


class Robots:
    """The rules of all hosts asked so far; belongs to one event loop."""

    def __init__(self, ask: Ask, pace: Pace) -> None:
        self._ask = ask
        self._pace = pace
        self._origins = Origins(self._learn)

    async def check(self, url: str, met: Met) -> None:
        """Return when the URL may be asked; raises `SourceError` "robots", or why the rules can't be had."""
        known = await self._origins.of(url, met)
        if isinstance(known, SourceError):
            raise SourceError(known.code, str(known))  # a new one: what many tasks raise would grow
        rules, delay = known
        if not rules.can_fetch(url, PRODUCT):
            raise SourceError("robots", "The site's robots.txt forbids this page.")
        self._pace.slow_down(url, delay)

    async def _learn(self, origin: str, met: Met) -> Learned[_Rules]:
        try:
            rules = Protego.parse(await self._text(f"{origin}/robots.txt", met))
        except SourceError as error:
            return Learned(error, FAILURE_KEPT_SECONDS)
        rate = rules.request_rate(PRODUCT)
        return Learned((rules, max(rules.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0)))

    async def _text(self, url: str, met: Met) -> str:
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._ask(url, met)
            if answer.status >= 500 or answer.status in _UNSURE:
                sentence = f"robots.txt answers {answer.status} ({answer.reason}), so the site is left alone."
                raise SourceError("robots_unreachable", sentence)
            if (onward := target(answer)) is None:
                return _readable(answer.content) if answer.status < 300 else ""
            url, met = onward, met.redirected(url)
        return ""


def _readable(content: bytes) -> str:
    """The file's text up to the limit, in whole lines: half a rule could mean far more than the rule."""
    whole = content if len(content) <= MOST_BYTES else content[:MOST_BYTES].rpartition(b"\n")[0]
    return whole.decode("utf-8-sig", "replace")
