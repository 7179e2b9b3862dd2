"""Which runs of capitals may be names: nouns, trades and what an office is of grow onto names."""

from __future__ import annotations

from kliping.reading.quotes.parts import Run
from kliping.reading.quotes.phrase import FULL, STOPS
from kliping.reading.quotes.speech import Hints, Speech
from kliping.reading.quotes.tokens import Token

_GROWN = 2 * FULL
"""Words from which a run may be a house and a person."""

_OFFICE_REACH = 7
"""Tokens before "of" in which the office stands ("Attorney for the District of …")."""

_LONG_NOUN = 7
"""Letters of a noun from which its ending tells."""


def plausible(found: list[Token], run: Run, words: Speech) -> Run | None:
    """The run, where it may be a name: of one that a noun or what an office is of grew onto, the end."""
    if words.head_last and run.last - run.name > FULL and _opens_sentence(found, run.first):
        run = _without_first_word(found, run, words)
    if run.is_role or run.gender or run.first == 0:
        return _without_trade(found, run, words) if words.big_nouns else run
    before, length = found[run.first - 1], run.last - run.name
    if before.low in words.of and not words.head_last and length > FULL and _has_office(found, run, words):
        return run._replace(name=run.name + 1, is_role=True)  # "Gelandang asal Valdoria | Ana Roe"
    if not words.big_nouns:
        # "Secretary of State for Urbanism Ans Persoons"
        at = run.first - 1
        if words.head_last and at and before.low in words.articles:
            at, before = at - 1, found[at - 1]
        office = words.head_last and any(words.is_office(t.low) for t in found[max(0, at - _OFFICE_REACH) : at])
        if length >= _GROWN and words.hints and words.head_last:
            run = _without_house(found, run, words.hints)
        grown = before.low in words.of_offices and run.last - run.name > FULL and office
        return run._replace(name=run.last - FULL, is_role=True) if grown else run
    led = before.low in words.definite or before.low in words.indefinite
    if before.low in words.verbs or not (
        led or (before.word.islower() and before.low.endswith(words.adjective_endings))
    ):
        return _without_trade(found, run, words)
    if before.low in words.prepositions and not led:
        return run
    if length > FULL or (length == FULL and "-" in found[run.name].word):
        name = run.name + 1
        of = found[name].low in words.particles and not words.is_office(found[run.name].low)
        return run._replace(name=name + of, is_role=True)  # "der Rücktritt von | Roe"
    return _without_trade(found, run, words) if length == FULL else None


def _opens_sentence(found: list[Token], at: int) -> bool:
    return at == 0 or found[at - 1].word in STOPS


def _without_first_word(found: list[Token], run: Run, words: Speech) -> Run:
    """ "Longtime Ana Roe", "Ask Ana Roe": a capital that is the sentence's own, a given name behind it."""
    first, second = found[run.name].low, found[run.name + 1].low
    if first in words.genders or second not in words.genders or found[run.name + 1].word == ".":
        return run
    return run._replace(first=run.name + 1, name=run.name + 1)


def _has_office(found: list[Token], run: Run, words: Speech) -> bool:
    """Whether an office stands right before the preposition that leads to a run."""
    return words.single_names and any(token.low in words.offices for token in found[max(0, run.first - 3) : run.first])


def _without_house(found: list[Token], run: Run, hints: Hints) -> Run:
    """ "at Brightwater Homes Abel Dunmore": the house and the first name stand without each other elsewhere."""
    if any(token.word == "." for token in found[run.name : run.last]):
        return run
    for name in range(run.name + FULL, run.last - FULL + 1):
        house = " ".join(token.word for token in found[run.name : name])
        if hints.are_apart(house, found[name].word):
            return run._replace(name=name, is_role=True)
    return run


def _without_trade(found: list[Token], run: Run, words: Speech) -> Run:
    """ "Uhrmacher Werner Stamm": a long noun for somebody before two names."""
    word = found[run.name].low if run.last - run.name > FULL else ""
    if len(word) >= _LONG_NOUN and word.endswith(words.agent_endings):
        return run._replace(name=run.name + 1, is_role=True)
    return run
