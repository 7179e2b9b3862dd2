"""Reads calendar days out of text: two or three numbers near each other, and the words or marks between them.

The search looks for the numbers only, in one regular expression of bounded steps, so that it takes time linear in the
text; what stands between them is looked up in tables and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kliping.reading.readers.month import SOLAR, is_joint, month_in, month_of

_CANDIDATE = re.compile(
    r"(?<!\d)(?:"
    r"(\d{4})(?!\d)(\D{1,20})(\d{1,2})(?!\d)(?:(\D{1,8})(\d{1,2})(?!\d))?"
    r"|(\d{1,2})(?!\d)(\D{1,32})(?:(\d{1,2})(?!\d)(\D{1,16})(\d{4}|\d{2})|(\d{4}|\d{2}))(?!\d))"
)
_PLAIN = re.compile(r"\s*([/.-])\s*")
_YEAR_MARK, _MONTH_MARK, _DAY_MARK = (re.compile(rf"\s*[{marks}]") for marks in ("年년", "月월", "日일号號"))
_SHORT_YEAR = re.compile(r"\s?[-/'’]\s?\Z|[\u0e00-\u0e7f]")
_WORD_BEFORE = re.compile(r"[^\s\d,;:|/\\()\[\]{}<>\"–—•·−-]+(?=[\s.,'’/-]*+\Z)")
_WORD_AFTER = re.compile(r"[\s.]*+([^\s\d,;:|/\\()\[\]{}<>\"–—•·−-]+)")
_LONGEST_WORD = 20
_PARTS = ("/", ".", "-")
_HOUR_ENDS = (":", ".", "h", "：")
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
    """The other day that the same numbers could mean, month first instead of day first."""


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
    while candidate := _CANDIDATE.search(text, position):
        found = _year_first(candidate, language) if candidate[1] else _year_last(candidate, language)
        if found:
            yield found
        position = found.end if found else candidate.end(1 if candidate[1] else 6)


def _year_first(candidate: re.Match[str], language: str | None) -> Day | None:
    """2022-05-14, 2022年5月14日, 2022. május 14."""
    year, between, number, between_two, last = candidate.group(1, 2, 3, 4, 5)
    named = month_in(between, language)
    if named:
        return _day(candidate, 3, (year, named, number))
    if last and _same_marks(between, between_two):
        found = _day(candidate, 5, (year, int(number), last))
        return found if found and not _is_inside_number(candidate, found.end) else None
    return _month_after(candidate, language) if between.strip(" .") and is_joint(between) else None


def _month_after(candidate: re.Match[str], language: str | None) -> Day | None:
    """2022. gada 14. maijs"""
    word = _WORD_AFTER.match(candidate.string, candidate.end(3), candidate.end(3) + _LONGEST_WORD)
    named = word and month_of(word[1], language)
    day = _date(candidate[1], named, candidate[3]) if named else None
    return Day(candidate.start(), word.end(), day) if word and day else None


def _year_last(candidate: re.Match[str], language: str | None) -> Day | None:
    """14 Mei 2022, May 14 2022, 14/05/2022, 14-May-22"""
    first, between, second, year = candidate.group(6, 7, 8, 11)
    if second:
        return _numeric(candidate, language) or _short_year(candidate, 8, language)
    if len(year) == 2:
        return _short_year(candidate, 11, language)
    named = month_in(between, language)
    return _day(candidate, 11, (year, named, first)) if named else _month_before(candidate, language)


def _month_before(candidate: re.Match[str], language: str | None) -> Day | None:
    """May 14th, 2022"""
    if not is_joint(candidate[7]):
        return None
    start = candidate.start()
    word = _WORD_BEFORE.search(candidate.string, max(0, start - _LONGEST_WORD), start)
    named = word and month_of(word[0], language)
    day = _date(candidate[11], named, candidate[6]) if named else None
    return Day(word.start(), candidate.end(11), day) if word and day else None


def _short_year(candidate: re.Match[str], group: int, language: str | None) -> Day | None:
    """14-May-22, 14 May '22, 14 พ.ค. 65; not the hour of 14 May, 22:30"""
    between, year, rest = candidate[7], candidate[group], candidate.string[candidate.end(group) :][:2]
    if not _SHORT_YEAR.search(between) or (rest[:1] in _HOUR_ENDS and rest[1:].isdigit()):
        return None
    named = month_in(between, language)
    # Thai papers shorten Buddhist years: 65 is 2565.
    full = str(2500 + int(year)) if "\u0e00" <= between.strip()[:1] <= "\u0e7f" else _full_year(year)
    return _day(candidate, group, (full, named, candidate[6])) if named else None


