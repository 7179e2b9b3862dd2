"""Stories as an RSS 2.0 feed (RSS Advisory Board), with authors as Dublin Core has them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement

from kliping.export.feed import document, entries, put
from kliping.export.lines import address, web_address
from kliping.records import Article, Moment

_DC = "http://purl.org/dc/elements/1.1/"


def write(articles: Iterable[Article], stream: BinaryIO) -> int:
    """Write the feed; how many stories it has."""
    root = Element("rss", {"version": "2.0", "xmlns:dc": _DC})
    channel = SubElement(root, "channel")
    put(channel, "title", "Kliping")
    put(channel, "link", "urn:kliping:archive")
    put(channel, "description", "Stories of a clippings archive")
    count = 0
    for article, ident in entries(articles):
        count += 1
        _item(SubElement(channel, "item"), article, ident)
    stream.write(document(root))
    return count


def _item(item: Element, article: Article, ident: str) -> None:
    put(item, "title", article.headline or ident)
    put(item, "link", address(article))
    put(item, "guid", ident, {"isPermaLink": "true" if address(article) else "false"})
    put(item, "description", article.description or (article.paragraphs[0].text if article.paragraphs else None))
    put(item, "pubDate", _date(article.published))
    for name in dict.fromkeys(person.name for person in article.people if person.role == "author"):
        put(item, "dc:creator", name)
    for tag in dict.fromkeys(article.tags):
        put(item, "category", tag)
    picture = next((url for photo in article.photos if (url := web_address(photo.url))), None)
    if picture:
        SubElement(item, "enclosure", {"url": picture, "type": "image/jpeg", "length": "0"})


def _date(moment: Moment | None) -> str | None:
    """As RFC 822 writes it; midnight UTC where no zone is known."""
    if moment is None:
        return None
    return format_datetime(moment.at or datetime(moment.day.year, moment.day.month, moment.day.day, tzinfo=UTC))
