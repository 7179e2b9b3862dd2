"""What goes to standard error: one line per item that failed, in one form that programs can parse."""

from __future__ import annotations

import sys
from contextlib import suppress

from kliping.export.visible import visible_line


def complain(name: str, sentence: str, code: str) -> None:
    """Say on standard error what is wrong with an item: `kliping: FILE: sentence (code)`.

    A standard error that is closed or broken takes nothing, and that is no reason to stop.
    """
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(f"kliping: {visible_line(name)}: {visible_line(sentence)} ({code})", file=sys.stderr, flush=True)
