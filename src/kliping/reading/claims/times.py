"""Times that readers see, and time elements, each with whether it is that of publication or of a change.

What a time is stands before it ("Updated …"), in a heading beside it, behind it, or in its element's attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from kliping.reading.blocks import Mark
from kliping.reading.claims.place import head_and_end, is_foreign
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.readers.moment import read_iso, read_moment
from kliping.reading.readers.zone import at_offset
from kliping.reading.sheet import Said, Sheet
from kliping.reading.tree import Node
from kliping.reading.words import find, fold, values
from kliping.reading.words.names import named
from kliping.records import Moment

_ABOVE_HEADLINE = 6
_BELOW_STORY = 6
_FAR = 40
_LONGEST = 300
_PLAIN_LINE = 120
"""Characters of a line that isn't labelled as a date, at most, in which a time is looked for."""

_BEFORE = 60
"""Characters before a time element in which its word is looked for."""

_INLINE = frozenset(("span", "em", "b", "i", "strong", "small"))
_INLINE_STEPS = 4
_MOST_ELEMENTS = 50
FIRST_YEAR = 1990
"""Before the web; an older day is one of the story's own."""

_SPAN = re.compile(r"\d\s?[-–—]\s?\Z")
"""Before a day: the first of several ("12–14 May"), which are those of an event."""

_AT_END = 0.6
_NOT_LABELLED = 0.8
_ABOVE = 0.5
_ALONE = 40
"""Characters of a line above the headline, at most, that may be its date: a newspaper's dateline under its name."""

_NO_DATE = frozenset(
    (Label.HEADLINE, Label.RAIL, Label.COMMENT, Label.PROMO, Label.TAG, Label.CROSS_LINK, Label.CAPTION)
)

Dated = tuple[str, Said]
"""Field ("published" or "modified") and what is said of it."""


def read_time(text: str, sheet: Sheet) -> Moment | None:
    """A machine-written time, else one as people write it; a local one is the site's where the site's zone is known."""
    moment = read_iso(text)
    if moment is None:
        return read_moment(text, language=sheet.language, zone=sheet.zone)
    if moment.at is None and moment.local_time and sheet.zone and moment.zone_from is None:
        at = at_offset(datetime.combine(moment.day, moment.local_time), sheet.zone)
        return replace(moment, at=at, local_time=None, zone_from="site") if at else moment
    return moment


def visible(sheet: Sheet) -> Iterator[Dated]:
    """Times in the lines at the story's head and end, in flattened text in those labelled so; the first counts most."""
    trust = 1.0
    for block, reach in _blocks(sheet):
        labelled = sheet.labels[block] in (Label.DATE, Label.BYLINE)
        for field, part in _parts(sheet, block, labelled):
            moment = read_moment(part, language=sheet.language, zone=sheet.zone, fetched_at=sheet.page.fetched_at)
            if moment and (labelled or may_be_of_story(part, moment)):
                yield (
                    field or "published",
                    Said(moment, "text", sheet.table.where(block), min(1.0 if field else trust, reach)),
                )
                trust *= 0.6


def is_to_come(moment: Moment, sheet: Sheet) -> bool:
    """Whether a day lies after that of fetching, in any zone: it is that of something to come."""
    fetched = sheet.page.fetched_at
    return fetched is not None and moment.day > (fetched + timedelta(days=1)).date()


def may_be_of_story(text: str, moment: Moment) -> bool:
    """Whether a day that nobody calls the story's may be it: none before the web, nor the end of several days."""
    return moment.day.year >= FIRST_YEAR and not _SPAN.search(text, 0, max(text.find(moment.raw), 0))


def _blocks(sheet: Sheet) -> Iterator[tuple[int, float]]:
    """Blocks in which a time of the story may stand, with how far it is believed there."""
    table = sheet.table
    if not table.markup:
        yield from ((block, 1.0) for block in _nearest(sheet, list(sheet.blocks(Label.DATE, Label.BYLINE))))
        return
    place = head_and_end(sheet)
    if place is None:
        headline = next(sheet.blocks(Label.HEADLINE), None)
        place = (headline, headline + 4, headline + 4) if headline is not None else None
    if place is None:
        return
    headline, first, last = place
    for block in range(max(0, headline - _ABOVE_HEADLINE, first - _FAR), min(first + 1, len(table))):
        labelled = sheet.labels[block] in (Label.DATE, Label.BYLINE)
        after = block > headline or headline == first
        alone = len(table.text[block]) < _ALONE
        if sheet.labels[block] in _NO_DATE or is_foreign(sheet, table.element[block]):
            continue
        if labelled or after or alone:
            yield block, 1.0 if labelled else _NOT_LABELLED if after else _ABOVE
    for block in range(max(first + 1, last), min(last + _BELOW_STORY, len(table))):
        if sheet.labels[block] in (Label.DATE, Label.BYLINE) and not is_foreign(sheet, table.element[block]):
            yield block, _AT_END


