"""The network: each block judged with its neighbours, its containers and the page.

Hashed words of elements and text are embedded and summed; numbers are scaled; residual convolutions of growing reach
run over the sequence of blocks; the mean and the maximum over the page stand beside each block. Small enough for numpy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from kliping.reading.features import ELEMENT_WORDS, TEXT_WORDS, Features
from kliping.reading.labels import Label

DECAY = 0.7
"""How much less an element says of a block with each step outwards."""

REACH = (1, 2, 4, 8)
"""Dilations of the convolutions: together they see 30 blocks to either side."""

NAMELESS = 0.15
"""Share of the pages that are learned from as if their elements had no names."""


@dataclass(slots=True)
class Size:
    """How large the network is."""

    own: int = 16
    around: int = 24
    text: int = 16
    hidden: int = 64


class Network(nn.Module):
    """Features of one batch of pages to scores for each block's label and each page's kind."""

    def __init__(self, numbers: int, size: Size) -> None:
        super().__init__()
        self.size = size
        self.register_buffer("mean", torch.zeros(numbers))
        self.register_buffer("scale", torch.ones(numbers))
        self.own = nn.EmbeddingBag(ELEMENT_WORDS, size.own, mode="sum")
        self.around = nn.EmbeddingBag(ELEMENT_WORDS, size.around, mode="sum")
        self.text = nn.EmbeddingBag(TEXT_WORDS, size.text, mode="mean")
        for bag in (self.own, self.around, self.text):
            nn.init.normal_(bag.weight, std=0.05)
        width = 3 * numbers + 2 * size.own + size.around + size.text
        self.enter = nn.Linear(width, size.hidden)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(size.hidden, size.hidden, 5, padding=2 * reach, dilation=reach) for reach in (*REACH, 1)
        )
        self.page = nn.Linear(2 * size.hidden, size.hidden)
        self.leave = nn.Linear(4 * size.hidden, size.hidden)
        self.label = nn.Linear(size.hidden, len(Label))
        self.story = nn.Linear(size.hidden, 1)
        self.dropout = nn.Dropout(0.2)
        self.word_dropout = 0.25

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """(pages, longest, labels) scores and (pages,) scores that the page is a story."""
        x = torch.relu(self.enter(self.dropout(self._blocks(batch))))
        pages, longest = batch.mask.shape
        grid = x.new_zeros(pages * longest, x.shape[1])
        grid = grid.index_copy(0, batch.place, x).view(pages, longest, -1).transpose(1, 2)
        mask = batch.mask.unsqueeze(1)
        for convolution in self.convolutions[:-1]:
            grid = grid + self.dropout(torch.relu(convolution(grid))) * mask
        count = mask.sum(2).clamp(min=1)
        mean = (grid * mask).sum(2) / count
        top = grid.masked_fill(mask == 0, -1e9).max(2).values
        page = torch.relu(self.page(torch.cat([mean, top], 1)))
        rows = grid.transpose(1, 2).reshape(pages * longest, -1)[batch.place]
        groups = [_means(rows, batch.alike), _means(rows, batch.siblings)]
        beside = torch.cat([rows, page[batch.place // longest], *groups], 1)
        rows = torch.relu(self.leave(self.dropout(beside)))
        grid = rows.new_zeros(pages * longest, rows.shape[1]).index_copy(0, batch.place, rows)
        grid = grid.view(pages, longest, -1).transpose(1, 2)
        grid = grid + self.dropout(torch.relu(self.convolutions[-1](grid))) * mask
        return self.label(grid.transpose(1, 2)), self.story(page).squeeze(1)

    def _blocks(self, batch: Batch) -> Tensor:
        numbers = (batch.numbers - self.mean) / self.scale
        words = self._drop_names(batch)
        own = self.own(words, batch.element_starts)
        around = self.around(words, batch.element_starts)
        # Sum of the ancestors, weaker with each step: one level of the tree at a time, from the root.
        for rows, parents in batch.levels:
            around = around.index_add(0, rows, around[parents], alpha=DECAY)
        text = self.text(self._drop(batch.text_words), batch.text_starts)
        parent = batch.parent[batch.element]
        groups = [_means(numbers, batch.alike), _means(numbers, batch.siblings)]
        return torch.cat([numbers, own[batch.element], own[parent], around[parent], text, *groups], 1)

    def _drop_names(self, batch: Batch) -> Tensor:
        """Of some pages nearly all names go, since many sites write names that mean nothing."""
        if not self.training:
            return batch.element_words
        nameless = torch.rand(len(batch.mask)) < NAMELESS
        rate = torch.where(nameless, 0.9, self.word_dropout)[batch.word_page]
        keep = torch.rand(rate.shape) >= rate
        return torch.where(keep, batch.element_words, torch.zeros_like(batch.element_words))

    def _drop(self, words: Tensor) -> Tensor:
        """Words at random become another, so that no single word decides."""
        if not self.training:
            return words
        keep = torch.rand(words.shape) >= self.word_dropout
        return torch.where(keep, words, torch.zeros_like(words))


def _means(rows: Tensor, groups: Tensor) -> Tensor:
    """For each row the mean of all rows of its group."""
    _, group = torch.unique(groups, return_inverse=True)
    sums = rows.new_zeros(int(group.max()) + 1, rows.shape[1]).index_add(0, group, rows)
    sizes = torch.bincount(group).clamp(min=1).unsqueeze(1)
    return (sums / sizes)[group]


@dataclass(slots=True)
class Batch:
    """Several pages as one run of blocks and one run of elements."""

    numbers: Tensor
    element: Tensor
    parent: Tensor
    levels: list[tuple[Tensor, Tensor]]
    element_words: Tensor
    element_starts: Tensor
    word_page: Tensor
    """The page of each of the element words."""

    alike: Tensor
    siblings: Tensor
    text_words: Tensor
    text_starts: Tensor
    place: Tensor
    """Where in the grid of pages and blocks each block goes."""

    mask: Tensor
    """(pages, longest) 1 where there is a block."""


def batch_of(pages: list[Features]) -> Batch:
    """Pages joined; rows of elements and words are moved along."""
    longest = max(len(page.element) for page in pages)
    blocks = np.cumsum([0] + [len(page.element) for page in pages])
    elements = np.cumsum([0] + [len(page.parent) for page in pages])
    name_words = np.cumsum([0] + [len(page.element_words) for page in pages])
    text_words = np.cumsum([0] + [len(page.text_words) for page in pages])
    parent = np.concatenate([np.where(p.parent < 0, 0, p.parent) + at for p, at in zip(pages, elements, strict=False)])
    has_parent = np.concatenate([page.parent >= 0 for page in pages])
    depth = np.concatenate([page.depth for page in pages])
    levels = []
    for level in range(1, int(depth.max()) + 1):
        rows = np.flatnonzero((depth == level) & has_parent)
        levels.append((torch.from_numpy(rows), torch.from_numpy(parent[rows].astype(np.int64))))
    mask = np.zeros((len(pages), longest), np.float32)
    place = []
    for number, page in enumerate(pages):
        mask[number, : len(page.element)] = 1
        place.append(np.arange(len(page.element)) + number * longest)

    def run(values: list[np.ndarray]) -> Tensor:
        return torch.from_numpy(np.concatenate(values).astype(np.int64))

    return Batch(
        torch.from_numpy(np.concatenate([page.numbers for page in pages])),
        run([page.element + at for page, at in zip(pages, elements, strict=False)]),
        torch.from_numpy(parent.astype(np.int64)),
        levels,
        run([page.element_words for page in pages]),
        run([page.element_starts + at for page, at in zip(pages, name_words, strict=False)]),
        run([np.full(len(page.element_words), number) for number, page in enumerate(pages)]),
        run([page.alike + at for page, at in zip(pages, blocks, strict=False)]),
        run([np.maximum(p.parent, 0)[p.element] + at for p, at in zip(pages, elements, strict=False)]),
        run([page.text_words for page in pages]),
        run([page.text_starts + at for page, at in zip(pages, text_words, strict=False)]),
        run(place),
        torch.from_numpy(mask),
    )
