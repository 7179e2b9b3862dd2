"""`kliping export`: the archive's stories in other formats."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from kliping.cli.archives import archive_option, archive_path, with_archive
from kliping.cli.report import complain
from kliping.cli.search import filter_options, filters
from kliping.errors import KlipingError

FORMATS = ("jsonl", "parquet", "markdown", "ninjs", "schemaorg", "rss", "atom", "csv", "text", "warc")

_EXAMPLES = """\
formats:
  jsonl      a story a line, with its history and pages; `kliping import` makes an equal archive of it
  parquet    a row a story, nested columns (needs kliping[parquet])
  markdown   a folder of files with front matter
  ninjs      IPTC ninjs 3.0, an item a line         schemaorg  NewsArticle as JSON-LD, a story a line
  rss, atom  a feed, the latest story first         csv        a row a story, for spreadsheets
  text       the stories' text and nothing else     warc       the pages as they were found

examples:
  kliping export stories.jsonl --format jsonl
  kliping export stories.parquet --format parquet --language id
  kliping export notes/ --format markdown --query "harga beras"
  kliping export pages.warc.gz --format warc

exit status: 0 all well, 2 nothing written or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping export`."""
    parser = argparse.ArgumentParser(
        prog="kliping export",
        usage="kliping export OUT --format FORMAT [--archive FILE] [--query QUERY] [filters]",
        description="Write the archive's stories, all or those that a query and filters find, in another format.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("sources", nargs="*", metavar="OUT", help="the file to write (a folder for markdown), or - for standard output")
    add("--format", choices=FORMATS, help="what to write")
    archive_option(parser)
    add("--query", help="only stories that this finds, as `kliping search` does")
    add("--no-bytes", action="store_true", help="leave the bytes of pages out of JSON Lines")
    add("--force", action="store_true", help="write over a file, or into a folder, that is there")
    filter_options(parser)
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Write the stories; the exit status."""
    if len(options.sources) != 1:
        parser.error("one OUT is needed")
    if options.format is None:
        parser.error("--format is needed")
    options.out = options.sources[0]
    if options.out == "-" and options.format in ("parquet", "markdown", "warc"):
        parser.error(f"{options.format} can't be written to standard output")
    if options.out != "-" and _is_archive(Path(options.out), archive_path(options)):
        parser.error("OUT is the archive itself")
    if options.out != "-" and _is_there(Path(options.out)) and not options.force:
        parser.error(f"{options.out} is there already; --force writes over it")
    return with_archive(options, partial(_export, options))


def _is_there(out: Path) -> bool:
    """Whether there is something that could be lost: a file, or notes in a folder."""
    return out.is_file() or (out.is_dir() and any(out.iterdir()))


def _is_archive(out: Path, archive: Path) -> bool:
    return out.exists() and archive.exists() and out.samefile(archive)


def _export(options: argparse.Namespace) -> int:
    from kliping.archive.archive import Archive
    from kliping.cli.export_stories import export_stories

    with Archive(archive_path(options)) as archive:
        try:
            return export_stories(archive, options, filters(options))
        except BrokenPipeError:
            return 141
        except OSError as error:
            complain(options.out, f"It can't be written: {error.strerror or error}.", "unwritable")
        except ModuleNotFoundError as error:
            complain(options.out, f"This format needs {error.name}: install kliping[parquet].", "needs_parquet")
        except KlipingError as error:
            complain(options.out, str(error), getattr(error, "code", "export"))
    return 2
