"""A capture as a record: read, with what the answer's headers reserve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import kliping
from kliping.errors import SourceError
from kliping.records import Article, Claim
from kliping.sources.capture import TERMS, Capture, Failure

_KEEPS_BACK = frozenset(("noindex", "none", "noarchive", "nosnippet", "noai", "noimageai", "nocache", "notranslate"))
"""Directives of X-Robots-Tag that keep something back."""

_TDM = ("tdm-reservation", "tdm-policy")

Stated = tuple[tuple[str, str], ...]
"""Names in lower case, and values."""


@dataclass(frozen=True, slots=True)
class Story:
    """A record, and what a person calls the pages that it was read from."""

    article: Article
    names: tuple[str, ...]
    """Of each of its pages, the first page first."""


def read_capture(capture: Capture, url: str | None = None) -> Article | Failure:
    """The record of a captured page; `url` is where the user says that it was found."""
    try:
        article = kliping.read(capture.page, url)
    except Exception as error:  # read promises not to raise: should it break its word, the other pages are still read
        sentence = f"The reader failed on it, and shouldn't have: {type(error).__name__}: {error}"
        return Failure(capture.name, SourceError("internal", sentence))
    return with_reservations(article, capture.headers, capture.reserved)


def with_reservations(article: Article, headers: Stated, reserved: Stated = ()) -> Article:
    """What the headers of the answer and the site's tdmrep.json (`reserved`) reserve, after what the page does.

    Standards: X-Robots-Tag; W3C's TDM Reservation Protocol, where a header goes before the site's file and the page's
    own word before both.
    """
    stated = {each: ("http", each.split(":")[0]) for each in _stated(headers)}
    said_by_page = any(each.startswith(_TDM) for each in article.reservations)
    if not said_by_page and not any(name in _TDM for name, _value in headers):
        stated |= dict.fromkeys(_stated(reserved), ("tdmrep", TERMS))
    new = [each for each in stated if each not in article.reservations]
    if not new:
        return article
    evidence = dict(article.evidence)
    for at, each in enumerate(new, len(article.reservations)):
        evidence[f"reservations[{at}]"] = (Claim(each, *stated[each], 0.95),)
    return replace(article, reservations=(*article.reservations, *new), evidence=evidence)


def _stated(headers: Stated) -> Iterator[str]:
    for name, value in headers:
        if name == "x-robots-tag":
            # "kliping: noindex" is meant for one robot, "noindex, nofollow" for all; dates may follow a colon.
            for part in value.lower().split(","):
                directive = part.rpartition(":")[2].strip()
                if directive in _KEEPS_BACK:
                    yield f"{name}: {directive}"
        elif name in _TDM and value.strip() not in ("", "0"):
            yield f"{name}: {value.strip()}"
