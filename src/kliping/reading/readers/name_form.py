"""Whether a text has the form of a name, in any script: what byline, credit, source and dateline all ask.

No list of names is kept: capitals, length, marks and the vocabulary of what is no name decide. A name that this turns
away is found elsewhere on the page; a sentence that it lets through becomes an author.
"""

from __future__ import annotations

import re
import unicodedata

from kliping.reading.remembered import remembered
from kliping.reading.words import find, fold, months, values

# Parts of names that are written small in many countries: they belong to the name, not to a language's vocabulary.
PARTICLES = frozenset(
    (
        *("af", "al", "av", "bin", "bint", "binte", "binti", "da", "dal", "das", "de", "degli", "dei", "del", "della"),
        *("den", "der", "di", "do", "dos", "du", "e", "el", "en", "i", "ibn", "la", "las", "le", "los", "mac", "ten"),
        *("ter", "v.", "van", "vom", "von", "y", "zu", "zum", "zur"),
    )
)
"""Small words that stand inside names."""

DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.\s?){1,4}[A-Z]?[A-Za-z]{0,3}|[A-Z][A-Za-z]?[A-Z]{1,3}[a-z]?|[JS]r")
"""What stands after a comma behind a name: letters with stops ("M.Si.", "Ph.D.") or a few capitals ("MD", "PhD")."""

_BUTTONS = ("promo", "comments", "rail", "tags", "pager", "read_also")
_POSSESSIVE = ("'s", "’s")
HOST = re.compile(r"[\w-]{2,40}\.(?:[a-z]{2,6}\.)?[a-z]{2,24}", re.IGNORECASE)
"""The name of a site as it is printed: "Kabar-Teluk.co.id"."""

_NO_LETTER = re.compile(r"[\W_]+")
_ENDING = re.compile(r"(?<=\w)\.[a-z]{2,12}(?:\.[a-z]{2,12})?\Z")
"""A domain's ending, as sites print it behind their names."""

_LONGEST_NAME = 60
_MOST_WORDS = 7
_INSIDE = "'’ʻ‘`´.・·‧-"
_CASELESS_LONGEST = 24
_HAN_LONGEST = 5


@remembered(2048)
def is_name(text: str) -> bool:
    """Whether a text could be the name of a person or an agency, in any script, by its form alone.

    >>> [is_name(t) for t in ("Suharti", "Ludwig van Berkhoven", "山田太郎", "AFP", "dpa")]
    [True, True, True, True, True]
    >>> [is_name(t) for t in ("Redaksi", "12 Mei 2022", "We asked her", "By", "Monday", "https://example.com")]
    [False, False, False, False, False, False]
    """
    text = text.strip()
    if is_agency(text):
        return True
    # The vocabulary is asked last: most texts don't even look like a name.
    return 2 <= len(text) <= _LONGEST_NAME and _has_form(_without_degrees(text)) and not is_vocabulary(text)


def _has_form(bare: str) -> bool:
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or not all(_is_word(word) for word in words):
        return False
    if not any(character.islower() or character.isupper() for character in bare):
        return _is_caseless_name(bare)
    return _is_cased_name(words)


def is_agency(text: str) -> bool:
    """Whether a text is a news or picture agency of the vocabulary, and nothing more.

    >>> is_agency("REUTERS"), is_agency("Getty Images"), is_agency("Reuters said")
    (True, True, False)
    """
    return len(text) <= _LONGEST_NAME and fold(normalized(text)) in values("agency")


def is_house(text: str) -> bool:
    """Whether a text is an agency of the vocabulary or a host name, as sites call themselves, and nothing more.

    >>> is_house("ANTARA"), is_house("Kabar-Teluk.co.id"), is_house("Jane Roe")
    (True, True, False)
    """
    return is_agency(text) or HOST.fullmatch(text) is not None


