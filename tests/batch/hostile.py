"""A reader for reading processes that do what pages must not be able to: each mark in a page does it for real."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Mapping
from typing import Any

from kliping import Article
from kliping.batch.page import read_row

MARKS: dict[bytes, Callable[[], object]] = {
    b"[crash]": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    b"[leave]": lambda: os._exit(3),
    b"[hang]": lambda: re.match(r"(a|aa)+$", "a" * 300 + "b"),  # in C, where no Python code gets a turn
    b"[bloat]": lambda: bytes(1 << 40),
    b"[print]": lambda: os.write(1, b"noise on standard output"),
}


def read(row: Mapping[str, Any]) -> Article:
    """The record of a page, after what its mark does."""
    for mark, does in MARKS.items():
        if mark in row["html"]:
            does()
    return read_row(row)
