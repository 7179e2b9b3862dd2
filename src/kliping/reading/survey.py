"""Bounds depth and nodes of a page's tree from above by its tags alone, before the tree parser sees it.

Only pages that `guard.is_suspicious` points out come here. An end tag is believed only where the parser must agree (the
element is on top, or only elements that the parser closes by itself lie above it), so that end tags which the parser
ignores can't hide depth.
"""

from __future__ import annotations

import re
from itertools import islice

from kliping.reading.guard import (
    ATTRIBUTE,
    BLOCKS,
    CLOSES,
    FOREIGN,
    FORMATTING,
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_TAGS,
    RAW,
    SKELETON,
    VOID,
    WS,
)

MAX_NODES = 1_000_000
"""Nodes that the tree may have, clones included."""

_TABLE = frozenset(b"table tbody thead tfoot tr td th".split())
_OPTIONAL = frozenset(b"p li dt dd option tr td th tbody thead tfoot".split())
# The parser's "special" elements that it does not close by itself: an end tag never reaches through one of these here.
_BARRIERS = BLOCKS.union(
    _TABLE, b"applet button caption colgroup form frameset marquee object select template noscript".split()
).difference(_OPTIONAL)
_NOTHING: frozenset[bytes] = frozenset()
_CDATA = b"![cdata["
# Where HTML may stand inside svg and math, and the tags that end both (HTML Standard, 13.2.6.5).
_PASSAGES = frozenset(b"foreignobject desc mi mo mn ms mtext annotation-xml".split())
_LEAVES = BLOCKS.union(
    FORMATTING,
    VOID.difference((b"link", b"source")),
    b"body head menu listing ruby span sub sup table var select".split(),
)
_UNEASY = SKELETON.union(FOREIGN, _PASSAGES, (b"plaintext", b"form", _CDATA))
_RAW_NAMES = rb"(?i:s(?:cript|tyle)|t(?:extarea|itle)|xmp|iframe|no(?:embed|frames))"
_PASSING = VOID.union((b"",))
# Of a tag its name (with "/" where it ends an element), its attributes beyond MAX_ATTRIBUTES, what stands from there to
# ">", and the content of an element that holds no tags; of a CDATA section its beginning. guard.tags cuts alike.
# the same places, but makes an object of each tag.
_PIECE = re.compile(
    rb"<(?:(?:(%b)(?=[%b/>])|(/?[a-zA-Z][^%b/>]*+))" % (_RAW_NAMES, WS, WS)
    + rb"(?:%b){0,%d}+((?:%b)*+)([%b/]*+(?:>|\Z))" % (ATTRIBUTE, MAX_ATTRIBUTES, ATTRIBUTE, WS)
    + rb"(?(1)([^<]*+(?:<(?!/(?i:\1)[%b/>])[^<]*+)*+))" % WS
    + rb"|!--(?:-?>|(?s:.*?)(?:--!?>|\Z))|(?:(!\[CDATA\[)|[!?/])[^>]*+(?:>|\Z))"
)


def survey(utf8: bytes) -> int | None:
    """Where the tags that may be read end (an offset); None when the page can't be left to the parser as it is."""
    sketch = _Sketch()
    kinds, found = _Kinds(), _PIECE.finditer(utf8)
    for raw, written, more, tail, content, cdata in map(re.Match.groups, islice(found, MAX_TAGS)):
        kind = kinds[written or raw or cdata]
        sketch.nodes += 1 + sketch.open_formatting
        if more:
            return None
        is_usual = not sketch.foreign and kind.is_easy and sketch.follows(kind)
        if not is_usual and not sketch.takes(kind, tail, content):
            return None
    rest = next(found, None)
    return None if sketch.nodes > MAX_NODES else len(utf8) if rest is None else rest.start()


