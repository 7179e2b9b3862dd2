"""How an address was met: named by the user, or on the way from what was.

In the terms that WARC's metadata records have for it (ISO 28500:2017, `via` and `hopsFromSeed`; DCMI Metadata Terms),
so that a WARC of a run says it too and can be read again as the run was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

FOUND, PAGER, NEEDED, REDIRECT = "M", "L", "P", "R"
"""Letters of `Met.hops`: found in a feed or sitemap, linked by a pager, needed before others, redirected to."""


@dataclass(frozen=True, slots=True)
class Met:
    """How one address was met; by itself: the user named it."""

    hops: str = ""
    """A letter for each step from what the user named (`hopsFromSeed`)."""

    via: str | None = None
    """The address where it was found (`via`)."""

    asked: str | None = None
    """The address that was asked for, where redirects led from it to this one (DCMI `identifier`)."""

    story: str | None = None
    """A page of the story that wants it as another of its pages (DCMI `isPartOf`)."""

    leads_on: bool = False
    """Whether it was asked for where it leads to, and not as a page (DCMI `type` "Collection")."""

    @property
    def is_named(self) -> bool:
        """Whether the user named it."""
        return not self.hops.strip(REDIRECT)

    @property
    def is_page(self) -> bool:
        """Whether it was asked for as a page."""
        return not self.leads_on and not self.hops.rstrip(REDIRECT).endswith(NEEDED)

    @property
    def depth(self) -> int:
        """Feeds and sitemaps on the way to it."""
        return self.hops.count(FOUND)

    def found(self, url: str | None) -> Met:
        """How what this leads to was met; `url` is its own address, None where it has none."""
        return Met(self.hops + FOUND, url)

    def wanted(self, url: str) -> Met:
        """How the other pages of the story of which this is one were met."""
        return Met(self.hops + PAGER, url, story=url)

    def needed(self, url: str) -> Met:
        """How what must be asked before this was met (robots.txt)."""
        return Met(self.hops + NEEDED, url)

    def redirected(self, url: str) -> Met:
        """How the address to which this one redirects was met."""
        return replace(self, hops=self.hops + REDIRECT, via=url, asked=self.asked or url)


NAMED = Met()
"""That the user named it."""
