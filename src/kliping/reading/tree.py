"""Bytes to a tree, with limits on size and depth, so that no page can hang or starve the reader.

The parser is lexbor (by selectolax): a WHATWG tree, so that broken pages are read as a browser reads them. Nobody else
imports it; what others use of a node stands in `Node`.
"""

from __future__ import annotations

from typing import Protocol, cast

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from kliping.reading.guard import is_suspicious
from kliping.reading.mend import mend
from kliping.reading.survey import survey
from kliping.records import Problem

_MESSAGES = {
    "truncated": "The page has too many tags; it was read up to the limit.",
    "too_deep": "Elements were nested too deeply; the innermost were left out, their text was kept.",
    "too_many_attributes": "A tag had too many attributes; only the first were kept.",
}


class Node(Protocol):
    """An element, a text ("-text") or a comment ("-comment"), as far as others use it."""

    @property
    def tag(self) -> str | None:
        """The element's name, lower-case; "-text" for text."""

    @property
    def first_child(self) -> Node | None:
        """The first child, text included."""

    @property
    def next(self) -> Node | None:
        """The next sibling, text included."""

    @property
    def parent(self) -> Node | None:
        """The parent."""

    @property
    def text_content(self) -> str | None:
        """The words of a text node; None for all other nodes."""

    @property
    def attributes(self) -> dict[str, str | None]:
        """Name to value; None for an attribute without one."""

    @property
    def mem_id(self) -> int:
        """A number that only this node has while the tree lives."""


class Tree:
    """A parsed page. It must live as long as its nodes are used."""

    __slots__ = ("_parser", "problems", "root")

    def __init__(self, parser: LexborHTMLParser, problems: tuple[Problem, ...]) -> None:
        root = parser.root
        assert root is not None  # a WHATWG tree always has its <html>
        self._parser = parser
        self.root: Node = cast(Node, root)
        """The <html> element."""
        self.problems = problems
        """What had to be left out."""


def parse(utf8: bytes) -> Tree:
    """The tree of a page; any input up to 10 MB takes seconds, and nests at most 512 elements when it is large.

    A page of up to 2,200 start tags may nest as deep as it writes them: walk the tree with a stack of your own.
    """
    codes: frozenset[str] = frozenset()
    if is_suspicious(utf8):
        end = survey(utf8)
        if end is None:
            utf8, codes = mend(utf8)
        elif end < len(utf8):
            utf8, codes = utf8[:end], frozenset(("truncated",))
    problems = tuple(Problem(code, message) for code, message in _MESSAGES.items() if code in codes)
    return Tree(LexborHTMLParser(utf8, options=LexborDocumentOptions.WO_EVENTS), problems)
