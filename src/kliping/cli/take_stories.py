"""Lines in, stories kept: a line that is no story is said and passed over."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kliping.archive.archive import Archive
from kliping.archive.lines import MOST_BYTES, parsed
from kliping.cli.archives import archive_path
from kliping.cli.report import complain
from kliping.errors import ArchiveError, RecordError

_AT_ONCE = 100
"""Lines in one transaction: where one of them fails, they are taken one by one."""

Numbered = tuple[str, bytes]
"""Where a line stands, and the line."""


def take_stories(options: argparse.Namespace) -> int:
    """Take all lines; the exit status. The archive's own failures rise."""
    counts: Counter[str] = Counter()
    with Archive(archive_path(options), create=True) as archive:
        batch: list[Numbered] = []
        for line in _lines(options.sources, counts):
            batch.append(line)
            if len(batch) == _AT_ONCE:
                _take(archive, batch, not options.no_bytes, counts)
                batch = []
        _take(archive, batch, not options.no_bytes, counts)
    _say(counts)
    taken = counts["added"] + counts["changed"] + counts["same"]
    return 2 if not taken else 1 if counts["failed"] else 0


def _take(archive: Archive, batch: list[Numbered], keep_bytes: bool, counts: Counter[str]) -> None:
    try:
        added = archive.take((parsed(line) for _, line in batch), keep_bytes)
        counts.update(each.what for each in added)
    except (RecordError, ArchiveError) as error:
        if isinstance(error, ArchiveError) and error.code != "not_record":
            raise
        if len(batch) > 1:
            for line in batch:
                _take(archive, [line], keep_bytes, counts)
        else:
            counts["failed"] += 1
            complain(batch[0][0], str(error), "not_record")


def _lines(names: list[str], counts: Counter[str]) -> Iterator[Numbered]:
    for name in names:
        try:
            if name == "-":
                yield from _of(sys.stdin.buffer, "standard input")
            else:
                with Path(name).open("rb") as stream:
                    yield from _of(stream, name)
        except OSError as error:
            counts["failed"] += 1
            said = "There is no such file." if isinstance(error, FileNotFoundError) else error.strerror or str(error)
            complain(name, said if said.endswith(".") else f"It can't be read: {said}.", "unreadable")


def _of(stream: BinaryIO, name: str) -> Iterator[Numbered]:
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if len(line) > MOST_BYTES:  # the rest of the line is read as lines that are no records either
            line = b"too long"
        if line.strip():
            yield f"{name}:{number}", line


def _say(counts: Counter[str]) -> None:
    if sys.stderr is not None:
        said = ", ".join((f"{counts[what]:,} {word}" for what, word in _WORDS.items()))
        with suppress(OSError, ValueError):
            print(f"kliping: {said}", file=sys.stderr, flush=True)


_WORDS = {"added": "added", "changed": "changed", "same": "unchanged", "failed": "failed"}
