"""Tree to block table, in one walk: every node is entered once and left once.

This is the hot loop of reading; it keeps its state in one slotted object and its vocabulary of elements in sets.
"""

from __future__ import annotations

from collections.abc import Callable

from kliping.reading.blocks import Anchor, BlockTable, Mark
from kliping.reading.names import names_of
from kliping.reading.tree import Node

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q s samp small "
    "span strike strong sub sup time tt u var picture source ruby rb amp-img img wbr".split()
)
"""Elements that don't end a block; every other element, known or not, does."""

SKIPPED = frozenset(
    "style svg canvas select option datalist textarea template object embed map rt rp frameset noframes area "
    "param track progress meter input xmp noembed".split()
)
"""Elements whose text is not text of the page."""

MAX_BLOCKS = 20_000
"""Blocks of a page that are read; the longest of 3,000 real pages has 6,000."""

PLAYERS = frozenset(["iframe", "video", "audio", "amp-youtube", "amp-iframe", "amp-video", "lite-youtube"])

_INVISIBLE = ("\u00ad", "\u200b", "\u2060", "\ufeff")
"""Soft hyphens and marks of no width, which would part words that a reader sees whole."""
_WITHOUT_INVISIBLE = {ord(character): None for character in _INVISIBLE}

# What to do when an element is left; what stands in a skipped one is not walked.
_NOTHING, _FLUSH, _LEAVE_LINK, _LEAVE_STRONG, _LEAVE_NOSCRIPT = range(5)
_SKIP = -1


class _Walk:
    """State of one walk: the table so far and the block that is being filled."""

    __slots__ = (
        "bold", "breaks", "element", "length", "link", "noscript", "open_links", "parts", "space", "strong", "table",
    )  # fmt: skip

    def __init__(self) -> None:
        self.table = BlockTable()
        self.element = -1
        self.parts: list[str] = []
        self.length = 0
        self.space = False
        self.breaks = 0
        self.link = self.strong = 0  # characters of the block so far
        self.noscript = self.bold = 0  # such elements that are open
        self.open_links: list[tuple[int, int, int, Node]] = []

    def flush(self) -> None:
        """End the block that is being filled, if it holds any text."""
        if self.parts:
            table = self.table
            table.text.append("".join(self.parts))
            table.element.append(self.element)
            table.link_chars.append(self.link)
            table.strong_chars.append(self.strong)
            table.is_cut = len(table.text) >= MAX_BLOCKS
            self.parts = []
            self.length = self.link = self.strong = 0

    def add(self, data: str) -> None:
        """Append the words of one text node."""
        seen = data
        if not data.isascii() and any(character in data for character in _INVISIBLE):
            seen = data.translate(_WITHOUT_INVISIBLE)
        text = " ".join(seen.split())
        if not text:
            self.space = True
            return
        if self.breaks > 1:
            self.flush()
        if self.parts:
            if self.breaks:
                text = "\n" + text
            elif self.space or data[0].isspace() or _is_seam(self.parts[-1][-1], text[0]):
                text = " " + text
        # Spaces and breaks count between the words of one block only: the first words of a block forget them.
        self.breaks = 0
        self.parts.append(text)
        size = len(text)
        self.length += size
        self.space = data[-1].isspace()
        if self.open_links:
            self.link += size
        if self.bold:
            self.strong += size

    def leave(self, action: int) -> None:
        """Do what the end of an element asks for."""
        if action == _FLUSH:
            if self.parts:
                self.flush()
            self.element = self.table.parents[self.element]
        elif action == _LEAVE_LINK:
            self.leave_link()
        elif action == _LEAVE_STRONG:
            self.bold -= 1
        else:
            self.noscript -= 1

    def leave_link(self) -> None:
        """Write down the link that ends here."""
        block, start, element, node = self.open_links.pop()
        here = len(self.table.text)
        if block == here:
            self.table.anchors.append(Anchor(block, start, self.length, block, element, node, node.attributes))
            return
        last = here if self.parts else here - 1
        end = len(self.table.text[block]) if block < here else start
        self.table.anchors.append(Anchor(block, start, end, last, element, node, node.attributes))


def _is_seam(before: str, after: str) -> bool:
    """Whether two texts that touch are two words: sites part "Siti Rahma" and "Februari" by style alone."""
    return after.isupper() and (before.islower() or before.isdigit())