class _Kind:
    """What a tag of one spelling does."""

    __slots__ = ("closes", "closing", "formatting", "is_easy", "is_passing", "name")

    def __init__(self, written: bytes) -> None:
        name = written.lower()
        self.closing = name.startswith(b"/")
        self.name = name = name.removeprefix(b"/")
        """Lower-case; empty for comments and the like."""
        self.closes = CLOSES.get(name, _NOTHING)
        """The elements that its start tag closes when they are on top."""
        self.formatting = name in FORMATTING
        self.is_passing = name in _PASSING or (self.closing and name in RAW)
        """It leaves nothing open, nor closes anything, outside svg and math."""
        self.is_easy = name not in _UNEASY and (name not in RAW or self.closing)
        """Outside svg and math it only opens or closes its element, or passes."""


class _Kinds(dict[bytes | None, _Kind]):
    """Each spelling of a tag is looked into once."""

    def __missing__(self, written: bytes | None) -> _Kind:
        kind = self[written] = _Kind(written or b"")
        return kind


class _Sketch:
    """The elements that can be open at most: a superset, in order, of the parser's own stack."""

    __slots__ = (
        "foreign", "forms_close", "is_lost", "loose", "nodes", "open_formatting", "passages", "skeletons", "stack",
    )  # fmt: skip

    def __init__(self) -> None:
        self.stack: list[bytes] = []
        self.foreign = 0
        self.passages = 0
        self.is_lost = False  # inside svg or math, or maybe out of it again
        self.loose = 0  # formatting elements closed from outside, which the parser reopens
        self.open_formatting = 0  # these and those on the stack: what one more tag may have the parser clone
        self.nodes = 0
        self.skeletons = 0
        self.forms_close = True

    def follows(self, kind: _Kind) -> bool:
        """Note a tag as nearly all are, opening an element or closing the one on top; False when it isn't like that."""
        if kind.is_passing:
            return True
        stack = self.stack
        if kind.closing:
            if not stack or stack[-1] != kind.name:
                return False
            stack.pop()
            self.open_formatting -= kind.formatting
            return True
        if len(stack) + self.loose >= MAX_DEPTH:
            return False
        if kind.closes:
            while stack and stack[-1] in kind.closes:
                stack.pop()
        stack.append(kind.name)
        self.open_formatting += kind.formatting
        return True

    def takes(self, kind: _Kind, tail: bytes | None, content: bytes | None) -> bool:
        """Note any tag; False when the page can't be left to the parser."""
        if not self._is_clear(kind, content):
            return False
        if kind.closing:
            self._close(kind.name)
        elif kind.name and kind.name != _CDATA and (self.foreign or kind.name not in RAW):
            self._open(kind, tail is not None and tail.endswith(b"/>"))
        return len(self.stack) + self.loose <= MAX_DEPTH and self.skeletons < 10

    def _is_clear(self, kind: _Kind, content: bytes | None) -> bool:
        """Whether the parser is sure to cut the page into tags at the same places as we do."""
        if kind.name == b"plaintext":
            return False
        if kind.name == _CDATA:
            return not self.foreign
        if content is None or b"<" not in content:
            return True
        if kind.name == b"script" and b"<!--" in content and b"<script" in content.lower():
            return False  # "script data double escaped": the first end tag doesn't count
        # Inside svg, and for some parsers inside select, what stands in style or title are tags.
        return not (self.foreign or b"select" in self.stack)

    def _open(self, kind: _Kind, closes_itself: bool) -> None:
        name = kind.name
        if self.foreign:
            self.is_lost = self.is_lost or name in _LEAVES
            if closes_itself and not self.is_lost and not self.passages:
                return
        else:
            self.is_lost = name in FOREIGN and b"select" in self.stack
            if closes_itself and name in FOREIGN and not self.is_lost:
                return
            if name in VOID or name in SKELETON:
                self.skeletons += name in SKELETON
                return
            while self.stack and self.stack[-1] in kind.closes:
                self.stack.pop()
        self.stack.append(name)
        self.foreign += name in FOREIGN
        self.passages += name in _PASSAGES
        self.open_formatting += name in FORMATTING

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
                    if self._pop() in FORMATTING:
                        self.loose += 1
                        self.open_formatting += 1
                self._pop()
                return
            if above in _BARRIERS:
                return

    def _pop(self) -> bytes:
        name = self.stack.pop()
        self.foreign -= name in FOREIGN
        self.passages -= name in _PASSAGES
        self.open_formatting -= name in FORMATTING
        return name
