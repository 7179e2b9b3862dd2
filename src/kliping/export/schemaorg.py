"""Stories as schema.org NewsArticle in JSON-LD, one a line (https://schema.org/NewsArticle)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from kliping.export.lines import address, stated, web_address, without_empty, write_lines
from kliping.records import Article, Photo

_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "contributor": "contributor"}
"""Roles that schema.org has a property for; a photographer is the creator of a photo, and else a contributor."""


def write(articles: Iterable[Article], stream: BinaryIO) -> int:
    """Write the stories; how many."""
    return write_lines(map(to_schemaorg, articles), stream)


def to_schemaorg(article: Article) -> dict[str, Any]:
    """A story as JSON-LD.

    >>> to_schemaorg(Article(headline="Beras naik", kind="article"))
    {'@context': 'https://schema.org', '@type': 'NewsArticle', 'headline': 'Beras naik'}
    """
    people: dict[str, list[dict[str, str]]] = {}
    for person in article.people:
        people.setdefault(_ROLES.get(person.role, "contributor"), []).append({"@type": "Person", "name": person.name})
    link = address(article)
    return without_empty(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": link,
            "url": link,
            "mainEntityOfPage": link,
            "headline": article.headline,
            "alternativeHeadline": article.kicker,
            "description": article.description,
            "datePublished": stated(article.published),
            "dateModified": stated(article.modified),
            **people,
            "publisher": without_empty({"@type": "Organization", "name": article.publisher})
            if article.publisher
            else None,
            "sourceOrganization": {"@type": "Organization", "name": article.source} if article.source else None,
            "dateline": article.dateline,
            "articleSection": article.section,
            "keywords": list(article.tags),
            "inLanguage": article.language,
            "copyrightNotice": article.rights,
            "isAccessibleForFree": None if article.access is None else article.access == "free",
            "image": [_image(photo) for photo in article.photos],
            "articleBody": article.text,
            "wordCount": len(article.text.split()) or None,
        }
    )


def _image(photo: Photo) -> dict[str, Any]:
    credit = " / ".join(part for part in (photo.photographer, photo.agency) if part)
    creator = {"@type": "Person", "name": photo.photographer} if photo.photographer else None
    href = web_address(photo.url)
    words = {"caption": photo.caption, "creator": creator, "creditText": credit, "description": photo.alt}
    return without_empty({"@type": "ImageObject", "contentUrl": href, **words})
