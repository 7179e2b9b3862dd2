"""The output: a Parquet file for each chunk, written under another name and renamed when it is whole.

Each says in its metadata where its pages stood and what became of them. So nothing else has to be kept to tell what is
done, and the counts at the end are exact however often the run was killed.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
from pyarrow.parquet import ParquetWriter, read_schema

from kliping.batch.chunk import Chunk
from kliping.batch.cut import Part
from kliping.batch.schema import record_schema
from kliping.errors import BatchError
from kliping.reading.decode import UNREADABLE

LOST = frozenset(("crashed", "timeout", "memory", "internal")) | UNREADABLE
"""Codes of the problems that leave nothing of a page; what could not be had at all is lost too."""

_ABOUT = b"kliping"
PART = re.compile(r"part-(\d{5,})-(\d{6,})\.parquet")
"""Names of parts: number of the input, number of the chunk."""


@dataclass(slots=True)
class Counts:
    """What became of pages."""

    pages: int = 0
    """Rows in the output."""

    lost: int = 0
    """Of these, pages of which nothing could be read."""

    kinds: Counter[str] = field(default_factory=Counter)
    """Pages that were read, by the record's kind."""

    problems: Counter[str] = field(default_factory=Counter)
    """Pages that have a problem, by its code."""

    left_out: Counter[str] = field(default_factory=Counter)
    """What is in the inputs and is no page, by code; it has no rows."""

    advance: int = 0
    """Bytes of the inputs that are done with."""

    def add(self, other: Counts) -> None:
        """Count the other's, too."""
        for name in ("pages", "lost", "kinds", "problems", "left_out", "advance"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values, the most frequent first."""
        return {**asdict(self), **{name: dict(getattr(self, name).most_common()) for name in _COUNTERS}}

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Counts:
        """What `to_dict` made plain."""
        return cls(**{**plain, **{name: Counter(plain[name]) for name in _COUNTERS}})


_COUNTERS = ("kinds", "problems", "left_out")


def part_schema() -> pa.Schema:
    """The columns of the output: a record's, and `name`, what a person calls the page."""
    return record_schema().append(pa.field("name", pa.string()))


def write(out: Path, chunk: Chunk, records: pa.RecordBatch) -> Counts:
    """Write the part of a chunk; what it counts. Two who write the same part don't disturb each other."""
    counts = count(chunk.pages, records)
    counts.left_out.update(chunk.place.left_out)
    counts.advance = chunk.place.advance
    about = {"stop": chunk.place.first + len(records), "last": chunk.place.last, "counts": counts.to_dict()}
    shape = part_schema().with_metadata({_ABOUT: json.dumps(about)})
    batch = pa.RecordBatch.from_arrays([*records.columns, chunk.pages.column("name")], schema=shape)
    passing = out / f"_tmp-{uuid4().hex}-{chunk.place.part}"
    try:
        with writing(out):
            with passing.open("wb") as file:
                with ParquetWriter(file, shape, compression="zstd") as writer:
                    writer.write_batch(batch)
                file.flush()
                os.fsync(file.fileno())
            passing.rename(out / chunk.place.part)
    except BatchError:
        passing.unlink(missing_ok=True)
        raise
    return counts


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """What fails in writing to a folder raises `BatchError` "unwritable"."""
    try:
        yield
    except OSError as error:
        raise BatchError("unwritable", f"{out}: It can't be written: {error.strerror or error}.") from None


def count(pages: pa.RecordBatch, records: pa.RecordBatch) -> Counts:
    """What became of pages, by their records."""
    counts = Counts(pages=len(records))
    columns = (pages.column("html").is_null(), records.column("kind"), records.column("problems"))
    for is_none, kind, problems in zip(*(column.to_pylist() for column in columns), strict=True):
        codes = {problem["code"] for problem in problems}
        lost = is_none or not LOST.isdisjoint(codes)
        counts.lost += lost
        counts.kinds.update(() if lost else (kind,))
        counts.problems.update(codes)
    return counts


def parts(out: Path) -> Iterator[tuple[int, int, Part, Counts]]:
    """What is done: input, number of the chunk, the part, and what it counts."""
    for path in sorted(out.glob("part-*.parquet")):
        named = PART.fullmatch(path.name)
        if named:
            part, counts = _about(path)
            yield int(named[1]), int(named[2]), part, counts


def new_parts(out: Path, seen: set[str]) -> Iterator[Counts]:
    """What each part counts whose name isn't in `seen`; it is then."""
    for name in sorted(path.name for path in out.glob("part-*.parquet")):
        if name not in seen and PART.fullmatch(name):
            seen.add(name)
            yield _about(out / name)[1]


def total(counts: Iterable[Counts]) -> Counts:
    """All together."""
    whole = Counts()
    for each in counts:
        whole.add(each)
    return whole


def _about(path: Path) -> tuple[Part, Counts]:
    try:
        about = json.loads((read_schema(path).metadata or {})[_ABOUT])
        return Part(about["stop"], about["last"]), Counts.from_dict(about["counts"])
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError):
        sentence = f"{path}: It is no part that was written here; move it away and resume."
        raise BatchError("damaged_part", sentence) from None
