"""Stories as IPTC ninjs 3.0 (News in JSON), one item a line.

Standard: https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json and its user guide. `ninjs.schema.json` beside this file
says in JSON Schema what we write of it; tests hold every item to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, BinaryIO

from kliping.export.lines import address, instant, web_address, without_empty, write_lines
from kliping.plain_form import encodable
from kliping.records import Article, Photo

_TYPES = {"video": "video", "gallery": "composite", "listing": "composite"}
_STANDARD = {"name": "ninjs", "version": "3.0", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}


def write(articles: Iterable[Article], stream: BinaryIO) -> int:
    """Write the items; how many."""
    return write_lines(map(to_ninjs, articles), stream)


def to_ninjs(article: Article) -> dict[str, Any]:
    """A story as a ninjs item.

    >>> to_ninjs(Article(url="https://a.example/1", headline="Beras naik"))["headlines"]
    [{'role': 'main', 'value': 'Beras naik'}]
    """
    uri = _uri(article)
    return without_empty(
        {
            "uri": uri,
            "standard": dict(_STANDARD),
            "type": _TYPES.get(article.kind, "text"),
            "representationType": "full" if not article.problems else "partial",
            "firstCreated": instant(article.published),
            "versionCreated": instant(article.modified or article.published),
            "pubStatus": "usable",
            "language": article.language,
            "copyrightNotice": article.rights,
            "usageTerms": "; ".join(article.reservations),
            "headlines": [*_texts(article.headline, "main"), *_texts(article.kicker, "kicker")],
            "descriptions": list(_texts(article.description, "summary")),
            "bodies": list(_body(article)),
            "by": ", ".join(dict.fromkeys(person.name for person in article.people if person.role == "author")),
            "people": list(_people(article)),
            "infoSources": list(_sources(article)),
            "subjects": [{"name": tag, "rel": "about"} for tag in article.tags],
            "genres": [{"name": article.section}] if article.section else [],
            "located": article.dateline,
            "associations": [_picture(photo, uri, at) for at, photo in enumerate(article.photos, 1)],
        }
    )


def _uri(article: Article) -> str:
    """The story's address; where it has none, a URN of what it says (RFC 8141)."""
    digest = blake2b(encodable(f"{article.headline}\n{article.text}").encode(), digest_size=16).hexdigest()
    return address(article) or f"urn:kliping:{digest}"


def _texts(value: str | None, role: str) -> Iterator[dict[str, str]]:
    if value:
        yield {"role": role, "value": value}


def _body(article: Article) -> Iterator[dict[str, Any]]:
    if article.text:
        counts = {"charCount": len(article.text), "wordCount": len(article.text.split())}
        yield {"role": "main", "contentType": "text/plain", **counts, "value": article.text}


def _people(article: Article) -> Iterator[dict[str, str]]:
    yield from ({"name": person.name, "rel": person.role} for person in article.people)
    speakers = dict.fromkeys(quote.speaker for quote in article.quotes if quote.speaker)
    yield from ({"name": name, "rel": "speaker"} for name in speakers)


def _sources(article: Article) -> Iterator[dict[str, str]]:
    if article.publisher:
        yield {"name": article.publisher, "role": "publisher"}
    if article.source:
        yield {"name": article.source, "role": "origin"}


def _picture(photo: Photo, uri: str, at: int) -> dict[str, Any]:
    href = web_address(photo.url)
    return without_empty(
        {
            "name": f"photo {at}",
            "uri": href or f"{uri.partition('#')[0]}#photo-{at}",
            "type": "picture",
            "by": photo.photographer,
            "copyrightHolder": photo.agency,
            "descriptions": [*_texts(photo.caption, "caption"), *_texts(photo.alt, "alternative")],
            "renditions": [{"name": "original", "href": href}] if href else [],
        }
    )
