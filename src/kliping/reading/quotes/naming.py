"""From a run of capitals to the phrase that names somebody: the name, and the office beside it."""

from __future__ import annotations

from kliping.reading.quotes.describing import anaphor_of, described
from kliping.reading.quotes.parts import Run
from kliping.reading.quotes.phrase import (
    DESCRIBED,
    FARTHEST,
    FULL,
    HEAD,
    LONGEST_DESCRIPTION,
    NAME,
    PRONOUN,
    STOPS,
    Phrase,
)
from kliping.reading.quotes.runs import run_at
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, is_of_initials

_FIRST = 2
"""Tokens of a description among which its office stands, where offices come first."""


def named(found: list[Token], run: Run, begin: int, words: Speech) -> Phrase:
    """The phrase of a run: the name with the office beside it, or an office alone; `begin` is where its clause does."""
    if run.name == run.last:
        return _office_alone(found, run, begin, words)
    role = (run.first, run.name) if run.is_role else _role_beside(found, run, begin, words)
    return Phrase(NAME, run.name, run.last, run.gender, role)


def _office_alone(found: list[Token], run: Run, begin: int, words: Speech) -> Phrase:
    """An office without a name, with the article and adjectives before it where nouns have capitals."""
    first = run.first
    while (
        words.big_nouns
        and first > begin
        and found[first - 1].word.islower()
        and found[first - 1].low.endswith(words.adjective_endings)
    ):
        first -= 1
    led = first > 0 and found[first - 1].low in words.indefinite
    definite = first > 0 and found[first - 1].low in words.definite
    anaphor = anaphor_of(found[run.last - 1], words)
    if definite and anaphor:
        return Phrase(PRONOUN, first, run.last, anaphor)
    return Phrase(DESCRIBED, first - led, run.last, definite=definite or (run.last - run.first == 1 and not led))


def _role_beside(found: list[Token], run: Run, begin: int, words: Speech) -> tuple[int, int] | None:
    """The office before the name in small letters ("the mayor, Ana Roe") or behind it ("Ana Roe, mayor of Town,")."""
    end = run.last
    if end < len(found) and found[end].word == ",":
        last = segment_end(found, end + 1, words)
        first = end + 1
        if first < last and (found[first].low in words.definite or found[first].low in words.indefinite):
            first += 1
        if last - first <= LONGEST_DESCRIPTION and _begins_role(found, first, last, words):
            return first, last
    apposed = _role_before_comma(found, run, words)
    if apposed:
        return apposed
    first = run.first
    while first > begin and first - 1 >= 0 and found[first - 1].word not in STOPS and found[first - 1].word != ",":
        if not _may_be_role(found[first - 1], words):
            break
        first -= 1
    if first < run.first and any(words.is_office_of_one(t.low) for t in found[first : run.first]):
        return first, run.first
    return None


def _begins_role(found: list[Token], first: int, last: int, words: Speech) -> bool:
    """Whether an office stands among the first words, before any small word."""
    reach = HEAD if words.head_last else _FIRST
    for token in found[first : min(first + reach, last)]:
        if words.is_office_of_one(token.low):
            return True
        if token.low in words.small or token.low in words.between or token.low in words.cues:
            return False
    return False


def _role_before_comma(found: list[Token], run: Run, words: Speech) -> tuple[int, int] | None:
    """ "La alcaldesa de Villarreal, Carmen Ibarrola,": the office stands before the comma."""
    if run.first < 2 or found[run.first - 1].word != ",":
        return None
    last = run.first - 1
    first = last
    while (
        first > 0
        and last - first < LONGEST_DESCRIPTION
        and found[first - 1].word not in STOPS
        and found[first - 1].word != ","
    ):
        first -= 1
    if found[first].low in words.prepositions and found[first].low not in words.definite:
        return None  # "On a family trip, Ana Roe"
    while first < last and (
        found[first].low in words.definite or found[first].low in words.small or found[first].low in words.verbs
    ):
        first += 1
    if any(token.low in words.between or token.low in words.pronouns for token in found[first:last]):
        return None  # "What the actor is proud of is his daughters, Ana and Bea"
    return (first, last) if any(words.is_office_of_one(t.low) for t in found[first : min(first + 3, last)]) else None


def _may_be_role(token: Token, words: Speech) -> bool:
    return token.word[0].isalpha() and (words.is_office(token.low) or token.low in words.office_words)


def behind_comma(found: list[Token], run: Run, words: Speech) -> Phrase | None:
    """The full name behind the comma after an office."""
    apposed = apposed_at(found, run.last, words)
    titled = apposed is not None and (apposed.name > apposed.first or apposed.is_role)
    if apposed is None or (apposed.last - apposed.name < FULL and not titled):
        return None
    return Phrase(NAME, apposed.name, apposed.last, apposed.gender, (run.first, run.last))


