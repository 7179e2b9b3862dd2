"""Block table to numbers: what a learned labeler sees of each block, its containers and the page.

Nothing here counts spaces or Latin punctuation only: lengths are taken in UTF-8 bytes as well as in characters, and
sentence stops of all scripts count. Words of class, id and text are hashed, so that no vocabulary limits the languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from sys import byteorder
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.context_features import of_place
from kliping.reading.text_features import of_text

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

ELEMENT_WORDS = 4096
"""Size of the hash space of words in tag, class, id, role and itemprop."""

TEXT_WORDS = 16384
"""Size of the hash space of words in the text."""

_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORD = r"(?:[^\W\d_]++|\d++|[^\w\s])"
_TEXT_WORD = re.compile(_WORD)
_THREE_WORDS = re.compile(rf"[\s_]*+({_WORD})(?:[\s_]*+({_WORD}))?+(?:[\s_]*+({_WORD}))?+")
_MOST_NAME_WORDS = 14
_SHORT_TEXT = 10
_SIZE = np.dtype(np.int32).itemsize
_NO_WORD = bytes(_SIZE)


@dataclass(slots=True)
class Features:
    """A page of n blocks in e elements, as arrays."""

    numbers: Floats
    """(n, NUMBERS)."""

    element: Ints
    """(n,) row of each block's element."""

    parent: Ints
    """(e,) row of each element's parent, −1 for the root."""

    depth: Ints
    """(e,) distance from the root."""

    element_words: Ints
    """Hashed words of all elements, one run."""

    element_starts: Ints
    """(e,) where each element's words begin in that run; each has at least one."""

    alike: Ints
    """(n,) a number that blocks share whose elements have the same names."""

    text_words: Ints
    """Hashed words of all blocks, one run."""

    text_starts: Ints
    """(n,) where each block's words begin in that run; each has at least one."""


@lru_cache(maxsize=65536)
def _hash_name(names: str) -> bytes:
    tag, _, rest = names.partition(" ")
    words = _NAME_WORD.findall(rest)[:_MOST_NAME_WORDS]
    marked = (b"<" + tag.encode("utf-8", "replace"), *(word.lower().encode() for word in words))
    return b"".join([_number(crc32(word) % ELEMENT_WORDS) for word in marked])


@lru_cache(maxsize=65536)
def _hash_word(word: str) -> bytes:
    return _number(crc32(word.encode("utf-8", "replace")) % TEXT_WORDS)


def _number(number: int) -> bytes:
    """A number as it lies in an array of `Ints`: rows of bytes are joined many times as fast as rows of numbers."""
    return number.to_bytes(_SIZE, byteorder)


def features(table: BlockTable) -> Features:
    """The features of a page with at least one block."""
    words, starts = _flat(list(map(_hash_name, table.names)))
    text_words, text_starts = word_hashes(table)
    parent = np.array(table.parents, np.int32)
    depth = _depths(table.parents)
    element = np.array(table.element, np.int32)
    alike = _alike(table.names, element)
    text = of_text(table)
    around = (
        _position(parent[element], element, depth),
        _containers(table, element, parent),
        _of_alike(table, alike),
        of_place(table, parent.astype(np.intp), depth, text),
    )
    numbers = np.concatenate([text, *around], axis=1)
    return Features(numbers, element, parent, depth, words, starts, alike, text_words, text_starts)


def word_hashes(table: BlockTable) -> tuple[Ints, Ints]:
    """Hashed words at the beginning and the end of each block's text, as one run, and where each block's begin."""
    return _flat(list(map(_text_words, table.text)))


def _flat(rows: list[bytes]) -> tuple[Ints, Ints]:
    """Rows of unequal length as one run, and where each begins."""
    lengths = np.fromiter(map(len, rows), np.int32, len(rows)) // _SIZE
    starts = np.zeros(len(rows), np.int32)
    np.cumsum(lengths[:-1], out=starts[1:])
    return np.frombuffer(bytearray().join(rows), np.int32), starts


