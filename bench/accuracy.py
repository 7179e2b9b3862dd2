"""Every reader's scores over the gold pages, gathered by group, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from rich.progress import track

from bench.cache import Answers
from bench.gold import GoldPage
from bench.intervals import Estimate, estimate_f1, estimate_mean
from bench.judge import Scores, judge
from bench.peers import READERS
from bench.result import Result
from bench.worker import Answer, working

NO_ANSWER = Answer(Result(), 0.0, "no prediction")
Ask = Callable[[GoldPage], Answer]


@dataclass
class Gathered:
    """One reader's scores on the pages of one group."""

    pages: int = 0
    """How many pages the group has."""

    failures: Counter[str] = field(default_factory=Counter)
    """Pages that the reader failed on, by what happened."""

    scores: dict[str, list[float]] = field(default_factory=dict)
    """One value for each page that has gold for the score, by the score's name."""

    def add(self, scores: Scores, failure: str | None) -> None:
        """Take in one page."""
        self.pages += 1
        self.failures.update([failure] if failure else [])
        for name, value in scores.items():
            self.scores.setdefault(name, []).append(value)

    def estimates(self) -> dict[str, Estimate]:
        """Mean and interval of each score; for each body also F1, made of mean precision and mean recall."""
        found = {name: estimate_mean(values) for name, values in self.scores.items()}
        for body in [name.removesuffix(" precision") for name in self.scores if name.endswith(" precision")]:
            found[f"{body} f1"] = estimate_f1(self.scores[f"{body} precision"], self.scores[f"{body} recall"])
        return found


def measure(peer: str, pages: Sequence[GoldPage], cache: Path) -> dict[str, Gathered]:
    """A reader's scores by group; its answers are taken from the cache where they are there."""
    answers = Answers(peer, cache)
    with working(peer) as worker:
        ask = partial(answers.of, worker=worker)
        return gather(track(pages, f"{peer:24}", transient=True), ask, READERS[peer].gives)


def measure_predictions(
    predictions: Mapping[tuple[str, str], Answer], pages: Sequence[GoldPage]
) -> dict[str, Gathered]:
    """The scores of answers made elsewhere; a page without one counts as failed."""
    return gather(pages, lambda page: predictions.get((page.set, page.id), NO_ANSWER), READERS["kliping"].gives)


def gather(pages: Iterable[GoldPage], ask: Ask, gives: Collection[str]) -> dict[str, Gathered]:
    """Judge every answer."""
    groups: dict[str, Gathered] = {}
    for page in pages:
        answer = ask(page)
        scores = judge(page, answer.result, gives)
        groups.setdefault(page.group, Gathered()).add(scores, answer.failure)
        if "kind" in scores:  # a share of articles and others together, beside that of each
            groups.setdefault(page.set, Gathered()).add({"kind": scores["kind"]}, answer.failure)
    return groups


def plain(groups: Mapping[str, Gathered]) -> dict[str, Any]:
    """A reader's scores as JSON values: value, interval and number of pages of each."""
    return {
        name: {
            "pages": group.pages,
            "failures": dict(group.failures),
            "scores": {score: estimate._asdict() for score, estimate in group.estimates().items()},
        }
        for name, group in groups.items()
    }
