"""The record for a person at a terminal, and, when asked why, who said each value and where.

Everything that comes from a page is shown as plain text: no escape sequence and no markup of the page's reaches the
terminal. What is long is cut, for this is a look at the record and not the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from json import dumps
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kliping.export.visible import visible_line
from kliping.records import Article, Claim, Link, Moment, Photo

WIDEST = 120
"""Columns: longer lines are hard to read, however wide the terminal is."""

_SHOWN_PARAGRAPHS = 3
_SHOWN_PHOTOS = 4
_SHOWN_LINKS = 6
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
    told = _Told(article) if why else None
    title = _text(article.headline or "(no headline)", "bold" if article.headline else "dim")
    console.print(title, *(told.about("headline") if told else ()), sep="\n")
    for rows in (_facts(article), _photos(article), _links(article), _text_rows(article), _problems(article)):
        _print_rows(console, list(rows), told)
    if told:
        _print_rows(console, list(told.left()), None)


def _print_rows(console: Console, rows: list[Row], told: _Told | None) -> None:
    if not rows:
        return
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL_COLUMNS - 1, overflow="fold", style="cyan")
    grid.add_column(overflow="fold")
    before = None
    for row in rows:
        lines = [row.value, *(told.reasons(row) if told else ())]
        grid.add_row("" if row.label == before else visible_line(row.label), Text("\n").join(lines))
        before = row.label
    console.print()
    console.print(grid)


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
    for index, rail in enumerate(article.rails):
        titles = [_text(link.text or link.url or "", "dim") for link in rail.links[:2]]
        count = f"  {_count(len(rail.links), 'link')}" if rail.links else "  no links left"
        yield Row(
            rail.kind, Text("\n").join([Text.assemble(_text(rail.heading), (count, "dim")), *titles]), f"rails[{index}]"
        )


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
        return f"{moment.at.isoformat(' ', unit)[:-6]} {moment.at.isoformat()[-6:]}"
    assert moment.local_time
    return f"{moment.day.isoformat()} {moment.local_time.isoformat(unit)}, zone unknown"


# --- why


class _Told:
    """The claims of an article, given out by path; what nobody asked for is left over."""

    def __init__(self, article: Article) -> None:
        self._evidence = dict(article.evidence)

    def reasons(self, row: Row) -> list[Text]:
        """Why the row is what it is: its place on the page and the claims about it."""
        place = [Text.assemble(("  ✓ ", "green"), _text(row.where, "dim", _SHORT))] if row.where else []
        return place + self.about(row.path)

    def about(self, path: str) -> list[Text]:
        """A line for each claim about the value at a path or about a part of it."""
        keys = [key for key in self._evidence if path and (key == path or key.startswith((f"{path}.", f"{path}[")))]
        return [line for key in keys for line in _claims(self._evidence.pop(key), key.removeprefix(path).lstrip("."))]

    def left(self) -> Iterator[Row]:
        """What wasn't asked for: fields that no claim could settle, and the number of claims on what isn't shown."""
        fields = [path for path in self._evidence if "[" not in path]
        for path in fields:
            lines = [_claim(claim, "", agrees=False) for claim in self._evidence[path]]
            yield Row(path, Text("\n").join([Text("(no value)", "dim"), *lines]))
        rest = sum(len(claims) for path, claims in self._evidence.items() if path not in fields)
        yield from _more("", rest, "claim")


def _claims(claims: tuple[Claim, ...], part: str) -> list[Text]:
    return [_claim(claim, part, _same(claim.value, claims[0].value)) for claim in claims]


def _same(value: Any, winner: Any) -> bool:
    """Whether two claims differ in no letter or digit."""
    one, other = ("".join(filter(str.isalnum, _said(said).casefold())) for said in (value, winner))
    return one == other


def _claim(claim: Claim, part: str, agrees: bool) -> Text:
    style = "" if agrees else "dim"
    line = Text.assemble(
        ("  ✓ ", "green") if agrees else ("  ✗ ", "red"),
        (f"{claim.confidence:4.0%}  {visible_line(part)}{': ' if part else ''}", style),
        _text(claim.said_by, style, _SHORT),
        "  ",
        _text(claim.where, "dim", _SHORT),
    )
    if not agrees:
        line.append("  says ", "dim").append_text(_text(_said(claim.value), "dim", _SHORT))
    return line


def _said(value: Any) -> str:
    """A claim's value in a few words: times and people as the table shows them."""
    if isinstance(value, str):
        return visible_line(value)
    if isinstance(value, dict) and value.get("day"):
        return str(value.get("at") or f"{value['day']} {value.get('local_time') or ''}").strip()
    if isinstance(value, dict) and value.get("name"):
        return f"{value['name']} ({value['role']})" if value.get("role") else str(value["name"])
    return dumps(value, ensure_ascii=False)
