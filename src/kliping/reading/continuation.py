"""Whether the page is a later page of a story, whose beginning is not in hand."""

from __future__ import annotations

from kliping.reading.claims.pager import has_pager
from kliping.reading.cues import cues
from kliping.reading.sheet import Sheet
from kliping.records import Paragraph, Problem


def continuation(sheet: Sheet, number: int, paragraphs: tuple[Paragraph, ...]) -> tuple[Problem, ...]:
    """A Problem "continuation" where the pager, the address or the text's first words say that it goes on."""
    if number > 1:
        return (Problem("continuation", f"This is page {number} of a story; the pages before it are not in hand."),)
    if paragraphs and _opens_midway(paragraphs[0].text) and has_pager(sheet):
        said = "The page has a pager and its text begins in the middle; the pages before it are not in hand."
        return (Problem("continuation", said),)
    return ()


def _opens_midway(text: str) -> bool:
    """The first words join on to something said before, or begin in lower case."""
    first = next((c for c in text if c.isalpha()), "")
    return first.islower() or "continues" in cues(text)
