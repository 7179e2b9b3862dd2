"""The pages that stories were read from, as a WARC (ISO 28500:2017), compressed record by record.

A page that a server answered with becomes a response record; its body is written as it was read, unpacked, so headers
about how it was sent are left out. A page from a file becomes a resource record, under the file's name (RFC 8089) where
its address isn't known.
"""

from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from importlib import import_module
from io import BytesIO
from sys import version_info
from typing import BinaryIO, Protocol
from urllib.parse import quote

from fastwarc.warc import WarcRecord, WarcRecordType

from kliping.export.lines import web_address

_ZSTD = "compression.zstd" if version_info >= (3, 14) else "backports.zstd"
_SQUEEZED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda record: gzip.compress(record, compresslevel=6),
    ".zst": lambda record: bytes(import_module(_ZSTD).compress(record)),
}
_OF_THE_WIRE = frozenset(("transfer-encoding", "content-length", "content-encoding", "connection"))


class Kept(Protocol):
    """A page as an archive keeps it."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    @property
    def content(self) -> bytes | None:
        """The page; None where it wasn't kept."""

    @property
    def url(self) -> str | None:
        """Where it was found."""

    @property
    def at(self) -> datetime | None:
        """When it was fetched, aware."""

    @property
    def media_type(self) -> str | None:
        """What the sender called it."""

    @property
    def charset(self) -> str | None:
        """The encoding that the sender stated."""

    @property
    def status(self) -> int | None:
        """The HTTP status."""

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers of the answer."""


def write_warc(pages: Iterable[Kept], stream: BinaryIO, suffix: str = "") -> int:
    """Write the pages that were kept; how many. `suffix` (".gz", ".zst") says how records are compressed."""
    squeezed = _SQUEEZED.get(suffix, bytes)
    fields = b"software: Kliping\r\nformat: WARC File Format 1.1\r\n"
    info = _record(WarcRecordType.warcinfo, fields, {"Content-Type": "application/warc-fields"})
    stream.write(squeezed(_bytes(info)))
    count = 0
    for page in pages:
        if page.content is not None:
            stream.write(squeezed(_page(page, page.content)))
            count += 1
    return count


def _page(page: Kept, content: bytes) -> bytes:
    about = {"WARC-Target-URI": web_address(page.url) or f"file:///{quote(page.name.lstrip('/'), errors='replace')}"}
    if page.status is None:
        stated = page.media_type or "text/html"
        kind = f"{stated}; charset={page.charset}" if page.charset else stated
        record = _record(WarcRecordType.resource, content, {**about, "Content-Type": _one_line(kind)})
    else:
        block = _head(page.status, page.headers, len(content)) + content
        record = _record(WarcRecordType.response, block, about)
        record.is_http = True
    if page.at:
        record.record_date = page.at.astimezone(UTC)
    return _bytes(record, b"sha1:" + b32encode(hashlib.sha1(content, usedforsecurity=False).digest()))


def _head(status: int, headers: tuple[tuple[str, str], ...], length: int) -> bytes:
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    kept = [(name, value) for name, value in headers if name.lower() not in _OF_THE_WIRE]
    lines = [f"{name}: {value}" for name, value in (*kept, ("content-length", str(length)))]
    return "\r\n".join((f"HTTP/1.1 {status} {phrase}", *map(_one_line, lines), "", "")).encode("latin-1", "replace")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _record(kind: WarcRecordType, block: bytes, headers: dict[str, str]) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(block)
    return record


def _bytes(record: WarcRecord, payload_digest: bytes | None = None) -> bytes:
    plain = BytesIO()
    record.write(plain, checksum_data=True, payload_digest=payload_digest)
    return plain.getvalue()
