"""Speakers compared, and the simplest guess at one: the nearest name in capitals."""

from __future__ import annotations

import re

from kliping.reading.words import fold, values

ARTICLES = frozenset(
    ("a", "an", "the", "der", "die", "das", "ein", "eine", "el", "la", "le", "un", "una", "une", "het", "een")
)
"""Words before a description, which annotators write or leave out."""

_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:\.?[ \t](?:(?:van|von|de|der|la|al|bin)[ \t])*[A-ZÀ-Þ][\w'’.-]*)*")
_WORD = re.compile(r"\w[\w'’-]*")


def same_speaker(found: str | None, wanted: str | None) -> bool:
    """Whether two speakers are one: the same words, or the same given and family name; of several wanted, any.

    >>> same_speaker("Antony J. Blinken", "antony blinken"), same_speaker("Dr. Ani Lestari", "Ani Lestari")
    (True, True)
    >>> same_speaker(None, None), same_speaker("Blinken", "Antony Blinken"), same_speaker(None, "Ani")
    (True, False, False)
    """
    if not found or not wanted:
        return not found and not wanted
    return any(fold(found) == fold(one) or _ends(found) == _ends(one) for one in wanted.split(" | "))


def _ends(name: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(name)]
    kept = [word for word in words if word not in ARTICLES and word not in values("title")] or words
    return frozenset((kept[0], kept[-1])) if kept else frozenset()


def nearest_name(text: str, span: tuple[int, int]) -> str | None:
    """The run of words in capitals that stands nearest to a passage, outside of it; behind it goes first.

    >>> nearest_name("Kami siap, kata Ani Lestari di Kayuara.", (0, 10))
    'Ani Lestari'
    """
    start, end = span
    behind = _NAME.search(text, end, end + 500)
    before = list(_NAME.finditer(text, max(0, start - 500), start))
    if behind and (not before or behind.start() - end <= start - before[-1].end()):
        return behind[0]
    return before[-1][0] if before else None
