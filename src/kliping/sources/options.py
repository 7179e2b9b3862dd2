"""How sources are to be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

KINDS = ("page", "feed", "sitemap", "site", "warc", "wacz", "list")
"""What a source can be said to be; a folder is never anything else."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said; each has a default that suits most."""

    kind: str | None = None
    """One of `KINDS` for every source; None leaves it to their looks and their content."""

    stitch: bool = True
    """Whether the pages of a story become one article."""

    warc: Path | None = None
    """A WARC file to which everything that comes from the web is written."""

    allow_private: bool = False
    """Whether addresses of this machine and of private networks may be asked."""

    contact: str | None = None
    """Where a site's owner reaches who runs this; part of the user agent."""

    rate: float | None = None
    """Requests a second that one host gets at most; None for the default."""

    cache: bool = True
    """Whether the HTTP cache on disk is used."""
