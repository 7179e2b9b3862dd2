"""Block table to labels: by one judge for HTML, by another for flattened text, where all that markup says is gone."""

from __future__ import annotations

from kliping.reading.blocks import BlockTable
from kliping.reading.judge import Judge
from kliping.reading.label_flat import label_flat
from kliping.reading.label_learned import label_learned
from kliping.reading.labels import Label


def label(table: BlockTable, judge: Judge | None = None) -> list[Label]:
    """One label a block, in the order of the table; `judge` takes the place of the package's one for HTML."""
    return label_learned(table, judge) if table.markup else label_flat(table)
