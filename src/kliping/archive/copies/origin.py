"""Where the copies of a story come from, as far as they say.

What counts, in order: the address that others call canonical, the source that they name, the agency in their text, and
where nothing is said, who was first.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kliping.archive.identity import address_key, site
from kliping.archive.text import plain
from kliping.reading.readers.name_form import is_agency
from kliping.reading.readers.source import read_source


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of one story of a group."""

    story: int
    """Its id."""

    key: str
    """Its address, as `stories.key`."""

    site: str
    """The registered name of its site; empty without an address."""

    canonical: tuple[str, str] | None
    """The address on another site that it calls canonical, as `stories.key`, and that site."""

    publisher: str
    """The site's name; empty where it is unknown."""

    source: str | None
    """The source that it names, as printed, or the agency in its first or last paragraph."""

    named: bool
    """Whether the source stands in its source line, and not only in its text."""

    sort_at: str
    """When it was published, else fetched, else added."""


Origin = tuple[int | None, str | None, str]
"""Story, name and reason, as in the table `copy_groups`."""


def settle_origin(connection: sqlite3.Connection, group: int) -> None:
    """Find the likely origin of a group and write it down."""
    copies = _copies(connection, group)
    origin = next(found for rule in _RULES if (found := rule(copies)))
    sql = "UPDATE copy_groups SET origin_story_id = ?, origin_name = ?, reason = ? WHERE id = ?"
    connection.execute(sql, (*origin, group))


def _by_canonical(copies: list[Copy]) -> Origin | None:
    """The story at that address, else one on its site; the site alone where the archive holds none of it."""
    votes = Counter(each.canonical for each in copies if each.canonical)
    if not votes:
        return None
    called = [canonical for canonical, _ in votes.most_common()]
    there = [copy for key, _ in called for copy in copies if copy.key == key]
    there += sorted((copy for copy in copies if copy.site == called[0][1]), key=_age)
    if there:
        return there[0].story, there[0].publisher or None, "canonical"
    return None, called[0][1], "canonical"


def _by_source(copies: list[Copy]) -> Origin | None:
    return _by_name(copies, True, "source")


def _by_agency(copies: list[Copy]) -> Origin | None:
    return _by_name(copies, False, "agency")


def _by_name(copies: list[Copy], named: bool, reason: str) -> Origin | None:
    votes = Counter(plain(each.source) for each in copies if each.source and each.named is named)
    if not votes:
        return None
    name = votes.most_common(1)[0][0]
    printed = next(each.source for each in copies if each.source and plain(each.source) == name)
    own = [each for each in copies if each.publisher and _is_same_house(each.publisher, name)]
    return min(own, key=_age).story if own else None, printed, reason


def _earliest(copies: list[Copy]) -> Origin | None:
    first = min(copies, key=_age)
    return first.story, None, "earliest"


_RULES: tuple[Callable[[list[Copy]], Origin | None], ...] = (_by_canonical, _by_source, _by_agency, _earliest)


def _age(copy: Copy) -> tuple[str, int]:
    return copy.sort_at, copy.story


def _is_same_house(publisher: str, source: str) -> bool:
    """Whether a source is a paper of the group: "Kabar Pesisir" and "kabarpesisir.example" are."""
    one, other = (("".join(filter(str.isalnum, plain(text).partition(".")[0]))) for text in (publisher, source))
    return one == other


def _copies(connection: sqlite3.Connection, group: int) -> list[Copy]:
    sql = (
        "SELECT s.id, s.key, v.url, v.canonical_url, v.publisher, v.source, s.sort_at, s.version_id FROM copies c"
        " JOIN stories s ON s.id = c.story_id JOIN versions v ON v.id = s.version_id WHERE c.group_id = ? ORDER BY s.id"
    )
    found = []
    for story, key, url, canonical, publisher, source, at, version in connection.execute(sql, (group,)).fetchall():
        said = source or _agency(connection, version)
        called = (address_key(canonical) or "", site(canonical))
        foreign = called if called[1] and called[0] != key and called[1] != site(url) else None
        found.append(Copy(story, key, site(url), foreign, publisher or "", said, source is not None, at))
    return found


def _agency(connection: sqlite3.Connection, version: int) -> str | None:
    """The agency that the first or the last paragraph gives in brackets or before a dash: "JAKARTA (Antara) -"."""
    sql = "SELECT text FROM paragraphs WHERE version_id = ? ORDER BY position"
    texts = [row[0] for row in connection.execute(sql, (version,))]
    for text in (texts[:1] + texts[-1:]) if texts else []:
        for part in _marked(text):
            if is_agency(part):
                return part
    last = read_source(texts[-1]) if texts and len(texts[-1]) < 120 else None
    return last if isinstance(last, str) else None


def _marked(text: str) -> list[str]:
    """The short parts of a paragraph's ends that brackets or dashes part from the rest."""
    ends = f"{text[:120]}\n{text[-120:]}"
    for sign in "()[]（）—–/,\n":
        ends = ends.replace(sign, "|")
    return [part.strip(" .:-") for part in ends.replace(" - ", "|").split("|") if 1 < len(part.strip(" .:-")) < 40]
