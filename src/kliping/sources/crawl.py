"""From addresses to pages: what is named, found in feeds and sitemaps, and wanted next by stories under way.

Everything goes through one stream of requests, so that the web layer can keep many hosts busy while each host is asked
at its own pace.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol
from urllib.parse import urljoin

from kliping.errors import SourceError
from kliping.sources.capture import Capture, Failure, Found, Library
from kliping.sources.plan import Ask, opened_feed, opened_sitemap
from kliping.sources.recognise import HEAD, is_page, kind_of
from kliping.sources.site import feeds_of, sitemaps_of
from kliping.stitching.address import key_of

_DEEPEST = 3
"""Sitemap indexes within one another; the protocol has one."""

PART = "part"
"""The kind of an `Ask` for a page that a story wants."""

_WAYS = frozenset(("feed", "sitemap", "site", "list"))
"""Kinds of what leads to pages and is none."""

Arrival = tuple[Ask, Found]
"""What was asked for, and what came."""


class Web(Library, Protocol):
    """A library that can be asked for many pages at once."""

    def get_many(self, urls: Iterable[str]) -> Iterator[Found]:
        """The pages at these URLs, as they arrive; the URLs are taken as they are needed, in this thread."""
        ...


class Crawl:
    """One run over the web; every address is asked for once, but for those that a story wants again."""

    def __init__(self, web: Web, done: frozenset[str] = frozenset()) -> None:
        """`done` holds the addresses (as `key_of` has them) of stories that an earlier run has written."""
        self._web = web
        self._seen = set(done)
        self._done = done
        self._wanted: deque[str] = deque()
        self._under_way: dict[str, Ask] = {}
        self._said: deque[Arrival] = deque()
        """What was met while looking for addresses."""

    def want(self, url: str) -> None:
        """Ask for a page of a story before anything else."""
        if url not in self._under_way:
            self._wanted.append(url)

    def pages(self, asks: Iterator[Ask]) -> Iterator[Arrival]:
        """What comes for all of these, for what they lead to, and for what is wanted meanwhile."""
        while True:
            later: list[tuple[Ask, Capture]] = []
            for found in self._web.get_many(self._urls(asks)):
                ask = self._ask_of(found)
                if isinstance(found, Capture) and self._is_way(ask, found):
                    later.append((ask, found))
                else:
                    yield ask, _as_page(found)
                yield from self._complaints()
            yield from self._complaints()
            if not later and not self._wanted:
                return
            asks = self._all_opened(later)

    def _urls(self, asks: Iterator[Ask]) -> Iterator[str]:
        for ask in asks:
            yield from self._parts()
            if ask.kind in _WAYS:
                yield from self._entries(ask)
            elif self._is_new(ask):
                yield self._started(ask)
        yield from self._parts()

    def _parts(self) -> Iterator[str]:
        while self._wanted:
            yield self._started(Ask(self._wanted.popleft(), PART))

    def _entries(self, ask: Ask) -> Iterator[str]:
        for inner in self._fetched(ask, 0):
            yield from self._parts()
            if self._is_new(inner):
                yield self._started(inner)

    def _started(self, ask: Ask) -> str:
        self._under_way[ask.url] = ask
        return ask.url

    def _is_new(self, ask: Ask) -> bool:
        key = key_of(ask.url)
        if key in self._done:
            self._said.append((ask, Failure(ask.url, SourceError("done", "It was done before."))))
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _ask_of(self, found: Found) -> Ask:
        url = found.name if isinstance(found, Failure) else found.requested_url or found.name
        return self._under_way.pop(url, None) or Ask(url)

    def _complaints(self) -> Iterator[Arrival]:
        while self._said:
            yield self._said.popleft()

    # --- ways to other pages

    def _is_way(self, ask: Ask, found: Capture) -> bool:
        """Whether what came for a named address is a feed or a sitemap; what a feed leads to is a page or nothing."""
        return ask.kind is None and kind_of(_head(found)) in ("feed", "sitemap")

    def _all_opened(self, ways: list[tuple[Ask, Capture]]) -> Iterator[Ask]:
        for ask, found in ways:
            yield from self._opened(ask, found, 0)

    def _fetched(self, ask: Ask, depth: int) -> Iterator[Ask]:
        """What a feed, a sitemap or a site leads to."""
        found = self._web.get(ask.url)
        if isinstance(found, Failure):
            self._said.append((ask, found))
        else:
            yield from self._opened(ask, found, depth)

    def _opened(self, ask: Ask, found: Capture, depth: int) -> Iterator[Ask]:
        content = _bytes(found)
        url = found.page.url or ask.url
        kind = "site" if ask.kind == "site" else kind_of(_head(found))
        if kind == "site":
            yield from self._of_site(ask, url, content, depth)
        elif kind == "feed":
            yield from self._sorted(ask, opened_feed(url, content, url), depth)
        elif kind == "sitemap" or (kind == "list" and ask.kind in ("sitemap", "list")):
            yield from self._sorted(ask, opened_sitemap(url, content), depth)
        else:
            self._said.append((ask, Failure(ask.url, SourceError("no_feed", f"It is no {ask.kind or 'feed'}."))))

    def _sorted(self, ask: Ask, entries: Iterator[Ask | Failure], depth: int) -> Iterator[Ask]:
        """The pages at once, inner sitemaps opened in their place, failures said."""
        for entry in entries:
            if isinstance(entry, Failure):
                self._said.append((ask, entry))
            elif entry.kind != "sitemap":
                yield entry
            elif depth >= _DEEPEST:
                self._said.append(
                    (ask, Failure(entry.url, SourceError("too_deep", "Sitemaps lead to sitemaps endlessly.")))
                )
            elif self._is_new(entry):
                yield from self._fetched(entry, depth + 1)

    def _of_site(self, ask: Ask, url: str, content: bytes, depth: int) -> Iterator[Ask]:
        robots = self._web.get(urljoin(url, "/robots.txt"))
        rules = _bytes(robots) if isinstance(robots, Capture) else b""
        ways = [Ask(way, "feed", True) for way in feeds_of(content, url)]
        ways += [Ask(way, "sitemap", True) for way in sitemaps_of(rules, url)]
        if not ways:
            ways = [Ask(urljoin(url, "/sitemap.xml"), "sitemap", True)]
        for way in ways:
            if self._is_new(way):
                yield from self._fetched(way, depth)


def _head(found: Capture) -> bytes:
    return _bytes(found)[:HEAD]


def _bytes(found: Capture) -> bytes:
    content = found.page.content
    return content if isinstance(content, bytes) else content.encode()


def _as_page(found: Found) -> Found:
    """What came, unless it is something else than a page (a picture, a PDF)."""
    if isinstance(found, Failure):
        return found
    page = found.page
    if is_page(page.media_type, _bytes(found), True):
        return found
    sentence = f"It is no page ({page.media_type or 'unknown type'})."
    return Failure(found.name, SourceError("no_page", sentence))
