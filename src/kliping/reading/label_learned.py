"""Labels for HTML by the trained network: each block judged with its neighbours, its containers and the page."""

from __future__ import annotations

import numpy as np

from kliping.reading.blocks import BlockTable
from kliping.reading.features import features
from kliping.reading.labels import BODY, Label
from kliping.reading.network import Network, shipped

_STORY = np.array([label in BODY for label in Label])


def label_learned(table: BlockTable, network: Network | None = None) -> list[Label]:
    """The labels of a page with markup; `network` takes the place of the one in the package."""
    if not len(table):
        return []
    odds, table.story_odds = (network or shipped()).run(features(table))
    inside = odds[:, _STORY].sum(1) >= 0.5
    # First whether a block is story, then what part of it: many small doubts about the part are no doubt about the story.
    odds[inside[:, None] != _STORY[None, :]] = 0
    return [Label(int(found)) for found in odds.argmax(1)]
