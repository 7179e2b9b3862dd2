"""What changed between two versions of a story, field by field and paragraph by paragraph.

The same comparison decides whether a page that is seen again is a new version: what isn't shown here is no change.
What a page says about other stories (rails, cross-links) and how sure the reading is change with every visit; neither
is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from typing import Any

from kliping.plain_form import encodable
from kliping.records import Article, Moment, Photo

_TEXTS = (
    *("headline", "kicker", "description", "source", "dateline", "publisher", "section", "language", "kind"),
    *("rights", "access"),
)
_PARTS = frozenset(("continuation", "missing_page"))
"""Problems of a record that holds only some pages of its story."""

_MOST = 2_000
"""Paragraphs that are compared one by one; of longer stories the beginnings and ends that are the same are passed over
first, and of what is left no more."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs."""

    field: str
    """The field ("headline"), or "paragraphs[3]": its place in the old version, or in the new where it was added."""

    kind: str
    """"added", "removed" or "changed"."""

    old: Any
    """The value before, as plain JSON; None where there was none."""

    new: Any
    """The value after."""


def changes(old: Article, new: Article) -> list[Change]:
    """What differs, fields first, then paragraphs in order."""
    return [*_fields(old, new), *_paragraphs(_texts(old), _texts(new))]


def same(old: Article, new: Article) -> bool:
    """Whether the new record says nothing that the old doesn't: it is equal, or a part of it."""
    before, after = _texts(old), _texts(new)
    if before == after:
        return not any(True for _ in _fields(old, new))
    is_part = any(problem.code in _PARTS for problem in new.problems)
    return is_part and bool(after) and set(after) <= set(before) and len(after) < len(before)


def notes(old: Article, new: Article, found: list[Change]) -> tuple[str, ...]:
    """What kind of changes these are: "headline", "text", "correction", "removal", and "silent" without a new time."""
    kinds = []
    texts = [change for change in found if change.field.startswith("paragraphs")]
    if any(change.field == "headline" for change in found):
        kinds.append("headline")
    if texts:
        kinds.append("text")
    if any(_corrects(change.new) for change in texts if change.new):
        kinds.append("correction")
    if sum(len(each.old) for each in texts if each.kind == "removed") * 4 > max(1, len(old.text)):
        kinds.append("removal")
    if kinds and _moment(old.modified) == _moment(new.modified):
        kinds.append("silent")
    return tuple(kinds)


def _corrects(text: str) -> bool:
    from kliping.archive.corrections import announces_correction

    return announces_correction(text)


def _fields(old: Article, new: Article) -> Iterator[Change]:
    for name in _TEXTS:
        yield from _change(name, _text(getattr(old, name)), _text(getattr(new, name)))
    for name in ("published", "modified"):
        before, after = getattr(old, name), getattr(new, name)
        if not _near(before, after):
            yield from _change(name, _moment(before), _moment(after))
    yield from _change("people", _people(old), _people(new))
    yield from _change("photos", [_photo(each) for each in old.photos], [_photo(each) for each in new.photos])
    yield from _change("embeds", [_text(each.url) for each in old.embeds], [_text(each.url) for each in new.embeds])
    yield from _change("tags", sorted(set(old.tags)), sorted(set(new.tags)))
    yield from _change("reservations", sorted(set(old.reservations)), sorted(set(new.reservations)))


def _change(field: str, old: Any, new: Any) -> Iterator[Change]:
    if old != new:
        yield Change(field, "changed" if old and new else "removed" if old else "added", old or None, new or None)


def _text(value: str | None) -> str | None:
    return " ".join(encodable(value).split()) if value else None


def _people(article: Article) -> list[str]:
    return [f"{_text(person.name)} ({person.role})" for person in article.people]


def _photo(photo: Photo) -> dict[str, str | None]:
    """A photo as it is compared: sites put sizes and signatures behind the address."""
    address = photo.url and encodable(photo.url).partition("?")[0]
    parts = {name: _text(getattr(photo, name)) for name in ("caption", "photographer", "agency")}
    return {"url": address or None, **parts}


def _moment(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    if moment.at:
        return moment.at.isoformat(timespec="minutes")
    clock = f"T{moment.local_time.isoformat('minutes')}" if moment.local_time else ""
    return f"{moment.day.isoformat()}{clock}"


def _near(one: Moment | None, other: Moment | None) -> bool:
    """Whether two moments may be one: "3 hours ago" is a little off each time that it is read."""
    if one is None or other is None or one.at is None or other.at is None:
        return _moment(one) == _moment(other)
    if one.precision == other.precision == "second" or one.raw == other.raw:
        return abs(one.at - other.at) < timedelta(minutes=1)
    return abs(one.at - other.at) <= timedelta(hours=1 if _is_ago(one) and _is_ago(other) else 0)


def _is_ago(moment: Moment) -> bool:
    """Whether the words hold no clock ("3 jam lalu")."""
    return ":" not in moment.raw and sum(map(str.isdigit, moment.raw)) <= 2


def _texts(article: Article) -> list[str]:
    return [text for paragraph in article.paragraphs if (text := _text(paragraph.text))]


def _paragraphs(old: list[str], new: list[str]) -> Iterator[Change]:
    start = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(old), len(new)) if start is None else start
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before, after = old[start : len(old) - end][:_MOST], new[start : len(new) - end][:_MOST]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _replaced(start, (i, before[i:i_end]), (j, after[j:j_end]))


def _replaced(start: int, old: tuple[int, list[str]], new: tuple[int, list[str]]) -> Iterator[Change]:
    """Paragraphs that stand in one another's place are one that changed, as long as there are two."""
    (i, before), (j, after) = old, new
    both = min(len(before), len(after))
    for at in range(both):
        yield Change(f"paragraphs[{start + i + at}]", "changed", before[at], after[at])
    for at in range(both, len(before)):
        yield Change(f"paragraphs[{start + i + at}]", "removed", before[at], None)
    for at in range(both, len(after)):
        yield Change(f"paragraphs[{start + j + at}]", "added", None, after[at])
