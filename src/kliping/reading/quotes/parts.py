"""A run of capitals parted: which of its words are office and title, and where the name begins."""

from __future__ import annotations

from typing import NamedTuple

from kliping.reading.quotes.speech import Hints, Speech
from kliping.reading.quotes.tokens import Token, is_possessive

_PERSONAL = 2
"""Words from which a name is likely a person's in full."""

_LONGEST_HOUSE = 4
"""Words of a house before the part that looked like a name."""


class Run(NamedTuple):
    """Words in capitals that belong together, cut into office and name."""

    first: int
    """Index of its first token."""

    last: int
    """Index after its last token."""

    name: int
    """Index of the first token of the name; `last` where there is none and all is office."""

    gender: str
    """"he" or "she" where a title tells, else ""."""

    is_role: bool
    """Whether an office or title stands in it."""

    possessive: bool
    """Whether the name is a genitive ("Roe's")."""


def parted(found: list[Token], first: int, last: int, words: Speech) -> Run:
    """Part office and title from the name."""
    gender, is_role = "", False
    for at in range(first, last):
        low = found[at].low
        if low in words.titles and at < last - 1:
            gender = gender or words.titles[low]
    if words.head_last and last < len(found) - 1 and found[last].low == "of" and words.is_office(found[last - 1].low):
        return Run(first, last, last, gender, True, False)  # "Brussels Secretary of State"
    while last - first > _PERSONAL and found[last - 1].low in words.degrees:
        last -= 1  # "Saut Marbunan SH"
    name = (_head_last if words.head_last else _head_first)(found, first, last, words)
    while name < last - 1 and (found[name].low in words.titles or (name > first and found[name].word == ".")):
        name += 1
    for at in range(first, name):
        is_role = is_role or words.is_office(found[at].low)
    return Run(first, last, name, gender, is_role, _is_genitive(found, last))


def _is_genitive(found: list[Token], last: int) -> bool:
    """Whether a run is a genitive: "Roe's", "Gates’ satellites"."""
    if is_possessive(found[last - 1]):
        return True
    mark = found[last] if last + 1 < len(found) else None
    return bool(mark and mark.word in "'’" and mark.start == found[last - 1].end and found[last + 1].word.islower())


def _head_last(found: list[Token], first: int, last: int, words: Speech) -> int:
    """ "Acme Chief Executive Ana Roe": the name follows the last office, but "Tom Baker" is a name."""
    name, other = first, False
    for at in range(first, last):
        low = found[at].low
        if low in words.titles or words.is_office(low):
            # At the end it is a family name, unless all before it is office too ("Home Secretary").
            if at < last - 1 or (not other and (name == at)):
                name = at + 1
        elif low in words.office_words and name == at:
            name = at + 1
        elif found[at].word != ".":
            other = True
        elif name == at:
            name = at + 1
    if name == last and not any(words.is_office(token.low) for token in found[first:last]):
        return first  # "U.S. Treasury" is all there is
    return name


def _head_first(found: list[Token], first: int, last: int, words: Speech) -> int:
    """ "Menteri Luar Negeri AS Ani Lestari": the name follows what goes on with the office."""
    name, is_office, place = first, False, False
    for at in range(first, last):
        low = found[at].low
        title = low in words.titles
        office = low in words.offices
        if not (
            title
            or office
            or low in words.office_words
            or _is_acronym(found, at, first, last)
            or (found[at].word == "." and at == name)
            or found[at].word.isdigit()
            or (at == name and is_office and (low in words.joints or low == ","))
        ):
            break
        if (
            at == last - 1
            and is_office
            and not office
            and low not in words.office_words
            and not _is_acronym(found, at, first, last)
        ):
            break
        is_office = is_office or title or office
        place = words.offices.get(low) == "place" or low in words.places or _is_acronym(found, at, first, last)
        name = at + 1
    if not is_office:
        # Only words that go on with an office: a ministry, an agency, a bank.
        return first
    return _after_place(found, name, last, place, words)


def _after_place(found: list[Token], name: int, last: int, place: bool, words: Speech) -> int:
    """ "Bupati Kayuara Ani Lestari", "Gubernur Jawa Barat …": what comes before the name is what the office is of."""
    hints = words.hints
    alone = _called(found, name, last, hints, words) if hints else None
    if alone is not None:
        return alone
    given = next((at for at in range(name, last) if _is_given(found, at, last, words)), name)
    if given > name and found[name - 1].low not in words.titles:
        return given
    if hints and last - name == _PERSONAL + 1 and hints.speaks_alone(found[last - 1].low):
        return last - 1 if hints.is_place(found[last - 2].low) else last - _PERSONAL
    for at in range(last - 2, name, -1):
        if found[at].low in words.titles:
            return at
    for at in range(last - 2, name, -1):
        if found[at].low in words.office_words or found[at].low in words.offices:
            name, place = at + 1, place or found[at].low in words.places
            break
    while hints and name < last - 1 and hints.is_place(found[name].low):
        name += 1
        place = False
        if name < last - _PERSONAL and hints.are_together(found[name - 1].word, found[name].word):
            name += 1
    if hints and last - name >= _PERSONAL:
        name = _past_house(found, name, last, hints)
    whole = sum(len(token.word) > 1 for token in found[name:last])
    return name + 1 if place and whole > _PERSONAL else name


def _is_given(found: list[Token], at: int, last: int, words: Speech) -> bool:
    low = found[at].low
    if low in words.given_articles:
        return at + 1 < last and found[at + 1].low in words.given
    return low in words.given


def _past_house(found: list[Token], name: int, last: int, hints: Hints) -> int:
    """Where the name begins behind a house ("Kepala SDN 2 Muara Tiga | Ani Lestari"), if that stands elsewhere too."""
    for end in range(last - 1, name, -1):
        for first in range(max(name - _LONGEST_HOUSE, 1), name):
            house = " ".join(token.word for token in found[first:end])
            if hints.goes_elsewhere(found[first - 1].word, house, found[end].word):
                return end
    return name


def _called(found: list[Token], name: int, last: int, hints: Hints, words: Speech) -> int | None:
    """Where a long run has the word by which the story calls somebody for short ("tutur Yoga")."""
    if last - name <= _PERSONAL:
        return None
    alone = [at for at in range(name, last - 1) if hints.stands_alone(found[at].low)]
    people = [at for at in alone if found[at].low in words.given or not hints.is_place(found[at].low)]
    return next((at for at in people if hints.speaks_alone(found[at].low)), people[0] if people else None)


def _is_acronym(found: list[Token], at: int, first: int, last: int) -> bool:
    word = found[at].word
    return 1 < len(word) <= 7 and word.isupper() and not all(token.word.isupper() for token in found[first:last])
