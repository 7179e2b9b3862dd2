"""The record for a person at a terminal, and, when asked why, who said each value and where.

Everything that comes from a page is shown as plain text: no escape sequence and no markup of the page's reaches the
terminal. What is long is cut, for this is a look at the record and not the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from kliping.export.visible import visible_line
from kliping.export.why import Reasons, lines, place
from kliping.records import Article, Link, Moment, Photo

WIDEST = 120
"""Columns: longer lines are hard to read, however wide the terminal is."""

_SHOWN_PARAGRAPHS = 3
_SHOWN_PHOTOS = 4
_SHOWN_LINKS = 6
_SHOWN_RAILS = 8
_SHOWN_QUOTES = 5
_LONG, _SHORT = 400, 160
_LABEL_COLUMNS = 13


class Row(NamedTuple):
    """One value under its label."""

    label: str
    value: Text
    path: str = ""
    """Its place in the record, as evidence names it."""
    where: str | None = None
    """Its place on the page, for what carries that itself."""


def to_table(article: Article, why: bool = False, width: int = 80, colour: bool = False) -> str:
    """The article as a table of `width` columns (120 at the most), with ANSI colours or as plain text.

    With `why`, each value is followed by its claims: who said it, where, and how sure the reading is; claims that lost
    come after, dimmed, with what they said.

    >>> print(to_table(Article(headline="Harga beras naik", language="id")))
    Harga beras naik
    <BLANKLINE>
    kind         other
    language     id
    <BLANKLINE>
    text         nothing
    <BLANKLINE>
    """
    console = Console(
        file=StringIO(),
        width=max(40, min(width, WIDEST)),
        color_system="standard" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as captured:
        _print(console, article, why)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _print(console: Console, article: Article, why: bool) -> None:
    reasons = Reasons(article) if why else None
    console.print(_text(article.headline or "(no headline)", "bold" if article.headline else "dim"))
    if reasons and (told := reasons.about("headline")):
        console.print(lines(told))
    for rows in (
        _facts(article),
        _photos(article),
        _links(article),
        _text_rows(article),
        _quotes(article),
        _problems(article),
    ):
        _print_rows(console, list(rows), reasons)
    if reasons:
        _print_left(console, reasons)


def _print_rows(console: Console, rows: list[Row], reasons: Reasons | None) -> None:
    grid = _grid()
    before = None
    for row in rows:
        told = reasons.about(row.path) if reasons and row.path else []
        below = [place(row.where)] if reasons and row.where else [lines(told)] if told else []
        grid.add_row("" if row.label == before else visible_line(row.label), Group(row.value, *below))
        before = row.label
    if rows:
        console.print()
        console.print(grid)


def _print_left(console: Console, reasons: Reasons) -> None:
    """What was claimed of fields that have no value, and how many claims are about what isn't shown."""
    grid = _grid()
    for path, told in reasons.unsettled():
        grid.add_row(visible_line(path), Group(Text("(no value)", "dim"), lines(told)))
    if reasons.left():
        grid.add_row("", Text(f"{_count(reasons.left(), 'claim')} on what isn't shown", "dim"))
    if grid.row_count:
        console.print()
        console.print(grid)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL_COLUMNS - 1, overflow="fold", style="cyan")
    grid.add_column(overflow="fold")
    return grid


# --- the rows, in the order in which a desk asks: when, who, from where; photos; links; text; problems


def _facts(article: Article) -> Iterator[Row]:
    for name in ("kicker", "description"):
        yield from _plain_row(article, name)
    for name, moment in (("published", article.published), ("modified", article.modified)):
        if moment:
            yield Row(name, _moment(moment), name)
    for index, person in enumerate(article.people):
        yield Row(person.role, _text(person.name), f"people[{index}]")
    for name in ("source", "dateline", "publisher", "section", "kind", "language", "access", "rights"):
        yield from _plain_row(article, name)
    if article.tags:
        yield Row("tags", _text(" · ".join(article.tags)), "tags")
    if article.reservations:
        yield Row("reserves", _text(" · ".join(article.reservations)), "reservations")
    yield from _plain_row(article, "url")
    if article.canonical_url != article.url:
        yield from _plain_row(article, "canonical_url", "canonical")


def _plain_row(article: Article, name: str, label: str | None = None) -> Iterator[Row]:
    value = getattr(article, name)
    if value:
        yield Row(label or name, _text(value), name)


def _photos(article: Article) -> Iterator[Row]:
    for index, photo in enumerate(article.photos[:_SHOWN_PHOTOS]):
        yield Row(f"photo {index + 1}", _photo(photo), f"photos[{index}]")
    yield from _more("", len(article.photos) - _SHOWN_PHOTOS, "photo")
    for index, embed in enumerate(article.embeds[:_SHOWN_PHOTOS]):
        yield Row(embed.kind, _text(embed.url, "blue"), f"embeds[{index}]")


