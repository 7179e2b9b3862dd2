"""Guarded reading: a reading process is kept, watched, and started anew when a page kills it.

A page that crashes or hangs the process costs that page and no other. It is tried once more in a fresh process before
it is given up, since the cause may have lain elsewhere (the machine out of memory, pages before it); only what took too
long isn't, since that would take as long again.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from tempfile import TemporaryFile
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from kliping.batch.child import BEGUN, OUT_OF_MEMORY, READY, pack
from kliping.batch.limits import Limits
from kliping.batch.page import unread
from kliping.batch.schema import as_pages, record_schema
from kliping.errors import BatchError
from kliping.export.parquet import to_row
from kliping.records import Problem

READER = "kliping.batch.page:read_row"

_PAGES, _BYTES = 64, 16 << 20
"""Pages, and bytes of HTML, that are sent at once: what was read before a crash is read again."""

_GRACE = 5.0
"""Seconds after which the parent kills a process whose own clock should have done it."""

_START = 120.0
"""Seconds for the imports of a fresh process, on a machine with much else to do."""

_STARTS = 3

_CODE = "import sys, json; sys.path[:] = json.loads(sys.argv[1])['path']; from kliping.batch.child import main; main()"
_ALONE = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "MALLOC_ARENA_MAX"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Settings of a process that has one core and counts its memory."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A process that died, and what is known of it."""

    page: int | None
    """The page at which it died, in the batch that it was sent; None when it had begun none."""

    code: str
    """"crashed", "timeout" or "memory"."""

    message: str
    """The same for a person."""

    seconds: float
    """How long the page had been read."""


