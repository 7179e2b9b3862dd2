"""Reads times that are stated by their distance from now: "3 jam lalu", "vor 3 Stunden", "kemarin 09:45".

They mean something only beside the time at which the page was fetched. What they state is kept no finer than it is: a
distance in hours or less gives an instant to the minute ("second" is never claimed), one in days or weeks a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from kliping.reading.readers.clock import clock_after
from kliping.reading.readers.clock_words import clock_pattern
from kliping.reading.readers.stamp import stamp
from kliping.reading.readers.zone import at_offset
from kliping.reading.words import fold, pattern, values
from kliping.records import Moment

_NUMBER = re.compile(r"(?<![\d.,:])\d{1,3}(?![\d.,:])")
_LONGEST_SINCE = 12
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def find_ago(text: str, fetched_at: datetime, site: tzinfo | None = None) -> Iterator[tuple[int, int, Moment]]:
    """Relative times with their start and end, read against `fetched_at`, which must be aware; naive, it gives none.

    The day is that of the site's zone, or else that of `fetched_at`.

    >>> fetched = datetime.fromisoformat("2022-05-14T12:00+07:00")
    >>> [(moment.at.isoformat(), moment.raw) for _, _, moment in find_ago("Budi | 3 jam lalu", fetched)]
    [('2022-05-14T09:00:00+07:00', '3 jam lalu')]
    """
    now = _in_zone(fetched_at, site)
    if now is None:
        return
    for number in _NUMBER.finditer(text):
        found = _distance(text, number)
        if found:
            start, end, unit = found
            yield start, end, _moment(now, int(number[0]), unit, text[start:end], site)
    yield from _named_days(text, now, site)


def _in_zone(fetched_at: datetime, site: tzinfo | None) -> datetime | None:
    try:
        moved = fetched_at.astimezone(site) if site else fetched_at
        return at_offset(moved.replace(tzinfo=None), moved.tzinfo) if fetched_at.tzinfo and moved.tzinfo else None
    except (OverflowError, ValueError):
        return None


def _distance(text: str, number: re.Match[str]) -> tuple[int, int, str] | None:
    ago = pattern("ago").match(text, number.end())
    if ago:
        return number.start(), ago.end(), values("ago")[fold(ago[1])]
    unit = clock_pattern("unit").match(text, number.end())
    since = _since(text, number.start()) if unit else None
    return (since, unit.end(), values("unit")[fold(unit[1])]) if unit and since is not None else None


def _since(text: str, position: int) -> int | None:
    """Where a word such as "vor" begins that ends right before the number."""
    words = clock_pattern("since").finditer(text, max(0, position - _LONGEST_SINCE), position)
    return next((word.start(1) for word in words if not text[word.end() : position].strip()), None)


def _moment(now: datetime, count: int, unit: str, raw: str, site: tzinfo | None) -> Moment:
    then = now - count * _SPANS[unit]
    if unit in ("day", "week"):
        return Moment(then.date(), raw=raw)
    then = then.replace(second=0, microsecond=0)
    return Moment(then.date(), then, None, "site" if site else None, "minute", raw)


def _named_days(text: str, now: datetime, site: tzinfo | None) -> Iterator[tuple[int, int, Moment]]:
    for named in clock_pattern("day").finditer(text):
        # A day's name alone is in too many names of papers ("Harian Kemarin Today").
        clock = clock_after(text, named.end())
        if clock:
            day: date = (now - timedelta(int(values("day")[fold(named[1])]))).date()
            start = named.start(1)
            yield start, clock.end, stamp(day, clock, text[start : clock.end], site)
