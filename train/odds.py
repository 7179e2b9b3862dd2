"""How much each word speaks for a story: counted over pages with known text, each page alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from kliping.reading.columns import Odds
from kliping.reading.features import ELEMENT_WORDS, TEXT_WORDS, Features
from train.dataset import Example

_DOUBT = 12.0
"""Pages' worth of doubt before a word's odds count."""

Pairs = tuple[np.ndarray, np.ndarray]
"""(block, word) of every word that is counted."""


def of_blocks(examples: Sequence[Example]) -> Odds:
    """For each word the odds that a block with it is story."""
    tables = _tables()
    for one in examples:
        known = np.flatnonzero(one.labels.body >= 0)
        if one.labels.trust <= 0 or not len(known):
            continue
        for table, (block, word) in zip(tables, _pairs(one.features, known), strict=True):
            many = np.bincount(word, minlength=table.shape[1])
            story = np.bincount(word, one.labels.body[known][block], minlength=table.shape[1])
            table[0] += story / np.maximum(many, 1) * one.labels.trust
            table[1] += (many > 0) * one.labels.trust
    return Odds(*(logarithms(*table) for table in tables))


def of_pages(examples: Sequence[Example]) -> Odds:
    """For each word the odds that a page with it is one story."""
    tables = _tables()
    for one in examples:
        if one.labels.is_story >= 0:
            for table, (_block, word) in zip(tables, _pairs(one.features, np.arange(len(one.words))), strict=True):
                there = np.bincount(word, minlength=table.shape[1]) > 0
                table[0] += there * one.labels.is_story
                table[1] += there
    return Odds(*(logarithms(*table) for table in tables))


def crossed(examples: Sequence[Example], count: Callable[[Sequence[Example]], Odds]) -> list[Odds]:
    """For each page the odds by the pages of other folds, so that no page's own answer stands in its columns."""
    odds = {fold: count([one for one in examples if one.fold != fold]) for fold in {one.fold for one in examples}}
    return [odds[one.fold] for one in examples]


def _tables() -> list[np.ndarray]:
    return [np.zeros((2, size)) for size in (ELEMENT_WORDS, ELEMENT_WORDS, TEXT_WORDS)]


def logarithms(story: np.ndarray, pages: np.ndarray) -> np.ndarray:
    """Logarithms of odds by how many pages have a word, and how much of it in their story; rare words say little."""
    base = story.sum() / max(pages.sum(), 1)
    share = (story + _DOUBT * base) / (pages + _DOUBT)
    return (np.log(share / (1 - share)) - np.log(base / (1 - base))).astype(np.float16).astype(np.float32)


def _pairs(page: Features, blocks: np.ndarray) -> tuple[Pairs, Pairs, Pairs]:
    """Words of the holding elements, of the elements around them, and of the texts."""
    element = page.element[blocks]
    return (
        _words_of(page.element_words, page.element_starts, element),
        _words_around(page, element),
        _words_of(page.text_words, page.text_starts, blocks),
    )


def _words_of(words: np.ndarray, starts: np.ndarray, rows: np.ndarray) -> Pairs:
    sizes = np.diff(starts, append=len(words))[rows]
    place = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(np.arange(len(rows)), sizes), words[np.repeat(starts[rows], sizes) + place]


def _words_around(page: Features, element: np.ndarray) -> Pairs:
    """Each word once a block."""
    blocks, words = [], []
    at, block = page.parent[element], np.arange(len(element))
    while len(at):
        block, at = block[at >= 0], at[at >= 0]
        row, found = _words_of(page.element_words, page.element_starts, at)
        blocks.append(block[row])
        words.append(found)
        at = page.parent[at]
    pair = np.unique(np.concatenate(blocks).astype(np.int64) * ELEMENT_WORDS + np.concatenate(words))
    return pair // ELEMENT_WORDS, pair % ELEMENT_WORDS
