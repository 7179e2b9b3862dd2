"""The pager: numbered pages, the next page, and the page that shows all.

No single sign of a next page holds everywhere: sites write "Next", "»" or an icon, number their pages in the query, in
the path or not at all, and use the same words for the next post and the next slide. So every short link is weighed by
its signs, and the best link above a threshold wins.
"""

from __future__ import annotations

from kliping.reading.blocks import Anchor
from kliping.reading.claims.addresses import address_of
from kliping.reading.claims.pager_signs import ENOUGH, SIGNS, Passed, core_of, is_called_pager, signs_of
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.sheet import Sheet, once
from kliping.reading.words import values
from kliping.records import Claim, Link

Found = list[tuple[Link, tuple[Claim, ...]]]

_LONGEST = 40
_PROSE = 600


def has_pager(sheet: Sheet) -> bool:
    """Whether the page shows a pager: a block that is labelled so, or links to other pages of the same address."""
    return any(True for _ in sheet.blocks(Label.PAGER)) or (sheet.table.markup and bool(pager(sheet)))


@once
def pager(sheet: Sheet) -> Found:
    """Numbered pages and the page that shows all, in the order of the page, then the next page."""
    if not sheet.table.markup:
        return _written(sheet)
    body = sum(len(sheet.table.text[block]) for block in sheet.body())
    said = sheet.story or any(content.lower() == "article" for _name, content in sheet.metas("og:type"))
    story = None if body < _PROSE else "story" if said else "prose"
    following = (sheet.absolute(attributes.get("href")) for attributes in sheet.links("next"))
    state = Passed(address_of(own_address(sheet)), story, next(following, None))
    found: Found = []
    best, most, known = None, ENOUGH, values("pager")
    for anchor in sheet.table.anchors:
        if anchor.end - anchor.start > _LONGEST:
            state.numbers = 0
            continue
        words = sheet.anchor_text(anchor) or ""
        score = sum([SIGNS[sign] for sign in signs_of(sheet, state, anchor, words)])
        if score >= most + (best is not None) * 0.01:
            best, most = anchor, score
        if words.isdecimal() or known.get(core_of(words)) == "all_pages":
            found += _other(sheet, state, anchor, words)
    if best is not None:
        where = sheet.table.path(best.node)
        return [*found, _link(sheet.target(best), _name(sheet, best), "next_page", where, 1 - 1 / most)]
    if state.next_in_head and state.here and state.here.step(address_of(state.next_in_head)) == 1:
        found.append(_link(state.next_in_head, None, "next_page", "link[rel=next]", 0.7))
    return found


def own_address(sheet: Sheet) -> str | None:
    """This page's address; where nobody tells it, the one that the page calls its own."""
    if sheet.page.url:
        return sheet.page.url
    return next((a.get("href") for a in sheet.links("canonical")), None)


def _link(url: str | None, text: str | None, kind: str, where: str, sure: float) -> tuple[Link, tuple[Claim, ...]]:
    claim = Claim({"url": url, "text": text, "kind": kind}, "link", where, round(sure, 3))
    return Link(url, text, kind), (claim,)


def _name(sheet: Sheet, anchor: Anchor) -> str | None:
    """The words of a link, or what its icon is called."""
    attributes = anchor.attributes
    return sheet.anchor_text(anchor) or attributes.get("aria-label") or attributes.get("title") or None


def _other(sheet: Sheet, state: Passed, anchor: Anchor, words: str) -> Found:
    """The link as a numbered page or as the page that shows all, where it stands in a pager."""
    kind = "page" if words.isdecimal() else "all_pages"
    labelled = anchor.block < len(sheet.table) and sheet.labels[anchor.block] is Label.PAGER
    url = sheet.target(anchor)
    there = address_of(url)
    kin = bool(there and state.here and there.path.startswith(state.here.stem))
    if not url or url == sheet.page.url or not (labelled or is_called_pager(sheet, anchor.element) or kin):
        return []
    if kind == "all_pages" and not kin:
        return []
    return [_link(url, words, kind, sheet.table.path(anchor.node), 0.8)]


def _written(sheet: Sheet) -> Found:
    """What is left of a pager in flattened text: its words."""
    found: Found = []
    for block in sheet.blocks(Label.PAGER):
        words = sheet.table.text[block]
        cue = cues(words).get("pager")
        if cue and cue.value in ("next_page", "all_pages"):
            claim = Claim({"url": None, "text": words, "kind": cue.value}, "text", sheet.table.where(block), 0.8)
            found.append((Link(None, words, cue.value), (claim,)))
    return found
