"""Times as the archive writes and sorts them."""

from __future__ import annotations

from datetime import UTC, datetime, time

from kliping.records import Article, Moment


def now() -> str:
    """The present, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def sort_at(article: Article, added_at: str) -> str:
    """What a story is sorted by: when it was published, as far as is known, else fetched, else added; UTC.

    >>> from datetime import date
    >>> sort_at(Article(published=Moment(date(2026, 3, 4))), "2026-11-25T00:00:00+00:00")
    '2026-03-04T00:00:00+00:00'
    """
    return utc(_instant(article.published)) if article.published else seen_at(article.fetched_at, added_at)


def seen_at(fetched_at: datetime | None, added_at: str) -> str:
    """When a page was met: fetched, as far as is known, else added; UTC."""
    return utc(fetched_at) if fetched_at else added_at


def _instant(moment: Moment) -> datetime:
    return moment.at or datetime.combine(moment.day, moment.local_time or time(0), UTC)


def utc(instant: datetime) -> str:
    """An aware moment, UTC, to the second."""
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:  # in the year 1 or 9999
        instant = instant.replace(tzinfo=UTC)
    return instant.isoformat(timespec="seconds")
