"""What was found for one state of the archive, kept until it changes: front pages are asked for more than news come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from kliping.archive import Archive
from kliping.archive.state import State, state

T = TypeVar("T")


class Memo(Generic[T]):
    """One answer at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[State, T] | None = None

    def of(self, archive: Archive, find: Callable[[Archive], T]) -> T:
        """The answer for the archive as it is, found anew only where it changed."""
        now = state(archive.connection)
        with self._lock:
            if self._known is None or self._known[0] != now:
                self._known = (now, find(archive))
            return self._known[1]
