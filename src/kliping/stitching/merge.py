"""Several pages into one article: each thing once, and the first page's word for what the story is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from kliping.reading.quotes.evidence import evidence as quotes_evidence
from kliping.reading.quotes.find import beside_story, quotes
from kliping.reading.settle import fold
from kliping.records import Article, Claim, Link, Paragraph, Photo, Problem, Quote
from kliping.stitching.belongs import is_long

FILLED = "canonical_url published modified source publisher section language rights access kicker description".split()
"""Fields that a later page may fill where the first is silent: the source often stands at the very end."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a story."""

    article: Article
    number: int
    url: str | None
    """Where it was asked for; None for a page of unknown address."""

    counts: bool = True
    """Whether its text is taken; else it only says what the story is, or says nothing new."""


def merge(leaves: Sequence[Leaf], problems: tuple[Problem, ...] = (), onward: str | None = None) -> Article:
    """One article from the pages of a story, in their order.

    The first page's metadata wins; what is repeated on later pages is dropped; paragraphs, photos and embeds carry the
    number of their page. `onward` is where the story goes on, when that page could not be had.
    """
    first = leaves[0].article
    evidence = {path: claims for path, claims in first.evidence.items() if "[" not in path}
    values: dict[str, Any] = {"evidence": evidence}
    for name in FILLED:
        if getattr(first, name) is None:
            _fill(name, leaves[1:], values, evidence)
    values["paragraphs"] = _paragraphs(leaves)
    for name, key in _KEYS.items():
        kept = _unique(leaves, name, key, onward)
        values[name] = tuple(item for item, _path, _leaf in kept)
        for at, (_item, path, leaf) in enumerate(kept):
            _move(leaf.article.evidence, path, f"{name}[{at}]", evidence)
    values["quotes"] = _quotes(leaves, replace(first, **values))
    evidence.update(quotes_evidence(values["quotes"], values["paragraphs"]))
    if len(leaves) > 1:
        evidence["url"] = tuple(Claim(leaf.url, "stitching", f"page {leaf.number}", 1.0) for leaf in leaves)
    values["problems"] = _problems(leaves) + problems
    return replace(first, **values)


def _fill(name: str, later: Sequence[Leaf], values: dict[str, Any], evidence: dict[str, tuple[Claim, ...]]) -> None:
    for leaf in later:
        if (value := getattr(leaf.article, name)) is not None:
            values[name] = value
            evidence[name] = leaf.article.evidence.get(name, ())
            return


# --- the text


def _paragraphs(leaves: Sequence[Leaf]) -> tuple[Paragraph, ...]:
    """The paragraphs of all pages, each with the number of its page."""
    kept: list[Paragraph] = []
    seen: set[str] = set()
    for leaf in leaves:
        if not leaf.counts:
            continue
        repeated = _repeated(leaf.article, seen | _furniture(leaves[0].article) if kept else set())
        for index, paragraph in enumerate(leaf.article.paragraphs):
            if index not in repeated:
                kept.append(replace(paragraph, page=leaf.number))
        seen |= {str(fold(paragraph.text)) for paragraph in leaf.article.paragraphs}
    return tuple(kept)


def _furniture(first: Article) -> set[str]:
    """What later pages repeat above their text, though it is no paragraph of the first."""
    texts = [first.headline, first.description, first.kicker, *(photo.caption for photo in first.photos)]
    return {str(fold(text)) for text in texts if text}


def _repeated(article: Article, known: set[str]) -> set[int]:
    """Paragraphs that say again what is known: of any length at the ends of the page, only long ones between."""
    said = [str(fold(paragraph.text)) in known for paragraph in article.paragraphs]
    head = next((index for index, again in enumerate(said) if not again), len(said))
    tail = next((index for index in range(len(said), head, -1) if not said[index - 1]), head)
    between = {index for index in range(head, tail) if said[index] and is_long(article.paragraphs[index].text)}
    return {*range(head), *range(tail, len(said)), *between}


def _quotes(leaves: Sequence[Leaf], whole: Article) -> tuple[Quote, ...]:
    """Who says what in the whole story, read anew: a speaker may be named on an earlier page than the one quoted."""
    if len(leaves) == 1 and leaves[0].counts:
        return whole.quotes
    return quotes(whole.paragraphs, whole.language, beside_story(whole.headline, whole.description, whole.photos))


# --- lists of things, each once

_Kept = tuple[Any, str, Leaf]
"""A thing, the path of its evidence in its page's article, and the page."""


def _photo_key(photo: Photo) -> object:
    return photo.url or fold(photo.caption)


def _itself(item: object) -> object:
    return item


_KEYS: dict[str, Callable[[Any], object]] = {
    "people": _itself,
    "photos": _photo_key,
    "embeds": lambda embed: embed.url,
    "links": _itself,
    "rails": lambda rail: (rail.kind, fold(rail.heading)),
    "tags": fold,
    "reservations": _itself,
}
"""Fields of several values, and by what two of them are one."""

_OF_TEXT = frozenset(("photos", "embeds"))
"""What stands in the text and carries its page's number."""


def _unique(leaves: Sequence[Leaf], name: str, key: Callable[[Any], object], onward: str | None) -> list[_Kept]:
    kept: dict[object, _Kept] = {}
    places = count()
    for leaf in leaves:
        for at, item in enumerate(getattr(leaf.article, name)):
            if name == "links" and not _stays(item, onward, len(leaves) > 1):
                continue
            if name in _OF_TEXT:
                if not leaf.counts and any(other.counts for other in leaves):
                    continue
                item = replace(item, page=leaf.number)
            # Without anything to tell it by, a thing is itself alone.
            kept.setdefault(key(item) or (None, next(places)), (item, f"{name}[{at}]", leaf))
    return list(kept.values())


def _stays(link: Link, onward: str | None, joined: bool) -> bool:
    """Of the pager's links, only the one that leads on to what isn't in hand; the others led to what is."""
    if link.kind == "next_page":
        return bool(link.url and onward and onward.endswith(link.url))
    return not (joined and link.kind in ("page", "all_pages"))


def _move(source: Any, old: str, new: str, target: dict[str, tuple[Claim, ...]]) -> None:
    """The evidence of a thing, under its new path."""
    for path, claims in source.items():
        if path == old or path.startswith(old + "."):
            target[new + path[len(old) :]] = claims


def _problems(leaves: Iterable[Leaf]) -> tuple[Problem, ...]:
    """What is wrong with the pages, each once; the story goes on from page to page, so that is no problem any more."""
    leaves = list(leaves)
    found: dict[Problem, None] = {}
    for at, leaf in enumerate(leaves):
        for problem in leaf.article.problems:
            if problem.code == "continuation" and (at > 0 or (leaf.number == 1 and len(leaves) > 1)):
                continue
            found.setdefault(problem)
    return tuple(found)
