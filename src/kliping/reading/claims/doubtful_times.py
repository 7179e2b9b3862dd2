"""When the story was published, where no sure witness says so: times under a wrong label or in an unusual place.

Asked only when nobody else has said anything. What is found here is believed if all that is found on one way tells the
same day, since a rail has many days and a story has one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kliping.reading.claims.place import blocks_about_headline, head_and_end, is_foreign
from kliping.reading.claims.times import (
    FIRST_YEAR,
    announced_parts,
    elements_at,
    is_to_come,
    may_be_of_story,
    read_time,
)
from kliping.reading.labels import BODY, Label
from kliping.reading.readers.moment import find_moments
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import PAGES, types
from kliping.records import Moment

_ABOVE, _BELOW = 10, 3
"""Blocks above the headline, and from the running text's first on, in which the story's time may stand."""

_LINE = 120
"""Characters of a line that may be a time's own."""

_LEAD = 60
"""Characters before the date at the beginning of a text, at most: a place, an office."""

_OPENINGS = 2
"""Blocks of running text that may begin with a date."""

_ENDS = frozenset('–—-|.:;•·/,)\n„“”"«»。）')
"""What stands behind a date that opens a text; behind one in a sentence stands a word."""

_TRUST = {"page": 0.6, "near": 0.5, "opening": 0.5, "labelled": 0.4}


def doubtful(sheet: Sheet) -> list[Said]:
    """What the first way says on which all agree about the day."""
    for way, said_on in _WAYS.items():
        said = [
            one._replace(trust=_TRUST[way])
            for one in said_on(sheet)
            if one.value.day.year >= FIRST_YEAR and not is_to_come(one.value, sheet)
        ]
        if said and len({one.value.day for one in said}) == 1:
            return said
    return []


def _of_page(sheet: Sheet) -> Iterator[Said]:
    """The metadata of the page, where it has none of a story."""
    for path, node in sheet.nodes:
        stated = node.get("datePublished")
        if isinstance(stated, str) and path.count(".") < 2 and types(node) & PAGES:
            moment = read_time(stated, sheet)
            if moment:
                yield Said(moment, "json-ld", f"{path}.datePublished")


def _near(sheet: Sheet) -> Iterator[Said]:
    """Lines about the headline, however they are labelled, and the time elements in them."""
    near = blocks_about_headline(sheet, _ABOVE, _BELOW)
    headline = place[0] if (place := head_and_end(sheet)) else None
    yield from (
        one for field, one in elements_at(sheet, dict.fromkeys(near, 1.0)) if field == "published" and one.value
    )
    for block in near:
        if len(sheet.table.text[block]) <= _LINE or block == headline:
            yield from _in_lines(sheet, block)


def _in_lines(sheet: Sheet, block: int, announced: bool = False) -> Iterator[Said]:
    """Times of publication in a block's lines; in a line of the story itself they open or fill it."""
    for line in sheet.table.text[block].split("\n"):
        if len(line) > _LINE or not any(c.isdigit() for c in line):
            continue
        if sheet.labels[block] in BODY or sheet.labels[block] is Label.HEADLINE:
            moment = _opening(sheet, line)
            yield from [Said(moment, "text", sheet.table.where(block))] if moment else ()
            continue
        for field, part in announced_parts(line):
            wanted = field == "published" or (field is None and not announced)
            found = next(_moments(sheet, part), None) if wanted else None
            if found:
                yield Said(found[2], "text", sheet.table.where(block))


def _openings(sheet: Sheet) -> Iterator[Said]:
    """Dates with which the running text begins: "Rostock, 5. Mai 2024 – …"."""
    story = (block for block in sheet.blocks(Label.TEXT, Label.LEAD))
    for _count, block in zip(range(_OPENINGS), story, strict=False):
        moment = _opening(sheet, sheet.table.text[block])
        if moment:
            yield Said(moment, "text", sheet.table.where(block))


def _opening(sheet: Sheet, text: str) -> Moment | None:
    """The date that opens a text, parted from it by a mark."""
    head = text[: _LEAD + 40]
    if not any(c.isdigit() for c in head):
        return None
    found = next(_moments(sheet, head), None)
    if found is None or found[0] > _LEAD or not may_be_of_story(head, found[2]):
        return None
    rest = text[found[1] :].lstrip(" ")
    return found[2] if not rest or rest[0] in _ENDS else None


def _labelled(sheet: Sheet) -> Iterator[Said]:
    """Lines that are labelled as a date, wherever they stand; below the story a word must say that they tell of it."""
    last = max(sheet.body(), default=len(sheet.table))
    for block in sheet.blocks(Label.DATE):
        if not is_foreign(sheet, sheet.table.element[block]):
            yield from _in_lines(sheet, block, announced=block > last)


def _moments(sheet: Sheet, text: str) -> Iterator[tuple[int, int, Moment]]:
    return find_moments(text, language=sheet.language, zone=sheet.zone)


_WAYS: dict[str, Callable[[Sheet], Iterator[Said]]] = {
    "page": _of_page,
    "near": _near,
    "opening": _openings,
    "labelled": _labelled,
}
"""Where a doubtful time is looked for, the likeliest first."""
