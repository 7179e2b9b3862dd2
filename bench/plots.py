"""Two pictures of the results: how right each reader is, and how right for how fast."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

# By name, since the environment in which types are checked has no matplotlib.
matplotlib = import_module("matplotlib")
matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "kliping"
pyplot = import_module("matplotlib.pyplot")

VIEWS = {
    "fundus paragraphs": ("fundus", "paragraphs f1"),
    "np4k-dataset": ("np4k-dataset", "body f1"),
    "wcxb articles": ("wcxb articles", "body f1"),
    "readability": ("readability", "body f1"),
}
"""The body scores that are drawn: group and score by label."""

OURS, THEIRS = "#c0392b", "#7f8c8d"


def draw(results: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write the pictures that the results allow, as SVG; the files written."""
    views = {label: _scores(results["accuracy"], *view) for label, view in VIEWS.items()}
    views = {label: scores for label, scores in views.items() if scores}
    drawn = []
    if views:
        drawn.append(_bars(views, folder / "accuracy.svg"))
    if views and results["speed"]:
        drawn.append(_points(views, results["speed"], folder / "accuracy-speed.svg"))
    return drawn


def _scores(accuracy: Mapping[str, Any], group: str, score: str) -> dict[str, Mapping[str, float]]:
    found = {peer: groups.get(group, {}).get("scores", {}).get(score) for peer, groups in accuracy.items()}
    return {peer: estimate for peer, estimate in found.items() if estimate is not None}


def _bars(views: Mapping[str, Mapping[str, Mapping[str, float]]], file: Path) -> Path:
    figure, axes = pyplot.subplots(1, len(views), figsize=(4 * len(views), 4), sharey=True, squeeze=False)
    peers = list(dict.fromkeys(peer for scores in views.values() for peer in scores))[::-1]
    for axis, (label, scores) in zip(axes[0], views.items(), strict=True):
        for row, peer in enumerate(peers):
            if peer in scores:
                value, low, high = (scores[peer][part] for part in ("value", "low", "high"))
                axis.barh(row, value, color=_colour(peer))
                axis.plot([low, high], [row, row], color="black", linewidth=1)
        axis.set(title=label, xlim=(0.5, 1.0), xlabel="F1, 95 % interval", yticks=range(len(peers)), yticklabels=peers)
    return _saved(figure, file)


def _points(views: Mapping[str, Mapping[str, Mapping[str, float]]], speed: Mapping[str, Any], file: Path) -> Path:
    figure, axis = pyplot.subplots(figsize=(8, 5))
    shared = set.intersection(*(set(scores) for scores in views.values())) & set(speed)
    for place, peer in enumerate(sorted(shared, key=lambda peer: speed[peer]["pages_a_second"])):
        mean = sum(scores[peer]["value"] for scores in views.values()) / len(views)
        rate = speed[peer]["pages_a_second"]
        axis.scatter(rate, mean, color=_colour(peer))
        axis.annotate(peer, (rate, mean), textcoords="offset points", xytext=(6, 4 if place % 2 else -10))
    axis.set(xscale="log", xlabel="pages a second, one process", ylabel="F1, mean of " + ", ".join(views))
    return _saved(figure, file)


def _colour(peer: str) -> str:
    return OURS if peer == "kliping" else THEIRS


def _saved(figure: Any, file: Path) -> Path:
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)
    return file
