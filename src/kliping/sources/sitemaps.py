"""Sitemaps, news sitemaps and sitemap indexes (sitemaps.org), as addresses: of pages, and of further sitemaps.

They are read as they stream through the parser, and a broken one gives what stands before the break. Entities are
refused, since the protocol needs none and hostile files are made of them.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from kliping.errors import SourceError
from kliping.sources.recognise import is_url
from kliping.sources.urls import listed

MOST_BYTES = 64 * 1024 * 1024
"""Of one sitemap, unpacked; the protocol allows 50 MiB."""

MOST_ENTRIES = 60_000
"""Of one sitemap; the protocol allows 50,000."""

_CHUNK = 1 << 16
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a sitemap."""

    url: str
    is_sitemap: bool = False
    """Whether it leads to another sitemap, and not to a page."""


def sitemap(content: bytes) -> Iterator[Entry]:
    """The entries of a sitemap: XML or plain text, gzipped or not.

    Raises `SourceError` "damaged" where it breaks off or declares entities, after the entries before that.

    >>> [entry.url for entry in sitemap(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>")]
    ['https://a.example/1']
    """
    count = 0
    for entry in _entries(content):
        if is_url(entry.url):
            count += 1
            if count > MOST_ENTRIES:
                raise SourceError(
                    "too_large", f"The sitemap has more than {MOST_ENTRIES:,} entries; so many were taken."
                )
            yield entry


def _entries(content: bytes) -> Iterator[Entry]:
    chunks = _chunks(content)
    first = next(chunks, b"")
    if not first.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        lines = b"".join((first, *chunks)).splitlines()
        yield from (Entry(url) for url in listed(lines) if isinstance(url, str))
        return
    reader = _Reader()
    try:
        yield from reader.feed(first.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n"))  # the standard allows none
        for chunk in chunks:
            yield from reader.feed(chunk)
        yield from reader.feed(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two for encodings that aren't
        raise SourceError("damaged", f"The sitemap is broken: {error}.") from None


def _chunks(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"\x1f\x8b"):
        yield from (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK))
        return
    unpacking, size = zlib.decompressobj(16 + zlib.MAX_WBITS), 0
    try:
        while content and not unpacking.eof:
            chunk = unpacking.decompress(content, _CHUNK)
            content = unpacking.unconsumed_tail
            size += len(chunk)
            if size > MOST_BYTES:
                raise SourceError("too_large", f"The sitemap is larger than {MOST_BYTES:,} bytes; so much was read.")
            yield chunk
    except zlib.error as error:
        raise SourceError("damaged", f"The sitemap can't be unpacked: {error}.") from None


@dataclass(slots=True)
class _Reader:
    """Elements as they begin and end; only what `loc` says directly under `url` and `sitemap` counts."""

    parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate(namespace_separator=" "))
    path: list[str] = field(default_factory=list)
    words: str = ""
    found: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity

    def feed(self, chunk: bytes, last: bool = False) -> list[Entry]:
        """The entries that this chunk completes."""
        self.found = []
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError:
            if self.found:  # they stand before the break, which is met again with the next chunk
                return self.found
            raise
        return self.found

    def _start(self, name: str, _attributes: object) -> None:
        self.path.append(name.rpartition(" ")[2])
        self.words = ""

    def _text(self, words: str) -> None:
        if self.path[-1:] == ["loc"] and len(self.words) < _LONGEST:
            self.words += words

    def _end(self, _name: str) -> None:
        if self.path[-2:] in (["url", "loc"], ["sitemap", "loc"]):
            self.found.append(Entry(self.words.strip(), self.path[-2] == "sitemap"))
        self.path.pop()

    def _entity(self, *_declared: object) -> None:
        raise SourceError("damaged", "The sitemap declares entities, which none needs; it was not read on.")
