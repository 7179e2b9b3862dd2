"""Reads times that machines write into metadata: ISO 8601 and RFC 3339 with their usual bends, RFC 5322, Unix time.

A midnight without a zone ("2022-05-14T00:00:00") is mostly a day that a program filled up, but now and then a time. The
text doesn't tell which, so it stays as stated (local_time 00:00); who knows the page may prefer a finer source.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from kliping.reading.readers.calendar_day import date_of, find_days
from kliping.reading.readers.clock import Clock, clock_after
from kliping.reading.readers.stamp import stamp
from kliping.reading.readers.zone import read_zone
from kliping.records import Moment

_LONGEST = 100
_DAY = r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{2})\.(\d{2})|(\d{2})(\d{2}))"
_CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?|(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?"
_ISO = re.compile(rf"{_DAY}(?:(?:\s*[Tt_]\s*|\s+|(?<=\d{{8}}))(?:{_CLOCK})(?:\s*(.+))?)?")
_NAMED_ZONE = re.compile(r"\[[\w/+-]+\]\Z")
_LOST_PLUS = re.compile(r"(\d{2}:?\d{2})\Z")
_UNIX = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")
_UNIX_SECONDS = range(631_152_000, 4_102_444_800)  # 1990 to 2100
_ASCTIME = re.compile(r"([A-Za-z]{3} [A-Za-z]{3} {1,2}\d{1,2}) (\d{2}:\d{2}:\d{2}(?: [A-Z]{1,5})?) (\d{4})")
_HEADER = re.compile(r"[A-Za-z]{3,9},?\s|\d{1,2}\s[A-Za-z]{3}\s\d{4}")


def read_iso(text: str) -> Moment | None:
    """The time that a machine-written value states, or None when it is anything else or no day of the calendar.

    Unix time is read where it falls in 1990–2100, in seconds or milliseconds; its day is that of UTC.

    >>> read_iso("2022-05-14T09:45:00.123+0700").at.isoformat()
    '2022-05-14T09:45:00+07:00'
    >>> read_iso("Sat, 14 May 2022 09:45:00 +0700").at.isoformat()
    '2022-05-14T09:45:00+07:00'
    >>> read_iso("1652496300").at.isoformat(), read_iso("20220514").precision
    ('2022-05-14T02:45:00+00:00', 'day')
    >>> read_iso("2022-05-14T00:00:00").local_time, read_iso("2022-02-31") is None
    (datetime.time(0, 0), True)
    """
    raw = text.strip(" \t\r\n\"'\\")  # quoted twice by careless templates
    if len(raw) > _LONGEST:
        return None
    iso = _ISO.fullmatch(raw)
    found = _iso_moment(iso, raw) if iso else None
    return found or _unix_moment(raw) or (_header_moment(raw) if _HEADER.match(raw) else None)


def _iso_moment(iso: re.Match[str], raw: str) -> Moment | None:
    year, month, day = (int(part) for part in iso.groups()[:9] if part is not None)
    parts = [int(part) for part in iso.groups()[9:15] if part is not None]
    stated, zone = date_of(year, month, day) if month <= 12 else None, _zone(iso[16])
    if stated is None or zone is None:
        return None
    try:
        return stamp(stated, _clock(parts, zone) if parts else None, raw, None)
    except ValueError:  # no such time of day
        return None


def _clock(parts: list[int], zone: tuple[str, ...]) -> Clock:
    next_day = parts[0] == 24 and not any(parts[1:])
    # The 60th second of a leap minute is the last that a clock here can show.
    hour, minute, *seconds = (0, *parts[1:]) if next_day else parts
    second = 59 if seconds == [60] else sum(seconds)
    return Clock(0, 0, time(hour, minute, second), next_day, "second" if seconds else "minute", zone)


def _zone(stated: str | None) -> tuple[str, ...] | None:
    """What the stated zone can mean, empty when none is stated; None when what stands there is no zone."""
    if not stated:
        return ()
    stated = _NAMED_ZONE.sub("", stated).upper()
    stated = _LOST_PLUS.sub(r"+\1", stated) if _LOST_PLUS.fullmatch(stated) else stated  # "+" as decoded from a URL
    zone = read_zone(f":00:00{stated}", 6)
    return zone.names if zone and zone.end == len(stated) + 6 else None


def _unix_moment(raw: str) -> Moment | None:
    unix = _UNIX.fullmatch(raw)
    seconds = int(unix[1] or unix[2][:-3]) if unix else 0
    if seconds not in _UNIX_SECONDS:
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    return Moment(at.date(), at, None, "stated", "second", raw)


def _header_moment(raw: str) -> Moment | None:
    """RFC 5322, and as browsers (Sat May 14 2022 09:45:00 GMT+0700) and C (Sat May 14 09:45:00 2022) write it."""
    ordered = _ASCTIME.sub(r"\1 \3 \2", raw)
    day = next(find_days(ordered, "en"), None)
    return stamp(day.day, clock_after(ordered, day.end, "en"), raw, None, "en") if day else None
