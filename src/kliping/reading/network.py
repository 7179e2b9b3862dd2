"""The trained network in numpy: features of a page to what each block is. No training library is needed to run it.

train/network.py has the same network for training and says why it is built so; train/fit.py holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kliping.reading.features import Features

Floats = NDArray[np.float32]

DECAY = np.float32(0.7)
"""How much less an element says of a block with each step outwards."""

REACH = (1, 2, 4, 8)
"""Dilations of the convolutions, each five blocks wide."""

_WIDTH = 5


@dataclass(slots=True)
class Network:
    """Weights by name, as train/fit.py saved them, made ready for rows instead of columns."""

    weights: dict[str, Floats]

    @classmethod
    def load(cls, data: bytes) -> Network:
        """The network of an .npz file of float16 arrays."""
        with np.load(BytesIO(data)) as arrays:
            weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
        for name, value in weights.items():
            if name.startswith("convolutions") and value.ndim == 3:
                # (out, in, place) to one matrix over the five places side by side.
                weights[name] = np.ascontiguousarray(value.transpose(2, 1, 0).reshape(-1, value.shape[0]))
            elif name.endswith("weight") and not name.startswith(("own", "around", "text")):
                weights[name] = np.ascontiguousarray(value.T)
        return cls(weights)

    def run(self, page: Features) -> tuple[Floats, float]:
        """(n, labels) probabilities of a page with n blocks, and the probability that the page is one story."""
        x = _relu(self._linear("enter", self._blocks(page)))
        for layer, reach in enumerate(REACH):
            x = x + _relu(self._convolution(layer, reach, x))
        whole = _relu(self._linear("page", np.concatenate([x.mean(0), x.max(0)])[None]))
        alike, siblings = _means(x, page.alike), _means(x, np.maximum(page.parent, 0)[page.element])
        x = _relu(self._linear("leave", np.concatenate([x, np.broadcast_to(whole, x.shape), alike, siblings], axis=1)))
        x = x + _relu(self._convolution(len(REACH), 1, x))
        scores = self._linear("label", x)
        story = float(self._linear("story", whole)[0, 0])
        return _softmax(scores), float(1 / (1 + np.exp(-np.clip(story, -30, 30))))

    def _blocks(self, page: Features) -> Floats:
        """(n, width) what is known of each block: its numbers, and the words of its text and of the elements around."""
        weights = self.weights
        own = np.add.reduceat(weights["own.weight"][page.element_words], page.element_starts)
        around = np.add.reduceat(weights["around.weight"][page.element_words], page.element_starts)
        for rows, parents in _levels(page):
            around[rows] += DECAY * around[parents]
        text = np.add.reduceat(weights["text.weight"][page.text_words], page.text_starts)
        text /= np.diff(page.text_starts, append=len(page.text_words))[:, None]
        numbers = (page.numbers - weights["mean"]) / weights["scale"]
        parent = np.maximum(page.parent, 0)[page.element]
        return np.concatenate([numbers, own[page.element], own[parent], around[parent], text], axis=1)

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _convolution(self, layer: int, reach: int, x: Floats) -> Floats:
        size, edge = len(x), reach * (_WIDTH // 2)
        padded = np.zeros((size + 2 * edge, x.shape[1]), np.float32)
        padded[edge : edge + size] = x
        beside = np.concatenate([padded[place * reach : place * reach + size] for place in range(_WIDTH)], axis=1)
        return self._linear(f"convolutions.{layer}", beside)


def _levels(page: Features) -> list[tuple[NDArray[np.intp], NDArray[np.int32]]]:
    """Rows of elements and of their parents, a level of the tree at a time, from the root."""
    order = np.argsort(page.depth, kind="stable")
    ends = np.cumsum(np.bincount(page.depth))
    levels = []
    for start, end in pairwise(ends.tolist()):
        rows = order[start:end]
        levels.append((rows, page.parent[rows]))
    return levels


def _means(x: Floats, groups: NDArray[np.int32]) -> Floats:
    """For each row the mean of all rows of its group."""
    order = np.argsort(groups, kind="stable")
    sorted_groups = groups[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_groups[1:] != sorted_groups[:-1]]))
    sizes = np.diff(starts, append=len(groups))
    means = np.add.reduceat(x[order], starts) / sizes[:, None].astype(np.float32)
    found: Floats = np.empty_like(x)
    found[order] = np.repeat(means, sizes, axis=0)
    return found


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    found: Floats = raised / raised.sum(1, keepdims=True)
    return found


@cache
def shipped() -> Network:
    """The network in the package, trained on all pages of gold; model/README.md says how and how well it does."""
    return Network.load((files("kliping.reading") / "model" / "labels.npz").read_bytes())
