"""Pages in web archives: WARC (ISO 28500), plain or compressed, and the older ARC; streamed, one record in memory.

A damaged record is no reason to lose the thousands after it: reading starts again at the next place that looks like a
record's beginning, and what was lost is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from fastwarc import ArchiveIterator
from fastwarc.warc import WarcRecord, WarcRecordType

from kliping.errors import SourceError
from kliping.records import Page
from kliping.sources.capture import Capture, Failure, Found, Unanswered
from kliping.sources.files import MOST_BYTES, unreadable
from kliping.sources.marks import Marks
from kliping.sources.recognise import HEAD, is_page, is_url, leads_on
from kliping.sources.web.answers import content_type

_PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_BEGINNINGS = {
    b"\x1f\x8b": re.compile(rb"\x1f\x8b\x08"),
    b"\x28\xb5": re.compile(rb"\x28\xb5\x2f\xfd"),
    b"\x5d\x2a": re.compile(rb"\x28\xb5\x2f\xfd"),
}
"""How an archive begins, and how each of its records then does: as a member or frame of its own."""

_PLAIN = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_CHUNK = 1 << 16
_MOST_STARTS = 10_000
"""Of one file; an archive that is damaged so often is none."""


def warc(path: str) -> Iterator[Found]:
    """The pages of an archive in a file; what can't be read is said in one `Failure` at the end."""
    try:
        with Path(path).open("rb") as stream:
            yield from from_stream(stream, path)
    except OSError as error:
        yield Failure(path, unreadable(error))


def from_stream(stream: IO[bytes], name: str) -> Iterator[Found]:
    """The pages of an archive that can be sought in, named after it."""
    from kliping.sources.arc import from_arc, is_arc

    counts = Counts()
    records = from_arc(stream, counts) if is_arc(stream) else _records(stream, counts)
    pages, marks = 0, Marks()
    for record in records:
        if record.record_type == WarcRecordType.metadata:
            marks.read(record)
            continue
        found = _found(record, f"{name}#{counts.records}", marks)
        if isinstance(found, Capture):
            found = replace(found, warc=name, warc_offset=counts.offset)
        pages += isinstance(found, Capture)
        if found is not None:
            yield found
    if counts.damaged:
        said = "A damaged record was" if counts.damaged == 1 else f"{counts.damaged:,} damaged records were"
        yield Failure(name, SourceError("damaged", f"{said} skipped."))
    elif not pages:
        yield Failure(name, SourceError("no_pages", f"The archive holds no pages ({counts.records:,} records)."))


class Counts:
    """How many records were met, and how often some were lost."""

    def __init__(self) -> None:
        self.records = self.damaged = 0
        self.offset: int | None = None
        """Where the last record begins in the file."""


def _records(stream: IO[bytes], counts: Counts) -> Iterator[WarcRecord]:
    """Every record that is whole, in memory; after damage it goes on with the next."""
    beginning = _BEGINNINGS.get(_peek(stream), _PLAIN)
    start: int | None = 0
    for _ in range(_MOST_STARTS):
        before = counts.records
        at = start
        try:
            for record in ArchiveIterator(_from(stream, start or 0), parse_http=False):
                at = (start or 0) + record.stream_pos
                counts.records += 1
                counts.offset = at
                if not _is_whole(record):
                    raise ValueError("it ends before its end")  # and may have swallowed the records after it
                yield record
            return
        except (OSError, ValueError):
            # Only the first of several vain attempts is a record lost; the others are bytes that look like one.
            counts.damaged += counts.records > before or start == 0
        start = _next(stream, (at or 0) + 1, beginning)
        if start is None:
            return


def _is_whole(record: WarcRecord) -> bool:
    """Take a record into memory; whether all of it was there."""
    stated = record.content_length
    if stated > MOST_BYTES:  # it only becomes a line that says so
        return record.consume() == stated
    record.freeze()
    return bool(record.content_length == stated)


def _peek(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read(2)


class _From:
    """A stream as the rest of another: positions count from there."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._read = stream, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._read += len(piece)
        return piece

    def tell(self) -> int:
        return self._read


def _from(stream: IO[bytes], start: int) -> IO[bytes]:
    stream.seek(start)
    return _From(stream)  # type: ignore[return-value]  # all that FastWARC asks of a stream


def _next(stream: IO[bytes], start: int, beginning: re.Pattern[bytes]) -> int | None:
    """Where, at or after an offset, a record may begin."""
    stream.seek(start)
    base, window = start, b""
    while chunk := stream.read(_CHUNK):
        window += chunk
        if found := beginning.search(window):
            return base + found.start()
        cut = max(0, len(window) - 16)  # a beginning may lie across two chunks
        base, window = base + cut, window[cut:]
    return None


# --- a record as a page


def _found(record: WarcRecord, name: str, marks: Marks) -> Found | None:
    """A record as a page, as why it is none, or None when it is about pages and not one ("request", "warcinfo")."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> \t").replace(" ", "%20")
    name = f"{name} ({url})" if url else name
    if record.record_type == WarcRecordType.revisit:
        return _left_out(name, "no_page", "The record only says that a page was seen again.")
    if record.record_type not in _PAGES:
        return None
    if not is_url(url) and not _is_saved(record, url):
        return _left_out(name, "no_page", "The record is no page of the web.")
    if record.content_length > MOST_BYTES:
        return Failure(name, SourceError("too_large", f"The record is larger than {MOST_BYTES:,} bytes."))
    try:
        return _captured(record, name, url, marks)
    except (OSError, ValueError) as error:
        return Failure(name, SourceError("damaged", f"The record can't be decoded: {error}."))


def _is_saved(record: WarcRecord, url: str) -> bool:
    """Whether a record is a page from a file, whose address isn't known."""
    return record.record_type == WarcRecordType.resource and url.startswith("file:///")


def _captured(record: WarcRecord, name: str, url: str, marks: Marks) -> Found:
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    if record.is_http:
        record.parse_http(auto_decode="all", quirks_mode=True)
        if record.http_headers is None:
            raise ValueError("it has no HTTP headers")
        status = record.http_headers.status_code
        headers = tuple((key.lower(), value) for key, value in record.http_headers.to_tuples())
        if status is None or not 200 <= status < 300:
            sentence = f"The server answered {status}."
            return Failure(name, Unanswered("no_answer", sentence, status or 0, url, record.record_date))
    stated = dict(headers).get("content-type") if record.is_http else record.headers.get("Content-Type")
    media_type, charset = content_type(stated)
    content = record.reader.read(MOST_BYTES)
    met, reserved = marks.of(record)
    if met and (not met.is_page or (met.is_named and leads_on(content[:HEAD]))):
        return _left_out(name, "no_page", "It led to pages or came before them, and was read as none.")
    # A server's plain text is a page to who asked for that page: elsewhere it is robots.txt and the like.
    if not is_page(media_type, content, record.record_type == WarcRecordType.conversion or met is not None):
        return _left_out(name, "no_page", f"It is no page ({media_type or 'unknown type'}).")
    known = url if is_url(url) else None
    page = Page(content, known, media_type, charset, record.record_date)
    asked = met.asked if met and met.asked else known
    return Capture(name, page, status, headers, asked, reserved=reserved, met=met)


def _left_out(name: str, code: str, sentence: str) -> Failure:
    return Failure(name, SourceError(code, sentence))