class Keeper:
    """The reading process of one caller: started with the first page, kept between batches."""

    def __init__(self, limits: Limits | None = None, reader: str = READER) -> None:
        """Read within limits; `reader` is "module:function" of a `page.Reader` that the process can import."""
        self._limits, self._reader = limits or Limits(), reader
        self._process: subprocess.Popen[bytes] | None = None
        self._to: Connection | None = None
        self._from: Connection | None = None
        self._closed, self._owner = False, os.getpid()

    @property
    def pid(self) -> int | None:
        """The process that is being kept."""
        return self._process.pid if self._process else None

    def read(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The records of a batch, in order: a row each, whatever the pages do.

        Raises `BatchError` "no_batch", "no_column" or "wrong_type" for what is no batch of pages, "no_process" when
        none can be started, "stopped" after `close`.
        """
        found = [records for piece in pieces(batch) for records in self._read(as_pages(piece))]
        if not found:
            as_pages(batch)
            return pa.RecordBatch.from_pylist([], record_schema())
        return found[0] if len(found) == 1 else pa.concat_batches(found)

    def close(self) -> None:
        """End the process; from another thread, too: what it was reading is not taken for crashed."""
        self._closed = True
        # A copy of this object after a fork is no owner of the process.
        if (process := self._process) is not None and self._owner == os.getpid():
            process.kill()
            process.wait()

    def __del__(self) -> None:
        self.close()

    def _read(self, pages: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        at = 0
        while at < len(pages):
            outcome = self._attempt(pages.slice(at))
            if not isinstance(outcome, Loss):
                yield outcome
                return
            if outcome.page is None and len(pages) - at > 1:  # all together were too much for it
                half = (len(pages) - at + 1) // 2
                yield from self._read(pages.slice(at, half))
                at += half
                continue
            page = at + (outcome.page or 0)
            if page > at:
                yield from self._read(pages.slice(at, page - at))
            yield self._once_more(pages.slice(page, 1), outcome)
            at = page + 1

    def _once_more(self, page: pa.RecordBatch, loss: Loss) -> pa.RecordBatch:
        outcome = loss if loss.code == "timeout" else self._attempt(page)
        if not isinstance(outcome, Loss):
            return outcome
        row = to_row(unread(page.to_pylist()[0], Problem(outcome.code, outcome.message)))
        return pa.RecordBatch.from_pylist([{**row, "seconds": outcome.seconds}], record_schema())

    def _attempt(self, pages: pa.RecordBatch) -> pa.RecordBatch | Loss:
        """The records of some pages, or how the process died of them."""
        page, begun, hangs = None, time.monotonic(), False
        try:
            to, answers = self._started()
            to.send_bytes(pack(pages))
            while answers.poll(self._limits.seconds + _GRACE):
                told = answers.recv_bytes()
                if told[:1] != BEGUN:
                    return pa.ipc.open_stream(pa.py_buffer(told)[1:]).read_next_batch()
                page, begun = int.from_bytes(told[1:], "little"), time.monotonic()
            hangs = True
        except (EOFError, OSError):
            pass
        took, status = time.monotonic() - begun, self._end()
        if self._closed:
            raise _stopped()
        return Loss(page, *self._why(-signal.SIGALRM if hangs else status), took)

    def _why(self, status: int) -> tuple[str, str]:
        """What an exit status means."""
        if status == -signal.SIGALRM:
            return "timeout", f"The page took longer than {self._limits.seconds:g} seconds to read."
        if status == OUT_OF_MEMORY:
            return "memory", f"The page took more than {self._limits.memory >> 20:,} MB of memory to read."
        if status == -signal.SIGKILL:
            return "memory", "The system killed the process that read the page, as it does when memory runs out."
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return "crashed", f"The process that read the page died of it ({how})."

    # --- the process

    def _started(self) -> tuple[Connection, Connection]:
        if self._closed:
            raise _stopped()
        if self._process is None or self._to is None or self._from is None:
            self._to, self._from = self._start()
        return self._to, self._from

    def _start(self) -> tuple[Connection, Connection]:
        """A fresh process that can read; should a signal from elsewhere end it on the way, another."""
        for _ in range(_STARTS):
            with TemporaryFile() as complaints:
                to, answers = self._popen(complaints)
                if _is_ready(answers):
                    return to, answers
                to.close()
                answers.close()
                status = self._end()
                complaints.seek(0)
                said = complaints.read().decode("utf-8", "replace").strip()
            if self._closed:
                raise _stopped()
            if status > 0:
                break
        last = (said.splitlines() or [f"it ends at once (status {status})"])[-1]
        raise BatchError("no_process", f"The process that reads pages does not start: {last}")

    def _popen(self, complaints: IO[bytes]) -> tuple[Connection, Connection]:
        wanted = {
            "path": [os.path.abspath(each) for each in sys.path],  # noqa: PTH100 -- "" means where we are
            "reader": self._reader,
            "seconds": self._limits.seconds,
            "memory": self._limits.memory,
        }
        self._process = process = subprocess.Popen(
            [sys.executable, "-c", _CODE, json.dumps(wanted)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={**os.environ, **_ALONE},
            process_group=0,  # Ctrl-C is for the parent
        )
        assert process.stdin
        assert process.stdout
        with process.stdin as into, process.stdout as out_of:
            to = Connection(os.dup(into.fileno()), readable=False)
            return to, Connection(os.dup(out_of.fileno()), writable=False)

    def _end(self) -> int:
        """End the process, whatever it is doing; its exit status."""
        process, self._process = self._process, None
        for line in (self._to, self._from):
            if line is not None:
                line.close()
        self._to = self._from = None
        if process is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            return process.wait(1)  # it may be dying of its own
        process.kill()
        return process.wait()


def _stopped() -> BatchError:
    return BatchError("stopped", "The reading was stopped.")


def _is_ready(answers: Connection) -> bool:
    try:
        return answers.poll(_START) and answers.recv_bytes() == READY
    except (EOFError, OSError):
        return False


def pieces(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in pieces that are sent at once."""
    sizes = _sizes(batch)
    start, total = 0, 0
    for number, size in enumerate(sizes):
        if number > start and (number - start == _PAGES or total + size > _BYTES):
            yield batch.slice(start, number - start)
            start, total = number, 0
        total += size
    if start < len(batch):
        yield batch.slice(start)


def _sizes(batch: pa.RecordBatch) -> list[int]:
    """Bytes of each row's page."""
    if "html" not in batch.schema.names:
        return [0] * len(batch)
    try:
        lengths: list[Any] = pc.binary_length(batch.column("html")).to_pylist()
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return [0] * len(batch)
    return [length or 0 for length in lengths]
