"""Which lines of a flattened text are the story and its title, by what was learned from pages whose story is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from kliping.reading.blocks import BlockTable
from kliping.reading.flat_columns import of_lines
from kliping.reading.trees import Trees, shares

Floats = NDArray[np.float32]


@dataclass(slots=True)
class FlatJudge:
    """Trees over the lines of a text, and the odds of the words that they ask about."""

    story: Trees
    title: Trees
    odds: Floats
    """(TEXT_WORDS,) logarithms of odds, by hash."""

    @classmethod
    def load(cls, data: bytes) -> FlatJudge:
        """The judge of an .npz file, as train/flat.py wrote it."""
        with np.load(BytesIO(data)) as arrays:
            story, title = (
                Trees.of({part: arrays[f"{name}.{part}"] for part in ("columns", "borders", "leaves")})
                for name in ("story", "title")
            )
            return cls(story, title, arrays["odds"].astype(np.float32))

    def run(self, table: BlockTable) -> tuple[Floats, Floats]:
        """(n,) how likely each line is story, and (n,) how likely it is the story's title."""
        asked = of_lines(table, self.odds)
        return shares(self.story.run(asked)), shares(self.title.run(asked))


@cache
def shipped() -> FlatJudge:
    """The judge in the package, trained on all pages of gold; model/README.md says how and how well it does."""
    return FlatJudge.load((files("kliping.reading") / "model" / "flat.npz").read_bytes())
