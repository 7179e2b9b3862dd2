"""The words of speech of a language: what the tables say, laid out for reading tokens one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


class Hints(Protocol):
    """What a story shows of its words in capitals."""

    def is_place(self, word: str) -> bool:
        """Whether the story has the word for a place somewhere ("di Kayuara")."""

    def are_together(self, word: str, following: str) -> bool:
        """Whether two words stand side by side more than once."""

    def stands_alone(self, word: str) -> bool:
        """Whether the word stands somewhere for a whole name."""

    def speaks_alone(self, word: str) -> bool:
        """Whether the word stands for a whole name behind a cue ("kata Ani")."""

    def goes_elsewhere(self, before: str, words: str, following: str) -> bool:
        """Whether words stand somewhere without those that stand before and behind them here."""

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
    """What people are by office, trade or kin, to "place" where the office is that of a place ("bupati"), to "many"
    where it is that of several ("drivers")."""

    office_words: frozenset[str]
    """Words that go on with an office ("luar negeri")."""

    small: frozenset[str]
    """Words that are no names, though they begin sentences with a capital."""

    prepositions: frozenset[str]
    """Words after which a name is no subject."""

    things: frozenset[str]
    """Words in the names of houses, places and things, which no person has."""

    family_names: frozenset[str]
    """Those of them that are family names as well ("West")."""

    of: frozenset[str]
    """Prepositions inside a description ("of", "für")."""

    of_offices: frozenset[str]
    """Those of them that stand between an office and what it is of."""

    relatives: frozenset[str]
    """Words that open a relative clause ("yang")."""

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

    given: frozenset[str]
    """Common given names, at which the name begins behind an office and what it is of ("Hendra")."""

    genders: Mapping[str, str]
    """Common given names of all languages to "he" or "she", where they tell."""

    given_articles: frozenset[str]
    """Those that stand before a given name and belong to it ("I" of "I Made")."""

    called: tuple[str, ...]
    """What stands before the name by which somebody is called for short ("akrab disapa")."""

    is_called: tuple[str, ...]
    """What stands behind it ("sapaan akrabnya")."""

    degrees: frozenset[str]
    """Degrees behind a name ("SH", "PhD")."""

    abbreviations: frozenset[str]
    """Words, as printed, whose stop ends no sentence ("St")."""

    times: frozenset[str]
    """Names of days and months, which are nobody."""

    months: frozenset[str]
    """Those of them that are months, of which some are given and family names too."""

    stems: tuple[str, ...]
    """The same without the endings that German declines."""

    single_names: bool
    """Whether people often have one name only."""

    compounding: bool
    """Whether words are written together, so that an office may end a longer word ("Polizeisprecher")."""

    head_last: bool
    """Whether an office ends right before the name; if not, it begins there and goes on."""

    hints: Hints | None = None
    """What the story at hand shows of places and short names; None outside of a story."""

    big_nouns: bool = False
    """Whether all nouns have capitals, so that a capital makes no name."""

    @property
    def subject_first(self) -> bool:
        """Whether a subject stands before its verb and an office before the name, as in English."""
        return self.head_last and not self.compounding

    def is_office(self, word: str) -> bool:
        """Whether a folded word is an office ("owner", "co-owner"), or ends in one where words are written together."""
        if word in self.offices:
            return True
        if self.compounding:
            return word.rstrip("nse").endswith(self.stems)
        return "-" in word and word.rpartition("-")[2] in self.offices

    def is_office_of_one(self, word: str) -> bool:
        """Whether a folded word is the office of a single person, so that a name may stand beside it."""
        return self.is_office(word) and self.offices.get(word) != "many"
