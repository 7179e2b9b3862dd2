"""The story's tags: the run of short links that stands nearest to the story, else what the metadata lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kliping.reading.blocks import Anchor
from kliping.reading.claims.called import hinted
from kliping.reading.claims.section import section
from kliping.reading.cues import cues
from kliping.reading.labels import BODY, Label
from kliping.reading.settle import several
from kliping.reading.sheet import Said, Sheet, once
from kliping.reading.structured import each, text
from kliping.reading.words import values
from kliping.records import Claim

__all__ = ["section", "tag_links", "tags"]

_PARTS = re.compile(r"[,;،、|\n\t]")
_LONGEST = 60
_OPENING = 200
"""Letters of a block in which a word for tags announces them."""

_MOST = 25
"""Links from which a run is the cloud of all the site's tags."""

_NAMED = re.compile(
    r"(?<![a-z_-])(?:tags?|tagged|topics|keywords|labels|hashtags)(?![a-z_-])|[a-z_-]tags(?![a-z])|(?<![a-z])tags?[_-]?(?:list|link|box|wrap)"
)
"""Names of elements that hold tags; WordPress names whole stories "tag-banjir"."""

_CLOUD = re.compile(r"tag-?_?cloud-?(?:link|item)|widget_?-?tag")
_PATHS = frozenset("tag tags topic topics keyword keywords label labels hashtag".split())
"""Steps of an address that the trade uses in all languages; the vocabulary has the rest."""

_INSIDE = 2
"""Levels below an element that is called tags on which its links stand."""

_NAMES = frozenset(("class", "id", "data-component", "data-testid", "itemprop"))


def tags(sheet: Sheet) -> list[tuple[str, tuple[Claim, ...]]]:
    """Each tag once, in the order in which readers see them, else in that of the metadata."""
    return [(value, claims) for value, claims, _sure in several("tags", _said(sheet))]


def _said(sheet: Sheet) -> Iterator[Said]:
    table = sheet.table
    linked = set()
    for anchor in tag_links(sheet):
        linked.add(anchor.block)
        yield from _each(sheet.anchor_text(anchor), "text", table.where(anchor.block))
    for block in () if linked else sheet.blocks(Label.TAG):
        if not table.markup or _is_written(table.text[block]):
            yield from _written(table.text[block], table.where(block))
    for name, content in sheet.metas("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags"):
        yield from _each(content, "meta", name)
    for path, node in sheet.story:
        for i, one in enumerate(each(node.get("keywords"))):
            yield from _each(text(one), "json-ld", f"{path}.keywords[{i}]")


@once
def tag_links(sheet: Sheet) -> list[Anchor]:
    """The links of the story's tags: of the runs of such links, the first after the story begins, else the first."""
    if not sheet.table.markup:
        return []
    runs = [run for run in _runs(sheet) if len(run) <= _MOST and not _heads_rail(sheet, run[0])]
    start = next((block for block in sheet.body() if len(sheet.table.text[block]) > 80), 0)
    return next((run for run in runs if run[0].block > start), runs[0] if runs else [])


def _runs(sheet: Sheet) -> list[list[Anchor]]:
    """Links that look like tags, those in one block or in neighbouring blocks together."""
    named = _named(sheet)
    runs: list[list[Anchor]] = []
    for anchor in sheet.table.anchors:
        if not _is_tag(sheet, anchor, named):
            continue
        if runs and anchor.block - runs[-1][-1].block <= 1:
            runs[-1].append(anchor)
        else:
            runs.append([anchor])
    return runs


def _is_tag(sheet: Sheet, anchor: Anchor, named: frozenset[int]) -> bool:
    if anchor.end - anchor.start > _LONGEST or anchor.block >= len(sheet.table):
        return False
    label = sheet.labels[anchor.block]
    if label in BODY and len(sheet.table.text[anchor.block]) > 80:
        return False
    attributes = anchor.attributes
    rel = attributes.get("rel")
    rels = rel.lower().split() if rel else ()
    looks_so = (
        "category" not in rels
        if "tag" in rels or label is Label.TAG
        else _leads_to_tag(attributes.get("href") or "")
        or (anchor.element in named and sheet.anchor_text(anchor) is not None)
        or _is_announced(sheet, anchor)
    )
    return looks_so and not _CLOUD.search((attributes.get("class") or "").lower())


def _is_announced(sheet: Sheet, anchor: Anchor) -> bool:
    """The block begins with a word for tags."""
    return anchor.start > 0 and "tags" in cues(sheet.table.text[anchor.block][: min(anchor.start, _OPENING)])


def _named(sheet: Sheet) -> frozenset[int]:
    """The elements that are called tags, with those inside them down to the second level."""
    table, parents = sheet.table, sheet.table.parents
    called = set()
    for row in hinted(sheet)["tags"]:
        names = [name for key, name in table.attributes[row].items() if name and key in _NAMES]
        if names and _NAMED.search(" ".join(names).lower()):
            called.add(row)
    inside = called
    for _ in range(_INSIDE if called else 0):
        inside = inside.union(row for row, parent in enumerate(parents) if parent in inside)
    return frozenset(inside)


@cache
def _steps() -> frozenset[str]:
    return _PATHS | (frozenset(word for word in values("tags") if " " not in word) - {""})


def _leads_to_tag(href: str) -> bool:
    """An address such as /tag/banjir: a word for tags, and the tag after it."""
    return not _steps().isdisjoint(href.lower().partition("?")[0].rstrip("/").split("/")[:-1])


def _heads_rail(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether the run stands under a rail's heading ("Trending topics") and not under a word for tags."""
    before = sheet.table.text[anchor.block - 1] if anchor.block else ""
    cue = cues(before).get("rail") if len(before) < _LONGEST else None
    return cue is not None and not cue.rest and cue.value != "other" and "tags" not in cues(before)


def _is_written(line: str) -> bool:
    cue = cues(line).get("tags")
    return "," in line or "#" in line or (cue is not None and cue.marked)


def _written(line: str, where: str) -> Iterator[Said]:
    """A line of tags without links: "Tags: a, b", "#banjir #jakarta" or one tag."""
    if line.startswith("#"):
        for word in line.split("#"):
            yield from _each(word.strip(" ,").replace("_", " "), "text", where)
        return
    announced = cues(line).get("tags")
    yield from _each(announced.rest if announced else line, "text", where)


def _each(line: str | None, by: str, where: str) -> Iterator[Said]:
    for part in _PARTS.split(line or ""):
        tag = " ".join(part.split()).lstrip("#")
        if tag and len(tag) <= _LONGEST:
            yield Said(tag, by, where)
