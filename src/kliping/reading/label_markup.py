"""Labels for HTML by rules: the part of the tree with most of the prose is the story; classes and cues do the rest.

These rules stand behind the same seam as a learned labeler and need no weights.
"""

from __future__ import annotations

import re

from kliping.reading.blocks import BlockTable
from kliping.reading.cues import announced
from kliping.reading.label_flat import size
from kliping.reading.labels import Label
from kliping.reading.readers.moment import read_moment
from kliping.reading.remembered import remembered
from kliping.reading.words import values

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_STOP = re.compile(r"[.!?…。！？।۔:;,；：，、]")
_BY_TAG = {
    "nav": Label.OTHER,
    "footer": Label.OTHER,
    "form": Label.OTHER,
    "button": Label.OTHER,
    "aside": Label.RAIL,
    "figcaption": Label.CAPTION,
}
_FURNITURE = frozenset((Label.OTHER, Label.RAIL, Label.COMMENT, Label.PROMO, Label.TAG, Label.PAGER))
_NO_PROSE = _FURNITURE | {Label.CAPTION}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MUCH = 0.4
"""Share of the page's prose from which an element is no furniture, whatever it is called."""

_DOMINANT = 0.6
"""Share of an element's prose that one child must hold for the story to be looked for inside that child alone."""


def label_markup(table: BlockTable) -> list[Label]:
    """The labels of a page with markup."""
    shares = [links / max(len(text), 1) for links, text in zip(table.link_chars, table.text, strict=True)]
    prose = _prose(table, shares)
    hints = _hints(table, _held(table, prose))
    for block, amount in enumerate(prose):
        if amount and hints[table.element[block]] in _NO_PROSE:
            prose[block] = amount / 4
    region = _region(table, _held(table, prose))
    headline = _headline(table, hints, region)
    labels = []
    for block in range(len(table)):
        if block == headline:
            labels.append(Label.HEADLINE)
        else:
            inside = region[0] <= block < region[1]
            labels.append(_label(table, block, hints[table.element[block]], shares[block], inside))
    _before_story(labels, prose, region, headline)
    return labels


@remembered(4096)
def _hint_of(names: str) -> Label | None:
    """What the words of an element's attributes say; furniture is believed before parts of the story."""
    known = values("markup")
    said = [Label[known[word]] for word in (w.lower() for w in _WORD.findall(names)) if word in known]
    return min(said, key=lambda found: (found not in _FURNITURE, said.index(found))) if said else None


def _hints(table: BlockTable, held: list[float]) -> list[Label | None]:
    """For each element what it or the nearest element around it says of itself.

    An element that holds much of the page's prose is believed in nothing: sites call the whole page "sidebar-right".
    """
    hints: list[Label | None] = []
    much = _MUCH * max(held, default=0.0)
    for element, (tag, parent) in enumerate(zip(table.tags, table.parents, strict=True)):
        own = _BY_TAG.get(tag)
        if held[element] > much:
            own = None
        elif own is None:
            attributes = table.attributes[element]
            names = " ".join(attributes.get(key) or "" for key in ("class", "id", "role", "itemprop"))
            own = _hint_of(names) if names != "   " else None
        inherited = hints[parent] if parent >= 0 else None
        hints.append(inherited if own is None or inherited in _FURNITURE else own)
    hints.append(None)
    return hints


def _prose(table: BlockTable, shares: list[float]) -> list[float]:
    """How much running text each block holds, in letters; none in lists of links."""
    found = []
    for text, share in zip(table.text, shares, strict=True):
        wide = size(text) if len(text) >= 20 else 0.0
        counts = wide >= 50 and share < 0.5 and _STOP.search(text) is not None
        found.append(wide * (1 - share) if counts else 0.0)
    return found


def _held(table: BlockTable, prose: list[float]) -> list[float]:
    """How much running text each element holds, with all that lies inside it."""
    held = [0.0] * len(table.tags)
    for element, amount in zip(table.element, prose, strict=True):
        if amount and element >= 0:
            held[element] += amount
    for element in range(len(held) - 1, 0, -1):
        if table.parents[element] >= 0:
            held[table.parents[element]] += held[element]
    return held


