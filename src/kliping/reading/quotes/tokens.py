"""Text as words and signs with their places, as the finders of cues and names go through it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kliping.reading.quotes.speech import Speech

# A word with what holds it together ("Jean-Pierre", "O'Neil", "a.k.a"), an elided article for itself ("l'", "qu'",
# but "D'Angelo" is one word), or one sign.
_TOKEN = re.compile(
    r"(?:[ldnscjmt]|(?:lors|puis)?qu)['’](?=\w)|(?:[LDNSCJMT]|Qu)['’](?=[^\W\d_A-ZÀ-Þ])|L['’](?=\w)"
    r"|[^\W_]+(?:[-'’.][^\W_]+)*+|\S"
)
_ENDS = frozenset(".!?…。！？")
_CLOSING = frozenset("\"'”’»“)›")
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


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a part of a paragraph; offsets are the paragraph's.

    >>> [token.low for token in tokens("Qu’en dit l’élu J. Dupont ?", 0, 99)]
    ['qu', 'en', 'dit', 'l', 'élu', 'j', '.', 'dupont', '?']
    """
    return [Token(match[0], match.start(), match.end(), low(match[0])) for match in _TOKEN.finditer(text, start, end)]


def plain_tokens(text: str, start: int, end: int) -> list[Token]:
    """The same without what stands in round brackets, which parts nothing ("Ana Roe (44) said").

    >>> [token.word for token in plain_tokens("Ana Roe (44) said", 0, 99)]
    ['Ana', 'Roe', 'said']
    """
    found = tokens(text, start, end)
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


def is_possessive(token: Token) -> bool:
    """Whether an English genitive ends the word ("Roe's")."""
    return token.word.endswith(("'s", "’s"))


def is_capital(token: Token) -> bool:
    """Whether a word begins like a name."""
    word = token.word
    return word[0].isupper() or (word[1:2].isupper() and word[0].isalpha())


def ends_sentence(found: list[Token], at: int, words: Speech) -> bool:
    """Whether a sentence ends with the token at an index: a stop that isn't that of an initial or a title."""
    token = found[at]
    if token.word not in _ENDS:
        return False
    following = found[at + 1].word if at + 1 < len(found) else ""
    if token.word != "." or not following:
        return True
    before = found[at - 1] if at and found[at - 1].end == token.start else None
    if before and (before.low in words.titles or (len(before.word) == 1 and before.word.isalpha())):
        return False
    if before and len(before.word) <= _SHORT and before.word.isalpha() and before.low not in words.small:
        return following[0].isupper() and before.word.isupper()
    return not following[0].islower() or found[at + 1].start > token.end


def last_sentence(found: list[Token], words: Speech) -> list[Token]:
    """The tokens after the last sentence end; all of them where there is none, none where one stands at the very end."""
    for at in range(len(found) - 1, -1, -1):
        if ends_sentence(found, at, words):
            rest = found[at + 1 :]
            while rest and rest[0].word in _CLOSING and rest[0].start == found[at].end:
                rest = rest[1:]
            return rest
    return found


def first_sentence(found: list[Token], words: Speech) -> list[Token]:
    """The tokens up to the first sentence end, without it."""
    for at in range(len(found)):
        if ends_sentence(found, at, words):
            return found[:at]
    return found


def sentences(found: list[Token], words: Speech) -> list[list[Token]]:
    """The tokens, a list for each sentence, the signs that end them left out."""
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(found):
        if ends_sentence(found, at, words):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]
