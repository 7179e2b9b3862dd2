"""The reading process: batches of pages in, batches of records out, and a word before each page.

It talks in Arrow IPC over its standard input and output, and nothing that it is sent is ever run. A page may kill it:
by a signal, by its clock, by its memory. The parent (`keeper`) knows from the last word which page that was.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyarrow as pa

from kliping.batch.page import Reader
from kliping.batch.schema import record_schema
from kliping.export.parquet import to_row

READY, BEGUN, DONE = b"r", b"b", b"d"
"""The first byte of what it says: that it can read, which page it begins, the records."""

OUT_OF_MEMORY = 77
"""Its exit status when it has no memory left."""

_GARBAGE_AFTER = 50_000
"""Objects after which the collector looks for circles: a page makes many objects and few circles."""


def main() -> None:
    """Read what the parent sends until it sends no more. The first argument is a JSON object with what it wants."""
    try:
        with suppress(EOFError, BrokenPipeError, ConnectionResetError):
            _serve(json.loads(sys.argv[1]))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _serve(wanted: dict[str, Any]) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # its default is to kill, whatever the process is doing
    asked, told = _lines()
    read = _ready(wanted)
    told.send_bytes(READY)
    _silence(2)
    while True:
        pages = pa.ipc.open_stream(asked.recv_bytes()).read_next_batch()
        records = pack(_records(pages, read, told, wanted["seconds"]))
        signal.setitimer(signal.ITIMER_REAL, 0)  # a parent that takes its time is no page that does
        told.send_bytes(DONE + records)


def _lines() -> tuple[Connection, Connection]:
    """Standard input and output, out of reach of whatever prints."""
    lines = Connection(os.dup(0), writable=False), Connection(os.dup(1), readable=False)
    _silence(0)
    _silence(1)
    return lines


def _silence(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _ready(wanted: dict[str, Any]) -> Reader:
    """Load all that reading needs, and then set the limits."""
    pa.set_cpu_count(1)
    module, _, name = wanted["reader"].partition(":")
    read: Reader = getattr(import_module(module), name)
    record_schema()
    read({"html": b"<!doctype html><html><body><p>Ready</p></body></html>"})
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE_AFTER, 50, 50)
    with suppress(OSError, ValueError):
        _limit_memory(wanted["memory"])
    return read


def _limit_memory(more: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # should the machine run out of memory, this process goes before any other
        Path("/proc/self/oom_score_adj").write_text("800")
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + more, taken + more))


def _records(pages: pa.RecordBatch, read: Reader, told: Connection, seconds: float) -> pa.RecordBatch:
    rows = []
    for number in range(len(pages)):
        told.send_bytes(BEGUN + number.to_bytes(4, "little"))
        signal.setitimer(signal.ITIMER_REAL, seconds)
        begun = time.perf_counter()
        row = to_row(read(pages.slice(number, 1).to_pylist()[0]))
        rows.append({**row, "seconds": time.perf_counter() - begun})
    signal.setitimer(signal.ITIMER_REAL, seconds)
    return pa.RecordBatch.from_pylist(rows, record_schema())


def pack(batch: pa.RecordBatch) -> bytes:
    """A batch as an Arrow IPC stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed
