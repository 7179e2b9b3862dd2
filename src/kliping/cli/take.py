"""`kliping import`: exported stories into an archive."""

from __future__ import annotations

import argparse
from functools import partial

from kliping.cli.archives import archive_option, with_archive

_EXAMPLES = """\
examples:
  kliping import stories.jsonl --archive copy.kliping
  kliping read pages/ --format json | kliping import -

FILE is JSON Lines: what `kliping export --format jsonl` writes, with history and pages, or what `kliping read` does.
exit status: 0 all lines taken, 1 some not, 2 none or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping import`."""
    parser = argparse.ArgumentParser(
        prog="kliping import",
        usage="kliping import FILE... [--archive FILE] [--no-bytes]",
        description="Put stories of JSON Lines into an archive. Into an empty one, an export comes back as it was; "
        "stories that the archive has get a new version where they differ.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("sources", nargs="*", metavar="FILE", help="a file of JSON Lines, or - for standard input")
    archive_option(parser)
    parser.add_argument("--no-bytes", action="store_true", help="don't keep the bytes of the pages")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Take the stories; the exit status."""
    if not options.sources:
        parser.error("the following arguments are required: FILE")
    from kliping.cli.take_stories import take_stories

    return with_archive(options, partial(take_stories, options))
