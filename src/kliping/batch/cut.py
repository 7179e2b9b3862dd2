"""The first step of every engine: an input, cut into the chunks that have no part yet.

The same input is always cut at the same places: by that a chunk that is read twice stands in the output once, and a run
that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from kliping.batch.chunk import Chunk, Place, Size
from kliping.batch.inputs import Input
from kliping.batch.rows import LeftOut, rows
from kliping.batch.schema import page_schema


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk that is done."""

    stop: int
    """Which page of the input follows it, from 0."""

    last: bool
    """Whether none does."""


def cut(source: Input, at: int, done: Mapping[int, Part], most: Size) -> Iterator[Chunk]:
    """The chunks of input number `at`, without those in `done`; an input without pages is one empty chunk."""
    number = next(number for number in range(len(done) + 1) if number not in done)
    before = done.get(number - 1)
    if before and before.last:
        return
    building = _Building(most, at, number, before.stop if before else 0)
    for row in rows(source, building.first):
        if isinstance(row, LeftOut):
            building.left_out[row.code] += 1
            continue
        if building.is_full(row):
            if building.number not in done:
                yield building.chunk(last=False)
            building = building.next()
        building.add(row)
    building.reached = source.size
    if building.number not in done:
        yield building.chunk(last=True)


@dataclass
class _Building:
    """A chunk that is being put together."""

    most: Size
    at: int
    number: int
    first: int
    reached: int = 0
    begun: int = 0
    size: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def is_full(self, row: Mapping[str, Any]) -> bool:
        """Whether a page is too much for it."""
        return bool(self.rows) and (len(self.rows) >= self.most.pages or self.size + _size(row) > self.most.bytes)

    def add(self, row: dict[str, Any]) -> None:
        self.reached = row.pop("reached")
        self.size += _size(row)
        self.rows.append(row)

    def next(self) -> _Building:
        after = self.first + len(self.rows)
        return _Building(self.most, self.at, self.number + 1, after, self.reached, self.reached)

    def chunk(self, last: bool) -> Chunk:
        advance = self.reached - self.begun
        place = Place(self.at, self.number, self.first, last, advance, dict(self.left_out))
        return Chunk(place, pa.RecordBatch.from_pylist(self.rows, page_schema()))


def _size(row: Mapping[str, Any]) -> int:
    return len(row["html"] or b"")
