"""Where pages come from on the command line: files, folders and standard input, one at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kliping.errors import SourceError

SUFFIXES = (".html", ".htm", ".xhtml", ".txt")
"""Names of pages in a folder; a file that is named itself may be called anything."""

MOST_BYTES = 64 * 1024 * 1024
"""Of one page no more is taken, whatever the file is: a device can be endless."""

STDIN = "-"

Found = tuple[str, bytes | SourceError]
"""The name of an item, and its content or why there is none."""


def pages(sources: Iterable[str]) -> Iterator[Found]:
    """Every page of the sources, in order, one in memory; what can't be had comes as the error that says why."""
    for source in sources:
        if source == STDIN:
            yield "standard input", _stdin()
        elif is_folder(source):
            yield from _folder(source)
        else:
            yield source, _file(source)


def is_single(sources: list[str]) -> bool:
    """Whether the sources are one page and not several."""
    return len(sources) == 1 and not is_folder(sources[0])


def is_folder(source: str) -> bool:
    """Whether a folder stands there, as far as this user can see."""
    # Not Path.is_dir, which before Python 3.14 raises when the name is too long or a folder on the way is locked.
    return os.path.isdir(source)  # noqa: PTH112


def has_page_suffix(name: str) -> bool:
    """Whether a file of this name, found in a folder, is a page."""
    return name.lower().endswith(SUFFIXES)


def _folder(top: str) -> Iterator[Found]:
    found = None
    for found in _walk(top):
        yield found
    if found is None:
        yield top, SourceError("no_pages", f"The folder holds no pages ({', '.join(SUFFIXES)}).")


def _walk(folder: str) -> Iterator[Found]:
    """Files by name, folders in their place among them. Links to folders aren't followed: they may lead in circles."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, _unreadable(error)
        return
    for entry in entries:
        try:
            descend = entry.is_dir(follow_symlinks=False)
            is_page = not descend and has_page_suffix(entry.name) and entry.is_file()
        except OSError as error:  # a link that leads to itself, say
            yield entry.path, _unreadable(error)
            continue
        if descend:
            yield from _walk(entry.path)
        elif is_page:
            yield entry.path, _file(entry.path)


def _file(path: str) -> bytes | SourceError:
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        return _unreadable(error)


def _stdin() -> bytes | SourceError:
    if sys.stdin is None:
        return SourceError("unreadable", "It is closed.")
    stream: BinaryIO = sys.stdin.buffer
    try:
        return stream.read(MOST_BYTES)
    except OSError as error:
        return _unreadable(error)


def _unreadable(error: OSError) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError("missing", "There is no such file or folder.")
    if isinstance(error, PermissionError):
        return SourceError("forbidden", "It may not be read by this user.")
    return SourceError("unreadable", f"It can't be read: {error.strerror or error}.")
