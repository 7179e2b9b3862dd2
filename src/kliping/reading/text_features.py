"""What a block's text is like by itself, as numbers: the part of the features that needs no tree.

Marks are counted for all blocks of a page at once: every character is looked up in one table of its properties, since
a regular expression for each block and each property costs more than the rest of the features together.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.cues import Cue, cues

Floats = NDArray[np.float32]
Counts = NDArray[Any]

CUES = ("role", "source", "credit", "read_also", "rail", "tags", "pager", "comments", "promo", "end", "date", "staff")
SIZE, BYTES, ENDS_WITH_STOP, LINKED, REPEATED, LIKE_TITLE, FIRST_CUE = 0, 1, 11, 13, 17, 18, 22
"""Some of the columns, for whoever asks them by name: characters and bytes (both as logarithms of one more), whether
the text ends with a full stop, the share in links, how often the text stands elsewhere, the likeness to the page's
title, the first of CUES."""
WIDTH = FIRST_CUE + len(CUES)
_ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")')
_LONGEST_SCRIPT = 1_000_000
_SHORTEST_BODY = 400
_NO_LETTER = re.compile(r"[\W\d_]+")
_LOGARITHMIC = (0, 1, 2, 3, 4, 5, 15, 16, 17)
_LONGEST_OVERLAP = 300

_KNOWN, _STOP, _COMMA, _COLON, _QUOTE, _DIGIT, _SPACE, _BREAK, _WHITE, _UPPER, _LOWER, _ALNUM = 1 << np.arange(12)
_EXTRA = 12  # from this bit on: how many bytes more than one the character takes in UTF-8
_TESTS = (
    (_STOP, ".!?。！？।۔؟…".__contains__),
    (_COMMA, ",;、，；،".__contains__),
    (_COLON, ":：".__contains__),
    (_QUOTE, "“\"„«‘'「‹»".__contains__),
    (_DIGIT, str.isdecimal),
    (_SPACE, " ".__eq__),
    (_BREAK, "\n".__eq__),
    (_WHITE, str.isspace),
    (_UPPER, str.isupper),
    (_LOWER, str.islower),
    (_ALNUM, str.isalnum),
)
_PROPERTIES = np.zeros(0x110000, np.uint16)
"""Code point to its properties; filled for a character when it is first met."""


def of_text(table: BlockTable) -> Floats:
    """(n, 34) what each block's text is like by itself: size, marks, links, what it repeats, what it announces."""
    size = np.fromiter(map(len, table.text), np.int64, len(table))
    found = np.zeros((len(table), 22 + len(CUES)), np.float32)
    found[:, :13] = _marks(table.text, size).T
    found[:, 13] = np.array(table.link_chars) / size
    found[:, 14] = np.array(table.strong_chars) / size
    found[:, 15] = _anchors(table)
    found[:, 16] = np.bincount([mark.block for mark in table.images], minlength=len(table) + 1)[: len(table)]
    many = Counter(table.text)
    found[:, 17] = [many[text] - 1 for text in table.text]
    found[:, 18:20] = _overlaps(table)
    stated = _stated_body(table)
    if stated:
        found[:, 20] = [_letters(text) in stated for text in table.text]
        found[:, 21] = True
    for block, announced in enumerate(map(cues, table.text)):
        if announced:
            found[block, 22:] = _cue_numbers(announced)
    found[:, _LOGARITHMIC] = np.log1p(found[:, _LOGARITHMIC])
    return found


def _marks(texts: list[str], size: Counts) -> NDArray[np.float64]:
    """(13, n) how long each text is, how many marks of each kind it holds, how it begins and ends.

    No block begins or ends with white space.
    """
    kinds = _kinds("".join(texts))
    end = np.cumsum(size)
    start = end - size
    white = (kinds & _WHITE) != 0
    begins = np.empty_like(white)
    begins[1:] = white[:-1]
    begins[start] = True
    begins &= ~white
    head = np.minimum(start + 160, end)
    extra = np.concatenate([[0], np.cumsum(kinds >> _EXTRA, dtype=np.int64)])
    first, last = kinds[start], kinds[end - 1]
    return np.stack(
        (
            size,
            size + extra[end] - extra[start],
            _many(kinds & _SPACE, start, end) + 1,
            _many(kinds & _STOP, start, end),
            _many(kinds & _COMMA, start, end),
            _many(kinds & _BREAK, start, end),
            _many(kinds & _DIGIT, start, np.minimum(start + 200, end)) / np.minimum(size, 200),
            _many(begins & (kinds & _UPPER != 0), start, head) / np.maximum(_many(begins, start, head), 1),
            (first & _LOWER) != 0,
            (first & _QUOTE) != 0,
            (first & _ALNUM) == 0,
            (last & _STOP) != 0,
            (last & _COLON) != 0,
        ),
        dtype=np.float64,
        casting="unsafe",
    )


def _many(flags: Counts, start: Counts, end: Counts) -> Counts:
    """How many flags are set in each stretch."""
    at = np.flatnonzero(flags != 0)
    return np.searchsorted(at, end) - np.searchsorted(at, start)


def _kinds(text: str) -> NDArray[np.uint16]:
    """The properties of each character of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _PROPERTIES[codes]
    if not kinds.all():
        for code in np.unique(codes[kinds == 0]).tolist():
            _PROPERTIES[code] = _kind(chr(code))
        kinds = _PROPERTIES[codes]
    return kinds


def _kind(character: str) -> int:
    extra = len(character.encode("utf-8", "replace")) - 1
    return int(_KNOWN + sum(bit for bit, holds in _TESTS if holds(character)) + (extra << _EXTRA))


def _anchors(table: BlockTable) -> Counts:
    """(n,) how many links touch each block."""
    size = len(table)
    starts = np.bincount([anchor.block for anchor in table.anchors], minlength=size + 1)[:size]
    ends = np.bincount([min(anchor.last_block + 1, size) for anchor in table.anchors], minlength=size + 1)[:size]
    found: Counts = np.cumsum(starts - ends)
    return found


def _description(table: BlockTable) -> str:
    """The summary that the page's head gives."""
    return next((content for name, content in table.head.metas if name in ("og:description", "description")), "")


def _stated_body(table: BlockTable) -> str:
    """The letters of the story's text as JSON-LD states it; "" where it doesn't, or no more than a summary."""
    found = ""
    for script in table.head.json_ld:
        match = _ARTICLE_BODY.search(script) if len(script) < _LONGEST_SCRIPT else None
        if match:
            try:
                found = _letters(json.loads(match[1], strict=False))
            except ValueError:
                continue
    return found if len(found) > _SHORTEST_BODY else ""


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.lower())


def _overlaps(table: BlockTable) -> list[tuple[float, float]]:
    """How much each block has in common with the page's title and with its summary."""
    title = set((table.head.title or "").lower().split())
    deck = set(_description(table).lower().split())
    either = title | deck
    found = []
    for text in table.text:
        if len(text) > _LONGEST_OVERLAP or either.isdisjoint(words := text.lower().split()):
            found.append((0.0, 0.0))
        else:
            unlike = set(words)
            found.append((_overlap(unlike, title), _overlap(unlike, deck)))
    return found


def _overlap(words: set[str], title: set[str]) -> float:
    common = len(words & title)
    return common / (len(words) + len(title) - common) * 2


def _cue_numbers(found: dict[str, Cue]) -> tuple[float, ...]:
    """A number for each of CUES."""
    return tuple(0.0 if kind not in found else 1.0 if found[kind].marked else 0.5 for kind in CUES)
