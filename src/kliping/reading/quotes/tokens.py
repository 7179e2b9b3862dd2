"""Text as words and signs with their places, as the finders of cues and names go through it."""

from __future__ import annotations

import re
import sys
from functools import lru_cache, partial
from typing import NamedTuple

from kliping.reading.quotes.speech import Speech
from kliping.reading.words import values

# A word with what holds it together ("Jean-Pierre", "O'Neil", "a.k.a"), an elided article for itself ("l'", "qu'",
# but "D'Angelo" is one word), or one sign.
_TOKEN = re.compile(
    r"(?:[ldnscjmt]|(?:lors|puis)?qu)['’](?=\w)|(?:[LDNSCJMT]|Qu)['’](?=[^\W\d_A-ZÀ-Þ])|L['’](?=\w)"
    r"|[^\W_]{1,99}+(?:[-'’.][^\W_]{1,99}+){0,9}+|\S"
)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»“)]*(?:\s+(?![\sa-zà-ÿ])|$)")
_DEGREE = re.compile(r",\s{0,2}((?:[A-Z][A-Za-z]{0,3}\.){1,4}[A-Z][A-Za-z]{0,3}\b\.?)")
_LONGEST_ABBREVIATION = 12
_FAR = 400
"""Characters on either side of a quotation in which its sentence is read."""
_CLOSING = frozenset("\"'”’»“)›")
_MOST_WORDS = 16_384
"""Words whose looked-up form is kept: a story uses the same ones again and again."""

_LONGEST_BRACKET = 14
"""Tokens in brackets that are passed over."""

_SHORT = 2
"""Letters of a word up to which a stop behind it may be that of an abbreviation."""


class Token(NamedTuple):
    """One word or sign."""

    word: str
    """As printed."""

    start: int
    """Offset of its first character in the paragraph."""

    end: int
    """Offset after its last character."""

    low: str
    """In small letters, with plain apostrophes, without the apostrophe of an elision or of an English genitive."""


_token = partial(tuple.__new__, Token)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a part of a paragraph; offsets are the paragraph's.

    >>> [token.low for token in tokens("Qu’en dit l’élu J. Dupont ?", 0, 99)]
    ['qu', 'en', 'dit', 'l', 'élu', 'j', '.', 'dupont', '?']
    """
    # Columns and maps throughout, because a story has hundreds of tokens and a loop takes twice the time.
    matches = list(_TOKEN.finditer(text, start, end))
    words = list(map(re.Match.group, matches))
    columns = zip(words, map(re.Match.start, matches), map(re.Match.end, matches), map(low, words), strict=True)
    return list(map(_token, columns))


def plain_tokens(text: str, start: int, end: int) -> list[Token]:
    """The same without what stands in round brackets, which parts nothing ("Ana Roe (44) said").

    >>> [token.word for token in plain_tokens("Ana Roe (44) said", 0, 99)]
    ['Ana', 'Roe', 'said']
    """
    found = tokens(text, start, end)
    if _DEGREE.search(text, start, end):
        found = _without_degrees(text, start, end, found)
    if "(" not in text[start:end]:
        return found
    kept: list[Token] = []
    skipped: list[Token] = []
    for token in found:
        if token.word == "(" or skipped:
            skipped.append(token)
            if token.word == ")":
                skipped.clear()
            elif len(skipped) > _LONGEST_BRACKET:
                kept += skipped
                skipped.clear()
        else:
            kept.append(token)
    return kept + skipped


def _without_degrees(text: str, start: int, end: int, found: list[Token]) -> list[Token]:
    """ "Ani Lestari, M.Si., said": the stops of degrees end nothing."""
    known = values("degree")
    spans = [m.span() for m in _DEGREE.finditer(text, start, end) if m[1].lower().rstrip(".") in known]
    return [token for token in found if not any(first <= token.start < last for first, last in spans)]


@lru_cache(maxsize=_MOST_WORDS)
def low(word: str) -> str:
    """The form in which a token is looked up.

    >>> low("L’"), low("Roe’s"), low("KATA")
    ('l', 'roe', 'kata')
    """
    plain = word.lower()
    if "’" in plain:
        plain = plain.replace("’", "'")
    if "'" in plain and len(plain) > 1:
        plain = plain.removesuffix("'s").removesuffix("'")
    return plain


def are_initials(word: str) -> bool:
    """Whether a word is made of single letters, but for a stop behind it.

    >>> are_initials("J"), are_initials("J.K"), are_initials("U.S"), are_initials("Jr"), are_initials("3")
    (True, True, True, False, False)
    """
    return word[:1].isalpha() and len(word) % 2 == 1 and not word[1::2].strip(".") and word[0::2].isalpha()


def is_of_initials(found: list[Token], at: int) -> bool:
    """Whether a stop ends no clause, but initials ("U.S. officials")."""
    return found[at].word == "." and at > 0 and are_initials(found[at - 1].word)


def is_possessive(token: Token) -> bool:
    """Whether an English genitive ends the word ("Roe's")."""
    return token.word.endswith(("'s", "’s"))


def is_capital(token: Token) -> bool:
    """Whether a word begins like a name."""
    word = token.word
    return word[0].isupper() or (word[1:2].isupper() and word[0].isalpha())


def sentence_spans(text: str, words: Speech, start: int = 0, end: int = sys.maxsize) -> list[tuple[int, int]]:
    """The sentences of a part of a paragraph, as offsets; the stop of an initial or of a title ends none.

    >>> from kliping.reading.quotes.languages import speech
    >>> text = "Dr. Roe agreed. “Yes.” She left."
    >>> [text[start:end] for start, end in sentence_spans(text, speech("en"))]
    ['Dr. Roe agreed. ', '“Yes.” ', 'She left.']
    """
    spans = []
    for match in _SENTENCE_END.finditer(text, start, end):
        if match[0][0] == "." and _is_abbreviated(text, match.start(), words):
            continue
        spans.append((start, match.end()))
        start = match.end()
    end = min(end, len(text))
    return [*spans, (start, end)] if start < end else spans


def _is_abbreviated(text: str, stop: int, words: Speech) -> bool:
    word = text[max(0, stop - _LONGEST_ABBREVIATION) : stop].rpartition(" ")[2].lstrip("(\"“”'‘")
    return are_initials(word) or word.lower() in words.titles or word in words.abbreviations


def first_sentence(text: str, start: int, end: int, words: Speech) -> int:
    """Offset at which the sentence ends that stands at an offset."""
    for match in _SENTENCE_END.finditer(text, start, min(end, start + _FAR)):
        if not (match[0][0] == "." and _is_abbreviated(text, match.start(), words)):
            return match.start() + 1
    return min(end, start + _FAR)


def last_sentence(text: str, start: int, end: int, words: Speech) -> int:
    """Offset at which the sentence begins that goes on until an offset; that offset where one ends there."""
    begin = max(start, end - _FAR)
    for match in _SENTENCE_END.finditer(text, begin, end):
        if not (match[0][0] == "." and _is_abbreviated(text, match.start(), words)):
            begin = match.end()
    return begin
