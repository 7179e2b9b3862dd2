"""`kliping corrections`: what people corrected, listed or exported as training gold."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from kliping.cli.archives import archive_option, archive_path, say_json, say_text, text_of, with_archive
from kliping.cli.report import complain

_EXAMPLES = """\
examples:
  kliping corrections list
  kliping corrections export gold.parquet
  kliping corrections export gold.jsonl --archive desk.kliping
  kliping corrections undo 3

`export` writes a row for each captured page that somebody corrected: its bytes, and what was said of its blocks and
fields, in the columns that `train/` learns from (Parquet, which needs kliping[parquet], or JSON Lines).
exit status: 0 all well, 2 nothing done or wrong usage
"""

_NEEDS = {"list": "list takes nothing more", "export": "one OUT is needed", "undo": "one number is needed"}
"""What can be done, and what is said where something is missing for it."""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping corrections`."""
    parser = argparse.ArgumentParser(
        prog="kliping corrections",
        usage="kliping corrections [list | export OUT | undo N] [--archive FILE] [--format text|json] [--force]",
        description="List what people corrected at the desk, take a correction back, or export all as training gold.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("sources", nargs="*", metavar="list | export OUT | undo N", help="what to do (default: list)")
    archive_option(parser)
    add("--format", choices=("text", "json"), default="text", help="of the list (default: text)")
    add("--force", action="store_true", help="write over a file that is there")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """List, export or take back; the exit status."""
    does, *rest = options.sources or ["list"]
    if does not in _NEEDS:
        parser.error(f"what to do is one of {', '.join(_NEEDS)}")
    if len(rest) != (does != "list"):
        parser.error(_NEEDS[does])
    if does == "undo" and not (rest[0].isascii() and rest[0].isdigit()):
        parser.error("a correction is named by its number")
    if does == "export" and Path(rest[0]).exists() and not options.force:
        parser.error(f"{rest[0]} is there already; --force writes over it")
    work = {"list": _list, "export": _export, "undo": _undo}[does]
    return with_archive(options, partial(work, options, rest[0] if rest else ""))


def _list(options: argparse.Namespace, _rest: str) -> int:
    from kliping.archive.archive import Archive
    from kliping.archive.correcting.store import all_corrections
    from kliping.archive.correcting.told import line, to_plain

    with Archive(archive_path(options)) as archive:
        found = list(all_corrections(archive.connection))
    if options.format == "json":
        return say_json([to_plain(each) for each in found])
    return say_text(text_of(line(each) for each in found) or "Nothing was corrected yet.\n")


def _undo(options: argparse.Namespace, number: str) -> int:
    from kliping.archive.archive import Archive
    from kliping.archive.correcting.make import undo

    with Archive(archive_path(options), write=True) as archive:
        story = undo(archive, int(number[:18]))
    return say_text(f"taken back  {number}  (story {story})\n")


def _export(options: argparse.Namespace, out: str) -> int:
    from kliping.archive.archive import Archive
    from kliping.archive.correcting.gold import gold, write

    with Archive(archive_path(options)) as archive:
        rows = list(gold(archive))
    if not rows:
        complain(out, "Nothing was corrected whose page was kept.", "nothing")
        return 2
    try:
        write(rows, Path(out))
    except OSError as error:
        complain(out, f"It can't be written: {error.strerror or error}.", "unwritable")
        return 2
    except ModuleNotFoundError as error:
        complain(out, f"Parquet needs {error.name}: install kliping[parquet], or export to .jsonl.", "needs_parquet")
        return 2
    return say_text(f"{len(rows):,} pages written\n")
