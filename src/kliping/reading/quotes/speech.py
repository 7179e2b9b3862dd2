"""The words of speech of a language: what the tables say, laid out for reading tokens one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from kliping.reading.words import Row, fold, rows

SPEAKING = ("id", "ms", "en", "de", "es", "fr", "pt", "nl")
"""Languages whose tables say how somebody is quoted; the others have quotations without speakers."""

_HEAD_LAST = frozenset(("en", "de", "nl"))
"""Languages in which an office stands right before the name, after what it is an office of ("Acme chief Ana Roe")."""

_COMPOUNDING = frozenset(("de", "nl"))
"""Languages that write an office and what it is of as one word ("Polizeisprecher")."""

_LOOSE = frozenset(("after", "self", "passive", "source"))
"""Kinds of cues by which a sentence may report without a word like "that"."""

_SHORTEST_SUFFIX = 4
"""Letters of an office from which it is looked for at the end of a longer word."""


class Hints(Protocol):
    """What a story shows of its words in capitals."""

    def is_place(self, word: str) -> bool:
        """Whether the story has the word for a place somewhere ("di Kayuara")."""

    def are_together(self, word: str, following: str) -> bool:
        """Whether two words stand side by side more than once."""

    def stands_alone(self, word: str) -> bool:
        """Whether the word stands somewhere for a whole name."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one language, or of all that have them; every word is folded."""

    cues: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word of a cue to all its words and where its speaker stands, the longest first."""

    that: frozenset[str]
    """Words that open indirect speech ("bahwa", "that")."""

    states: frozenset[str]
    """Verbs that what is said may follow without such a word ("said the road was open")."""

    reporting: frozenset[str]
    """First words of what reports without a word like "that": such verbs, and cues before or behind what is said."""

    by: frozenset[str]
    """Words before the agent of a passive ("oleh", "by")."""

    pronouns: Mapping[str, str]
    """Pronoun to "he", "she", "any" or "many"."""

    anaphors: Mapping[str, str]
    """What a definite description calls somebody named before ("the man"), to "he", "she" or "any"."""

    titles: Mapping[str, str]
    """Title to "he", "she" or "" for either."""

    offices: Mapping[str, str]
    """What people are by office, trade or kin, to "place" where the office is that of a place ("bupati")."""

    office_words: frozenset[str]
    """Words that go on with an office ("luar negeri")."""

    small: frozenset[str]
    """Words that are no names, though they begin sentences with a capital."""

    prepositions: frozenset[str]
    """Words after which a name is no subject."""

    of: frozenset[str]
    """Prepositions inside a description ("of", "für")."""

    places: frozenset[str]
    """Words after which a name is that of a place ("di")."""

    between: frozenset[str]
    """Auxiliaries and adverbs between subject and verb ("juga", "has")."""

    particles: frozenset[str]
    """Small words inside names ("bin", "van")."""

    definite: frozenset[str]
    """Words that make a description speak of somebody already named ("the", "itu")."""

    indefinite: frozenset[str]
    """Words before a description of somebody new ("a", "seorang")."""

    times: frozenset[str]
    """Names of days and months, which are nobody."""

    compounds: tuple[str, ...]
    """Offices that may end a longer word; none in languages that don't write them so."""

    head_last: bool
    """Whether an office ends right before the name; if not, it begins there and goes on."""

    hints: Hints | None = None
    """What the story at hand shows of places and short names; None outside of a story."""

    big_nouns: bool = False
    """Whether all nouns have capitals, so that a capital makes no name."""

    def is_office(self, word: str) -> bool:
        """Whether a folded word is an office, or ends in one where words are written together."""
        if word in self.offices:
            return True
        return bool(self.compounds) and word.replace("-", "").endswith(self.compounds)


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


@cache
def _speech(language: str | None) -> Speech:
    own = [row for row in rows() if row.language in SPEAKING and language in (None, row.language)]
    table: dict[str, dict[str, str]] = {}
    for row in own:
        table.setdefault(row.kind, {}).setdefault(fold(row.word), row.value)

    def words(kind: str) -> frozenset[str]:
        return frozenset(table.get(kind, ()))

    offices = table["office"]
    compounding = language in _COMPOUNDING
    return Speech(
        cues=_cues(own),
        that=words("that"),
        states=words("states"),
        reporting=words("states")
        | {fold(row.word).split()[0] for row in own if row.kind == "say" and row.value in _LOOSE},
        by=words("by"),
        pronouns=table["pronoun"],
        anaphors=table["anaphor"],
        titles=table["title"],
        offices=offices,
        office_words=words("office_word"),
        small=words("small"),
        prepositions=words("preposition"),
        of=words("of"),
        places=words("place"),
        between=words("aux"),
        particles=words("particle"),
        definite=words("definite"),
        indefinite=words("indefinite"),
        times=words("month") | words("weekday"),
        compounds=tuple(sorted(word for word in offices if len(word) >= _SHORTEST_SUFFIX)) if compounding else (),
        head_last=language in _HEAD_LAST,
        big_nouns=language == "de",
    )


def _cues(own: Iterable[Row]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in own:
        if row.kind == "say":
            # "s'exclame" is two tokens, as an elided word is one for itself.
            words = tuple(re.sub(r"\b([lds]|qu)'", r"\1 ", fold(row.word)).split())
            found.setdefault(words[0], []).append((words, row.value))
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue[0]))) for first, cues in found.items()}
