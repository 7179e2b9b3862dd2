"""A row of pages as a record: what the reading process does with each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import kliping
from kliping.batch.templates import masking
from kliping.records import Article, Page, Problem
from kliping.sources.story import Stated, with_reservations

Reader = Callable[[Mapping[str, Any]], Article]
"""A row of `page_schema` to a record."""

NO_PAGE = {"code": "no_page", "message": "The row holds no page."}


def read_row(row: Mapping[str, Any]) -> Article:
    """The record of a row; what can't be read is a `Problem` in it."""
    page = Page(row["html"] or b"", row.get("url"), row.get("media_type"), row.get("encoding"), row.get("fetched_at"))
    if row["html"] is None:
        return unread(row, Problem(**(row.get("failure") or NO_PAGE)))
    known = row.get("furniture")
    try:
        article = kliping.read(page, labeler=masking(known)) if known else kliping.read(page)
    except MemoryError:
        raise
    except Exception as error:  # read promises not to raise: should it break its word, the other pages are still read
        sentence = f"The reader failed on it, and shouldn't have: {type(error).__name__}: {error}"
        return unread(row, Problem("internal", sentence))
    return with_reservations(article, _pairs(row.get("headers")), _pairs(row.get("reserved")))


def _pairs(stated: Iterable[Mapping[str, str | None]] | None) -> Stated:
    return tuple((each["name"] or "", each["value"] or "") for each in stated or ())


def unread(row: Mapping[str, Any], problem: Problem) -> Article:
    """The record of a page that could not be read."""
    return Article(url=row.get("url") or None, fetched_at=row.get("fetched_at"), problems=(problem,))
