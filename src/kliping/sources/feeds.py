"""Feeds: RSS, Atom and JSON Feed, as the addresses of their stories. What a feed says of a story is only its head."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from kliping.errors import SourceError
from kliping.sources.recognise import is_url
from kliping.sources.unpack import chunks


def feed(content: bytes, url: str | None = None) -> Iterator[str]:
    """The addresses of a feed's stories, in order, each once; `url` is the feed's own. It may be gzipped.

    Raises `SourceError` "no_feed" when there is nothing of a feed in it, and as `chunks` does.

    >>> list(feed(b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://a.example/1"}]}'))
    ['https://a.example/1']
    """
    pieces: list[bytes] = []
    broken: SourceError | None = None
    try:
        pieces.extend(chunks(content))
    except SourceError as error:  # what could be unpacked is read all the same
        broken = error
    content = b"".join(pieces)
    said = _json_links(content) if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml_links(content)
    seen = set()
    for link in said:
        address = _absolute(url, link)
        if address and address not in seen:
            seen.add(address)
            yield address
    if broken:
        raise broken


def _json_links(content: bytes) -> Iterator[str]:
    """Standard: JSON Feed 1.1; a link blog's item has its story under external_url."""
    try:
        plain: Any = json.loads(content)
        items = plain["items"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SourceError("no_feed", "It is no JSON feed.") from None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            link = item.get("url") or item.get("external_url") or item.get("id")
            if isinstance(link, str):
                yield link


def _xml_links(content: bytes) -> Iterator[str]:
    import feedparser  # type: ignore[import-untyped]  # it ships no types

    # A stream and never the bytes themselves: those feedparser would take for a file's name first.
    try:
        parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it means not to raise, but broken encodings and dates make it
        raise SourceError("no_feed", f"The feed can't be read: {type(error).__name__}.") from None
    if not parsed.get("version") and not parsed.entries:
        raise SourceError("no_feed", "It is no RSS or Atom feed.")
    for entry in parsed.entries:
        link = entry.get("feedburner_origlink") or entry.get("link") or entry.get("id")
        if isinstance(link, str):
            yield link


def _absolute(url: str | None, link: str) -> str | None:
    try:
        address = urljoin(url or "", link.strip())
    except ValueError:
        return None
    return address if is_url(address) else None
