"""Where the time of one page goes: CPU time of each step of reading, on the pages that speed is measured on.

The steps are wrapped from outside while this runs, with a clock that is read where one begins and ends: a profiler
makes every call dearer, and small functions most. What a step asks of another step is the other's.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import mean, median
from time import process_time_ns
from types import ModuleType, SimpleNamespace
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.gold import read_gold
from bench.speed import GROUPS, ONE_THREAD, sample

ROUNDS = 5
REST = "the rest"
WHOLE = "a page"
_CLAIMS = "kliping.reading.claims."

Spent = Counter[str]
"""Step to nanoseconds of CPU time."""


class Clock:
    """What has been spent on each step; the step that runs is the one that was begun last and hasn't ended."""

    def __init__(self, now: Callable[[], int] = process_time_ns) -> None:
        self.spent: Spent = Counter()
        self._now = now
        self._running = [REST]
        self._since = now()

    def lap(self) -> Spent:
        """What was spent since the last lap."""
        self._count()
        spent, self.spent = self.spent, Counter()
        return spent

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose time is counted under the step."""

        def run(*arguments: Any, **named: Any) -> Any:
            self._count()
            self._running.append(step)
            try:
                return function(*arguments, **named)
            finally:
                self._count()
                self._running.pop()

        return run

    def _count(self) -> None:
        now = self._now()
        self.spent[self._running[-1]] += now - self._since
        self._since = now


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table in the order of the work."""
    parser = argparse.ArgumentParser("python -m bench.stages", description=__doc__)
    parser.add_argument("gold", type=Path, help="Parquet file or folder of such files")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each page is read; the least counts")
    options = parser.parse_args(arguments)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))  # before numpy is loaded
    from kliping.records import Page

    sets = {group.split()[0] for group in GROUPS}
    pages = [Page(page.html, page.url) for page in sample(read_gold(options.gold, sets))]
    Console(width=100).print(table(measure(pages, options.rounds)))


def measure(pages: Sequence[Any], rounds: int = ROUNDS) -> list[Spent]:
    """What each page (`kliping.Page`) takes, step by step, in the round in which it took least.

    One round more goes before, so that the words and patterns that processes keep have been met.
    """
    laps: list[list[Spent]] = [[] for _ in pages]
    clock = Clock()
    with wrapped(clock) as read:
        for counts in track([False, *[True] * rounds], "stages", transient=True):
            for page, of_page in zip(pages, laps, strict=True):
                clock.lap()
                read(page)
                if counts:
                    of_page.append(clock.lap())
    return [min(of_page, key=Counter.total) for of_page in laps]


@contextmanager
def wrapped(clock: Clock) -> Iterator[Callable[[Any], Any]]:
    """A `kliping.read` whose steps the clock counts; they are put back in the end."""
    from kliping.reading import judge, label_learned, network, read, tree, trees
    from kliping.reading.label import label

    places: list[tuple[Any, str, str]] = [
        (read, "decode", "decode"),
        (tree, "is_suspicious", "guard"),
        (tree, "survey", "guard"),
        (tree, "mend", "guard"),
        (tree, "LexborHTMLParser", "parse"),
        (read, "walk", "walk"),
        (label_learned, "features", "features"),
        (network.Network, "run", "judge: network"),
        (trees.Trees, "run", "judge: trees"),
        (judge.Judge, "run", "judge: columns"),
        (read, "sheet_of", "sheet, JSON-LD"),
        (read, "paragraphs", "paragraphs"),
        (read, "quotes", "quotes"),
        (read, "quotes_evidence", "quotes"),
        (read, "continuation", "continuation"),
        (read, "settle", "settle"),
    ]
    timed: dict[tuple[Any, str], Any] = {
        (owner, name): clock.timed(step, getattr(owner, name)) for owner, name, step in places
    }
    for name, module in vars(read).items():
        if isinstance(module, ModuleType) and module.__name__.startswith(_CLAIMS):
            claims = {key: _claim(clock, name, value) for key, value in vars(module).items() if callable(value)}
            timed[read, name] = SimpleNamespace(**claims)
    gatherers = {field: _claim(clock, _family(gather), gather) for field, gather in read._SETTLED.items()}
    with ExitStack() as undo:
        for (owner, name), value in {**timed, (read, "_SETTLED"): gatherers}.items():
            undo.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, value)
        labeler = clock.timed("labels", label)
        yield lambda page: read.read(page, labeler=labeler)


def _family(gather: Callable[..., Any]) -> str:
    return gather.__module__.removeprefix(_CLAIMS)


def _claim(clock: Clock, family: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def gathered(*arguments: Any, **named: Any) -> Any:
        found = function(*arguments, **named)
        return list(found) if isinstance(found, Iterator) else found  # or whoever asks for the next would pay for it

    return clock.timed(f"claims: {family}", gathered)


def table(pages: Sequence[Spent]) -> Table:
    """Median and mean of each step over pages, in the order of the first page's work, and the share of the whole."""
    steps = list(dict.fromkeys(step for page in pages for step in page if step != REST))
    whole = mean(page.total() for page in pages)
    shown = Table("step", title=f"CPU time of a page, ms ({len(pages)} pages)", title_justify="left")
    for head in ("median", "mean", "share"):
        shown.add_column(head, justify="right")
    for step in [*steps, REST]:
        _add(shown, step, [page[step] for page in pages], whole)
    shown.add_section()
    _add(shown, WHOLE, [page.total() for page in pages], whole)
    return shown


def _add(shown: Table, step: str, spent: Sequence[int], whole: float) -> None:
    middle, average = median(spent), mean(spent)
    shown.add_row(step, f"{middle / 1e6:.2f}", f"{average / 1e6:.2f}", f"{average / whole:.1%}")


if __name__ == "__main__":
    main()
