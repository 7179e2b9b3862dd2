"""What an earlier run has written, as far as the run that goes on from there must know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kliping.reading.claims.addresses import address_of, same_site
from kliping.reading.settle import fold
from kliping.sources.capture import Capture
from kliping.stitching.address import key_of

FILE = "file"
"""Who says in `evidence["url"]` in which file a page was found."""


@dataclass(slots=True)
class Done:
    """The pages of the records that are written; addresses as `key_of` has them."""

    addresses: set[str] = field(default_factory=set)
    """Of all pages: the web isn't asked for them again."""

    joined: set[str] = field(default_factory=set)
    """Of the pages of stories in parts, of which every later capture is a copy."""

    captures: set[str] = field(default_factory=set)
    """Files by name, and addresses with the moment of the capture: an archive may hold several of one address."""

    given: dict[int, int] = field(default_factory=dict)
    """Stories, and the address of each, as `story_and_address` has them."""

    files: dict[int, str] = field(default_factory=dict)
    """Stories in one page of unknown address, as `story_hash` has them, and the file of each."""

    def add(self, record: Mapping[str, Any]) -> None:
        """Take what a record says, as plain JSON values; raises what Python does where it is none."""
        claims = (record.get("evidence") or {}).get("url", ())
        names = {claim["where"] for claim in claims if claim.get("said_by") == FILE}
        pages = {key_of(claim["value"]) for claim in claims if isinstance(claim.get("value"), str)}
        self.captures |= names
        self.joined |= pages
        self.addresses |= pages
        url = record.get("url")
        if url is not None:
            self.addresses.add(key_of(url))
            if not names:
                self.captures.add(_moment_of(url, record.get("fetched_at")))
        story = record.get("canonical_url"), record.get("headline")
        if known := story_and_address(url, *story):
            self.given.setdefault(*known)
        elif len(names) == 1 and (key := story_hash(*story)) is not None:
            self.files[key] = next(iter(names))

    def has(self, capture: Capture) -> bool:
        """Whether this very capture of a page was read, or the page as a part of a story."""
        url, moment = capture.page.url, capture.page.fetched_at
        if capture.name in self.captures:
            return True
        return url is not None and (key_of(url) in self.joined or _moment_of(url, moment) in self.captures)

    def has_address(self, *urls: str | None) -> bool:
        """Whether a page was read from one of these addresses, whenever that was."""
        return any(url is not None and key_of(url) in self.addresses for url in urls)


def story_hash(canonical_url: str | None, headline: str | None) -> int | None:
    """By what a story is the same on two pages."""
    return hash((key_of(canonical_url), fold(headline))) if canonical_url and headline else None


def story_and_address(url: str | None, canonical_url: str | None, headline: str | None) -> tuple[int, int] | None:
    """By what a story is the same under two addresses of its site, and by what the address is.

    A page that calls another site's address canonical is a copy, and a story too.
    """
    story = story_hash(canonical_url, headline)
    if not url or not canonical_url or story is None:
        return None
    here, there = address_of(url), address_of(canonical_url)
    is_own = here is None or there is None or same_site(here.host, there.host)
    return (story, hash(key_of(url))) if is_own else None


def _moment_of(url: str, moment: datetime | str | None) -> str:
    said = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{key_of(url)} {said.timestamp() if said else ''}"
