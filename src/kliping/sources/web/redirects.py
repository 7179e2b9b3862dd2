"""Where an answer sends us: redirects are followed by hand, so that every hop passes robots.txt, pace and safety."""

from __future__ import annotations

from urllib.parse import urljoin

from kliping.errors import SourceError
from kliping.sources.web.answers import Answer
from kliping.sources.web.safety import checked

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def target(answer: Answer) -> str | None:
    """The URL that an answer redirects to; None for no redirect, `SourceError` "bad_url" where it may not be asked."""
    location = answer.header("location")
    if answer.status not in _REDIRECTS or location is None:
        return None
    try:
        return checked(urljoin(answer.url, _unicode(location).strip()))
    except ValueError as error:
        raise SourceError("bad_url", f"The server redirects to what is no address: {error}.") from error


def _unicode(value: str) -> str:
    """A header's value as its author meant it: many write UTF-8 where the standard allows ASCII only."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value
