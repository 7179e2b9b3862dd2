"""`kliping read`: its arguments. The work stands in `read_pages`, which brings the parser of pages with it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kliping.cli.pages import STDIN, has_page_suffix, is_folder, is_single

_EXAMPLES = """\
examples:
  kliping read page.html
  kliping read page.html --why
  kliping read page.html --url https://news.example/story --format markdown
  kliping read pages/ --out records.jsonl
  curl -s https://news.example/story | kliping read - --format table

exit status: 0 all pages read, 1 some not, 2 none or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping read`."""
    parser = argparse.ArgumentParser(
        prog="kliping read",
        usage="kliping read SOURCE... [--url URL] [--format json|markdown|table] [--why] [--out FILE]",
        description="Read news pages, as HTML or as flattened text, into records. JSON is one record a line. Each "
        "Markdown record begins with its front matter, between the only two lines of --- that it has; a blank line "
        "stands between records.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="a file, a folder (its .html, .htm, .xhtml and .txt files, and those of the folders in it), "
        "or - for standard input; after --, names may begin with -",
    )
    add("--url", help="where the page was found (one page only)")
    add("--format", choices=("json", "markdown", "table"), help="default: table on a terminal or with --why, else json")
    add("--why", action="store_true", help="say after each value who said it and where (tables only)")
    add("--out", type=Path, metavar="FILE", help="write there and not to standard output")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Read the pages and show their records; the exit status."""
    if not options.sources:
        parser.error("the following arguments are required: SOURCE")
    if options.why and options.format not in (None, "table"):
        parser.error(f"--why belongs to a table; {options.format} can't show it")
    if options.url is not None and not is_single(options.sources):
        parser.error("--url belongs to one page, and here are several")
    if options.out and any(_would_be_read(options.out, source) for source in options.sources):
        parser.error("--out is one of the pages to be read")
    from kliping.cli.read_pages import read_pages

    return read_pages(options)


def _would_be_read(out: Path, source: str) -> bool:
    """Whether the file to be written is there already and is the source, or a page in it when it is a folder."""
    if source == STDIN or not os.path.isfile(out):  # noqa: PTH113 (Path.is_file raises for a name that is too long)
        return False
    if is_folder(source):
        real = out.resolve()
        return has_page_suffix(real.name) and Path(source).resolve() in real.parents
    return os.path.exists(source) and out.samefile(source)  # noqa: PTH110 (the same)
