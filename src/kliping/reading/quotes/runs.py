"""Names in a row of tokens: where one begins and ends, and which of its words are office and title."""

from __future__ import annotations

from typing import NamedTuple

from kliping.reading.quotes.speech import Hints, Speech
from kliping.reading.quotes.tokens import Token, is_capital, is_possessive

_QUOTES = frozenset("\"'“”„«»‘’(")
_AFTER_QUOTES = frozenset("\"'“”»«’)")
_MOST_PARTICLES = 3
_PERSONAL = 2
"""Words from which a name is likely a person's in full."""


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


def run_at(found: list[Token], at: int, words: Speech) -> Run | None:
    """The run that begins at a token, None where none does."""
    end = at
    while end < len(found):
        token = found[end]
        if _goes_on(found, end, words) if end > at else _begins(found, end, words):
            end += 1
            if is_possessive(token):
                break
            if _has_stop(found, end, words):
                end += 1
            continue
        step = _bridge(found, end, words) if end > at else 0
        if not step:
            break
        end += step
    if end == at or (end == at + 1 and found[at].low in words.times):
        return None
    return _cut(found, at, end, words)


def runs(found: list[Token], words: Speech) -> list[Run]:
    """All runs, in order."""
    result, at = [], 0
    while at < len(found):
        run = run_at(found, at, words) if _begins(found, at, words) else None
        if run:
            result.append(run)
        at = run.last if run else at + 1
    return result


def text_of(text: str, found: list[Token], first: int, last: int) -> str:
    """The words from one token to another as printed, without a genitive's ending."""
    words = text[found[first].start : found[last - 1].end]
    return words[:-2] if words.endswith(("'s", "’s")) else words.rstrip("’'")


def _begins(found: list[Token], at: int, words: Speech) -> bool:
    """Whether a token may be a word of a name."""
    token = found[at]
    if not token.word[0].isalpha() or (token.word[-1] in "'’" and token.low != "o"):
        return False
    if not is_capital(token):
        # "dr. Ani Lestari"
        return token.low in words.titles and at + 2 < len(found) and found[at + 1].word == "."
    if token.low in words.small or token.low in words.times or token.low in words.pronouns:
        return _is_initial(found, at) or _is_inside(found, at, words)
    return True


def _is_inside(found: list[Token], at: int, words: Speech) -> bool:
    """Whether a small word has its capital from a name ("in New York"): another capital is behind it."""
    low = found[at].low
    if (
        words.big_nouns
        or low in words.definite
        or low in words.indefinite
        or low in words.pronouns
        or low in words.times
    ):
        return False
    inside = at > 0 and found[at - 1].word.islower() and at + 1 < len(found)
    return inside and len(low) > 2 and is_capital(found[at + 1]) and found[at + 1].low not in words.small


def _goes_on(found: list[Token], at: int, words: Speech) -> bool:
    """Whether a token may be a later word of a name: there a capital isn't a sentence's, so "Jonas Weil" is one."""
    token = found[at]
    if token.low in words.small and is_capital(token) and (len(token.word) > 2 or token.word[1:].isupper()):
        return token.low not in words.times and token.low not in words.pronouns
    return _begins(found, at, words) and token.low not in words.times


def _is_initial(found: list[Token], at: int) -> bool:
    return len(found[at].word) == 1 and at + 2 < len(found) and found[at + 1].word == "." and is_capital(found[at + 2])


def _has_stop(found: list[Token], at: int, words: Speech) -> bool:
    """Whether the stop at an index belongs to the initial or title before it."""
    if at + 1 >= len(found) or found[at].word != "." or found[at].start != found[at - 1].end:
        return False
    before = found[at - 1]
    if before.low not in words.titles and not (len(before.word) == 1 and before.word.isalpha()):
        return before.word in words.abbreviations
    return _begins(found, at + 1, words)


def _bridge(found: list[Token], at: int, words: Speech) -> int:
    """Tokens that stand inside a name though they have no capital: particles, "&", a nickname in marks."""
    for step in range(1, _MOST_PARTICLES + 1):
        if at + step >= len(found):
            return 0
        inner = found[at + step - 1]
        if (
            inner.low not in words.particles
            and inner.word != "&"
            and not (step > 1 and inner.low in words.inner_articles)
        ):
            break
        if _begins(found, at + step, words) and found[at + step].low not in words.times:
            return step
    if found[at].word + "".join(token.word for token in found[at + 1 : at + 3]) in words.child_of:
        return 3
    if found[at].word in _QUOTES and at + 3 < len(found) and found[at + 2].word in _AFTER_QUOTES:
        nickname = found[at + 1].word
        if (
            nickname[0].isupper()
            and nickname.isalpha()
            and is_capital(found[at + 3])
            and found[at + 3].low not in words.small
        ):
            return 3
    return 0


def _cut(found: list[Token], first: int, last: int, words: Speech) -> Run:
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
    if name == last and last - first == 1 and found[first].low in words.office_words:
        return first
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
    alone = _called(found, name, last, hints) if hints else None
    if alone is not None:
        return alone
    for at in range(last - 2, name, -1):
        if found[at].low in words.titles:
            return at
    for at in range(last - 2, name, -1):
        if found[at].low in words.office_words:
            name, place = at + 1, place or found[at].low in words.places
            break
    while hints and name < last - 1 and hints.is_place(found[name].low):
        name += 1
        place = False
        if name < last - _PERSONAL and hints.are_together(found[name - 1].word, found[name].word):
            name += 1
    whole = sum(len(token.word) > 1 for token in found[name:last])
    return name + 1 if place and whole > _PERSONAL else name


def _called(found: list[Token], name: int, last: int, hints: Hints) -> int | None:
    """Where a long run has the word by which the story calls somebody for short ("tutur Yoga")."""
    if last - name <= _PERSONAL:
        return None
    for at in range(name, last - 1):
        if hints.stands_alone(found[at].low) and not hints.is_place(found[at].low):
            return at
    return None


def _is_acronym(found: list[Token], at: int, first: int, last: int) -> bool:
    word = found[at].word
    return 1 < len(word) <= 7 and word.isupper() and not all(token.word.isupper() for token in found[first:last])
