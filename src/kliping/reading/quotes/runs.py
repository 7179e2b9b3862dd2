"""Names in a row of tokens: where one begins and ends."""

from __future__ import annotations

from kliping.reading.quotes.parts import Run, parted
from kliping.reading.quotes.phrase import FULL
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token, are_initials, is_capital, is_possessive

_QUOTES = frozenset("\"'“”„«»‘’(")
_AFTER_QUOTES = frozenset("\"'“”»«’)")
_MOST_PARTICLES = 3
_SHORT_MONTH = 3
"""Letters of a month's short form, behind which a day stands and no name."""


def run_at(found: list[Token], at: int, words: Speech) -> Run | None:
    """The run that begins at a token, None where none does."""
    end = _run_end(found, at, words)
    if end == at or (end == at + 1 and found[at].low in words.times):
        return None
    return parted(found, at, end, words)


def run_over(found: list[Token], offset: int, words: Speech) -> Run | None:
    """The run that a character of the paragraph belongs to; the others are not parted."""
    at, titles = 0, words.titles
    while at < len(found) and found[at].start <= offset:
        token = found[at]
        plain = token.word.islower() and token.low not in titles
        end = at if plain or not _begins(found, at, words) else _run_end(found, at, words)
        if end > at and offset < found[end - 1].end:
            return run_at(found, at, words)
        at = max(end, at + 1)
    return None


def _run_end(found: list[Token], at: int, words: Speech) -> int:
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
        whole = words.big_nouns and end - at >= FULL  # "Ana Roe | von der Hochschule": the name is said
        step = (0 if whole else _bridge(found, end, words)) or _office_joint(found, end, words) if end > at else 0
        if not step:
            break
        end += step
    return end


def runs(found: list[Token], words: Speech) -> list[Run]:
    """All runs, in order."""
    result, at = [], 0
    titles = words.titles
    while at < len(found):
        word = found[at].word
        if word.islower() and found[at].low not in titles:
            at += 1  # nearly all words: no more is asked of them
            continue
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
    if token.low in words.times:
        return _is_somebody(found, at, words)
    if token.low in words.small or token.low in words.pronouns:
        return _is_initial(found, at) or _is_inside(found, at, words)
    return True


def _is_somebody(found: list[Token], at: int, words: Speech) -> bool:
    """Whether a month is a given name here ("said April Roe", "Mar Hicks"): a name follows, no preposition leads."""
    if at + 1 >= len(found) or not is_capital(found[at + 1]) or found[at + 1].low in words.times:
        return _is_initial(found, at) or _is_inside(found, at, words)
    given = found[at].low in words.genders or len(found[at].low) == _SHORT_MONTH
    return given and found[at].low in words.months and not (at and found[at - 1].low in words.prepositions)


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
    if token.low in words.months and is_capital(token) and found[at - 1].low in words.genders:
        return at + 1 == len(found) or not found[at + 1].word.isdigit()  # "Theresa May"
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
    if before.low not in words.titles and not are_initials(before.word):
        return before.word in words.abbreviations
    return _begins(found, at + 1, words)


def _office_joint(found: list[Token], at: int, words: Speech) -> int:
    """Tokens between two parts of one office: "Kebudayaan | dan | Pariwisata", "Meteorologi |,| Klimatologi"."""
    last = found[at - 1]
    if words.head_last or not (last.low in words.office_words or (len(last.word) > 1 and last.word.isupper())):
        return 0
    if found[at].word.isdigit() and at + 1 < len(found) and is_capital(found[at + 1]):
        return 1  # "SDN 2 Muara Tiga"
    if last.low not in words.office_words:
        return 0
    comma = found[at].word == ","
    joint = at + comma < len(found) and found[at + comma].low in words.joints
    following = at + comma + joint
    if following == at or following >= len(found) or not is_capital(found[following]):
        return 0
    low = found[following].low
    goes_on = low in words.office_words if comma else low not in words.titles and low not in words.small
    return following - at if goes_on and low not in words.offices else 0


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
