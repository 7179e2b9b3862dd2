"""Values as the pages show them: times, addresses, names of labels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup

from kliping.archive.search.snippet import Snippet
from kliping.desk.texts import Texts
from kliping.export.lines import web_address
from kliping.export.visible import visible
from kliping.reading.labels import Label
from kliping.records import Moment


class When:
    """Times in the words of one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._months = texts("months").split()

    def day(self, iso: str | date | None) -> str:
        """A day in words.

        >>> When(Texts("id")).day("2026-05-14")
        '14 Mei 2026'
        """
        if not iso:
            return ""
        try:
            day = date.fromisoformat(str(iso)[:10])
        except ValueError:
            return str(iso)
        return f"{day.day} {self._months[day.month - 1]} {day.year}"

    def month(self, iso: str) -> str:
        """A month ("2026-05") in words."""
        return f"{self._months[int(iso[5:7]) - 1]} {iso[:4]}"

    def language(self, tag: str) -> str:
        """A language's name, or its tag where the words have none.

        >>> When(Texts("en")).language("pt-BR"), When(Texts("en")).language("xx")
        ('Portuguese (BR)', 'xx')
        """
        primary, _, region = tag.partition("-")
        key = f"lang_{primary.lower()}"
        return (self._texts(key) + (f" ({region})" if region else "")) if self._texts.has(key) else tag

    def instant(self, iso: str | datetime | None) -> str:
        """A time with its zone.

        >>> When(Texts("en")).instant("2026-05-14T09:45:00+07:00")
        '14 May 2026, 09:45 UTC+7'
        """
        if not iso:
            return ""
        at = iso if isinstance(iso, datetime) else datetime.fromisoformat(iso)
        return f"{self.day(at.date())}, {at:%H:%M} {zone(at)}"

    def moment(self, moment: Moment) -> str:
        """A time as precisely as it is known."""
        if moment.at:
            return self.instant(moment.at)
        return f"{self.day(moment.day)}, {moment.local_time:%H:%M}" if moment.local_time else self.day(moment.day)


def zone(at: datetime) -> str:
    """The distance from UTC in a few letters."""
    offset = at.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" if not minutes else f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def address(path: str, **values: object) -> str:
    """An address of the desk with its query; what is empty is left out.

    >>> address("/search", q="harga beras", language=None)
    '/search?q=harga+beras'
    """
    asked = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return quote(path, errors="replace") + (f"?{urlencode(asked, errors='replace')}" if asked else "")


def when_link(when: str) -> str:
    """Where the stories of a month or day are."""
    return address("/timeline", when=when)


def month_link(query: str, kept: dict[str, str]) -> Callable[[str], str]:
    """Where a search is narrowed down to a month."""
    return lambda month: address("/search", **{"q": query, **kept, "since": month, "until": month})


def snippet(found: Snippet) -> Markup:
    """A passage with the words that were looked for marked."""
    return Markup(visible(found.html()))


def web(url: str | None) -> str | None:
    """An address of the web, to be linked to; None for whatever else a page wrote there."""
    return web_address(url)


def host(url: str | None) -> str:
    """The host of an address."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def visible_text(text: object) -> str:
    """A text of a page without characters that a reader's eye would be deceived by."""
    return visible(str(text))


def lines(text: str) -> list[str]:
    """The lines of a text."""
    return text.split("\n")


def label_name(label: Label) -> str:
    """A label as a class of the style sheet and a key of the words."""
    return label.name.lower().replace("_", "-")
