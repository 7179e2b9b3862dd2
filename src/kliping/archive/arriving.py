"""What a source gave, as the archive keeps it."""

from __future__ import annotations

from typing import Protocol

from kliping.archive.captures import Captured
from kliping.records import Page


class Found(Protocol):
    """A page with what was said about it on the way: `kliping.sources.Capture`, which the archive doesn't know."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    @property
    def page(self) -> Page:
        """The page itself."""

    @property
    def status(self) -> int | None:
        """The HTTP status."""

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers of the answer."""

    @property
    def warc(self) -> str | None:
        """The web archive that it came from."""

    @property
    def warc_offset(self) -> int | None:
        """Where its record begins there."""


def captured(found: Found) -> Captured:
    """The page, to be kept."""
    page = found.page
    content = page.content if isinstance(page.content, bytes) else page.content.encode("utf-8", "replace")
    return Captured(
        found.name,
        content,
        page.url,
        page.fetched_at,
        page.media_type,
        page.charset,
        found.status,
        found.headers,
        found.warc,
        found.warc_offset,
    )
