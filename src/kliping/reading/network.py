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


class _Room:
    """The arrays that all layers of one run work in: each made anew would cost more than what is computed in it."""

    __slots__ = ("beside", "padded", "raised", "x")

    def __init__(self, size: int, width: int) -> None:
        edge = max(REACH) * (_WIDTH // 2)
        self.padded = np.zeros((size + 2 * edge, width), np.float32)
        """The blocks, with nothing before and after them."""
        self.x = self.padded[edge : edge + size]
        """(n, width) the blocks."""
        self.beside = np.empty((size, _WIDTH * width), np.float32)
        """What a layer sees of each block."""
        self.raised = np.empty((size, width), np.float32)
        """What a layer says of each block."""


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
        # Both say something of the same words, which are then looked up once.
        weights["names"] = np.concatenate([weights["own.weight"], weights.pop("around.weight")], axis=1)
        return cls(weights)

    def run(self, page: Features) -> tuple[Floats, float]:
        """(n, labels) probabilities of a page with n blocks, and the probability that the page is one story."""
        room = _Room(len(page.element), len(self.weights["enter.bias"]))
        x = room.x
        self._layer("enter", self._blocks(page), x)
        for layer, reach in enumerate(REACH):
            self._convolve(layer, reach, room)
        whole = _relu(self._linear("page", np.concatenate([x.mean(0), x.max(0)])[None]))
        self._leave(page, whole, room)
        self._convolve(len(REACH), 1, room)
        story = float(self._linear("story", whole)[0, 0])
        return _softmax(self._linear("label", x)), float(1 / (1 + np.exp(-np.clip(story, -30, 30))))

    def _blocks(self, page: Features) -> Floats:
        """(n, width) what is known of each block: its numbers, and the words of its text and of the elements around."""
        weights = self.weights
        own_width = weights["own.weight"].shape[1]
        names = _bags(weights["names"], page.element_words, page.element_starts)
        own, around = names[:, :own_width], names[:, own_width:]
        for rows, parents in _levels(page):
            around[rows] += DECAY * around[parents]
        text = _bags(weights["text.weight"], page.text_words, page.text_starts)
        text /= np.diff(page.text_starts, append=len(page.text_words))[:, None]
        parent = np.maximum(page.parent, 0)[page.element]
        numbers = (page.numbers - weights["mean"]) / weights["scale"]
        return np.concatenate([numbers, own[page.element], names[parent], text], axis=1)

    def _leave(self, page: Features, whole: Floats, room: _Room) -> None:
        """Tell each block of the page, of the blocks in elements like its own and of those beside it.

        What the page and a group say is the same for many blocks, and is computed once.
        """
        width = len(self.weights["leave.bias"])
        own, of_page, of_alike, of_siblings = self.weights["leave.weight"].reshape(4, -1, width)
        x, raised = room.x, room.raised
        np.matmul(x, own, out=raised)
        raised += whole @ of_page + self.weights["leave.bias"]
        siblings = np.maximum(page.parent, 0)[page.element]
        for groups, weight in ((page.alike, of_alike), (siblings, of_siblings)):
            means, group = _means(x, groups)
            raised += (means @ weight)[group]
        np.maximum(raised, 0, out=x)

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _layer(self, name: str, x: Floats, out: Floats) -> None:
        np.matmul(x, self.weights[f"{name}.weight"], out=out)
        out += self.weights[f"{name}.bias"]
        np.maximum(out, 0, out=out)

    def _convolve(self, layer: int, reach: int, room: _Room) -> None:
        size, padded = len(room.x), room.padded
        first = (len(padded) - size) // 2 - reach * (_WIDTH // 2)
        beside = [padded[at : at + size] for at in range(first, first + _WIDTH * reach, reach)]
        np.concatenate(beside, axis=1, out=room.beside)
        self._layer(f"convolutions.{layer}", room.beside, room.raised)
        room.x += room.raised


def _bags(weights: Floats, words: NDArray[np.int32], starts: NDArray[np.int32]) -> Floats:
    """(rows, width) sums of the weights of each row's words, of which each row has a few and at least one.

    All first words are looked up at once, then all second words, and so on, the rows with most words standing first.
    """
    sizes = np.diff(starts, append=len(words))
    order = np.argsort(-sizes, kind="stable")
    at, many = starts[order], np.bincount(sizes)
    left = (len(starts) - np.cumsum(many)).tolist()
    sums = weights.take(words[at], 0)
    for place, rows in enumerate(left[1:-1], 1):
        sums[:rows] += weights.take(words[at[:rows] + place], 0)
    found = np.empty_like(sums)
    found[order] = sums
    return found


def _levels(page: Features) -> list[tuple[NDArray[np.intp], NDArray[np.int32]]]:
    """Rows of elements and of their parents, a level of the tree at a time, from the root."""
    order = np.argsort(page.depth, kind="stable")
    ends = np.cumsum(np.bincount(page.depth))
    levels = []
    for start, end in pairwise(ends.tolist()):
        rows = order[start:end]
        levels.append((rows, page.parent[rows]))
    return levels


def _means(x: Floats, groups: NDArray[np.int32]) -> tuple[Floats, NDArray[np.intp]]:
    """(groups, width) means of the rows of each group, and (n,) which of them is each row's."""
    order = np.argsort(groups, kind="stable")
    begins = np.diff(groups[order], prepend=-1) != 0
    starts = np.flatnonzero(begins)
    means = np.add.reduceat(x[order], starts)
    means /= np.diff(starts, append=len(groups))[:, None]
    group = np.empty(len(groups), np.intp)
    group[order] = np.cumsum(begins) - 1
    return means, group


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
