"""What a source yields: pages as they were found, or why there is none; and the one way to ask for a page by its URL.

Network, folder, WARC and a test's dictionary all answer the same question ("give me this URL"), so what follows the
pages of a story needn't know where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kliping.errors import SourceError
from kliping.records import Page
from kliping.sources.met import Met

LEFT_OUT = frozenset(("robots", "no_page", "no_answer", "listing", "duplicate", "done", "no_items"))
"""Codes of what is left out on purpose: what robots.txt forbids, records that hold no page or no good answer, lists of
stories met on the way to stories, second copies of a story, what an earlier run has done, and feeds without entries."""

TERMS = "/.well-known/tdmrep.json"
"""Where a site says what it reserves (W3C's TDM Reservation Protocol)."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as a source gave it, with what was said about it on the way."""

    name: str
    """What a person calls it: a file's name, a URL, or "x.warc.gz#12 (https://…)"."""

    page: Page
    """The page itself, as the reader takes it."""

    status: int | None = None
    """The HTTP status (RFC 9110); None where no server was asked."""

    headers: tuple[tuple[str, str], ...] = ()
    """The headers of the answer, names in lower case, in order."""

    requested_url: str | None = None
    """The URL that was asked for, before redirects; None where none was."""

    warc: str | None = None
    """The web archive that it came from."""

    warc_offset: int | None = None
    """Where its record begins there, in bytes of the file; None where that can't be told (ARC, a gzip in one piece)."""

    reserved: tuple[tuple[str, str], ...] = ()
    """What the site's tdmrep.json states for it: names and values as the headers of W3C's TDM Reservation Protocol."""

    met: Met | None = None
    """How the run met it that wrote it to the archive; None where that isn't known."""


class Unanswered(SourceError):
    """A server's answer that brings no page: 404, 503 …"""

    def __init__(self, code: str, sentence: str, status: int, url: str, at: datetime | None) -> None:
        super().__init__(code, sentence)
        self.status = status
        """The HTTP status (RFC 9110)."""
        self.url = url
        """The URL that was asked for."""
        self.at = at
        """When it was given, aware."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source, or one item of it, that gave no page."""

    name: str
    """What a person calls it, as in `Capture.name`."""

    error: SourceError
    """Why, as a code and a sentence."""

    @property
    def skipped(self) -> bool:
        """Whether it was left out on purpose, and didn't fail."""
        return self.error.code in LEFT_OUT


Found = Capture | Failure
"""What asking for one item gives."""


class Library(Protocol):
    """Where a page can be asked for by its URL."""

    def get(self, url: str) -> Found:
        """The page at this URL, or why it isn't to be had; never raises for what stands there."""
        ...
