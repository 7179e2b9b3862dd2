"""Labels to trees: how likely a block is story, and a page one story, by gradient boosting over oblivious trees."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier, Pool

from kliping.reading import columns
from kliping.reading.judge import Grove
from kliping.reading.trees import Trees
from train import odds
from train.dataset import LONGEST, Example, page_weight

_BLOCKS = {"iterations": 500, "depth": 6, "learning_rate": 0.12, "rsm": 0.2, "subsample": 0.6, "l2_leaf_reg": 5}
_PAGES = {"iterations": 300, "depth": 4, "learning_rate": 0.06, "rsm": 0.3, "subsample": 0.7, "l2_leaf_reg": 5}


def of_blocks(examples: Sequence[Example], seed: int) -> Grove:
    """The trees that tell which blocks are story."""
    usable = [one for one in examples if one.labels.trust > 0 and len(one.words) <= LONGEST]
    known = [np.flatnonzero(one.labels.body >= 0) for one in usable]
    asked = [
        columns.of_blocks(one.features, known_odds).T[rows]
        for one, known_odds, rows in zip(usable, odds.crossed(usable, odds.of_blocks), known, strict=True)
    ]
    body = [one.labels.body[rows] >= 0.5 for one, rows in zip(usable, known, strict=True)]
    weight = [_weights(one)[rows] for one, rows in zip(usable, known, strict=True)]
    rows = np.concatenate(asked)
    pool = Pool(rows, np.concatenate(body).astype(np.int8), weight=np.concatenate(weight))
    return Grove(grow(rows, pool, _BLOCKS, seed), odds.of_blocks(usable))


def of_pages(examples: Sequence[Example], seed: int) -> Grove:
    """The trees that tell which pages are one story."""
    usable = [one for one in examples if one.labels.is_story >= 0 and len(one.words) <= LONGEST]
    crossed = odds.crossed(usable, odds.of_pages)
    asked = [columns.of_page(one.features, of_it)[:, 0] for one, of_it in zip(usable, crossed, strict=True)]
    rows = np.stack(asked)
    pool = Pool(rows, [one.labels.is_story for one in usable])
    return Grove(grow(rows, pool, _PAGES, seed), odds.of_pages(usable))


def _weights(one: Example) -> np.ndarray:
    """(n,) what each block weighs: by its words, each page alike, as far as its gold is trusted."""
    weight = np.sqrt(np.minimum(one.words, 200) + 2) * (one.labels.body >= 0)
    return weight / max(float(weight.sum()), 1e-6) * one.labels.trust * page_weight(one) * 100


def grow(asked: np.ndarray, pool: Pool, settings: dict[str, float], seed: int) -> Trees:
    """Trees over some rows, held to what CatBoost itself answers."""
    model = CatBoostClassifier(
        **settings,
        bootstrap_type="Bernoulli",
        boosting_type="Plain",
        border_count=64,
        random_seed=seed,
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(pool)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        found = _as_arrays(json.loads(path.read_text()), int(settings["depth"]))
    some = asked[:: max(len(asked) // 500, 1)]
    theirs = model.predict(some, prediction_type="RawFormulaVal")
    # Leaves are kept in half precision.
    assert np.abs(found.run(np.ascontiguousarray(some.T)) - theirs).max() < 0.05, (
        "numpy grows other trees than CatBoost"
    )
    return found


def _as_arrays(stored: dict, depth: int) -> Trees:
    """CatBoost's own form as ours. A tree with fewer levels asks at the others what is never so."""
    trees = stored["oblivious_trees"]
    (scale, bias) = stored["scale_and_bias"]
    place = {one["feature_index"]: one["flat_feature_index"] for one in stored["features_info"]["float_features"]}
    found = Trees(
        np.zeros((len(trees), depth), np.int16),
        np.full((len(trees), depth), np.inf, np.float32),
        np.zeros((len(trees), 1 << depth), np.float32),
    )
    for row, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            found.columns[row, level] = place[split["float_feature_index"]]
            found.borders[row, level] = split["border"]
        leaves = np.array(tree["leaf_values"], np.float32) * scale
        found.leaves[row, : len(leaves)] = leaves
    found.leaves[0] += np.float32(bias[0])
    found.leaves[:] = found.leaves.astype(np.float16)
    return found


def save(grove: Grove, path: Path) -> None:
    """Trees and odds as arrays, in half precision but for the borders."""
    trees, words = grove.trees, grove.odds
    np.savez_compressed(
        path,
        columns=trees.columns,
        borders=trees.borders,
        leaves=trees.leaves.astype(np.float16),
        own=words.own.astype(np.float16),
        around=words.around.astype(np.float16),
        text=words.text.astype(np.float16),
    )
