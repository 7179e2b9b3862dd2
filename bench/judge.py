"""One page's scores: which of them the page's gold allows, and what the answer gets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from bench import score
from bench.gold import GoldPage
from bench.result import Result

Scores = dict[str, float]
"""Score by name; a body score has three, "NAME precision", "NAME recall" and "NAME exact"."""


def judge(page: GoldPage, result: Result, gives: Collection[str]) -> Scores:
    """Every score of one answer for which there is gold and which the reader offers (`bench.peers.Peer.gives`)."""
    story = {**_bodies(page.gold, result), **_snippets(page.gold, result)} if "body" in gives else {}
    fields = {**_fields(page.gold, result), "next": _next(page, result), "kind": _kind(page, result)}
    return {**story, **{name: value for name, value in fields.items() if value is not None and name in gives}}


def _bodies(gold: Mapping[str, Any], result: Result) -> Scores:
    if "body" in gold:
        parts = gold["body"]
        story = score.body(score.story(result, parts["summary"]), score.sections_text(parts))
        return {**_named("paragraphs", story), **_named("full", score.body(result.text, score.full(parts)))}
    return _named("body", score.body(result.text, gold["text"])) if "text" in gold else {}


def _named(name: str, body: score.Body) -> Scores:
    return {f"{name} {part}": value for part, value in body._asdict().items()}


def _snippets(gold: Mapping[str, Any], result: Result) -> Scores:
    found = {name: score.snippets(result.text, gold[name]) for name in ("with", "without") if gold.get(name)}
    return {name: value if name == "with" else 1 - value for name, value in found.items()}


def _next(page: GoldPage, result: Result) -> float | None:
    selector = page.gold.get("css_next")
    return score.next_page(result.next_page, page.html, selector, page.url) if selector else None


def _kind(page: GoldPage, result: Result) -> float | None:
    if page.page_type is None:
        return None
    return float((result.kind == "article") == (page.page_type == "article"))


def _fields(gold: Mapping[str, Any], result: Result) -> dict[str, float | None]:
    judged: dict[str, tuple[str, Callable[[Any], float | None]]] = {
        "headline": ("title", lambda title: score.same(result.headline, title)),
        "day": ("date", lambda date: score.same_day(result, date)),
        "instant": ("date", lambda date: score.same_instant(result, date)),
        "authors": ("authors", lambda names: score.authors(result.authors, names)),
        "caption": ("caption", lambda caption: score.same(_first(result.captions), caption)),
        "credit": ("credit", lambda names: score.credit(_first(result.credits), names)),
    }
    return {name: rule(gold[key]) for name, (key, rule) in judged.items() if gold.get(key)}


def _first(values: tuple[str | None, ...]) -> str | None:
    return values[0] if values else None
