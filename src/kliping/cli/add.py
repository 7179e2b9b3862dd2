"""`kliping add`: its arguments. The work stands in `add_pages`, which brings the parser of pages with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from kliping.cli.archives import archive_option, archive_path
from kliping.cli.read import check_sources, source_options, web_options, would_be_read

_EXAMPLES = """\
examples:
  kliping add page.html
  kliping add saved/ crawl.warc.gz --archive desk.kliping
  kliping add https://kabar.example/ --contact desk@paper.example

Each story is told in a line when it is safe on disk: added, changed (a new version), unchanged
or gone (the server answers 404 or 410 where the story stood), id and headline.
exit status: 0 all pages kept, 1 some not, 2 none or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping add`."""
    parser = argparse.ArgumentParser(
        prog="kliping add",
        usage="kliping add SOURCE... [--archive FILE] [--no-bytes] [--format text|json] [options]",
        description="Read stories, as `kliping read` does, and keep them in the clippings archive, one SQLite file. "
        "The same page again changes nothing; a page that has changed adds a version.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    source_options(parser)
    archive_option(parser)
    parser.add_argument("--no-bytes", action="store_true", help="don't keep the bytes of the pages, only their digests")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the lines (default: text)")
    web_options(parser)
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Read the pages and keep their stories; the exit status."""
    check_sources(parser, options)
    archive: Path = archive_path(options)
    for name, written in (("--archive", archive), ("--warc", options.warc)):
        if written and any(would_be_read(written, source) for source in options.sources):
            parser.error(f"{name} is one of the pages to be read")
    if options.warc and options.warc == archive:
        parser.error("--warc and --archive are the same file")
    from kliping.cli.add_pages import add_pages

    return add_pages(options)
