"""`kliping show`: a story of the archive, its history, its copies; and the archive's sections."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

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
from kliping.export.visible import visible_line

if TYPE_CHECKING:
    from kliping.archive.archive import Archive
    from kliping.archive.removals import Removal

_EXAMPLES = """\
examples:
  kliping show 12
  kliping show https://kabar.example/read/1 --format json
  kliping show 12 --history
  kliping show 12 --diff 1 2
  kliping show 12 --copies
  kliping show 12 --pin
  kliping show --section popular
  kliping show --section regional --place Bandung

exit status: 0 all well, 2 no such story, wrong usage or no archive
"""

SECTIONS = ("latest", "popular", "picks", "regional")


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping show`."""
    parser = argparse.ArgumentParser(
        prog="kliping show",
        usage="kliping show ID [--history | --diff A B | --copies | --related | --pin | --unpin] [--archive FILE]\n"
        "       kliping show --section latest|popular|picks|regional [--place PLACE]",
        description="Show a story of the archive. ID is the number that `add` and `search` give, or the story's URL.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("sources", nargs="*", metavar="ID", help="the story's number or URL")
    archive_option(parser)
    what = parser.add_mutually_exclusive_group().add_argument
    what("--history", action="store_true", help="its versions: headline changes, silent edits, corrections, removals")
    what("--diff", nargs=2, type=count, metavar=("A", "B"), help="what changed from version A to version B")
    what("--version", type=count, metavar="N", help="the record of version N, not of the present one")
    what("--copies", action="store_true", help="the same story on other sites, and where it likely comes from")
    what("--related", action="store_true", help="stories that share rare words, people, tags or links with it")
    what("--pin", action="store_true", help="put it among the picks")
    what("--unpin", action="store_true", help="take it out again")
    what("--section", choices=SECTIONS, help="the archive's latest, popular, picked or regional stories")
    add("--place", help="of the section regional; without it, the places and how many stories each has")
    add("--limit", type=count, default=10, metavar="N", help="stories of a section at most (default: 10)")
    add("--format", choices=("json", "markdown", "table"), help="default: table (markdown is for a story alone)")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Show what was asked for; the exit status."""
    if options.section and options.sources:
        parser.error("--section is about the whole archive, and takes no ID")
    if not options.section and len(options.sources) != 1:
        parser.error("one ID is needed")
    if options.limit < 1:
        parser.error("--limit must be above 0")
    return with_archive(options, partial(_show, options))


def _show(options: argparse.Namespace) -> int:
    from kliping.archive.archive import Archive

    with Archive(archive_path(options), write=options.pin or options.unpin) as archive:
        if options.section:
            return _section(archive, options)
        story = archive.story(options.sources[0])
        return _view(options)(archive, story, options)


def _view(options: argparse.Namespace) -> Callable[..., int]:
    if options.diff:
        return _diff
    if options.pin or options.unpin:
        return _pin
    return next((view for name, view in _VIEWS.items() if getattr(options, name)), _record)


def _record(archive: Archive, story: int, options: argparse.Namespace) -> int:
    article = archive.article(story, options.version)
    if options.format == "json":
        from kliping.export.json import to_json

        return say_text(f"{to_json(article)}\n")
    if options.format == "markdown":
        from kliping.export.markdown import to_markdown

        return say_text(to_markdown(article))
    from kliping.export.table import WIDEST, to_table

    width = min(shutil.get_terminal_size().columns, WIDEST)
    colour = sys.stdout is not None and sys.stdout.isatty()
    return say_text(f"{to_table(article, False, width, colour)}\n{text_of(_about(archive, story))}")


def _about(archive: Archive, story: int) -> list[str]:
    """What only the archive knows of a story."""
    versions = archive.history(story)
    lines = [f"story {story}, {len(versions)} {'version' if len(versions) == 1 else 'versions'}"]
    for page in archive.captures(story):
        kept = "kept" if page.content is not None else "not kept"
        where = f" {page.warc} at {page.warc_offset}" if page.warc else ""
        lines.append(f"page {visible_line(page.name)}{where}: {page.size or 0:,} bytes ({kept}), sha256 {page.digest}")
    lines += [_removed(removal) for removal in versions[-1].removals]
    if copies := archive.copies(story):
        lines.append(f"copies: {', '.join(str(each) for each in copies.stories if each != story)}")
    return lines


def _history(archive: Archive, story: int, options: argparse.Namespace) -> int:
    versions = archive.history(story)
    if options.format == "json":
        return say_json([asdict(version) for version in versions])
    rows = []
    for each in versions:
        said = "first seen" if each is versions[0] else f"{each.changes} changes ({', '.join(each.notes) or 'details'})"
        rows.append(f"{each.number:>4}  {each.seen_at}  {said}")
        rows.append(f"      {visible_line(each.headline or '(no headline)')}")
        rows += [f"      {_removed(removal)}" for removal in each.removals]
    return say_text(text_of(rows))


def _removed(removal: Removal) -> str:
    until = f" until {removal.back_at}" if removal.back_at else ""
    return f"gone since {removal.at}{until}: {visible_line(removal.url)} answered {removal.status}"


def _diff(archive: Archive, story: int, options: argparse.Namespace) -> int:
    found = archive.diff(story, *options.diff)
    if options.format == "json":
        return say_json([asdict(change) for change in found])
    rows = []
    for change in found:
        rows.append(f"{change.field} ({change.kind})")
        rows += [f"  {sign} {_value(value)}" for sign, value in (("-", change.old), ("+", change.new)) if value]
    return say_text(text_of(rows or ["Nothing changed."]))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_value(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(_value(each) for each in value.values() if each)
    return visible_line(str(value))


def _copies(archive: Archive, story: int, options: argparse.Namespace) -> int:
    copies = archive.copies(story)
    if options.format == "json":
        return say_json(asdict(copies) if copies else None)
    if copies is None:
        return say_text("It has no copies here.\n")
    origin = copies.origin_name or ("" if copies.origin is None else str(copies.origin))
    head = f"likely origin: {visible_line(origin)} (told by: {copies.reason})"
    return say_text(text_of([*_lines(archive, list(copies.stories)), head]))


def _related(archive: Archive, story: int, options: argparse.Namespace) -> int:
    return _list(archive, archive.related(story, options.limit), options)


def _pin(archive: Archive, story: int, options: argparse.Namespace) -> int:
    archive.pin(story, options.pin)
    return say_text(f"{'pinned' if options.pin else 'unpinned'}  {story}\n")


_VIEWS: dict[str, Callable[..., int]] = {"history": _history, "copies": _copies, "related": _related}


def _section(archive: Archive, options: argparse.Namespace) -> int:
    if options.section != "regional":
        return _list(archive, getattr(archive, options.section)(options.limit), options)
    if options.place:
        return _list(archive, archive.regional(options.place, options.limit), options)
    places = archive.places()[: options.limit]
    if options.format == "json":
        return say_json([{"place": place, "stories": stories} for place, stories in places])
    return say_text(text_of(f"{stories:>6}  {visible_line(place)}" for place, stories in places))


def _list(archive: Archive, stories: list[int], options: argparse.Namespace) -> int:
    if options.format == "json":
        return say_json([{"id": story, **_facts(archive, story)} for story in stories])
    return say_text(text_of(_lines(archive, stories) or ["None."]))


def _lines(archive: Archive, stories: list[int]) -> list[str]:
    return [story_line(story, _facts(archive, story)) for story in stories]


def _facts(archive: Archive, story: int) -> dict[str, Any]:
    article = archive.article(story)
    day = article.published.day.isoformat() if article.published else None
    url = article.canonical_url or article.url
    return {"headline": article.headline, "published_day": day, "publisher": article.publisher, "url": url}
