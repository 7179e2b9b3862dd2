"""`kliping quotes`: its arguments. It takes the sources that `kliping read` takes."""

from __future__ import annotations

import argparse

from kliping.cli.read import add_sources, check

_EXAMPLES = """\
examples:
  kliping quotes page.html
  kliping quotes saved/ --speaker Lestari
  kliping quotes crawl.warc.gz --format json --out quotes.jsonl

exit status: 0 all pages read, 1 some not, 2 none or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping quotes`."""
    parser = argparse.ArgumentParser(
        prog="kliping quotes",
        usage="kliping quotes SOURCE... [--speaker NAME] [--format json|table] [--out FILE] [options]",
        description="List who said what, when and where, in stories from files, folders, web archives, feeds, sitemaps "
        "and the web. JSON is one quotation a line, with the address, headline and time of its story.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_sources(parser)
    add = parser.add_argument
    add(
        "--speaker", metavar="NAME", help="only what this person said; a family name or any other part of the name does"
    )
    add("--format", choices=("json", "table"), help="default: table on a terminal, else json")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Read the pages and list their quotations; the exit status."""
    options.why = False
    check(parser, options)
    from kliping.cli.quotes_shown import shows
    from kliping.cli.read_pages import read_pages

    return read_pages(options, shows(options))
