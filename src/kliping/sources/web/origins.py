"""What is learned once of each origin (RFC 6454), however many pages of it are asked for at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from kliping.sources.met import Met

MOST_KNOWN = 500
"""Origins that are remembered; what was asked for longest ago is forgotten first and learned again."""

KEPT_SECONDS = 24 * 60 * 60.0
"""As long as what was learned may be believed (RFC 9309, 2.4)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Learned(Generic[T]):
    """What was learned of an origin, for a time."""

    what: T
    seconds: float = KEPT_SECONDS
    """How long it may be believed."""


Learn = Callable[[str, Met], Awaitable[Learned[T]]]
"""Learn it of an origin ("https://a.example"), on behalf of a page that was met so; must not raise."""


class Origins(Generic[T]):
    """What is known of all origins asked for so far; belongs to one event loop."""

    def __init__(self, learn: Learn[T]) -> None:
        self._learn = learn
        self._known: dict[str, asyncio.Task[tuple[T, float]]] = {}

    async def of(self, url: str, met: Met) -> T:
        """What is known of a URL's origin; who asks while another does waits for the same answer."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        task = self._known.pop(origin, None)
        if task is None or (task.done() and task.result()[1] < _now()):
            task = asyncio.create_task(self._until(origin, met.needed(url)))
        self._known[origin] = task
        oldest = next(iter(self._known))
        if len(self._known) > MOST_KNOWN and self._known[oldest].done():
            del self._known[oldest]
        return (await asyncio.shield(task))[0]

    async def _until(self, origin: str, met: Met) -> tuple[T, float]:
        learned = await self._learn(origin, met)
        return learned.what, _now() + learned.seconds


def _now() -> float:
    return asyncio.get_running_loop().time()
