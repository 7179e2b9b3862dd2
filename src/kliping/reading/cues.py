"""Short texts that announce what they are: "Baca Juga:", "Editor: …", "Terpopuler", "Halaman 2 dari 3".

The same words serve HTML and flattened text. Almost no block begins with such a word, so a table from first words to
phrases answers most blocks with one look-up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kliping.reading.labels import Label
from kliping.reading.remembered import remembered
from kliping.reading.words import rows

_KINDS = frozenset("role source credit read_also rail tags pager comments promo end date staff continues".split())
_LEADING = " \t\n•·▪-–—>»›*[(|:#▶►→"
_SEPARATORS = " \t\n:：-–—|»›>.→"
_FIRST_WORD = re.compile(r"[^\W_]+|\S")
_LONGEST = 60
_UNSPACED = "\u0e00"
"""The first character of the scripts without spaces."""

_PHRASE = 9
_NUMBERS = re.compile(r"[\W\d_]*(?:[^\W\d_]{1,6}[\W\d_]*)?")
_STOP = re.compile(r"[.!?…。！？।۔]['\"”’»)\]]*$")


class Cue(NamedTuple):
    """A word of the vocabulary at the start of a text."""

    kind: str
    value: str
    rest: str
    """What follows it, without the separator."""

    marked: bool
    """A colon or dash parts the word from the rest, or nothing follows."""


@cache
def _index() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """First word (or character, in scripts without spaces) to (phrase, kind, value), the longest phrase first."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows():
        if row.kind in _KINDS and row.word:
            phrase = row.word.lower()
            key = _FIRST_WORD.match(phrase)
            if key:
                found.setdefault(key[0] if _spaced(phrase[0]) else phrase[0], []).append((phrase, row.kind, row.value))
    return {key: tuple(sorted(entries, key=lambda e: -len(e[0]))) for key, entries in found.items()}


def _spaced(character: str) -> bool:
    return not (_UNSPACED <= character <= "\u0eff" or "\u2e80" <= character <= "\u9fff")


@remembered(16384)
def cues(text: str) -> dict[str, Cue]:
    """The kinds of words that a text begins with; of each kind the longest.

    >>> cues("Baca Juga: Harga cabai turun")["read_also"].rest
    'Harga cabai turun'
    >>> cues("Para editor berkumpul")
    {}
    """
    stripped = text.lstrip(_LEADING)
    head = stripped[:_LONGEST].lower()
    first = _FIRST_WORD.match(head)
    if not first:
        return {}
    index = _index()
    entries = index.get(first[0], ())
    if head[0] >= _UNSPACED and not _spaced(head[0]):
        entries = (*entries, *index.get(head[0], ()))
    if not entries:
        return {}
    found: dict[str, Cue] = {}
    for phrase, kind, value in entries:
        if kind not in found and head.startswith(phrase) and _ends_word(head, len(phrase)):
            rest = stripped[len(phrase) :]
            body = rest.lstrip(_SEPARATORS)
            marked = not body or any(mark in rest[: len(rest) - len(body)] for mark in ":：–—|»›→") or "- " in rest[:3]
            found[kind] = Cue(kind, value, body, marked)
    return found


def _ends_word(head: str, end: int) -> bool:
    return end >= len(head) or not _spaced(head[end - 1]) or not (head[end].isalnum() and head[end - 1].isalnum())


def announced(text: str, link_share: float = 0.0) -> Label | None:
    """What a block says that it is, or None; `link_share` is the part of its characters that stand in links.

    >>> announced("Editor: Budi Santoso").name, announced("Terpopuler").name
    ('BYLINE', 'RAIL')
    """
    if len(text) > 400:
        return None
    found = cues(text)
    if not found:
        return None
    return next((label for kind, label in _LABELS if kind in found and _holds(found[kind], text, link_share)), None)


_LABELS = (
    ("end", Label.OTHER),
    ("rail", Label.RAIL),
    ("read_also", Label.CROSS_LINK),
    ("tags", Label.TAG),
    ("pager", Label.PAGER),
    ("comments", Label.COMMENT),
    ("role", Label.BYLINE),
    ("source", Label.BYLINE),
    ("credit", Label.CREDIT),
    ("date", Label.DATE),
    ("promo", Label.PROMO),
)
"""Kinds of words in the order in which they are asked."""


def _holds(cue: Cue, text: str, link_share: float) -> bool:
    """Whether a block that begins with the word is what the word announces, and not a sentence that opens so."""
    match cue.kind:
        case "end" | "rail":
            return not cue.rest.strip("*[]() ")
        case "read_also":
            return cue.marked or link_share > 0.5
        case "tags":
            return cue.marked or link_share > 0.5
        case "pager" | "comments":
            return _NUMBERS.fullmatch(cue.rest) is not None
        case "role":
            named = len(text) < 160 and (cue.marked or _name_like(cue.rest)) and bool(cue.rest)
            # "Reporting by … in …; Editing by …"
            return named or sum("role" in cues(part) for part in text.split(";")[:8]) > 1
        case "source" | "credit":
            return len(text) < 160 and cue.marked and bool(cue.rest)
        case "date":
            return len(text) < 90 and any(c.isdigit() for c in cue.rest)
        case _:
            # "Print" and "Close" are buttons only alone; "Sign up" and "Subscribe" may have a sentence after them.
            word = text[: len(text) - len(cue.rest)].strip(_LEADING + _SEPARATORS)
            return not cue.rest or ((" " in word or len(word) >= _PHRASE) and len(text) < 200)


def _name_like(rest: str) -> bool:
    """A few words that begin with capitals, without a full stop at the end."""
    words = rest.split()
    if rest.lower() == rest.upper():
        return 0 < len(words) <= 4 and len(rest) <= 24 and not _STOP.search(rest)  # no case to go by
    capitals = sum(not word[0].islower() for word in words)
    return 0 < len(words) <= 12 and capitals * 3 >= len(words) * 2 and not _STOP.search(rest)
