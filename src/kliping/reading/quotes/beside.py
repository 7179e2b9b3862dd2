"""The cue beside a quotation, before or behind it, and what it says of the speaker."""

from __future__ import annotations

from typing import NamedTuple

from kliping.reading.quotes.cues import Cue, Tag, cue_at, cues, speaks_after, speaks_before, unsaid
from kliping.reading.quotes.phrase import FULL, NAME, PRONOUN, Phrase
from kliping.reading.quotes.phrases import subjects
from kliping.reading.quotes.runs import run_at
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, is_capital

_LEADING = frozenset(",;-–—)")
_DASHES = frozenset("-–—―")
_FAR = 30
"""Tokens behind a quotation within which its sentence's cue stands."""

_NEAR = 6
"""Tokens between a speaker behind a cue and the quotation that the two announce."""


class Beside(NamedTuple):
    """What stands beside a quotation."""

    tag: Tag | None
    """The cue and the speaker's phrase, where both are there."""

    phrase: Phrase | None
    """The speaker's phrase where no cue stands: "Ana Roe: “…”"."""

    tokens: list[Token]
    """What the indices of the phrase count."""

    adjacent: bool
    """Whether the cue touches the quotation, a comma, a colon or "that" between them at most."""

    confidence: float
    """How sure such a place makes the speaker."""


def behind(found: list[Token], last: str, words: Speech) -> Beside | None:
    """What stands behind a quotation that ends with a character, by the tokens up to the next one."""
    at = 0
    while at < len(found) and found[at].word in _LEADING:
        at += 1
    if (
        at < len(found)
        and found[at].word == "."
        and found[at].start - (found[at - 1].end if at else found[at].start) == 0
    ):
        return None
    if at >= len(found):
        return None
    if sentence_colon := _after_colon(found, at, words):
        return sentence_colon
    first = next((token for token in found[at:] if token.word[0].isalnum()), found[at])
    ended = last in ".…" and is_capital(first)
    sentence = found
    verb = at + (found[at].low in words.lead_ins and cue_at(found, at, words) is None)
    cue = cue_at(found, verb, words) if verb < len(sentence) else None
    if cue and not (ended and cue.kind not in ("after", "self")):
        # "… ?” asked Ana Roe": behind a quotation its object can't stand there.
        kind = "either" if cue.kind == "before" and words.head_last else cue.kind
        tag = speaks_after(sentence, cue._replace(kind=kind), words)
        if tag and not (cue.kind == "either" and tag.phrase.kind != NAME and ended):
            return Beside(tag, tag.phrase, sentence, True, 0.95)
        if not tag and not ended and cue.kind in ("either", "after", "before"):
            tag = unsaid(sentence, cue)
            return Beside(tag, tag.phrase, sentence, True, 0.8)
    if ended:
        return None
    dash = at > 0 and found[at - 1].word in _DASHES
    if (dash or last == ",") and not cue:
        run = run_at(sentence, at, words)
        least = 1 if dash else FULL
        if run and run.last - run.name >= least and (run.last == len(sentence) or sentence[run.last].word in ",("):
            return Beside(None, Phrase(NAME, run.name, run.last, run.gender), sentence, True, 0.85)
    return _subject_first(sentence, at, words)


def _after_colon(found: list[Token], at: int, words: Speech) -> Beside | None:
    """ "‘…’: Ana Roe", as headings have it."""
    if found[at].word != ":" or at + 1 >= len(found):
        return None
    run = run_at(found, at + 1, words)
    if run is None or run.name == run.last or run.last < len(found):
        return None
    return Beside(None, Phrase(NAME, run.name, run.last, run.gender), found, True, 0.8)


def _subject_first(sentence: list[Token], at: int, words: Speech) -> Beside | None:
    """ "…,” Ana Roe, the mayor, later said"."""
    part = sentence[at : at + _FAR]
    for cue in cues(part, words):
        tag = speaks_before(part, cue, words)
        if tag and not any(token.word in ':“"„«' for token in part[: cue.first]):
            # “Two words” in the law, Ana Roe said: the sentence goes on with what is quoted.
            near = tag.phrase.first <= 3 and part[0].low not in words.prepositions
            return Beside(tag, tag.phrase, part, near, 0.93 if near else 0.75)
        if cue.kind in ("after", "source", "self", "passive") or (
            cue.kind == "either" and cue.first and part[cue.first - 1].word == ","
        ):
            tag = speaks_after(part, cue, words)
            if tag:
                return Beside(tag, tag.phrase, part, False, 0.75)
    return None


def ahead(found: list[Token], words: Speech, fresh: bool) -> Beside | None:
    """What stands before a quotation, by the tokens since the one before it; `fresh`: it begins a clause of its own."""
    sentence = found
    if not sentence:
        return None
    end = len(sentence)
    sign = sentence[-1].word
    while end and (sentence[end - 1].word in ",:-–—" or sentence[end - 1].low in words.that):
        end -= 1
    best: Beside | None = None
    for cue in list(cues(sentence[:end], words))[-6:]:
        beside = _by(sentence, cue, end, sign, words)
        if beside and (best is None or beside.confidence >= best.confidence):
            best = beside
    if best and (best.adjacent or not fresh or sign in ":,"):
        return best
    if sign == ":" and fresh:
        return _by_colon(sentence, end, words)
    return best if not fresh else None


def _by(sentence: list[Token], cue: Cue, end: int, sign: str, words: Speech) -> Beside | None:
    tag = speaks_before(sentence, cue, words)
    # "said Ana Roe, “two”": nothing stands before the cue.
    if tag is None or (cue.kind == "either" and tag.phrase.kind not in (NAME, PRONOUN)):
        other = speaks_after(sentence[:end] if sign == ":" else sentence, cue, words)
        tag = (
            other
            if other and (tag is None or (other.phrase.kind == NAME and other.phrase.first - cue.last < 3))
            else tag
        )
    if tag is None:
        return None
    behind_cue = sign in ",:" and cue.last <= tag.phrase.first and end - tag.phrase.last <= _NEAR
    adjacent = cue.last >= end or sign == ":" or behind_cue
    return Beside(tag, tag.phrase, sentence, adjacent, 0.93 if adjacent else 0.8)


def _by_colon(sentence: list[Token], end: int, words: Speech) -> Beside | None:
    phrase = _owner(sentence, words) or next(subjects(sentence, words), None) or _pronoun_in(sentence, words)
    if phrase is None:
        return None
    alone = phrase.last == end
    return Beside(None, phrase, sentence, alone, 0.85 if alone else 0.6)


def _owner(sentence: list[Token], words: Speech) -> Phrase | None:
    """Whose word it is with which a sentence begins ("Ana Roe’s answer:")."""
    run = run_at(sentence, 0, words)
    return Phrase(NAME, run.name, run.last, run.gender) if run and run.possessive and run.name < run.last else None


def _pronoun_in(sentence: list[Token], words: Speech) -> Phrase | None:
    places = (at for at, token in enumerate(sentence) if token.low in words.pronouns)
    at = next(places, None)
    return None if at is None else Phrase(PRONOUN, at, at + 1, words.pronouns[sentence[at].low])