def _photo(photo: Photo) -> Text:
    credit = [("photographer", photo.photographer), ("agency", photo.agency)]
    lines = [
        _text(photo.caption or photo.alt or "(no caption)", "" if photo.caption else "dim"),
        Text("   ").join(Text.assemble((f"{what} ", "dim"), _text(name)) for what, name in credit if name),
        _text(photo.url or "", "blue"),
    ]
    return Text("\n").join(line for line in lines if line)


def _links(article: Article) -> Iterator[Row]:
    cross = [(i, link) for i, link in enumerate(article.links) if link.kind == "read_also"]
    for index, link in cross[:_SHOWN_LINKS]:
        yield Row("read also", _link(link), f"links[{index}]")
    yield from _more("read also", len(cross) - _SHOWN_LINKS, "link")
    for index, link in enumerate(article.links):
        if link.kind in ("next_page", "all_pages"):
            yield Row(link.kind.replace("_", " "), _link(link), f"links[{index}]")
    yield from _rails(article)


def _rails(article: Article) -> Iterator[Row]:
    for index, rail in enumerate(article.rails[:_SHOWN_RAILS]):
        titles = [_text(link.text or link.url or "", "dim") for link in rail.links[:2]]
        count = f"  {_count(len(rail.links), 'link')}" if rail.links else "  no links left"
        yield Row(
            rail.kind, Text("\n").join([Text.assemble(_text(rail.heading), (count, "dim")), *titles]), f"rails[{index}]"
        )
    yield from _more("rails", len(article.rails) - _SHOWN_RAILS, "rail")


def _link(link: Link) -> Text:
    words, address = _text(link.text or ""), _text(link.url or "", "blue")
    return Text("\n").join(part for part in (words, address) if part)


def _text_rows(article: Article) -> Iterator[Row]:
    shown = article.paragraphs[:_SHOWN_PARAGRAPHS]
    if not shown:
        yield Row("text", Text("nothing", "dim"))
        return
    yield Row("text", Text(f"{_count(len(article.paragraphs), 'paragraph')}, {len(article.text):,} characters", "dim"))
    for index, paragraph in enumerate(shown):
        words = _text(paragraph.text, "bold" if paragraph.kind == "heading" else "")
        yield Row("", Text())
        yield Row("" if paragraph.kind == "text" else paragraph.kind, words, f"paragraphs[{index}]", paragraph.where)
    if len(article.paragraphs) > len(shown):
        yield Row("", Text())
        yield from _more("", len(article.paragraphs) - len(shown), "paragraph")


def _quotes(article: Article) -> Iterator[Row]:
    """Who is quoted, the words below: the first few, indirect speech left out."""
    marked = [(index, quote) for index, quote in enumerate(article.quotes) if quote.kind != "indirect"]
    for index, quote in marked[:_SHOWN_QUOTES]:
        speaker = _text(quote.speaker or "(nobody named)", "bold" if quote.speaker else "dim", _SHORT)
        role = _text(f"  {quote.speaker_role}" if quote.speaker_role else "", "dim", _SHORT)
        said = _text(f"“{quote.text}”", limit=_SHORT)
        yield Row("quotes", Text("\n").join([Text.assemble(speaker, role), said]), f"quotes[{index}]")
    yield from _more("quotes", len(marked) - _SHOWN_QUOTES, "quote")


def _problems(article: Article) -> Iterator[Row]:
    for problem in article.problems:
        yield Row("problem", Text.assemble(_text(problem.code, "bold yellow"), "  ", _text(problem.message, "yellow")))


def _more(label: str, count: int, noun: str) -> Iterator[Row]:
    if count > 0:
        yield Row(label, Text(f"and {_count(count, f'more {noun}')}", "dim"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# --- values


def _text(value: str, style: str = "", limit: int = _LONG) -> Text:
    line = visible_line(value[: limit * 4])
    return Text(f"{line[:limit].rstrip()} …" if len(line) > limit else line, style)


def _moment(moment: Moment) -> Text:
    raw = visible_line(moment.raw[:_SHORT])
    zone = {"site": "  zone from the site"}.get(moment.zone_from or "", "")
    return Text.assemble(_clock(moment), (zone + (f"  “{raw}”" if raw else ""), "dim"))


def _clock(moment: Moment) -> str:
    """No more of the time than was stated."""
    if moment.precision == "day" or not (moment.at or moment.local_time):
        return moment.day.isoformat()
    unit = "seconds" if moment.precision == "second" else "minutes"
    if moment.at:
        zone = moment.at.isoformat().partition("T")[2].lstrip("0123456789:.")
        return f"{moment.at.replace(tzinfo=None).isoformat(' ', unit)} {zone}"
    assert moment.local_time
    return f"{moment.day.isoformat()} {moment.local_time.isoformat(unit)}, zone unknown"
