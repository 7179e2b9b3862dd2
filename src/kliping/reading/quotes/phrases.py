"""The phrase that says who speaks, after or before a cue: a name, a pronoun, or a description of somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kliping.reading.quotes.runs import Run, run_at, runs
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token

NAME, PRONOUN, DESCRIBED = "name", "pronoun", "described"

_STOPS = frozenset('.:;!?…"“”„«»()[]–—')
_FARTHEST = 40
"""Tokens that a phrase is looked for in: cues with longer ones between them and their speaker are rare."""

_ADVERB = "ly"
"""Ending of English adverbs, which stand between subject and verb."""

_POSTPOSED = frozenset(("itu", "tersebut", "ini", "berkenaan"))
"""Indonesian and Malay words that make the description before them definite."""

_FULL = 2
"""Words of a full name."""

_LONGEST_DESCRIPTION = 12
_ADJECTIVE = ("e", "en", "er", "es", "em")
"""Endings of German adjectives: a noun follows them."""

_AGENT = ("er", "in", "ist", "eur", "ent", "ant", "or", "loge", "mann", "frau", "kraft")
"""Endings of German nouns for those who do something."""

_LONG_NOUN = 7
_HEAD = 5
"""Tokens of a description among which its office must stand."""


class Phrase(NamedTuple):
    """Who speaks, by the indices of tokens."""

    kind: str
    """"name", "pronoun" or "described"."""

    first: int
    """Index of the first token of name, pronoun or description."""

    last: int
    """Index after its last token."""

    gender: str = ""
    """"he", "she", "any", "many", or "" where nothing tells."""

    role: tuple[int, int] | None = None
    """Indices of the words that say the office, where they stand beside the name."""

    definite: bool = False
    """Whether a description speaks of somebody already named ("the minister")."""


def phrase_after(found: list[Token], at: int, words: Speech) -> Phrase | None:
    """The phrase that begins at a token, behind a cue: "kata | Wali Kota Ani Lestari, Senin"."""
    at = _skip(found, at, words)
    if at >= len(found):
        return None
    if found[at].low in words.pronouns:
        return Phrase(PRONOUN, at, at + 1, words.pronouns[found[at].low])
    if found[at].low in words.prepositions and found[at].low not in words.definite:
        return None
    end = _segment_end(found, at)
    run = run_at(found, at, words)
    run = plausible(found, run, words) if run else None
    if run:
        return _of_run(found, run, end, words)
    return _inside(found, at, end, words)


def phrase_before(found: list[Token], at: int, words: Speech) -> Phrase | None:
    """The subject of a verb at an index: "Wali Kota Ani Lestari di Kayuara, Senin, | mengatakan"."""
    begin = max(_clause_begin(found, at, words), at - _FARTHEST)
    end = at
    while end > begin and (found[end - 1].low in words.between or found[end - 1].low.endswith(_ADVERB)):
        end -= 1
    if end == begin:
        return None
    before = found[end - 1]
    if before.low in words.pronouns:
        return Phrase(PRONOUN, end - 1, end, words.pronouns[before.low])
    near = [_moved(run, begin) for run in runs(found[begin:end], words)]
    near = [run for run in (plausible(found, run, words) for run in near) if run]
    if near and near[-1].last == end and not near[-1].possessive and _stands_free(found, begin, near[-1], words):
        return _complement(found, begin, near[-1], words) or named(found, near[-1], begin, words)
    described = _noun_before(found, begin, end, words) if before.word != "," else None
    if described:
        return described
    subject = next((run for run in near if not run.possessive and _is_subject(found, begin, run, words)), None)
    if subject and subject.name == subject.last:
        apposed = _office_then_name(found, subject, end, words)
        if apposed:
            return apposed
    if subject and before.word == ",":
        return named(found, subject, begin, words)
    described = _description(found, begin, end, words)
    if described and (not subject or subject.first > described.first):
        return described
    return named(found, subject, begin, words) if subject else described


def _office_then_name(found: list[Token], run: Run, end: int, words: Speech) -> Phrase | None:
    """ "Minister of Natural Resources, Ana Roe, | said": the name stands behind the comma."""
    comma = next((at for at in range(run.last, min(run.last + _HEAD + 2, end)) if found[at].word == ","), None)
    apposed = _apposed(found, comma, words) if comma is not None else None
    if apposed is None or apposed.last - apposed.name < _FULL or comma is None:
        return None
    return Phrase(NAME, apposed.name, apposed.last, apposed.gender, (run.first, comma))


def _complement(found: list[Token], begin: int, run: Run, words: Speech) -> Phrase | None:
    """ "seorang pejabat senior Kerajaan Valdoria": a house behind an office, where offices come first."""
    house = found[run.first].low in words.office_words or run.last - run.first == 1
    if words.head_last or run.is_role or not house:
        return None
    for first in range(run.first - 1, max(begin, run.first - _HEAD) - 1, -1):
        if found[first].low in words.indefinite:
            return _described(found, first, run.last, words)
    return None


def _noun_before(found: list[Token], begin: int, end: int, words: Speech) -> Phrase | None:
    """The noun that ends at an index with its article: "an interviewer | said", "the 34-year-old | said"."""
    last_word = found[end - 1].low
    if last_word in words.prepositions or last_word in words.small:
        return None
    for first in range(end - 1, max(begin, end - 5) - 1, -1):
        token = found[first]
        if not token.word[0].isalnum():
            return None
        if token.low in words.pronouns or token.low in words.that:
            return None
        if token.low in words.definite or token.low in words.indefinite:
            if first == end - 1 or (first > begin and found[first - 1].low in words.prepositions):
                return None
            return _described(found, first, end, words)
    return None


def _described(found: list[Token], first: int, last: int, words: Speech) -> Phrase | None:
    """A description with its article, or the person named before whom it calls "the man"."""
    ending = (
        next((at for at in range(first + 1, last) if found[at].low in words.definite), last)
        if not words.head_last
        else last
    )
    postposed = ending < last and found[ending].low in _POSTPOSED
    last = ending + 1 if postposed else last
    definite = found[first].low in words.definite or postposed
    anaphor = next((gender for token in found[first:last] if (gender := _anaphor(token, words))), "")
    if definite and anaphor:
        return Phrase(PRONOUN, first, last, anaphor)
    office = any(words.is_office(token.low) for token in found[first:last])
    if not office and found[first].low not in words.indefinite and not definite:
        return None
    article = definite and words.head_last and found[first].low in ("the", "die", "der", "das", "de", "het")
    return Phrase(DESCRIBED, first + article, last - postposed, definite=definite)


def _anaphor(token: Token, words: Speech) -> str:
    low = token.low
    if low in words.anaphors:
        return words.anaphors[low]
    tail = low.split("-", 1)[1] if "-" in low else ""
    return words.anaphors.get(tail, "")


def subjects(found: list[Token], words: Speech) -> Iterator[Phrase]:
    """What may be the subject of a sentence, as far as its form tells, the likeliest first."""
    if found and found[0].low in words.pronouns:
        yield Phrase(PRONOUN, 0, 1, words.pronouns[found[0].low])
    for run in (plausible(found, run, words) for run in runs(found[:_FARTHEST], words)):
        if run and not run.possessive and _is_subject(found, 0, run, words):
            if complement := _complement(found, 0, run, words):
                yield complement
                continue
            apposed = None if words.head_last else _behind_comma(found, run, words)
            if apposed and any(words.is_office(token.low) for token in found[max(0, run.first - _HEAD) : run.last]):
                yield apposed
            yield named(found, run, 0, words)


def plausible(found: list[Token], run: Run, words: Speech) -> Run | None:
    """The run, where it may be a name: of one that a noun or what an office is of grew onto, the end."""
    if run.is_role or run.gender or run.first == 0:
        return _without_trade(found, run) if words.big_nouns else run
    before, length = found[run.first - 1], run.last - run.name
    if not words.big_nouns:
        # "Secretary of State for Urbanism Ans Persoons"
        office = words.head_last and any(words.is_office(t.low) for t in found[max(0, run.first - 4) : run.first - 1])
        grown = before.low in ("of", "for") and length > _FULL and office
        return run._replace(name=run.last - _FULL, is_role=True) if grown else run
    led = before.low in words.definite or before.low in words.indefinite
    if before.low in words.verbs or not (led or (before.word.islower() and before.low.endswith(_ADJECTIVE))):
        return _without_trade(found, run)
    if before.low in words.prepositions and not led:
        return run
    if length > _FULL or (length == _FULL and "-" in found[run.name].word):
        return run._replace(name=run.name + 1, is_role=True)
    return _without_trade(found, run) if length == _FULL else None


def _without_trade(found: list[Token], run: Run) -> Run:
    """ "Uhrmacher Werner Stamm": a long noun for somebody before two names."""
    word = found[run.name].low if run.last - run.name > _FULL else ""
    if len(word) >= _LONG_NOUN and word.endswith(_AGENT):
        return run._replace(name=run.name + 1, is_role=True)
    return run


def _moved(run: Run, by: int) -> Run:
    return run._replace(first=run.first + by, last=run.last + by, name=run.name + by)


def _skip(found: list[Token], at: int, words: Speech) -> int:
    """Past what may stand between a verb and its subject behind it."""
    while at < len(found) and (found[at].word in "-," or found[at].low in words.between):
        if found[at].word == "," and at and found[at - 1].word == ",":
            break
        at += 1
    return at


def _segment_end(found: list[Token], at: int) -> int:
    end = at
    while end < len(found) and end - at < _FARTHEST and found[end].word not in _STOPS and found[end].word != ",":
        end += 1
    return end


def _clause_begin(found: list[Token], at: int, words: Speech) -> int:
    """Index of the first token of the clause that a verb at an index ends."""
    begin = at
    while begin > max(0, at - _FARTHEST) and found[begin - 1].word not in _STOPS:
        begin -= 1
    while begin < at and found[begin].word == ",":
        begin += 1
    return begin


# --- names


def _of_run(found: list[Token], run: Run, end: int, words: Speech) -> Phrase | None:
    if run.possessive:
        return _inside(found, run.first, end, words)
    if run.name == run.last:
        return _behind_comma(found, run, words) or _inside(found, run.first, end, words)
    # "Kapolsek Cempaka Putih, AKP Bambang Wirawan": what looked like the name is what the office is of.
    if run.is_role and (not words.head_last or run.last - run.name == 1):
        apposed = _behind_comma(found, run, words)
        if apposed:
            return apposed
    if not run.is_role and run.last < end and words.is_office(found[run.last].low):
        # "Acme spokesman John Roe": a house before the office.
        inner = _inside(found, run.first, end, words)
        if inner and (inner.first >= run.last or inner.kind == DESCRIBED):
            return inner
    return named(found, run, run.first, words)


def _behind_comma(found: list[Token], run: Run, words: Speech) -> Phrase | None:
    """The full name behind the comma after an office."""
    apposed = _apposed(found, run.last, words)
    if apposed is None or (apposed.last - apposed.name < _FULL and not apposed.gender and not apposed.is_role):
        return None
    return Phrase(NAME, apposed.name, apposed.last, apposed.gender, (run.first, run.last))


def _apposed(found: list[Token], at: int, words: Speech) -> Run | None:
    """The name behind a comma, of the office before it."""
    if at + 1 >= len(found) or found[at].word != ",":
        return None
    run = run_at(found, at + 1, words)
    return run if run and run.name < run.last and not run.possessive else None


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
        and found[first - 1].low.endswith(_ADJECTIVE)
    ):
        first -= 1
    led = first > 0 and found[first - 1].low in words.indefinite
    definite = first > 0 and found[first - 1].low in words.definite
    anaphor = _anaphor(found[run.last - 1], words)
    if definite and anaphor:
        return Phrase(PRONOUN, first, run.last, anaphor)
    return Phrase(DESCRIBED, first - led, run.last, definite=definite or (run.last - run.first == 1 and not led))


def _role_beside(found: list[Token], run: Run, begin: int, words: Speech) -> tuple[int, int] | None:
    """The office before the name in small letters ("the mayor, Ana Roe") or behind it ("Ana Roe, mayor of Town,")."""
    end = run.last
    if end < len(found) and found[end].word == ",":
        last = _segment_end(found, end + 1)
        first = end + 1
        if first < last and (found[first].low in words.definite or found[first].low in words.indefinite):
            first += 1
        if last - first <= _LONGEST_DESCRIPTION and _begins_role(found, first, last, words):
            return first, last
    apposed = _role_before_comma(found, run, words)
    if apposed:
        return apposed
    first = run.first
    while first > begin and first - 1 >= 0 and found[first - 1].word not in _STOPS and found[first - 1].word != ",":
        if not _may_be_role(found[first - 1], words):
            break
        first -= 1
    if first < run.first and any(words.is_office(t.low) for t in found[first : run.first]):
        return first, run.first
    return None


def _begins_role(found: list[Token], first: int, last: int, words: Speech) -> bool:
    """Whether an office stands among the first words, before any small word."""
    for token in found[first : min(first + _HEAD, last)]:
        if words.is_office(token.low):
            return True
        if token.low in words.small or token.low in words.between:
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
        and last - first < _LONGEST_DESCRIPTION
        and found[first - 1].word not in _STOPS
        and found[first - 1].word != ","
    ):
        first -= 1
    while first < last and (
        found[first].low in words.definite or found[first].low in words.small or found[first].low in words.verbs
    ):
        first += 1
    return (first, last) if any(words.is_office(t.low) for t in found[first : min(first + 3, last)]) else None


def _may_be_role(token: Token, words: Speech) -> bool:
    return token.word[0].isalpha() and (words.is_office(token.low) or token.low in words.office_words)


def _stands_free(found: list[Token], begin: int, run: Run, words: Speech) -> bool:
    """Whether the run isn't what a preposition leads to."""
    if run.first == begin:
        return True
    before = found[run.first - 1]
    if before.low in words.prepositions and before.word != ",":
        return False
    # "spokesman for the city of Town": a description goes on until the verb.
    article = before.low in words.definite and run.first - 2 >= begin
    return not (article and found[run.first - 2].low in words.prepositions)


