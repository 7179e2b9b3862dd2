"""What was learned, as one: the network and the trees are asked about the same page, and their answers mixed.

They err in different places. The network tells the parts of a page apart; whether a block is story, both say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from kliping.reading import columns
from kliping.reading.columns import Odds
from kliping.reading.features import Features
from kliping.reading.labels import BODY, Label
from kliping.reading.network import Network
from kliping.reading.trees import Trees, shares

Floats = NDArray[np.float32]

STORY = np.array([label in BODY for label in Label])
"""Which columns of the network's answer are parts of a story."""

TRUST_IN_TREES = 0.6
"""The trees' share in the mix."""


@dataclass(slots=True)
class Judged:
    """What a page of n blocks is taken for."""

    parts: Floats
    """(n, labels) how likely each block is each part, by the network."""
    story: Floats
    """(n,) how likely each block is part of the story, by both."""
    page: float
    """How likely the page is one story, by both."""


@dataclass(slots=True)
class Grove:
    """Trees, and the odds of the words that they ask about."""

    trees: Trees
    odds: Odds

    @classmethod
    def load(cls, data: bytes) -> Grove:
        """The grove of an .npz file."""
        with np.load(BytesIO(data)) as arrays:
            return cls(Trees.of(arrays), Odds.of(arrays))


@dataclass(slots=True)
class Judge:
    """A network and trees that were trained on the same pages."""

    network: Network
    blocks: Grove
    """Which blocks are the story."""
    pages: Grove
    """Which pages are one story."""

    @classmethod
    def load(cls, folder: Traversable, name: str = "") -> Judge:
        """The judge of three files: labels.npz, story.npz and kind.npz, with `name` before each."""
        network, blocks, pages = ((folder / f"{name}{part}.npz").read_bytes() for part in ("labels", "story", "kind"))
        return cls(Network.load(network), Grove.load(blocks), Grove.load(pages))

    def run(self, page: Features) -> Judged:
        """What each block of a page is, and the page."""
        parts, odds = self.network.run(page)
        by_trees = shares(self.blocks.trees.run(columns.of_blocks(page, self.blocks.odds)))
        mixed = TRUST_IN_TREES * by_trees + (1 - TRUST_IN_TREES) * parts[:, STORY].sum(1)
        of_page = shares(self.pages.trees.run(columns.of_page(page, self.pages.odds)))
        return Judged(parts, mixed, float((of_page[0] + odds) / 2))


@cache
def shipped() -> Judge:
    """The judge in the package, trained on all pages of gold; model/README.md says how and how well it does."""
    return Judge.load(files("kliping.reading") / "model")
