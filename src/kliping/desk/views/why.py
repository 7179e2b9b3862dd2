"""Why a record is as it is: each value with its claims, beside the page as it was captured."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kliping.archive.correcting.fields import CHOICES, TEXTS, is_field, typed
from kliping.archive.correcting.store import corrections_of
from kliping.desk.desk import desk_of, page
from kliping.desk.numbers import path_number, wanted
from kliping.desk.seen import SeenPage, seen_page
from kliping.desk.shape import address
from kliping.export.why import MOST, Reason, Reasons
from kliping.reading.labels import Label
from kliping.records import Article


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the view shows it."""

    path: str
    """Its place in the record."""

    value: str
    """As a person would type it."""

    reasons: tuple[Reason, ...]
    more: int
    """Reasons that aren't shown."""

    can_correct: bool
    long: bool
    """Whether it takes several lines."""

    choices: tuple[str, ...] = ()
    """What it may be, where it is one of a few words."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What a person wanted a field to be, and why it can't be."""

    sentence: str
    path: str = ""
    text: str = ""


def why(request: Request) -> Response:
    """The view; `page` is one of the story's pages, `block` the block that was pointed at, `field` the field."""
    return shown(request, wanted(request, "page") or 1)


def shown(request: Request, number: int, refused: Refused | None = None) -> Response:
    """The view of a page of a story, and what was refused on it."""
    story, asked = path_number(request, "story"), request.query_params
    with desk_of(request).archive() as archive:
        article = archive.article(story)
        seen = seen_page(archive, story, number)
        corrections = corrections_of(archive.connection, story)
        captures = archive.captures(story)
    row = asked.get("block", "")
    block = _block(seen, int(row)) if row.isascii() and row.isdigit() and len(row) < 9 else None
    return page(
        request,
        "why.html",
        400 if refused else 200,
        wide=True,
        here=address(f"/story/{story}/why", page=number),
        story=story,
        article=article,
        seen=seen,
        number=number,
        captures=captures,
        fields=_fields(article),
        block=block,
        open_field=refused.path if refused else asked.get("field", ""),
        said=asked.get("said", ""),
        refused=refused,
        labels=tuple(Label),
        corrections=corrections,
    )


def _block(seen: SeenPage | None, row: int) -> object:
    return seen.apart.blocks[row] if seen and row < len(seen.apart.blocks) else None


_ORDER = (
    *("headline", "kicker", "description", "published", "modified", "people", "source", "dateline", "publisher"),
    *("section", "tags", "language", "kind", "access", "rights", "canonical_url"),
)
_LONG = frozenset(("people", "tags", "description"))


def _fields(article: Article) -> list[Field]:
    reasons = Reasons(article)
    found = [_field(article, reasons, path) for path in _ORDER]
    for at, photo in enumerate(article.photos[:20]):
        parts = ("caption", "photographer", "agency", "alt")
        found += [_field(article, reasons, f"photos[{at}].{part}") for part in parts if part != "alt" or photo.alt]
    return [field for field in found if field.value or field.reasons or field.path in TEXTS[:4]]


def _field(article: Article, reasons: Reasons, path: str) -> Field:
    told = reasons.about(path)
    value = typed(article, path) if is_field(path) else str(getattr(article, path) or "")
    more = max(0, len(told) - MOST)
    return Field(path, value, tuple(told[:MOST]), more, is_field(path), path in _LONG, CHOICES.get(path, ()))
