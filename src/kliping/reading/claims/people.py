"""Who made the story, by role.

Metadata names people without fail but calls editors authors; what readers see says who did what, and beside it stand
the names of other stories' writers. So visible names count at the head and at the end of the story only, and a line
that no word announces needs more than its element's class.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from html import unescape
from typing import Any, NamedTuple

from kliping.reading.claims.author_links import doubtful
from kliping.reading.claims.bylines import Line, lines, signature
from kliping.reading.cues import Cue, cues
from kliping.reading.readers.names import is_agency, is_name, read_byline
from kliping.reading.settle import fold, several
from kliping.reading.sheet import Said, Sheet
from kliping.reading.structured import ORGANISATIONS, each, text, types
from kliping.reading.words import values
from kliping.records import Claim, Person

_KEYS = {
    "author": "author",
    "creator": "author",
    "editor": "editor",
    "translator": "translator",
    "contributor": "contributor",
}
_METAS = {
    "author": "author", "article:author": "author", "dc.creator": "author", "dcterms.creator": "author",
    "citation_author": "author", "parsely-author": "author", "sailthru.author": "author", "byl": "author",
    "content_author": "author", "articleauthor": "author", "cxenseparse:author": "author",
    "editor": "editor", "content_editor": "editor",
}  # fmt: skip
_FAMILY_FIRST = re.compile(r"([^\W\d_][\w'’-]*),\s+([^\W\d_][\w'’.-]*(?: [^\W\d_]\.?)?)")
"""A catalogue's "Roe, Jane", as Dublin Core and citation tags have it."""

_FIRST_CHARACTER = re.compile(r"[\u2e80-\u9fff](?=[^\W\d_])")
_FIGURE = re.compile(r">fig(?:ure|caption)\b")
"""Part of an element's path: who is named in it took the picture."""

_ALONE = 0.6
_SHORTEST = 5
"""Letters of a word as "By" and "Oleh", with the gap behind it."""


def people(sheet: Sheet) -> list[tuple[Person, tuple[Claim, ...]]]:
    """Everybody with one role each, authors first, the others as they appear, each with who says so.

    What readers are shown decides the role: a name that the page shows as its editor is no author, whatever the
    metadata calls it.
    """
    head = _head(sheet, list(_stated(sheet)))
    said = [*_visible(head, sheet), *(one for one in head.stated if _stays(one, head))]
    if not any(one.value.role == "author" for one in said):
        said += doubtful(sheet) or _signed(sheet)
    groups = several("people", said, same=_name)
    found = [(_best_role(claims, person), claims) for person, claims, _sure in groups]
    return sorted(found, key=lambda pair: pair[0].role != "author")


def _best_role(claims: tuple[Claim, ...], person: Person) -> Person:
    return Person(person.name, claims[0].value["role"])


def _name(value: Any) -> Hashable:
    return fold(value.name)


def _stated(sheet: Sheet) -> Iterator[Said]:
    """What the page says for machines."""
    for path, node in sheet.story:
        for key, role in _KEYS.items():
            for i, one in enumerate(each(node.get(key))):
                for person in _of_node(one, role, sheet):
                    yield Said(person, "json-ld", f"{path}.{key}[{i}]")
    for key, role in _KEYS.items():
        for path, one in sheet.microdata.get(key, ()):
            if _FIGURE.search(path):
                continue
            for person in _of_node(one, role, sheet):
                yield Said(person, "microdata", path)
    for name, role in _METAS.items():
        for found, content in sheet.metas(name):
            catalogue = _FAMILY_FIRST.fullmatch(content) if name.startswith(("dc", "citation")) else None
            plain = f"{catalogue[2]} {catalogue[1]}" if catalogue else content
            for person in _persons(plain, role, sheet):
                yield Said(person, "meta", found)


def _of_node(one: Any, role: str, sheet: Sheet) -> tuple[Person, ...]:
    """The people of a value of JSON-LD or Microdata; of organisations only agencies write stories."""
    if not isinstance(one, dict):
        return _persons(text(one), role, sheet)
    name: str | None = text(one.get("name")) or " ".join(
        filter(None, (text(one.get("givenName")), text(one.get("familyName"))))
    )
    if not name and "@id" in one:
        name = next((text(node.get("name")) for _path, node in sheet.nodes if node.get("@id") == one["@id"]), None)
    catalogue = _FAMILY_FIRST.fullmatch(name) if name and "Person" in types(one) else None
    found = _persons(f"{catalogue[2]} {catalogue[1]}" if catalogue else name, role, sheet)
    return tuple(p for p in found if is_agency(p.name)) if types(one) & ORGANISATIONS else found


