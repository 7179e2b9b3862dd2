"""A site by its front page: the feeds that it names, and the sitemaps that its robots.txt does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from kliping.reading.tree import Node, parse
from kliping.sources.recognise import is_url

_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"))
_SITEMAP = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_MOST = 100
"""Feeds of one site."""

_MOST_BYTES = 4 * 1024 * 1024
"""Of a front page that are looked at; feeds stand in its head."""


def feeds_of(content: bytes, url: str) -> list[str]:
    """The feeds that a page names with link rel=alternate (RSS Advisory Board's autodiscovery), in order."""
    tree = parse(content[:_MOST_BYTES].decode("utf-8", "replace").encode())
    said = [(node.tag, node.attributes) for node in _elements(tree.root) if node.tag in ("link", "base")]
    base = next((_joined(url, attributes.get("href")) for tag, attributes in said if tag == "base"), None)
    links = [attributes for tag, attributes in said if tag == "link"]
    found = dict.fromkeys(_alternates(links, base or url))
    return list(found)[:_MOST]


def sitemaps_of(robots: bytes, url: str) -> list[str]:
    """The sitemaps that a robots.txt names; those of the news first, since they are the freshest.

    >>> sitemaps_of(b"Sitemap: /all.xml\\nsitemap: https://a.example/news.xml", "https://a.example/robots.txt")
    ['https://a.example/news.xml', 'https://a.example/all.xml']
    """
    named = (_joined(url, found[1]) for found in _SITEMAP.finditer(robots.decode("utf-8", "replace")))
    unique = dict.fromkeys(address for address in named if address)
    return sorted(unique, key=lambda address: "news" not in address.lower())


def _elements(root: Node) -> Iterator[Node]:
    """Every node in the order of the page, with a stack of our own: pages nest as deep as they like."""
    stack: list[Node | None] = [root]
    while stack:
        node = stack.pop()
        if node is not None:
            yield node
            stack += (node.next if node is not root else None, node.first_child)


def _alternates(links: Iterable[dict[str, str | None]], base: str) -> Iterator[str]:
    for said in links:
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
