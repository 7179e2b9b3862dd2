"""The parts of a news page, and the seam behind which blocks are told apart.

A labeler is a function from block table to one label a block. Nothing after it knows how the labels came about.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from kliping.reading.blocks import BlockTable


class Label(IntEnum):
    """The parts of a news page."""

    OTHER = 0
    """Furniture of no use to the record: menus, footers, buttons, notices."""

    HEADLINE = 1
    LEAD = 2
    """The story's summary above its text, or its first paragraph where it is set apart."""

    TEXT = 3
    SUBHEADING = 4
    QUOTE = 5
    ITEM = 6
    CAPTION = 7
    CREDIT = 8
    """A picture's credit in a block of its own."""

    BYLINE = 9
    """Who made the story, and the source that it is taken from."""

    DATE = 10
    CROSS_LINK = 11
    """A link to another story between paragraphs, with the word that announces it."""

    PAGER = 12
    TAG = 13
    RAIL = 14
    """Heading or entry of a list of other stories."""

    COMMENT = 15
    PROMO = 16


BODY = frozenset((Label.LEAD, Label.TEXT, Label.SUBHEADING, Label.QUOTE, Label.ITEM))
"""The labels whose blocks are the story."""

REPEATED = 40
"""Characters from which a text doesn't stand twice in a story by chance, as "Pros" and "Cons" do."""

Labeler = Callable[[BlockTable], list[Label]]
"""Block table to labels, one a block."""
