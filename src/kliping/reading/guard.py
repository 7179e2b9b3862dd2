"""Tells pages that would choke the tree parser from all others, before it sees them.

A WHATWG parser does quadratic work on purpose-made pages: each new tag looks through the open elements, each new
attribute through the attributes of its tag, and formatting elements left open are cloned into every later block
(HTML Standard, 13.2.4.3 and 13.2.6.4.7, "adoption agency"). `is_suspicious` is a cheap test that nearly every page
passes; `survey` walks the tags of the rest and bounds depth and nodes from above. It believes an end tag only where the
parser must agree (the element is on top, or only elements that the parser closes by itself lie above it), so that
end tags which the parser ignores can't hide depth from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_TAGS = 100_000
"""Tags that are read; what follows is cut off. The largest of 3,224 real news pages has 23,000."""
MAX_DEPTH = 512
"""Elements open at once; browsers stop at the same depth."""
MAX_ATTRIBUTES = 200
"""Attributes that are kept of one tag."""
MAX_NODES = 1_000_000
"""Nodes that the tree may have, clones included."""
CALM_TAGS = 2_000
"""Up to so many tags no page can do harm by its structure."""

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
_TABLE = frozenset(b"table tbody thead tfoot tr td th".split())
_OPTIONAL = frozenset(b"p li dt dd option tr td th tbody thead tfoot".split())
# The parser's "special" elements that it does not close by itself: an end tag never reaches through one of these here.
_BARRIERS = BLOCKS.union(
    _TABLE, b"applet button caption colgroup form frameset marquee object select template noscript".split()
).difference(_OPTIONAL)
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
_NOTHING: frozenset[bytes] = frozenset()
# Where HTML may stand inside svg and math, and the tags that end both (HTML Standard, 13.2.6.5).
_PASSAGES = frozenset(b"foreignobject desc mi mo mn ms mtext annotation-xml".split())
_LEAVES = BLOCKS.union(
    FORMATTING,
    VOID.difference((b"link", b"source")),
    b"body head menu listing ruby span sub sup table var select".split(),
)

_WS = rb"\t\n\f\r "
ATTRIBUTE = rb"[%b/]*+[^%b/>][^%b/>=]*+" % (
    _WS,
    _WS,
    _WS,
) + rb"(?:[%b]*+=[%b]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^%b>\"'][^%b>]*+)?+)?+" % (_WS, _WS, _WS, _WS)
"""One attribute, as the tokenizer of the HTML Standard (13.2.5.32 to 39) takes it."""
# Every branch ends at the end of the page as well: a tag without ">" is read once, not once from each "<" in it.
_TOKEN = re.compile(
    rb"<(?:(/?)([a-zA-Z][^%b/>]*+)((?:%b)*+)[%b/]*+(?:>|\Z)" % (_WS, ATTRIBUTE, _WS)
    + rb"|!--(?:-?>|(?s:.*?)(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
_RAW_END = {name: re.compile(rb"</%b(?=[%b/>])" % (name, _WS), re.IGNORECASE) for name in RAW}
# A tag is plain when it ends after at most fifty attributes whose quotes are where the tokenizer expects them.
_CLEAN = rb"(?>(?:[^>=]{0,500}+(?<![%b/\"'])=(?:\"[^\"]*+\"|'[^']*+'|(?![\"'%b]))){0,49}+[^>=]{0,500}+)" % (_WS, _WS)
_ODD = re.compile(rb"<(?:((?:[hH][tT][mM][lL]|[bB][oO][dD][yY])[%b/])|(?=/?[a-zA-Z]%b(?!>)))" % (_WS, _CLEAN))
_MANY = re.compile(rb"</?[a-zA-Z][^%b/>]*+(?:%b){%d}+" % (_WS, ATTRIBUTE, MAX_ATTRIBUTES + 1))
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
    if count > CALM_TAGS and (count > 2 * CALM_TAGS or count - 2 * utf8.count(b"</") > 400):
        return True
    if len(utf8) < _SMALL:
        return False
    skeletons = 0
    for odd in _ODD.finditer(utf8):
        skeletons += odd[1] is not None
        if skeletons > 9 or (odd[1] is None and _MANY.match(utf8, odd.start())):
            return True
    return False


def survey(utf8: bytes) -> int | None:
    """Where the tags that may be read end (an offset); None when the page can't be left to the parser as it is."""
    sketch = _Sketch()
    for count, tag in enumerate(tags(utf8)):
        if count == MAX_TAGS:
            return tag.start
        if not sketch.takes(utf8, tag):
            return None
    return len(utf8)


