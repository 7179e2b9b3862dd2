"""What a claim may look at: the page, its blocks with their labels, and what the page says of itself for machines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import wraps
from itertools import chain
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

from kliping.reading import microdata, structured
from kliping.reading.blocks import Anchor, BlockTable
from kliping.reading.labels import BODY, Label
from kliping.reading.tree import Node
from kliping.records import Page

T = TypeVar("T")

_LONGEST_URL = 8_000
_PLAIN = re.compile(
    r"(https?://[\w.-]++(?::\d++)?(?=[/?#]|\Z))?(?(1)|(?=/(?!/)))"
    r"(?:/(?!\.)[^\s\0-\x1f;?#/]*+)*+(?:\?[^\s\0-\x1f#]++)?(?:#[^\s\0-\x1f]++)?",
    re.ASCII,
)
"""Addresses that joining leaves as they are: with a host (group 1), or from the root; without steps as "..".
"""


class Said(NamedTuple):
    """One source's word for one value, before it is weighed."""

    value: Any
    by: str
    """Which source: a key of the preferences in settle.py."""

    where: str
    trust: float = 1.0
    """How far this very reading is trusted, of 1; the source's own weight comes on top."""


def once(function: Callable[[Sheet], T]) -> Callable[[Sheet], T]:
    """A function of a sheet that several claims ask for, answered once a sheet."""

    @wraps(function)
    def answer(sheet: Sheet) -> T:
        if function not in sheet.answers:
            sheet.answers[function] = function(sheet)
        found: T = sheet.answers[function]
        return found

    return answer


@dataclass(slots=True)
class Sheet:
    """One page, taken apart."""

    page: Page
    table: BlockTable
    labels: list[Label]
    nodes: list[structured.Node] = field(default_factory=list)
    """Typed objects of the page's JSON-LD."""

    story: list[structured.Node] = field(default_factory=list)
    """Those that speak of this story, at most one."""

    microdata: microdata.Stated = field(default_factory=dict)
    """What the story's Microdata or RDFa says: property to (path of its element, value as in JSON-LD)."""

    home: frozenset[int] = frozenset()
    """Rows of the elements around the headline and around the story's first block."""

    language: str | None = None
    """The language of the text, as a BCP 47 tag."""

    publisher: str | None = None
    zone: tzinfo | None = None
    """The zone of the site, where the page's own times tell."""

    asked: dict[int, dict[str, str | None]] = field(default_factory=dict)
    """mem_id of an element to its attributes."""

    addresses: dict[str, str | None] = field(default_factory=dict)
    """Addresses as written to addresses resolved."""

    answers: dict[object, Any] = field(default_factory=dict)
    """What functions marked `once` said of this sheet."""

    def blocks(self, *labels: Label) -> Iterator[int]:
        """Rows of the blocks with one of these labels, in order."""
        rows = _rows(self)
        found = [rows[label] for label in labels if label in rows]
        return iter(found[0] if len(found) == 1 else sorted(chain.from_iterable(found)))

    def body(self) -> list[int]:
        """Rows of the story's blocks."""
        return _body(self)

    def attributes(self, node: Node) -> dict[str, str | None]:
        """Attributes of an element; each is asked once."""
        number = node.mem_id
        found = self.asked.get(number)
        if found is None:
            found = self.asked[number] = node.attributes
        return found

    def target(self, anchor: Anchor) -> str | None:
        """The address that a link leads to, resolved."""
        return self.absolute(anchor.attributes.get("href"))

    def metas(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, content) of the meta tags with one of these names, in the order of the names."""
        metas = _metas(self)
        return ((name, content) for name in names if name in metas for content in metas[name])

    def links(self, rel: str) -> Iterator[dict[str, str | None]]:
        """Attributes of the link elements with a relation."""
        return (attributes for found, attributes in self.table.head.links if rel in found.split())

    def absolute(self, url: str | None) -> str | None:
        """An address resolved against the page's; None when it is none that can be fetched.

        Standard: RFC 3986, with the base element of HTML.
        """
        if not url or len(url) > _LONGEST_URL:
            return None
        if url not in self.addresses:
            self.addresses[url] = self._resolved(url.strip())
        return self.addresses[url]

    def _resolved(self, url: str) -> str | None:
        # Joining takes ten times as long as seeing that there is nothing to join.
        plain = _PLAIN.fullmatch(url)
        if plain and (plain[1] or _origin(self)):
            return url if plain[1] else _origin(self) + url
        return _resolved(url, base_of(self))

    def anchor_text(self, anchor: Anchor) -> str | None:
        """The words of a link."""
        text = self.table.text
        return text[anchor.block][anchor.start : anchor.end].strip() or None if anchor.block < len(text) else None


@once
def _rows(sheet: Sheet) -> dict[Label, list[int]]:
    found: dict[Label, list[int]] = {}
    for block, label in enumerate(sheet.labels):
        found.setdefault(label, []).append(block)
    return found


@once
def _body(sheet: Sheet) -> list[int]:
    return list(sheet.blocks(*BODY))


@once
def _metas(sheet: Sheet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in sheet.table.head.metas:
        if content:
            found.setdefault(name, []).append(content)
    return found


@once
def base_of(sheet: Sheet) -> str:
    """The address that the page's links are relative to; "" where neither caller nor page says."""
    try:
        return urljoin(sheet.page.url or "", sheet.table.head.base or "")
    except ValueError:
        return sheet.page.url or ""


@once
def _origin(sheet: Sheet) -> str:
    """Scheme and host before addresses that begin with a slash; "" without a base."""
    try:
        parts = urlsplit(base_of(sheet))
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""


def _resolved(url: str, base: str) -> str | None:
    try:
        found = urljoin(base, url)
        scheme = urlsplit(found).scheme
    except ValueError:
        return None
    # Without an address of the page a relative link stays as it is written: better than nothing.
    return found if scheme in ("http", "https") or (not base and not scheme) else None


def sheet_of(page: Page, table: BlockTable, labels: list[Label]) -> Sheet:
    """The sheet of a page, its JSON-LD read."""
    nodes = structured.nodes(table.head.json_ld)
    stories = [node for node in nodes if structured.types(node[1]) & structured.STORY_TYPES]
    # Teasers of other stories come in lists; the page's own node stands outermost, so it comes first.
    sheet = Sheet(page, table, labels, nodes, stories[:1])
    first = [next(sheet.blocks(Label.HEADLINE), None), next(sheet.blocks(*BODY), None)]
    if table.markup:
        around = (table.ancestors(table.element[block]) for block in first if block is not None)
        sheet.home = frozenset(element for elements in around for element in elements)
        if microdata.is_there(page.content):
            sheet.microdata = microdata.of_story(table, sheet.home)
    return sheet
