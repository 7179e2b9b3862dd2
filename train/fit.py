"""Labels to the network that tells the parts of a page apart."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kliping.reading.judge import STORY
from kliping.reading.labels import BODY
from kliping.reading.network import Network as InNumpy
from train.dataset import LONGEST, Example, page_weight
from train.network import Network, Size, batch_of

_BODY = torch.tensor([int(label) for label in sorted(BODY)])
_BATCH_BLOCKS = 6000
"""Blocks in a batch; pages of like length go together."""

_RATE = 2e-3
_PART_WEIGHT = 0.25
_STORY_WEIGHT = 0.15


def batches(examples: list[Example], random: np.random.Generator) -> list[list[Example]]:
    """Pages of like length in batches of like size, in a random order."""
    ordered = sorted(examples, key=lambda one: len(one.words) * random.uniform(0.8, 1.25))
    found: list[list[Example]] = [[]]
    longest = 0
    for one in ordered:
        longest = max(longest, len(one.words))
        if found[-1] and longest * (len(found[-1]) + 1) > _BATCH_BLOCKS:
            found.append([])
            longest = len(one.words)
        found[-1].append(one)
    random.shuffle(found)
    return found


def loss_of(scores: Tensor, stories: Tensor, pages: list[Example], mask: Tensor) -> Tensor:
    """Story or not, weighed by words, each page alike; then the part of the page; then the page's kind."""
    longest = mask.shape[1]

    def grid(values: list[np.ndarray], fill: float) -> Tensor:
        out = np.full((len(pages), longest), fill, np.float32)
        for row, value in enumerate(values):
            out[row, : len(value)] = value
        return torch.from_numpy(out)

    body = grid([page.labels.body for page in pages], -1)
    part = grid([page.labels.part for page in pages], 0).long()
    words = grid([page.words for page in pages], 0)
    trust = torch.tensor([page.labels.trust * page_weight(page) for page in pages]).unsqueeze(1)
    log_odds = functional.log_softmax(scores, 2)
    inside = torch.logsumexp(log_odds[:, :, _BODY], 2)
    outside = torch.log1p(-inside.exp().clamp(max=1 - 1e-6))
    weight = (words.clamp(max=200) + 2).sqrt() * mask * (body >= 0)
    weight = weight / weight.sum(1, keepdim=True).clamp(min=1e-6) * trust
    share = body.clamp(min=0)
    body_loss = -(weight * (share * inside + (1 - share) * outside)).sum() / trust.sum().clamp(min=1)
    part_loss = functional.nll_loss(log_odds.flatten(0, 1), part.flatten(), reduction="none").view_as(mask) * mask
    part_loss = (part_loss.sum(1) / mask.sum(1).clamp(min=1)).mean()
    known = torch.tensor([float(page.labels.is_story) for page in pages])
    story = functional.binary_cross_entropy_with_logits(stories, known.clamp(min=0), reduction="none")
    story_loss = (story * (known >= 0)).sum() / (known >= 0).sum().clamp(min=1)
    total: Tensor = body_loss + _PART_WEIGHT * part_loss + _STORY_WEIGHT * story_loss
    return total


def fit(examples: Sequence[Example], epochs: int, seed: int) -> Network:
    """A network trained on those of these pages of which something is known."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # masked blocks decay to numbers so small that the processor crawls
    random = np.random.default_rng(seed)
    known = [one for one in examples if one.labels.trust > 0 or one.labels.is_story >= 0]
    usable = [one for one in known if len(one.words) <= LONGEST]
    numbers = np.concatenate([one.features.numbers for one in usable[::5]])
    network = Network(numbers.shape[1], Size())
    network.mean.copy_(torch.from_numpy(numbers.mean(0)))
    network.scale.copy_(torch.from_numpy(numbers.std(0) + 1e-3))
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=1e-4)
    # Batches are cut anew each epoch and their number varies a little: the rate falls over the least of them.
    steps = epochs * len(batches(usable, np.random.default_rng(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps, pct_start=0.1)
    average: dict[str, Tensor] = {}
    for epoch in range(epochs):
        network.train()
        started, losses = time.time(), []
        for pages in batches(usable, random):
            batch = batch_of([page.features for page in pages])
            scores, stories = network(batch)
            loss = loss_of(scores, stories, pages, batch.mask)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if schedule.last_epoch < steps - 1:
                schedule.step()
            losses.append(float(loss.detach()))
        print(f"  epoch {epoch}: loss {np.mean(losses):.4f} in {time.time() - started:.0f} s", flush=True)
        if epoch >= epochs - 4:
            for name, value in network.state_dict().items():
                average[name] = average.get(name, torch.zeros_like(value)) + value / min(4, epochs)
    network.load_state_dict(average)
    return network.eval()


@torch.no_grad()
def check(network: Network, shipped: InNumpy, examples: Sequence[Example]) -> None:
    """Raises AssertionError when the reader's network in numpy says anything else than the trained one."""
    for one in examples:
        scores, story = network(batch_of([one.features]))
        parts, odds = shipped.run(one.features)
        # Weights are kept in half precision.
        assert np.abs(torch.softmax(scores[0], 1).numpy() - parts).max() < 0.05, (one.set, one.id)
        assert abs(float(torch.sigmoid(story)[0]) - odds) < 0.05, (one.set, one.id)


def told(path: Path, examples: Sequence[Example]) -> Iterator[str]:
    """A line a set: pages, precision, recall and F1 by words (a stand-in for the bench's shingles); then kinds told."""
    network = InNumpy.load(path.read_bytes())
    sets: dict[str, list[tuple[float, float]]] = {}
    kinds = []
    for one in examples:
        parts, odds = network.run(one.features)
        if one.set == "wcxb":
            kinds.append((odds >= 0.5) == bool(one.labels.is_story))
        if one.labels.trust < 0.99 or (one.labels.body < 0).any() or one.labels.is_story == 0:
            continue
        inside = parts[:, STORY].sum(1) >= 0.5
        hit = (one.labels.body * one.words)[inside].sum()
        have, want = one.words[inside].sum(), (one.labels.body * one.words).sum()
        sets.setdefault(one.set, []).append((hit / max(have, 1e-6), hit / max(want, 1e-6)))
    for name, pairs in sets.items():
        p, r = np.mean(pairs, 0)
        yield f"{name:14} {len(pairs)} {p:.4f} {r:.4f} {2 * p * r / (p + r):.4f}"
    if kinds:
        yield f"{'kind':14} {len(kinds)} {np.mean(kinds):.4f}"


def save(network: Network, path: Path, examples: Sequence[Example] = ()) -> None:
    """The weights as float16 arrays, checked on some pages."""
    weights = {name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()}
    np.savez_compressed(path, **weights)
    check(network, InNumpy.load(path.read_bytes()), examples)
