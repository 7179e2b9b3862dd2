"""What every reader's answer is turned into, so that all are judged alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

_LOOSE_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?=\s|$)")


@dataclass(frozen=True)
class Result:
    """A reader's answer for one page; what it doesn't offer stays empty."""

    text: str = ""
    """The story."""

    paragraphs: tuple[tuple[str, str], ...] | None = None
    """Its paragraphs as (text, kind), with the kinds of `kliping.records.Paragraph`; None: the lines of `text`."""

    headline: str | None = None
    """The headline."""

    day: str | None = None
    """The day of publication, ISO 8601 ("2024-02-29")."""

    instant: str | None = None
    """The instant of publication with its zone, ISO 8601."""

    authors: tuple[str, ...] = ()
    """The names of the authors."""

    captions: tuple[str | None, ...] = ()
    """The caption of each photo, in order."""

    credits: tuple[str | None, ...] = ()
    """Photographer and agency of each photo, in order."""

    next_page: str | None = None
    """Address of the next page."""

    kind: str | None = None
    """What sort of page it is ("article", "listing" …)."""

    def dated(self, published: datetime | str | None) -> Result:
        """The same with the day, and the instant where a zone is known, of a date as a reader gives it.

        >>> dated = Result().dated("2024-02-29T23:30:00-05:00")
        >>> dated.day, dated.instant
        ('2024-02-29', '2024-02-29T23:30:00-05:00')
        >>> Result().dated("2024-02-29").instant is None and Result().dated("last week").day is None
        True
        """
        read = published if isinstance(published, datetime) else parse_moment(published)
        if read is None:
            return self
        return replace(self, day=read.date().isoformat(), instant=read.isoformat() if read.tzinfo else None)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Result:
        """The result that `dataclasses.asdict` and JSON made plain."""
        paragraphs = plain["paragraphs"]
        lists = {name: tuple(plain[name]) for name in ("authors", "captions", "credits")}
        pairs = None if paragraphs is None else tuple((text, kind) for text, kind in paragraphs)
        return cls(**{**plain, **lists, "paragraphs": pairs})


def parse_moment(value: str | None) -> datetime | None:
    """An ISO 8601 date or time, or a day whose numbers lack a zero; None when it is something else.

    >>> parse_moment("2024-2-9 9:05")
    datetime.datetime(2024, 2, 9, 0, 0)
    >>> parse_moment("2024-13-01") is None
    True
    """
    stated = (value or "").strip()
    loose = _LOOSE_DAY.match(stated)
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return _day(*map(int, loose.groups())) if loose else None


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def names(values: Iterable[str | None]) -> tuple[str, ...]:
    """Names without blanks around them, empty ones left out.

    >>> names(["Ana Silva ", "", None])
    ('Ana Silva',)
    """
    return tuple(value.strip() for value in values if value and value.strip())
