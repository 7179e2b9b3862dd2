"""Labels for HTML by what was learned: each block judged with its neighbours, its containers and the page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.cues import announced
from kliping.reading.features import features
from kliping.reading.judge import STORY, Judge, shipped
from kliping.reading.labels import BODY, REPEATED, Label
from kliping.reading.second_story import without_second

_APART = frozenset((Label.CROSS_LINK, Label.BYLINE, Label.PAGER, Label.PROMO))
"""What a block's own words say more surely than its place."""

_SPOKEN = 250
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "dd", "dt"))
_AROUND = 3
_LABELS = tuple(Label)


def label_learned(table: BlockTable, judge: Judge | None = None) -> list[Label]:
    """The labels of a page with markup; `judge` takes the place of the one in the package."""
    if not len(table):
        return []
    page = features(table)
    judged = (judge or shipped()).run(page)
    odds, table.story_odds = judged.parts, judged.page
    inside = judged.story >= 0.5
    _drop_repeated(table, inside)
    # First whether a block is story, then what part of it: doubts about the part are no doubt about the story.
    odds[inside[:, None] != STORY[None, :]] = 0
    labels = [_LABELS[found] for found in odds.argmax(1).tolist()]
    _name_headline(table, labels)
    labels = [_told(table, block, found) if found in BODY else found for block, found in enumerate(labels)]
    return without_second(table, labels, page.alike.tolist())


def _drop_repeated(table: BlockTable, inside: NDArray[np.bool_]) -> None:
    """A story says its paragraphs once: the same text elsewhere is a copy for another screen, or a box that quotes it.

    Side by side, or in boxes of one make that stand side by side, the same words twice are the author's.
    """
    seen: dict[str, int] = {}
    for block in np.flatnonzero(inside).tolist():
        text = table.text[block]
        if len(text) >= REPEATED:
            place = table.parents[table.element[block]]
            first = seen.setdefault(text, place)
            inside[block] = first == place or _are_of_one_make(table, first, place)


def _are_of_one_make(table: BlockTable, one: int, other: int) -> bool:
    """Whether two elements are siblings of the same names."""
    return (
        min(one, other) >= 0 and table.parents[one] == table.parents[other] and table.names[one] == table.names[other]
    )


def _name_headline(table: BlockTable, labels: list[Label]) -> None:
    """Where the network names no headline, the first h1 of the story is it: short pages have little else to go by."""
    if Label.HEADLINE not in labels:
        first = next((block for block, found in enumerate(labels) if found in BODY and table.tag(block) == "h1"), None)
        if first is not None:
            labels[first] = Label.HEADLINE


def _told(table: BlockTable, block: int, found: Label) -> Label:
    """What words and tag say more surely than the network does.

    A block that says "Baca Juga: …" or "Reporting by …" is that, however much it looks like a paragraph.
    """
    text = table.text[block]
    said = announced(text, table.link_chars[block] / len(text)) if len(text) <= _SPOKEN else None
    return said if said in _APART else part_by_tag(table, block) or found


def part_by_tag(table: BlockTable, block: int) -> Label | None:
    """The part that a block of the story plays where its element says so: subheading, quote or list item."""
    tag = table.tag(block)
    if tag in _HEADINGS:
        return Label.SUBHEADING
    around = table.ancestors(table.element[block])[:_AROUND]
    if any(table.tags[element] == "blockquote" for element in around):
        return Label.QUOTE
    return Label.ITEM if tag in _ITEMS else None
