"""The story's tags, and the section in which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.settle import fold, several
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import each, text, types
from kliping.records import Claim

_PARTS = re.compile(r"[,;،、|\n\t]")
_STEP = re.compile(r"\s[»›>/→]\s")
_LONGEST = 60


def tags(sheet: Sheet) -> list[tuple[str, tuple[Claim, ...]]]:
    """Each tag once, in the order in which readers see them, else in that of the metadata."""
    return [(value, claims) for value, claims, _sure in several("tags", _said(sheet))]


def _said(sheet: Sheet) -> Iterator[Said]:
    table = sheet.table
    linked = set()
    for anchor in table.anchors:
        if anchor.block < len(table) and sheet.labels[anchor.block] is Label.TAG:
            linked.add(anchor.block)
            yield from _each(sheet.anchor_text(anchor), "text", table.where(anchor.block))
    for block in sheet.blocks(Label.TAG):
        if block not in linked and (not table.markup or "," in table.text[block]):
            yield from _written(table.text[block], table.where(block))
    for name, content in sheet.metas("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags"):
        yield from _each(content, "meta", name)
    for path, node in sheet.story:
        for i, one in enumerate(each(node.get("keywords"))):
            yield from _each(text(one), "json-ld", f"{path}.keywords[{i}]")


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


def section(sheet: Sheet) -> Iterator[Said]:
    """The section that metadata names, else the last step of the breadcrumb before the story."""
    for name, content in sheet.metas("article:section", "og:article:section", "parsely-section", "dc.subject"):
        yield Said(" ".join(content.split()) or None, "meta", name)
    for path, node in sheet.story:
        yield Said(text(node.get("articleSection")), "json-ld", f"{path}.articleSection")
    for path, node in sheet.nodes:
        if "BreadcrumbList" in types(node):
            steps = [text(step) for step in each(node.get("itemListElement")) if isinstance(step, dict)]
            steps = [step for step in steps if step and not _is_headline(step, sheet)]
            if len(steps) > 1:
                yield Said(steps[-1], "breadcrumb", f"{path}.itemListElement")


    yield from _written_breadcrumb(sheet)


def _written_breadcrumb(sheet: Sheet) -> Iterator[Said]:
    """A line of steps above the headline: "Home » Daerah » …"."""
    for headline in sheet.blocks(Label.HEADLINE):
        for block in range(0 if not sheet.table.markup else headline, headline):
            steps = [step.strip() for step in _STEP.split(sheet.table.text[block])]
            steps = [step for step in steps if step and not _is_headline(step, sheet)]
            if 2 <= len(steps) <= 6 and all(len(step) < 40 for step in steps):
                yield Said(steps[-1], "breadcrumb", sheet.table.where(block), 0.8)


def _is_headline(step: str, sheet: Sheet) -> bool:
    return any(fold(step) == fold(sheet.table.text[block]) for block in sheet.blocks(Label.HEADLINE))
