"""The one function that every engine runs."""

from __future__ import annotations

import atexit
import os
import threading
import weakref

import pyarrow as pa

from kliping.batch.keeper import Keeper
from kliping.batch.limits import Limits


def read_batch(batch: pa.RecordBatch, limits: Limits | None = None) -> pa.RecordBatch:
    """Read a batch of pages: a record for each, in their order.

    `batch` has the columns `url` and `html` (binary), and optionally others of `page_schema`; the result has those of
    `record_schema`. What can't be read is a problem in its row: no page raises, and a page that crashes, hangs or
    bloats the reading process costs itself alone ("crashed", "timeout", "memory"). The process is kept for the next
    batch of this thread. Raises `BatchError` for a batch without these columns.
    """
    return keeper(limits or Limits()).read(batch)


def keeper(limits: Limits) -> Keeper:
    """The reading process of this thread; after a fork, another: two callers would mix up their answers."""
    key = (os.getpid(), limits)
    kept: tuple[tuple[int, Limits], Keeper] | None = getattr(_here, "kept", None)
    if kept is None or kept[0] != key:
        if kept is not None and kept[0][0] == key[0]:
            kept[1].close()
        _here.kept = kept = (key, Keeper(limits))
        _all.add(kept[1])
    return kept[1]


_here = threading.local()
_all: weakref.WeakSet[Keeper] = weakref.WeakSet()


@atexit.register
def _close() -> None:
    for each in list(_all):
        each.close()
