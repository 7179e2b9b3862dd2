"""Reads times of day that stand beside a day: "09:45 WIB", "9.45pm", "21h45", "21 Uhr", "午後3時05分".

A dot between two numbers is a time only where nothing but a word for it stands between them and the day, because the
same dot parts thousands and decimals.
"""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

from kliping.reading.readers.clock_words import clock_pattern
from kliping.reading.readers.zone import read_zone
from kliping.reading.remembered import remembered
from kliping.reading.words import fold, values

_CLOCK = re.compile(
    r"(\D{0,40})(\d{1,2})(?!\d)"
    r"(?:\s?[:：](\d{2})(?!\d)(?:[:：.](\d{2})(?!\d)(?:[.,]\d{1,9})?)?"
    r"|\.(\d{2})(?!\d)(?:\.(\d{2})(?!\d))?(?![.,]?\d)"
    r"|\s?(?:[hH](?![^\W\d_])|[時时點点시])(?:\s?(\d{1,2})(?!\d)(?:\s?(?:min\b|[mM]\b|[分분]))?(?:\s?(\d{1,2})\s?[秒초])?)?)?"
)
_BEFORE = re.compile(r"(?<![\d.:,])\d{1,2}(?:[:.hH]|\s?[ap]\.?m)", re.IGNORECASE)
_WORD = re.compile(r"[^\s\d,;:|/\\()\[\]{}<>\"–—•·−@-]+")
_FARTHEST_BEFORE = 40
_MOST_WORDS = 5


class Clock(NamedTuple):
    """A time of day and where it stands."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset after its last, the zone's included."""

    time: time
    """The time of day; 24:00 is midnight with `next_day`."""

    next_day: bool
    """Is it 24:00, the midnight that ends the day?"""

    precision: str
    """"second" or "minute"."""

    zone: tuple[str, ...]
    """What the stated zone can mean (see `Zone.names`); empty when none is stated."""


def clock_after(text: str, position: int, language: str | None = None) -> Clock | None:
    """The time of day that belongs to a day ending at `position`.

    >>> clock_after("14 Mei 2022 pukul 09.45 WITA lalu", 11, "id").time
    datetime.time(9, 45)
    >>> clock_after("14 Mei 2022, 12.500 orang", 11, "id") is None
    True
    """
    found = _CLOCK.match(text, position)
    if not found:
        return None
    half = _passes(found[1])
    return _clock(text, found, half, language) if half is not None else None


def clock_before(text: str, position: int, language: str | None = None, floor: int = 0) -> Clock | None:
    """The time of day that stands before a day beginning at `position`, on the same line and after `floor`.

    >>> clock_before("Updated 9:45 PM, Sat May 14, 2022", 21, "en").time
    datetime.time(21, 45)
    """
    begin = max(floor, position - _FARTHEST_BEFORE)
    for start in _BEFORE.finditer(text, begin, position):
        found = _CLOCK.match(text, start.start(), position)
        clock = _clock(text, found, "", language) if found else None
        gap = text[clock.end : position] if clock and clock.end <= position else "\n"
        if "\n" not in gap and _passes(gap) is not None:
            return clock
    return None


@remembered(4096)
def _passes(gap: str) -> str | None:
    """May this stand between day and time? Then the half of the day that it names ("pm"), or ""; else None."""
    before = clock_pattern("before").search(gap)
    if before:
        gap = gap[: before.start()] + " " + gap[before.end() :]
    words = _WORD.findall(gap)
    if gap.count("\n") > 1 or len(words) > _MOST_WORDS or not (_all_known(words) or _is_known(" ".join(words))):
        return None
    return values("before")[fold(before[1])] if before else ""


def _all_known(words: list[str]) -> bool:
    return all(not word.strip(".'’") or _is_known(word) for word in words)


def _is_known(word: str) -> bool:
    keys = {fold(word), fold(word).strip(".")}
    tables = (values("at"), values("mark"), values("joint"), values("weekday"))
    return any(key in table for key in keys for table in tables)


def _clock(text: str, found: re.Match[str], half: str, language: str | None) -> Clock | None:
    minute, second = found[3] or found[5] or found[7], found[4] or found[6] or found[8]
    end, said_half = _ending(text, found.end())
    if end == found.end(2):  # A number alone is no hour.
        return None
    hour = _hour(int(found[2]), said_half or half)
    if hour > 24 or int(minute or 0) > 59 or int(second or 0) > 59 or (hour == 24 and int(minute or 0)):
        return None
    zone = read_zone(text, end, language)
    return Clock(
        found.start(2),
        zone.end if zone else end,
        time(hour % 24, int(minute or 0), int(second or 0)),
        hour == 24,
        "second" if second else "minute",
        zone.names if zone else (),
    )


def _ending(text: str, position: int) -> tuple[int, str]:
    """Where the words after a time end ("pm", "Uhr"), and the half of the day that they name or ""."""
    half = clock_pattern("half").match(text, position)
    if half:
        position = half.end()
    hour = clock_pattern("hour").match(text, position)
    return hour.end() if hour else position, values("half")[fold(half[1])] if half else ""


def _hour(hour: int, half: str) -> int:
    if half == "pm" and hour < 12:
        return hour + 12
    return 0 if half == "am" and hour == 12 else hour
