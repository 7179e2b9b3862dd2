"""The trained network in numpy: features of a page to what each block is. No training library is needed to run it.

train/network.py has the same network for training and says why it is built so; train/fit.py holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kliping.reading.features import Features
from kliping.reading.groups import Groups, groups_of

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
        x, groups = room.x, groups_of(page)
        self._enter(page, groups, room)
        for layer, reach in enumerate(REACH):
            self._convolve(layer, reach, room)
        whole = _relu(self._linear("page", np.concatenate([x.mean(0), x.max(0)])[None]))
        self._leave(groups, whole, room)
        self._convolve(len(REACH), 1, room)
        story = float(self._linear("story", whole)[0, 0])
        return _softmax(self._linear("label", x)), float(1 / (1 + np.exp(-np.clip(story, -30, 30))))

    def _enter(self, page: Features, groups: tuple[Groups, Groups], room: _Room) -> None:
        """Tell each block of itself, and of what blocks like it and beside it are like."""
        weights = self.weights
        numbers = (page.numbers - weights["mean"]) / weights["scale"]
        known = np.concatenate([numbers, self._words(page)], axis=1)
        own, of_groups = np.split(weights["enter.weight"], [known.shape[1]])
        np.matmul(known, own, out=room.x)
        self._add_groups(numbers, groups, of_groups, room.x)
        room.x += weights["enter.bias"]
        np.maximum(room.x, 0, out=room.x)

    def _words(self, page: Features) -> Floats:
        """(n, width) the words of each block's text and of the elements around it."""
        weights = self.weights
        own_width = weights["own.weight"].shape[1]
        names = _bags(weights["names"], page.element_words, page.element_starts)
        own, around = names[:, :own_width], names[:, own_width:]
        for rows, parents in levels(page):
            around[rows] += DECAY * around[parents]
        text = _bags(weights["text.weight"], page.text_words, page.text_starts)
        text /= np.diff(page.text_starts, append=len(page.text_words))[:, None]
        parent = np.maximum(page.parent, 0)[page.element]
        return np.concatenate([own[page.element], names[parent], text], axis=1)

    def _leave(self, groups: tuple[Groups, Groups], whole: Floats, room: _Room) -> None:
        """Tell each block of the page, of the blocks in elements like its own and of those beside it."""
        width = len(self.weights["leave.bias"])
        own, of_page, of_groups = np.split(self.weights["leave.weight"], [width, 2 * width])
        x, raised = room.x, room.raised
        np.matmul(x, own, out=raised)
        raised += whole @ of_page + self.weights["leave.bias"]
        self._add_groups(x, groups, of_groups, raised)
        np.maximum(raised, 0, out=x)

    @staticmethod
    def _add_groups(rows: Floats, groups: tuple[Groups, Groups], weights: Floats, out: Floats) -> None:
        """What a group says is the same for all its blocks, and is computed once."""
        for group, weight in zip(groups, np.split(weights, 2), strict=True):
            out += (group.means(rows) @ weight)[group.group]

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


def levels(page: Features) -> list[tuple[NDArray[np.intp], NDArray[np.int32]]]:
    """Rows of elements and of their parents, a level of the tree at a time, from the root."""
    order = np.argsort(page.depth, kind="stable")
    ends = np.cumsum(np.bincount(page.depth))
    levels = []
    for start, end in pairwise(ends.tolist()):
        rows = order[start:end]
        levels.append((rows, page.parent[rows]))
    return levels


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    found: Floats = raised / raised.sum(1, keepdims=True)
    return found
