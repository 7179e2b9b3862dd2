"""The desk's own words, one table a language: `words/en.tsv`, `words/id.tsv`. A table more is a language more.

What the reader, the archive and the sources say, they say in English; `sentences/` has it in other languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FIRST = "en"
"""The language whose table has every row."""


@cache
def languages() -> tuple[str, ...]:
    """Those that have a table, the first one first."""
    names = sorted(each.name.removesuffix(".tsv") for each in (files("kliping.desk") / "words").iterdir())
    return tuple(sorted((name for name in names if not name.startswith("_")), key=lambda name: (name != FIRST, name)))


@cache
def table(language: str) -> Mapping[str, str]:
    """Key to text; what a table lacks is said in the first language."""
    lines = (files("kliping.desk") / "words" / f"{language}.tsv").read_text("utf-8").splitlines()
    own = dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return own if language == FIRST else {**table(FIRST), **own}


@cache
def sentences(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """English sentences of the other parts, as patterns, and what they are in a language."""
    path = files("kliping.desk") / "sentences" / f"{language}.tsv"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    pairs = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return tuple((_pattern(english), own) for english, own in pairs)


def _pattern(sentence: str) -> re.Pattern[str]:
    """A sentence whose values may be anything."""
    parts = re.split(r"\{(\w+)\}", sentence)
    return re.compile("".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)))


class Texts:
    """The words of one language.

    >>> Texts("id")("nav_front"), Texts("en")("count_stories", count=1200)
    ('Beranda', '1,200 stories')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = table(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with values in their places; a key without a text is shown as it is."""
        one = values.get("count") == 1 and self._table.get(f"{key}_one")
        text = one or self._table.get(key, key)
        return text.format_map({name: self._shown(value) for name, value in values.items()}) if values else text

    def sentence(self, english: str) -> str:
        """What another part says, in this language as far as its table has it.

        >>> Texts("id").sentence("The bracket at character 3 is never closed.")
        'Kurung pada huruf ke-3 tidak ditutup.'
        """
        found = ((pattern.fullmatch(english), own) for pattern, own in sentences(self.language))
        return next((own.format_map(match.groupdict()) for match, own in found if match), english)

    def has(self, key: str) -> bool:
        """Whether there is a text."""
        return key in self._table

    def number(self, value: int) -> str:
        """A number as the language writes it."""
        return f"{value:,}".replace(",", self._table["thousands"])

    def _shown(self, value: object) -> str:
        return self.number(value) if isinstance(value, int) else str(value)


def chosen(cookie: str | None, accepted: str) -> str:
    """The language that the reader chose, else the first that the browser asks for and there is a table of.

    >>> chosen(None, "fr-FR,fr;q=0.9,id;q=0.8"), chosen("en", "id"), chosen("xx", "")
    ('id', 'en', 'en')
    """
    asked = [cookie or "", *(part.partition(";")[0].strip().partition("-")[0].lower() for part in accepted.split(","))]
    return next((each for each in asked if each in languages()), FIRST)
