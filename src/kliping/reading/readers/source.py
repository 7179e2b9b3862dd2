"""The original source that a story is taken from, out of a source line or a sentence that names it.

A line is read by its first words ("Sumber: …", "Dikutip dari laman …"); a sentence of the body must name the source in
a run of capitalised words that ends at a mark, or nothing is read.
"""

from __future__ import annotations

import re

from kliping.reading.readers.name_form import is_agency, is_house, name_words
from kliping.reading.words import find, fold, months, pattern, values

_REACH = 3_000
"""Characters of a paragraph in which a source is looked for."""

_LONGEST_LINE = 400
_LONGEST_NAME = 80
_SHORTEST_VERB = 7
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})\b(?:/\S*)?", re.IGNORECASE)
_COLON = re.compile(r"\s*[:：=]\s*")
_STOP = re.compile(r"[,，;；、。|\[\]()（）\"“”„«»\n]|\s[-–—]+\s|[.!?](?=\s|$)|\s(?=\d)")
_OPENING = " \t\n\r([（*-–—•\"“'"
_QUOTES = " \t\"“”„«»'‘’"


def read_source(text: str) -> str | None:
    """The source named by a source line, up to the first comma, bracket or date; None when the line names none.

    >>> read_source("Sumber: Rusia Today")
    'Rusia Today'
    >>> read_source("Dikutip dari laman Kemenkes, Senin (3/2)")
    'Kemenkes'
    >>> read_source("Sumber Daya Alam") is None
    True
    """
    if len(text) > _LONGEST_LINE:
        return None
    line = text.lstrip(_OPENING)
    word = pattern("source").match(line)
    if word is None:
        return None
    rest = line[word.end() :]
    colon = _COLON.match(rest)
    if colon:
        return _accepted(_up_to_mark(rest[colon.end() :]))
    return _after_verb(word[1], rest)


def source_in_sentence(text: str) -> str | None:
    """The source that a sentence of the body names in passing; None unless its words and its end are plain.

    >>> source_in_sentence("Harga beras naik, dikutip dari Antara, Senin (3/2/2024).")
    'Antara'
    >>> source_in_sentence("Sumber Daya Manusia, kata dia, harus naik.") is None
    True
    """
    for word in find("source", text, 0, _REACH):
        # Nouns lead to anything; "provided by React", "courtesy of": words of credits thank as well.
        if (len(word[1]) < _SHORTEST_VERB and " " not in word[1]) or fold(word[1]) in values("credit"):
            continue
        rest = text[word.end() : word.end() + 2 * _LONGEST_NAME]
        name = _after_verb(word[1], rest)
        # "Budi dilaporkan Siti": a lone verb takes people too.
        if name and (_looks_like_house(name) or " " in word[1]):
            return name
    return None


def _after_verb(word: str, rest: str) -> str | None:
    """A name without a colon before it: capitalised to its end at a mark, or a host."""
    if not rest[:1].isspace():
        return None
    said = _up_to_mark(rest)
    if _HOST.fullmatch(said):
        return _accepted(said)
    name = _without_kind(said)
    if not name or name_words(name) != name.split():
        return None
    # A short word may be a noun ("Sumber Daya Alam", "via Tokyo"): only what has the look of a house is taken.
    if len(word) < _SHORTEST_VERB and not _looks_like_house(name):
        return None
    return _accepted(name)


def _up_to_mark(rest: str) -> str:
    rest = rest.lstrip(_QUOTES + ".")
    if host := _HOST.match(rest):
        return host[1]
    stop = _STOP.search(rest)
    return (rest[: stop.start()] if stop else rest).strip(_QUOTES)


def _without_kind(said: str) -> str:
    """The name without the small words before it that say what it is ("laman resmi Kemenkes")."""
    words = said.split()
    small = next((index for index, word in enumerate(words) if not word.islower() or is_agency(word)), len(words))
    # "Source of the Nile", "researchers at the Institute": such words are few and long.
    if small > 2 or any(len(word) < 5 for word in words[:small]):
        return ""
    return said[said.find(words[small]) :] if small < len(words) else ""


def _looks_like_house(name: str) -> bool:
    return (
        is_house(name)
        or _HOST.fullmatch(name) is not None
        or any(word.isupper() and len(word) > 1 for word in name.split())
        or name.startswith("The ")
    )


def _accepted(name: str) -> str | None:
    words = name.split()
    while words and (fold(words[-1]) in values("weekday") or fold(words[-1]) in months(None)):
        words.pop()
    name = name[: name.rfind(words[-1]) + len(words[-1])].rstrip(" .") if words else ""
    if words and re.search(r"['’]s?$", words[-1]):
        return None
    if not 2 <= len(name) <= _LONGEST_NAME or len(words) > 8 or not any(c.isalpha() for c in name):
        return None
    return None if fold(name) in values("staff") else name
