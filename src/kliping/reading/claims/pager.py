"""The pager: numbered pages, the next page, and the page that shows all.

No single sign of a next page holds everywhere: sites write "Next", "»" or an icon, number their pages in the query, in
the path or not at all, and use the same words for the next post and the next slide. So every short link is weighed by
its signs, and the best link above a threshold wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kliping.reading.blocks import Anchor
from kliping.reading.claims.addresses import Address, address_of, same_site
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.sheet import Sheet, once
from kliping.reading.words import fold, values
from kliping.records import Claim, Link

Found = list[tuple[Link, tuple[Claim, ...]]]

SIGNS = {
    "rel": 3.0,  # rel=next on the link (HTML standard, link types)
    "head": 3.0,  # the same address as link rel=next in the head
    "word": 2.5,  # the vocabulary's words, and nothing else
    "opens": 1.0,  # begins with the vocabulary's words
    "arrow": 1.5,  # an arrow that points on, alone or at the end
    "named": 2.0,  # class, id or title of the link say "next"
    "around": 1.5,  # those of the element around it do
    "pager": 1.0,  # stands in an element that is called a pager
    "after": 1.0,  # stands after numbered pages
    "number": 1.0,  # the number after this page's own
    "counts": 2.5,  # the address is this page's own, counted up by one step
    "kin": 1.0,  # the address lies under this page's own
    "back": -4.0,  # words, arrows or names point back
    "back_by": -1.5,  # the names of the element around it do
    "end": -2.0,  # leads to the last page
    "other_number": -6.0,  # the number of some other page
    "counts_down": -4.0,  # the address of an earlier page
    "itself": -9.0,  # this very page
    "stranger": -4.0,  # another site
    "comments": -6.0,  # turns the pages of the comments under a story
    "slides": -3.0,  # moves a row of pictures or teasers
    "post": -2.5,  # is called the next post
    "story": -5.0,  # this page is a story, whose next page would have the story's own address
    "prose": -2.0,  # this page may be one
}
"""What a link may show, and how far that makes it the next page."""

ENOUGH = 3.0
"""Sum of signs from which a link is the next page."""

_LONGEST = 40
_PROSE = 600
_ON, _BACK = "›»>→▶►⇒⟩❯＞", "‹«<←◀◄⇐⟨❮＜"
_TRIM = _ON + _BACK + " .…|[]()"
_LAST = re.compile(r"»»|>>|[›»>]\||\blast\b", re.IGNORECASE)
_NEXT = re.compile(r"(?<![a-z])next|next(?![a-z])|pnext|forward(?![a-z])")
_PREVIOUS = re.compile(r"(?<![a-z])prev|prev(?![a-z])|(?<![a-z])(?:previous|back|newer)(?![a-z])")
_PAGER = re.compile(r"pagin|pager|pagenav|page-?n(?:av|umber)|page_?link|(?<![a-z])pages?(?![a-z])|paging|wp-link")
_SLIDES = re.compile(r"carousel|slick|swiper|slide|owl-|flickity|calendar|lightbox")
_POST = re.compile(
    r"(?:post|single|article|story)-?_?nav|nav-?_?(?:single|below-post)|next-?_?(?:article|story|post(?!s))"
)
_COMMENTS = re.compile(r"comment|respond|replies", re.IGNORECASE)
_NAMES = ("class", "id", "title", "aria-label")
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:")


@dataclass(slots=True)
class _Pager:
    """This page as its pager sees it, and what has been passed so far."""

    here: Address | None
    story: str | None
    """"story" for a page that calls itself one, "prose" for one that may be one."""

    next_in_head: str | None
    numbers: int = 0
    """Numbered links just passed."""


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
    state = _Pager(address_of(own_address(sheet)), story, _next_in_head(sheet))
    found: Found = []
    best, most = None, ENOUGH
    for anchor in sheet.table.anchors:
        if anchor.end - anchor.start > _LONGEST:
            state.numbers = 0
            continue
        signs = list(_signs(sheet, state, anchor))
        score = sum(SIGNS[sign] for sign in signs)
        if score >= most + (best is not None) * 0.01:
            best, most = anchor, score
        found += _other(sheet, state, anchor)
    if best is not None:
        url = sheet.absolute(best.node.attributes.get("href"))
        return [*found, _link(url, _name(sheet, best), "next_page", sheet.table.path(best.node), 1 - 1 / most)]
    if state.next_in_head and state.here and state.here.step(address_of(state.next_in_head)) == 1:
        found.append(_link(state.next_in_head, None, "next_page", "link[rel=next]", 0.7))
    return found


def own_address(sheet: Sheet) -> str | None:
    """This page's address; where nobody tells it, the one that the page calls its own."""
    if sheet.page.url:
        return sheet.page.url
    return next((a.get("href") for a in sheet.links("canonical")), None)


def _next_in_head(sheet: Sheet) -> str | None:
    return next((sheet.absolute(attributes.get("href")) for attributes in sheet.links("next")), None)


def _link(url: str | None, text: str | None, kind: str, where: str, sure: float) -> tuple[Link, tuple[Claim, ...]]:
    claim = Claim({"url": url, "text": text, "kind": kind}, "link", where, round(sure, 3))
    return Link(url, text, kind), (claim,)


def _name(sheet: Sheet, anchor: Anchor) -> str | None:
    """The words of a link, or what its icon is called."""
    attributes = anchor.node.attributes
    return sheet.anchor_text(anchor) or attributes.get("aria-label") or attributes.get("title") or None


