"""Reads times out of text, in the ways that newsrooms write them: the day always, the instant when a zone is known.

Nothing is made up: a day without a time stays a day, a time without a zone stays local. A day without a year, and "3
hours ago", can only be read against the time of fetching. They are read in short texts only (a byline, not a story),
since in a story they tell of something else than its publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo

from kliping.reading.readers.ago import find_ago
from kliping.reading.readers.calendar_day import Day, find_days
from kliping.reading.readers.clock import Clock, clock_after, clock_before
from kliping.reading.readers.iso import read_iso
from kliping.reading.readers.stamp import stamp
from kliping.reading.readers.yearless import find_yearless
from kliping.reading.readers.zone import offset_of, zone_meant
from kliping.records import Moment

__all__ = ["find_moments", "read_iso", "read_moment"]

_LONGEST_BYLINE = 300
_HAWAII, _EASTERN_SUMMER = timedelta(hours=-10), timedelta(hours=-4)


def read_moment(
    text: str, *, language: str | None = None, zone: tzinfo | None = None, fetched_at: datetime | None = None
) -> Moment | None:
    """The first time that a text states, or None.

    `language` is a BCP 47 tag, `zone` the site's zone when it is known from elsewhere on the page, `fetched_at` an
    aware datetime. Ambiguous numbers are day first; month first where the region is the United States ("en-US"), or in
    English where the zone is one of the Americas (UTC-10 to UTC-4). A day with its year goes before one without, and
    that before "3 hours ago".

    >>> moment = read_moment("Budi Santoso - 14 Mei 2022, 09:45 WIB")
    >>> moment.at.isoformat(), moment.zone_from, moment.precision, moment.raw
    ('2022-05-14T09:45:00+07:00', 'stated', 'minute', '14 Mei 2022, 09:45 WIB')
    >>> read_moment("14. Mai 2022 um 9:45 Uhr", language="de").local_time
    datetime.time(9, 45)
    >>> read_moment("2022年5月14日(土) 午後3時05分").local_time
    datetime.time(15, 5)
    >>> read_moment("05/06/2022").day.isoformat(), read_moment("05/06/2022", language="en-US").day.isoformat()
    ('2022-06-05', '2022-05-06')
    >>> read_moment("3 jam lalu") is None, read_moment("Pasal 14 ayat 5, 1.234.567 orang") is None
    (True, True)
    """
    found = find_moments(text, language=language, zone=zone, fetched_at=fetched_at)
    return next((moment for _, _, moment in found), None)


def find_moments(
    text: str, *, language: str | None = None, zone: tzinfo | None = None, fetched_at: datetime | None = None
) -> Iterator[tuple[int, int, Moment]]:
    """Every time that a text states with a year, in order, with its start and end; without such, the rest (see above).

    >>> [(start, end, moment.day.day) for start, end, moment in find_moments("1 Mei 2022 – 2 Mei 2022")]
    [(0, 10, 1), (13, 23, 2)]
    """
    taken = 0
    for day in find_days(text, language):
        if day.start >= taken:
            clock = clock_after(text, day.end, language) or clock_before(text, day.start, language, taken)
            start, taken, moment = _joined(text, day, clock, language, zone)
            yield start, taken, moment
    if not taken and fetched_at is not None and len(text) <= _LONGEST_BYLINE:
        yearless = next(find_yearless(text, fetched_at, language), None)
        if yearless:
            yield _joined(text, yearless, clock_after(text, yearless.end, language), language, zone)
        else:
            yield from find_ago(text, fetched_at, zone)


def _joined(
    text: str, day: Day, clock: Clock | None, language: str | None, zone: tzinfo | None
) -> tuple[int, int, Moment]:
    start = min(day.start, clock.start) if clock else day.start
    end = max(day.end, clock.end) if clock else day.end
    meant = day.swapped if day.swapped and language and _is_american(day, clock, language, zone) else day.day
    return start, end, stamp(meant, clock, text[start:end], zone, language)


def _is_american(day: Day, clock: Clock | None, language: str, site: tzinfo | None) -> bool:
    """Is a day in plain English ("en") beside a zone of America, where the month comes first?"""
    local = datetime.combine(day.day, clock.time if clock else time())
    zone = zone_meant(clock.zone, local, site, language) if clock and clock.zone else site
    offset = offset_of(zone, local) if zone and language.lower() == "en" else None
    return offset is not None and _HAWAII <= offset <= _EASTERN_SUMMER
