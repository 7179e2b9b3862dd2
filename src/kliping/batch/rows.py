"""An input as rows of pages, one by one and in order. What could not be had is a row, too, that says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetFile

from kliping.batch.inputs import Input, page_paths
from kliping.batch.schema import as_pages, page_schema
from kliping.plain_form import encodable
from kliping.sources.capture import Capture, Failure, Found
from kliping.sources.files import page_at
from kliping.sources.story import Stated

_ROWS = 64
"""Rows of a Parquet file that are in memory at once, besides its pages in the sense of Parquet."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in an input that is no page, as was to be expected."""

    code: str


_BUFFER = 1 << 20
"""Bytes of a column that are read from the file at once."""

Row = dict[str, Any] | LeftOut
"""A row of `page_schema` with `reached`: bytes of the input up to its end, about."""


def rows(source: Input, skip: int = 0) -> Iterator[Row]:
    """The pages of an input, without the first `skip` and what stands among them."""
    if source.kind == "parquet":
        yield from _of_parquet(source, skip)
        return
    passed = 0
    for row in _of_captures(_captures(source), source):
        if not isinstance(row, LeftOut):
            passed += 1
        if passed > skip or (not skip and isinstance(row, LeftOut)):
            yield row


def _captures(source: Input) -> Iterator[Found]:
    if source.kind == "warc":
        from kliping.sources.warc import warc

        yield from warc(source.path)
    elif source.kind == "wacz":
        from kliping.sources.wacz import wacz

        yield from wacz(source.path)
    else:
        for path in page_paths(source.path):
            yield path if isinstance(path, Failure) else page_at(path)


def _of_captures(captures: Iterator[Found], source: Input) -> Iterator[Row]:
    reached = 0
    for found in captures:
        if isinstance(found, Failure):
            if found.skipped:
                yield LeftOut(found.error.code)
            else:
                failure = {"code": found.error.code, "message": encodable(str(found.error))}
                yield {"name": encodable(found.name), "html": None, "failure": failure, "reached": reached}
            continue
        reached = reached + len(found.page.content) if source.kind == "pages" else found.warc_offset or reached
        yield {**_of_capture(found), "reached": min(reached, source.size)}


def _of_capture(found: Capture) -> dict[str, Any]:
    page = found.page
    return {
        "name": encodable(found.name),
        "url": page.url if page.url is None else encodable(page.url),
        "html": page.content if isinstance(page.content, bytes) else page.content.encode("utf-8", "replace"),
        "encoding": page.charset,
        "fetched_at": page.fetched_at,
        "media_type": page.media_type,
        "headers": _pairs(found.headers),
        "reserved": _pairs(found.reserved),
    }


def _pairs(stated: Stated) -> list[dict[str, str]]:
    return [{"name": encodable(name), "value": encodable(value)} for name, value in stated]


def _of_parquet(source: Input, skip: int) -> Iterator[Row]:
    try:
        # Else all of a row group's column would be in memory, and many files are one row group.
        with ParquetFile(source.path, buffer_size=_BUFFER, pre_buffer=False) as file:
            total = file.metadata.num_rows
            number = 0
            for group in range(file.num_row_groups):
                after = number + file.metadata.row_group(group).num_rows
                if after > skip:
                    rows = _of_group(file, group, range(number, after))
                    for at, row in enumerate(rows, number):
                        if at >= skip:
                            name = encodable(source.path) + f"#{at}"
                            yield {**row, "name": row.get("name") or name, "reached": source.size * (at + 1) // total}
                number = after
    except (pa.ArrowException, OSError, ValueError) as error:
        yield {"name": encodable(source.path), **_damaged(error), "reached": source.size}


def _of_group(file: ParquetFile, group: int, numbers: range) -> Iterator[dict[str, Any]]:
    """The rows of a row group; those after damage are there, and say that they can't be read."""
    columns = [name for name in page_schema().names if name in file.schema_arrow.names]
    given = 0
    try:
        for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns):
            rows = as_pages(batch).to_pylist()
            given += len(rows)
            yield from rows
    except (pa.ArrowException, OSError, ValueError) as error:
        yield from (_damaged(error) for _ in numbers[given:])


def _damaged(error: Exception) -> dict[str, Any]:
    message = f"The file can't be read there: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
    return {"html": None, "failure": {"code": "damaged", "message": message}}
