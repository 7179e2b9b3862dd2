"""`kliping quotes`: what was said, in pages or by a person across the archive."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from typing import Any

from kliping.cli.archives import archive_option, archive_path, say_json, say_text, text_of, with_archive
from kliping.cli.read import check_sources, source_options, web_options
from kliping.export.visible import visible_line

_EXAMPLES = """\
examples:
  kliping quotes page.html
  kliping quotes --speaker "Siti Rahma"
  kliping quotes --speaker "Siti Rahma" --archive desk.kliping --format json

JSON is one quotation a line. A speaker's name finds all whose names hold its words, where nobody is called just so.
exit status: 0 quotations found, 1 none (or some pages failed), 2 wrong usage or no archive
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping quotes`."""
    parser = argparse.ArgumentParser(
        prog="kliping quotes",
        usage="kliping quotes SOURCE... | --speaker NAME [--archive FILE] [--format text|json]",
        description="Show quotations with their speakers: those of pages, or what one person said across the archive.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    source_options(parser)
    archive_option(parser)
    parser.add_argument("--speaker", metavar="NAME", help="what this person said, in every story of the archive")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    web_options(parser)
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Show the quotations; the exit status."""
    if options.speaker is not None:
        if options.sources:
            parser.error("--speaker asks the archive, and takes no SOURCE; `kliping add` puts pages in")
        return with_archive(options, partial(_of_speaker, options))
    check_sources(parser, options)
    return _of_pages(options)


def _of_speaker(options: argparse.Namespace) -> int:
    from kliping.archive.archive import Archive

    with Archive(archive_path(options)) as archive:
        found = [said.to_dict() for said in archive.quotes(options.speaker)]
    return _say(found, options) or (0 if found else 1)


def _of_pages(options: argparse.Namespace) -> int:
    from kliping.cli.read_pages import stories
    from kliping.cli.tally import Tally

    tally = Tally()
    found = 0
    for story in stories(options, tally):
        rows = list(_rows(story.article))
        found += len(rows)
        if status := _say(rows, options):
            return status
    return tally.status or (0 if found else 1)


def _rows(article: Any) -> Iterator[dict[str, Any]]:
    day = article.published.day.isoformat() if article.published else None
    about = {"day": day, "headline": article.headline, "publisher": article.publisher, "url": article.url}
    for quote in article.quotes:
        said = {name: getattr(quote, name) for name in ("speaker", "speaker_role", "text", "kind")}
        yield {**said, **about, "paragraph": quote.paragraph, "confidence": quote.confidence}


def _say(rows: list[dict[str, Any]], options: argparse.Namespace) -> int:
    if options.format == "json":
        return next((status for row in rows if (status := say_json(row))), 0)
    return say_text(text_of(line for row in rows for line in _lines(row)))


def _lines(row: dict[str, Any]) -> list[str]:
    role = f" ({visible_line(row['speaker_role'])})" if row["speaker_role"] else ""
    story = f"{row['story']:>6}  " if "story" in row else ""
    where = f"{story}{row['day'] or '----------'}  {visible_line(row['headline'] or '(no headline)')}"
    return [where, f"        {visible_line(row['speaker'] or '?')}{role}: “{visible_line(row['text'])}”", ""]
