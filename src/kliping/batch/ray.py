"""The engine for Ray clusters: Ray Data runs the two steps, streaming, and redoes what a lost machine was at.

Source: https://docs.ray.io/en/latest/data/data.html
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import Any

from kliping.batch.job import Job
from kliping.batch.parts import Counts
from kliping.batch.spread import counts_of, cut_inputs, input_rows, read_chunks
from kliping.errors import BatchError

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
import ray
from ray.data import DataContext, TaskPoolStrategy
from ray.exceptions import RayError

_STORE = 1 << 30
"""Bytes of the object store of a cluster of our own: chunks wait in it, and there needn't be many."""

_ANSWER = 10.0
"""Seconds in which a cluster answers."""

_CUTTERS = 4
"""Reading processes that one cutting process keeps busy, with much to spare."""

_MANY = 64
"""Workers of a cluster of which nobody said how many it has."""


def run(job: Job) -> Iterator[Counts]:
    """Read a job on the cluster at its address; without one, on a cluster of its own, which ends with the run.

    Raises `BatchError` "no_cluster" when none answers, "engine" when Ray gives the work up.
    """
    mine = not ray.is_initialized()
    if mine:
        _connect(job)
    try:
        with _settings():
            yield from _run(job)
    except RayError as error:
        raise _given_up(error) from None
    finally:
        if mine:
            ray.shutdown()


def _connect(job: Job) -> None:
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if job.address:
            _knock(job.address)
            ray.init(address=job.address, **quiet)
        else:
            ray.init(num_cpus=job.workers, object_store_memory=_STORE, include_dashboard=False, **quiet)
    except (OSError, RuntimeError, ValueError) as error:
        raise BatchError("no_cluster", f"There is no Ray cluster to work with: {error}") from None


def _knock(address: str) -> None:
    """Ray itself would try for many minutes where nobody answers."""
    host, _, port = address.rpartition("://")[2].partition("/")[0].rpartition(":")
    if port.isdecimal():
        socket.create_connection((host, int(port)), timeout=_ANSWER).close()


@contextmanager
def _settings() -> Iterator[None]:
    context = DataContext.get_current()
    names = ("enable_progress_bars", "target_max_block_size")
    before = {name: getattr(context, name) for name in names}
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # each chunk a block: that is what is lost with a machine, and no more
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(context, name, value)


def _run(job: Job) -> Iterator[Counts]:
    rows, text = input_rows(job), job.to_json()
    if not rows:
        return
    steps = {"batch_size": 1, "batch_format": "pyarrow", "fn_args": (text,)}
    # Cutting waits for reading most of the time: it takes no core, so that reading can't wait for it in turn.
    cutters = TaskPoolStrategy(size=ceil((job.workers or _MANY) / _CUTTERS))
    chunks = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        cut_inputs, num_cpus=0, compute=cutters, **steps
    )
    readers = TaskPoolStrategy(size=job.workers or None)
    for row in chunks.map_batches(read_chunks, num_cpus=1, compute=readers, **steps).iter_rows():
        yield counts_of(row["counts"])


def _given_up(error: RayError) -> BatchError:
    cause = getattr(error, "cause", None)
    while cause is not None and not isinstance(cause, BatchError):
        cause = getattr(cause, "cause", None) or cause.__cause__
    if isinstance(cause, BatchError):
        return BatchError(cause.code, str(cause).partition("\n")[0])  # Ray adds its own advice
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return BatchError("engine", f"Ray gave up: {lines[-1]}")
