"""The words of speech of a language: what the tables say, laid out for reading tokens one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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

_SAMPLE = 1500
"""Characters by whose words a story's language is told."""

_OWN_SHARE = 0.1
"""Share of a story's different words that are small words of its language, at the least."""

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

    def goes_elsewhere(self, words: str, following: str) -> bool:
        """Whether words stand somewhere without the word that follows them here."""

    def is_common(self, words: Iterable[str]) -> bool:
        """Whether the story has all the words in small letters too."""

    def are_apart(self, words: str, following: str) -> bool:
        """Whether words and the word that follows them here stand without each other elsewhere."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one language, or of all that have them; every word is folded."""

    cues: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word of a cue to all its words and where its speaker stands, the longest first."""

    single_cues: frozenset[str]
    """Cues of one word, by the word."""

    long_cues: Mapping[str, tuple[str, ...]]
    """First word of longer cues to their words, parted by spaces."""

    verbs: frozenset[str]
    """Cues of one word."""

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
    """What a definite description calls somebody named before ("the man"), to "he", "she", "any" or "house"."""

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

    things: frozenset[str]
    """Words in the names of houses, places and things, which no person has."""

    of: frozenset[str]
    """Prepositions inside a description ("of", "für")."""

    of_offices: frozenset[str]
    """Those of them that stand between an office and what it is of."""

    leading_on: frozenset[str]
    """Words in a description behind which a preposition goes on with it ("familiar")."""

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

    postposed: frozenset[str]
    """Those of them that stand behind ("itu")."""

    articles: frozenset[str]
    """Those of them that are articles ("the") and no part of the description."""

    lead_ins: frozenset[str]
    """Words before a cue behind a quotation ("as", "seperti")."""

    inner_articles: frozenset[str]
    """Articles inside names, behind a particle ("von der")."""

    child_of: frozenset[str]
    """What stands before a father's name ("a/l")."""

    adverb_endings: tuple[str, ...]
    """Endings of adverbs that stand between subject and verb ("ly")."""

    adjective_endings: tuple[str, ...]
    """Endings of adjectives, where nouns have capitals: a noun follows them."""

    agent_endings: tuple[str, ...]
    """Endings of nouns for those who do something, where nouns have capitals ("ist")."""

    joints: frozenset[str]
    """Words between parts of one office ("dan"), where offices come first."""

    short_offices: Mapping[str, str]
    """An office in one word to its words in full ("menhub" to "menteri perhubungan")."""

    degrees: frozenset[str]
    """Degrees behind a name ("SH", "PhD")."""

    abbreviations: frozenset[str]
    """Words, as printed, whose stop ends no sentence ("St")."""

    times: frozenset[str]
    """Names of days and months, which are nobody."""

    stems: tuple[str, ...]
    """The same without the endings that German declines."""

    compounding: bool
    """Whether words are written together, so that an office may end a longer word ("Polizeisprecher")."""

    head_last: bool
    """Whether an office ends right before the name; if not, it begins there and goes on."""

    hints: Hints | None = None
    """What the story at hand shows of places and short names; None outside of a story."""

    big_nouns: bool = False
    """Whether all nouns have capitals, so that a capital makes no name."""

    def is_office(self, word: str) -> bool:
        """Whether a folded word is an office, or ends in one where words are written together."""
        return word in self.offices or (self.compounding and word.rstrip("nse").endswith(self.stems))


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
    table: dict[str, dict[str, str]] = {}
    for row in own:
        table.setdefault(row.kind, {}).setdefault(fold(row.word), row.value)

    def words(kind: str) -> frozenset[str]:
        return frozenset(table.get(kind, ()))

    def of_value(kind: str, value: str) -> frozenset[str]:
        return frozenset(word for word, stated in table.get(kind, {}).items() if stated == value)

    offices = table["office"]
    all_cues = _cues(own)
    compounding = language in _COMPOUNDING
    return Speech(
        cues=all_cues,
        single_cues=frozenset(first for first, cues in all_cues.items() if any(len(words) == 1 for words, _ in cues)),
        long_cues={first: tuple(" ".join(words) for words, _ in cues) for first, cues in all_cues.items()},
        verbs=frozenset(fold(row.word) for row in own if row.kind == "say" and " " not in row.word),
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
        things=words("thing"),
        of=words("of"),
        of_offices=of_value("of", "office"),
        leading_on=words("leads_on"),
        places=words("place"),
        between=words("aux"),
        particles=words("particle"),
        definite=words("definite"),
        indefinite=words("indefinite"),
        postposed=of_value("definite", "behind"),
        articles=of_value("definite", "article"),
        lead_ins=words("lead_in"),
        inner_articles=of_value("inner", "article"),
        child_of=of_value("inner", "child"),
        adverb_endings=tuple(of_value("ending", "adverb")),
        adjective_endings=tuple(of_value("ending", "adjective")),
        agent_endings=tuple(of_value("ending", "agent")),
        joints=words("joint"),
        short_offices=table.get("short_office", {}),
        degrees=words("degree"),
        abbreviations=frozenset(row.word for row in rows() if row.kind == "abbreviation"),
        times=words("month") | words("weekday"),
        stems=tuple({word.rstrip("nse") for word in offices if len(word) >= _SHORTEST_SUFFIX}),
        compounding=compounding,
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
