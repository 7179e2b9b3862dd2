"""What a short link shows of a next page: its words, its names, the element around it, and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kliping.reading.blocks import Anchor
from kliping.reading.claims.addresses import Address, address_of, same_site
from kliping.reading.claims.called import hinted
from kliping.reading.claims.place import ancestors
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.remembered import remembered
from kliping.reading.sheet import Sheet, once
from kliping.reading.words import fold, may_begin, values

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

_ON, _BACK = "›»>→▶►⇒⟩❯＞", "‹«<←◀◄⇐⟨❮＜"
_TRIM = _ON + _BACK + " .…|[]()"
_LAST = re.compile(r"»»|>>|[›»>]\||\blast\b", re.IGNORECASE)
_NEXT = re.compile(r"(?<![a-z])next|next(?![a-z])|pnext|forward(?![a-z])")
_PREVIOUS = re.compile(r"(?<![a-z])prev|prev(?![a-z])|(?<![a-z])(?:previous|back|newer)(?![a-z])")
_POINTING = re.compile(r"next|forward|prev|back|newer")
"""What all such names hold; most names hold none of it."""

_PAGER = re.compile(r"pagin|pager|pagenav|page-?n(?:av|umber)|page_?link|(?<![a-z])pages?(?![a-z])|paging|wp-link")
_SLIDES = re.compile(r"carousel|slick|swiper|slide|owl-|flickity|calendar|lightbox")
_POST = re.compile(
    r"(?:post|single|article|story)-?_?nav|nav-?_?(?:single|below-post)|next-?_?(?:article|story|post(?!s))"
)
_COMMENTS = re.compile(r"comment|respond|replies", re.IGNORECASE)
_NAMES = frozenset(("class", "id", "title", "aria-label"))
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:")


@dataclass(slots=True)
class Passed:
    """This page as its pager sees it, and the links passed so far."""

    here: Address | None
    story: str | None
    """"story" for a page that calls itself one, "prose" for one that may be one."""

    next_in_head: str | None
    numbers: int = 0
    """Numbered links just passed."""


@remembered(8192)
def core_of(words: str) -> str:
    """The words of a link, folded, without arrows and brackets about them."""
    return fold(words.strip(_TRIM))


def signs_of(sheet: Sheet, state: Passed, anchor: Anchor, words: str) -> list[str]:
    """The signs that a short link shows; none of an address that is no other page."""
    numbers, state.numbers = state.numbers, state.numbers + 1 if words.isdecimal() else 0
    attributes = anchor.attributes
    own = " ".join([name for key, name in attributes.items() if name and key in _NAMES])
    title, rel = attributes.get("title") or attributes.get("aria-label"), attributes.get("rel")
    spoken = [*_of_words(words, title), *_of_names(own, "named", "back")]
    if rel and "next" in rel.lower().split():
        spoken.append("rel")
    if words.isdecimal() and state.here:
        spoken.append("number" if int(words) == (state.here.number or 1) + 1 else "other_number")
    if words and not spoken:
        return []
    href = (attributes.get("href") or "").strip()
    if not href or href.lower().startswith(_NO_PAGE):
        return []
    around = _around(sheet, anchor)
    spoken += _of_names(around, "around", "back_by")
    if not spoken:
        return []
    if state.story == "prose" and not numbers:
        # Blog engines mark the next post so.
        spoken = [sign for sign in spoken if sign not in ("rel", "around")]
    if state.story and (_COMMENTS.search(href) or _COMMENTS.search(around)):
        spoken.append("comments")
    if numbers:
        spoken.append("after")
    if is_called_pager(sheet, anchor.element) or _PAGER.search(around):
        spoken.append("pager")
    if "post" not in spoken and _POST.search(around + " " + own.lower()):
        spoken.append("post")
    return [*spoken, *_of_address(state, sheet.absolute(href), numbers > 0)]


@remembered(8192)
def _of_words(words: str, title: str | None) -> tuple[str, ...]:
    """What the words of a link say, or of an icon the title."""
    core = core_of(words)
    said, value = _of_core(core) if may_begin("pager", core) else ([], None)
    if value is None and title and title != words and may_begin("pager", core := core_of(title)):
        said += _of_core(core)[0]
    if words and not words.isalpha():
        if _LAST.search(words):
            said.append("end")
        elif words[-1] in _ON:
            said.append("arrow")
        elif words[0] in _BACK:
            said.append("back")
    elif words.lower() == "last":
        said.append("end")
    return tuple(said)


def _of_core(core: str) -> tuple[list[str], str | None]:
    """The sign of words that begin with one of the pager's, and what that stands for."""
    value, sign = values("pager").get(core), "word"
    if value is None and not core.isdecimal():
        cue = cues(core).get("pager")
        value, sign = cue.value if cue and cue.rest else None, "opens"
    return [sign] if value == "next_page" else ["back"] if value == "previous_page" else [], value


@remembered(4096)
def _of_names(names: str, on: str, back: str) -> tuple[str, ...]:
    names = names.lower()
    if not _POINTING.search(names):
        return ()
    pointing = (on,) if _NEXT.search(names) else (back,) if _PREVIOUS.search(names) else ()
    return (*pointing, "slides") if pointing and _SLIDES.search(names) else pointing


def _of_address(state: Passed, url: str | None, after_numbers: bool) -> Iterator[str]:
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
    return labelled or is_called_pager(sheet, anchor.element) or _PAGER.search(_around(sheet, anchor)) is not None


def _around(sheet: Sheet, anchor: Anchor) -> str:
    """Names of the element directly around a link, when it is small."""
    parent = anchor.node.parent
    if parent is None or parent.tag not in ("li", "span", "div", "td", "p", "b", "strong", "ul", "nav"):
        return ""
    return _names(sheet.attributes(parent))


@once
def _pagers(sheet: Sheet) -> frozenset[int]:
    """The elements that are called pagers."""
    table = sheet.table
    return frozenset(row for row in hinted(sheet)["pager"] if _PAGER.search(_names(table.attributes[row])))


def _names(attributes: dict[str, str | None]) -> str:
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()


def is_called_pager(sheet: Sheet, element: int) -> bool:
    """Whether the element, or one of the three around it, is called a pager."""
    pagers = _pagers(sheet)
    return bool(pagers) and not pagers.isdisjoint(ancestors(sheet.table, element, 4))
