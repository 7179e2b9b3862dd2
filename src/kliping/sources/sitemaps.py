"""Sitemaps, news sitemaps and sitemap indexes (sitemaps.org), as addresses: of pages, and of further sitemaps.

They are read as they stream through the parser, and a broken one gives what stands before the break. Entities are
refused, since the protocol needs none and hostile files are made of them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from xml.parsers import expat

from kliping.errors import SourceError
from kliping.sources.recognise import is_url
from kliping.sources.unpack import chunks
from kliping.sources.urls import listed

MOST_ENTRIES = 60_000
"""Of one sitemap; the protocol allows 50,000."""

_ENTITY = rb"(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});"
_MENDED = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!" + _ENTITY + rb")", re.DOTALL)
"""What is mended where a sitemap is broken: the bare "&" that many write in an address; and where one may stand."""

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
    count = 0
    try:
        for entry in _as_it_stands(content):
            count += 1
            yield entry
    except expat.ExpatError as error:
        mended = _MENDED.sub(_written_out, b"".join(chunks(content)))
        try:
            yield from islice(_as_it_stands(mended), count, None)
        except expat.ExpatError:  # what is wrong with it first is what its author must know
            raise SourceError("damaged", f"The sitemap is broken: {error}.") from None


def _as_it_stands(content: bytes) -> Iterator[Entry]:
    """The entries; raises `ExpatError` where it breaks off."""
    pieces = chunks(content)
    first = next(pieces, b"")
    if not first.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        lines = b"".join((first, *pieces)).splitlines()
        yield from (Entry(url) for url in listed(lines) if isinstance(url, str))
        return
    reader = _Reader()
    try:
        yield from reader.feed(first.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n"))  # the standard allows none
        for chunk in pieces:
            yield from reader.feed(chunk)
        yield from reader.feed(b"", True)
    except (LookupError, ValueError) as error:  # encodings that aren't
        raise SourceError("damaged", f"The sitemap is broken: {error}.") from None


def _written_out(found: re.Match[bytes]) -> bytes:
    return b"&amp;" if found[0] == b"&" else found[0]


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