def is_the_site(name: str, publisher: str | None) -> bool:
    """Whether a name is the site's, whatever marks and spaces stand in them, or either begins with the other's words.

    >>> [is_the_site(name, "Kabar Teluk") for name in ("kabar-teluk.com", "Kabar Teluk Network", "Kabar Teluknaga")]
    [True, True, False]
    """
    said, site = (_NO_LETTER.sub(" ", _ENDING.sub("", text.casefold())).strip() for text in (name, publisher or ""))
    begins = f"{said} ".startswith(f"{site} ") or f"{site} ".startswith(f"{said} ")
    return bool(said and site) and (begins or said.replace(" ", "") == site.replace(" ", ""))


def normalized(text: str) -> str:
    """A text in one width (Unicode NFKC), as "ＡＦＰ" and "AFP" are one agency."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def name_words(text: str) -> list[str]:
    """The words with which a text begins as long as they could belong to a name; what follows them is something else.

    >>> name_words("Siti Rahma dari Bandung")
    ['Siti', 'Rahma']
    >>> name_words("Ludwig van Berkhoven wrote")
    ['Ludwig', 'van', 'Berkhoven']
    """
    words: list[str] = []
    for word in text.split():
        if word.islower() and word not in PARTICLES and not is_agency(word):
            break
        words.append(word)
    while words and words[-1] in PARTICLES:
        words.pop()
    return words


def is_vocabulary(text: str) -> bool:
    """Whether a text is a word that announces names or times, or stands for one, and so is none itself.

    >>> is_vocabulary("Penulis"), is_vocabulary("Tim Redaksi"), is_vocabulary("Siti Rahma")
    (True, True, False)
    """
    folded = fold(text)
    if any(folded in values(kind) for kind in ("role", "role_and", "staff", "credit", "source", "weekday")):
        return True
    # Of buttons only those of several words: "Terkini" may be somebody's name elsewhere.
    if " " in folded and any(folded in values(kind) for kind in _BUTTONS):
        return True
    return folded in months(None) or folded in values("month") or _names_staff(text)


def _is_word(word: str) -> bool:
    # Devanagari, Thai and others write vowels as marks, which are no letters to `re` (Unicode 15, general category M).
    return word.isalpha() or (
        word[0].isalpha() and all(c.isalpha() or c in _INSIDE or unicodedata.category(c)[0] == "M" for c in word)
    )


def _names_staff(text: str) -> bool:
    # "Redaksi Harian", "Die Redaktion": the word at either end. "Tim Curran": a short word may be a name.
    return any(
        len(match[1]) > 4 and (not text[: match.start(1)].strip() or not text[match.end() :].strip())
        for match in find("staff", text)
    )


def _without_degrees(text: str) -> str:
    head, *tail = text.split(",")
    return head if all(DEGREE.fullmatch(part.strip()) for part in tail) else text


def _is_caseless_name(text: str) -> bool:
    if any(0x2E80 <= ord(c) <= 0x9FFF or 0xAC00 <= ord(c) <= 0xD7AF for c in text):
        kana = sum("ァ" <= c <= "ヺ" or c in "ー・·" for c in text)
        return len(text) - kana - text.count(" ") <= _HAN_LONGEST and len(text) <= _CASELESS_LONGEST
    return True


def _is_cased_name(words: list[str]) -> bool:
    # A full stop at the end of a long word ends a sentence.
    if any(word.endswith(".") and len(word) > 6 for word in words) or words[-1].islower():
        return False
    if any(word.endswith(_POSSESSIVE) for word in words[:-1]):
        return False  # "Jane Roe's Latest Stories"
    if not all(_is_capital(word) or word in PARTICLES for word in words):
        return False
    return any(len(word.strip(".'’-")) > 1 for word in words)


def _is_capital(word: str) -> bool:
    # "d'Artagnan", "al-Amin", "ʻAlī": the capital may stand after the mark. A dot inside is an initial or a domain.
    parts = [part for part in re.split(r"[-'’ʻ‘`´]", word) if part]
    if "." in word.rstrip(".") and not re.fullmatch(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]*", word):
        return False
    return any(part[0].isupper() for part in parts[:2]) or not any(c.islower() or c.isupper() for c in word)
