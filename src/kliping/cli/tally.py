"""What became of the items of a run: how many were read, which were left out and why, how many failed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from kliping.cli.report import complain
from kliping.sources.capture import Failure

_SAID = {"robots"}
"""Codes of what is left out that is said of each item; the others come by the thousand and are only counted."""


class Tally:
    """Counts of one run, and the exit status that they mean."""

    def __init__(self) -> None:
        self.read = self.failed = 0
        self.changed: Callable[[], None] = lambda: None
        """Called after each item."""
        self.skipped: Counter[str] = Counter()
        self._examples: dict[str, Failure] = {}

    def take(self) -> None:
        """Count a story."""
        self.read += 1
        self.changed()

    def fail(self, failure: Failure) -> None:
        """Count what was not read; say it, unless it was left out like many others."""
        code = failure.error.code
        if failure.skipped:
            self.skipped[code] += 1
            self._examples.setdefault(code, failure)
        else:
            self.failed += 1
        if not failure.skipped or code in _SAID:
            complain(failure.name, str(failure.error), code)
        self.changed()

    @property
    def status(self) -> int:
        """0 all well, 1 some items failed, 2 nothing done; what an earlier run did counts as well done.

        >>> tally = Tally()
        >>> tally.skipped["robots"] = 1
        >>> nothing, tally.skipped["duplicate"] = tally.status, 1
        >>> nothing, tally.status
        (2, 0)
        """
        if not (self.read or self.skipped["done"] or self.skipped["duplicate"]):
            return 2
        return 1 if self.failed else 0

    def say_the_end(self, always: bool) -> None:
        """The summary, on standard error: always, or when there is something that wasn't said yet."""
        if self.status == 2 and not self.failed:
            for code, failure in self._examples.items():
                if code not in _SAID:
                    complain(failure.name, str(failure.error), code)
        if (always or self.skipped) and sys.stderr is not None:
            with suppress(OSError, ValueError):
                print(self.summary, file=sys.stderr, flush=True)

    @property
    def summary(self) -> str:
        """The counts in one line.

        >>> tally = Tally()
        >>> tally.read, tally.skipped["robots"] = 12, 2
        >>> tally.summary
        'kliping: 12 read, 2 skipped (2 robots), 0 failed'
        """
        reasons = ", ".join(f"{count:,} {code}" for code, count in self.skipped.most_common())
        skipped = f"{sum(self.skipped.values()):,} skipped" + (f" ({reasons})" if reasons else "")
        return f"kliping: {self.read:,} read, {skipped}, {self.failed:,} failed"
