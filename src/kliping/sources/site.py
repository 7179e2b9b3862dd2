"""A site by its front page: the feeds that it names, and the sitemaps that its robots.txt does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from kliping.sources.recognise import is_url

_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"))
_SITEMAP = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_MOST = 100
"""Feeds of one site."""


def feeds_of(content: bytes, url: str) -> list[str]:
    """The feeds that a page names with link rel=alternate (RSS Advisory Board's autodiscovery), in order."""
    tree = LexborHTMLParser(content.decode("utf-8", "replace"))
    base = tree.css_first("base[href]")
    base_url = _joined(url, base.attributes.get("href") if base else None) or url
    found = dict.fromkeys(_alternates(tree, base_url))
    return list(found)[:_MOST]


def sitemaps_of(robots: bytes, url: str) -> list[str]:
    """The sitemaps that a robots.txt names; those of the news first, since they are the freshest.

    >>> sitemaps_of(b"Sitemap: /all.xml\\nsitemap: https://a.example/news.xml", "https://a.example/robots.txt")
    ['https://a.example/news.xml', 'https://a.example/all.xml']
    """
    named = (_joined(url, found[1]) for found in _SITEMAP.finditer(robots.decode("utf-8", "replace")))
    unique = dict.fromkeys(address for address in named if address)
    return sorted(unique, key=lambda address: "news" not in address.lower())


def _alternates(tree: LexborHTMLParser, base: str) -> Iterator[str]:
    for link in tree.css("link[rel][type][href]"):
        said = link.attributes
        if "alternate" in (said.get("rel") or "").lower().split():
            # WordPress names its API with the type of JSON: that is no feed.
            type_, address = (said.get("type") or "").lower().split(";")[0].strip(), _joined(base, said.get("href"))
            if type_ in _FEED_TYPES and address and "/wp-json/" not in address:
                yield address


def _joined(base: str, url: str | None) -> str | None:
    try:
        address = urljoin(base, url) if url else ""
    except ValueError:
        return None
    return address if is_url(address) else None
