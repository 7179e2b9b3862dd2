"""Reads calendar days out of text: two or three numbers near each other, and the words or marks between them.

One regular expression of bounded steps finds the numbers and tells the shapes apart, so that the search takes time
linear in the text; what month the words between them name is looked up and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kliping.reading.readers.month import SOLAR, is_joint, month_in, month_of

# The last group of each shape bears the name of the function that reads it.
_SHAPES = re.compile(
    r"(?<!\d)(?:(\d{4})(?!\d)(?:"
    r"\s?([/.-])\s?(\d{1,2})\s?\2\s?(?P<year_first>\d{1,2})(?!\d)"
    r"|\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?P<marked>\d{1,2})(?!\d)"
    r"|(?=\W{0,3}[^\W\d_])(\D{2,20})(?P<named_after_year>\d{1,2})(?!\d))"
    r"|(\d{1,2})(?!\d)(?:"
    r"\s?([/.-])\s?(\d{1,2})\s?\10\s?(?P<numeric>\d{4}|\d{2}(?![/.-]\d))(?!\d)"
    r"|\s?([^\W\d_]{2,8})\s(\d{1,2})(?!\d)(\D{1,8})(?P<numbered>\d{4})(?!\d)"
    # Flattened text often glues the time of day to the year: 5 maj 202110:27.
    r"|(?!\s?[/.]\s?\d)(\D{1,32})(?P<named>\d{4})(?!\d(?!\d?:\d\d))"
    r"|([-/.\s]{0,2}[^\W\d_]\D{1,12}?(?:[-/'’]\s?|\s(?=\d\d\s{0,3}(?:\Z|[|,;)\n])))|\s?[\u0e00-\u0e7f]\D{1,12})"
    r"(?P<short>\d{2})(?!\d|[:.h：]\d)))"
    r"(?:\s?[日일号號])?"
)
_LETTER = r"[^\s\d,;:|/\\()\[\]{}<>\"–—•·−-]"
_WORD_BEFORE = re.compile(rf"(?<!{_LETTER})({_LETTER}++)[\s,/-]*+\Z")
_WORD_AFTER = re.compile(rf"[\s.]*+({_LETTER}+)")
_LONGEST_WORD = 20
_YEAR_FIRST = {"ja", "ko", "zh", "hu", "lt", "mn"}
_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_BUDDHIST, _BUDDHIST_YEARS, _SOLAR_YEARS = 543, range(2440, 2744), range(1206, 1498)


class Day(NamedTuple):
    """A day and where it stands."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset after its last."""

    day: date
    """The day itself, in the Gregorian calendar."""

    swapped: date | None = None
    """The other day that the same numbers could mean, day and month exchanged."""


def find_days(text: str, language: str | None = None) -> Iterator[Day]:
    """Days with a year that a text states, in order; those that no calendar has are passed over.

    Day and month in numbers are day first, unless the language's region is the United States ("en-US") or there is no
    such month. Two digits of a year are 1970–2069. Years from 2440 are Buddhist; years of the Persian solar calendar
    are read where the month is a solar one.

    >>> [found.day.isoformat() for found in find_days("31 Feb 2022, 14 Mei 2022 – 05/16/22", "id")]
    ['2022-05-14', '2022-05-16']
    >>> [found.day.isoformat() for found in find_days("1.234.567 orang, 3-2, 0812-3456-7890", "id")]
    []
    """
    position = 0
    while shape := _SHAPES.search(text, position):
        found = _READERS[shape.lastgroup or ""](shape, language)
        if found:
            yield found
        position = found.end if found else shape.end(1 if shape[1] else 9)


def _year_first(shape: re.Match[str], _: str | None) -> Day | None:
    """2022-05-14"""
    return _day(shape, shape[1], int(shape[3]), shape[4])


def _marked(shape: re.Match[str], _: str | None) -> Day | None:
    """2022年5月14日"""
    return _day(shape, shape[1], int(shape[5]), shape[6])


def _named_after_year(shape: re.Match[str], language: str | None) -> Day | None:
    """2022. május 14, 2022. gada 14. maijs"""
    month = month_in(shape[7], language)
    if month or not is_joint(shape[7]):
        return _day(shape, shape[1], month, shape[8])
    word = _WORD_AFTER.match(shape.string, shape.end(), shape.end() + _LONGEST_WORD)
    found = _day(shape, shape[1], month_of(word[1], language), shape[8]) if word else None
    return found._replace(end=word.end()) if word and found else None


