"""A quotation while it is being read: what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass

from kliping.reading.quotes.cast import Person
from kliping.reading.quotes.tokens import Token
from kliping.records import Quote

Span = tuple[int, int, int]
"""Paragraph, start, end."""


@dataclass(slots=True)
class Spoken:
    """Who said it, and how that is known."""

    name: str | None
    """The full name, or a description of somebody without one."""

    confidence: float
    """How sure that is, 0 to 1."""

    person: Person | None = None
    """The person, where the story names one."""

    span: Span | None = None
    """Where the speaker is named."""

    cue: str | None = None
    """The words of the cue."""

    cue_span: Span | None = None
    """Where the cue stands."""

    def fits(self, gender: str) -> bool:
        """Whether a pronoun of a gender may mean this one."""
        if self.person is None:
            return self.name is not None and gender in ("he", "she")
        return self.person.fits(gender)


@dataclass(slots=True)
class Draft:
    """One quotation."""

    paragraph: int
    """Index of the paragraph in which it begins."""

    start: int
    """Offset of its first character there."""

    end_paragraph: int
    """Index of the paragraph in which it ends."""

    end: int
    """Offset after its last character there."""

    text: str
    """Its words."""

    left: int = 0
    """Offset of its opening mark."""

    right: int = 0
    """Offset after its closing mark."""

    form: str = ""
    """What its form says it is: see `form.py`."""

    kind: str = ""
    """"direct", "partial" or "indirect" when that is known."""

    before: list[Token] | None = None
    """The tokens between the passage before it and it."""

    after: list[Token] | None = None
    """The tokens between it and the passage behind it."""

    resumed: bool = False
    """Whether it goes on where a short cue interrupted the one before it."""

    spoken: Spoken | None = None
    """Who said it."""

    def quote(self) -> Quote:
        """The record of it."""
        said = self.spoken or Spoken(None, 0.5)
        return Quote(
            self.text,
            self.kind,
            self.paragraph,
            self.end_paragraph,
            self.start,
            self.end,
            said.name,
            said.person.role if said.person else None,
            said.span,
            said.cue_span,
            said.cue,
            round(said.confidence, 2),
        )
