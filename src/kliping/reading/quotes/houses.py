"""Houses that speak, and which of them "the company" and "it" mean."""

from __future__ import annotations

from collections.abc import Sequence

from kliping.reading.quotes.cast import Cast, Person
from kliping.reading.quotes.personal import names_a_thing
from kliping.reading.quotes.phrase import HOUSE, NAME
from kliping.reading.quotes.phrases import subjects
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import plain_tokens

_LONGEST_LEAD = 800
"""Characters of a story's beginning in which its house is looked for."""


class Houses:
    """The houses of one story that have spoken."""

    def __init__(self, texts: Sequence[str], cast: Cast, words: Speech) -> None:
        self._texts = texts
        self._cast = cast
        self._words = words
        self._spoke: dict[str, tuple[Person, int]] = {}
        """Name of a house to it and the paragraph in which it spoke last; the last one last."""

    def note(self, house: Person, paragraph: int) -> None:
        """A house has spoken."""
        self._spoke.pop(house.name, None)
        self._spoke[house.name] = (house, paragraph)
        if names_a_thing(house.parts, self._words):
            house.gender = HOUSE

    def meant(self, paragraph: int) -> Person | None:
        """The house that spoke just before or of which the paragraph before tells, the only one that has spoken, or
        the one that the story begins with."""
        last, spoke = next(reversed(self._spoke.values())) if self._spoke else (None, -1)
        if last and spoke >= paragraph - 1:
            return last
        before = self._opening(paragraph - 1) if paragraph else None
        if before or (last and len(self._spoke) == 1):
            return before or last
        return None if last else self._opening(self._texts.index(next(filter(None, self._texts))))

    def _opening(self, paragraph: int) -> Person | None:
        """The house with which a paragraph begins as its subject."""
        text = self._texts[paragraph]
        found = plain_tokens(text, 0, _LONGEST_LEAD)
        phrase = next(subjects(found, self._words), None)
        if phrase is None or phrase.kind != NAME:
            return None
        if self._words.things.isdisjoint(token.low for token in found[phrase.first : phrase.last]):
            return None
        return self._cast.named(text, found, phrase, paragraph)
