"""The two steps as engines want them: tables in, tables out, and the job as text.

First `cut_inputs`, which makes a row of each chunk, then `read_chunks`, which makes a row of what each part counts. An
engine may run either anywhere, several times, and lose a machine on the way: a part is written whole, under one name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from kliping.batch.chunk import Chunk, chunk_schema
from kliping.batch.cut import cut
from kliping.batch.job import Job
from kliping.batch.parts import Counts
from kliping.batch.read_chunk import read_chunk
from kliping.errors import BatchError


def input_rows(job: Job, each: int = 1) -> list[dict[str, int]]:
    """A row for each input that is not done; or several, `each`, of which every one has its share of the chunks."""
    left = [at for at in range(len(job.inputs)) if not _is_done(job, at)]
    return [{"input": at, "share": share, "shares": each} for at in left for share in range(each)]


def cut_inputs(inputs: Any, job: str) -> Iterator[pa.Table]:
    """The chunks of some inputs, a table of one row for each."""
    for chunk in chunks_of(inputs, Job.from_json(job)):
        yield pa.Table.from_pylist([chunk.to_row()], chunk_schema())


def chunks_of(inputs: Any, job: Job) -> Iterator[Chunk]:
    """The chunks of some rows of `input_rows`."""
    _check_shared(job)
    for row in inputs.to_pylist():
        at = row["input"]
        for chunk in cut(job.inputs[at], at, job.done.get(at, {}), job.size):
            if chunk.place.number % row["shares"] == row["share"]:
                yield chunk


def read_chunks(chunks: Any, job: str) -> Iterator[pa.Table]:
    """What the parts of some chunks count, a table of one row for each, when they are written."""
    told = Job.from_json(job)
    _check_shared(told)
    for row in chunks.to_pylist():
        yield pa.table({"counts": [to_text(read_chunk(Chunk.from_row(row), told))]})


def to_text(counts: Counts) -> str:
    """What a part counts, as it goes home."""
    return json.dumps(counts.to_dict())


def counts_of(text: str) -> Counts:
    """What `to_text` made a text of."""
    return Counts.from_dict(json.loads(text))


def _is_done(job: Job, at: int) -> bool:
    done = job.done.get(at, {})
    return any(part.last for part in done.values()) and set(done) == set(range(len(done)))


def _check_shared(job: Job) -> None:
    """A machine that doesn't see the folder would write its parts where nobody looks."""
    if not (Path(job.out) / "_plan.json").exists():
        sentence = f"{job.out}: A machine of the cluster doesn't see this folder; it must be on a disk that all share."
        raise BatchError("not_shared", sentence)
