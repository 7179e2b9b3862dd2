"""How far a long run has come, on a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kliping.cli.tally import Tally


@contextmanager
def progress(tally: Tally, wanted: bool) -> Iterator[None]:
    """Show the tally while the block runs, where that is wanted."""
    if not wanted:
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("reading")

        def step() -> None:
            skipped = sum(tally.skipped.values())
            shown.update(task, description=f"{tally.read:,} read, {skipped:,} skipped, {tally.failed:,} failed")

        tally.changed = step
        yield


@contextmanager
def measured(total: int, wanted: bool) -> Iterator[Callable[[str, int], None]]:
    """Show how much of a total is done, where that is wanted; the block tells what is done, and how much that is."""
    if not wanted:
        yield lambda description, advance: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    words = TextColumn("{task.description}")
    columns = (words, BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=600) as shown:
        task = shown.add_task("reading", total=max(total, 1))
        yield lambda description, advance: shown.update(task, description=description, advance=advance)


def on_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()
