"""A run over many pages, and what is said of it."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from kliping.batch.chunk import Size
from kliping.batch.inputs import inputs
from kliping.batch.job import Job
from kliping.batch.limits import Limits
from kliping.batch.parts import Counts
from kliping.batch.run import run_batch, whole
from kliping.cli.progress import measured, on_terminal
from kliping.cli.report import complain
from kliping.errors import BatchError


def batch_pages(options: argparse.Namespace) -> int:
    """Read all pages; the exit status."""
    try:
        job = _job(options)
        _run(job, options)
        counts = whole(Path(job.out))
    except BatchError as error:
        complain("batch", str(error), error.code)
        return 2
    _say(summary(counts))
    return 2 if counts.pages == counts.lost else 1 if counts.lost else 0


def _job(options: argparse.Namespace) -> Job:
    limits = Limits(options.time_limit, options.memory_limit << 20)
    out = str(options.out.absolute())
    size = Size(pages=options.part_pages)
    given = tuple(inputs(options.sources))
    return Job(given, out, limits, size, not options.no_templates, options.workers, options.address)


def _run(job: Job, options: argparse.Namespace) -> None:
    counts, begun, before = Counts(), time.monotonic(), None
    size = sum(each.size for each in job.inputs)
    with measured(size, on_terminal()) as tell, closing(run_batch(job, options.engine, options.resume)) as run:
        for more in run:
            counts.add(more)
            before = counts.pages if before is None else before
            rate = (counts.pages - before) / max(time.monotonic() - begun, 0.001)
            tell(f"{counts.pages:,} pages, {rate:,.1f} a second", more.advance)


def summary(counts: Counts) -> str:
    """The counts in one line.

    >>> summary(Counts(1200, 2, Counter(article=1100, listing=98), Counter(crashed=2), Counter(no_answer=7)))
    'kliping: 1,200 pages (1,100 article, 98 listing), 2 lost; problems: 2 crashed; left out: 7 no_answer'
    """
    kinds = f" ({_listed(counts.kinds)})" if counts.kinds else ""
    line = f"kliping: {counts.pages:,} pages{kinds}, {counts.lost:,} lost"
    line += f"; problems: {_listed(counts.problems)}" if counts.problems else ""
    return line + (f"; left out: {_listed(counts.left_out)}" if counts.left_out else "")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {code}" for code, count in counts.most_common())


def _say(line: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(line, file=sys.stderr, flush=True)
