"""Gold to the trees that tell which lines of a flattened text are the story, and which is its title.

`python -m train.flat GOLD OUT [--folds 0,1,2,3,4,all]` writes OUT/fold-K-flat.npz (made without fold K) and
OUT/flat.npz (of all folds). Pages are flattened as web corpora store them: whole, as a crop about the story, and as a
crop out of which somebody has taken part of the furniture.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from catboost import Pool

from kliping.reading.blocks import BlockTable
from kliping.reading.features import TEXT_WORDS, word_hashes
from kliping.reading.flat_columns import of_lines
from kliping.reading.plain import plain
from train import boost
from train.dataset import LONGEST, NO_FOLD
from train.gold import rows, table_of
from train.labels import fold, is_story, page_labels
from train.odds import logarithms
from train.split import read_folds

_LINES = {"iterations": 400, "depth": 6, "learning_rate": 0.12, "rsm": 0.25, "subsample": 0.5, "l2_leaf_reg": 5}
_TITLES = {"iterations": 200, "depth": 5, "learning_rate": 0.12, "rsm": 0.3, "subsample": 0.5, "l2_leaf_reg": 5}
_KEPT = 0.5
"""How many lines of the furniture are left by who takes part of it out."""


@dataclass(slots=True)
class Flat:
    """A page as lines."""

    fold: int
    lines: list[str]
    body: np.ndarray
    """(n,) share of the line that is story, −1 where nobody says."""
    title: np.ndarray
    """(n,) whether the line is the story's title."""
    weight: float
    """How far its gold is trusted; less where it is no story."""


def load(gold: str, cache: Path) -> list[Flat]:
    """All pages of a gold file whose story is known, as lines; from the cache if it is there."""
    if cache.exists():
        found: list[Flat] = pickle.loads(cache.read_bytes())
        return found
    folds, found = read_folds(), []
    for row in rows(gold):
        table = table_of(row)
        if table is None or not 0 < len(table) <= LONGEST:
            continue
        labels = page_labels(table, row["set"], row["page_type"], json.loads(row["gold"]))
        if labels.trust > 0:
            parts = [
                (line, share) for text, share in zip(table.text, labels.body, strict=True) for line in text.split("\n")
            ]
            weight = labels.trust * (0.3 if is_story(row["set"], row["page_type"]) == 0 else 1.0)
            body = np.array([share for _line, share in parts], np.float32)
            lines = [line for line, _share in parts]
            title = fold(json.loads(row["gold"]).get("title") or "")
            called = np.array([bool(title) and fold(line) == title for line in lines])
            found.append(Flat(folds.get((row["set"], row["id"]), NO_FOLD), lines, body, called, weight))
    cache.write_bytes(pickle.dumps(found))
    return found


def variants(page: Flat, random: np.random.Generator) -> list[np.ndarray]:
    """Rows of the page's lines: all, and two crops about the story, one of them thinned."""
    found = [np.arange(len(page.lines))]
    story = np.flatnonzero((page.body >= 0.5) | page.title)
    for thinned in (False, True) if len(story) else ():
        kept = np.arange(random.integers(0, story[0] + 1), random.integers(story[-1], len(page.lines)) + 1)
        if thinned:
            wanted = (page.body[kept] >= 0.5) | page.title[kept] | (random.random(len(kept)) < _KEPT)
            kept = kept[wanted]
        found.append(kept)
    return found


def odds_of(pages: Sequence[Flat]) -> np.ndarray:
    """For each hashed word how much it speaks for a line to be story, each page alike."""
    table = np.zeros((2, TEXT_WORDS))
    for page in pages:
        known = page.body >= 0
        words, starts = word_hashes(plain_of(page.lines))
        line = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(words)))
        words, line = words[known[line]], line[known[line]]
        many = np.bincount(words, minlength=TEXT_WORDS)
        story = np.bincount(words, page.body[line], minlength=TEXT_WORDS)
        table[0] += story / np.maximum(many, 1) * page.weight
        table[1] += (many > 0) * page.weight
    return logarithms(*table)


def plain_of(lines: list[str]) -> BlockTable:
    """The lines' block table, each line a block."""
    table = plain("\n\n".join(line or "-" for line in lines))
    assert len(table) == len(lines), "a line is a block"
    return table


def learn(pages: Sequence[Flat], seed: int) -> dict[str, np.ndarray]:
    """The arrays of a judge of lines: trees for the story and for its title, and the odds of words."""
    random = np.random.default_rng(seed)
    crossed = {held: odds_of([page for page in pages if page.fold != held]) for held in {page.fold for page in pages}}
    story, titles = _Asked(), _Asked()
    for page in pages:
        for kept in variants(page, random):
            lines = [page.lines[row] for row in kept]
            columns, body = of_lines(plain_of(lines), crossed[page.fold]).T, page.body[kept]
            weight = np.sqrt(np.minimum([len(line.encode()) for line in lines], 1200) + np.float64(10))
            story.add(columns, body >= 0.5, weight * (body >= 0), page.weight)
            if page.title[kept].any():
                titles.add(columns, page.title[kept], np.where(page.title[kept], len(kept) / 4, 1.0), page.weight)
    odds = odds_of(pages).astype(np.float16)
    return {"odds": odds} | story.grown("story", _LINES, seed) | titles.grown("title", _TITLES, seed)


class _Asked:
    """Lines that trees learn from."""

    def __init__(self) -> None:
        self.columns: list[np.ndarray] = []
        self.answers: list[np.ndarray] = []
        self.weights: list[np.ndarray] = []

    def add(self, columns: np.ndarray, answers: np.ndarray, weight: np.ndarray, trust: float) -> None:
        """The lines of a page, all pages alike."""
        kept = weight > 0
        self.columns.append(columns[kept])
        self.answers.append(answers[kept])
        self.weights.append(weight[kept] / weight.sum() * trust * 100)

    def grown(self, name: str, settings: dict[str, float], seed: int) -> dict[str, np.ndarray]:
        """Trees as arrays, in half precision but for the borders."""
        table = np.concatenate(self.columns)
        pool = Pool(table, np.concatenate(self.answers).astype(np.int8), weight=np.concatenate(self.weights))
        trees = boost.grow(table, pool, settings, seed)
        leaves = trees.leaves.astype(np.float16)
        return {f"{name}.columns": trees.columns, f"{name}.borders": trees.borders, f"{name}.leaves": leaves}


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line; see the module's docstring."""
    parser = argparse.ArgumentParser("python -m train.flat", description=__doc__)
    parser.add_argument("gold", help="Parquet file of gold pages")
    parser.add_argument("out", type=Path, help="folder for weights, and for the lines that they are made from")
    parser.add_argument("--folds", default="0,1,2,3,4,all", help="folds to leave out, by comma; all: leave none out")
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args(arguments)
    wanted.out.mkdir(parents=True, exist_ok=True)
    pages = load(wanted.gold, wanted.out / "flat.pkl")
    for held in wanted.folds.split(","):
        name = "" if held == "all" else f"fold-{held}-"
        arrays = learn([page for page in pages if str(page.fold) != held], wanted.seed)
        np.savez_compressed(wanted.out / f"{name}flat.npz", **arrays)
        print(f"fold {held}: written", flush=True)


if __name__ == "__main__":
    main()
