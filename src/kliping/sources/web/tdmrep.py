"""What a site reserves in its /.well-known/tdmrep.json: read once an origin, before its pages.

Standard: W3C's TDM Reservation Protocol, "TDM file on the origin server". A page is read whatever becomes of the file.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from kliping.errors import SourceError
from kliping.sources.capture import TERMS
from kliping.sources.met import Met
from kliping.sources.web.answers import Answer, Headers
from kliping.sources.web.origins import Learned, Origins

MOST_BYTES = 1024 * 1024
"""Of the file."""

_MOST_RULES = 1_000
_LONGEST = 2_000
"""Characters of a pattern or of a policy's address."""

Rule = tuple[str, Headers]
"""A pattern of paths, and what is stated for them."""

Ask = Callable[[str, Met], Awaitable[Answer]]
"""A request through all layers; raises `SourceError` where there is no answer."""


class Reservations:
    """What all origins asked so far reserve; belongs to one event loop."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._origins = Origins(self._learn)

    async def of(self, url: str, met: Met) -> Headers:
        """What is stated for a URL: names and values as the protocol's headers have them."""
        return stated(await self._origins.of(url, met), url)

    async def _learn(self, origin: str, met: Met) -> Learned[tuple[Rule, ...]]:
        try:
            answer = await self._ask(origin + TERMS, met)
        except SourceError:
            return Learned(())
        return Learned(tuple(rules(answer.content)) if answer.status == 200 else ())


def rules(content: bytes) -> Iterator[Rule]:
    """The rules of the file in their order; none of what is no such file.

    >>> list(rules(b'[{"location": "/news/", "tdm-reservation": 1, "tdm-policy": "https://a.example/p.json"}]'))
    [('/news/', (('tdm-reservation', '1'), ('tdm-policy', 'https://a.example/p.json')))]
    """
    try:
        plain: Any = json.loads(content)
    except (ValueError, RecursionError):
        return
    for rule in plain[:_MOST_RULES] if isinstance(plain, list) else ():
        if isinstance(rule, dict) and isinstance(rule.get("location"), str):
            values = tuple((name, said) for name in ("tdm-reservation", "tdm-policy") if (said := _value(rule, name)))
            if values and len(rule["location"]) <= _LONGEST:
                yield _each_part(rule["location"]), values


def stated(rules: tuple[Rule, ...], url: str) -> Headers:
    """What the first rule that matches a URL states.

    >>> first, second = ("/news/*.html$", (("tdm-reservation", "0"),)), ("/", (("tdm-reservation", "1"),))
    >>> stated((first, second), "https://a.example/news/1.html"), stated((first, second), "https://a.example/news/1")
    ((('tdm-reservation', '0'),), (('tdm-reservation', '1'),))
    """
    parts = urlsplit(url)
    path = _plain(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
    return next((values for pattern, values in rules if matches(pattern, path)), ())


def matches(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern has it: "*" is anything, "$" at the end is the end (RFC 9309, 2.2.3).

    Takes time in proportion to the path's length, whatever the pattern.

    >>> matches("/a/*/c", "/a/b/c/d"), matches("/a$", "/a/b"), matches("/*.pdf$", "/x.pdf.pdf")
    (True, False, True)
    """
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not whole or path == first
    at = len(first)
    for part in others[:-1] if whole else others:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return not whole or (len(path) - len(others[-1]) >= at and path.endswith(others[-1]))


def _each_part(pattern: str) -> str:
    """A pattern with what stands between its signs spelled as `_plain` does."""
    end = "$" if pattern.endswith("$") else ""
    return "*".join(_plain(part) for part in pattern.removesuffix("$").split("*")) + end


def _plain(path: str) -> str:
    """A path in which two spellings of one character are one."""
    return quote(unquote(path), "/?&=%")


def _value(rule: dict[str, Any], name: str) -> str | None:
    value = rule.get(name)
    said = str(int(value)) if isinstance(value, (int, bool)) else value.strip() if isinstance(value, str) else ""
    return said if said.isprintable() and len(said) <= _LONGEST else None
