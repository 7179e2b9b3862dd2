"""A page as HTML again, each text in a link of its block: what a person points at to ask why.

Of the page stand here its elements and its words, never an address, a style, a script or a handler of it; whoever
shows it sanitises it all the same. Attributes that remain: language, direction, spans of cells, alternative text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from kliping.export.visible import visible
from kliping.reading.apart import Apart
from kliping.reading.blocks import BlockTable
from kliping.reading.tree import Node

_SKIPPED = frozenset(
    "script style template noscript svg math canvas select option datalist textarea object embed frameset noframes "
    "applet head title meta link base param track source progress meter input xmp noembed audio video iframe map "
    "area".split()
)
_AS = {
    "html": "div", "body": "div", "a": "span", "button": "span", "form": "div", "label": "span", "fieldset": "div",
    "picture": "span", "amp-img": "img", "center": "div", "font": "span", "legend": "div", "frame": "div",
    "dialog": "div", "details": "div", "summary": "div", "marquee": "div",
}  # fmt: skip
"""Elements that would do something, and what stands in their place."""

_KEPT = frozenset(
    "div span p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th caption colgroup col figure "
    "figcaption blockquote pre article section aside header footer nav main address hr br em strong b i u s small sub "
    "sup q cite code time mark abbr ins del kbd samp var dfn ruby rt rp img".split()
)
_VOID = frozenset(("hr", "br", "img", "col"))
_ATTRIBUTES = ("lang", "dir", "colspan", "rowspan")


@dataclass(slots=True)
class Marked:
    """The page, marked."""

    html: str
    """What stands between <body> and </body>."""

    places: dict[str, str] = field(default_factory=dict)
    """Where a value was found to the id of the element that stands there now."""


def mark(apart: Apart, link: str, kinds: Mapping[int, str]) -> Marked:
    """The page of `apart`; each of its blocks links to `link` and its row, and bears the class in `kinds`."""
    table = apart.table
    if table is None:
        return Marked("")
    if not table.markup:
        return _flat(apart, link, kinds)
    walk = _Walk(table, link, kinds)
    walk.wanted = {claim.where for claims in apart.article.evidence.values() for claim in claims}
    walk.wanted |= {paragraph.where for paragraph in apart.article.paragraphs if paragraph.where}
    return Marked("".join(walk.run(table.nodes[0])), walk.places)


def _flat(apart: Apart, link: str, kinds: Mapping[int, str]) -> Marked:
    lines = (
        f"<p>{_opening(block.row, link, kinds, f'b{block.row}')}{escape(visible(block.text))}</a></p>"
        for block in apart.blocks
    )
    return Marked("".join(lines), {block.where: f"b{block.row}" for block in apart.blocks})


def _opening(row: int, link: str, kinds: Mapping[int, str], ident: str) -> str:
    named = f' id="{ident}"' if ident else ""
    return f'<a{named} class="block {kinds.get(row, "")}" href="{escape(link)}{row}" target="_top">'


class _Walk:
    """One walk over the tree; texts are given to the blocks of their element in order, as the letters run out."""

    def __init__(self, table: BlockTable, link: str, kinds: Mapping[int, str]) -> None:
        self._table, self._link, self._kinds = table, link, kinds
        self._rows = {node.mem_id: row for row, node in enumerate(table.nodes)}
        self._blocks: dict[int, list[int]] = {}
        for block, element in enumerate(table.element):
            self._blocks.setdefault(element, []).append(block)
        self._left: dict[int, int] = {}
        self._begun: set[int] = set()
        self.wanted: set[str] = set()
        self.places: dict[str, str] = {}

    def run(self, root: Node) -> Iterator[str]:
        """The markup, piece by piece; with a stack, since pages may nest deeply."""
        above: list[tuple[Node | None, str, int]] = []
        element, node = -1, _following(root)
        while True:
            while node is None and above:
                node, closing, element = above.pop()
                yield closing
            if node is None:
                return
            tag = node.tag or "-"
            if tag == "-text":
                yield self._text(node.text_content or "", element)
                node = node.next
            elif tag[0] == "-" or tag in _SKIPPED:
                node = node.next
            else:
                name, row = _AS.get(tag, tag if tag in _KEPT else "div"), self._rows.get(node.mem_id, element)
                yield self._start(node, name)
                child = None if name in _VOID else node.first_child
                if child is None:
                    yield "" if name in _VOID else f"</{name}>"
                    node = node.next
                else:
                    above.append((node.next, f"</{name}>", element))
                    element, node = row, child

    def _start(self, node: Node, name: str) -> str:
        attributes = node.attributes
        kept = "".join(
            f' {key}="{escape(visible(value))}"' for key in _ATTRIBUTES if (value := attributes.get(key)) is not None
        )
        path = self._table.path(node)
        if path in self.wanted:
            self.places[path] = ident = f"e{len(self.places)}"
            kept += f' id="{ident}"'
        if name == "img":
            return f'<span class="photo"{kept}>{escape(visible(attributes.get("alt") or ""))}</span>'
        return f"<{name}{kept}>"

    def _text(self, text: str, element: int) -> str:
        """A text in the link of its block; what no block has (a title in a noscript) stays bare."""
        shown = escape(visible(text))
        letters = _letters(text)
        block = self._block(element, letters)
        if block is None or not letters:
            return shown
        ident = "" if block in self._begun else f"b{block}"
        self._begun.add(block)
        return f"{_opening(block, self._link, self._kinds, ident)}{shown}</a>"

    def _block(self, element: int, letters: int) -> int | None:
        """The block of an element that a text of so many letters belongs to."""
        waiting = self._blocks.get(element)
        if not waiting or not letters:
            return None
        block = waiting[0]
        left = self._left.setdefault(block, _letters(self._table.text[block])) - letters
        self._left[block] = left
        if left <= 0:
            waiting.pop(0)
        return block


def _following(root: Node) -> Node | None:
    return root.first_child


def _letters(text: str) -> int:
    """The characters that blocks keep of a text."""
    return sum(not (each.isspace() or each in "\u00ad\u200b\u2060\ufeff") for each in text)
