"""Feeds and sitemaps that are gzipped as files, unpacked piece by piece up to a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from kliping.errors import SourceError

MOST_BYTES = 64 * 1024 * 1024
"""Of one, unpacked; the protocol of sitemaps allows 50 MiB."""

_CHUNK = 1 << 16


def chunks(content: bytes) -> Iterator[bytes]:
    """The content in pieces, unpacked where it is gzipped.

    Raises `SourceError` "too_large" or "damaged" after the pieces that could be had.

    >>> import gzip
    >>> b"".join(chunks(gzip.compress(b"<rss>"))), b"".join(chunks(b"<rss>"))
    (b'<rss>', b'<rss>')
    """
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
                raise SourceError("too_large", f"It unpacks to more than {MOST_BYTES:,} bytes; so much was read.")
            yield chunk
    except zlib.error as error:
        raise SourceError("damaged", f"It can't be unpacked: {error}.") from None
    if not unpacking.eof:
        raise SourceError("damaged", "It can't be unpacked to its end.")
