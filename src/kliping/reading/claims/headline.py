"""The headline, without the name of site or section, and without the kicker that shares its heading."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple

from kliping.reading.claims.kicker import inside
from kliping.reading.claims.runs import runs
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet, once
from kliping.reading.structured import text

_WIDE = r"\u2e80-\u9fff\uac00-\ud7af"
_CJK = rf"(?<=[{_WIDE}”》？！])(?:_(?=\S)|[-ㅣ](?=[{_WIDE}]{{2,10}}(?:[-ㅣ][{_WIDE}]{{2,10}})?\Z))"
"""Chinese, Japanese and Korean titles set the site's name behind a mark without spaces."""

_GAP = r"(?<!\s)\s++"
"""White space, eaten from its first character only: begun at each, a long run would cost its square."""

_SEPARATOR = re.compile(rf"{_GAP}[|–—·•»:-]{{1,2}}\s+|(?:{_GAP})?\|\s*|:\s+|{_CJK}")
_STRONG = re.compile(rf"{_GAP}»\s+|(?:{_GAP})?\|\s*|{_CJK}")
"""Separators that stand in no headline; "»" touches the word that it closes a quotation of."""

SIGNS = {"labelled": 1.0, "h1": 1.0, "h2": 0.4, "h3": 0.2, "said": 0.5, "shared": 1.5}
"""What a block may show of a headline, to its weight: a label, a rank, a title that has it whole, words of one."""

_ENOUGH = 0.45
_WORD = re.compile(r"[^\W_]+")
_OPENING = 20
"""Letters of a block in which its first word mostly ends."""

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_LONGEST = 400
"""Letters from which nothing is a headline: a title of separators costs the square of its length."""

_MOST = 20
"""Titles of one kind that are looked at."""

_KICKER = 60
_UNFINISHED = (":", "–", "-", ",")
"""What a line of a heading ends with that goes on in the next."""

_SOFT_HYPHEN = "\u00ad"


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
    for name, content in islice(sheet.metas(*_TITLES), _MOST):
        yield Said(without_site(content, sheet, seen), "meta", name)
    if sheet.table.head.title:
        yield Said(without_site(sheet.table.head.title, sheet, seen), "title", "title")


@once
def printed(sheet: Sheet) -> Printed | None:
    """The headline as the page shows it: of labelled blocks, h1s and what a title has, the likeliest."""
    if not sheet.table.markup:
        block = next(sheet.blocks(Label.HEADLINE), None)
        return None if block is None else _parted(sheet, block)
    titles = [*_stated(sheet), *_short([sheet.table.head.title])]
    words = [frozenset(str(fold(title)).split()) for title in titles]
    parts = {fold(part) for title in titles for part in _parts(title) if len(part) > 12}
    openings = {str(part).split(" ", 1)[0] for part in parts}
    best, most = None, _ENOUGH
    for block, (label, written) in enumerate(zip(sheet.labels, sheet.table.text, strict=True)):
        may_be = label is Label.HEADLINE or sheet.table.tag(block) == "h1" or _may_begin(written, openings)
        score = _score(sheet, block, words, parts) if may_be else 0.0
        if score > most:
            best, most = block, score
    return None if best is None else _parted(sheet, best)


def _may_begin(written: str, openings: set[str]) -> bool:
    """Whether a text may begin with one of some folded words; folding every text of a page would cost its time."""
    if not openings or len(written) >= _LONGEST:
        return False
    head = written[:_OPENING]
    if head.isascii() and (first := _WORD.search(head)) and first.end() < _OPENING:
        return first[0].lower() in openings
    word, space, _ = str(fold(head)).partition(" ")
    return word in openings or (not space and len(written) > _OPENING)


def _score(sheet: Sheet, block: int, titles: list[frozenset[str]], parts: set[Hashable]) -> float:
    """How much a block shows of a headline; nothing for a block that shows no sign of one, and for the site's name."""
    written, tag = sheet.table.text[block], sheet.table.tag(block)
    labelled = sheet.labels[block] is Label.HEADLINE
    if not 1 < len(written) < _LONGEST:
        return 0.0
    folded = str(fold(written.split("\n")[0]))
    said = folded in parts
    if not (labelled or tag == "h1" or said) or _is_site(written, sheet):
        return 0.0
    words = frozenset(folded.split())
    shared = max((len(words & title) / len(words | title) for title in titles), default=0.0) if words else 0.0
    return SIGNS["labelled"] * labelled + SIGNS.get(tag, 0.0) + SIGNS["said"] * said + SIGNS["shared"] * shared


