"""What is still to be asked of the web, one address at a time.

Lists, feeds and sitemaps are read in turn as addresses are needed. Few are open at once: however many there are, memory
holds those few and the addresses of the others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from kliping.sources.plan import Ask

MOST_OPEN = 8
"""Feeds and sitemaps that are open or asked for at once: each may hold 64 MiB."""

MOST_PASSED = 1_000
"""Addresses that are passed over at a stretch, so that they can be told of meanwhile."""


class Agenda:
    """Addresses in the order in which they are asked for: pages of stories under way, then all others in turn."""

    def __init__(self, is_new: Callable[[Ask], bool]) -> None:
        """`is_new` says of each address whether it is to be asked for at all."""
        self._is_new = is_new
        self._wanted: deque[Ask] = deque()
        self._named: Iterator[Ask] | None = None
        self._open: deque[Iterator[Ask]] = deque()
        """What the user named, and what stands in open feeds and sitemaps."""

        self._ways: deque[Ask] = deque()
        """Feeds and sitemaps that wait for their turn."""

        self._under_way = 0
        """Feeds and sitemaps that were asked for and haven't come."""

    def name(self, asks: Iterator[Ask]) -> None:
        """Add what the user named."""
        self._named = asks
        self._open.append(asks)

    def want(self, ask: Ask) -> None:
        """Add a page of a story, before anything else."""
        self._wanted.append(ask)

    def came(self, ask: Ask, entries: Iterator[Ask] | None = None) -> None:
        """Note that an address was answered, and add what stands there where it leads on."""
        self._under_way -= ask.leads_on
        if entries is not None:
            self._open.append(entries)

    def next(self) -> Ask | None:
        """What to ask for now; None for nothing, for nothing new for long, or for nothing before some feed has come."""
        for _ in range(MOST_PASSED):
            if self._wanted:
                return self._wanted.popleft()
            ask = self._ways.popleft() if self._ways and self._has_room else self._next_entry()
            if ask is None:
                return None
            if ask.leads_on and not self._has_room:
                self._ways.append(ask)
            elif self._is_new(ask):
                self._under_way += ask.leads_on
                return ask
        return None

    def __bool__(self) -> bool:
        """Whether there is anything left."""
        return bool(self._wanted or self._ways or self._open)

    @property
    def _has_room(self) -> bool:
        return self._under_way + sum(each is not self._named for each in self._open) < MOST_OPEN

    def _next_entry(self) -> Ask | None:
        """The next of what is open, of each list in turn; what the user named waits while too many are open."""
        for entries in list(self._open):
            self._open.rotate(-1)
            if entries is not self._named or self._has_room:
                ask = next(entries, None)
                if ask is not None:
                    return ask
                self._open.remove(entries)
        return None
