"""The commands of `kliping`, and the way from arguments to the one that is meant.

argparse, because it costs nothing: typer, which was tried, loads pydantic for the first argument that it reads, and
`kliping read --help` took four times as long. Each command has a parser of its own, so that options may stand between
the sources (argparse can't do that with subparsers) and only the command that is meant is imported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module

from kliping.cli.output import Output, attempt

COMMANDS = {
    "read": "read news pages, as HTML or as flattened text, into records",
    "add": "keep stories in the clippings archive",
    "search": "find stories in the archive",
    "show": "show a story of the archive, its history, its copies",
    "quotes": "what was said, in pages or by a person across the archive",
    "export": "write the archive's stories in other formats",
    "import": "put exported stories into an archive",
    "corrections": "list what people corrected, or export it as training gold",
    "desk": "the archive as pages in a browser, to read, check and correct",
    "batch": "read millions of pages into Parquet, on all cores or on a cluster",
}
"""Each command and what it does; its module here bears its name and has `parser()` and `run(parser, options)`.

Its positional arguments are `sources`, none or more: what stands after `--` is added to them."""

ALONE = frozenset(("desk", "corrections"))
"""Commands that do something without any argument; the others then say what they take."""

_MODULES = {"import": "take"}
"""Commands whose module can't bear their name."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments (those of the process by default) ask; the exit status.

    Wrong usage raises `SystemExit` with 2, after a sentence on standard error.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = _parser().parse_args(given[:1])
    if asked.version:
        import kliping

        return say(f"kliping {kliping.__version__}\n")
    if asked.help or asked.command is None:
        return say(_parser().format_help(), 0 if asked.help else 2)
    command = import_module(f"kliping.cli.{_MODULES.get(asked.command, asked.command)}")
    parser: argparse.ArgumentParser = command.parser()
    own, dashed = _split(given[1:])
    if not (given[1:] or asked.command in ALONE) or {"-h", "--help"} & set(own):
        return say(parser.format_help(), 0 if given[1:] else 2)
    options = parser.parse_intermixed_args(own)
    options.sources += dashed
    status: int = command.run(parser, options)
    return status


def say(text: str, status: int = 0) -> int:
    """Write to standard output; the status, or 141 or 2 when it can't be written."""
    return attempt(partial(Output(None).write, text)) or status


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands before the first `--` and what after it: parse_intermixed_args takes the latter for options too."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:at], arguments[at + 1 :]


def _parser() -> argparse.ArgumentParser:
    rows = "\n".join(f"  {name:<11}  {does}" for name, does in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="kliping",
        usage="kliping COMMAND ...",
        description="Kliping reads news pages into structured records, with the evidence for every value.",
        epilog=f"commands:\n{rows}\n\n`kliping COMMAND --help` says more about one, with examples.\n\n"
        "exit status: 0 all well, 1 some items failed, 2 nothing done or wrong usage",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("command", nargs="?", choices=COMMANDS, metavar="COMMAND", help=argparse.SUPPRESS)
    parser.add_argument("-h", "--help", action="store_true", help="show this and leave")
    parser.add_argument("--version", action="store_true", help="show the version and leave")
    return parser
