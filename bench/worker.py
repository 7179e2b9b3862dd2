"""One reader in a process of its own, so that a page that kills it or holds it up costs that page and no more."""

from __future__ import annotations

import logging
import multiprocessing
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bench.gold import GoldPage
from bench.peers import READERS
from bench.result import Result

TIME_LIMIT = 60.0
"""Seconds that a reader has for one page, its first call's imports included."""


@dataclass(frozen=True)
class Answer:
    """What came of one page."""

    result: Result
    """The reader's answer; empty when it failed."""

    seconds: float
    """What the reader took, measured around its call."""

    failure: str | None = None
    """Why there is no answer: the exception, "crashed" or "took too long"."""


class Worker:
    """A reader that answers pages one by one, started anew whenever it dies."""

    def __init__(self, peer: str, time_limit: float = TIME_LIMIT) -> None:
        self.peer = peer
        self.time_limit = time_limit
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def ask(self, page: GoldPage) -> Answer:
        """The reader's answer; whatever it does, this returns within the time limit."""
        line = self._line or self._start()
        try:
            line.send(page)
            if line.poll(self.time_limit):
                answer: Answer = line.recv()
                return answer
            failure = "took too long"
        except (EOFError, OSError):
            failure = "crashed"
        self.stop()
        return Answer(Result(), 0.0, failure)

    def stop(self) -> None:
        """End the process; the next page starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(self.peer, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._line = ours
        return ours


@contextmanager
def working(peer: str) -> Iterator[Worker]:
    """A worker that is stopped at the end."""
    worker = Worker(peer)
    try:
        yield worker
    finally:
        worker.stop()


def serve(peer: str, line: Connection) -> None:
    """The process's side: answer pages until the line is closed."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    while True:
        try:
            page = line.recv()
        except EOFError:
            return
        line.send(answer(peer, page))


def answer(peer: str, page: GoldPage) -> Answer:
    """Call a reader, with a clock, and take its exception for an empty answer."""
    read = READERS[peer].read
    begun = time.perf_counter()
    try:
        result, failure = read(page), None
    except Exception as error:  # whatever a reader raises costs it the page
        result, failure = Result(), type(error).__name__
    return Answer(result, time.perf_counter() - begun, failure)
