"""Labels that a person corrected, laid over those that were found: the same seam, so that nothing after it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kliping.reading.apart import template_of
from kliping.reading.blocks import BlockTable
from kliping.reading.label import label
from kliping.reading.labels import Label, Labeler
from kliping.reading.settle import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """What a person said of a block."""

    label: Label
    """What it is."""

    template: str
    """Its place in the layout of the site; "" in flattened text, where text alone tells it."""

    text: str | None = None
    """Its text, where only this very block is meant; None for all at this place of the layout."""


class Corrected:
    """A labeler that knows better; `touched` says afterwards which blocks."""

    def __init__(self, rules: Sequence[Rule], labeler: Labeler = label) -> None:
        """The later of two rules about the same blocks counts; one about a very block goes before one about a place."""
        self._by_text = {(rule.template, fold(rule.text)): rule.label for rule in rules if rule.text is not None}
        self._by_place = {rule.template: rule.label for rule in rules if rule.text is None and rule.template}
        self._templates = frozenset(rule.template for rule in rules)
        self._labeler = labeler
        self.touched: list[int] = []
        """Rows of the blocks that a rule speaks of, in the page that was labelled last."""

    def __call__(self, table: BlockTable) -> list[Label]:
        """The labels of a page."""
        labels = list(self._labeler(table))
        said = {row: found for row in range(len(table)) if (found := self._said(table, row)) is not None}
        if Label.HEADLINE in said.values():  # a page has one
            labels = [Label.OTHER if each is Label.HEADLINE else each for each in labels]
        for row, found in said.items():
            labels[row] = found
        self.touched = list(said)
        return labels

    def _said(self, table: BlockTable, row: int) -> Label | None:
        template = template_of(table, row)
        if template not in self._templates:
            return None
        exact = self._by_text.get((template, fold(table.text[row])))
        return self._by_place.get(template) if exact is None else exact
