"""The vocabulary by which pages are read: one table per language, so that a language is added without touching code.

What the kinds mean stands in docs/words.md. Tables are read once, when first asked for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

from kliping.reading.words.alternatives import UNSPACED, alternatives

_REMARK = re.compile(r"^#.*\n", re.MULTILINE)
_TOKEN = re.compile(rf"[^\W\d_{UNSPACED}]+|\S")
"""Letters in a row; anything else, and letters of scripts without spaces, one by one."""

_LONGEST_TAG = 3
"""Letters of a language subtag in use (BCP 47); a table with a longer name ("zones") belongs to no language."""

# Tags of the IANA language subtag registry that name a language whose table stands under another tag.
_SAME_LANGUAGE = {"nb": "no", "nn": "no", "fil": "tl", "in": "id"}


class Row(NamedTuple):
    """One word of one language."""

    language: str
    """BCP 47 tag, or "" for words that belong to no language (zones, agencies)."""

    kind: str
    """What the word does; docs/words.md has the list."""

    value: str
    """What the word stands for within its kind, or ""."""

    word: str
    """The word or phrase as it is printed."""


@cache
def rows() -> tuple[Row, ...]:
    """Every row of every table, tables in alphabetical order."""
    tables = sorted((t for t in files(__package__).iterdir() if t.name.endswith(".tsv")), key=lambda t: t.name)
    return tuple(row for table in tables for row in _rows_of(table.name[:-4], table.read_text("utf-8")))


def _rows_of(table: str, text: str) -> Iterator[Row]:
    language = table if len(table.split("-")[0]) <= _LONGEST_TAG else ""
    # Cut in one go and by columns: a loop over the lines of all tables takes twice the time.
    cells = _REMARK.sub("", text).replace("\n", "\t").split("\t")
    return map(Row, repeat(language), cells[0::3], cells[1::3], cells[2::3])


def fold(word: str) -> str:
    """The form under which `values` and `months` keep a word: no case, single spaces, plain apostrophes.

    Dotted and dotless i fall together, because capitals of Turkish tell them apart where those of others don't.

    >>> fold("BACA  JUGA"), fold("İlgili"), fold("Jum’at")
    ('baca juga', 'ilgili', "jum'at")
    """
    if word.isascii():
        return " ".join(word.lower().split())
    plain = word.casefold().replace("i\u0307", "i").replace("ı", "i").replace("’", "'")
    return " ".join(plain.split())


@cache
def values(kind: str, language: str | None = None) -> dict[str, str]:
    """Folded word (see `fold`) to value, of one language or of all; the first row wins.

    >>> values("role")["penulis"]
    'author'
    """
    table = _table(language)
    found: dict[str, str] = {}
    for row in rows():
        if row.kind == kind and table in (None, row.language):
            found.setdefault(fold(row.word), row.value)
    return found


@cache
def months(language: str | None) -> Mapping[str, int]:
    """Folded month name to 1–12: the language's own names, and those of others on which all the others agree.

    Names clash: "listopad" is October in Croatian, November in Czech and Polish. So without a language it is absent.

    >>> months("hr")["listopad"], months("cs")["listopad"], "listopad" in months(None)
    (10, 11, False)
    >>> months("id")["mai"]
    5
    """
    own = values("month", language) if language else {}
    others: dict[str, set[str]] = {}
    for row in rows():
        if row.kind == "month" and row.language != _table(language):
            others.setdefault(fold(row.word), set()).add(row.value)
    agreed = {word: said.pop() for word, said in others.items() if len(said) == 1}
    return {word: int(month) for word, month in (agreed | own).items()}


def _table(language: str | None) -> str | None:
    if not language:
        return language
    primary = language.replace("_", "-").split("-")[0].lower()
    return _SAME_LANGUAGE.get(primary, primary)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Matches any word of a kind as a whole word, the longest first; the word is group 1.

    Use `.match` for a word at the start of a text (after any white space) and `.search` for one anywhere. Takes time
    linear in the text. Look the word up by `fold(match[1])`.

    >>> pattern("read_also").match("Baca Juga: Harga beras naik")[1]
    'Baca Juga'
    """
    # White space is eaten from its first character only: begun at each, a long run would cost its square.
    words = {row.word for row in rows() if row.kind == kind}
    return re.compile(rf"(?:(?<!\s)\s*+)?({alternatives(words)})" if words else r"(?!)", re.IGNORECASE)


def find(kind: str, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
    """The matches of `pattern(kind).finditer(text, start, end)`, several times as fast: few texts hold any.

    >>> [match[1] for match in find("role", "Penulis: Siti | Editor: Budi")], list(find("role", "Siti menulis"))
    (['Penulis', 'Editor'], [])
    """
    return _found(kind, text, start, end) if may_hold(kind, text[start:end]) else ()


def _found(kind: str, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    match, openings = pattern(kind).match, _phrases(kind)
    for token in _TOKEN.finditer(text, start, end):
        at = token.start()
        if at >= start and fold(token[0]) in openings:
            space = start + len(text[start:at].rstrip())
            found = match(text, space, end) or match(text, at, end)
            if found:
                start = found.end()
                yield found


def may_hold(kind: str, text: str) -> bool:
    """Whether a word of a kind could stand in a text; where it is False, none does.

    >>> may_hold("role", "Penulis: Siti"), may_hold("role", "Siti menulis")
    (True, False)
    """
    folded, phrases = fold(text), _phrases(kind)
    return any(phrase in folded for token in phrases.keys() & _TOKEN.findall(folded) for phrase in phrases[token])


def may_begin(kind: str, text: str) -> bool:
    """Whether the first word of a folded text is that of a word of a kind.

    >>> may_begin("pager", "next story"), may_begin("pager", "the next story")
    (True, False)
    """
    first = _TOKEN.match(text)
    return first is not None and first[0] in _phrases(kind)


@cache
def _phrases(kind: str) -> dict[str, list[str]]:
    """First token to the folded words of a kind that begin with it."""
    found: dict[str, list[str]] = {}
    for phrase in values(kind):
        found.setdefault(_TOKEN.findall(phrase)[0], []).append(phrase)
    return found


def after(kind: str, text: str) -> tuple[str, str, str] | None:
    """Value, word and rest of a line that begins with a word of a kind, a colon or dash between them or not.

    >>> after("role", "Editor: Budi Santoso")
    ('editor', 'Editor', 'Budi Santoso')
    >>> after("role", "Editorial Budi") is None
    True
    """
    match = pattern(kind).match(text)
    if match is None:
        return None
    rest = _JOINT.sub("", text[match.end() :], count=1).rstrip()
    return values(kind)[fold(match[1])], match[1], rest


_JOINT = re.compile(r"\A\.?\s*+[:：=|/~‐-―−-]*+\s*+")
