"""Whether a name could be a person's: by its words, and by how a sentence introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kliping.reading.quotes.phrase import NAME, Phrase
from kliping.reading.quotes.speech import Speech
from kliping.reading.quotes.tokens import Token

_AGE = re.compile(r"(?: \(|, )\d{1,2}(?:\)| ?,)")
"""Somebody's age behind the name."""

_LONGEST_INTRODUCTION = 8
"""Tokens between the commas that say who somebody is."""

_LONGEST_NAME = 6
"""Tokens of a person's name; a longer run is a title."""


def is_personal(found: list[Token], phrase: Phrase, words: Speech) -> bool:
    """Whether a name could be a person's: no acronym, no house by its words."""
    if phrase.kind != NAME:
        return False
    name = found[phrase.first : phrase.last]
    before = found[phrase.first - 1] if phrase.first else None
    if before and phrase.role is None and (before.word.isdigit() or before.low in words.definite | words.indefinite):
        return False
    if len(name) > _LONGEST_NAME:
        return False
    if not words.head_last and name[0].low in words.office_words:
        return False
    offices = name if words.head_last else name[:1]  # "Lukman Hakim" is no judge
    if any(words.is_office(token.low) for token in offices) or names_a_thing([token.low for token in name], words):
        return False
    return not any(token.word == "&" or (token.word.isupper() and len(token.word) > 2) for token in name)


def names_a_thing(name: Sequence[str], words: Speech) -> bool:
    """Whether the folded words of a name are those of a house, place or thing.

    Behind a given name some of them are a family name ("Kanye West"), and some are given names ("Bill Roe").
    """
    given = len(name) > 1 and name[0] in words.genders
    own = name[1:] if given else name
    if given and own[-1] in words.family_names:
        own = own[:-1]
    return not words.things.isdisjoint(own)


def is_introduced(text: str, found: list[Token], phrase: Phrase, words: Speech) -> bool:
    """Whether a sentence opens with a name and says behind it who that is: "Ani, pemudik asal Kayuara,", "Ani (46)"."""
    if phrase.first or phrase.last >= len(found):
        return False
    if _AGE.match(text, found[phrase.last - 1].end):
        return True
    if words.head_last:
        return False
    last = next((at for at in range(phrase.last + 1, len(found)) if found[at].word == ","), 0)
    first = found[min(phrase.last + 1, len(found) - 1)]
    known = (words.small, words.prepositions, words.between, words.cues, words.pronouns)
    described = first.word.islower() and not any(first.low in kind for kind in known)
    return found[phrase.last].word == "," and 1 < last - phrase.last <= _LONGEST_INTRODUCTION and described
