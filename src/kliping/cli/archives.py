"""What the commands of the archive have in common: which file it is, how it fails, and how stories are listed."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable
from functools import partial
from json import dumps
from pathlib import Path
from typing import Any

from kliping.cli.output import Output, attempt, terminal_encoding
from kliping.cli.report import complain
from kliping.errors import ArchiveError
from kliping.export.visible import visible_line
from kliping.plain_form import encodable

DEFAULT = "clippings.kliping"
VARIABLE = "KLIPING_ARCHIVE"


def archive_option(parser: argparse.ArgumentParser) -> None:
    """Which archive."""
    parser.add_argument(
        "--archive", type=Path, metavar="FILE", help=f"the archive (default: ${VARIABLE}, else ./{DEFAULT})"
    )


def archive_path(options: argparse.Namespace) -> Path:
    """The archive that is meant."""
    return Path(options.archive or os.environ.get(VARIABLE) or DEFAULT)


def count(word: str) -> int:
    """A number of things, as an option says it."""
    if not word.isascii() or not word.isdigit() or len(word) > 9:
        raise argparse.ArgumentTypeError("it must be a whole number")
    return int(word)


def with_archive(options: argparse.Namespace, work: Callable[[], int]) -> int:
    """Do what needs the archive; its status, or 2 after a complaint when the archive fails."""
    try:
        return work()
    except ArchiveError as error:
        named = "query" if error.code == "query" else str(archive_path(options))
        complain(named, str(error), error.code)
        return 2


def say_text(text: str) -> int:
    """Write lines for the eye to standard output; the exit status."""
    return attempt(partial(Output(None, terminal_encoding()).write, text))


def say_json(value: Any) -> int:
    """Write one value as JSON in one line to standard output; the exit status."""
    return attempt(partial(Output(None).write, f"{encodable(dumps(value, ensure_ascii=False))}\n"))


def story_line(ident: int, facts: dict[str, Any]) -> str:
    """A story in one line: id, day, headline, publisher."""
    day, publisher = facts.get("published_day") or "----------", facts.get("publisher")
    end = f"  ({visible_line(publisher)})" if publisher else ""
    return f"{ident:>6}  {day}  {visible_line(facts.get('headline') or '(no headline)')[:160]}{end}"


def text_of(lines: Iterable[str]) -> str:
    """Lines as a text."""
    return "".join(f"{line}\n" for line in lines)
