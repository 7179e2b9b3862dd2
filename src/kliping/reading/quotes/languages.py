"""From the tables to the words of speech of a language, and which language a story plainly is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from kliping.reading.quotes.speech import Hints, Speech
from kliping.reading.words import Row, fold, rows

SPEAKING = ("id", "ms", "en", "de", "es", "fr", "pt", "nl")
"""Languages whose tables say how somebody is quoted; the others have quotations without speakers."""

_HEAD_LAST = frozenset(("en", "de", "nl"))
"""Languages in which an office stands right before the name, after what it is an office of ("Acme chief Ana Roe")."""

_COMPOUNDING = frozenset(("de", "nl"))
"""Languages that write an office and what it is of as one word ("Polizeisprecher")."""

_SINGLE_NAMES = frozenset(("id", "ms"))
"""Languages of people who often have one name only."""

_LOOSE = frozenset(("after", "self", "passive", "source"))
"""Kinds of cues by which a sentence may report without a word like "that"."""

_SAMPLE = 1500
"""Characters by whose words a story's language is told."""

_OWN_SHARE = 0.1
"""Share of a story's different words that are small words of its language, at the least."""

_SHORTEST_SUFFIX = 4
"""Letters of an office, without what German declines, from which it is looked for at the end of a longer word: shorter
ones end family names ("Lindemann")."""


_GENDERS = ("he", "she")

_WORDS = {
    "that": "that",
    "states": "states",
    "by": "by",
    "office_words": "office_word",
    "small": "small",
    "prepositions": "preposition",
    "things": "thing",
    "of": "of",
    "leading_on": "leads_on",
    "relatives": "relative",
    "places": "place",
    "between": "aux",
    "particles": "particle",
    "definite": "definite",
    "indefinite": "indefinite",
    "lead_ins": "lead_in",
    "joints": "office_joint",
    "degrees": "degree",
}
"""Field to the kind of rows whose words it holds."""

_MAPPINGS = {
    "pronouns": "pronoun",
    "anaphors": "anaphor",
    "titles": "title",
    "offices": "office",
    "short_offices": "short_office",
}
"""Field to the kind of rows of which it maps word to value."""

_ENDINGS = {
    "adverb_endings": "adverb_ending",
    "adjective_endings": "adjective_ending",
    "agent_endings": "agent_ending",
}
"""Field to the kind of rows that holds its endings."""

_VALUES = {
    "of_offices": ("of", "office"),
    "postposed": ("definite", "behind"),
    "articles": ("definite", "article"),
    "inner_articles": ("inner", "article"),
    "family_names": ("thing", "name"),
    "child_of": ("inner", "child"),
    "given_articles": ("given", "article"),
}
"""Field to the kind of rows, and the value, of the words it holds."""


def with_hints(words: Speech, hints: Hints) -> Speech:
    """The same words with what a story shows; `dataclasses.replace` takes far longer."""
    own: Speech = object.__new__(Speech)
    for name in Speech.__slots__:
        object.__setattr__(own, name, getattr(words, name))
    object.__setattr__(own, "hints", hints)
    return own


def speech(language: str | None) -> Speech | None:
    """The words of a language (a BCP 47 tag), of all where it is unknown; None where no table has any.

    >>> speech("id-ID").cues["kata"]
    ((('kata',), 'after'),)
    >>> speech("ja") is None
    True
    """
    primary = (language or "").replace("_", "-").split("-")[0].lower()
    if primary in ("in", ""):
        return _speech("id" if primary else None)
    return _speech(primary) if primary in SPEAKING else None


def spoken_in(language: str | None, texts: Sequence[str]) -> Speech | None:
    """The words of the language that a story says it is in, or of the one that it plainly is in.

    Pages say a language that isn't theirs often enough; a story has the small words of its own.

    >>> words = spoken_in("es", ["Der Rat sagte, dass er die Brücke nicht mehr bezahlen will und auch nicht muss."])
    >>> words is speech("de")
    True
    """
    words = speech(language)
    if words is None and language:
        return None
    sample = set(_beginning(texts).lower().split())
    if words and language and len(words.small & sample) >= len(sample) * _OWN_SHARE:
        return words
    best = max(SPEAKING, key=lambda name: len(_speech(name).small & sample))
    if len(_speech(best).small & sample) > len(sample) * _OWN_SHARE:
        return _speech(best)
    return words


