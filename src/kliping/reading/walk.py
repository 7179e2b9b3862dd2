"""Tree to block table, in one walk: every node is entered once and left once.

This is the hot loop of reading; it keeps its state in one slotted object and its vocabulary of elements in sets.
"""

from __future__ import annotations

from collections.abc import Callable

from kliping.reading.blocks import Anchor, BlockTable, Mark
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

_INVISIBLE = {ord(c): None for c in "\u00ad\u200b\u2060\ufeff"}
"""Soft hyphens and marks of no width, which would part words that a reader sees whole."""

# What to do when an element is left.
_NOTHING, _FLUSH, _LEAVE_LINK, _LEAVE_STRONG, _LEAVE_NOSCRIPT = range(5)


class _Walk:
    """State of one walk: the table so far and the block that is being filled."""

    __slots__ = ("breaks", "element", "length", "link", "noscript", "open_links", "parts", "space", "strong", "table")

    def __init__(self) -> None:
        self.table = BlockTable()
        self.element = -1
        self.parts: list[str] = []
        self.length = 0
        self.space = False
        self.breaks = 0
        self.link = self.strong = 0  # characters of the block so far
        self.noscript = 0
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
        self.space = False
        self.breaks = 0

    def add(self, data: str, in_link: bool, in_strong: bool) -> None:
        """Append the words of one text node."""
        words = (data if data.isascii() else data.translate(_INVISIBLE)).split()
        if not words:
            self.space = True
            return
        text = " ".join(words)
        if self.breaks > 1:
            self.flush()
        if self.parts:
            if self.breaks:
                text = "\n" + text
            elif self.space or data[0].isspace() or _is_seam(self.parts[-1][-1], text[0]):
                text = " " + text
        self.breaks = 0
        self.parts.append(text)
        self.length += len(text)
        self.space = data[-1].isspace()
        if in_link:
            self.link += len(text)
        if in_strong:
            self.strong += len(text)

    def leave_link(self) -> None:
        """Write down the link that ends here."""
        block, start, element, node = self.open_links.pop()
        here = len(self.table.text)
        if block == here:
            self.table.anchors.append(Anchor(block, start, self.length, block, element, node))
            return
        last = here if self.parts else here - 1
        end = len(self.table.text[block]) if block < here else start
        self.table.anchors.append(Anchor(block, start, end, last, element, node))


def _is_seam(before: str, after: str) -> bool:
    """Whether two texts that touch are two words: sites part "Siti Rahma" and "Februari" by style alone."""
    return after.isupper() and (before.islower() or before.isdigit())


def walk(root: Node) -> BlockTable:
    """The block table of a tree."""
    state = _Walk()
    add, enter = state.add, _enter
    stack: list[tuple[Node, int, int]] = []
    strong = 0
    node: Node | None = root
    while node is not None and not state.table.is_cut:
        action = _NOTHING
        tag = node.tag
        child = None
        outer = state.element
        if tag == "-text":
            if not state.noscript:
                add(node.text_content or "", bool(state.open_links), strong > 0)
        elif tag is not None:
            action = enter(state, node, tag)
            if action >= 0:
                child = node.first_child
            if action == _LEAVE_STRONG:
                strong += 1
        if child is not None:
            stack.append((node, action, outer))
            node = child
            continue
        while True:
            if action > _NOTHING:
                _leave(state, action)
                strong -= action == _LEAVE_STRONG
                if action == _FLUSH:
                    state.element = outer
            following = node.next if node is not root else None
            if following is not None:
                node = following
                break
            if not stack:
                node = None
                break
            node, action, outer = stack.pop()
    state.flush()
    table = state.table
    table.line = table.gap = [0] * len(table.text)
    return table


def _enter(state: _Walk, node: Node, tag: str) -> int:
    """Take note of an element; what to do on leaving it, or −1 when its children are not to be walked."""
    if tag in _ENTER:
        return _ENTER[tag](state, node)
    if tag in INLINE:
        return _NOTHING
    if tag in SKIPPED or (tag[0] == "-" and tag != "-document"):
        return -1
    return _block(state, node)


def _block(state: _Walk, node: Node) -> int:
    state.flush()
    table = state.table
    table.parents.append(state.element)
    state.element = len(table.tags)
    table.tags.append(node.tag or "")
    table.nodes.append(node)
    return _FLUSH


def _leave(state: _Walk, action: int) -> None:
    if action == _FLUSH:
        state.flush()
    elif action == _LEAVE_LINK:
        state.leave_link()
    elif action == _LEAVE_NOSCRIPT:
        state.noscript -= 1


def _break_paragraph(state: _Walk) -> None:
    """What follows two line breaks belongs to the next block, be it text or not."""
    if state.breaks > 1:
        state.flush()


def _mark(state: _Walk, node: Node) -> Mark:
    _break_paragraph(state)
    return Mark(len(state.table.text), state.element, node, state.noscript > 0)


def _link(state: _Walk, node: Node) -> int:
    _break_paragraph(state)
    state.open_links.append((len(state.table.text), state.length, state.element, node))
    return _LEAVE_LINK


def _strong(_state: _Walk, _node: Node) -> int:
    return _LEAVE_STRONG


def _break(state: _Walk, _node: Node) -> int:
    state.breaks += 1
    return -1


def _rule(state: _Walk, _node: Node) -> int:
    state.flush()
    return -1


def _image(state: _Walk, node: Node) -> int:
    state.table.images.append(_mark(state, node))
    return _NOTHING


def _player(state: _Walk, node: Node) -> int:
    state.table.embeds.append(_mark(state, node))
    return -1


def _time(state: _Walk, node: Node) -> int:
    state.table.times.append(_mark(state, node))
    return _NOTHING


def _noscript(state: _Walk, _node: Node) -> int:
    state.noscript += 1
    return _LEAVE_NOSCRIPT


def _script(state: _Walk, node: Node) -> int:
    kind = node.attributes.get("type") or ""
    if "ld+json" in kind.lower():
        state.table.head.json_ld.append(_inner(node))
    return -1


def _title(state: _Walk, node: Node) -> int:
    if state.table.head.title is None:
        state.table.head.title = " ".join(_inner(node).split()) or None
    return -1


def _meta(state: _Walk, node: Node) -> int:
    attributes = node.attributes
    content = attributes.get("content")
    if content:
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name:
                state.table.head.metas.append((name.strip().lower(), content.strip()))
    return -1


def _head_link(state: _Walk, node: Node) -> int:
    attributes = node.attributes
    rel = attributes.get("rel")
    if rel:
        state.table.head.links.append((rel.lower(), attributes))
    return -1


def _base(state: _Walk, node: Node) -> int:
    if state.table.head.base is None:
        state.table.head.base = node.attributes.get("href")
    return -1


def _html(state: _Walk, node: Node) -> int:
    state.table.head.language = node.attributes.get("lang") or node.attributes.get("xml:lang")
    return _block(state, node)


def _inner(node: Node) -> str:
    child = node.first_child
    return (child.text_content or "") if child is not None else ""


_ENTER: dict[str, Callable[[_Walk, Node], int]] = {
    "a": _link,
    "b": _strong,
    "strong": _strong,
    "br": _break,
    "hr": _rule,
    "img": _image,
    "amp-img": _image,
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
