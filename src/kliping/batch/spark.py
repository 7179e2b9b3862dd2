"""The engine for Spark, and the function for DataFrames of one's own.

Source: https://spark.apache.org/docs/latest/api/python/ (`DataFrame.mapInArrow`)
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from math import ceil
from pathlib import Path

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import SparkContext
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from kliping.batch.chunk import part_name
from kliping.batch.job import Job
from kliping.batch.parts import Counts, new_parts
from kliping.batch.read_batch import read_batch
from kliping.batch.read_chunk import read_chunk
from kliping.batch.schema import record_schema
from kliping.batch.spread import chunks_of, input_rows
from kliping.errors import BatchError

_QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
_HERE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""Settings of a session on this machine."""

_LOOK = 0.5
"""Seconds between two looks at the folder of the output."""

_MOST_SHARES = 8
"""Tasks that share an input at most: each has to go through all of it to find its chunks."""


def read_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """For a DataFrame of one's own: `pages.mapInArrow(read_batches, records())`; `pages` has the columns url and html.

    Raises `BatchError` as `read_batch` does.
    """
    for batch in batches:
        yield read_batch(batch)


def records() -> StructType:
    """The columns that `read_batches` gives, in Spark's words."""
    found: StructType = from_arrow_schema(record_schema())
    return found


def run(job: Job) -> Iterator[Counts]:
    """Read a job with the Spark master at its address; without one, in a session on this machine.

    Raises `BatchError` "engine" when Spark can't begin or gives the work up.
    """
    mine = SparkSession.getActiveSession() is None
    try:
        session = _session(job)
        try:
            yield from _run(job, session)
        finally:
            if mine:
                session.stop()
    except (PySparkException, Py4JError) as error:
        raise BatchError("engine", f"Spark gave up: {_why(str(error))}") from None


def _session(job: Job) -> SparkSession:
    building = SparkSession.builder.master(job.address or f"local[{job.workers}]").appName("kliping")
    for name, value in {**_QUIET, **({} if job.address else _HERE)}.items():
        building = building.config(name, value)
    if not job.address:  # Spark would take whatever is called python3
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = building.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def _run(job: Job, session: SparkSession) -> Iterator[Counts]:
    context = session.sparkContext
    slots = job.workers or context.defaultParallelism
    rows = input_rows(job)
    if not rows:
        return
    rows = input_rows(job, min(_MOST_SHARES, ceil(slots / len(rows))))
    inputs = session.createDataFrame(context.parallelize(rows, len(rows)), "input int, share int, shares int")
    # Both steps in one: chunks would else go through the JVM, which makes several copies of them.
    parts = inputs.mapInArrow(partial(_read, job=job.to_json()), "part string")
    yield from _watched(parts, job, context)


def _watched(work: DataFrame, job: Job, context: SparkContext) -> Iterator[Counts]:
    """What each part counts, as it comes: Spark itself says nothing before all is done, but everybody sees the folder.

    Who stops listening stops the work.
    """
    group = f"kliping {job.out}"

    def collect() -> None:
        context.setJobGroup(group, group, interruptOnCancel=True)
        work.collect()

    seen = {part_name(at, number) for at, parts in job.done.items() for number in parts}
    with ThreadPoolExecutor(1, "kliping") as elsewhere:
        doing = elsewhere.submit(collect)
        try:
            is_done = False
            while not is_done:
                is_done = bool(wait([doing], _LOOK).done)
                yield from new_parts(Path(job.out), seen)
        finally:
            context.cancelJobGroup(group)
        doing.result()


def _read(batches: Iterable[pa.RecordBatch], job: str) -> Iterator[pa.RecordBatch]:
    told = Job.from_json(job)
    for batch in batches:
        for chunk in chunks_of(batch, told):
            read_chunk(chunk, told)
            yield pa.RecordBatch.from_pydict({"part": [chunk.place.part]})


def _why(said: str) -> str:
    """The exception that began it, out of the traces of two languages."""
    found = _RAISED.search(said)
    return found[1] if found else (said.strip().splitlines() or ["it doesn't say why"])[0]


_RAISED = re.compile(r"^[\w.]{1,80}Error: ([^\n]{1,2000})", re.MULTILINE)