def walk(root: Node) -> BlockTable:
    """The block table of a tree, by its <html> element."""
    state = _Walk()
    table, leave, enter_as = state.table, state.leave, _ENTER.get
    # Of each open element what follows it, and what to do when it ends.
    above: list[tuple[Node | None, int]] = [(None, _html(state, root))]
    node = root.first_child
    while not table.is_cut:
        while node is None and above:
            node, action = above.pop()
            if action:
                leave(action)
        if node is None:
            break
        tag = node.tag
        if tag == "-text":
            if not state.noscript:
                data = node.text_content or ""
                # Most texts are the white space between tags.
                if data.isspace():
                    state.space = True
                else:
                    state.add(data)
            node = node.next
            continue
        enter = enter_as(tag, _block)
        action = enter(state, node) if enter is not None else _NOTHING
        child = node.first_child if action >= 0 else None
        if child is not None:
            above.append((node.next, action))
            node = child
            continue
        if action > 0:
            leave(action)
        node = node.next
    state.flush()
    table.line = [0] * len(table.text)
    table.names = list(map(names_of, table.tags, table.attributes))
    return table


def _block(state: _Walk, node: Node) -> int:
    if state.parts:
        state.flush()
    table = state.table
    table.parents.append(state.element)
    state.element = len(table.tags)
    table.tags.append(node.tag or "")
    table.nodes.append(node)
    table.attributes.append(node.attributes)
    return _FLUSH


def _skip(_state: _Walk, _node: Node) -> int:
    return _SKIP


def _break_paragraph(state: _Walk) -> None:
    """What follows two line breaks belongs to the next block, be it text or not."""
    if state.breaks > 1:
        state.flush()


def _mark(state: _Walk, node: Node) -> Mark:
    _break_paragraph(state)
    return Mark(len(state.table.text), state.element, node, node.attributes, state.noscript > 0)


def _link(state: _Walk, node: Node) -> int:
    _break_paragraph(state)
    state.open_links.append((len(state.table.text), state.length, state.element, node))
    return _LEAVE_LINK


def _strong(state: _Walk, _node: Node) -> int:
    state.bold += 1
    return _LEAVE_STRONG


def _break(state: _Walk, _node: Node) -> int:
    state.breaks += 1
    return _SKIP


def _rule(state: _Walk, _node: Node) -> int:
    state.flush()
    return _SKIP


def _image(state: _Walk, node: Node) -> int:
    state.table.images.append(_mark(state, node))
    return _NOTHING


def _player(state: _Walk, node: Node) -> int:
    state.table.embeds.append(_mark(state, node))
    return _SKIP


def _time(state: _Walk, node: Node) -> int:
    state.table.times.append(_mark(state, node))
    return _NOTHING


def _noscript(state: _Walk, _node: Node) -> int:
    state.noscript += 1
    return _LEAVE_NOSCRIPT


def _script(state: _Walk, node: Node) -> int:
    if "ld+json" in (node.attributes.get("type") or "").lower():
        state.table.head.json_ld.append(_inner(node))
    return _SKIP


def _title(state: _Walk, node: Node) -> int:
    if state.table.head.title is None:
        state.table.head.title = " ".join(_inner(node).split()) or None
    return _SKIP


def _meta(state: _Walk, node: Node) -> int:
    attributes = node.attributes
    content = attributes.get("content")
    if content:
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := attributes.get(key):
                state.table.head.metas.append((name.strip().lower(), content.strip()))
    return _SKIP


def _head_link(state: _Walk, node: Node) -> int:
    attributes = node.attributes
    if rel := attributes.get("rel"):
        state.table.head.links.append((rel.lower(), attributes))
    return _SKIP


def _base(state: _Walk, node: Node) -> int:
    if state.table.head.base is None:
        state.table.head.base = node.attributes.get("href")
    return _SKIP


def _html(state: _Walk, node: Node) -> int:
    state.table.head.language = node.attributes.get("lang") or node.attributes.get("xml:lang")
    return _block(state, node)


def _inner(node: Node) -> str:
    child = node.first_child
    return (child.text_content or "") if child is not None else ""


_ENTER: dict[str | None, Callable[[_Walk, Node], int] | None] = {
    **dict.fromkeys(SKIPPED | {None, "-comment", "-doctype"}, _skip),
    **dict.fromkeys(INLINE),
    "a": _link,
    **dict.fromkeys(("b", "strong"), _strong),
    "br": _break,
    "hr": _rule,
    **dict.fromkeys(("img", "amp-img"), _image),
    "time": _time,
    "noscript": _noscript,
    "script": _script,
    "title": _title,
    "meta": _meta,
    "link": _head_link,
    "base": _base,
    "html": _html,
    **dict.fromkeys(PLAYERS, _player),
}
"""What to do when an element is entered: nothing where it stands in line; what is not named here ends a block."""
