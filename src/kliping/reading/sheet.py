"""What a claim may look at: the page, its blocks with their labels, and what the page says of itself for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import wraps
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

from kliping.reading import microdata, structured
from kliping.reading.blocks import Anchor, BlockTable
from kliping.reading.labels import BODY, Label
from kliping.records import Page

T = TypeVar("T")

_LONGEST_URL = 8_000


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

    addresses: dict[str, str | None] = field(default_factory=dict)
    """Addresses as written to addresses resolved."""

    answers: dict[object, Any] = field(default_factory=dict)
    """What functions marked `once` said of this sheet."""

    def blocks(self, *labels: Label) -> Iterator[int]:
        """Rows of the blocks with one of these labels, in order."""
        return (block for block, label in enumerate(self.labels) if label in labels)

    def body(self) -> list[int]:
        """Rows of the story's blocks."""
        return [block for block, label in enumerate(self.labels) if label in BODY]

    def metas(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, content) of the meta tags with one of these names, in the order of the names."""
        for name in names:
            for found, content in self.table.head.metas:
                if found == name and content:
                    yield name, content

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
            self.addresses[url] = _resolved(url.strip(), base_of(self))
        return self.addresses[url]

    def anchor_text(self, anchor: Anchor) -> str | None:
        """The words of a link."""
        text = self.table.text
        return text[anchor.block][anchor.start : anchor.end].strip() or None if anchor.block < len(text) else None


@once
def base_of(sheet: Sheet) -> str:
    """The address that the page's links are relative to; "" where neither caller nor page says."""
    try:
        return urljoin(sheet.page.url or "", sheet.table.head.base or "")
    except ValueError:
        return sheet.page.url or ""


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
