"""Pages a second, reader beside reader on the same pages, in turns, so that what slows the machine slows them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from rich.progress import track

from bench.gold import GoldPage, thinned
from bench.peers import PARSE
from bench.worker import Worker, working

GROUPS = ("np4k-dataset", "fundus", "wcxb articles")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Settings that keep every reader on one core, when they are made before numpy is loaded; workers inherit them."""
PAGES = 200
WARM_UP = 20
"""Pages that every reader reads before the clock counts: imports, caches, compiled patterns."""


@dataclass
class Laps:
    """What one reader took, round by round."""

    rates: list[float] = field(default_factory=list)
    """Pages a second in each round, over the pages that it read."""

    failures: Counter[str] = field(default_factory=Counter)
    """Pages that it failed on, by what happened, over all rounds; neither they nor their time count."""

    @property
    def rate(self) -> float:
        """Pages a second: the median over rounds."""
        return median(self.rates)


def sample(pages: Sequence[GoldPage]) -> list[GoldPage]:
    """The pages that speed is measured on: the same every time, evenly from three sets of news and articles."""
    share = -(-PAGES // len(GROUPS))
    return [page for group in GROUPS for page in thinned([page for page in pages if page.group == group], share)]


def race(peers: Sequence[str], pages: Sequence[GoldPage], rounds: int) -> dict[str, Laps]:
    """Let the readers read all pages in turns, `rounds` times; each has one process, and only one is at work."""
    laps = {peer: Laps() for peer in peers}
    with ExitStack() as stack:
        workers = {peer: stack.enter_context(working(peer)) for peer in peers}
        for worker in workers.values():
            _lap(worker, pages[:WARM_UP], Laps())
        turns = [peer for _ in range(rounds) for peer in peers]
        for peer in track(turns, "speed", transient=True):
            _lap(workers[peer], pages, laps[peer])
    return laps


def _lap(worker: Worker, pages: Sequence[GoldPage], laps: Laps) -> None:
    answers = [worker.ask(page) for page in pages]
    read = [answer.seconds for answer in answers if answer.failure is None]
    laps.failures.update(answer.failure for answer in answers if answer.failure)
    if read:
        laps.rates.append(len(read) / sum(read))


def ratio(laps: Laps, other: Laps) -> float:
    """How many times the other's pages a second: the median of the rounds' ratios, since rounds share their conditions.

    >>> ratio(Laps([10.0, 30.0, 20.0]), Laps([5.0, 10.0, 10.0]))
    2.0
    """
    return median(mine / theirs for mine, theirs in zip(laps.rates, other.rates, strict=True))


def plain(laps: dict[str, Laps]) -> dict[str, Any]:
    """Rates and ratios as JSON values; a reader that read nothing in some round is left out."""
    rounds = max(len(lap.rates) for lap in laps.values())
    ran = {peer: lap for peer, lap in laps.items() if lap.rates and len(lap.rates) == rounds}
    return {
        peer: {
            "pages_a_second": lap.rate,
            "rounds": lap.rates,
            "failures": dict(lap.failures),
            "times_the_rate_of": {other: ratio(lap, ran[other]) for other in ran if other != peer},
        }
        for peer, lap in ran.items()
    }


def against_parse(rates: dict[str, Any], peer: str) -> float | None:
    """How many bare parses a page of this reader is worth; None without the bare parse in the race."""
    share = rates[peer]["times_the_rate_of"].get(PARSE)
    return 1 / share if share else None
