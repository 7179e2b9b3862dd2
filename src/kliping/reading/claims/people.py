"""Who made the story, by role."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from kliping.reading.cues import cues
from kliping.reading.labels import Label
from kliping.reading.readers.names import is_name, read_byline
from kliping.reading.settle import fold, several
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import each, text
from kliping.records import Claim, Person

_KEYS = {"author": "author", "creator": "author", "editor": "editor", "translator": "translator", "contributor": "contributor"}
_METAS = {
    "author": "author", "article:author": "author", "dc.creator": "author", "dcterms.creator": "author",
    "citation_author": "author", "parsely-author": "author", "sailthru.author": "author", "byl": "author",
    "content_author": "author", "editor": "editor", "content_editor": "editor",
}  # fmt: skip
_ROLES = ("author", "editor", "translator", "photographer", "contributor")


def people(sheet: Sheet) -> list[tuple[Person, tuple[Claim, ...]]]:
    """Everybody with one role each, authors first, each with who says so.

    What readers are shown decides the role: a name that the page shows as its editor is no author, whatever the
    metadata calls it.
    """
    groups = several("people", _said(sheet), same=_name)
    found = [(_best_role(claims, person), claims) for person, claims, _sure in groups]
    return sorted(found, key=lambda pair: _ROLES.index(pair[0].role))


def _best_role(claims: tuple[Claim, ...], person: Person) -> Person:
    return Person(person.name, claims[0].value["role"])


def _name(value: Any) -> Hashable:
    return fold(value.name)


def _said(sheet: Sheet) -> Iterator[Said]:
    yield from _bylines(sheet)
    for path, node in sheet.story:
        for key, role in _KEYS.items():
            for i, one in enumerate(each(node.get(key))):
                for person in _persons(text(one), role, sheet):
                    yield Said(person, "json-ld", f"{path}.{key}[{i}]")
    for name, role in _METAS.items():
        for found, content in sheet.metas(name):
            for person in _persons(content, role, sheet):
                yield Said(person, "meta", found)


def _bylines(sheet: Sheet) -> Iterator[Said]:
    """Lines that say "By …" or "Editor: …", and lines in elements called byline that hold nothing but names."""
    for block in sheet.blocks(Label.BYLINE):
        whole = sheet.table.text[block]
        for line in whole.split("\n"):
            announced = "role" in cues(line)
            if announced or (sheet.table.markup and is_name(line)):
                for person in read_byline(line, publisher=sheet.publisher):
                    yield Said(person, "text", sheet.table.where(block), 1.0 if announced else 0.85)


def _persons(names: str | None, role: str, sheet: Sheet) -> tuple[Person, ...]:
    if not names or "://" in names or "@" in names:
        return ()
    return read_byline(names, role=role, publisher=sheet.publisher)
