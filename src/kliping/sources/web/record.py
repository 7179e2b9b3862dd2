"""Everything that was used of the web, written to a WARC (ISO 28500), so that a run can be read again without it.

Answers from the cache are written too, with the date on which they were fetched: the file is whole by itself. Records
are compressed one by one as the standard's annex asks, and each is written at once: a run that is broken off leaves
whole records.
"""

from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from fastwarc.warc import WarcRecord, WarcRecordType

from kliping.errors import SourceError
from kliping.sources.marks import WARC_FIELDS, fields_of
from kliping.sources.met import Met
from kliping.sources.web.answers import Answer, Headers
from kliping.sources.web.bodies import ZSTD

_MAGIC = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
"""How a file begins that is compressed so; a plain WARC begins with its version."""

_SQUEEZED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda record: gzip.compress(record, compresslevel=6),
    ".zst": lambda record: import_module(ZSTD).compress(record),
}
"""How a record is compressed, by the end of the file's name; anything else is written plain."""

_OF_THE_WIRE = frozenset({"transfer-encoding", "content-length"})
"""Headers about how the body was sent: it is kept in one piece, with its own length."""


class Recorder:
    """One WARC file, opened for more: a second run adds to what the first wrote."""

    def __init__(self, path: Path, agent: str) -> None:
        """Open the file; raises `SourceError` "unwritable", or "no_warc" for a file of something else."""
        try:
            self._file = path.open("a+b")
            self._file.seek(0)
            begins = self._file.read(5)
        except OSError as error:
            raise SourceError("unwritable", f"{path} can't be written: {error.strerror}.") from error
        if begins and not begins.startswith(_MAGIC.get(path.suffix, b"WARC/")):
            self._file.close()
            raise SourceError("no_warc", f"{path} holds something else than such a WARC, and is left as it is.")
        self.path = path
        """The file."""
        self._squeezed = _SQUEEZED.get(path.suffix, bytes)
        self._written: dict[bytes, int] = {}
        """Where the record of each answer begins, as a page by itself and as one of a story."""
        fields = f"software: {agent}\r\nformat: WARC File Format 1.1\r\nhttp-header-user-agent: {agent}\r\n"
        self._write(_record(WarcRecordType.warcinfo, fields.encode(), {"Content-Type": WARC_FIELDS}))

    def add(self, answer: Answer, met: Met) -> int:
        """Write an answer, how it was met and the request for it; where in the file the answer's record begins.

        Once however often it is used, but for what is both a page by itself and one that another page's story wants:
        who reads the file must know of both. Raises `SourceError` "unwritable".
        """
        told = f"{answer.fetched_at} {met.is_page and met.story is not None} {answer.url}"
        key = hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=16).digest()
        if key in self._written:
            return self._written[key]
        about = {"WARC-Target-URI": answer.url}
        response = _record(WarcRecordType.response, _response(answer), about)
        response.record_date = answer.fetched_at
        refers = about | {"WARC-Refers-To": response.record_id or "", "Content-Type": WARC_FIELDS}
        self._write(_record(WarcRecordType.metadata, fields_of(met, answer.reserved), refers))
        offset = self._written[key] = self._file.tell()
        self._write(response, _digest(answer.raw))
        if answer.sent:
            concurrent = {"WARC-Concurrent-To": response.record_id or ""}
            request = _record(WarcRecordType.request, _request(answer), about | concurrent)
            request.record_date = answer.fetched_at
            self._write(request)
        return offset

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, record: WarcRecord, payload_digest: bytes | None = None) -> None:
        """Write one record in one go: FastWARC's own zstd writer keeps it back until it is closed."""
        plain = BytesIO()
        record.write(plain, checksum_data=True, payload_digest=payload_digest)
        try:
            self._file.write(self._squeezed(plain.getvalue()))
            self._file.flush()
        except OSError as error:
            raise SourceError("unwritable", f"{self._file.name} can't be written: {error.strerror}.") from error


def _record(kind: WarcRecordType, block: bytes, headers: dict[str, str]) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    record.is_http = kind in (WarcRecordType.response, WarcRecordType.request)
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(block)
    return record


def _response(answer: Answer) -> bytes:
    kept = tuple((name, value) for name, value in answer.headers if name.lower() not in _OF_THE_WIRE)
    length = (("Content-Length", str(len(answer.raw))),)
    return _head(f"HTTP/1.1 {answer.status} {answer.reason}", kept + length) + answer.raw


def _request(answer: Answer) -> bytes:
    parts = urlsplit(answer.url)
    path = parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()
    return _head(f"GET {path} HTTP/1.1", answer.sent)


def _head(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def _digest(payload: bytes) -> bytes:
    """SHA-1 in base 32, as other tools of web archives write it."""
    return b"sha1:" + b32encode(hashlib.sha1(payload, usedforsecurity=False).digest())
