"""From the archive to the format that is wanted, a story in memory at a time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from json import dumps
from pathlib import Path
from typing import BinaryIO

from kliping.archive.archive import Archive
from kliping.archive.search.facets import Filters
from kliping.plain_form import encodable
from kliping.records import Article


def export_stories(archive: Archive, options: argparse.Namespace, wanted: Filters) -> int:
    """Write the stories and say how many. Raises `OSError` when they can't be written."""
    ids = archive.matching(options.query or "", wanted)
    if options.format == "markdown":
        from kliping.export.folder import write_folder

        count = write_folder(((each, archive.article(each)) for each in ids), Path(options.out))
    elif options.out == "-":
        count = _written(archive, options, ids, sys.stdout.buffer)
    else:
        count = _to_file(archive, options, ids)
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(f"kliping: {count:,} {'pages' if options.format == 'warc' else 'stories'} written", file=sys.stderr)
    return 0


def _to_file(archive: Archive, options: argparse.Namespace, ids: list[int]) -> int:
    """Write beside the file and put it in its place when it is whole: what was there is lost for nothing else."""
    out = Path(options.out)
    beside = out.with_name(f".{out.name}.part")
    try:
        with beside.open("wb") as stream:
            count = _written(archive, options, ids, stream)
        beside.replace(out)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return count


def _written(archive: Archive, options: argparse.Namespace, ids: list[int], stream: BinaryIO) -> int:
    if options.format == "jsonl":
        for each in ids:
            plain = archive.plain(each, not options.no_bytes)
            stream.write(f"{encodable(dumps(plain, ensure_ascii=False))}\n".encode())
        return len(ids)
    if options.format == "warc":
        from kliping.export.warc import write_warc

        return write_warc(archive.all_captures(ids), stream, Path(options.out).suffix)
    if options.format in ("rss", "atom"):
        from kliping.archive.sections.latest import by_time

        ids = by_time(archive.connection, ids)
    return _writer(options.format)((archive.article(each) for each in ids), stream)


def _writer(form: str) -> Callable[[Iterator[Article], BinaryIO], int]:
    from importlib import import_module

    module = import_module(f"kliping.export.{form}")
    writer: Callable[[Iterator[Article], BinaryIO], int] = module.write
    return writer