def _text_words(text: str) -> bytes:
    """Hashed words at a text's beginning and end; of a short text all of them."""
    start = text[:80].lower()
    if len(text) <= 80:
        words = _TEXT_WORD.findall(start)
        if len(words) <= _SHORT_TEXT:
            return b"".join(map(_hash_word, words)) or _NO_WORD
    head = _THREE_WORDS.match(start)
    words = [word for word in head.groups() if word] if head else []
    words += _TEXT_WORD.findall(text[-24:].lower())[-2:]
    return b"".join(map(_hash_word, words)) or _NO_WORD


def _depths(parents: list[int]) -> Ints:
    found: list[int] = []
    for parent in parents:
        found.append(found[parent] + 1 if parent >= 0 else 0)
    return np.array(found, np.int32)


def _position(parents: Ints, element: Ints, depth: Ints) -> Floats:
    """Where a block stands in the page, and how far it is from the block before it."""
    size = len(element)
    index = np.arange(size)
    at = depth[element]
    same_element = np.concatenate([[False], element[1:] == element[:-1]])
    same_parent = np.concatenate([[False], parents[1:] == parents[:-1]])
    change = np.diff(at, prepend=at[0])
    columns = (
        index / size,
        np.log1p(index),
        np.log1p(size - index),
        np.full(size, np.log1p(size)),
        at / 20,
        change / 5,
        same_element,
        same_parent,
    )
    return np.stack(columns, axis=1, dtype=np.float32, casting="unsafe")


def _containers(table: BlockTable, element: Ints, parent: Ints) -> Floats:
    """Of the element around a block and the three around that: how much text, in how many blocks, how much linked."""
    count = len(table.tags)
    size = np.fromiter(map(len, table.text), np.float64, len(table))
    linked = np.array(table.link_chars, np.float64)
    prose = np.where((size > 80) & (linked < size * 0.3), size, 0.0)
    # Elements stand in document order: those inside one are the rows after it. Sums of whole numbers are exact.
    before = np.zeros((4, count + 1))
    for row, weights in zip(before, (size, linked, prose, None), strict=True):
        np.cumsum(np.bincount(element, weights, count), out=row[1:])
    held = before[:, _ends(table.parents)] - before[:, :-1]
    total, all_prose = max(held[0, 0], 1.0), max(held[2, 0], 1.0)
    text, links, told = held[:3]
    least = np.maximum(text, 1)
    many = np.log1p(held[(0, 3), :])
    rows = np.stack(
        (many[0], links / least, told / least, told / all_prose, text / total, many[1]),
        axis=1,
        dtype=np.float32,
        casting="same_kind",
    )
    around = [element]
    for _ in range(3):
        around.append(np.maximum(parent[around[-1]], 0))
    return rows[np.stack(around, axis=1)].reshape(len(element), -1)


def _ends(parents: list[int]) -> list[int]:
    """Of each element the row after the last one inside it."""
    found = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        around = parents[row]
        if found[around] < found[row]:
            found[around] = found[row]
    return found


def _alike(names: list[str], element: Ints) -> Ints:
    """Blocks in elements of the same names play the same part."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(names[at], len(numbers)) for at in element.tolist()], np.int32)


def _of_alike(table: BlockTable, kinds: Ints) -> Floats:
    """How many blocks of one kind there are, how long they are, how much linked."""
    size = np.fromiter(map(len, table.text), np.float64, len(table))
    linked = np.array(table.link_chars, np.float64)
    many = np.bincount(kinds)
    length = np.bincount(kinds, size)
    share = np.bincount(kinds, linked) / np.maximum(length, 1)
    columns = (np.log1p(many)[kinds], np.log1p(length / many)[kinds], share[kinds])
    return np.stack(columns, axis=1, dtype=np.float32, casting="unsafe")