def _signs(sheet: Sheet, state: _Pager, anchor: Anchor) -> Iterator[str]:
    """The signs that a short link shows; none of an address that is no other page."""
    words = sheet.anchor_text(anchor) or ""
    numbers, state.numbers = state.numbers, state.numbers + 1 if words.isdecimal() else 0
    attributes = anchor.node.attributes
    href = (attributes.get("href") or "").strip()
    rels = (attributes.get("rel") or "").lower().split()
    own = " ".join(filter(None, map(attributes.get, _NAMES)))
    spoken = list(_of_words(words, attributes.get("title") or attributes.get("aria-label") or ""))
    spoken += _of_names(own, "named", "back")
    if "next" in rels:
        spoken.append("rel")
    if words.isdecimal() and state.here:
        spoken.append("number" if int(words) == (state.here.number or 1) + 1 else "other_number")
    if (words and not spoken) or not href or href.lower().startswith(_NO_PAGE):
        return
    around = _around(anchor)
    spoken += _of_names(around, "around", "back_by")
    if not spoken:
        return
    if state.story == "prose" and not numbers:
        # Blog engines mark the next post so.
        spoken = [sign for sign in spoken if sign not in ("rel", "around")]
    yield from spoken
    if state.story and (_COMMENTS.search(href) or _COMMENTS.search(around)):
        yield "comments"
    if numbers:
        yield "after"
    if _called(sheet, anchor.element) or _PAGER.search(around):
        yield "pager"
    if "post" not in spoken and _POST.search(around + " " + own.lower()):
        yield "post"
    yield from _of_address(state, sheet.absolute(href), numbers > 0)


def _of_words(words: str, title: str) -> Iterator[str]:
    """What the words of a link say, or of an icon the title."""
    known = values("pager")
    for text in (words, title):
        core = fold(text.strip(_TRIM))
        value = known.get(core)
        if value is None and core and not core.isdecimal():
            cue = cues(core).get("pager")
            value = cue.value if cue and cue.rest else None
            if value == "next_page":
                yield "opens"
        elif value == "next_page":
            yield "word"
        if value == "previous_page":
            yield "back"
        if value:
            break
    if _LAST.search(words):
        yield "end"
    elif words[-1:] in _ON and words:
        yield "arrow"
    elif words[:1] in _BACK and words:
        yield "back"


@lru_cache(maxsize=4096)
def _of_names(names: str, on: str, back: str) -> tuple[str, ...]:
    names = names.lower()
    pointing = (on,) if _NEXT.search(names) else (back,) if _PREVIOUS.search(names) else ()
    return (*pointing, "slides") if pointing and _SLIDES.search(names) else pointing


def _of_address(state: _Pager, url: str | None, after_numbers: bool) -> Iterator[str]:
    there = address_of(url)
    if there is None or state.here is None:
        return
    if url == state.next_in_head and state.story != "prose":
        yield "head"
    if there.whole == state.here.whole:
        yield "itself"
    step = state.here.step(there)
    if step == 1:
        yield "counts"
    elif step == -1:
        yield "counts_down"
    elif there.stem != state.here.stem and (state.story == "story" or (state.story and not after_numbers)):
        yield state.story
    if there.host and state.here.host and not same_site(there.host, state.here.host):
        yield "stranger"
    if there.path.startswith(state.here.path.rstrip("/")) and state.here.path != "/":
        yield "kin"


def is_in_pager(sheet: Sheet, anchor: Anchor) -> bool:
    """Whether a link stands in a block that is labelled a pager, or in an element that is called one."""
    labelled = anchor.block < len(sheet.table) and sheet.labels[anchor.block] is Label.PAGER
    return labelled or _called(sheet, anchor.element) or _PAGER.search(_around(anchor)) is not None


def _around(anchor: Anchor) -> str:
    """Names of the element directly around a link, when it is small."""
    parent = anchor.node.parent
    if parent is None or parent.tag not in ("li", "span", "div", "td", "p", "b", "strong", "ul", "nav"):
        return ""
    attributes = parent.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()


@once
def _known(_sheet: Sheet) -> dict[int, bool]:
    """Elements that have been asked about, to whether they are called pagers; filled on the way."""
    return {}


def _called(sheet: Sheet, element: int) -> bool:
    """Whether the element, or one of the three around it, is called a pager."""
    at, called = element, _known(sheet)
    for _ in range(4):
        if at < 0:
            return False
        known = called.get(at)
        if known is None:
            attributes = sheet.table.attributes(at)
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
            known = called[at] = _PAGER.search(names) is not None
        if known:
            return True
        at = sheet.table.parents[at]
    return False


def _other(sheet: Sheet, state: _Pager, anchor: Anchor) -> Found:
    """The link as a numbered page or as the page that shows all, where it stands in a pager."""
    words = sheet.anchor_text(anchor) or ""
    kind = "page" if words.isdecimal() else None
    if kind is None and values("pager").get(fold(words.strip(_TRIM))) == "all_pages":
        kind = "all_pages"
    if kind is None:
        return []
    labelled = anchor.block < len(sheet.table) and sheet.labels[anchor.block] is Label.PAGER
    url = sheet.absolute(anchor.node.attributes.get("href"))
    there = address_of(url)
    kin = bool(there and state.here and there.path.startswith(state.here.stem))
    if not url or url == sheet.page.url or not (labelled or _called(sheet, anchor.element) or kin):
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
