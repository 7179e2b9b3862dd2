"""What a story shows of its words in capitals: which are places, and by which people are called for short.

In Indonesian and Malay an office is followed by what it is of and then by the name, all in capitals: "Kepala BPBD
Telagasari Yoga Prasetyo". Where the name begins is told by the rest of the story: "di Telagasari", "tutur Yoga".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from kliping.reading.quotes.tokens import low

LONGEST_STORY = 200_000
"""Characters of a story in which words are looked for: what is longer is a list, and would take time by its square."""

_PAIR = re.compile(r"([^\W\d_]++)(?=[ (]+([A-Z][\w'’-]++)(\s[A-Z])?)")
_OPENING = re.compile(r"(?:^|[.!?”\"] )(?:([A-Z]\w+) )?([A-Z][\w'’-]++)[ ,](?=[a-z])")
_DATELINE = re.compile(r"\W{0,3}([A-Z][A-Z ]{2,30})\s*(?:,|:|-|–|—|\()")


class StoryHints:
    """The hints of one story, gathered when the first is asked for."""

    def __init__(self, texts: Sequence[str], places: frozenset[str], cues: Container[str] = ()) -> None:
        self._texts = texts
        self._whole = "\n".join(texts)[:LONGEST_STORY]
        self._cues = cues
        self._place_words = places
        self._counts: dict[str, int] = {}
        self._small: dict[str, bool] = {}

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
            self._counts[pair] = self._whole.count(pair)
        return self._counts[pair] > 1

    def stands_alone(self, word: str) -> bool:
        """Whether the word stands somewhere for a whole name.

        >>> StoryHints(["Kepala Dinas Ani Lestari datang. Kata Ani, …", "ujar Ani."], frozenset()).stands_alone("ani")
        True
        """
        return word in self._alone

    def speaks_alone(self, word: str) -> bool:
        """Whether the word stands for a whole name behind a cue.

        >>> hints = StoryHints(["Ani datang ke Kota Baru, kata Budi."], frozenset(), frozenset(["kata"]))
        >>> hints.speaks_alone("budi"), hints.speaks_alone("ani")
        (True, False)
        """
        return word in self._speaking

    def are_apart(self, words: str, following: str) -> bool:
        """Whether words and the word that follows them here stand without each other elsewhere.

        >>> hints = StoryHints(["At Acme Homes Ana Roe", "Acme Homes paid", "Ana said"], frozenset())
        >>> hints.are_apart("Acme Homes", "Ana")
        True
        """
        together = self._whole.count(f"{words} {following}")
        return all(self._whole.count(part) > together for part in (words, following))

    def goes_elsewhere(self, before: str, words: str, following: str) -> bool:
        """Whether words stand somewhere without those that stand before and behind them here.

        >>> hints = StoryHints(["Direktur Bank Samudra Ani Roe", "Laba Bank Samudra naik"], frozenset())
        >>> hints.goes_elsewhere("Direktur", "Bank Samudra", "Ani")
        True
        """
        count = self._whole.count(words)
        return all(count > self._whole.count(longer) for longer in (f"{before} {words}", f"{words} {following}"))

    def is_common(self, words: Iterable[str]) -> bool:
        """Whether the story has all the words in small letters too, so that they are no name.

        >>> hints = StoryHints(["Strength Training", "training for strength", "Larry Page wrote a page"], frozenset())
        >>> hints.is_common(("strength", "training")), hints.is_common(("larry", "page"))
        (True, False)
        """
        return all(self._is_small(word) for word in words)

    def _is_small(self, word: str) -> bool:
        if word not in self._small:
            self._small[word] = _has_word(self._whole, word)
        return self._small[word]

    @cached_property
    def _pairs(self) -> list[tuple[str, str, str]]:
        return [pair for text in self._texts for pair in _PAIR.findall(text)]

    @cached_property
    def _places(self) -> frozenset[str]:
        found = {low(word) for before, word, _ in self._pairs if before.lower() in self._place_words}
        dateline = _DATELINE.match(next(filter(None, self._texts), ""))
        return frozenset(found | set(dateline[1].lower().split() if dateline else ()))

    @cached_property
    def _speaking(self) -> frozenset[str]:
        return frozenset(low(word) for before, word, more in self._pairs if not more and before.lower() in self._cues)

    @cached_property
    def _alone(self) -> frozenset[str]:
        found = {low(word) for before, word, more in self._pairs if before.islower() and not more}
        openings = (opening for text in self._texts for opening in _OPENING.findall(text))
        # "Menurut Ani, …", "Ani tertawa": a sentence opens with the name, or with a cue and the name.
        return frozenset(found.union(low(word) for first, word in openings if not first or first.lower() in self._cues))


def _has_word(text: str, word: str) -> bool:
    """Whether a word stands in a text just so; a pattern of its own for each word would take far longer."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, end)
    return False
