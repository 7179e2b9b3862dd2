"""Web archives of our own making, sound and damaged."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

_HEAD = (
    "WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-20T01:02:03Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nContent-Type: {media}\r\n"
    "Content-Length: {length}\r\n\r\n"
)


def record(url: str, body: bytes, number: int = 0, media_type: str = "text/html; charset=utf-8") -> bytes:
    """One response, as it stands in a plain WARC."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nX-Robots-Tag: noai\r\n\r\n".encode() + body
    media = "application/http; msgtype=response"
    head = _HEAD.format(type="response", url=url, number=number, media=media, length=len(http))
    return head.encode() + http + b"\r\n\r\n"


def records(pages: Mapping[str, str]) -> list[bytes]:
    """A response for each page."""
    return [record(url, html.encode(), number) for number, (url, html) in enumerate(pages.items())]


def gzipped(parts: list[bytes]) -> bytes:
    """Each record a member of its own, as the standard wants."""
    return b"".join(gzip.compress(part) for part in parts)