def _persons(names: str | None, role: str, sheet: Sheet) -> tuple[Person, ...]:
    if not names or "://" in names or "@" in names:
        return ()
    return read_byline(unescape(names), role=role, publisher=sheet.publisher)


class _Head(NamedTuple):
    """What machines are told of a story's people, beside the lines that readers see."""

    stated: list[Said]
    known: dict[str, str]
    """Names that are stated, folded, to how they are printed."""

    parts: list[Line]
    shown: str
    """The lines' words, folded."""

    trusted: bool
    """Readers see somebody whom metadata names: it knows its author, and other names there may be anybody's."""


def _head(sheet: Sheet, stated: list[Said]) -> _Head:
    known = {str(fold(one.value.name)): one.value.name for one in stated}
    parts = [line._replace(text=part) for line in lines(sheet) for part in line.text.split(" | ")]
    shown = " | ".join(str(fold(part.text)) for part in parts)
    return _Head(stated, known, parts, shown, any(" " in name and name in shown for name in known))


def _stays(one: Said, head: _Head) -> bool:
    """Whether a stated name is believed: beside a writer whom readers see, no house or handle that they don't."""
    name = str(fold(one.value.name))
    if not head.trusted or one.value.role != "author" or name in head.shown:
        return True
    in_data = any(other.by != "meta" and fold(other.value.name) == name for other in head.stated)
    return in_data and (" " in name or _is_full(one.value.name))


def _signed(sheet: Sheet) -> Iterator[Said]:
    """The writer's name alone below the story, where nothing else names one."""
    line = signature(sheet)
    for person in read_byline(line.text, publisher=sheet.publisher) if line else ():
        yield Said(person, "text", line.where if line else "", _ALONE)


def _visible(head: _Head, sheet: Sheet) -> Iterator[Said]:
    """Lines that say "By …" or "Editor: …", and lines in elements called byline that hold nothing but names."""
    for part in head.parts:
        yield from _of_part(part, head.known, head.trusted, sheet)


def _of_part(line: Line, known: dict[str, str], trusted: bool, sheet: Sheet) -> Iterator[Said]:
    role = _role(line.text)
    # "By …" below a story whose writer is known: a teaser's.
    teased = trusted and role is not None and not line.above and not role.marked and _is_preposition(line, role)
    if role is None and not (line.called and is_name(re.split(r"[;,]", line.text, maxsplit=1)[0].strip())):
        return
    for person in read_byline(line.text, publisher=sheet.publisher):
        name = _as_known(_announced_small(person.name, sheet.language), known, sheet.publisher)
        # "en Atenas": what begins with a small word is a place.
        placed = name[0].islower() and " " in name
        enough = (role.marked or _is_full(name)) if role else (not trusted and line.at_head and _is_full(name))
        if fold(name) in known or (enough and not placed and not teased):
            yield Said(Person(name, person.role), "text", line.where, 1.0 if role else 0.85)


def _announced_small(name: str, language: str | None) -> str:
    """A full name without the small word that announces it in some languages ("di Chiara Bellomi")."""
    word, _, rest = name.partition(" ")
    small = word.islower() and " " in rest and rest[0].isupper() and language is not None
    return rest if small and word in values("role_small", language) else name


def _role(text: str) -> Cue | None:
    """The role that a line begins with; a single character begins a longer word ("文化") where no mark follows it."""
    role = cues(text).get("role")
    first = _FIRST_CHARACTER.search(text) if role else None
    return None if role and first and text[first.end() :] == role.rest else role


def _is_preposition(line: Line, role: Cue) -> bool:
    """Whether the role's word is as short as "By" and "Von"."""
    return role.value == "author" and len(line.text.strip()) - len(role.rest) <= _SHORTEST


def _is_full(name: str) -> bool:
    """More than one word, an agency, or written without spaces: a single word may be a section or a button."""
    return " " in name or is_agency(name) or "\u2e80" <= name[0] <= "\ud7af"


def _as_known(name: str, known: dict[str, str], publisher: str | None) -> str:
    """A name without what stands grown together with it: its double, the site, a word that metadata doesn't have."""
    words = name.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        name = " ".join(words[:half])
    folded = str(fold(name))
    if folded in known:
        return name
    for other, printed in known.items():
        if " " in other and (folded.startswith(f"{other} ") or folded.endswith(f" {other}")):
            return printed
    house = str(fold(publisher or ""))
    if house and folded.endswith(f" {house}"):
        return name[: len(name) - len(publisher or "")].rstrip(" ,-–—|")
    return name
