"""Descriptions of speakers without a name: "a spokesman for the town", "the 34-year-old", "pria itu"."""

from __future__ import annotations

from kliping.reading.quotes.phrase import DESCRIBED, HEAD, HOUSE, LONGEST_DESCRIPTION, PRONOUN, STOPS, Phrase
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, is_capital, is_of_initials, is_possessive


def described(found: list[Token], first: int, last: int, words: Speech) -> Phrase | None:
    """A description with its article, or the person named before whom it calls "the man"."""
    last += last < len(found) and found[last].low in words.postposed
    ending = (
        next((at for at in range(first + 1, last) if found[at].low in words.definite), last)
        if not words.head_last
        else last
    )
    postposed = ending < last and found[ending].low in words.postposed
    last = ending + 1 if postposed else last
    definite = found[first].low in words.definite or postposed
    house = words.anaphors.get(found[last - 1].low) == HOUSE
    if house and definite and last - first == 2 and not is_possessive(found[last - 1]):
        return Phrase(PRONOUN, first + 1, last, HOUSE)
    anaphor = next((gender for token in found[first:last] if (gender := anaphor_of(token, words))), "")
    if definite and anaphor and anaphor != HOUSE:
        return Phrase(PRONOUN, first, last, anaphor)
    if postposed and (words.is_office(found[first].low) or found[first].low in words.titles):
        inner = found[first + 1 : ending]
        known = (words.of, words.office_words, words.offices)
        if not inner or any(is_capital(token) or any(token.low in kind for kind in known) for token in inner):
            return Phrase(PRONOUN, first, last, "any")  # "pemain bernomor punggung 8 tersebut"
    office = any(words.is_office(token.low) for token in found[first:last])
    if not office and found[first].low not in words.indefinite and not definite:
        return None
    article = definite and words.head_last and found[first].low in words.articles
    definite = definite or (last - first == 1 and found[first].low in words.short_offices)
    return Phrase(DESCRIBED, first + article, last - postposed, definite=definite)


def anaphor_of(token: Token, words: Speech) -> str:
    """The gender of somebody whom a word calls by what he is ("man", "34-year-old"), "" where it calls nobody."""
    low = token.low
    if low in words.anaphors:
        return words.anaphors[low]
    tail = low.split("-", 1)[1] if "-" in low else ""
    return words.anaphors.get(tail, "")


def noun_before(found: list[Token], begin: int, end: int, words: Speech) -> Phrase | None:
    """The noun that ends at an index with its article: "an interviewer | said", "the 34-year-old | said"."""
    last_word = found[end - 1].low
    if last_word in words.prepositions or last_word in words.small:
        return None
    reach = end - HEAD
    for first in range(end - 1, begin - 1, -1):
        low = found[first].low
        if first < reach or not low[0].isalnum() or low in words.pronouns or low in words.that or low in words.between:
            return None
        if low in words.of and words.head_last:
            reach = first - HEAD  # "a spokesman for the ministry": the article that counts is further on
        if low in words.definite or low in words.indefinite:
            led = first > begin and found[first - 1].low in words.prepositions
            if led and found[first - 1].low in words.of and words.head_last:
                continue
            return None if led or first == end - 1 else described(found, first, end, words)
    return None


def description(found: list[Token], first: int, end: int, words: Speech) -> Phrase | None:
    """What describes a speaker without a name, where an office or trade stands in it: "a spokesman for the town"."""
    while first < end and (found[first].word in ",-" or found[first].low in words.prepositions - words.definite):
        comma = next((i for i in range(first, end) if found[i].word == ","), None)
        if found[first].word not in ",-" and comma is None:
            return None
        first = first + 1 if found[first].word in ",-" else comma or end
    if first < end and found[first].low in words.pronouns:
        return None
    last = _description_end(found, first, end, words)
    leads = found[first].low in words.indefinite or any(anaphor_of(token, words) for token in found[first:last])
    if not leads and not any(words.is_office(token.low) for token in found[first : min(first + HEAD, last)]):
        return None
    return described(found, first, last, words)


def _description_end(found: list[Token], first: int, end: int, words: Speech) -> int:
    last = min(end, first + LONGEST_DESCRIPTION)
    for at in range(first + 1, last):
        low = found[at].low
        if (found[at].word in STOPS and not is_of_initials(found, at)) or found[at].word == ",":
            return at
        if low in words.postposed:
            return at + 1
        if low in words.relatives or (words.head_last and low in words.between):
            return at
        if words.head_last and words.is_office(found[at - 1].low) and not (low in words.of or words.is_office(low)):
            return at  # what follows an office is a verb
        if low in words.times:
            return at - (found[at - 1].low in words.prepositions)
    while (
        last > first + 1
        and (found[last - 1].low in words.prepositions or found[last - 1].low in words.between)
        and found[last - 1].low not in words.definite
    ):
        last -= 1
    return last


def upto(found: list[Token], at: int, end: int, words: Speech) -> int:
    """Index at which a description behind a verb ends: "a spokesman for the town | in a statement"."""
    for index in range(at + 2, end):
        low = found[index].low
        if found[index - 1].low in words.leading_on:
            continue  # "a person familiar | with the talks"
        if low in words.prepositions and low not in words.of and low not in words.definite:
            return index
    return end


def bare(found: list[Token], phrase: Phrase, words: Speech) -> int:
    """Index at which a description begins without its article; the phrase's end where it describes nobody."""
    first = phrase.first
    known = (words.definite, words.small, words.pronouns, words.cues)
    while first < phrase.last and any(found[first].low in kind for kind in known):
        first += 1
    return first


def trimmed(found: list[Token], first: int, last: int, words: Speech) -> tuple[int, int] | None:
    """A description without its article."""
    while first < last and (found[first].low in words.definite or found[first].low in words.small):
        first += 1
    return (first, last) if first < last else None
