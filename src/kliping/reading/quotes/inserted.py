"""Cues between dashes inside the marks, as Spanish prints them: «Aquí nací —cuenta Ana—, y aquí sigo»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.quotes.cues import cue_at
from kliping.reading.quotes.marks import Passage
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import tokens

_DASHED = re.compile(r"(?<=\S)\s[—–](?=\w)([^—–«»\"“”]{2,90})(?:[—–]\W{0,3}|(?=[.»\"”]|$))")


def parted(text: str, passage: Passage, words: Speech) -> Iterator[Passage]:
    """The passage, cut where a cue between dashes interrupts it.

    >>> from kliping.reading.quotes.languages import speech
    >>> from kliping.reading.quotes.marks import passages
    >>> text = "«Aquí nací —cuenta Ana—, y aquí sigo»."
    >>> [text[p.start : p.end] for p in parted(text, passages(text)[0], speech("es"))]
    ['Aquí nací', 'y aquí sigo']
    """
    left, start = passage.left, passage.start
    for dashed in _DASHED.finditer(text, passage.start, passage.end):
        found = tokens(text, dashed.start(1), dashed.end(1))
        if found and cue_at(found, 0, words):
            if _says(text, start, dashed.start()):
                yield Passage(left, start, dashed.start(), dashed.start(), True)
            left = start = dashed.end()
    if _says(text, start, passage.end):
        yield Passage(left, start, passage.end, passage.right, passage.closed)


def _says(text: str, start: int, end: int) -> bool:
    """Whether there are words between two cues, and not only signs."""
    return any(map(str.isalnum, text[start:end]))
