"""Standard input: known by its beginning, then handed on as it comes, or set down on disk where that must be."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from tempfile import TemporaryFile
from typing import IO, cast

from kliping.errors import SourceError
from kliping.sources.recognise import HEAD, kind_of

_LONGEST_LINE = 16 * 1024
"""Bytes of a line; a list without line breaks would fill the memory."""


def standard_input() -> IO[bytes] | SourceError:
    """Standard input as bytes."""
    return SourceError("unreadable", "It is closed.") if sys.stdin is None else sys.stdin.buffer


def is_one_page() -> bool:
    """Whether standard input looks like a page; nothing of it is taken."""
    try:
        return sys.stdin is None or kind_of(cast(BufferedReader, sys.stdin.buffer).peek()) == "page"
    except (OSError, AttributeError):
        return True


def beginning(stream: IO[bytes]) -> bytes:
    """So much as tells the kind: of a list its first lines, so that it is read on while it is being written."""
    head = b""
    with suppress(AttributeError):  # what stands in for standard input may know no read1
        head = stream.read1(HEAD)  # type: ignore[attr-defined]
    if kind_of(head) == "list" and b"\n" in head:
        return head
    return head + stream.read(max(0, HEAD - len(head)))


def lines(stream: IO[bytes], head: bytes = b"") -> Iterator[bytes]:
    """The lines of a list, as they come, after those in its beginning."""
    *whole, begun = head.split(b"\n")
    yield from whole
    yield begun + stream.readline(_LONGEST_LINE)
    while line := stream.readline(_LONGEST_LINE):
        yield line


def set_down(stream: IO[bytes], head: bytes) -> IO[bytes]:
    """All of it in a file without a name, which vanishes when it is closed; raises `OSError` when the disk is full."""
    file = TemporaryFile()  # noqa: SIM115 (closed by who asked)
    try:
        file.write(head)
        shutil.copyfileobj(stream, file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