def _region(table: BlockTable, held: list[float]) -> tuple[int, int]:
    """First and last block (exclusive) of the deepest element that still holds most of the prose."""
    children: dict[int, list[int]] = {}
    for element, parent in enumerate(table.parents):
        children.setdefault(parent, []).append(element)
    best = at = max(children.get(-1, [0]), key=lambda e: held[e], default=0) if held else -1
    while at >= 0 and children.get(at):
        best = max(children[at], key=lambda e: held[e])
        if held[best] < _DOMINANT * held[at] or table.tags[best] in ("p", "blockquote"):
            break
        at = best
    return _span(table, at)


def _span(table: BlockTable, element: int) -> tuple[int, int]:
    """The blocks inside an element; a table's rows follow the document, so they are one run."""
    inside = [False] * len(table.tags)
    for row in range(max(element, 0), len(table.tags)):
        inside[row] = row == element or (table.parents[row] >= 0 and inside[table.parents[row]])
    blocks = [block for block, holder in enumerate(table.element) if holder >= 0 and inside[holder]]
    return (blocks[0], blocks[-1] + 1) if blocks else (0, 0)


def _headline(table: BlockTable, hints: list[Label | None], region: tuple[int, int]) -> int | None:
    """The heading that shares most words with the page's title, the higher rank and the nearer to the story first."""
    title = set((_title(table) or "").lower().split())
    best, best_score = None, 0.0
    for block, text in enumerate(table.text):
        tag = table.tag(block)
        hint = hints[table.element[block]]
        if block >= region[1] or (tag not in _HEADINGS and hint is not Label.HEADLINE) or len(text) < 8:
            continue
        words = set(text.lower().split())
        shared = len(words & title) / len(words)
        rank = {"h1": 1.0, "h2": 0.5}.get(tag, 0.2)
        score = shared * 2 + rank - (hint in _FURNITURE) - 0.5 * (block > region[0] + 8)
        if score > best_score + 0.01:
            best, best_score = block, score
    return best if best_score > 0.6 else None


def _title(table: BlockTable) -> str | None:
    named = dict(reversed(table.head.metas))
    return named.get("og:title") or table.head.title


def _label(table: BlockTable, block: int, hint: Label | None, share: float, inside: bool) -> Label:
    text, tag = table.text[block], table.tag(block)
    said = announced(text, share)
    if said is not None and (hint not in _FURNITURE or said in (Label.RAIL, Label.TAG, Label.PAGER)):
        return said
    if hint in _FURNITURE:
        return hint
    if hint in (Label.CAPTION, Label.CREDIT) and len(text) < 600:
        return hint
    if hint in (Label.BYLINE, Label.DATE) and len(text) < 160:
        return _date_or(hint, text)
    if not inside:
        return _date_or(Label.RAIL if share > 0.6 else Label.OTHER, text)
    return _in_story(tag, text, hint, share)


def _date_or(fallback: Label, text: str) -> Label:
    short = len(text) < 80 and any(c.isdigit() for c in text)
    return Label.DATE if short and read_moment(text) is not None else fallback


def _in_story(tag: str, text: str, hint: Label | None, share: float) -> Label:
    if tag in _HEADINGS:
        return Label.SUBHEADING if share < 0.5 else Label.RAIL
    if share > 0.7 and (size(text) < 120 or not _STOP.search(text)):
        return Label.RAIL
    if tag in ("li", "dd", "dt"):
        return Label.ITEM
    if tag == "blockquote":
        return Label.QUOTE
    if hint is Label.LEAD and size(text) > 40:
        return Label.LEAD
    if tag == "p" or size(text) >= 60 or _STOP.search(text):
        return Label.TEXT
    return Label.OTHER


def _before_story(labels: list[Label], prose: list[float], region: tuple[int, int], headline: int | None) -> None:
    """What stands in the story's element above its headline, or short above its first prose, is not yet story."""
    start = max(region[0], headline + 1) if headline is not None and headline < region[1] else region[0]
    opening = (b for b in range(start, region[1]) if prose[b] >= 60 and labels[b] in (Label.TEXT, Label.LEAD))
    first = next(opening, start)
    for block in range(region[0], first):
        if labels[block] in (Label.TEXT, Label.ITEM, Label.SUBHEADING) and (block < start or prose[block] < 60):
            labels[block] = Label.OTHER
