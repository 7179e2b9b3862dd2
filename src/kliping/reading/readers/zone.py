"""Reads time zones out of text: offsets ("GMT+7", "+07:00") and the abbreviations of words/zones.tsv ("WIB").

Abbreviations are not unique: IST is Indian, Irish and Israeli. A stated zone is therefore kept as all that it can mean
until the day, the site's zone and the language are known.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kliping.reading.remembered import remembered
from kliping.reading.words import fold, pattern, rows

_OFFSET = re.compile(
    r"\s?([(\[]?)\s?(?:(?:GMT|UTC)\s?([+−–-])\s?(\d{1,2})(?::?(\d{2}))?(?![\d:])|([+−-])(\d{2})(?::?(\d{2}))?(?![\d:.])"
    r"|(GMT|UTC|Z)(?![^\W_]))",
)
_NAME = re.compile(r"[\s,]{0,2}([(\[/]?)\s?(?=[^\W\d_])")
_CLOSING = {"(": ")", "[": "]"}
_SECONDS = re.compile(r":\d\d:\d\d(?:[.,]\d+)?\Z")
_WIDEST = 14  # hours: Kiritimati
_MINUTES = (0, 15, 30, 45)
# Languages whose papers write their own zones in small letters; elsewhere those are words ("ist", "est", "art").
_SMALL_LETTERS = {"id", "ms", "jv", "su", "ru", "uk", "bg"}


class Zone(NamedTuple):
    """A zone as stated."""

    end: int
    """Offset after its last character."""

    names: tuple[str, ...]
    """What it can mean, the likeliest first: IANA names or offsets ("+07:00")."""


def read_zone(text: str, position: int, language: str | None = None) -> Zone | None:
    """The zone stated right after a time of day that ends at `position`.

    >>> read_zone("09:45 (GMT+7)", 5)
    Zone(end=13, names=('+07:00',))
    >>> read_zone("09:45 orang", 5) is None
    True
    """
    if position == len(text):
        return None
    offset = _OFFSET.match(text, position)
    if offset:
        return _offset_zone(text, offset)
    lead = _NAME.match(text, position)
    word = pattern("zone").match(text, lead.end()) if lead else None
    if not lead or not word:
        return None
    # A name of several words is no word of the text, however it is printed ("horário de Brasília").
    if word[1] not in _printed_names() and " " not in word[1] and _language(language) not in _SMALL_LETTERS:
        return None
    return Zone(_closed(text, word.end(), lead[1]), _zone_names()[fold(word[1])])


def _offset_zone(text: str, offset: re.Match[str]) -> Zone | None:
    bracket, sign, hours, minutes, bare_sign, bare_hours, bare_minutes, utc = offset.groups()
    end = _closed(text, offset.end(), bracket)
    if utc:
        return Zone(end, ("+00:00",))
    east, past_hour = (sign or bare_sign) == "+", int(minutes or bare_minutes or 0)
    whole_hours = int(hours or bare_hours)
    if past_hour not in _MINUTES or whole_hours > _WIDEST or _is_span(text, offset):
        return None
    return Zone(end, (f"{'+' if east else '-'}{whole_hours:02}:{past_hour:02}",))


def _is_span(text: str, offset: re.Match[str]) -> bool:
    """Is it the span 09:45-10:30? A minus means an offset after seconds, or without a colon ("-0400")."""
    if offset[5] in (None, "+") or len(offset[0].strip()) == 5:
        return False
    return not _SECONDS.search(text, max(0, offset.start() - 20), offset.start())


def _closed(text: str, end: int, bracket: str) -> int:
    close = _CLOSING.get(bracket)
    return end + 1 if close and text[end : end + 1] == close else end


@cache
def _printed_names() -> set[str]:
    return {row.word for row in rows() if row.kind == "zone"}


@cache
def _zone_names() -> dict[str, tuple[str, ...]]:
    return {fold(row.word): tuple(row.value.split("|")) for row in rows() if row.kind == "zone"}


def zone_meant(names: tuple[str, ...], local: datetime, site: tzinfo | None, language: str | None) -> tzinfo | None:
    """The zone that is meant at a local time: the one that agrees with the site or the language's home, else the first.

    None where the system has no data for it.

    >>> meant = zone_meant(("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"), datetime(2022, 5, 14), None, "he")
    >>> str(meant)
    'Asia/Jerusalem'
    """
    if len(names) == 1:
        return zone_of(names[0])
    zones = [zone for zone in map(zone_of, names) if zone]
    home = site or zone_of(_HOMES.get(_language(language), ""))
    offset = offset_of(home, local) if home else None
    agreeing = [zone for zone in zones if offset is not None and offset_of(zone, local) == offset]
    return next(iter(agreeing or zones), None)


_HOMES = {
    "he": "Asia/Jerusalem",
    "ga": "Europe/Dublin",
    "hi": "Asia/Kolkata",
    "zh": "Asia/Shanghai",
    "ar": "Asia/Riyadh",
    "bn": "Asia/Dhaka",
}
"""The zone in which an ambiguous abbreviation is at home, by language."""


@remembered(1024)
def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name or an offset, or None where the system has no data for it.

    >>> zone_of("+05:30")
    datetime.timezone(datetime.timedelta(seconds=19800))
    >>> zone_of("Asia/Nowhere") is None
    True
    """
    if name.startswith(("+", "-")):
        span = timedelta(hours=int(name[1:3]), minutes=int(name[4:6] or 0))
        return timezone(-span if name[0] == "-" else span)
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def offset_of(zone: tzinfo, local: datetime) -> timedelta | None:
    """How far a zone is from UTC at a local time; None when it doesn't say."""
    try:
        return zone.utcoffset(local)
    except (OverflowError, ValueError, NotImplementedError):
        return None


def at_offset(local: datetime, zone: tzinfo) -> datetime | None:
    """A local time as an aware one with the offset that its zone had then; None when the zone doesn't say.

    >>> at_offset(datetime(2022, 5, 14, 9, 45), timezone(timedelta(hours=7))).isoformat()
    '2022-05-14T09:45:00+07:00'
    """
    offset = offset_of(zone, local)
    return None if offset is None else local.replace(tzinfo=timezone(offset))


def _language(language: str | None) -> str:
    return (language or "").replace("_", "-").split("-")[0].lower()
