"""How the web is asked: what a user may choose, and the limits that hold whatever a server does."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kliping.errors import SourceError

PRODUCT = "kliping"
"""The product token that robots.txt is asked about (RFC 9309, 2.2.1)."""

MIB = 1024 * 1024

_CONTACT = re.compile(r"[!-'*-~]{3,200}")
"""What may stand in a comment of a User-Agent header: printable ASCII without spaces and parentheses."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What no server may exceed."""

    page_bytes: int = 16 * MIB
    """Of one page fetched among many, before and after decompression."""

    file_bytes: int = 64 * MIB
    """The same of one that is asked for alone: a sitemap may hold 50 MiB."""

    archive_bytes: int = 64 * 1024 * MIB
    """Of a web archive, which goes to disk."""

    seconds: float = 60.0
    """For one answer, from connecting to its last byte."""

    terms_seconds: float = 10.0
    """The same for a site's tdmrep.json, since its first page waits for it."""

    connect_seconds: float = 15.0
    """For connecting to one address."""

    redirects: int = 10
    """For one page."""

    attempts: int = 3
    """At one URL when the server is busy or the connection breaks."""

    backoff: float = 1.0
    """Seconds before the second attempt; doubled for each further one."""

    patience: float = 120.0
    """Seconds that we wait for a host at most, whatever it asks for (Retry-After, Crawl-delay)."""


@dataclass(frozen=True, slots=True)
class Manners:
    """What a user may choose."""

    contact: str | None = None
    """A mail address or URL by which a site's owner reaches whoever runs this; it stands in the user agent."""

    rate: float = 1.0
    """Requests a second to one host at most; a longer Crawl-delay of the host wins."""

    per_host: int = 2
    """Requests under way to one host."""

    hosts: int = 32
    """Pages under way or waiting to be taken, of all hosts together."""

    allow_private: bool = False
    """Whether loopback, private and link-local addresses may be asked."""

    cache: Path | None = None
    """The folder of the HTTP cache; None for no cache."""

    warc: Path | None = None
    """Where everything that is used of the web is written; None for nowhere."""

    limits: Limits = Limits()
    """What no server may exceed."""

    def __post_init__(self) -> None:
        """Raise `SourceError` "bad_rate" for a rate at which nothing would ever be asked."""
        if not self.rate > 0:
            raise SourceError("bad_rate", "The rate of requests must be above 0 a second.")


def user_agent(contact: str | None) -> str:
    """The one honest user agent, in every request and in the WARC.

    Raises `SourceError` "bad_contact" for what can't stand in a header.

    >>> user_agent("desk@paper.example").partition("/")[0], user_agent("desk@paper.example").rpartition(" ")[2]
    ('kliping', '(+desk@paper.example)')
    """
    name = f"{PRODUCT}/{version('kliping')}"
    if contact is None:
        return name
    if not _CONTACT.fullmatch(contact):
        raise SourceError("bad_contact", "The contact must be a mail address or a URL, in plain ASCII without spaces.")
    return f"{name} (+{contact})"


def default_folder() -> Path:
    """Where a user's caches are kept (XDG Base Directory Specification)."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(given) if given and Path(given).is_absolute() else Path("~/.cache").expanduser()
    return base / "kliping"
