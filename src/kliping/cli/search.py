"""`kliping search`: stories of the archive that answer a query."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kliping.cli.archives import (
    archive_option,
    archive_path,
    count,
    say_json,
    say_text,
    story_line,
    text_of,
    with_archive,
)
from kliping.export.visible import visible

if TYPE_CHECKING:
    from kliping.archive.search.facets import Filters
    from kliping.archive.search.snippet import Snippet

_EXAMPLES = """\
queries:
  harga beras           both words               "harga beras"         the phrase
  padi OR beras         either                   beras -impor          the first without the second
  ber*                  words that begin so      (padi OR beras) harga brackets
  headline:beras        in the headline; also text: caption: people:

examples:
  kliping search beras
  kliping search '"harga beras" -impor' --since 2026-01-01 --language id
  kliping search --person "Siti Rahma" --role editor --sort newest
  kliping search 米価 --format json

exit status: 0 stories found, 1 none, 2 wrong usage or no archive
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping search`."""
    parser = argparse.ArgumentParser(
        prog="kliping search",
        usage="kliping search QUERY [--archive FILE] [--format text|json] [options]",
        description="Find stories by their headline, text, captions and people, the best match first. Without a query, "
        "the filters alone say which.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("sources", nargs="*", metavar="QUERY", help="what to look for")
    archive_option(parser)
    filter_options(parser)
    add("--sort", choices=("relevance", "newest", "oldest"), help="default: relevance, without a query newest")
    add("--limit", type=count, default=20, metavar="N", help="stories at most (default: 20)")
    add("--offset", type=count, default=0, metavar="N", help="stories to pass over")
    add("--format", choices=("text", "json"), default="text", help="json is one array (default: text)")
    return parser


def filter_options(parser: argparse.ArgumentParser) -> None:
    """What stories can be narrowed down by."""
    add = parser.add_argument_group("filters").add_argument
    add("--since", type=_day, metavar="DAY", help="published on this day (2026-05-14) or later")
    add("--until", type=_day, metavar="DAY", help="published on this day or earlier")
    add("--language", metavar="TAG", help="BCP 47: id, en, pt-BR; pt takes pt-BR in")
    add("--publisher", metavar="NAME", help="the site's name")
    add("--person", metavar="NAME", help="somebody who made it or speaks in it")
    add("--role", metavar="ROLE", help="what that person is: author editor translator photographer contributor speaker")
    add("--tag", metavar="TAG", help="one of its tags")
    add("--section", metavar="NAME", help="its section")
    add("--source", metavar="NAME", help="its original source")
    add("--story-kind", metavar="KIND", help="article listing gallery video live other")


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written 2026-05-14") from None


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Search and show; the exit status."""
    if options.since and options.until and options.since > options.until:
        parser.error("--since is after --until")
    return with_archive(options, partial(_search, options))


def _search(options: argparse.Namespace) -> int:
    from kliping.archive.archive import Archive
    from kliping.archive.search.find import MOST_RANKED, Page

    query = " ".join(options.sources)
    sort = options.sort or ("relevance" if query.strip() not in ("", "*") else "newest")
    with Archive(archive_path(options)) as archive:
        found = archive.search(query, filters(options), Page(options.limit, options.offset, sort))
    if options.format == "json":
        status = say_json([hit.to_dict() for hit in found.hits])
    else:
        lines = [line for hit in found.hits for line in _lines(hit.id, hit.facts, _marked(hit.snippet))]
        total = f"{found.total:,}{'+' if found.total == MOST_RANKED else ''}"
        shown = f"{len(found.hits)} of {total} stories" if found.hits else "No story was found."
        status = say_text(text_of([*lines, shown]))
    return status or (0 if found.hits else 1)


def filters(options: argparse.Namespace) -> Filters:
    """The filters that were given."""
    from kliping.archive.search.facets import Filters

    names = ("since", "until", "language", "publisher", "person", "role", "tag", "section", "source")
    return Filters(**{name: getattr(options, name) for name in names}, kind=options.story_kind)


def _lines(ident: int, facts: dict[str, object], passage: str) -> list[str]:
    return [story_line(ident, facts), *([f"        {passage}"] if passage else []), ""]


def _marked(passage: Snippet) -> str:
    """The passage for the eye: marked words bold on a terminal, else between brackets."""
    before, after = ("\x1b[1m", "\x1b[0m") if sys.stdout is not None and sys.stdout.isatty() else ("[", "]")
    parts, at = [], 0
    for start, end in passage.marks:
        parts += [visible(passage.text[at:start]), before, visible(passage.text[start:end]), after]
        at = end
    return "".join((*parts, visible(passage.text[at:])))
