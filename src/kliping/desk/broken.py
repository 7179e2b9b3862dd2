"""What should never happen: a line for whoever started the desk; the reader is told no more than that it did."""

from __future__ import annotations

import sys
from contextlib import suppress

from kliping.export.visible import visible_line


def tell(where: str, error: BaseException) -> None:
    """Say it on the standard error, if there still is one."""
    with suppress(OSError, ValueError, AttributeError):
        what = visible_line(f"{where}: {type(error).__name__}: {error}")
        print(f"kliping: desk: {what} (internal)", file=sys.stderr, flush=True)
