"""A capture as a record: read, with what the answer's headers reserve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import kliping
from kliping.errors import SourceError
from kliping.records import Article, Claim
from kliping.sources.capture import Capture, Failure

_KEEPS_BACK = frozenset(("noindex", "none", "noarchive", "nosnippet", "noai", "noimageai", "nocache", "notranslate"))
"""Directives of X-Robots-Tag that keep something back."""


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
    return _with_reservations(article, capture.headers) if capture.headers else article


def _with_reservations(article: Article, headers: tuple[tuple[str, str], ...]) -> Article:
    """What the headers of the answer reserve, after what the page does.

    Standards: X-Robots-Tag; the headers tdm-reservation and tdm-policy of W3C's TDM Reservation Protocol.
    """
    stated = [each for each in dict.fromkeys(_stated(headers)) if each not in article.reservations]
    if not stated:
        return article
    evidence, count = dict(article.evidence), len(article.reservations)
    for at, each in enumerate(stated, count):
        evidence[f"reservations[{at}]"] = (Claim(each, "http", each.split(":")[0], 0.95),)
    return replace(article, reservations=(*article.reservations, *stated), evidence=evidence)


def _stated(headers: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, value in headers:
        if name == "x-robots-tag":
            # "kliping: noindex" is meant for one robot, "noindex, nofollow" for all; dates may follow a colon.
            for part in value.lower().split(","):
                directive = part.rpartition(":")[2].strip()
                if directive in _KEEPS_BACK:
                    yield f"{name}: {directive}"
        elif name in ("tdm-reservation", "tdm-policy") and value.strip() not in ("", "0"):
            yield f"{name}: {value.strip()}"
