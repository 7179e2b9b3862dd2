"""WACZ: web archives in a zip file, as WARCs in its folder `archive` (WACZ 1.1.1 of Webrecorder)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kliping.errors import SourceError
from kliping.sources.capture import Failure, Found
from kliping.sources.files import unreadable
from kliping.sources.recognise import kind_by_name
from kliping.sources.warc import from_stream

_MOST_PACKED = 200
"""Times that a WARC shrinks at most when it is zipped; more is a bomb."""

_MOST_MEMBERS = 10_000


def wacz(path: str) -> Iterator[Found]:
    """The pages of all WARCs in a WACZ, in the order of their names."""
    try:
        with Path(path).open("rb") as file:
            yield from from_zip(file, path)
    except OSError as error:
        yield Failure(path, unreadable(error))


def from_zip(file: IO[bytes], name: str) -> Iterator[Found]:
    """The same of a WACZ in an open file, named after it."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if kind_by_name(each.filename) == "warc"]
            if not members:
                yield Failure(name, SourceError("no_pages", "The WACZ holds no WARC."))
            for member in sorted(members, key=lambda each: each.filename)[:_MOST_MEMBERS]:
                yield from _member(archive, member, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Failure(name, SourceError("damaged", f"The WACZ can't be unpacked: {error}."))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> Iterator[Found]:
    name = f"{path}/{member.filename}"
    if member.file_size > _MOST_PACKED * max(member.compress_size, 1):
        yield Failure(name, SourceError("too_large", "It unpacks to far more than a web archive would."))
        return
    with archive.open(member) as stream:
        yield from from_stream(stream, name)
