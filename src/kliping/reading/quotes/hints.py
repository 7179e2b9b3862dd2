"""What a story shows of its words in capitals: which are places, and by which people are called for short.

In Indonesian and Malay an office is followed by what it is of and then by the name, all in capitals: "Kepala BPBD
Telagasari Yoga Prasetyo". Where the name begins is told by the rest of the story: "di Telagasari", "tutur Yoga".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from kliping.reading.quotes.tokens import low

_PAIR = re.compile(r"([^\W\d_]++)(?=[ (]+([A-Z][\w'’-]++)(\s[A-Z])?)")
_DATELINE = re.compile(r"\W{0,3}([A-Z][A-Z ]{2,30})\s*(?:,|:|-|–|—|\()")


class StoryHints:
    """The hints of one story, gathered when the first is asked for."""

    def __init__(self, texts: Sequence[str], places: frozenset[str]) -> None:
        self._texts = texts
        self._place_words = places
        self._counts: dict[str, int] = {}

    def is_place(self, word: str) -> bool:
        """Whether the story has the word for a place somewhere.

        >>> StoryHints(["Warga di Kayuara mengungsi."], frozenset(("di",))).is_place("kayuara")
        True
        """
        return word in self._places

    def are_together(self, word: str, following: str) -> bool:
        """Whether two words, as printed, stand side by side more than once.

        >>> hints = StoryHints(["Pasar Rantau Panjang sepi.", "Kota Rantau Panjang"], frozenset())
        >>> hints.are_together("Rantau", "Panjang")
        True
        """
        pair = f"{word} {following}"
        if pair not in self._counts:
            self._counts[pair] = sum(text.count(pair) for text in self._texts)
        return self._counts[pair] > 1

    def stands_alone(self, word: str) -> bool:
        """Whether the word stands somewhere for a whole name.

        >>> StoryHints(["Kepala Dinas Ani Lestari datang. Kata Ani, …", "ujar Ani."], frozenset()).stands_alone("ani")
        True
        """
        return word in self._alone

    @cached_property
    def _pairs(self) -> list[tuple[str, str, str]]:
        return [pair for text in self._texts for pair in _PAIR.findall(text)]

    @cached_property
    def _places(self) -> frozenset[str]:
        found = {low(word) for before, word, _ in self._pairs if before.lower() in self._place_words}
        dateline = _DATELINE.match(next(filter(None, self._texts), ""))
        return frozenset(found | set(dateline[1].lower().split() if dateline else ()))

    @cached_property
    def _alone(self) -> frozenset[str]:
        return frozenset(low(word) for before, word, more in self._pairs if before.islower() and not more)
