"""Where records go: a file, or standard output, as bytes, so that no terminal's encoding can break a record."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kliping.cli.report import complain


class Output:
    """A file or standard output; the file is opened with the first record, so that nothing is emptied for nothing."""

    def __init__(self, path: Path | None, encoding: str = "utf-8", keep: int | None = None) -> None:
        """Write to a file (None is standard output), after the bytes of it that are to be kept; None: anew."""
        self._path = path
        self._encoding = encoding
        self._keep = keep
        self._stream: BinaryIO | None = None

    def write(self, text: str) -> None:
        """Write and flush, so that whoever reads along has each record at once. Raises `OSError`."""
        if self._stream is None:
            self._stream = self._open(self._path) if self._path else _stdout()
        try:
            self._stream.write(text.encode(self._encoding, "replace"))
            self._stream.flush()
        except OSError:
            self._abandon()
            raise

    def close(self) -> None:
        """Close the file, if one was opened; else what is torn at its end goes all the same. Raises `OSError`."""
        if self._path and self._stream:
            self._stream.close()
        elif self._path and self._keep is not None and self._path.is_file():
            os.truncate(self._path, self._keep)

    def _abandon(self) -> None:
        """Let go of a file that takes no more: closing it later would fail once more."""
        if self._path and self._stream:
            with suppress(OSError):
                self._stream.close()
            self._path = self._stream = None

    def _open(self, path: Path) -> BinaryIO:
        if not self._keep:
            return path.open("wb")
        stream = path.open("r+b")
        stream.truncate(self._keep)
        stream.seek(self._keep)
        return stream


def terminal_encoding() -> str:
    """The encoding that the terminal understands."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def attempt(writing: Callable[[], None], name: str = "standard output") -> int:
    """Do what writes; 0, or the exit status when it can't: 141 when nobody reads on, 2 after a complaint."""
    try:
        writing()
    except BrokenPipeError:
        _give_up_stdout()
        return 141
    except OSError as error:
        complain(name, f"It can't be written: {error.strerror or error}.", "unwritable")
        _give_up_stdout()
        return 2
    return 0


def _give_up_stdout() -> None:
    """Let what is still buffered for a broken standard output go nowhere, or Python would complain at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stdout() -> BinaryIO:
    if sys.stdout is None:
        raise OSError("it is closed")
    return sys.stdout.buffer
