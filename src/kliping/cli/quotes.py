"""`kliping quotes`: what was said, in pages or by a person across the archive."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from kliping.cli.archives import archive_option, archive_path, say_json, say_text, text_of, with_archive
from kliping.cli.read import add_sources, check
from kliping.cli.report import complain
from kliping.export.visible import visible_line

_EXAMPLES = """\
examples:
  kliping quotes page.html
  kliping quotes saved/ --speaker Lestari
  kliping quotes crawl.warc.gz --format json --out quotes.jsonl
  kliping quotes --speaker "Siti Rahma"                              across the archive
  kliping quotes --speaker "Siti Rahma" --archive desk.kliping --format json

JSON is one quotation a line, with the address, headline and time of its story. In the archive a name finds all speakers
whose names hold its words, where nobody is called just so.
exit status: 0 all pages read, 1 some not (or nothing found in the archive), 2 none or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping quotes`."""
    parser = argparse.ArgumentParser(
        prog="kliping quotes",
        usage="kliping quotes SOURCE... [--speaker NAME] | --speaker NAME [--archive FILE] [options]",
        description="List who said what, when and where: in stories from files, folders, web archives, feeds, sitemaps "
        "and the web, or, without a source, by one person across the archive.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_sources(parser)
    archive_option(parser)
    add = parser.add_argument
    add(
        "--speaker", metavar="NAME", help="only what this person said; a family name or any other part of the name does"
    )
    add("--format", choices=("json", "table"), help="default: table on a terminal, else json; of the archive table")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """List the quotations; the exit status."""
    if options.speaker is not None and not options.sources:
        return with_archive(options, partial(_of_speaker, options))
    options.why = False
    check(parser, options)
    from kliping.cli.quotes_shown import shows
    from kliping.cli.read_pages import read_pages

    return read_pages(options, shows(options))


def _of_speaker(options: argparse.Namespace) -> int:
    from kliping.archive.archive import Archive

    with Archive(archive_path(options)) as archive:
        found = [said.to_dict() for said in archive.quotes(options.speaker)]
    if not found:
        complain(options.speaker, "Nobody of that name is quoted in the archive.", "not_found")
        return 1
    if options.format == "json":
        status = next((status for row in found if (status := say_json(row))), 0)
    else:
        status = say_text(text_of(line for row in found for line in _lines(row)))
    return status


def _lines(row: dict[str, Any]) -> list[str]:
    role = f" ({visible_line(row['speaker_role'])})" if row["speaker_role"] else ""
    where = f"{row['story']:>6}  {row['day'] or '----------'}  {visible_line(row['headline'] or '(no headline)')}"
    return [where, f"        {visible_line(row['speaker'] or '?')}{role}: “{visible_line(row['text'])}”", ""]
