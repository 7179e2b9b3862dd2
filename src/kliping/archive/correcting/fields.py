"""Which fields of a record a person may correct, and how what they type becomes a value."""

from __future__ import annotations

import re
from collections.abc import Callable
from json import dumps
from typing import Any

from kliping.errors import RecordError
from kliping.plain_form import to_plain
from kliping.reading.readers.moment import read_iso, read_moment
from kliping.records import Article, Moment

TEXTS = (
    *("headline", "kicker", "description", "source", "dateline", "publisher", "section", "language", "kind"),
    *("rights", "access"),
)
"""Fields that are one text."""

_PHOTO = re.compile(r"photos\[(\d{1,4})\]\.(caption|photographer|agency|alt)")
_LINE = re.compile(r"\s*([a-z]+)\s*:\s*(\S.*)")
ROLES = frozenset(("author", "editor", "translator", "photographer", "contributor"))
CHOICES = {
    "kind": ("article", "listing", "gallery", "video", "live", "other"),
    "access": ("", "free", "paywalled"),
}
"""Fields that are one of a few words; "" is nothing."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def is_field(path: str) -> bool:
    """Whether a person may correct what stands there.

    >>> is_field("headline"), is_field("photos[0].caption"), is_field("evidence")
    (True, True, False)
    """
    return path in TEXTS or path in _READERS or _PHOTO.fullmatch(path) is not None


def parsed(path: str, text: str) -> Any:
    """What a person typed, as the plain value of a field; nothing typed is no value.

    Raises `RecordError`, which says what to type instead.

    >>> parsed("people", "author: Siti Rahma\\neditor: Budi Santoso")[1]
    {'name': 'Budi Santoso', 'role': 'editor'}
    >>> parsed("published", "14 Mei 2026, 09:45 WIB")["at"]
    '2026-05-14T09:45:00+07:00'
    """
    if not is_field(path):
        raise RecordError(f"“{path}” is no field that can be corrected.")
    text = text.strip()
    if path in _READERS:
        return _READERS[path](text)
    value = " ".join(text.split()) or None
    if path in CHOICES and (value or "") not in CHOICES[path]:
        raise RecordError(f"Write one of these: {', '.join(each or 'nothing' for each in CHOICES[path])}.")
    if path == "language" and value and not _TAG.fullmatch(value):
        raise RecordError("Write a language's tag, as “id” or “pt-BR”.")
    return value


def typed(article: Article, path: str) -> str:
    """A field as a person would type it: `parsed` gives the value again."""
    value = value_at(article.to_dict(), path)
    if path == "people":
        return "\n".join(f"{person['role']}: {person['name']}" for person in value)
    if path == "tags":
        return ", ".join(value)
    if path in ("published", "modified") and value:
        return str(value["at"] or f"{value['day']} {value['local_time'] or ''}".strip())
    return value or ""


def value_at(plain: dict[str, Any], path: str) -> Any:
    """What stands at a path of a record's plain form; None where there is no such place."""
    photo = _PHOTO.fullmatch(path)
    if photo is None:
        return plain.get(path)
    photos, at = plain.get("photos") or [], int(photo[1])
    return photos[at].get(photo[2]) if at < len(photos) else None


def put_at(plain: dict[str, Any], path: str, value: Any) -> bool:
    """Put a value there; whether there is such a place."""
    photo = _PHOTO.fullmatch(path)
    if photo is None:
        plain[path] = value
        return True
    photos, at = plain.get("photos") or [], int(photo[1])
    if at < len(photos):
        photos[at][photo[2]] = value
    return at < len(photos)


def _people(text: str) -> list[dict[str, str]]:
    found = []
    for line in filter(str.strip, text.splitlines()):
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in ROLES:
            raise RecordError(
                f"Write one person a line, as “author: Siti Rahma”; roles are {', '.join(sorted(ROLES))}."
            )
        found.append({"name": " ".join(match[2].split()), "role": match[1]})
    return found


def _tags(text: str) -> list[str]:
    return [tag for part in re.split("[,\n]", text) if (tag := " ".join(part.split()))]


def _moment(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    moment: Moment | None = read_iso(text) or read_moment(text)
    if moment is None:
        raise RecordError("Write a day or a time, as “2026-05-14 09:45 +07:00” or “14 Mei 2026, 09:45 WIB”.")
    return to_plain(moment)


_READERS: dict[str, Callable[[str], Any]] = {
    "people": _people, "tags": _tags, "published": _moment, "modified": _moment,
}  # fmt: skip
"""Fields that are more than a text."""


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are one."""
    return dumps(one, sort_keys=True) == dumps(other, sort_keys=True)
