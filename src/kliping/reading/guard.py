"""Tells pages that would choke the tree parser from all others, before it sees them.

A WHATWG parser does quadratic work on purpose-made pages: each new tag looks through the open elements, each new
attribute through the attributes of its tag, and formatting elements left open are cloned into every later block
(HTML Standard, 13.2.4.3 and 13.2.6.4.7, "adoption agency"). `is_suspicious` is a cheap test that nearly every page
passes; survey.py looks at the rest. What both and mend.py know of tags stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

MAX_TAGS = 100_000
"""Tags that are read; what follows is cut off. The largest of 3,224 real news pages has 23,000."""
MAX_DEPTH = 512
"""Elements open at once; browsers stop at the same depth."""
MAX_ATTRIBUTES = 200
"""Attributes that are kept of one tag."""
CALM_TAGS = 2_200
"""Up to so many start tags (and twice as many tags) no page can do harm by its structure."""

_NAMES = "a b big code em font i nobr s small strike strong tt u"
FORMATTING = frozenset(_NAMES.encode().split())
"""The elements that the parser reopens when they were left open."""
VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr keygen bgsound".split())
"""The elements that have no end tag."""
RAW = frozenset(b"script style textarea title xmp iframe noembed noframes".split())
"""The elements whose content holds no tags."""
SKELETON = frozenset(b"html head body".split())
"""The elements that a page has once, however often it writes them."""
FOREIGN = frozenset(b"svg math".split())
"""The elements inside which other rules hold."""
BLOCKS = frozenset(
    b"address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header "
    b"hgroup main menu nav ol p pre section summary ul li dd dt h1 h2 h3 h4 h5 h6".split()
)
"""The elements whose start tag closes a paragraph, and whose end tag closes whatever ordinary lies above."""
CLOSES = {name: frozenset((b"p",)) for name in BLOCKS} | {
    b"li": frozenset((b"li", b"p")),
    b"dt": frozenset((b"dt", b"dd", b"p")),
    b"dd": frozenset((b"dt", b"dd", b"p")),
    b"option": frozenset((b"option",)),
    b"td": frozenset((b"td", b"th", b"p")),
    b"th": frozenset((b"td", b"th", b"p")),
    b"tr": frozenset((b"td", b"th", b"tr", b"p")),
}
"""Start tag to the elements that it closes when they are on top."""

WS = rb"\t\n\f\r "
"""White space, as it stands in a class of characters."""
ATTRIBUTE = rb"[%b/]*+[^%b/>][^%b/>=]*+" % (
    WS,
    WS,
    WS,
) + rb"(?:[%b]*+=[%b]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^%b>\"'][^%b>]*+)?+)?+" % (WS, WS, WS, WS)
"""One attribute, as the tokenizer of the HTML Standard (13.2.5.32 to 39) takes it."""
# Every branch ends at the end of the page as well: a tag without ">" is read once, not once from each "<" in it.
_TOKEN = re.compile(
    rb"<(?:(/?)([a-zA-Z][^%b/>]*+)((?:%b)*+)[%b/]*+(?:>|\Z)" % (WS, ATTRIBUTE, WS)
    + rb"|!--(?:-?>|(?s:.*?)(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
_RAW_END = {name: re.compile(rb"</%b(?=[%b/>])" % (name, WS), re.IGNORECASE) for name in RAW}
# A tag is plain when nobody can doubt where it ends, and so little stands outside its quotes that it can't hold many
# more than MAX_ATTRIBUTES attributes: each "=" follows a name and is followed by a whole value, and quotes stand around
# values only. The first form is that of most tags; the second knows bare values and the other quotes as well.
_NAMED = rb"(?<![%b/\"'])=" % WS
_USUAL = rb"(?>(?:[^>=\"']{0,30}+%b\"[^\"]*+\"){0,29}+[^>=\"']{0,30}+)>" % _NAMED
_VALUE = rb"(?:\"[^\"]*+\"|'[^']*+'|[^%b>=\"']++(?=[%b>]))" % (WS, WS)
_PLAIN = rb"(?>(?:[^>=\"']{0,99}+%b%b){0,19}+[^>=\"']{0,99}+)>" % (_NAMED, _VALUE)
_ODD = re.compile(
    rb"<(?!/?[a-z0-9]{1,20}+>)(?:((?:[hH][tT][mM][lL]|[bB][oO][dD][yY])[%b/])" % WS
    + rb"|(?=/?[a-zA-Z](?![^%b/>=\"']{0,99}+(?=[%b/>])(?:%b|%b))))" % (WS, WS, _USUAL, _PLAIN)
)
_MANY = re.compile(rb"</?[a-zA-Z][^%b/>]*+(?:%b){%d}+" % (WS, ATTRIBUTE, MAX_ATTRIBUTES + 1))
_ONE = re.compile(ATTRIBUTE)
_MORE = re.compile(rb"(?:%b){%d}+" % (ATTRIBUTE, MAX_ATTRIBUTES + 1))
_SMALL = 30_000  # a page of so many bytes can't hold enough attributes to matter


class Tag(NamedTuple):
    """One tag or comment of a page."""

    name: bytes
    """Lower-case; empty for comments, doctypes and the like."""
    closing: bool
    """Whether this is an end tag."""
    attributes: bytes
    """All that stands between name and ">"."""
    start: int
    """Offset of "<"."""
    end: int
    """Offset after ">"."""
    content_end: int
    """Offset of the end tag, for an element whose content holds no tags; else `end`."""
    closes_itself: bool
    """Whether it ends in "/>", which counts inside svg and math only."""


def tags(utf8: bytes) -> Iterator[Tag]:
    """The tags of a page in order, past comments and past the content of scripts and the like."""
    at = 0
    while found := _TOKEN.search(utf8, at):
        at = end = found.end()
        name = (found[2] or b"").lower()
        if name in RAW and not found[1]:
            closed = _RAW_END[name].search(utf8, end)
            at = closed.start() if closed else len(utf8)
        closes_itself = utf8[end - 2 : end] == b"/>" and found.end(3) < end - 1
        yield Tag(name, bool(found[1]), found[3] or b"", found.start(), end, at, closes_itself)


def has_too_many(attributes: bytes) -> bool:
    """Whether a tag has more than MAX_ATTRIBUTES attributes."""
    return len(attributes) > 2 * MAX_ATTRIBUTES and _MORE.match(attributes) is not None


def first_attributes(attributes: bytes) -> bytes:
    """The first MAX_ATTRIBUTES attributes."""
    for count, attribute in enumerate(_ONE.finditer(attributes), 1):
        if count == MAX_ATTRIBUTES:
            return attributes[: attribute.end()]
    return attributes


def is_suspicious(utf8: bytes) -> bool:
    """Whether a page has so many tags, open elements or attributes that `survey` should look at it.

    >>> is_suspicious(b"<p>Harga beras naik</p>" * 100), is_suspicious(b"<div>" * 100_000)
    (False, True)
    """
    count = utf8.count(b"<")
    if count > CALM_TAGS and (count > 2 * CALM_TAGS or _start_tags(utf8) > CALM_TAGS):
        return True
    if len(utf8) < _SMALL:
        return False
    skeletons = 0
    for odd in _ODD.finditer(utf8):
        skeletons += odd[1] is not None
        if skeletons > 9 or _MANY.match(utf8, odd.start()):
            return True
    return False


def _start_tags(utf8: bytes) -> int:
    """How many start tags a page has at most."""
    characters = np.frombuffer(utf8, np.uint8)
    after = characters[np.flatnonzero(characters[:-1] == ord("<")) + 1]
    return int(np.count_nonzero((after != ord("/")) & (after != ord("!"))))
