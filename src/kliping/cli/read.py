"""`kliping read`: its arguments. The work stands in `read_pages`, which brings the parser of pages with it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kliping.sources.files import is_page_name
from kliping.sources.options import KINDS
from kliping.sources.plan import is_single
from kliping.sources.recognise import STDIN, is_folder, is_url, kind_by_name

_EXAMPLES = """\
examples:
  kliping read page.html
  kliping read page.html --why
  kliping read page.html --url https://news.example/story --format markdown
  kliping read pages/ crawl.warc.gz --out records.jsonl
  kliping read https://news.example/ --contact desk@paper.example --warc run.warc.gz --out records.jsonl
  kliping read - --out records.jsonl < urls.txt

A second run with the same --out takes up where the first stopped.
exit status: 0 all pages read, 1 some not, 2 none or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping read`."""
    parser = argparse.ArgumentParser(
        prog="kliping read",
        usage="kliping read SOURCE... [--url URL] [--format json|markdown|table] [--why] [--out FILE] [options]",
        description="Read stories from files, folders, web archives, feeds, sitemaps and the web into records; the "
        "pages of a story become one. JSON is one record a line. Each Markdown record begins with its front matter, "
        "between the only two lines of --- that it has; a blank line stands between records.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_sources(parser)
    add = parser.add_argument
    add("--format", choices=("json", "markdown", "table"), help="default: table on a terminal or with --why, else json")
    add("--why", action="store_true", help="say after each value who said it and where (tables only)")
    return parser


def add_sources(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what is read and where the result goes."""
    source_options(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write there and not to standard output")
    web_options(parser)


def source_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that takes sources."""
    add = parser.add_argument
    add(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="a page, a folder (its .html, .htm, .xhtml and .txt files and web archives, and those of the folders in "
        "it), a WARC, ARC or WACZ, a feed, a sitemap, a file of URLs, a URL (of a site's front page for the stories of "
        "its feeds and sitemaps), or - for standard input (a page or URLs); after --, names may begin with -",
    )
    add("--kind", choices=KINDS, help="what the sources are, where they aren't what they look like")
    add("--url", help="where the page was found (one page only)")
    add("--no-stitch", action="store_true", help="leave each page a record of its own")


def check_sources(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Say what is wrong with the sources and leave; and note whether they are one page alone (`single`)."""
    if not options.sources:
        parser.error("the following arguments are required: SOURCE")
    options.single = len(options.sources) == 1 and is_single(options.sources[0], options.kind)
    if options.url is not None and not options.single:
        parser.error("--url belongs to one page, and here are several")


def web_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that asks the web."""
    add = parser.add_argument_group("the web").add_argument
    add("--warc", type=Path, metavar="FILE", help="write what is fetched to a WARC (.warc, .warc.gz or .warc.zst)")
    add("--contact", metavar="WHO", help="a mail address or URL for the user agent, so that sites can reach you")
    add("--rate", type=_rate, metavar="N", help="requests a second to one host at most (default: 1)")
    add("--no-cache", action="store_true", help="don't use the HTTP cache on disk")
    add("--allow-private", action="store_true", help="also fetch from this machine and private networks")


def _rate(word: str) -> float:
    try:
        rate = float(word)
    except ValueError:
        rate = 0.0
    if not 0 < rate < 10_000:
        raise argparse.ArgumentTypeError("it must be a number above 0")
    return rate


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Read the pages and show their records; the exit status."""
    if options.why and options.format not in (None, "table"):
        parser.error(f"--why belongs to a table; {options.format} can't show it")
    check(parser, options)
    from kliping.cli.read_pages import read_pages

    return read_pages(options)


def check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse arguments that don't go together, and note whether one page alone is read."""
    check_sources(parser, options)
    for name in ("out", "warc"):
        written = getattr(options, name)
        if written and any(would_be_read(written, source) for source in options.sources):
            parser.error(f"--{name} is one of the pages to be read")
    if options.warc and options.warc == options.out:
        parser.error("--warc and --out are the same file")


def would_be_read(out: Path, source: str) -> bool:
    """Whether the file to be written is there already and is the source, or a page in it when it is a folder."""
    if source == STDIN or is_url(source):
        return False
    if not os.path.isfile(out):  # noqa: PTH113 (Path.is_file raises for a name that is too long)
        return False
    if is_folder(source):
        real = out.resolve()
        return _is_read(real.name) and Path(source).resolve() in real.parents
    return os.path.exists(source) and out.samefile(source)  # noqa: PTH110 (the same)


def _is_read(name: str) -> bool:
    """Whether a file of this name in a folder is read."""
    return is_page_name(name) or kind_by_name(name) is not None