def _named(shape: re.Match[str], language: str | None) -> Day | None:
    """14 Mei 2022, May 14th, 2022"""
    month = month_in(shape[17], language)
    if month or not is_joint(shape[17]):
        return _day(shape, shape["named"], month, shape[9])
    start = shape.start()
    word = _WORD_BEFORE.search(shape.string, max(0, start - _LONGEST_WORD), start)
    found = _day(shape, shape["named"], month_of(word[0], language), shape[9]) if word else None
    return found._replace(start=word.start()) if word and found else None


def _numbered(shape: re.Match[str], language: str | None) -> Day | None:
    """14 tháng 5 năm 2022"""
    month = month_of(f"{shape[13]} {shape[14]}", language) if is_joint(shape[15]) else None
    return _day(shape, shape["numbered"], month, shape[9])


def _short(shape: re.Match[str], language: str | None) -> Day | None:
    """14-May-22, 14 May '22, 14 MAY 22 before a mark or the end, 14 พ.ค. 65"""
    # Thai papers shorten Buddhist years: 65 is 2565.
    thai = "\u0e00" <= shape[19].lstrip()[:1] <= "\u0e7f"
    year = f"25{shape['short']}" if thai else _full_year(shape["short"])
    return _day(shape, year, month_in(shape[19], language), shape[9])


def _numeric(shape: re.Match[str], language: str | None) -> Day | None:
    """14/05/2022, 05/14/2022, 14.05.22, 22.05.14"""
    first, mark, second, last = shape.group(9, 10, 11, 12)
    before = shape.string[max(0, shape.start() - 2) : shape.start()]
    if before[:1].isdigit() and before[1:] in ("/", ".", "-"):  # the end of a longer number
        return None
    if len(last) == 2:
        # Scores, versions and parts of telephone numbers look like short dates with other marks.
        if mark == "-" or (mark == "." and len(second) == 1 and primary(language) in ("", "en")):
            return None
        if primary(language) in _YEAR_FIRST:
            return _day(shape, _full_year(first), int(second), last)
        last = _full_year(last)
    days = [_day(shape, last, int(second), first), _day(shape, last, int(first), second)]
    found = [day for day in (reversed(days) if is_american(language) else days) if day]
    return found[0]._replace(swapped=found[1].day) if len(found) == 2 else next(iter(found), None)


_READERS: dict[str, Callable[[re.Match[str], str | None], Day | None]] = {
    "year_first": _year_first,
    "marked": _marked,
    "named_after_year": _named_after_year,
    "numeric": _numeric,
    "numbered": _numbered,
    "named": _named,
    "short": _short,
}


def primary(language: str | None) -> str:
    """The language without its script and region, in small letters; "" for none.

    >>> primary("zh-Hant-TW"), primary(None)
    ('zh', '')
    """
    return (language or "").replace("_", "-").split("-")[0].lower()


def is_american(language: str | None) -> bool:
    """Is the region of the language the United States, where the month comes first?

    >>> is_american("en-US"), is_american("en")
    (True, False)
    """
    return language is not None and "us" in language.lower().replace("_", "-").split("-")[1:]


def _full_year(year: str) -> str:
    return str(int(year) + (2000 if int(year) < 70 else 1900))


def _day(shape: re.Match[str], year: str, month: int | None, day: str) -> Day | None:
    """The day that these parts name, as long as the shape; None when no month is known or there is no such day."""
    found = date_of(int(year), month, int(day)) if month and int(day) <= 31 else None
    return Day(shape.start(), shape.end(), found) if found else None


def date_of(year: int, month: int, day: int) -> date | None:
    """The day in the Gregorian calendar, or None when there is none or its year is out of a newspaper's reach.

    >>> date_of(2565, 5, 14), date_of(2022, 2, 31), date_of(1, 1, 1)
    (datetime.date(2022, 5, 14), None, None)
    """
    if month > SOLAR:
        return _from_solar(year, month - SOLAR, day) if year in _SOLAR_YEARS else None
    year -= _BUDDHIST if year in _BUDDHIST_YEARS else 0
    try:
        return date(year, month, day) if _FIRST_YEAR <= year < _LAST_YEAR and month <= 12 else None
    except ValueError:
        return None


def _from_solar(year: int, month: int, day: int) -> date | None:
    """Persian solar to Gregorian, by the cycle of 33 years, which is the calendar of Iran from 1206 to 1497."""
    lengths = [31] * 6 + [30] * 5 + [30 if (25 * year + 11) % 33 < 8 else 29]
    if not 1 <= day <= lengths[month - 1]:
        return None
    leap_days = (8 * year + 21) // 33 - (8 * 1402 + 21) // 33
    new_year = date(2023, 3, 21) + timedelta(365 * (year - 1402) + leap_days)
    return new_year + timedelta(sum(lengths[: month - 1]) + day - 1)
