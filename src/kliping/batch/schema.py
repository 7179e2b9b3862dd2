"""The columns of pages that go in and of records that come out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kliping.errors import BatchError
from kliping.export.parquet import schema

NEEDED = ("url", "html")
"""The columns that every batch of pages has; the others of `page_schema` may be left out."""


def page_schema() -> pa.Schema:
    """The columns of pages.

    `url` is where a page was found and `html` its bytes. `encoding` is the charset that the sender stated, `fetched_at`
    when it was fetched (without a zone it is UTC), `media_type` what the sender called it, `headers` what else the
    answer said (of it the reservations are read), `reserved` what the site's tdmrep.json states for it, `name` what a
    person calls the page. `failure` says why there is no page where `html` is null, `furniture` what of it is known to
    be part of its template (see `templates`).
    """
    text = pa.string()

    def pairs(*names: str) -> pa.StructType:
        return pa.struct([(name, text) for name in names])

    return pa.schema(
        {
            "url": text,
            "html": pa.binary(),
            "encoding": text,
            "fetched_at": pa.timestamp("us", "UTC"),
            "media_type": text,
            "headers": pa.list_(pairs("name", "value")),
            "reserved": pa.list_(pairs("name", "value")),
            "name": text,
            "failure": pairs("code", "message"),
            "furniture": pa.list_(pairs("where", "text")),
        }
    )


def record_schema() -> pa.Schema:
    """The columns of records: those of `Article.to_dict`, and `seconds`, what the reading took by the clock."""
    return schema().append(pa.field("seconds", pa.float64()))


def as_pages(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Any batch with `url` and `html` in the columns of `page_schema`; others are left out, those that lack are null.

    Raises `BatchError` "no_batch", "no_column" and "wrong_type": a batch is an argument, and no page.
    """
    if not isinstance(batch, pa.RecordBatch):
        sentence = f"It takes a pyarrow.RecordBatch, and no {type(batch).__name__}; a table gives them (to_batches)."
        raise BatchError("no_batch", sentence)
    _check_columns(batch.schema.names)
    return pa.RecordBatch.from_arrays([_column(batch, field) for field in page_schema()], schema=page_schema())


def _check_columns(names: Sequence[str]) -> None:
    """Raise `BatchError` "no_column" for columns that lack, or stand there twice."""
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise BatchError("no_column", f"There is no column {' and none '.join(lacking)}.")
    doubled = [name for name in page_schema().names if names.count(name) > 1]
    if doubled:
        raise BatchError("no_column", f"There are several columns {' and several '.join(doubled)}.")


def _column(batch: pa.RecordBatch, field: pa.Field) -> pa.Array:
    if field.name not in batch.schema.names:
        return pa.nulls(len(batch), field.type)
    column = batch.column(field.name)
    try:
        return _instants(column, field.type) if pa.types.is_timestamp(field.type) else _cast(column, field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        wrong = f"The column {field.name} holds {column.type}, which is no {field.type}."
        raise BatchError("wrong_type", wrong) from None


def _cast(column: pa.Array, wanted: pa.DataType) -> pa.Array:
    """A column as another type; text that isn't UTF-8, as Parquet files may hold it, is no reason to lose the batch."""
    try:
        found = column.cast(wanted)
        found.validate(full=True)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.array(map(_decoded, column.cast(_raw(wanted)).to_pylist()), wanted)
    return found


def _raw(kind: pa.DataType) -> pa.DataType:
    """A type with bytes where it has text."""
    if pa.types.is_list(kind):
        return pa.list_(_raw(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, _raw(field.type)) for field in kind])
    return pa.binary() if pa.types.is_string(kind) else kind


def _decoded(value: Any) -> Any:
    """The same with text where `_raw` put bytes."""
    if isinstance(value, list):
        return [_decoded(each) for each in value]
    if isinstance(value, dict):
        return {name: _decoded(each) for name, each in value.items()}
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _instants(column: pa.Array, wanted: pa.DataType) -> pa.Array:
    """Times of any unit, or as ISO 8601; what is no time, or none that a calendar holds, is null."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(wanted, safe=False)
        years = pc.year(column)
        sound = pc.and_(pc.greater(years, 0), pc.less(years, 9999))
        return pc.if_else(sound, column, pa.scalar(None, wanted))
    try:
        texts = column.cast(pa.large_binary()).to_pylist()
    except pa.ArrowNotImplementedError:  # numbers, of which nobody said what they count
        return pa.nulls(len(column), wanted)
    return pa.array([_instant(_decoded(text)) for text in texts], wanted)


def _instant(value: Any) -> datetime | None:
    """A time with its zone; without one it is taken for UTC.

    >>> _instant("2026-11-20T08:00:00"), _instant("soon")
    (datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.timezone.utc), None)
    """
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
