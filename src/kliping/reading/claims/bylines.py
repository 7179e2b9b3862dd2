"""The lines at a story's head and end that may say who made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kliping.reading.claims.outline import outline_of
from kliping.reading.claims.place import ancestors, head_and_end, is_foreign
from kliping.reading.claims.runs import Run, runs
from kliping.reading.cues import announced, cues
from kliping.reading.labels import Label
from kliping.reading.readers.names import is_name
from kliping.reading.sheet import Sheet
from kliping.reading.tree import Node
from kliping.reading.words import pattern
from kliping.reading.words.names import is_called

_ABOVE_HEADLINE = 8
_BELOW_STORY = 10
_INTO_STORY = 2
_LONGEST = 300
_FAR = 40
"""Blocks between headline and text, at most, that are looked at."""

_PARTS = re.compile(r"\s+[|•·–—]\s+|\s*[|•·]\s*")
_JOINED = re.compile(r"[,&(/;:]")
_RUNS = 200
_SIGNED = 2
"""Blocks from the story's last in which its writer's name may stand alone."""

_LONGEST_SIGNATURE = 40
_PARAGRAPHS = frozenset(("p", "address", "b", "strong", "i", "em"))
_STORY = 500
"""Characters from which there is a story to sign."""


class Line(NamedTuple):
    """One line of the page."""

    text: str
    where: str
    at_head: bool
    """It stands with the headline, not behind the story."""

    called: bool
    """Its element says that it names people."""

    above: bool = True
    """It stands above the running text."""


def lines(sheet: Sheet) -> Iterator[Line]:
    """Lines that may name people, in order; in flattened text those labelled so."""
    table = sheet.table
    if not table.markup:
        for block in sheet.blocks(Label.BYLINE):
            for line in table.text[block].split("\n"):
                yield Line(line, table.where(block), True, False)
        return
    place = head_and_end(sheet)
    if place is None:
        return
    headline, first, last = place
    head = range(max(0, headline - _ABOVE_HEADLINE, first - _FAR), min(first + _INTO_STORY, len(table)))
    between = range(headline + 1, first)
    end = range(max(first + _INTO_STORY, last - 1), min(last + _BELOW_STORY, len(table)))
    pictures = {mark.block for mark in table.images}
    for block in (*head, *end):
        label, text = sheet.labels[block], table.text[block]
        furniture = label in (Label.TAG, Label.COMMENT) or (label is Label.RAIL and block not in between)
        if len(text) > _LONGEST or furniture or _is_caption(sheet, block):
            continue
        if not is_foreign(sheet, table.element[block]):
            pictured = block in pictures or block - 1 in pictures
            found = _of_block(sheet, block, block in head)
            above = block < first
            yield from (line._replace(above=above) for line in found if not pictured or not _credits(line.text))


def signature(sheet: Sheet) -> Line | None:
    """A full name that stands alone in the story's last line or right below it."""
    table = sheet.table
    place = head_and_end(sheet) if table.markup else None
    told = sum(len(table.text[block]) for block in sheet.body()) > _STORY
    for block in range(place[2], min(place[2] + _SIGNED, len(table))) if place and told else ():
        text = table.text[block].strip()
        short = len(text) < _LONGEST_SIGNATURE and " " in text and not table.link_chars[block]
        if short and table.tag(block) in _PARAGRAPHS and is_name(text) and not _in_story(sheet, text):
            return Line(text, table.where(block), False, False, False)
    return None


def _in_story(sheet: Sheet, name: str) -> bool:
    """Whether the story has one of the words in small letters, as it has no name's."""
    small = {word.lower() for word in name.split()}
    return any(not small.isdisjoint(sheet.table.text[block].split()) for block in sheet.body())


def _is_caption(sheet: Sheet, block: int) -> bool:
    """A picture's caption; an author's box may be a figure as well."""
    table = sheet.table
    inside = any(table.tags[e] in ("figure", "figcaption") for e in ancestors(table, table.element[block], 3))
    return inside and "role" not in cues(table.text[block])


def _credits(line: str) -> bool:
    role = cues(line).get("role")
    return role is not None and role.value == "photographer"


def _of_block(sheet: Sheet, block: int, at_head: bool) -> Iterator[Line]:
    table, label = sheet.table, sheet.labels[block]
    text = table.text[block]
    called = (label is Label.BYLINE or _is_called_byline(sheet, block)) and not outline_of(sheet).in_menu(
        table.element[block]
    )
    node = table.nodes[table.element[block]]
    if "\n" not in text and len(text) < _RUNS and not _is_one(node):
        found = runs(node)
        if len(found) > 1 and sum(len(run.text) for run in found) <= len(text) + len(found):
            text = _joined(found)
    for line in text.split("\n"):
        if called or announced(line) is Label.BYLINE or (not at_head and _tells(line)):
            yield Line(line, table.where(block), at_head, called)
        elif len(line) < 120 and label is not Label.HEADLINE and at_head:
            # "27 January | Jane Roe | 3 minutes", "12.03. | 14:07 | Von Jana Roe"
            dated = label is Label.DATE or any(c.isdigit() for c in line)
            for part in _PARTS.split(line):
                named = dated and " " in part.strip() and part != line and is_name(part)
                if named or announced(part) is Label.BYLINE:
                    yield Line(part, table.where(block), at_head, named)


def _is_one(node: Node) -> bool:
    """Whether an element holds one text and nothing else."""
    child = node.first_child
    return child is not None and child.next is None and child.tag == "-text"


def _is_called_byline(sheet: Sheet, block: int) -> bool:
    """The element, or the one around it, is called a byline."""
    table = sheet.table
    around = ancestors(table, table.element[block], 2)
    return len(table.text[block]) < _RUNS and any(is_called("byline", table.attributes[e]) for e in around)


def _tells(line: str) -> bool:
    """A line behind the story that says who did what, without a colon: "Reporting by Jane Roe; editing by …"."""
    role = cues(line).get("role")
    if role is None or len(line) > 200:
        return False
    words = role.rest.split()
    return 2 * sum(word[0].isupper() for word in words) >= len(words) > 0


def _joined(found: list[Run]) -> str:
    """Runs of a byline in one line: names that stand in elements of their own are parted, though nothing is printed."""
    line, before = found[0].text, found[0]
    for run in found[1:]:
        joiner = " "
        if is_name(before.text) and not before.text.endswith(","):
            if is_name(run.text):
                joiner = "; "
            elif run.text[0] in ",;.":
                joiner = ""
            elif not _JOINED.match(run.text) and not pattern("role_and").match(run.text):
                joiner = " | "
        line, before = line + joiner + run.text, run
    return line
