"""One captured page of a story, read again for the eye: its blocks, what people said of them, where values stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from json import dumps

from kliping.archive import Archive
from kliping.archive.captures import Captured
from kliping.archive.correcting.reread import SAID_BY, apart
from kliping.archive.correcting.store import rules_for, site_of_story
from kliping.desk.shape import label_name
from kliping.export.marked import Marked, mark
from kliping.export.visible import visible_line
from kliping.reading.apart import Apart
from kliping.reading.labels import Label

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A captured page, ready to be shown."""

    story: int
    number: int
    """Which page of the story, from 1."""

    site: str | None
    """The host that it was found on."""

    capture: Captured
    apart: Apart
    touched: frozenset[int]
    """Rows of the blocks that people spoke of."""

    marked: Marked
    machines: dict[str, str]
    """What the page says for machines: where, and what (JSON-LD, meta tags, addresses)."""

    @property
    def counts(self) -> list[tuple[Label, int]]:
        """How many blocks have each label, in the order of the labels."""
        return sorted(Counter(block.label for block in self.apart.blocks).items())

    def fragment(self, where: str) -> str | None:
        """The place of the frame where a value stands."""
        if where in self.marked.places:
            return self.marked.places[where]
        return f"m{list(self.machines).index(where)}" if where in self.machines else None

    def alike(self, row: int) -> int:
        """How many blocks of the page stand at the same place of the layout."""
        template = self.apart.blocks[row].template
        return sum(block.template == template for block in self.apart.blocks) if template else 1

    def is_alone(self, row: int) -> bool:
        """Whether the layout tells a block from all others: what is said of its place is said of nothing else here."""
        return self.alike(row) == 1 and bool(self.apart.blocks[row].template)


def seen_page(archive: Archive, story: int, number: int, versioned: int | None = None) -> SeenPage | None:
    """A page of a story; None where it isn't there or its bytes weren't kept."""
    captures = archive.captures(story, versioned)
    if not 0 < number <= len(captures):
        return None
    capture = captures[number - 1]
    record = archive.article(story, versioned)
    site = site_of_story(record)
    found = apart(capture, rules_for(archive.connection, site, story))
    if found is None:
        return None
    taken, touched = found
    kinds = {
        block.row: f"label-{label_name(block.label)}{' corrected' if block.row in touched else ''}"
        for block in taken.blocks
    }
    marked = mark(taken, f"/story/{story}/why?page={number}&block=", kinds)
    return SeenPage(story, number, site, capture, taken, touched, marked, _machines(taken, marked))


def _machines(taken: Apart, marked: Marked) -> dict[str, str]:
    """What was read elsewhere than in the page's blocks."""
    found: dict[str, str] = {}
    for claim in (each for claims in taken.article.evidence.values() for each in claims):
        if claim.where and claim.where not in marked.places and claim.said_by != SAID_BY:
            found.setdefault(claim.where, visible_line(_said(claim.value)[: 4 * _LONGEST])[:_LONGEST])
    return found


def _said(value: object) -> str:
    """A claim's value as the page says it: a time and a person as they are written."""
    if isinstance(value, dict):
        value = value.get("raw") or value.get("name") or value
    return value if isinstance(value, str) else dumps(value, ensure_ascii=False)
