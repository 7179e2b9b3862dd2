"""What stories can be narrowed down by, as words of the index: a filter then costs no more than another word.

A facet's word is a letter for its field and a digest of its value, folded as `plain` folds: no language has such words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from kliping.archive.people import person_key
from kliping.archive.text import plain
from kliping.plain_form import encodable
from kliping.records import Article


@dataclass(frozen=True, slots=True)
class Filters:
    """What stories must be, besides what they must say; None leaves it open."""

    since: date | None = None
    """The first day on which they were published, in the zone of each."""

    until: date | None = None
    """The last day."""

    language: str | None = None
    """BCP 47; "pt" takes "pt-BR" in."""

    publisher: str | None = None
    """The site's name."""

    person: str | None = None
    """Somebody who made it or speaks in it."""

    role: str | None = None
    """What that person, or anybody, is in it: "author", "editor" …, "speaker"."""

    tag: str | None = None
    """One of its tags."""

    section: str | None = None
    """Its section."""

    source: str | None = None
    """Its original source."""

    kind: str | None = None
    """"article", "listing" …"""


def facets(article: Article) -> str:
    """The words of a record."""
    return " ".join(dict.fromkeys(_words(article)))


def narrowing(filters: Filters, days: tuple[date, date]) -> str | None:
    """The filters as an expression of FTS5; None without any. `days` are the first and last that the archive knows."""
    terms = [_word(name, value) for name in _PLAIN if (value := getattr(filters, name))]
    if filters.person:
        terms.append(_word("person", f"{person_key(filters.person)}\n{plain(filters.role or '')}"))
    elif filters.role:
        terms.append(_word("role", filters.role))
    if filters.since or filters.until:
        spans = list(_spans(max(filters.since or days[0], days[0]), min(filters.until or days[1], days[1])))
        terms.append(f"({' OR '.join(spans)})" if spans else _NEVER)
    return f"facets : ({' AND '.join(terms)})" if terms else None


_PLAIN = ("language", "publisher", "tag", "section", "source", "kind")
_NEVER = "znever"
_LETTERS = {name: f"z{letter}" for letter, name in zip("lptscokx", (*_PLAIN, "person", "role"), strict=True)}


def _word(name: str, value: str) -> str:
    folded = value if name == "person" else plain(value).strip()
    return _LETTERS[name] + blake2b(encodable(folded).encode(), digest_size=8).hexdigest()


def _words(article: Article) -> Iterator[str]:
    for name in ("publisher", "section", "source", "kind"):
        if value := getattr(article, name):
            yield _word(name, value)
    if article.language:
        yield _word("language", article.language)
        yield _word("language", article.language.partition("-")[0])
    for tag in article.tags:
        yield _word("tag", tag)
    for name, role in _people(article):
        yield _word("person", f"{person_key(name)}\n")
        yield _word("person", f"{person_key(name)}\n{plain(role)}")
        yield _word("role", role)
    if article.published:
        day = article.published.day
        yield from (_year(day.year), _month(day.year, day.month), _day(day))


def _people(article: Article) -> Iterable[tuple[str, str]]:
    yield from ((person.name, person.role) for person in article.people)
    yield from ((quote.speaker, "speaker") for quote in article.quotes if quote.speaker)


# --- days: a range is the years, months and days that fill it


def _year(year: int) -> str:
    return f"zy{year:04}"


def _month(year: int, month: int) -> str:
    return f"zm{year:04}{month:02}"


def _day(day: date) -> str:
    return f"zd{day:%Y%m%d}" if day.year > 999 else f"zd{day.year:04}{day:%m%d}"


def _spans(first: date, last: date) -> Iterator[str]:
    """The words that together are just the days from the first to the last.

    >>> list(_spans(date(2025, 12, 30), date(2027, 2, 1)))
    ['zd20251230', 'zd20251231', 'zy2026', 'zm202701', 'zd20270201']
    """
    day = first
    while day <= last:
        year_end, month_end = date(day.year, 12, 31), _month_end(day)
        if (day.month, day.day) == (1, 1) and year_end <= last:
            word, end = _year(day.year), year_end
        elif day.day == 1 and month_end <= last:
            word, end = _month(day.year, day.month), month_end
        else:
            word, end = _day(day), day
        yield word
        if end == date.max:
            return
        day = end + timedelta(days=1)


def _month_end(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)