def _is_subject(found: list[Token], begin: int, run: Run, words: Speech) -> bool:
    """Whether a run may be a sentence's subject: no preposition leads to it, over an adjective or two."""
    if not _stands_free(found, begin, run, words):
        return False
    for at in range(run.first - 1, max(begin, run.first - 3) - 1, -1):
        if not found[at].word.islower() or found[at].low in words.verbs:
            break
        if found[at].low in words.prepositions and found[at].low not in words.definite:
            return False
    return True


# --- descriptions


def _inside(found: list[Token], at: int, end: int, words: Speech) -> Phrase | None:
    """A phrase that begins with a small letter: the name in it or behind its comma, else what it describes."""
    inner = (plausible(found, _moved(run, at), words) for run in runs(found[at:end], words))
    for run in inner:
        if run is None or run.name == run.last or run.possessive or run.first == at:
            continue
        whole = run.last - run.name >= _FULL or run.last >= end or found[run.first - 1].low not in words.definite
        if whole and _stands_free(found, at, run, words):
            return Phrase(NAME, run.name, run.last, run.gender, _role_before(found, at, run, words))
    following = _apposed(found, end, words)
    if following and (following.last - following.name >= 2 or following.gender or found[at].low in words.definite):
        return Phrase(NAME, following.name, following.last, following.gender, _trimmed(found, at, end, words))
    return _description(found, at, _upto(found, at, end, words), words)