def apposed_at(found: list[Token], at: int, words: Speech) -> Run | None:
    """The name behind a comma, of the office before it."""
    if at + 1 >= len(found) or found[at].word != ",":
        return None
    run = run_at(found, at + 1, words)
    return run if run and run.name < run.last and not run.possessive else None


def office_then_name(found: list[Token], run: Run, end: int, words: Speech) -> Phrase | None:
    """ "Minister of Natural Resources, Ana Roe, | said": the name stands behind the comma."""
    comma = next((at for at in range(run.last, min(run.last + HEAD + 2, end)) if found[at].word == ","), None)
    apposed = apposed_at(found, comma, words) if comma is not None else None
    if apposed is None or apposed.last - apposed.name < FULL or comma is None:
        return None
    return Phrase(NAME, apposed.name, apposed.last, apposed.gender, (run.first, comma))


def office_of_house(found: list[Token], run: Run, words: Speech) -> Phrase | None:
    """ "kapten Nusa Reborn, | Ani Lestari": where offices come first, what looked like the name is what one is of."""
    if words.head_last or run.gender or run.last >= len(found):
        return None
    apposed = apposed_at(found, run.last, words)
    if apposed is None or apposed.is_role:
        return None
    if apposed.last - apposed.name < FULL and not _is_called(found[apposed.name], words):
        return None
    first = run.first
    while first > 0 and run.first - first < HEAD and found[first - 1].word.islower():
        first -= 1
    office = next((at for at in range(first, run.name) if words.is_office(found[at].low)), None)
    return None if office is None else Phrase(NAME, apposed.name, apposed.last, apposed.gender, (office, run.last))


def _is_called(token: Token, words: Speech) -> bool:
    """Whether a word alone is somebody's name: a common one, or one by which the story calls somebody."""
    return token.low in words.given or bool(words.hints and words.hints.speaks_alone(token.low))


def past_of(found: list[Token], run: Run, words: Speech) -> Phrase | None:
    """ "Secretary of State | Ana Roe": what an office is of, and the name behind it without a comma."""
    at = run.last
    if not words.head_last or run.name < run.last or at + 1 >= len(found) or found[at].low not in words.of_offices:
        return None
    at += 1 + (found[at + 1].low in words.definite)
    following = run_at(found, at, words) if at < len(found) else None
    if following is None or following.possessive or following.gender:
        return None
    name = next((i for i in range(at + 1, following.last) if found[i].low in words.genders), at)
    if name == at:
        name = _past_house_words(found, at, following.last, words)
    if not at < name < following.last:
        return None
    gender = words.genders.get(found[name].low, "")
    return Phrase(NAME, name, following.last, gender, (run.first, name))


def _past_house_words(found: list[Token], first: int, last: int, words: Speech) -> int:
    """Index at which a name may begin among words of which the first are what an office is of; `first` if none may."""
    if found[first].low in words.office_words:
        return first + 1
    name = first + (found[first].low in words.things)
    if any(token.low in words.things for token in found[name:last]) or last - first <= FULL:
        return first
    return last - FULL


def past_office(found: list[Token], run: Run, words: Speech) -> Phrase | None:
    """ "Calon Gubernur Arunika nomor urut 2 | Ani Lestari": small words go on with the office, the name follows."""
    at = run.last
    while at < len(found) and at - run.last < HEAD and _goes_on_with_office(found[at], words):
        at += 1
    if words.head_last or not run.is_role or at == run.last or run.last - run.name > 1:
        return None
    following = run_at(found, at, words)
    if following is None or following.is_role or following.possessive or following.last - following.name < FULL:
        return None
    behind = behind_comma(found, following, words)  # "Ketua jurulatih Harimau Utara, Ana Roe": a house came first
    if behind:
        return behind._replace(role=(run.first, following.last))
    return Phrase(NAME, following.name, following.last, following.gender, (run.first, at))


def _goes_on_with_office(token: Token, words: Speech) -> bool:
    if not (token.word.islower() or token.word.isdigit()):
        return False
    known = (words.prepositions, words.between, words.cues, words.that, words.small, words.definite)
    return not any(token.low in kind for kind in known)


def segment_end(found: list[Token], at: int, words: Speech) -> int:
    """Index of the sign or comma at which a part of a sentence ends."""
    end = at
    while end < len(found) and end - at < FARTHEST and found[end].word != ",":
        titled = end > at and found[end].word == "." and found[end - 1].low in words.titles  # "el Dr. Roe"
        if found[end].word in STOPS and not titled and not is_of_initials(found, end):
            break
        end += 1
    return end


def complement(found: list[Token], begin: int, run: Run, words: Speech) -> Phrase | None:
    """ "seorang pejabat senior Kerajaan Valdoria": a house behind an office, where offices come first."""
    house = found[run.first].low in words.office_words or run.last - run.first == 1
    if words.head_last or run.is_role or not house:
        return None
    for first in range(run.first - 1, max(begin, run.first - HEAD) - 1, -1):
        if found[first].low in words.indefinite:
            return described(found, first, run.last, words)
    return None
