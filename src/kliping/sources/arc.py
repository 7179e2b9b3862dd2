"""Pages in ARC files, the form before WARC: a line about each record, then so many bytes.

The format is version 1 of the Internet Archive's (1996). FastWARC doesn't read it, so its records are put as WARC's.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import IO, Protocol

from fastwarc.warc import WarcRecord

from kliping.sources.files import MOST_BYTES, unpacked

_LINE = re.compile(rb"(\S[^\n]{0,8000}) (\S{1,64}) (\d{14})\d{0,6} (\S{1,200}) (\d{1,12})\r?\n?")
"""URL (which may hold spaces), address, date, media type and length."""

_DATE = re.compile(rb"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_LONGEST = 10_000
_OPENING = b"filedesc://"


class Counting(Protocol):
    """How many records were met, and how often some were lost."""

    records: int
    damaged: int


def is_arc(stream: IO[bytes]) -> bool:
    """Whether a stream is an ARC file, plain or compressed; it is back at its beginning then."""
    stream.seek(0)
    try:
        opened = unpacked(stream)
        return opened.read(len(_OPENING)) == _OPENING
    except (OSError, EOFError, zlib.error):
        return False
    finally:
        stream.seek(0)


def from_arc(stream: IO[bytes], counts: Counting) -> Iterator[WarcRecord]:
    """Every record but the first, which describes the file, in the form of WARC's."""
    opened = unpacked(stream)
    lost = False
    try:
        while line := opened.readline(_LONGEST):
            if not line.strip():
                continue
            stated = _LINE.fullmatch(line)
            if not stated:
                # A line that is none of a record's: what it headed is lost, down to the next that is one.
                counts.damaged += not lost
                lost = True
                continue
            lost = False
            counts.records += 1
            body = opened.read(min(int(stated[5]), MOST_BYTES))
            if len(body) < int(stated[5]):
                counts.damaged += 1
            elif not stated[1].startswith(_OPENING):
                yield _record(stated, body)
    except (OSError, EOFError, zlib.error):
        counts.damaged += 1


def _record(stated: re.Match[bytes], body: bytes) -> WarcRecord:
    is_http = body.startswith(b"HTTP/")
    head = (
        b"WARC/1.0",
        b"WARC-Type: " + (b"response" if is_http else b"resource"),
        b"WARC-Target-URI: " + stated[1],
        b"WARC-Date: " + _DATE.sub(rb"\1-\2-\3T\4:\5:\6Z", stated[3]),
        b"Content-Type: " + (b"application/http; msgtype=response" if is_http else stated[4]),
        b"Content-Length: %d" % len(body),
    )
    return WarcRecord.from_bytes(b"\r\n".join(head) + b"\r\n\r\n" + body)
