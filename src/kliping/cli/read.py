"""`kliping read`: its arguments. The work stands in `read_pages`, which brings the parser of pages with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from kliping.cli.pages import STDIN, is_single

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
        description="Read news pages, as HTML or as flattened text, into records. JSON is one record a line.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a file, a folder (its .html, .htm, .xhtml and .txt files, and those of the folders in it), "
        "or - for standard input",
    )
    add("--url", help="where the page was found (one page only)")
    add("--format", choices=("json", "markdown", "table"), help="default: table on a terminal, else json")
    add("--why", action="store_true", help="in a table, say after each value who said it and where")
    add("--out", type=Path, metavar="FILE", help="write there and not to standard output")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Read the pages and show their records; the exit status."""
    if options.url is not None and not is_single(options.sources):
        parser.error("--url belongs to one page, and here are several")
    if options.out and any(_is_same(options.out, source) for source in options.sources):
        parser.error("--out is one of the pages to be read")
    from kliping.cli.read_pages import read_pages

    return read_pages(options)


def _is_same(out: Path, source: str) -> bool:
    return source != STDIN and out.is_file() and Path(source).exists() and out.samefile(source)
