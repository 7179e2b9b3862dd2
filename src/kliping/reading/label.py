"""Block table to labels: the labeler that fits the form of the page."""

from __future__ import annotations

from kliping.reading.blocks import BlockTable
from kliping.reading.label_flat import label_flat
from kliping.reading.label_markup import label_markup
from kliping.reading.labels import Label


def label(table: BlockTable) -> list[Label]:
    """One label a block, in the order of the table."""
    return label_markup(table) if table.markup else label_flat(table)
