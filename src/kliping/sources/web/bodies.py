"""Content codings (RFC 9110, 8.4) undone while the body arrives, so that a decompression bomb is cut off early.

A bomb is small on the wire and huge when decoded. No decoder here gives out more than 64 KiB at once, every layer of
nested codings is counted, and the first byte over the limit ends it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from kliping.errors import SourceError

if TYPE_CHECKING:
    from backports.zstd import ZstdDecompressor

PIECE = 64 * 1024
"""Bytes that a decoder gives out at once."""

ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
"""Zstandard of the standard library, or what brings it to an older Python."""

_GZIP_BEGINS = b"\x1f"

MOST_LAYERS = 4
"""Codings one over another; more is no page."""


class Decoder(Protocol):
    """One content coding."""

    finished: bool
    """Whether the coding came to its end (or never began)."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes decode to, in pieces."""
        ...


class Body:
    """The body of one answer, as it arrives.

    >>> import gzip
    >>> body = Body("gzip", limit=1000)
    >>> body.feed(gzip.compress(b"a story"))
    >>> body.content()
    b'a story'
    """

    def __init__(self, codings: str | None, limit: int) -> None:
        """Take the Content-Encoding header and the most bytes that the body may have, before and after decoding."""
        self._decoders = list(_decoders(codings))
        self._limit = limit
        self._counts = [0] * (len(self._decoders) + 1)
        self._content = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next bytes; raises `SourceError` "too_large" or "bad_encoding"."""
        try:
            for piece in self._through(data, 0):
                self._content += piece
        except _errors() as error:
            raise SourceError("bad_encoding", f"Its compression is broken: {error}.") from error

    def content(self) -> bytes:
        """The whole body, decoded; raises `SourceError` "bad_encoding" when the compressed data stop in the middle."""
        if self._counts[0] and not all(decoder.finished for decoder in self._decoders):
            raise SourceError("bad_encoding", "Its compression is broken: the end is missing.")
        return bytes(self._content)

    def _through(self, data: bytes, layer: int) -> Iterator[bytes]:
        self._counts[layer] += len(data)
        if self._counts[layer] > self._limit:
            raise SourceError("too_large", f"It is larger than {self._limit:,} bytes.")
        if layer == len(self._decoders):
            yield data
            return
        for piece in self._decoders[layer].feed(data):
            yield from self._through(piece, layer + 1)


def decoded(raw: bytes, codings: str | None, limit: int) -> bytes:
    """A whole body, decoded; raises as `Body` does.

    >>> decoded(b"as it is", "identity", limit=100)
    b'as it is'
    """
    body = Body(codings, limit)
    body.feed(raw)
    return body.content()


class _Zlib:
    """Gzip, and deflate in both forms that servers send: with the header that the standard wants, and without."""

    def __init__(self) -> None:
        self.finished = False
        self._inner: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not (self.finished and data[:1] != _GZIP_BEGINS):  # after the end, other bytes are padding
            if self._inner is None:
                self._inner, self.finished = zlib.decompressobj(_window(data)), False
            piece = self._inner.decompress(data, PIECE)
            yield piece
            while len(piece) == PIECE and not self._inner.unconsumed_tail:  # output may wait with no input left
                piece = self._inner.decompress(b"", PIECE)
                yield piece
            data = self._inner.unconsumed_tail
            if self._inner.eof:
                data, self._inner, self.finished = self._inner.unused_data, None, True


class _Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        import brotli

        self._inner = brotli.Decompressor()
        self.finished = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        piece = self._inner.process(data, output_buffer_limit=PIECE)
        while piece:  # the end is only seen when nothing more comes
            yield piece
            piece = b"" if self._inner.is_finished() else self._inner.process(b"", output_buffer_limit=PIECE)
        self.finished = self._inner.is_finished()


class _Zstd:
    """Zstandard (RFC 8878), frame after frame; windows of 8 MiB at most, as RFC 9659 has it for the web."""

    def __init__(self) -> None:
        self._inner = self._frame()
        self.finished = False

    @staticmethod
    def _frame() -> ZstdDecompressor:
        zstd = import_module(ZSTD)
        made: ZstdDecompressor = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})
        return made

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inner.eof:
                self._inner = self._frame()
            yield self._inner.decompress(data, PIECE)
            while not self._inner.needs_input and not self._inner.eof:
                yield self._inner.decompress(b"", PIECE)
            self.finished = self._inner.eof
            data = self._inner.unused_data


_DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": _Zlib,
    "x-gzip": _Zlib,
    "deflate": _Zlib,
    "br": _Brotli,
    "zstd": _Zstd,
}
"""Anything else ("identity", but also "utf-8" and "none", which servers say) is taken as it is, as browsers do."""

ACCEPTED = "gzip, deflate, br, zstd"
"""The Accept-Encoding that goes with this."""


def _decoders(codings: str | None) -> Iterator[Decoder]:
    """One for each coding, the last applied first (RFC 9110, 8.4)."""
    named = [name.strip().lower() for name in (codings or "").split(",")]
    makers = [_DECODERS[name] for name in reversed(named) if name in _DECODERS]
    if len(makers) > MOST_LAYERS:
        raise SourceError("bad_encoding", f"It is compressed {len(makers)} times over.")
    for make in makers:
        try:
            yield make()
        except ModuleNotFoundError as error:
            sentence = f"Its compression can't be undone without {error.name}: install kliping[web]."
            raise SourceError("needs_web", sentence) from error


def _window(data: bytes) -> int:
    """What zlib shall expect by the first byte: a header of gzip or zlib, or bare deflate."""
    return 32 + zlib.MAX_WBITS if data[:1] == _GZIP_BEGINS or data[0] & 0x0F == 8 else -zlib.MAX_WBITS


def _errors() -> tuple[type[Exception], ...]:
    """What the decoders raise for broken data; only a library that was loaded can have raised anything."""
    named = (("brotli", "error"), (ZSTD, "ZstdError"))
    return (zlib.error, EOFError, *(getattr(sys.modules[name], error) for name, error in named if name in sys.modules))
