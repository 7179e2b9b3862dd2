"""Reads a day that is stated without its year ("14 Mei, 09.45"): the nearest such day before the page was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from kliping.reading.readers.calendar_day import Day
from kliping.reading.readers.clock import clock_after
from kliping.reading.readers.month import SOLAR, is_joint, month_of
from kliping.reading.words import fold, values

_DAY = re.compile(r"(?<![\d.,:/-])(\d{1,2})(?![\d:]|[.,/-]\d)")
_LETTER = r"[^\s\d,;:|/\\()\[\]{}<>\"–—•·−-]"
_AFTER = re.compile(rf"([^\d,;:|/()–—-]{{0,8}}?)(?<!\w)({_LETTER}+)")
_BEFORE = re.compile(rf"(?<!{_LETTER})({_LETTER}++)\s{{1,3}}\Z")
_ENDING = re.compile(r"(?:st|nd|rd|th)?[\s]*+(?:\Z|[\n|,;)•·]|[–—-](?!\s?\d))")
_MARKED = re.compile(r"(\d{1,2})[月월]\s?(\d{1,2})[日일]")
_LONGEST_WORD = 20
_YEARS_BACK = 8  # 29 February may be as far away as this
_TOMORROW = timedelta(1)


def find_yearless(text: str, fetched_at: datetime, language: str | None = None) -> Iterator[Day]:
    """Days without a year that stand at the end of a line or before a time of day, in order.

    >>> when = datetime.fromisoformat("2022-01-02T12:00+07:00")
    >>> [str(day.day) for day in find_yearless("Jumat, 31 Des | 09.45 WIB", when, "id")]
    ['2021-12-31']
    >>> list(find_yearless("5 may have died", when, "en"))
    []
    """
    for number in _DAY.finditer(text):
        place = _month_near(text, number, language)
        day = _nearest(place[2], int(number[1]), fetched_at.date()) if place else None
        if place and day and _stands_alone(text, place[1], language):
            yield Day(place[0], place[1], day)
    for marked in _MARKED.finditer(text):
        day = _nearest(int(marked[1]), int(marked[2]), fetched_at.date())
        if day:
            yield Day(marked.start(), marked.end(), day)


def _month_near(text: str, number: re.Match[str], language: str | None) -> tuple[int, int, int] | None:
    """Start and end of the day with its month, and the month."""
    before = _BEFORE.search(text, max(0, number.start() - _LONGEST_WORD), number.start())
    month = _own_month(before[1], language) if before else None
    if before and month:
        return before.start(), number.end(), month
    after = _AFTER.match(text, number.end(), number.end() + _LONGEST_WORD)
    month = _own_month(after[2], language) if after and is_joint(after[1]) else None
    return (number.start(), after.end(), month) if after and month else None


def _own_month(word: str, language: str | None) -> int | None:
    """Without a year to vouch for it, a month must be one of the page's own language: "pro" is Czech for December."""
    own = values("month", language)
    key = fold(word)
    return month_of(word, language) if key in own or key.rstrip(".") in own or f"{key}." in own else None


def _stands_alone(text: str, end: int, language: str | None) -> bool:
    return bool(_ENDING.match(text, end)) or clock_after(text, end, language) is not None


def _nearest(month: int, day: int, fetched: date) -> date | None:
    if month > SOLAR:
        return None
    # East of where the page was fetched the next day may have begun.
    days = (_date(fetched.year + 1 - back, month, day) for back in range(_YEARS_BACK + 2))
    return next((found for found in days if found and found - _TOMORROW <= fetched), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
