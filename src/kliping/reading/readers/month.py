"""Which month do these words name? Answers are kept, because a site writes its dates in one way a million times."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kliping.reading.remembered import remembered
from kliping.reading.words import fold, months, values

_WORD = re.compile(r"[^\s,;:|/\\()\[\]{}<>\"–—•·−-]+")
_ORDINAL = re.compile(r"[^\s\d,;:|/\\()\[\]{}<>\"–—•·−-]{1,3}(?![^\s,;:|/\\()\[\]{}<>\"–—•·−-])")
_LONGEST_NAME = 3  # words: tháng mười hai
SOLAR = 100
"""Added to a month of the Persian solar calendar: 103 is Khordad."""


@remembered(4096)
def month_of(word: str, language: str | None) -> int | None:
    """The month that one word names, 1–12, or `SOLAR` + 1–12.

    >>> month_of("Agt.", "id"), month_of("FÉVRIER", "fr"), month_of("fevrier", None), month_of("orang", "id")
    (8, 2, 2, None)
    >>> month_of("خرداد", "fa") == SOLAR + 3
    True
    """
    key = fold(word)
    solar = values("solar").get(key)
    if solar:
        return SOLAR + int(solar)
    names = months(language)
    for form in (key, key.rstrip("."), key.rstrip(".") + ".", *_unprefixed(key)):
        if form in names:
            return names[form]
    return _bare_months(language).get(_bare(key))


def _unprefixed(key: str) -> list[str]:
    """The word without a preposition that its language writes onto it: Hebrew be-."""
    return [key.removeprefix(prefix) for prefix in values("prefix") if key.startswith(prefix)]


@remembered(4096)
def month_in(chunk: str, language: str | None) -> int | None:
    """The month in what stands between day and year, or None when anything else but joints stands there.

    >>> month_in(" de mayo de ", "es"), month_in("th of May, ", "en"), month_in(" juta, Mei ", "id")
    (5, 5, None)
    """
    words = _words(chunk)
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            month = month_of(" ".join(words[start : start + length]), language)
            if month:
                return month if all(map(_is_joint, words[:start] + words[start + length :])) else None
    return None


@remembered(4096)
def is_joint(chunk: str) -> bool:
    """Does nothing but punctuation, the end of an ordinal ("th") and joints ("de") stand here?

    >>> is_joint("th, "), is_joint(" de "), is_joint(" orang ")
    (True, True, False)
    """
    return all(map(_is_joint, _words(chunk)))


def _words(chunk: str) -> list[str]:
    ordinal = _ORDINAL.match(chunk)
    words = _WORD.findall(chunk[ordinal.end() :] if ordinal and not month_of(ordinal[0], None) else chunk)
    return [word for word in words if word.strip(".'’´`")]


def _is_joint(word: str) -> bool:
    return fold(word) in values("joint")


@cache
def _bare_months(language: str | None) -> dict[str, int]:
    """Names without their accents, as capitals and hurried writers leave them; not those that then mean two months."""
    said: dict[str, set[int]] = {}
    for name, month in months(language).items():
        said.setdefault(_bare(name), set()).add(month)
    return {name: next(iter(found)) for name, found in said.items() if len(found) == 1}


def _bare(key: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", key.rstrip(".")) if not "\u0300" <= c <= "\u036f")
