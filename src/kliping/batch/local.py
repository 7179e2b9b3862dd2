"""The engine of one machine: one thread cuts, a thread for each reading process waits for it and writes its parts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from kliping.batch.chunk import Chunk
from kliping.batch.cut import cut
from kliping.batch.job import Job
from kliping.batch.keeper import Keeper
from kliping.batch.parts import Counts
from kliping.batch.read_chunk import read_chunk

_AHEAD = 1
"""Chunks that wait, cut, for a process to be free."""


def run(job: Job) -> Iterator[Counts]:
    """Read a job with as many processes as it has workers; memory holds a chunk for each of them and one more."""
    readers = _Readers(job)
    under_way: set[Future[Counts]] = set()
    try:
        for chunk in chunks(job):
            under_way.add(readers.take(chunk))
            while len(under_way) >= job.workers + _AHEAD:
                yield from _finished(under_way)
        while under_way:
            yield from _finished(under_way)
    finally:
        readers.stop()


def chunks(job: Job) -> Iterator[Chunk]:
    """Every chunk of a job that has no part yet."""
    for at, source in enumerate(job.inputs):
        yield from cut(source, at, job.done.get(at, {}), job.size)


def _finished(under_way: set[Future[Counts]]) -> Iterator[Counts]:
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    under_way -= done
    for each in done:
        yield each.result()


class _Readers:
    """Threads, each with the process that it waits for."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._kept: list[Keeper] = []
        self._own: Any = threading.local()
        self._threads = ThreadPoolExecutor(job.workers, "kliping", self._begin)

    def take(self, chunk: Chunk) -> Future[Counts]:
        """Have a chunk read by whoever is free first."""
        return self._threads.submit(self._read, chunk)

    def stop(self) -> None:
        """End all at once: no part of what is under way is written."""
        for each in self._kept:
            each.close()
        self._threads.shutdown(cancel_futures=True)

    def _begin(self) -> None:
        self._own.keeper = Keeper(self._job.limits)
        self._kept.append(self._own.keeper)

    def _read(self, chunk: Chunk) -> Counts:
        return read_chunk(chunk, self._job, self._own.keeper)
