"""Records as rows: which table holds which record, and which column which field.

A table that isn't here (people, stories) is no part of one record. `write.py` and `load.py` follow these tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from json import dumps, loads
from typing import Any

from kliping.plain_form import encodable
from kliping.records import Embed, Paragraph, Person, Photo, Problem, Quote

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A field of the article that is a tuple of records, each of which becomes a row."""

    field: str
    """The field of `Article`."""

    table: str
    """The table."""

    record: Callable[..., Any]
    """What a row becomes."""

    columns: dict[str, str]
    """Field of the record to column, in order."""


LISTED = (
    Listed("paragraphs", "paragraphs", Paragraph, {"text": "text", "kind": "kind", "page": "page", "where": "place"}),
    Listed("people", "credits", Person, {"name": "name", "role": "role"}),
    Listed(
        "photos",
        "photos",
        Photo,
        {each: each for each in ("url", "caption", "photographer", "agency", "alt", "page")},
    ),
    Listed("embeds", "embeds", Embed, {each: each for each in ("url", "kind", "page")}),
    Listed("problems", "problems", Problem, {"code": "code", "message": "message"}),
    Listed(
        "quotes",
        "quotes",
        Quote,
        {
            **{each: each for each in ("text", "kind", "paragraph", "end_paragraph")},
            **{"start": "start_offset", "end": "end_offset", "speaker": "speaker", "speaker_role": "speaker_role"},
            **{"speaker_span": "speaker_span", "cue_span": "cue_span", "cue": "cue", "confidence": "confidence"},
        },
    ),
)

SCALARS = (
    *("url", "canonical_url", "kind", "headline", "kicker", "description", "source", "dateline", "publisher"),
    *("section", "language", "rights", "access"),
)
"""Fields of `Article` that are a column of `versions` as they are."""

MOMENTS = ("published", "modified")
"""Fields that are six columns each."""

MOMENT_PARTS = ("day", "at", "local_time", "zone_from", "precision", "raw")


def as_column(value: Any) -> Any:
    """A value of a record as SQLite holds it; a span becomes JSON."""
    if isinstance(value, str):
        return encodable(value)
    return dumps(value) if isinstance(value, tuple) else value


def as_field(name: str, value: Any) -> Any:
    """The same, back."""
    return tuple(loads(value)) if name.endswith("_span") and value is not None else value


def json(value: Any) -> str:
    """A value as JSON, letters as themselves where UTF-8 has them."""
    text = dumps(value, ensure_ascii=False)
    return text if encodable(text) is text or encodable(text) == text else dumps(value)