class _Sketch:
    """The elements that can be open at most: a superset, in order, of the parser's own stack."""

    __slots__ = ("foreign", "formatting", "forms_close", "is_lost", "loose", "nodes", "passages", "skeletons", "stack")

    def __init__(self) -> None:
        self.stack: list[bytes] = []
        self.foreign = 0
        self.passages = 0
        self.is_lost = False  # inside svg or math, or maybe out of it again
        self.formatting = 0
        self.loose = 0  # formatting elements closed from outside, which the parser reopens
        self.nodes = 0
        self.skeletons = 0
        self.forms_close = True

    def takes(self, utf8: bytes, tag: Tag) -> bool:
        """Note one tag; False when the page can't be left to the parser."""
        if not self._is_clear(utf8, tag):
            return False
        self.nodes += 1 + self.formatting + self.loose
        if tag.closing:
            self._close(tag.name)
        elif tag.name and (self.foreign or tag.name not in RAW):
            self._open(tag)
        return self.nodes <= MAX_NODES and len(self.stack) + self.loose <= MAX_DEPTH and self.skeletons < 10

    def _is_clear(self, utf8: bytes, tag: Tag) -> bool:
        """Whether the parser is sure to cut the page into tags at the same places as we do."""
        if tag.name == b"plaintext" or has_too_many(tag.attributes):
            return False
        if not tag.name:
            return not (self.foreign and utf8.startswith(b"<![CDATA[", tag.start))
        if tag.content_end == tag.end:
            return True
        content = utf8[tag.end : tag.content_end]
        if tag.name == b"script" and b"<!--" in content and b"<script" in content.lower():
            return False  # "script data double escaped": the first end tag doesn't count
        # Inside svg, and for some parsers inside select, what stands in style or title are tags.
        return b"<" not in content or not (self.foreign or b"select" in self.stack)

    def _open(self, tag: Tag) -> None:
        name = tag.name
        if self.foreign:
            self.is_lost = self.is_lost or name in _LEAVES
            if tag.closes_itself and not self.is_lost and not self.passages:
                return
        else:
            self.is_lost = name in FOREIGN and b"select" in self.stack
            if tag.closes_itself and name in FOREIGN and not self.is_lost:
                return
            if name in VOID or name in SKELETON:
                self.skeletons += name in SKELETON
                return
            closes = CLOSES.get(name, _NOTHING)
            while self.stack and self.stack[-1] in closes:
                self.stack.pop()
        self.stack.append(name)
        self.foreign += name in FOREIGN
        self.passages += name in _PASSAGES
        self.formatting += name in FORMATTING

    def _close(self, name: bytes) -> None:
        stack = self.stack
        if stack and stack[-1] == name:
            if name != b"form" or self.forms_close:
                self._pop()
            return
        self.is_lost = True
        if name == b"form":
            self.forms_close = False  # the parser forgets its form here, and ignores later </form>
        elif not self.foreign and (name in BLOCKS or name in _TABLE):
            self._close_through(name)

    def _close_through(self, name: bytes) -> None:
        """Close an element over which only elements lie that the parser closes by itself."""
        # Looking at 32 elements is enough for honest pages, and keeps the work linear.
        for depth, above in enumerate(self.stack[:-33:-1]):
            if above == name:
                for _ in range(depth):
                    self.loose += self._pop() in FORMATTING
                self._pop()
                return
            if above in _BARRIERS:
                return

    def _pop(self) -> bytes:
        name = self.stack.pop()
        self.foreign -= name in FOREIGN
        self.passages -= name in _PASSAGES
        self.formatting -= name in FORMATTING
        return name
