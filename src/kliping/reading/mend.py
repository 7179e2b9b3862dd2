"""Rewrites a page that would choke the tree parser into one that can't: every element closed where it must be.

Only pages that `survey` refused come here, so this keeps the text and the elements that readers of pages use and
lets go of the rest (foreign content, templates, selects, forms, comments). What it writes is nested by its own stack,
so the parser's stack can't grow beyond it.
"""

from __future__ import annotations

from collections import Counter

from kliping.reading.guard import (
    CLOSES,
    FOREIGN,
    FORMATTING,
    MAX_DEPTH,
    MAX_TAGS,
    RAW,
    SKELETON,
    VOID,
    Tag,
    first_attributes,
    has_too_many,
    tags,
)

_FORMATTING_DEPTH = 4  # each one open may be cloned into every block
_KEPT_RAW = frozenset(b"script style textarea title".split())
_LET_GO = FOREIGN.union(
    b"select optgroup option template frameset frame plaintext form button object applet marquee noscript nobr".split()
)
_CLOSED_BY = CLOSES | {b"a": frozenset((b"a",))}
_NOTHING: frozenset[bytes] = frozenset()


def mend(utf8: bytes) -> tuple[bytes, frozenset[str]]:
    """The page with limits kept, and the codes of what was lost: "truncated", "too_deep", "too_many_attributes".

    >>> mend(b"<div><p>Harga <b>beras</p>naik</div><!-- x -->")[0]
    b'<div><p>Harga <b>beras</b></p>naik</div>'
    """
    writer = _Writer()
    at = 0
    for count, tag in enumerate(tags(utf8)):
        writer.parts.append(utf8[at : tag.start])
        if count == MAX_TAGS:
            writer.codes.add("truncated")
            break
        at = tag.content_end
        writer.write(tag, utf8[tag.end : tag.content_end])
    else:
        writer.parts.append(utf8[at:])
    writer.close_all()
    return b"".join(writer.parts), frozenset(writer.codes)


class _Writer:
    """Writes tags so that they nest."""

    __slots__ = ("codes", "formatting", "ignored", "open", "parts", "stack", "written")

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.stack: list[bytes] = []
        self.open: Counter[bytes] = Counter()
        self.ignored: Counter[bytes] = Counter()  # start tags left out, whose end tags are to be left out too
        self.written: set[bytes] = set()
        self.codes: set[str] = set()
        self.formatting = 0

    def write(self, tag: Tag, content: bytes) -> None:
        """Write one tag, or leave it out."""
        if not tag.name or tag.name in _LET_GO:
            return
        if tag.name in RAW:
            self._write_raw(tag, content)
        elif tag.closing:
            self._end(tag.name)
        elif tag.name in SKELETON:
            if tag.name not in self.written:
                self.written.add(tag.name)
                self._put(tag)
        elif tag.name in VOID:
            self._put(tag)
        else:
            self._start(tag)

    def close_all(self) -> None:
        """Close whatever is open."""
        while self.stack:
            self._pop()

    def _write_raw(self, tag: Tag, content: bytes) -> None:
        # "<!--" in a script can make the parser pass over its end tag.
        if not tag.closing and tag.name in _KEPT_RAW and not (tag.name == b"script" and b"<!--" in content):
            self._put(tag)
            self.parts.append(content + b"</" + tag.name + b">")

    def _start(self, tag: Tag) -> None:
        closed = _CLOSED_BY.get(tag.name, _NOTHING)
        while self.stack and self.stack[-1] in closed:
            self._pop()
        formatting = tag.name in FORMATTING
        if len(self.stack) >= MAX_DEPTH or (formatting and self.formatting >= _FORMATTING_DEPTH):
            self.codes.add("too_deep")
            self.ignored[tag.name] += 1
            return
        self._put(tag)
        self.stack.append(tag.name)
        self.open[tag.name] += 1
        self.formatting += formatting

    def _end(self, name: bytes) -> None:
        if self.ignored[name]:
            self.ignored[name] -= 1
        elif self.open[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> bytes:
        name = self.stack.pop()
        self.open[name] -= 1
        self.formatting -= name in FORMATTING
        self.parts.append(b"</" + name + b">")
        return name

    def _put(self, tag: Tag) -> None:
        attributes = tag.attributes
        if has_too_many(attributes):
            self.codes.add("too_many_attributes")
            attributes = first_attributes(attributes)
        self.parts.append(b"<" + tag.name + attributes + b">")
