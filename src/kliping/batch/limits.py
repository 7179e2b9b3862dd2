"""What one page may cost before it is given up."""

from __future__ import annotations

from dataclasses import dataclass

from kliping.errors import BatchError

_MOST_SECONDS, _MOST_BYTES = 10**6, 1 << 60
"""More than this the system's clock and its count of memory don't take."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of time and memory for the reading of one page.

    Raises `BatchError` "limits" for what is no limit.
    """

    seconds: float = 30.0
    """Seconds by the clock that a page may take."""

    memory: int = 2 << 30
    """Bytes of address space that the reading process may take beyond what it has before its first page."""

    def __post_init__(self) -> None:
        if not 0.001 <= self.seconds <= _MOST_SECONDS:
            raise BatchError("limits", f"A page may take 0.001 to {_MOST_SECONDS:,} seconds, and not {self.seconds:g}.")
        if not 0 < self.memory <= _MOST_BYTES:
            raise BatchError("limits", f"A page may take 1 to {_MOST_BYTES:,} bytes, and not {self.memory:,}.")
