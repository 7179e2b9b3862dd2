"""Stories as CSV (RFC 4180), a row each, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from kliping.export.lines import stated
from kliping.plain_form import encodable
from kliping.records import Article

_SCALARS = ("url", "canonical_url", "kind", "headline", "kicker", "description")
_MORE = ("source", "dateline", "publisher", "section", "language", "rights", "access")
_ROLES = ("author", "editor", "translator", "photographer", "contributor")
COLUMNS = (
    *_SCALARS,
    "published",
    "modified",
    *(f"{role}s" for role in _ROLES),
    *_MORE,
    "tags",
    "photo",
    "caption",
    "text",
)
"""The header."""


def write(articles: Iterable[Article], stream: BinaryIO) -> int:
    """Write the rows; how many."""
    text = TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    count = 0
    for article in articles:
        count += 1
        writer.writerow([safe(cell) for cell in _row(article)])
    text.detach()
    return count


def safe(cell: str | None) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection").

    >>> safe("=HYPERLINK(...)"), safe("Beras naik"), safe(None)
    ("'=HYPERLINK(...)", 'Beras naik', '')
    """
    text = encodable(cell or "").replace("\0", "")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _row(article: Article) -> Iterable[str | None]:
    yield from (getattr(article, name) for name in _SCALARS)
    yield from (stated(article.published), stated(article.modified))
    yield from ("; ".join(each.name for each in article.people if each.role == role) for role in _ROLES)
    yield from (getattr(article, name) for name in _MORE)
    photo = article.photos[0] if article.photos else None
    yield "; ".join(article.tags)
    yield from ((photo.url, photo.caption) if photo else (None, None))
    yield article.text
