"""Cues in a row of tokens: the words that tie a quotation to its speaker, and the phrase that each leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kliping.reading.quotes.phrase import PRONOUN, Phrase
from kliping.reading.quotes.phrases import phrase_after, phrase_before
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token

SELF, PASSIVE, SOURCE = "self", "passive", "source"
_BEHIND = ("after", "either", PASSIVE, SOURCE, SELF)
_IN_FRONT = ("either", "before")


class Cue(NamedTuple):
    """A word of speech, by the indices of its tokens."""

    first: int
    """Index of its first token."""

    last: int
    """Index after its last token."""

    kind: str
    """Where its speaker stands: "after", "before", "either", "self", "passive" or "source"."""


class Tag(NamedTuple):
    """A cue and who speaks by it."""

    cue: Cue
    """The cue."""

    phrase: Phrase
    """Who speaks."""

    tokens: list[Token]
    """What the indices of both count."""


def cue_at(found: list[Token], at: int, words: Speech) -> Cue | None:
    """The cue that begins at a token, the longest there is."""
    low = found[at].low
    for phrase, kind in words.cues.get(low, ()):
        if len(phrase) == 1:
            return Cue(at, at + 1, kind)
        if tuple(token.low for token in found[at : at + len(phrase)]) == phrase:
            return Cue(at, at + len(phrase), kind)
    if "-" in low:
        return _inverted(found, at, words)
    return None


def _inverted(found: list[Token], at: int, words: Speech) -> Cue | None:
    """ "explique-t-il", "a-t-elle confié": verb and pronoun in one word, the participle behind it."""
    verb, *rest = found[at].low.split("-")
    if not rest or rest[-1] not in words.pronouns:
        return None
    if verb in words.cues:
        return Cue(at, at + 1, SELF)
    following = at + 1
    while following < len(found) and following < at + 3 and found[following].low in words.between:
        following += 1
    if verb in words.between and following < len(found) and found[following].low in words.cues:
        return Cue(at, following + 1, SELF)
    return None


def cues(found: list[Token], words: Speech) -> Iterator[Cue]:
    """All cues, in order."""
    known, last = words.cues, 0
    for at, token in enumerate(found):
        if at >= last and (token.low in known or "-" in token.low):
            cue = cue_at(found, at, words)
            if cue:
                last = cue.last
                yield cue


def speaks_after(found: list[Token], cue: Cue, words: Speech) -> Tag | None:
    """Who speaks, where the speaker stands behind the cue."""
    if cue.kind not in _BEHIND:
        return None
    if cue.kind == SELF:
        gender = words.pronouns.get(found[cue.first].low.rsplit("-", 1)[-1], "any")
        return Tag(cue, Phrase(PRONOUN, cue.first, cue.last, gender), found)
    at = cue.last
    if at < len(found) and found[at].low in words.that and cue.kind not in (PASSIVE, SOURCE):
        return None  # "argued that Ana Roe": the subject of what is said
    if cue.kind == PASSIVE and at < len(found) and found[at].low in words.by:
        at += 1
    phrase = phrase_after(found, at, words)
    return Tag(cue, phrase, found) if phrase else None


def is_noun(sentence: list[Token], cue: Cue) -> bool:
    """Whether a word that holds its own speaker opens a sentence as its subject ("Komentarnya muncul …")."""
    return cue.kind == SELF and not cue.first and cue.last < len(sentence) and sentence[cue.last].word.isalpha()


def unsaid(found: list[Token], cue: Cue) -> Tag:
    """A cue without anybody beside it ("añadió"): whoever spoke last goes on."""
    return Tag(cue, Phrase(PRONOUN, cue.first, cue.last, "any"), found)


def speaks_before(found: list[Token], cue: Cue, words: Speech) -> Tag | None:
    """Who speaks, where the speaker stands before the cue."""
    if cue.kind not in _IN_FRONT:
        return None
    phrase = phrase_before(found, cue.first, words)
    return Tag(cue, phrase, found) if phrase else None


def tags_of(sentence: list[Token], cue: Cue, words: Speech) -> Iterator[Tag | None]:
    """What a cue says of the speaker, the likelier side first: that before it, but "China will be there, says Roe"."""
    behind = speaks_after(sentence, cue, words) if cue.first and sentence[cue.first - 1].word == "," else None
    last = behind.phrase.last if behind and behind.phrase.first == cue.last else -1
    if last == len(sentence) or (last > 0 and sentence[last].word in ",."):
        yield behind
        behind = None
    yield speaks_before(sentence, cue, words)
    yield behind or (None if last > 0 else speaks_after(sentence, cue, words))


def opens_clause(sentence: list[Token], phrase: Phrase) -> bool:
    """Whether a pronoun for a person is the subject with which a sentence or its main clause opens."""
    before = sentence[phrase.first - 1].word if phrase.first > 1 else ","
    return before == "," and phrase.gender in ("he", "she", "any")