def _parted(sheet: Sheet, block: int) -> Printed:
    """The heading without the kicker that it may begin with: what JSON-LD or a title states ends it."""
    written = sheet.table.text[block]
    whole = " ".join(written.split())
    for said in inside(sheet, block) if sheet.table.markup else ():
        rest = whole.removeprefix(said.value or "").lstrip(" :|–—-")
        if said.value and rest and len(rest) < len(whole):
            return Printed(block, rest, said.value)
    stated = [" ".join(title.split()) for title in _stated(sheet)]
    titles = [*stated, *(" ".join(title.split()) for title in _short([sheet.table.head.title]))]
    first = written.split("\n")[0]
    whole_line = not first.rstrip().endswith(_UNFINISHED)
    if first != written and whole_line and any(fold(first) == fold(part) for one in titles for part in _parts(one)):
        return Printed(block, " ".join(first.split()), None)
    # A title's own colon parts no kicker from it: only what JSON-LD or a share card states whole does.
    for one in (*stated, *(part for title in stated for part in _heads(title))):
        before = whole[: -len(one)].strip()
        if before.endswith(":") and one not in stated:
            continue
        ends = len(one) * 3 > len(whole) and whole.casefold().endswith(" " + one.casefold())
        if ends and 0 < len(before) <= _KICKER:
            return Printed(block, whole[-len(one) :], before.strip(" :|–—-") or None)
    return Printed(block, _without_deck(sheet, block, whole, stated), None)


def _without_deck(sheet: Sheet, block: int, whole: str, stated: list[str]) -> str:
    """The heading without the line beneath it in an element of its own, where a title states what comes before."""
    begun = [len(one) for one in stated if whole.casefold().startswith(f"{one.casefold()} ")]
    if not begun or not sheet.table.markup:
        return whole
    heading = sheet.table.nodes[sheet.table.element[block]]
    end = 0
    for run in runs(heading):
        if end - 1 in begun and run.node.mem_id != heading.mem_id:
            return whole[: end - 1]
        end += len(run.text) + 1
    return whole


def _stated(sheet: Sheet) -> list[str]:
    """Headlines that JSON-LD and share cards state, the most trusted first."""
    found = [text(node.get("headline")) for _path, node in sheet.story]
    found += [content for _name, content in islice(sheet.metas("og:title", "twitter:title"), _MOST)]
    return _short(found)


def _short(titles: list[str | None]) -> list[str]:
    return [title.replace(_SOFT_HYPHEN, "") for title in titles if title and len(title) < _LONGEST]


def _parts(title: str) -> list[str]:
    """A title without what stands before or after each of its separators."""
    cuts = list(_SEPARATOR.finditer(title))
    return [title, *(title[: cut.start()] for cut in cuts), *(title[cut.end() :] for cut in cuts)]


def _heads(title: str) -> Iterator[str]:
    """A title without what its last separator parts from it, which may be the site."""
    cuts = list(_SEPARATOR.finditer(title))
    if cuts and not cuts[-1][0].startswith(":"):
        yield title[: cuts[-1].start()].rstrip()


def _is_site(written: str, sheet: Sheet) -> bool:
    return sheet.publisher is not None and len(sheet.publisher) < _LONGEST and fold(written) == fold(sheet.publisher)


def without_site(title: str | None, sheet: Sheet, seen: str | None) -> str | None:
    """A title without the site's name before or after it; `seen` is the headline as the page shows it.

    A title that begins or ends with the visible headline, parted by a separator, is that headline. None for what is too
    long for a title.
    """
    title = " ".join(unescape(title or "").replace(_SOFT_HYPHEN, "").split())
    if not title or len(title) >= _LONGEST:
        return None
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        for part in (title[: cut.start()], title[cut.end() :]):
            if seen and fold(part) == fold(seen):
                return part
    title = _without_name(title, cuts, sheet.publisher)
    strong = _STRONG.split(title)
    return max(strong, key=len).strip() if len(strong) > 1 else title


def _is_page(part: str) -> bool:
    """Whether a part of a title only says which page of the story this is ("Halaman 2")."""
    cue = cues(part).get("pager")
    return cue is not None and cue.value == "pages" and cue.rest.strip().isdecimal()


def _without_name(title: str, cuts: list[re.Match[str]], name: str | None) -> str:
    if cuts and _is_page(title[cuts[-1].end() :]):
        title, cuts = title[: cuts[-1].start()].rstrip(), cuts[:-1]
    site = fold(name or "")
    if not site or len(title) >= _LONGEST:
        return title
    for cut in reversed(cuts):
        if fold(title[cut.end() :]) == site:
            return title[: cut.start()].rstrip()
    return title[cuts[0].end() :] if cuts and fold(title[: cuts[0].start()]) == site else title
