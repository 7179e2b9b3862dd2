"""From what the user named to pages and addresses: each source recognised, lists, feeds and sitemaps opened up."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from kliping.errors import SourceError
from kliping.sources.capture import Capture, Failure, Found
from kliping.sources.feeds import feed
from kliping.sources.files import (
    MOST_BYTES,
    STANDARD_INPUT,
    captured,
    head_of,
    page_at,
    paths,
    unpacked,
    unreadable,
)
from kliping.sources.met import NAMED, Met
from kliping.sources.options import Options
from kliping.sources.piped import beginning, is_one_page, lines, set_down, standard_input
from kliping.sources.recognise import STDIN, is_folder, is_front, is_url, kind_by_name, kind_of
from kliping.sources.urls import listed

ROBOTS = "robots"
"""The kind of an `Ask` for a site's robots.txt, which names its sitemaps."""

WAYS = frozenset(("feed", "sitemap", "site", "list", ROBOTS))
"""Kinds of what leads to pages and is none."""


@dataclass(frozen=True, slots=True)
class Ask:
    """An address of the web that is to be asked for."""

    url: str
    kind: str | None = None
    """One of `options.KINDS`, `ROBOTS`, or None for whatever comes."""

    met: Met = NAMED
    """Whether the user named it, or where it was found."""

    @property
    def leads_on(self) -> bool:
        """Whether it is asked for where it leads to, and is no page."""
        return self.kind in WAYS

    @property
    def is_archive(self) -> bool:
        """Whether it is a web archive, to be taken from the web before it is opened."""
        return self.kind in ("warc", "wacz")


Step = Capture | Failure | Ask


def plan(sources: Iterable[str], options: Options) -> Iterator[Step]:
    """Every page and address of the sources, in order; what can't be had comes as the failure that says why."""
    for source in sources:
        if source == STDIN:
            yield from _stdin(options.kind)
        elif is_url(source):
            yield _on_the_web(source, options.kind)
        elif is_folder(source):
            for path in paths(source):
                yield from _file(path, kind_by_name(path) or "page") if isinstance(path, str) else (path,)
        else:
            yield from _file(source, options.kind or kind_by_name(source))


def _on_the_web(url: str, kind: str | None) -> Ask:
    return Ask(url, kind or _archive_kind(url) or ("site" if is_front(url) else None))


def _archive_kind(url: str) -> str | None:
    return kind_by_name(url.partition("?")[0].partition("#")[0])


def is_single(source: str, kind: str | None = None) -> bool:
    """Whether a source is one page of its own, and not several or a way to others."""
    if source == STDIN:
        return kind == "page" or (kind is None and is_one_page())
    if is_folder(source) or is_url(source):
        return False
    if kind is None and (kind := kind_by_name(source)) is None:
        head = head_of(source)
        kind = "page" if isinstance(head, SourceError) else kind_of(head)
    return kind == "page"


def _stdin(kind: str | None) -> Iterator[Step]:
    stream = standard_input()
    if isinstance(stream, SourceError):
        yield Failure(STANDARD_INPUT, stream)
        return
    try:
        head = beginning(stream)
        kind = kind or kind_of(head)
        if kind == "list":
            yield from _addresses(STANDARD_INPUT, lines(stream, head))
        elif kind in ("warc", "wacz"):
            with set_down(stream, head) as file:
                yield from archive(file, STANDARD_INPUT, kind)
        else:
            yield from _opened(STANDARD_INPUT, head + stream.read(MOST_BYTES + 1 - len(head)), kind)
    except OSError as error:
        yield Failure(STANDARD_INPUT, unreadable(error))


def archive(file: IO[bytes], name: str, kind: str) -> Iterator[Found]:
    """The pages of a WARC or WACZ in an open file."""
    from kliping.sources.wacz import from_zip
    from kliping.sources.warc import from_stream

    yield from from_zip(file, name) if kind == "wacz" else from_stream(file, name)


def _addresses(name: str, said: Iterable[bytes]) -> Iterator[Step]:
    url = None
    for url in listed(said):
        yield url if isinstance(url, Failure) else Ask(url, _archive_kind(url))
    if url is None:
        yield Failure(name, SourceError("no_items", "The list names no addresses."))


def _file(path: str, kind: str | None) -> Iterator[Step]:
    head = head_of(path)
    if isinstance(head, SourceError):
        yield Failure(path, head)
        return
    kind = kind or kind_of(head)
    if kind == "warc":
        from kliping.sources.warc import warc

        yield from warc(path)
    elif kind == "wacz":
        from kliping.sources.wacz import wacz

        yield from wacz(path)
    elif kind == "page":
        yield page_at(path)
    else:
        yield from _opened_file(path, kind)


def _opened_file(path: str, kind: str) -> Iterator[Step]:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (as in `is_folder`)
            if kind == "list":
                yield from _addresses(path, lines(unpacked(file)))
                return
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        yield Failure(path, unreadable(error))
    except (EOFError, zlib.error) as error:
        yield Failure(path, SourceError("damaged", f"It can't be unpacked to its end: {error}."))
    else:
        yield from _opened(path, content, kind)


def _opened(name: str, content: bytes, kind: str) -> Iterator[Step]:
    """What a list, a feed or a sitemap names that isn't on the web."""
    if len(content) > MOST_BYTES and kind != "page":  # of a page, its record says so
        yield Failure(name, SourceError("too_large", f"It is larger than {MOST_BYTES:,} bytes; so much was read."))
    content = content[:MOST_BYTES]
    if kind == "list":
        yield from _addresses(name, content.splitlines())
    elif kind == "feed":
        yield from opened_feed(Ask(name), content, None)
    elif kind == "sitemap":
        yield from opened_sitemap(Ask(name), content, None)
    elif kind == "site":
        yield Failure(name, SourceError("no_site", "A site is named by the address of its front page."))
    else:
        yield captured(name, content)


def opened_feed(ask: Ask, content: bytes, url: str | None) -> Iterator[Ask | Failure]:
    """The stories of a feed, and why there are none; `url` is where it stands, None for a file."""
    met = ask.met.found(url)
    try:
        story = None
        for story in feed(content, url):
            yield Ask(story, "page", met)
        if story is None:
            yield Failure(ask.url, SourceError("no_items", "The feed leads to no stories."))
    except SourceError as error:
        yield Failure(ask.url, error)


def opened_sitemap(ask: Ask, content: bytes, url: str | None) -> Iterator[Ask | Failure]:
    """The pages of a sitemap, and the sitemaps of an index; `url` as of a feed."""
    from kliping.sources.sitemaps import sitemap

    met = ask.met.found(url)
    try:
        entry = None
        for entry in sitemap(content):
            yield Ask(entry.url, "sitemap" if entry.is_sitemap else "page", met)
        if entry is None:
            yield Failure(ask.url, SourceError("no_items", "The sitemap leads to no pages."))
    except SourceError as error:
        yield Failure(ask.url, error)
