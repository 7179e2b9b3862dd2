"""The unit of work: a run of pages that stand one after another in one input, and becomes one part of the output."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from kliping.batch.child import pack


@dataclass(frozen=True, slots=True)
class Size:
    """How much a chunk is at most."""

    pages: int = 1_000
    """Pages of a chunk."""

    bytes: int = 64 << 20
    """Bytes of HTML of a chunk, unless one page alone has more."""


def part_name(at: int, number: int) -> str:
    """Name of the file that chunk `number` of input `at` becomes."""
    return f"part-{at:05}-{number:06}.parquet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the whole run a chunk stands."""

    input: int
    """Which input, from 0."""

    number: int
    """Which chunk of the input, from 0."""

    first: int
    """Which page of the input is its first, from 0."""

    last: bool
    """Whether no page follows in this input."""

    advance: int
    """Bytes of the input that are done with when this chunk is and the ones before it."""

    left_out: dict[str, int] = field(default_factory=dict)
    """What stands between its pages and is none, by code ("no_answer": the server had none)."""

    @property
    def part(self) -> str:
        """Name of the file that it becomes."""
        return part_name(self.input, self.number)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A place and the pages that stand there."""

    place: Place
    pages: pa.RecordBatch
    """In the columns of `page_schema`."""

    def to_row(self) -> dict[str, Any]:
        """As one row of `chunk_schema`, in which engines send it about."""
        place = {name: getattr(self.place, name) for name in Place.__dataclass_fields__}
        return {"place": json.dumps(place), "pages": pack(self.pages)}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Chunk:
        """The chunk that `to_row` made a row of."""
        return cls(Place(**json.loads(row["place"])), pa.ipc.open_stream(row["pages"]).read_next_batch())


def chunk_schema() -> pa.Schema:
    """The columns of chunks on their way."""
    return pa.schema({"place": pa.string(), "pages": pa.binary()})
