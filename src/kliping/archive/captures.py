"""The pages that a version was read from: their bytes, compressed, and where they are to be found again."""

from __future__ import annotations

import hashlib
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from json import dumps, loads
from sys import version_info
from typing import Any

from kliping.plain_form import encodable

_ZSTD = "compression.zstd" if version_info >= (3, 14) else "backports.zstd"
_MOST_BYTES = 256 * 1024 * 1024
"""Of one page as it is unpacked; more is a bomb."""


@dataclass(frozen=True, slots=True)
class Captured:
    """One page as it was found."""

    name: str
    """What a person calls it: a file, a URL, a record of a WARC."""

    content: bytes | None
    """The page; None where it wasn't kept."""

    url: str | None = None
    """Where it was found."""

    at: datetime | None = None
    """When it was fetched, aware."""

    media_type: str | None = None
    """What the sender called it."""

    charset: str | None = None
    """The encoding that the sender stated."""

    status: int | None = None
    """The HTTP status."""

    headers: tuple[tuple[str, str], ...] = ()
    """The headers of the answer."""

    warc: str | None = None
    """The web archive that it came from."""

    warc_offset: int | None = None
    """Where its record begins there, in bytes."""

    digest: str | None = None
    """SHA-256 of the page, in hexadecimal; made of the content where it is None."""

    size: int | None = None
    """Of the page, in bytes; as with the digest."""


_COLUMNS = "name, url, at, digest, size, media_type, charset, status, headers, warc, warc_offset, bytes"


def put_captures(connection: sqlite3.Connection, version: int, captures: Iterable[Captured], keep_bytes: bool) -> None:
    """Keep the pages of a version."""
    marks = ", ".join("?" * 14)
    for position, capture in enumerate(captures):
        row = (version, position, *_row(capture, keep_bytes))
        connection.execute(f"INSERT INTO captures (version_id, position, {_COLUMNS}) VALUES ({marks})", row)


def get_captures(connection: sqlite3.Connection, version: int) -> Iterator[Captured]:
    """The pages of a version, the first page first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM captures WHERE version_id = ? ORDER BY position", (version,))
    for name, url, at, digest, size, media_type, charset, status, headers, warc, offset, packed in rows:
        yield Captured(
            name,
            None if packed is None else unpack(packed),
            url,
            datetime.fromisoformat(at) if at else None,
            media_type,
            charset,
            status,
            tuple((key, value) for key, value in loads(headers)),
            warc,
            offset,
            digest,
            size,
        )


def to_plain(capture: Captured, with_bytes: bool) -> dict[str, Any]:
    """A capture as plain JSON; the bytes compressed (zstd) and in base 64."""
    values = _row(capture, with_bytes)
    plain = dict(zip(_COLUMNS.split(", "), values, strict=True))
    packed = plain.pop("bytes")
    return {**plain, "headers": loads(plain["headers"]), "zstd": b64encode(packed).decode() if packed else None}


def from_plain(plain: dict[str, Any]) -> Captured:
    """The same, back. Raises `ValueError`, `TypeError`, `KeyError` for what is no capture."""
    packed, at = plain.get("zstd"), plain.get("at")
    headers = tuple((str(key), str(value)) for key, value in plain.get("headers") or ())
    texts = {name: plain.get(name) for name in ("name", "url", "media_type", "charset", "warc", "digest")}
    numbers = {name: plain.get(name) for name in ("status", "warc_offset", "size")}
    if any(value is not None and not isinstance(value, str) for value in texts.values()):
        raise TypeError("a capture's text is none")
    if any(value is not None and type(value) is not int for value in numbers.values()):
        raise TypeError("a capture's number is none")
    content = None if packed is None else unpack(b64decode(packed, validate=True))
    if content is None and not (texts["digest"] and numbers["size"] is not None):
        raise ValueError("a capture has neither bytes nor their digest")
    moment = datetime.fromisoformat(at) if at else None
    if moment and moment.utcoffset() is None:
        raise ValueError("a capture's time has no zone")
    return Captured(content=content, at=moment, headers=headers, **{**texts, "name": texts["name"] or ""}, **numbers)  # type: ignore[arg-type]


def unpack(packed: bytes) -> bytes:
    """What was compressed. Raises `ValueError` when it is damaged, or unpacks to far more than a page has."""
    zstd = import_module(_ZSTD)
    try:
        unpacker = zstd.ZstdDecompressor()
        content: bytes = unpacker.decompress(packed, max_length=_MOST_BYTES)
    except zstd.ZstdError as error:
        raise ValueError(f"a page can't be unpacked: {error}") from None
    if not unpacker.eof:
        raise ValueError("a page can't be unpacked: it is torn or far too long")
    return content


def _row(capture: Captured, keep_bytes: bool) -> tuple[Any, ...]:
    content = capture.content
    if content is None:
        digest, size = capture.digest or "", capture.size or 0
    else:
        digest, size = hashlib.sha256(content).hexdigest(), len(content)
    packed = import_module(_ZSTD).compress(content) if content is not None and keep_bytes else None
    return (
        *(encodable(capture.name), capture.url and encodable(capture.url), capture.at and capture.at.isoformat()),
        *(digest, size, capture.media_type, capture.charset, capture.status, dumps(capture.headers)),
        *(capture.warc and encodable(capture.warc), capture.warc_offset, packed),
    )
