"""Reads time zones out of text: offsets ("GMT+7", "+07:00") and the abbreviations of words/zones.tsv ("WIB").

Abbreviations are not unique: IST is Indian, Irish and Israeli. A stated zone is therefore kept as all that it can mean
until the day, the site's zone and the language are known.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kliping.reading.words import fold, pattern, rows

_OFFSET = re.compile(
    r"\s?([(\[]?)\s?(?:(?:GMT|UTC)\s?([+−–-])\s?(\d{1,2})(?::?(\d{2}))?(?![\d:])|([+−-])(\d{2})(?::?(\d{2}))?(?![\d:.])"
    r"|(GMT|UTC|Z)(?![^\W_]))",
)
_NAME = re.compile(r"[\s,]{0,2}([(\[/]?)\s?(?=[^\W\d_])")
_CLOSING = {"(": ")", "[": "]"}
_WIDEST = timedelta(hours=14)
_MINUTES = ("00", "15", "30", "45")
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
    if not lead or not word or not (_is_abbreviation(word[1]) or _language(language) in _SMALL_LETTERS):
        return None
    return Zone(_closed(text, word.end(), lead[1]), _zone_names()[fold(word[1])])


def _offset_zone(text: str, offset: re.Match[str]) -> Zone | None:
    bracket, sign, hours, minutes, bare_sign, bare_hours, bare_minutes, utc = offset.groups()
    if utc:
        return Zone(_closed(text, offset.end(), bracket), ("+00:00",))
    if bare_sign and bare_sign != "+" and text[max(0, offset.start() - 3) : offset.start()][:1] not in (":", "."):
        # 09:45-10:30 is a span of time; an offset after a minus follows seconds, as machines write it.
        return None
    if (minutes or bare_minutes or "00") not in _MINUTES:
        return None
    east = "+" if (sign or bare_sign) == "+" else "-"
    return Zone(_closed(text, offset.end(), bracket), (f"{east}{int(hours or bare_hours):02}:{minutes or bare_minutes or '00'}",))


def _closed(text: str, end: int, bracket: str) -> int:
    close = _CLOSING.get(bracket)
    return end + 1 if close and text[end : end + 1] == close else end


def _is_abbreviation(word: str) -> bool:
    return word != word.lower() and (len(word) > 2 or word.isupper())


@cache
def _zone_names() -> dict[str, tuple[str, ...]]:
    return {fold(row.word): tuple(row.value.split("|")) for row in rows() if row.kind == "zone"}


def choose_zone(names: tuple[str, ...], site: tzinfo | None, language: str | None) -> str:
    """The one name that is meant: the site's own zone, else that of the language's region, else the likeliest.

    >>> choose_zone(("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"), None, "he")
    'Asia/Jerusalem'
    """
    if len(names) == 1:
        return names[0]
    home = {str(site)} | _HOMES.get(_language(language), set())
    return next((name for name in names if name in home), names[0])


_HOMES = {
    "he": {"Asia/Jerusalem"},
    "ga": {"Europe/Dublin"},
    "hi": {"Asia/Kolkata"},
    "zh": {"Asia/Shanghai"},
    "ar": {"Asia/Riyadh"},
    "bn": {"Asia/Dhaka"},
    "pt": {"America/Sao_Paulo"},
    "es": {"America/Argentina/Buenos_Aires"},
}
"""Where an ambiguous abbreviation is at home, by language."""


@lru_cache(maxsize=1024)
def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name or an offset, or None where the system has no data for it.

    >>> zone_of("+05:30")
    datetime.timezone(datetime.timedelta(seconds=19800))
    >>> zone_of("Asia/Nowhere") is None
    True
    """
    if name[:1] in "+-":
        span = timedelta(hours=int(name[1:3]), minutes=int(name[4:6]))
        return timezone(-span if name[0] == "-" else span) if span <= _WIDEST else None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def at_offset(local: datetime, zone: tzinfo) -> datetime | None:
    """A local time as an aware one with the offset that its zone had then; None when the zone doesn't say.

    >>> at_offset(datetime(2022, 5, 14, 9, 45), timezone(timedelta(hours=7))).isoformat()
    '2022-05-14T09:45:00+07:00'
    """
    try:
        offset = zone.utcoffset(local)
    except (OverflowError, ValueError, NotImplementedError):
        return None
    return None if offset is None else local.replace(tzinfo=timezone(offset))


def is_american_zone(name: str) -> bool:
    """Is it a zone of the United States, whose papers put the month before the day?"""
    return name.startswith("US/") or name in _AMERICAN


_AMERICAN = {
    "America/New_York",
    "America/Detroit",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
}


def _language(language: str | None) -> str:
    return (language or "").replace("_", "-").split("-")[0].lower()
