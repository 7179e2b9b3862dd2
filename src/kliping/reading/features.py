"""Block table to numbers: what a learned labeler sees of each block, its containers and the page.

Nothing here counts spaces or Latin punctuation only: lengths are taken in UTF-8 bytes as well as in characters, and
sentence stops of all scripts count. Words of class, id and text are hashed, so that no vocabulary limits the languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
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

_NAMING = (
    "class", "id", "role", "itemprop", "aria-label", "data-testid", "data-component", "data-module", "data-type",
    "data-name", "data-qa", "data-role", "data-block",
)  # fmt: skip
_RANK = {key: rank for rank, key in enumerate(_NAMING)}
_NONE = re.compile(r"display\s*:\s*none")
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORD = r"(?:[^\W\d_]++|\d++|[^\w\s])"
_TEXT_WORD = re.compile(_WORD)
_THREE_WORDS = re.compile(rf"[\s_]*+({_WORD})(?:[\s_]*+({_WORD}))?+(?:[\s_]*+({_WORD}))?+")
_MOST_NAME_WORDS = 14
_SHORT_TEXT = 10


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
def _hash_name(names: str) -> tuple[int, ...]:
    tag, _, rest = names.partition(" ")
    words = _NAME_WORD.findall(rest)[:_MOST_NAME_WORDS]
    marked = (b"<" + tag.encode("utf-8", "replace"), *(word.lower().encode() for word in words))
    return tuple(crc32(word) % ELEMENT_WORDS for word in marked)


@lru_cache(maxsize=65536)
def _hash_word(word: str) -> int:
    return crc32(word.encode("utf-8", "replace")) % TEXT_WORDS


def features(table: BlockTable) -> Features:
    """The features of a page with at least one block."""
    names = _names(table)
    words, starts = _flat([_hash_name(name) for name in names])
    text_words, text_starts = _flat([_text_words(text) for text in table.text])
    parent = np.array(table.parents, np.int32)
    depth = _depths(table.parents)
    element = np.array(table.element, np.int32)
    alike = _alike(names, element)
    text = of_text(table)
    around = (
        _position(parent[element], element, depth),
        _containers(table, element, parent),
        _of_alike(table, alike),
        of_place(table, parent.astype(np.intp), depth, text),
    )
    numbers = np.concatenate([text, *around], axis=1)
    return Features(numbers, element, parent, depth, words, starts, alike, text_words, text_starts)


def _names(table: BlockTable) -> list[str]:
    """Of each element its tag and the values of those attributes that name it."""
    found = []
    for element, tag in enumerate(table.tags):
        attributes = table.attributes(element)
        words = [tag]
        if attributes:
            keys = [key for key in attributes if key in _RANK]
            if len(keys) > 1:
                keys.sort(key=_RANK.__getitem__)
            words += [attributes[key] or "" for key in keys]
            if _is_hidden(attributes):
                words.append("hidden")
        found.append(" ".join(words))
    return found


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return "style" in attributes and _NONE.search(attributes["style"] or "") is not None


def _flat(rows: list[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Rows of unequal length as one run, and where each begins."""
    lengths = np.fromiter(map(len, rows), np.int32, len(rows))
    starts = np.zeros(len(rows), np.int32)
    np.cumsum(lengths[:-1], out=starts[1:])
    return np.fromiter(chain.from_iterable(rows), np.int32, int(lengths.sum())), starts


def _text_words(text: str) -> tuple[int, ...]:
    """Hashed words at a text's beginning and end; of a short text all of them."""
    start = text[:80].lower()
    if len(text) <= 80:
        words = _TEXT_WORD.findall(start)
        if len(words) <= _SHORT_TEXT:
            return tuple(map(_hash_word, words)) or (0,)
    head = _THREE_WORDS.match(start)
    words = [word for word in head.groups() if word] if head else []
    words += _TEXT_WORD.findall(text[-24:].lower())[-2:]
    return tuple(map(_hash_word, words)) or (0,)


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
    columns: list[NDArray[np.float64]] = []
    at_row = element
    logarithms = np.log1p(held)
    for _ in range(4):
        text, links, told = held[:3, at_row]
        least = np.maximum(text, 1)
        columns += (
            logarithms[0, at_row],
            links / least,
            told / least,
            told / all_prose,
            text / total,
            logarithms[3, at_row],
        )
        at_row = np.maximum(parent[at_row], 0)
    return np.stack(columns, axis=1, dtype=np.float32, casting="same_kind")


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
