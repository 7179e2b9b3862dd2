"""Stories as an Atom feed (RFC 4287), with their whole text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement

from kliping.export.feed import clean, document, entries, put
from kliping.export.lines import address, instant
from kliping.records import Article

_EPOCH = "1970-01-01T00:00:00+00:00"
"""RFC 4287 demands a time of every entry; this one stands where none is known."""


def write(articles: Iterable[Article], stream: BinaryIO) -> int:
    """Write the feed; how many stories it has."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    put(root, "id", "urn:kliping:archive")
    put(root, "title", "Kliping")
    updated = SubElement(root, "updated")
    put(SubElement(root, "author"), "name", "Kliping")
    latest, count = _EPOCH, 0
    for article, ident in entries(articles):
        count += 1
        latest = max(latest, _entry(SubElement(root, "entry"), article, ident))
    updated.text = latest
    stream.write(document(root))
    return count


def _entry(entry: Element, article: Article, ident: str) -> str:
    updated = instant(article.modified or article.published) or _EPOCH
    put(entry, "id", ident)
    put(entry, "title", article.headline or ident)
    put(entry, "updated", updated)
    put(entry, "published", instant(article.published))
    if link := address(article):
        SubElement(entry, "link", {"rel": "alternate", "href": link})
    authors = dict.fromkeys(person.name for person in article.people if person.role == "author")
    for name in authors or ([article.publisher] if article.publisher else []):
        put(SubElement(entry, "author"), "name", name)
    for tag in dict.fromkeys(article.tags):
        SubElement(entry, "category", {"term": clean(tag)})
    put(entry, "rights", article.rights)
    put(entry, "summary", article.description)
    put(entry, "content", article.text, {"type": "text"})
    return updated
