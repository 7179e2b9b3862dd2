"""What the text formats share: values as a line of JSON, addresses that are some, times as RFC 3339 has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from json import dumps
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from kliping.plain_form import encodable
from kliping.records import Article, Moment


def json_line(value: Mapping[str, Any]) -> bytes:
    """A value as JSON in one line, UTF-8, with its line break."""
    return f"{encodable(dumps(value, ensure_ascii=False))}\n".encode()


def write_lines(values: Iterable[Mapping[str, Any]], stream: BinaryIO) -> int:
    """Write values as JSON Lines; how many."""
    return sum(1 for value in values if stream.write(json_line(value)))


def without_empty(value: Mapping[str, Any]) -> dict[str, Any]:
    """What has a value.

    >>> without_empty({"a": None, "b": [], "c": 0})
    {'c': 0}
    """
    return {key: each for key, each in value.items() if each is not None and each != [] and each != "" and each != {}}


def web_address(url: str | None) -> str | None:
    """An address of the web as RFC 3986 writes it; None for anything else.

    >>> web_address("https://a.example/harga beras?q=ä"), web_address("javascript:alert(1)")
    ('https://a.example/harga%20beras?q=%C3%A4', None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(encodable(url.strip()))
        host = parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii").decode()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or not host.replace("[", "").replace("]", "").isprintable():
        return None
    if any(each in host for each in ' "<>\\^`{|}'):
        return None
    path, query, fragment = (
        quote(part, safe="%/:=&?~#+!$,;'@()*[]") for part in (parts.path, parts.query, parts.fragment)
    )
    fragment = fragment.replace("#", "%23")
    tail = (f"?{query.replace('#', '%23')}" if query else "") + (f"#{fragment}" if fragment else "")
    return (
        f"{parts.scheme}://{host}{path.replace('?', '%3F').replace('#', '%23').replace('[', '%5B').replace(']', '%5D')}"
        + tail.replace("[", "%5B").replace("]", "%5D")
    )


def address(article: Article) -> str | None:
    """A story's address on the web."""
    return web_address(article.canonical_url) or web_address(article.url)


def instant(moment: Moment | None) -> str | None:
    """A moment as a date-time of RFC 3339; midnight UTC of its day where no zone is known."""
    if moment is None:
        return None
    at = moment.at or datetime(moment.day.year, moment.day.month, moment.day.day, tzinfo=UTC)
    offset = at.utcoffset()
    if offset is not None and offset.total_seconds() % 60:  # as zones had it a century ago; RFC 3339 has minutes alone
        at = at.replace(tzinfo=UTC)
    return at.replace(microsecond=0).isoformat()


def stated(moment: Moment | None) -> str | None:
    """A moment as ISO 8601, no more precise than it was stated.

    >>> from datetime import date, time
    >>> stated(Moment(date(2026, 5, 14))), stated(Moment(date(2026, 5, 14), local_time=time(9, 45)))
    ('2026-05-14', '2026-05-14T09:45:00')
    """
    if moment is None:
        return None
    if moment.at:
        return moment.at.isoformat()
    clock = f"T{moment.local_time.isoformat()}" if moment.local_time else ""
    return f"{moment.day.isoformat()}{clock}"