def _beginning(texts: Sequence[str]) -> str:
    """So many characters of a story."""
    length, parts = 0, []
    for text in texts:
        parts.append(text)
        length += len(text) + 1
        if length > _SAMPLE:
            break
    return " ".join(parts)[:_SAMPLE]


@cache
def _speech(language: str | None) -> Speech:
    own = [row for row in rows() if row.language in SPEAKING and language in (None, row.language)]
    table: dict[str, dict[str, str]] = {kind: {} for kind in _MAPPINGS.values()}
    for row in own:
        table.setdefault(row.kind, {}).setdefault(fold(row.word), row.value)
    fields: dict[str, Any] = {field: frozenset(table.get(kind, ())) for field, kind in _WORDS.items()}
    fields |= {field: table[kind] for field, kind in _MAPPINGS.items()}
    for field, (kind, value) in _VALUES.items():
        fields[field] = frozenset(word for word, stated in table.get(kind, {}).items() if stated == value)
    fields["given"] = frozenset(table.get("given", ()))
    fields["genders"] = {**_genders(), **{word: g for word, g in table.get("given", {}).items() if g in _GENDERS}}
    called = table.get("nickname", {})
    for field, value in (("called", ""), ("is_called", "behind")):
        fields[field] = tuple(word for word, stated in called.items() if stated == value)
    fields |= {field: tuple(table.get(kind, ())) for field, kind in _ENDINGS.items()}
    for ending in table.get("office_plural", ()):
        several = {word + ending: "many" for word in table["office"]}
        fields["offices"] = several | fields["offices"]
    return Speech(
        **fields,
        **_of_cues(own),
        abbreviations=frozenset(row.word for row in rows() if row.kind == "abbreviation"),
        months=frozenset(table.get("month", ())),
        times=frozenset((*table.get("month", ()), *table.get("weekday", ()))),
        stems=tuple({stem for word in table["office"] if len(stem := word.rstrip("nse")) >= _SHORTEST_SUFFIX}),
        single_names=language in _SINGLE_NAMES,
        compounding=language in _COMPOUNDING,
        head_last=language in _HEAD_LAST,
        big_nouns=language == "de",
    )


@cache
def _genders() -> dict[str, str]:
    """Given names of all languages to "he" or "she", without those that are both."""
    told: dict[str, set[str]] = {}
    for row in rows():
        if row.kind == "given":
            told.setdefault(fold(row.word), set()).add(row.value)
    return {word: gender for word, (gender, *more) in told.items() if not more and gender in _GENDERS}


def _of_cues(own: Sequence[Row]) -> dict[str, Any]:
    """The fields that say how somebody is quoted."""
    said = [row for row in own if row.kind == "say"]
    states = {fold(row.word) for row in own if row.kind == "states"}
    found = _cues(said)
    return {
        "cues": found,
        "single_cues": frozenset(first for first, cues in found.items() if any(len(words) == 1 for words, _ in cues)),
        "long_cues": {first: tuple(" ".join(words) for words, _ in cues) for first, cues in found.items()},
        "verbs": frozenset(fold(row.word) for row in said if " " not in row.word),
        "reporting": frozenset(states | {fold(row.word).split()[0] for row in said if row.value in _LOOSE}),
    }


def _cues(own: Sequence[Row]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in own:
        # "s'exclame" is two tokens, as an elided word is one for itself.
        words = tuple(re.sub(r"\b([lds]|qu)'", r"\1 ", fold(row.word)).split())
        found.setdefault(words[0], []).append((words, row.value))
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue[0]))) for first, cues in found.items()}
