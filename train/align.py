"""Gold text to the blocks that it consists of.

The gold text of a page is one run of words. A block belongs to the story when its words stand in that run at a place
that agrees with the places of the blocks around it: of all occurrences of all blocks the chain with the most words is
kept that moves forward through page and gold alike. So a caption that repeats a paragraph, or a "Share" that the text
happens to contain, is not taken for the story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3]")
_MOST_PLACES = 12
"""Occurrences of one block that are tried; a word that stands more often says nothing."""

_PARTLY = 8
"""Words from which a block may count in part, when the gold has only a part of it."""


def words(text: str) -> list[str]:
    """Lower-case words; each character is one in scripts without spaces."""
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        found.extend(word if _WIDE.search(word) else (word,))
    return found


def shares(blocks: list[str], gold: str) -> list[float]:
    """For each block the share of its words that the gold text has in that place, 0 to 1.

    >>> shares(["Menu", "Hujan sejak pagi.", "Bagikan", "Jalan tergenang."], "Hujan sejak pagi. Jalan tergenang.")
    [0.0, 1.0, 0.0, 1.0]
    """
    gold_words = words(gold)
    run, offsets = _run(gold_words)
    split = [words(block) for block in blocks]
    chain = _best_chain(split, run, offsets)
    found = [1.0 if i in chain else 0.0 for i in range(len(blocks))]
    _in_part(split, gold_words, chain, found)
    return found


def _run(gold_words: list[str]) -> tuple[str, list[int]]:
    """The words as one string with a space on each side of each, and where each begins."""
    offsets, at = [], 0
    for word in gold_words:
        offsets.append(at)
        at += len(word) + 1
    return f" {' '.join(gold_words)} ", offsets


def _best_chain(split: list[list[str]], run: str, offsets: list[int]) -> dict[int, tuple[int, int]]:
    """Block to (first, last + 1) word of the gold, for the heaviest chain that moves forward in both."""
    items: list[tuple[int, int, int]] = []
    for block, needle_words in enumerate(split):
        if needle_words:
            needle = f" {' '.join(needle_words)} "
            places, at = [], run.find(needle)
            while at >= 0 and len(places) <= _MOST_PLACES:
                places.append(bisect_right(offsets, at) - 1 if at < len(run) else 0)
                at = run.find(needle, at + 1)
            if len(places) <= _MOST_PLACES or len(needle_words) > 3:
                # `at` is the space before the word, which is where the word begins in the unpadded run.
                items += [(block, place, place + len(needle_words)) for place in places]
    return _heaviest(items)


def _heaviest(items: list[tuple[int, int, int]]) -> dict[int, tuple[int, int]]:
    """Weighted chain of (block, start, end) by dynamic programming over the ends (a Fenwick tree of best weights)."""
    ends = sorted({end for _, _, end in items})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)
    back: list[int] = []
    waiting: list[tuple[int, float, int]] = []
    previous_block = -1
    for i, (block, start, end) in enumerate(items):
        if block != previous_block:
            for position, weight, item in waiting:
                _raise(best, position, weight, item)
            waiting, previous_block = [], block
        weight, before = _best_up_to(best, bisect_right(ends, start))
        back.append(before)
        waiting.append((bisect_right(ends, end), weight + (end - start) + 0.1, i))
    for position, weight, item in waiting:
        _raise(best, position, weight, item)
    _weight, at = _best_up_to(best, len(ends))
    chain = {}
    while at >= 0:
        block, start, end = items[at]
        chain[block] = (start, end)
        at = back[at]
    return chain


def _raise(best: list[tuple[float, int]], position: int, weight: float, item: int) -> None:
    while position < len(best):
        if weight > best[position][0]:
            best[position] = (weight, item)
        position += position & -position


def _best_up_to(best: list[tuple[float, int]], position: int) -> tuple[float, int]:
    found = (0.0, -1)
    while position > 0:
        found = max(found, best[position])
        position -= position & -position
    return found


def _in_part(split: list[list[str]], gold: list[str], chain: dict[int, tuple[int, int]], found: list[float]) -> None:
    """Long blocks that aren't in the chain whole: the share of their word pairs in what the chain leaves of the gold
    between their neighbours."""
    ordered = sorted(chain)
    for block, needle in enumerate(split):
        if block in chain or len(needle) < _PARTLY:
            continue
        i = bisect_right(ordered, block)
        low = chain[ordered[i - 1]][1] if i else 0
        high = chain[ordered[i]][0] if i < len(ordered) else len(gold)
        left = Counter(pairwise(gold[low:high]))
        mine = Counter(pairwise(needle))
        found[block] = sum((left & mine).values()) / max(1, len(needle) - 1)
