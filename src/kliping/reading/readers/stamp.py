"""Puts a day and a time of day together into a Moment, with the zone that is stated, or else the site's."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from kliping.reading.readers.clock import Clock
from kliping.reading.readers.zone import at_offset, zone_meant
from kliping.records import Moment


def stamp(day: date, clock: Clock | None, raw: str, site: tzinfo | None, language: str | None = None) -> Moment:
    """The moment that is stated by `raw`: `at` only where a zone is known, `local_time` where it isn't."""
    if clock is None:
        return Moment(day, raw=raw)
    if clock.next_day:
        day += timedelta(1)
    local = datetime.combine(day, clock.time)
    stated = zone_meant(clock.zone, local, site, language) if clock.zone else None
    # A zone that is stated but unknown to this system must not be read as the site's.
    zone = stated if clock.zone else site
    at = at_offset(local, zone) if zone else None
    if at is None:
        return Moment(day, None, clock.time, None, clock.precision, raw)
    return Moment(day, at, None, "stated" if stated else "site", clock.precision, raw)
