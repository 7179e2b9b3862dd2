"""A whole run: the folder held, the plan set down, an engine at work, the counts at the end."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from kliping.batch.cut import Part
from kliping.batch.folder import held, summarise, take_up
from kliping.batch.inputs import check_unchanged
from kliping.batch.job import Job
from kliping.batch.parts import Counts, parts, total
from kliping.errors import BatchError

Engine = Callable[[Job], Iterator[Counts]]
"""Runs `cut` and `read_chunk` over a job; gives what each part counts, when it is written."""

ENGINES = {"local": "kliping.batch.local", "ray": "kliping.batch.ray", "spark": "kliping.batch.spark"}
"""Each a module with `run`, an `Engine`."""


def run_batch(job: Job, engine: str = "local", resume: bool = False) -> Generator[Counts]:
    """Read all pages of a job into parts; first what is done already, then what each part adds.

    When all is done, `_summary.json` holds the exact counts. Raises `BatchError` for a folder that can't be used and
    for inputs that were changed meanwhile, `ModuleNotFoundError` for an engine that isn't installed.
    """
    out = Path(job.out)
    _check_apart(job)
    run: Engine = import_module(ENGINES[engine]).run
    with held(out):
        take_up(out, job.plan(), resume)
        done: dict[int, dict[int, Part]] = {}
        before = Counts()
        for at, number, part, counts in parts(out):
            done.setdefault(at, {})[number] = part
            before.add(counts)
        yield before
        yield from run(replace(job, done=done))
        check_unchanged(job.inputs)
        summarise(out, whole(out))


def whole(out: Path) -> Counts:
    """What all parts of a folder count."""
    return total(counts for _at, _number, _part, counts in parts(out))


def _check_apart(job: Job) -> None:
    """The output among the inputs would be read by the next run."""
    out = Path(job.out)
    for each in job.inputs:
        if Path(each.path) in (out, *out.parents) or out in Path(each.path).parents:
            raise BatchError("out_is_input", f"{out}: It is where the pages are, and can't be where the parts go.")
