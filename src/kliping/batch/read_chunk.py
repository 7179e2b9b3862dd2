"""The second step of every engine: a chunk is read and becomes a part of the output."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from kliping.batch.chunk import Chunk
from kliping.batch.job import Job
from kliping.batch.keeper import Keeper
from kliping.batch.parts import Counts, write
from kliping.batch.read_batch import keeper
from kliping.batch.templates import furniture, with_furniture


def read_chunk(chunk: Chunk, job: Job, reading: Keeper | None = None) -> Counts:
    """Read a chunk, with the reading process of this thread if none is given, and write its part; what it counts."""
    reading = reading or keeper(job.limits)
    records = reading.read(chunk.pages)
    if job.templates:
        records = without_furniture(chunk.pages, records, reading)
    return write(Path(job.out), chunk, records)


def without_furniture(pages: pa.RecordBatch, records: pa.RecordBatch, reading: Keeper) -> pa.RecordBatch:
    """The records of pages, those read once more that hold what the others show to be furniture."""
    found = furniture(records)
    if not found:
        return records
    again = reading.read(with_furniture(pages, found))
    order = list(range(len(records)))
    for number, (at, kind) in enumerate(zip(found, again.column("kind").to_pylist(), strict=True), len(records)):
        order[at] = number if kind == "article" else at  # never worse than before
    return pa.concat_batches([records, again]).take(pa.array(order))
