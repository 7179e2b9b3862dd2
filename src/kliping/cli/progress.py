"""How far a long run has come, on a terminal and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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


def on_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()
