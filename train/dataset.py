"""Pages of gold as arrays: features and labels, made once and kept in a cache."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kliping.reading.features import Features, features
from train.align import words
from train.gold import Row, rows, table_of
from train.labels import PageLabels, page_labels
from train.split import read_folds

LONGEST = 4000
"""Blocks of a page that is learned from; longer pages are left out of training."""


NO_FOLD = -1
"""Of pages that the file of folds doesn't know (what people corrected): they are learned from, and never held out."""


@dataclass(slots=True)
class Example:
    """One page to learn from."""

    set: str
    id: str
    page_type: str | None
    fold: int
    features: Features
    labels: PageLabels
    words: np.ndarray
    """(n,) words of each block: what it weighs in the score."""


def page_weight(page: Example) -> float:
    """Pages that are no story teach less of what a story's text is."""
    return 0.3 if page.labels.is_story == 0 else 1.0


def example(row: Row, fold: int) -> Example | None:
    """The page as arrays; None where it has no text."""
    table = table_of(row)
    if table is None or not len(table):
        return None
    labels = page_labels(table, row["set"], row["page_type"], json.loads(row["gold"]))
    counts = np.array([len(words(text)) for text in table.text], np.float32)
    return Example(row["set"], row["id"], row["page_type"], fold, features(table), labels, counts)


def load(gold: str, cache: Path) -> list[Example]:
    """All pages of a gold file, from the cache if it is there."""
    if cache.exists():
        with cache.open("rb") as file:
            found: list[Example] = pickle.load(file)
            return found
    folds = read_folds()
    folded = ((row, folds.get((row["set"], row["id"]), NO_FOLD)) for row in rows(gold))
    found = [one for row, fold in folded if (one := example(row, fold)) is not None]
    cache.parent.mkdir(parents=True, exist_ok=True)
    with cache.open("wb") as file:
        pickle.dump(found, file)
    return found
