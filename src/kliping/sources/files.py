"""Pages in files, in folders and on standard input, one at a time."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from kliping.errors import SourceError
from kliping.records import Page
from kliping.sources.capture import Capture, Failure
from kliping.sources.recognise import HEAD, kind_by_name

SUFFIXES = (".html", ".htm", ".xhtml", ".txt")
"""Names of pages in a folder; a file that is named itself may be called anything."""

MOST_BYTES = 64 * 1024 * 1024
"""Of one page no more is taken, whatever the file is: a device can be endless."""

STANDARD_INPUT = "standard input"

_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000}) -->")
"""The remark by which browsers say where a page was saved from."""


def paths(top: str) -> Iterator[str | Failure]:
    """The pages and web archives in a folder and the folders in it, by name."""
    found = None
    for found in _walk(top):
        yield found
    if found is None:
        yield Failure(top, SourceError("no_pages", f"The folder holds no pages ({', '.join(SUFFIXES)})."))


def is_page_name(name: str) -> bool:
    """Whether a file of this name, found in a folder, is a page."""
    return name.lower().endswith(SUFFIXES)


def page_at(path: str) -> Capture | Failure:
    """The page in a file."""
    try:
        with Path(path).open("rb") as file:
            return captured(path, file.read(MOST_BYTES))
    except OSError as error:
        return Failure(path, unreadable(error))


def captured(name: str, content: bytes) -> Capture:
    """A page of which only the content is known, and where a browser says it was saved from."""
    saved = _SAVED_FROM.search(content, 0, 2_000)
    return Capture(name, Page(content, saved[1].decode("ascii", "ignore") if saved else None))


def head_of(path: str) -> bytes | SourceError:
    """The first bytes of a file; of a pipe or a device none, since what is read there is gone."""
    try:
        if not os.path.isfile(path) and os.path.exists(path):  # noqa: PTH110, PTH113 (as in `is_folder`)
            return b""
        with Path(path).open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        return unreadable(error)


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """An open file from its beginning, unpacked as it is read where it is gzipped."""
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return cast(IO[bytes], gzip.GzipFile(fileobj=file)) if packed else file


def unreadable(error: OSError) -> SourceError:
    """What an error of the system means to a person."""
    if isinstance(error, FileNotFoundError):
        return SourceError("missing", "There is no such file or folder.")
    if isinstance(error, PermissionError):
        return SourceError("forbidden", "It may not be read by this user.")
    return SourceError("unreadable", f"It can't be read: {error.strerror or error}.")


def _walk(folder: str) -> Iterator[str | Failure]:
    """Files by name, folders in their place among them. Links to folders aren't followed: they may lead in circles."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(folder, unreadable(error))
        return
    for entry in entries:
        try:
            descend = entry.is_dir(follow_symlinks=False)
            wanted = is_page_name(entry.name) or kind_by_name(entry.name) is not None
            is_page = not descend and wanted and entry.is_file()
            if wanted and entry.is_symlink():
                entry.stat()  # which raises for a link that leads nowhere
        except OSError as error:  # a link that leads to itself, say
            yield Failure(entry.path, unreadable(error))
            continue
        if descend:
            yield from _walk(entry.path)
        elif is_page:
            yield entry.path
