"""The headline, without the name of site or section, and without the kicker that shares its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kliping.reading.labels import Label
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import text

_CJK = r"(?<=[\u2e80-\u9fff”》？！])_(?=\S)"
_GAP = r"(?<!\s)\s++"
"""White space, eaten from its first character only: begun at each, a long run would cost its square."""

_SEPARATOR = re.compile(rf"{_GAP}[|–—·•»:-]{{1,2}}\s+|(?:{_GAP})?\|\s*|:\s+|{_CJK}")
_STRONG = re.compile(rf"{_GAP}»\s+|(?:{_GAP})?\|\s*|{_CJK}")
"""Separators that stand in no headline; "»" touches the word that it closes a quotation of."""

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_RANKED = ("h1", "h2", "h3")
_LONGEST = 400
_KICKER = 60


class Printed(NamedTuple):
    """The headline as the page shows it."""

    block: int
    text: str
    kicker: str | None
    """What stands before it in the same heading."""


def headline(sheet: Sheet) -> Iterator[Said]:
    """The heading that readers see, and what head and JSON-LD call the story."""
    found = printed(sheet)
    seen = found.text if found else None
    if found:
        by = "heading" if sheet.table.markup else "text"
        whole = _without_name(found.text, list(_SEPARATOR.finditer(found.text)), sheet.publisher)
        yield Said(whole, by, sheet.table.where(found.block))
    for path, node in sheet.story:
        yield Said(without_site(text(node.get("headline")), sheet, seen), "json-ld", f"{path}.headline")
    for name, content in sheet.metas(*_TITLES):
        yield Said(without_site(content, sheet, seen), "meta", name)
    if sheet.table.head.title:
        yield Said(without_site(sheet.table.head.title, sheet, seen), "title", "title")


def printed(sheet: Sheet) -> Printed | None:
    """The headline as the page shows it: the labelled heading, else what a title has, else the h1."""
    blocks = [block for block in sheet.blocks(Label.HEADLINE) if not _is_site(sheet.table.text[block], sheet)]
    if not blocks and sheet.table.markup:
        blocks = _by_title(sheet) or _of_first_rank(sheet)
    if not blocks:
        return None
    return _parted(sheet, blocks[0])


def _by_title(sheet: Sheet) -> list[int]:
    """A block whose text, or a line of it, is what a title says without the names around it."""
    parts = {fold(part) for title in _stated(sheet) for part in _parts(title) if len(part) > 12}
    found = []
    for block, written in enumerate(sheet.table.text):
        if 8 < len(written) < _LONGEST and fold(written.split("\n")[0]) in parts and not _is_site(written, sheet):
            found.append(block)
    ranked = [block for block in found if sheet.table.tag(block) in _RANKED]
    return ranked or found


def _of_first_rank(sheet: Sheet) -> list[int]:
    """The only h1 of the page that isn't the site's name."""
    table = sheet.table
    found = [
        block for block in range(len(table)) if table.tag(block) == "h1" and not _is_site(table.text[block], sheet)
    ]
    return found if len(found) == 1 else []


def _parted(sheet: Sheet, block: int) -> Printed:
    """The heading without the kicker that it may begin with: what JSON-LD or a title states ends it."""
    written = sheet.table.text[block]
    whole = " ".join(written.split())
    stated = [" ".join(title.split()) for title in _stated(sheet)]
    first = written.split("\n")[0]
    if first != written and any(fold(first) == fold(part) for one in stated for part in _parts(one)):
        return Printed(block, " ".join(first.split()), None)
    # A title's own colon parts no kicker from it: only what JSON-LD or a share card states whole does.
    for one in stated[: len(stated) - (sheet.table.head.title is not None)]:
        before = whole[: -len(one)].strip()
        ends = len(one) * 3 > len(whole) and whole.casefold().endswith(" " + one.casefold())
        if ends and 0 < len(before) <= _KICKER:
            return Printed(block, whole[-len(one) :], before.strip(" :|–—-") or None)
    return Printed(block, whole, None)


def _stated(sheet: Sheet) -> list[str]:
    """Titles that the page states for machines, the most trusted first."""
    found = [text(node.get("headline")) for _path, node in sheet.story]
    found += [content for _name, content in sheet.metas("og:title", "twitter:title")]
    found.append(sheet.table.head.title)
    return [title for title in found if title and len(title) < _LONGEST]


def _parts(title: str) -> list[str]:
    """A title without what stands before or after each of its separators."""
    cuts = list(_SEPARATOR.finditer(title))
    return [title, *(title[: cut.start()] for cut in cuts), *(title[cut.end() :] for cut in cuts)]


def _is_site(written: str, sheet: Sheet) -> bool:
    return sheet.publisher is not None and fold(written) == fold(sheet.publisher)


def without_site(title: str | None, sheet: Sheet, seen: str | None) -> str | None:
    """A title without the site's name before or after it; `seen` is the headline as the page shows it.

    A title that begins or ends with the visible headline, parted by a separator, is that headline.
    """
    title = " ".join((title or "").split())
    if not title:
        return None
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        for part in (title[: cut.start()], title[cut.end() :]):
            if seen and fold(part) == fold(seen):
                return part
    title = _without_name(title, cuts, sheet.publisher)
    strong = _STRONG.split(title)
    return max(strong, key=len).strip() if len(strong) > 1 else title


def _without_name(title: str, cuts: list[re.Match[str]], name: str | None) -> str:
    site = fold(name or "")
    if not site:
        return title
    for cut in reversed(cuts):
        if fold(title[cut.end() :]) == site:
            return title[: cut.start()].rstrip()
    return title[cuts[0].end() :] if cuts and fold(title[: cuts[0].start()]) == site else title