def _nearest(sheet: Sheet, blocks: list[int]) -> list[int]:
    """Blocks in the order in which they stand about the headline: at the text's very top is the day of fetching."""
    headline = next(sheet.blocks(Label.HEADLINE), None)
    if headline is None:
        return blocks
    return sorted(blocks, key=lambda block: 2 * (headline - block) if block < headline else block - headline)


def _parts(sheet: Sheet, block: int, labelled: bool) -> Iterator[tuple[str | None, str]]:
    """Field that a word announces (or None) and the words that it announces, one after another."""
    text = sheet.table.text[block]
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return
    heading = _alone(sheet, block - 1)
    for line in text.split("\n"):
        if labelled or (len(line) < _PLAIN_LINE and any(c.isdigit() for c in line)):
            yield from ((field or heading, part) for field, part in announced_parts(line))


def _alone(sheet: Sheet, block: int) -> str | None:
    """What a block announces that holds nothing but the word ("Published", in a table's heading cell)."""
    cue = cues(sheet.table.text[block]).get("date") if block >= 0 else None
    return cue.value if cue and not cue.rest.strip(" :") else None


def announced_parts(line: str) -> list[tuple[str | None, str]]:
    """A line cut before each word that announces a time; a word behind the last time speaks of that one.

    >>> announced_parts("5 May 2024, 10:00 | Updated 6 May 2024")
    [(None, '5 May 2024, 10:00 | '), ('modified', 'Updated 6 May 2024')]
    """
    found: list[tuple[str | None, str]] = []
    field: str | None = None
    start = 0
    for word in find("date", line):
        if line[start : word.start(1)].strip():
            found.append((field, line[start : word.start(1)]))
        start, field = word.start(1), values("date")[fold(word[1])]
    rest = line[start:]
    if found and found[-1][0] is None and not any(c.isdigit() for c in rest):
        return [*found[:-1], (field, found[-1][1])]
    return [*found, (field, rest)]


def elements(sheet: Sheet) -> Iterator[Dated]:
    """datetime attributes of time elements at the story's head and end (HTML Standard, 4.5.14)."""
    return elements_at(sheet, dict(_blocks(sheet)))


def elements_at(sheet: Sheet, wanted: dict[int, float]) -> Iterator[Dated]:
    """Those of time elements in or right behind some blocks, each with how far it is believed there."""
    near = (mark for mark in sheet.table.times if mark.block in wanted or mark.block - 1 in wanted)
    for mark in islice(near, _MOST_ELEMENTS):
        reach = wanted.get(mark.block, wanted.get(mark.block - 1, 0.0))
        stated = mark.attributes.get("datetime")
        if stated and not is_foreign(sheet, mark.element):
            yield _field(mark), Said(read_time(stated, sheet), "time", sheet.table.path(mark.node), reach)


def _field(mark: Mark) -> str:
    attributes = mark.attributes
    names = " ".join(attributes.get(key) or "" for key in ("itemprop", "class", "pubdate"))
    called = {match.start(): field for field in ("published", "modified") if (match := named(field).search(names))}
    if called:
        return called[min(called)]
    words = list(find("date", _text_before(mark.node)))
    return values("date")[fold(words[-1][1])] if words else "published"


def _text_before(node: Node) -> str:
    """The last words before an element within its block, back to the time element before it."""
    at, parent = node, node.parent
    for _step in range(_INLINE_STEPS):
        if parent is None:
            break
        found: list[str] = []
        child = parent.first_child
        while child is not None and child.mem_id != at.mem_id:
            inner = child if child.tag == "-text" else child.first_child
            found = [] if child.tag == "time" else found
            if inner is not None and inner.tag == "-text" and child.tag != "time":
                found.append(inner.text_content or "")
            child = child.next
        if "".join(found).strip() or parent.tag not in _INLINE:
            return " ".join(found)[-_BEFORE:]
        at, parent = parent, parent.parent
    return ""