def _numeric(candidate: re.Match[str], language: str | None) -> Day | None:
    """14/05/2022, 05/14/2022, 14.05.22, 22. 5. 14."""
    first, between, second, between_two, year = candidate.group(6, 7, 8, 9, 10)
    if month_of(f"{between.strip()} {second}", language) and is_joint(between_two):  # 14 tháng 5 năm 2022
        return _day(candidate, 10, (year, int(second), first))
    mark = _PLAIN.fullmatch(between)
    if not mark or not _same_marks(between, between_two) or _is_inside_number(candidate, candidate.end(10)):
        return None
    if len(year) == 2:
        # Scores, versions and parts of telephone numbers look like short dates with other marks.
        if mark[1] == "-" or (mark[1] == "." and len(second) == 1):
            return None
        if _primary(language) in _YEAR_FIRST:
            return _day(candidate, 10, (_full_year(first), int(second), year))
        year = _full_year(year)
    return _either_order(candidate, year, language)


def _either_order(candidate: re.Match[str], year: str, language: str | None) -> Day | None:
    first, second = candidate[6], candidate[8]
    orders = [_date(year, int(second), first), _date(year, int(first), second)]
    if is_american(language):
        orders.reverse()
    days = [day for day in orders if day]
    if not days:
        return None
    return Day(candidate.start(), candidate.end(10), days[0], days[1] if len(days) == 2 else None)


def is_american(language: str | None) -> bool:
    """Is the language that of the United States, where the month comes first?"""
    return bool(language) and "us" in language.lower().replace("_", "-").split("-")[1:]


def _primary(language: str | None) -> str:
    return (language or "").replace("_", "-").split("-")[0].lower()


def _full_year(year: str) -> str:
    return str(int(year) + (2000 if int(year) < 70 else 1900))


def _same_marks(between: str, between_two: str) -> bool:
    mark, mark_two = _PLAIN.fullmatch(between), _PLAIN.fullmatch(between_two)
    if mark and mark_two:
        return mark[1] == mark_two[1]
    return bool(_YEAR_MARK.fullmatch(between) and _MONTH_MARK.fullmatch(between_two))


def _is_inside_number(candidate: re.Match[str], end: int) -> bool:
    """Do digits go on before or after, as in the address 10.12.14.15?"""
    before, after = candidate.string[max(0, candidate.start() - 2) : candidate.start()], candidate.string[end : end + 2]
    return (before[:1].isdigit() and before[1:] in _PARTS) or (after[:1] in _PARTS and after[1:].isdigit())


def _day(candidate: re.Match[str], last: int, parts: tuple[str, int, str]) -> Day | None:
    day = _date(*parts)
    if not day:
        return None
    end = candidate.end(last)
    mark = _DAY_MARK.match(candidate.string, end)
    return Day(candidate.start(), mark.end() if mark else end, day)


def _date(year: str, month: int, day: str) -> date | None:
    """The date in the Gregorian calendar, or None when there is no such day."""
    number = int(year)
    try:
        if month > SOLAR:
            return _from_solar(number, month - SOLAR, int(day)) if number in _SOLAR_YEARS else None
        number -= _BUDDHIST if number in _BUDDHIST_YEARS else 0
        return date(number, month, int(day)) if _FIRST_YEAR <= number < _LAST_YEAR else None
    except ValueError:
        return None


def _from_solar(year: int, month: int, day: int) -> date | None:
    """Persian solar to Gregorian, by the cycle of 33 years, which is the calendar of Iran from 1206 to 1497."""
    lengths = [31] * 6 + [30] * 5 + [30 if (25 * year + 11) % 33 < 8 else 29]
    if not 1 <= day <= lengths[month - 1]:
        return None
    new_year = date(2023, 3, 21) + timedelta(365 * (year - 1402) + (8 * year + 21) // 33 - (8 * 1402 + 21) // 33)
    return new_year + timedelta(sum(lengths[: month - 1]) + day - 1)
