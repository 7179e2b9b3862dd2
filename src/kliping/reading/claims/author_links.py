"""Who wrote the story, where neither a byline nor the story's metadata says so.

Asked only when nobody else names an author. A link about the headline to an author's page names one whatever the line
around it is taken for, and it may name one by a single word, as blogs do; blog engines tell share cards whom readers
see; and a line with a word for authors in its middle tells what follows that word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from kliping.reading.blocks import Anchor
from kliping.reading.claims.place import blocks_about_headline, head_and_end
from kliping.reading.claims.section import leads_to_person
from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.readers.names import is_name, read_byline
from kliping.reading.settle import fold
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import ORGANISATIONS, PAGES, types
from kliping.reading.words import find, values
from kliping.reading.words import fold as fold_word
from kliping.records import Person

_ABOVE, _BELOW = 8, 3
"""Blocks above the headline, and from the running text's first on, in which the author stands."""

_LONGEST = 40
_LINE = 160
"""Characters of a line that may name its author."""

_MOST = 4
"""Authors of one story that are believed; more are those of a list."""

_HANDLE = re.compile(r"[^\W\d_][\w.-]{2,29}")
"""A name that somebody goes by on a site."""

_TRUST = 0.6

_NO_PLACE = frozenset((Label.HEADLINE, Label.CAPTION, Label.TEXT, Label.TAG, Label.QUOTE, Label.ITEM))
"""What names others than the author."""

_BYLINES = frozenset((Label.BYLINE, Label.DATE))
"""Where a single word that leads to an author's page is a name and no button."""

_PAGES = PAGES | {"Question"}
"""Types of schema.org whose author is the page's."""


def doubtful(sheet: Sheet) -> list[Said]:
    """What the first way says that names anybody, and no more than a few."""
    for way in _WAYS:
        said = list(way(sheet))
        if 0 < len({fold(one.value.name) for one in said}) <= _MOST:
            return said
    return []


def _linked(sheet: Sheet) -> Iterator[Said]:
    """Links to an author's page (rel=author in the HTML standard), of the groups about the headline the nearest."""
    near = _about_headline(sheet)
    groups: list[list[tuple[Anchor, str]]] = []
    for anchor in sheet.table.anchors:
        name = _name(sheet, anchor) if anchor.block in near and sheet.labels[anchor.block] not in _NO_PLACE else None
        if name and groups and anchor.block - groups[-1][-1][0].block <= 1:
            groups[-1].append((anchor, name))
        elif name:
            groups.append([(anchor, name)])
    for anchor, name in min(groups, key=lambda group: min(near[a.block] for a, _ in group), default=[]):
        yield Said(Person(name, "author"), "rel", sheet.table.path(anchor.node), _TRUST)


def _about_headline(sheet: Sheet) -> dict[int, int]:
    """Blocks about the headline, to how far they stand from it; those above it count double."""
    place = head_and_end(sheet) if sheet.table.markup else None
    if place is None:
        return {}
    headline = place[0]
    blocks = blocks_about_headline(sheet, _ABOVE, _BELOW)
    return {block: 2 * (headline - block) if block < headline else block - headline for block in blocks}


def _name(sheet: Sheet, anchor: Anchor) -> str | None:
    """The name of the author to whose page a link leads."""
    words = sheet.anchor_text(anchor) if anchor.end - anchor.start <= _LONGEST else None
    url = sheet.target(anchor)
    if not words or not url:
        return None
    if "author" not in (anchor.attributes.get("rel") or "").lower().split() and not leads_to_person(url):
        return None
    if _HANDLE.fullmatch(words) and words[0].lower() != words[0].upper():
        told = sheet.labels[anchor.block] in _BYLINES or _is_named_in(url, words)
        return words if told and _is_somebody(words, sheet.publisher) else None
    people = read_byline(words, role="author", publisher=sheet.publisher)
    return people[0].name if len(people) == 1 else None


def _is_named_in(url: str, name: str) -> bool:
    """Whether an address ends in a name: a button leads to an author's page as well."""
    last = url.split("#")[0].rstrip("/").rsplit("/", 1)[-1].lower()
    letters = "".join(c for c in name.lower() if c.isalnum())
    return letters in "".join(c for c in unquote(last) if c.isalnum())


def _is_somebody(name: str, publisher: str | None) -> bool:
    """Whether a single word may be somebody's name: neither the site's nor one of the trade's words."""
    folded = fold_word(name)
    trade = bool(cues(name)) or any(folded in values(kind) for kind in ("role", "staff", "comments", "pager", "date"))
    return not trade and (publisher is None or fold(name) != fold(publisher))


def _shared(sheet: Sheet) -> Iterator[Said]:
    """Label and data of share cards ("Written by", "Jane Roe"), as blog engines write them."""
    labels = dict(sheet.metas(*_LABELS))
    for name, content in sheet.metas(*_LABELS.values()):
        said = cues(labels.get(_OF_LABEL[name], "")).get("role")
        if said and said.value == "author" and not said.rest:
            for person in _persons(content, sheet):
                yield Said(person, "meta", name, _TRUST)


def _announced(sheet: Sheet) -> Iterator[Said]:
    """Dated lines about the headline in whose middle a word for authors stands: "13 May 2024, by Jane Roe"."""
    for block in _about_headline(sheet):
        text = sheet.table.text[block]
        if len(text) > _LINE or sheet.labels[block] in _NO_PLACE:
            continue
        for line in text.split("\n"):
            for word in find("role", line) if any(c.isdigit() for c in line) else ():
                if values("role")[fold_word(word[1])] == "author":
                    for person in read_byline(line[word.start(1) :], publisher=sheet.publisher)[:1]:
                        if " " in person.name and person.name[0].isupper() and person.role == "author":
                            yield Said(person, "text", sheet.table.where(block), _TRUST)


def _of_page(sheet: Sheet) -> Iterator[Said]:
    """The author of the page in JSON-LD that holds no story."""
    for path, node in sheet.nodes:
        author: Any = node.get("author")
        if path.count(".") > 1 or not isinstance(author, dict) or types(author) & ORGANISATIONS:
            continue
        if isinstance(author.get("name"), str) and types(node) & _PAGES:
            for person in _persons(author["name"], sheet):
                yield Said(person, "json-ld", f"{path}.author", _TRUST)


def _persons(names: str, sheet: Sheet) -> tuple[Person, ...]:
    names = names.strip()
    if _HANDLE.fullmatch(names) and _is_somebody(names, sheet.publisher) and not is_name(names):
        return (Person(names, "author"),)
    return read_byline(names, role="author", publisher=sheet.publisher)


_LABELS = {"twitter:label1": "twitter:data1", "twitter:label2": "twitter:data2"}
_OF_LABEL = {data: label for label, data in _LABELS.items()}
_WAYS: tuple[Callable[[Sheet], Iterator[Said]], ...] = (_linked, _shared, _announced, _of_page)
"""Where an author is looked for, the likeliest first."""
