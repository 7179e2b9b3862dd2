"""Microdata and RDFa: what elements of the page say of the story with schema.org's words.

Standards: HTML Standard, chapter 5 (Microdata); W3C RDFa Lite 1.1, as far as its vocabulary is schema.org.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, cast

from kliping.reading.blocks import BlockTable
from kliping.reading.structured import STORY_TYPES, types
from kliping.reading.tree import Node

_MOST_ELEMENTS = 3_000
_MOST_VALUES = 300
"""Properties of one item that are kept."""

_DEEPEST = 60
_LONGEST = 2_000
_BY_ATTRIBUTE = {
    "meta": "content", "time": "datetime", "data": "value", "a": "href", "link": "href", "img": "src", "amp-img": "src",
}  # fmt: skip

Stated = dict[str, list[tuple[str, Any]]]
"""Property to (path of its element, value as JSON-LD would have it: a text or an object), in document order."""


class _Selectable(Protocol):
    def css(self, query: str) -> list[Any]:
        """The elements inside that a CSS selector matches, in document order."""


class _Item(NamedTuple):
    node: Node
    value: dict[str, Any]
    stated: list[tuple[str, Node, Any]]
    outer: _Item | None
    """The item of which this is a property's value."""


def is_there(content: bytes | str) -> bool:
    """Whether a page may hold any: a look at its source that costs nothing."""
    if isinstance(content, str):
        return "itemprop" in content or "typeof" in content
    return b"itemprop" in content or b"typeof" in content


def of_story(table: BlockTable, inside: frozenset[int] = frozenset()) -> Stated:
    """What stands in the item that is the story: one of a story's type, outermost, the one around `inside` first.

    `inside` are rows of elements around the headline or the text. Empty where there is none.
    """
    if not table.nodes:
        return {}
    items = [item for item in _items(table) if types(item.value) & STORY_TYPES and not _within_story(item)]
    here = {table.nodes[element].mem_id for element in inside}
    around = [item for item in items if item.node.mem_id in here]
    # Several stories around none of which the text stands are a list.
    chosen = around[-1:] or (items if len(items) == 1 else [])
    found: Stated = {}
    for name, node, value in chosen[0].stated if chosen else ():
        found.setdefault(name, []).append((table.path(node), value))
    return found


def _within_story(item: _Item) -> bool:
    outer = item.outer
    while outer is not None:
        if types(outer.value) & STORY_TYPES:
            return True
        outer = outer.outer
    return False


def _items(table: BlockTable) -> list[_Item]:
    root = cast(_Selectable, table.nodes[0])
    items: dict[int, _Item] = {}
    found: dict[int, Node] = {}
    for node in root.css("[itemscope],[itemprop],[typeof],[property]")[:_MOST_ELEMENTS]:
        found.setdefault(node.mem_id, node)  # an element that matches twice is returned twice
    for node in found.values():
        attributes: Mapping[str, str | None] = node.attributes
        outer = _nearest(node, items)
        names = (attributes.get("itemprop") or attributes.get("property") or "").split()
        item = _item(node, attributes, outer if names else None)
        if item:
            items[node.mem_id] = item
        if not names or outer is None:
            continue
        value = item.value if item else _value(node, attributes)
        for name in names:
            bare = name.rsplit("/", 1)[-1].removeprefix("schema:")
            if value and ":" not in bare:
                _add(outer, bare, value, node)
    return list(items.values())


def _item(node: Node, attributes: Mapping[str, str | None], outer: _Item | None) -> _Item | None:
    if "itemscope" not in attributes and not attributes.get("typeof"):
        return None
    kinds = (attributes.get("itemtype") or attributes.get("typeof") or "").split()
    return _Item(node, {"@type": kinds}, [], outer)


def _nearest(node: Node, items: dict[int, _Item]) -> _Item | None:
    at = node.parent
    for _step in range(_DEEPEST):
        if at is None or at.mem_id in items:
            break
        at = at.parent
    return items.get(at.mem_id) if at is not None else None


def _add(item: _Item, name: str, value: Any, node: Node) -> None:
    if len(item.stated) >= _MOST_VALUES:
        return
    item.stated.append((name, node, value))
    before = item.value.get(name)
    if before is None:
        item.value[name] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        item.value[name] = [before, value]


def _value(node: Node, attributes: Mapping[str, str | None]) -> str | None:
    """A property's value: by its element, else its content attribute, else its words (HTML Standard, 5.2.4)."""
    key = _BY_ATTRIBUTE.get(node.tag or "")
    stated = attributes.get("content") or (attributes.get(key) if key else None)
    if stated is None or (key == "href" and stated.startswith("#")):
        stated = _words(node)
    return " ".join(stated.split())[:_LONGEST] or None


def _words(root: Node) -> str:
    parts: list[str] = []
    node: Node | None = root.first_child
    length = 0
    for _step in range(_LONGEST):
        if node is None or length > _LONGEST:
            break
        child = None
        if node.tag == "-text":
            parts.append(node.text_content or "")
            length += len(parts[-1])
        elif node.tag not in ("script", "style"):
            child = node.first_child
        if child is not None:
            node = child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return "".join(parts)
        node = node.next if node is not None else None
    return "".join(parts)
