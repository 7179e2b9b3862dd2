"""From addresses to pages: what is named, found in feeds and sitemaps, and wanted next by stories under way.

Everything goes through one stream of requests, so that the web layer can keep many hosts busy while each host is asked
at its own pace.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from typing import Protocol
from urllib.parse import urljoin

from kliping.errors import SourceError
from kliping.sources.agenda import Agenda
from kliping.sources.capture import Capture, Failure, Found
from kliping.sources.met import Met
from kliping.sources.plan import ROBOTS, Ask, opened_feed, opened_sitemap
from kliping.sources.recognise import HEAD, is_page, kind_of, leads_on
from kliping.sources.site import feeds_of, sitemaps_of
from kliping.stitching.address import key_of

_DEEPEST = 4
"""Sitemap indexes within one another; the protocol has one."""

_MOST_SAID = 1_000
"""Complaints that wait: of a long list all but a few addresses may be done."""

PART = "part"
"""The kind of an `Ask` for a page that a story wants."""

Arrival = tuple[Ask, Found]
"""What was asked for, and what came."""


class Web(Protocol):
    """What can be asked for many pages at once."""

    def get_many(self, urls: Iterable[str | None], met: Callable[[str], Met]) -> Iterator[Found]:
        """The pages at these URLs, as they arrive; the URLs are taken as they are needed, in this thread."""
        ...


class Crawl:
    """One run over the web; every address is asked for once, but for those that a story wants again."""

    def __init__(self, web: Web, done: Set[str] = frozenset()) -> None:
        """`done` holds the addresses (as `key_of` has them) of stories that an earlier run has written."""
        self._web = web
        self._seen = set(done)
        self._done = done
        self._agenda = Agenda(self._is_new)
        self._under_way: dict[str, list[Ask]] = defaultdict(list)
        """By address; a page may be under way by itself and as another page of a story."""

        self._feedless: set[str] = set()
        """The robots.txt of sites whose front page names no feed."""

        self._said: deque[Arrival] = deque()
        """What was met while looking for addresses."""

    def want(self, url: str, met: Met) -> None:
        """Ask for a page of a story before anything else."""
        if url not in self._under_way:
            self._agenda.want(Ask(url, PART, met))

    def pages(self, asks: Iterator[Ask]) -> Iterator[Arrival]:
        """What comes for all of these, for what they lead to, and for what is wanted meanwhile."""
        self._agenda.name(asks)
        while self._agenda:
            for found in self._web.get_many(self._urls(), self._met):
                ask = self._came(found.name)
                entries = self._entries(ask, found)
                self._agenda.came(ask, entries)
                if entries is None:
                    yield ask, _as_page(found)
                yield from self._complaints()
            yield from self._complaints()

    def _urls(self) -> Iterator[str | None]:
        """What to ask for; None while that depends on what is under way. It ends early when there is much to say."""
        while (self._agenda or self._under_way) and len(self._said) < _MOST_SAID:
            ask = self._agenda.next()
            if ask is not None:
                self._under_way[ask.url].append(ask)
            yield ask.url if ask else None

    def _came(self, url: str) -> Ask:
        ask = self._under_way[url].pop(0)
        if not self._under_way[url]:
            del self._under_way[url]
        return ask

    def _met(self, url: str) -> Met:
        ask = self._under_way[url][-1]
        return replace(ask.met, leads_on=ask.leads_on)

    def _is_new(self, ask: Ask) -> bool:
        key = key_of(ask.url)
        if key in self._done:
            self._said.append((ask, Failure(ask.url, SourceError("done", "It was done before."))))
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _complaints(self) -> Iterator[Arrival]:
        while self._said:
            yield self._said.popleft()

    # --- ways to other pages

    def _entries(self, ask: Ask, found: Found) -> Iterator[Ask] | None:
        """What stands in a feed, a sitemap or a site; None for what is no such thing.

        An address that the user named may be any of these; what a feed leads to is a page or nothing.
        """
        if ask.kind == ROBOTS:
            return self._of_robots(ask, found)
        if isinstance(found, Failure):
            return None
        if not ask.leads_on and (ask.kind is not None or not leads_on(_head(found))):
            return None
        entries = self._sorted(ask, self._opened(ask, found))
        # A feed is large beside the few addresses in it; a sitemap is little else, and read as they are needed.
        return iter(list(entries)) if kind_of(_head(found)) == "feed" else entries

    def _opened(self, ask: Ask, found: Capture) -> Iterator[Ask | Failure]:
        content = _bytes(found)
        url = found.page.url or ask.url
        kind = "site" if ask.kind == "site" else kind_of(_head(found))
        if kind == "site":
            yield from self._of_site(ask, url, content)
        elif kind == "feed":
            yield from opened_feed(ask, content, url)
        elif kind == "sitemap" or (kind == "list" and ask.kind in ("sitemap", "list")):
            yield from opened_sitemap(ask, content, url)
        else:
            yield Failure(ask.url, SourceError("no_feed", f"It is no {ask.kind or 'feed'}."))

    def _sorted(self, ask: Ask, entries: Iterator[Ask | Failure]) -> Iterator[Ask]:
        """The addresses; failures are said."""
        for entry in entries:
            if isinstance(entry, Failure):
                self._said.append((ask, entry))
            elif entry.kind == "sitemap" and entry.met.depth >= _DEEPEST:
                deep = Failure(entry.url, SourceError("too_deep", "Sitemaps lead to sitemaps endlessly."))
                self._said.append((ask, deep))
            else:
                yield entry

    def _of_site(self, ask: Ask, url: str, content: bytes) -> Iterator[Ask]:
        """The feeds that the front page names, and where the sitemaps stand."""
        feeds = feeds_of(content, url)
        robots = urljoin(url, "/robots.txt")
        if not feeds:
            self._feedless.add(robots)
        yield Ask(robots, ROBOTS, ask.met.needed(url))
        for way in feeds:
            yield Ask(way, "feed", ask.met.found(url))

    def _of_robots(self, ask: Ask, found: Found) -> Iterator[Ask]:
        """The sitemaps that robots.txt names; where nothing is named, the usual place."""
        named = sitemaps_of(_bytes(found), ask.url) if isinstance(found, Capture) else []
        if not named and ask.url in self._feedless:
            named = [urljoin(ask.url, "/sitemap.xml")]
        for way in named:
            yield Ask(way, "sitemap", ask.met.found(ask.url))


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
