"""The bench's results as tables for the terminal, made of the same plain values that go into the JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from bench.speed import against_parse

BODIES = {"paragraphs": "paragraphs", "full": "full", "body": ""}
"""What a body score is of, beside the name of its group."""

NOTHING: Mapping[str, Any] = {"scores": {}}
"""A group that a reader has no scores in."""

FIELDS = ("headline", "day", "instant", "authors", "caption", "credit", "next", "kind")


def bodies(accuracy: Mapping[str, Any]) -> Table:
    """Precision, recall, F1 with its interval and the share of pages read exactly."""
    table = _table("Story (4-word shingles)", "pages", "P", "R", "F1", "95 %", "exact", "failed")
    for group in _groups(accuracy):
        for name, label in BODIES.items():
            for peer, found in _having(accuracy, group, f"{name} f1"):
                scores = found["scores"]
                f1 = scores[f"{name} f1"]
                shares = [_share(scores[f"{name} {part}"]) for part in ("precision", "recall")]
                interval = f"{_digits(f1['low'])}–{_digits(f1['high'])}"
                failed = str(sum(found["failures"].values()) or "")
                ends = [interval, _share(scores[f"{name} exact"]), failed]
                table.add_row(f"{group} {label}".strip(), peer, str(f1["pages"]), *shares, _share(f1), *ends)
            table.add_section()
    return table


def snippets(accuracy: Mapping[str, Any]) -> Table:
    """Share of wanted snippets found and of unwanted ones kept out."""
    table = _table("Snippets", "pages", "with", "without")
    for group in _groups(accuracy):
        for peer, found in _having(accuracy, group, "with"):
            pair = [_share(found["scores"].get(name)) for name in ("with", "without")]
            table.add_row(group, peer, str(found["scores"]["with"]["pages"]), *pair)
        table.add_section()
    return table


def fields(accuracy: Mapping[str, Any]) -> Table:
    """The other fields; a dash where the reader has no such field or the set no gold for it."""
    table = _table("Fields", *FIELDS)
    for group in _groups(accuracy):
        for peer, groups in accuracy.items():
            scores = groups.get(group, NOTHING)["scores"]
            if any(name in scores for name in FIELDS):
                table.add_row(group, peer, *(_share(scores.get(name)) for name in FIELDS))
        table.add_section()
    return table


def speed(rates: Mapping[str, Any]) -> Table:
    """Pages a second, and how the readers stand to the bare parse and to Kliping."""
    table = Table("reader", title="Speed, one process")
    for heading in ("pages/s", "ms/page", "bare parses a page", "Kliping is … times as fast", "failed"):
        table.add_column(heading, justify="right")
    for peer, found in sorted(rates.items(), key=lambda item: -item[1]["pages_a_second"]):
        rate, parses = found["pages_a_second"], against_parse(dict(rates), peer)
        lead = rates.get("kliping", {}).get("times_the_rate_of", {}).get(peer)
        ratios = [f"{value:.1f}" if value else "–" for value in (parses, lead)]
        table.add_row(peer, f"{rate:.1f}", f"{1000 / rate:.2f}", *ratios, str(sum(found["failures"].values()) or ""))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table("pages of", "reader", title=title)
    for heading in columns:
        table.add_column(heading, justify="right")
    return table


def _groups(accuracy: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(group for groups in accuracy.values() for group in groups))


def _having(accuracy: Mapping[str, Any], group: str, score: str) -> list[tuple[str, Any]]:
    found = [(peer, groups.get(group, NOTHING)) for peer, groups in accuracy.items()]
    return [(peer, gathered) for peer, gathered in found if score in gathered["scores"]]


def _share(estimate: Mapping[str, float] | None) -> str:
    return "–" if estimate is None else _digits(estimate["value"])


def _digits(value: float) -> str:
    return f"{value:.3f}"
