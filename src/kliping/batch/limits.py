"""What one page may cost before it is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of time and memory for the reading of one page."""

    seconds: float = 30.0
    """Seconds by the clock that a page may take."""

    memory: int = 2 << 30
    """Bytes of address space that the reading process may take beyond what it has before its first page."""
