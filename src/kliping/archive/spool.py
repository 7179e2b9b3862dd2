"""Where pages wait, under their names, until the story that they belong to is whole.

Most are asked for at once; what waits for long (the pages of a story that lie apart) goes to a file on disk, so that
memory holds a few pages and the names of the others.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from dataclasses import replace
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from kliping.archive.captures import Captured

_MOST_HELD = 16 * 1024 * 1024
"""Bytes of pages in memory."""


class Spool:
    """Pages by name; to be closed."""

    def __init__(self, with_bytes: bool = True) -> None:
        """`with_bytes` says whether the pages are kept, or only where and when they were found."""
        self._with_bytes = with_bytes
        self._held: dict[str, Captured] = {}
        self._places: dict[str, int] = {}
        self._size = 0
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, page: Captured) -> None:
        """Keep a page until its story is whole; of several of one name the last."""
        if not self._with_bytes and page.content is not None:
            digest = hashlib.sha256(page.content).hexdigest()
            page = replace(page, content=None, digest=digest, size=len(page.content))
        self.drop(page.name)
        self._held[page.name] = page
        self._size += len(page.content or b"")
        while self._size > _MOST_HELD and len(self._held) > 1:
            self._put_away(next(iter(self._held)))

    def take(self, names: Iterable[str]) -> tuple[Captured, ...]:
        """The pages of these names that are here, in order; they are given once."""
        return tuple(page for name in names if (page := self._pop(name)))

    def drop(self, name: str) -> None:
        """Forget a page that became no story."""
        held = self._held.pop(name, None)
        self._size -= len(held.content or b"") if held else 0
        self._places.pop(name, None)

    def _pop(self, name: str) -> Captured | None:
        held = self._held.get(name)
        if held is None and name in self._places and self._file is not None:
            self._file.seek(self._places[name])
            held = pickle.load(self._file)  # our own, from a file without a name
        self.drop(name)
        return held

    def _put_away(self, name: str) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 (closed when the spool is left)
        page = self._held.pop(name)
        self._size -= len(page.content or b"")
        self._places[name] = self._file.seek(0, 2)
        pickle.dump(page, self._file, pickle.HIGHEST_PROTOCOL)