def _upto(found: list[Token], at: int, end: int, words: Speech) -> int:
    """Index at which a description behind a verb ends: "a spokesman for the town | in a statement"."""
    for index in range(at + 2, end):
        low = found[index].low
        if low in words.prepositions and low not in words.of and low not in words.definite:
            return index
    return end


def _role_before(found: list[Token], at: int, run: Run, words: Speech) -> tuple[int, int] | None:
    return _trimmed(found, at, run.name, words) if any(words.is_office(t.low) for t in found[at : run.name]) else None


def _trimmed(found: list[Token], first: int, last: int, words: Speech) -> tuple[int, int] | None:
    """A description without its article."""
    while first < last and (found[first].low in words.definite or found[first].low in words.small):
        first += 1
    return (first, last) if first < last else None


def _description(found: list[Token], first: int, end: int, words: Speech) -> Phrase | None:
    """What describes a speaker without a name, where an office or trade stands in it: "a spokesman for the town"."""
    while first < end and (found[first].word in ",-" or found[first].low in words.prepositions - words.definite):
        comma = next((i for i in range(first, end) if found[i].word == ","), None)
        if found[first].word not in ",-" and comma is None:
            return None
        first = first + 1 if found[first].word in ",-" else comma or end
    last = _description_end(found, first, end, words)
    leads = found[first].low in words.indefinite or any(_anaphor(token, words) for token in found[first:last])
    if not leads and not any(words.is_office(token.low) for token in found[first : min(first + _HEAD, last)]):
        return None
    return _described(found, first, last, words)


def _description_end(found: list[Token], first: int, end: int, words: Speech) -> int:
    last = min(end, first + _LONGEST_DESCRIPTION)
    for at in range(first + 1, last):
        low = found[at].low
        if found[at].word in _STOPS or found[at].word == ",":
            return at
        if low in _POSTPOSED and low in words.definite:
            return at + 1
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
