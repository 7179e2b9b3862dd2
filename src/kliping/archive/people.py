"""One person, one entry: spellings of a name that are surely one name find the same row."""

from __future__ import annotations

import sqlite3
import unicodedata

from kliping.archive.text import pieces, plain
from kliping.plain_form import encodable
from kliping.reading.readers.name_form import DEGREE


def person_key(name: str) -> str:
    """What the spellings of a name have in common: no case, accents, points, degrees, and no initials in the middle.

    >>> person_key("SITI RAHMA, S.H.") == person_key("Siti Rahma") == person_key("Siti  A. Rahma")
    True
    >>> person_key("José Peña"), person_key("S. Rahma") == person_key("Siti Rahma")
    ('jose pena', False)
    """
    head, *tail = name.split(",")
    if all(DEGREE.fullmatch(part.strip()) for part in tail):
        name = head
    parts = [_bare(piece) for piece, _, _ in pieces(plain(name))]
    inner = [part for part in parts[1:-1] if len(part) > 1]
    return encodable(" ".join((*parts[:1], *inner, *parts[1:][-1:])) or name.strip())


def person_id(connection: sqlite3.Connection, name: str) -> int:
    """The row of a person, made when the name is new."""
    key = person_key(name)
    found = connection.execute("SELECT id FROM people WHERE key = ?", (key,)).fetchone()
    if found is None:
        cursor = connection.execute("INSERT INTO people (name, key) VALUES (?, ?)", (encodable(name), key))
        return int(cursor.lastrowid or 0)
    return int(found[0])


def find_person(connection: sqlite3.Connection, name: str) -> list[int]:
    """The people that a name means: those of just that name, else those whose name holds all its words."""
    key = person_key(name)
    exact = [row[0] for row in connection.execute("SELECT id FROM people WHERE key = ?", (key,))]
    if exact or not key.strip():
        return exact
    wanted = set(key.split())
    return [ident for ident, known in connection.execute("SELECT id, key FROM people") if wanted <= set(known.split())]


def _bare(word: str) -> str:
    """A word without accents, where letters and not vowel signs bear them."""
    if word.isascii() or ord(word[0]) > 0x24F:
        return word
    return "".join(each for each in unicodedata.normalize("NFD", word) if unicodedata.category(each) != "Mn")
