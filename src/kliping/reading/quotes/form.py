"""What a passage between marks may be, by its form alone: an utterance, a part of a sentence, a title, a name."""

from __future__ import annotations

from kliping.reading.quotes.marks import Passage
from kliping.reading.quotes.speech import Speech

UTTERANCE = "utterance"
"""A quotation, whoever said it."""

CUED = "cued"
"""A quotation where a cue stands beside it, else a part of a sentence where one stands in the sentence."""

GOES_ON = "goes on"
"""What follows a cue that interrupts a quotation, where a cue does."""

PART = "part"
"""Part of the reporter's sentence, where that sentence has a cue."""

CLAUSE = 4
"""Words from which a passage is likely a clause."""

_FRESH = ',:;.!?…—–-−)”"»“’、。，：（('
_FINAL = ".!?…,;:—–-。！？，、"
_NEAR = 9
"""Characters before a passage in which the sign before it stands, white space between them."""

_LONGEST_TITLE = 12
_SMALL = frozenset(("the", "a", "of", "and", "in"))

_UNSPACED = 2
"""Characters of a script without spaces that are about a word."""


def form(text: str, passage: Passage, words: Speech | None) -> str:
    """One of the forms above, or "" for what is no quotation.

    >>> from kliping.reading.quotes.marks import passages
    >>> def forms(text): return [form(text, passage, None) for passage in passages(text)]
    >>> forms("“We will go,” he said. “Now.”"), forms("a “quiet zone” for all"), forms("the film “Sea Of Glass”")
    (['cued', 'cued'], ['part'], [''])
    """
    inside = text[passage.start : passage.end]
    count = word_count(inside)
    before = text[max(0, passage.left - _NEAR) : passage.left].rstrip()[-1:]
    final = inside[-1] in _FINAL
    titled = _is_title(inside, count, words)
    if (titled and before != ":" and inside[-1] != ",") or (count == 1 and not final and before):
        return ""
    if not passage.closed:
        return UTTERANCE if not before or (before in _FRESH and count >= CLAUSE) else ""
    whole = not before and not text[passage.right :].strip(" .,;:*")
    if whole:
        return UTTERANCE if count >= CLAUSE or final else CUED
    fresh = not before or before in _FRESH
    if not fresh:
        if before > "\u2e80" and count >= CLAUSE:
            return UTTERANCE  # scripts without spaces and stops before a quotation
        return PART if count > 1 else ""
    if not _begins_big(inside):
        return GOES_ON if before and before in ",:—–-;…" else PART
    # «… y ya está». – outside of English the sentence's own stop stands behind the mark as well.
    behind = (",", ".") if words and not words.subject_first else (",",)
    closes = inside[-1] in ".!?…,—–。！？，" or (before != "," and text[passage.right : passage.right + 1] in behind)
    return UTTERANCE if count >= CLAUSE and not titled and (closes or before == ":" or not before) else CUED


def word_count(text: str) -> int:
    """Words; in scripts without spaces about as many.

    >>> word_count("Kami siap berangkat"), word_count("我们已经准备好了")
    (3, 4)
    """
    count = len(text.split())
    if count < CLAUSE and len(text) > 3 and "\u2e80" <= text[len(text) // 2] <= "\u9fff":
        return max(count, len(text) // _UNSPACED)
    return count


def _begins_big(inside: str) -> bool:
    letter = next((character for character in inside[:12] if character.isalpha()), "")
    return not letter.islower()


def _is_title(inside: str, count: int, words: Speech | None) -> bool:
    """Whether most words have capitals and the others are small ones, as in names and titles."""
    if inside[-1] in ".!?…" or count > _LONGEST_TITLE:
        return False
    small = words.small | words.prepositions | words.particles if words else _SMALL
    capital = 0
    for word in inside.strip(" ,;:").split():
        letter = word.lstrip("([\"'‘“")[:1]
        if letter.isupper() or letter.isdigit():
            capital += 1
        elif letter.islower() and word.lower() not in small:
            return False
    return capital > 1 and capital * 2 > count
