"""The place from which a story is filed, and the agency, as they open its first paragraph.

"JAKARTA, KOMPAS.com –", "LONDON (AP) —", "TEMPO.CO, Jakarta -", "PUNTA LARGA.-", "新华社北京5月14日电". A dash alone
proves little: a house, a date or a place in capitals stands before it, or up to three words in the form of a name
("Bogor - …") before a text as long as a story's first sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kliping.reading.readers.name_form import is_agency, is_house, is_name
from kliping.reading.words import fold, months, pattern, rows, values

_REACH = 120
_ANNOUNCING = ("read_also", "promo", "credit", "role", "staff", "source", "tags", "comments")
_LEAD = 60
"""Characters, at least, of a story's first sentence and what follows in its paragraph; headlines are shorter."""
_NO_OPENINGS = ("read_also", "promo", "credit", "role", "source")
# The stop of "Punta Larga.-" and "Tampa, Fla. –" belongs to the dash; that of "P.S. –" and "D.C. –" doesn't.
_DASH = re.compile(
    r"(?:(?:(?<=[^\W\d_]{3})\.)?\s+[-–—―−]{1,2}|(?:(?<=[^\W\d_]{3})\.|(?<=[)）])\.?)[-–—―−]{1,2}"
    r"|(?<=[^\W\d_])(?:[—―]|--))\s*+(?=\S|$)"
)
# English sets an unspaced or a long dash within its sentences; what is only a name needs another one before the story.
_PLAIN_DASH = re.compile(r"\.?\s+[-–−]{1,2}\s+|\.[-–−]{1,2}\s*")
_QUOTES = "\"'“”„‟«»‘’‹›「『"
# A question, or so few words that they describe a thing or a person rather than say what happened.
_NO_LEAD = re.compile(r"[^.!?]{0,25}[^\W\d_]{5}[.!]\s|[^.!?]{0,200}\?")
_BRACKET = re.compile(r"[(（]([^()（）]{1,60})[)）]")
_SIGNATURE = re.compile(r"[^\W\d_]{2,4}")
_DATE = re.compile(r"\d{1,2}(?:[./]\d{1,2}(?:[./]\d{2,4})?)?|\d{4}|\d{1,2}(?:st|nd|rd|th)")
_HAN = re.compile(
    r"\s*[(（【]?(?P<agency>[\u4e00-\u9fff]{1,4}[社网報报])?(?P<place>[\u4e00-\u9fff]{2,8}?)\d{1,2}月\d{1,2}日(?:电|電|讯|訊)[)）】]?"
    r"(?:[(（][^()（）]{1,40}[)）])?[\s:：]*"
)
_BRACKETED_PAIR = re.compile(
    r"\s*[(（【]\s*(?P<place>[^\W\d_]{2,12})\s*[=＝]\s*(?P<agency>[^\W\d_]{2,16})[^)）】]{0,30}[)）】]\s*"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence."""

    place: str | None
    """The place, as printed ("JAKARTA")."""

    agency: str | None
    """The agency or site, as printed."""

    end: int
    """Where the first sentence begins in the text."""


def read_dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph opens with; None when it opens with its first sentence.

    >>> read_dateline("LONDON (AP) — The bridge was closed.")
    Dateline(place='LONDON', agency='AP', end=14)
    >>> read_dateline("TEMPO.CO, Jakarta - Warga menanam pohon.")
    Dateline(place='Jakarta', agency='TEMPO.CO', end=20)
    >>> read_dateline("The bridge - closed since May - has opened.") is None
    True
    """
    head = text[:_REACH]
    if found := _asian(head):
        return found
    dash = _DASH.search(head)
    if dash is None:
        return _line(text) or _before_colon(text)
    plain = _PLAIN_DASH.fullmatch(dash[0]) is not None
    return _read(head[: dash.start()].strip(), dash.end(), text[dash.end() :], plain) or _before_colon(text)


def _line(text: str) -> Dateline | None:
    """A dateline without a dash: house and place, alone in their line."""
    line, newline, body = text[: _REACH + 1].partition("\n")
    found = _read(line.strip(), len(line) + len(newline), body) if len(line) <= _REACH else None
    return found if found and found.place and found.agency and is_house(found.agency) and "(" not in line else None


def _before_colon(text: str) -> Dateline | None:
    """A place in capitals before a colon, as the newspapers of Malaysia and India print it ("KUALA PERLIS: …")."""
    place, colon, _ = text[:_REACH].partition(": ")
    end = len(place + colon)
    # "JANE ROE, HOST: …" is a speaker.
    found = colon and place.isupper() and "," not in place and _is_place(place) and _is_lone([place])
    return Dateline(place, None, end) if found and _is_lead(text[end:]) else None


def _asian(head: str) -> Dateline | None:
    if match := _HAN.match(head):
        agency = match["agency"]
        return Dateline(match["place"], agency if agency and agency[0] != "本" else None, match.end())
    match = _BRACKETED_PAIR.match(head)
    return Dateline(match["place"], match["agency"], match.end()) if match and is_agency(match["agency"]) else None


def _read(head: str, end: int, body: str, plain: bool = False) -> Dateline | None:
    if body[:1].islower() or any(pattern(kind).match(head) for kind in _NO_OPENINGS):
        return None
    bracket = _BRACKET.search(head)
    if bracket and head[bracket.end() :].strip(" ,"):
        return None
    parts = [part.strip() for part in head[: bracket.start() if bracket else len(head)].split(",") if part.strip()]
    undated = [part for part in parts if not _is_date(part)]
    inner = _house_in(bracket[1]) if bracket else None
    houses = [part for part in undated if is_house(part)] + ([inner] if inner else [])
    places = [part for part in undated if not is_house(part)]
    if len(houses) > 1 or len(places) > 2 or not all(_is_place(place) for place in places):
        return None
    if places and places[0].count(".") > 1:
        return None  # "P.P.S." opens a remark, not a story.
    dated = any(_is_date(part) and re.search(r"\d", part) for part in parts)
    sure = _is_sure(places, houses, dated) or (
        _is_lone(places) and (_is_signed(bracket, body) if bracket else plain and not houses and _is_lead(body))
    )
    return _settled(head, places, houses, end) if sure else None


def _is_sure(places: list[str], houses: list[str], dated: bool) -> bool:
    """Whether enough stands there to be no opening of a sentence."""
    if houses and (is_house(houses[0]) or not places):
        return _is_known(houses[0])
    if not places:
        return False
    if places[0].isupper():
        return bool(dated or houses or not _is_label(places[0]))
    return (dated and len(places) == 1 and not houses) or _is_acronym(places[-1], places[0])


def _is_lone(places: list[str]) -> bool:
    """Whether one name of up to three words stands there; of these no place has an acronym ("Learn HTML")."""
    words = places[0].split() if len(places) == 1 else []
    return 0 < len(words) <= 3 and len({word.isupper() for word in words}) == 1 and not _is_label(places[0])


def _is_signed(bracket: re.Match[str], body: str) -> bool:
    """Whether a bracket holds an unknown house or a desk's few letters ("Kiel (dpo) - …"), and a story follows."""
    signature = bracket[1].strip()
    return (is_name(signature) or (_SIGNATURE.fullmatch(signature) is not None)) and _is_story(body)


def _is_story(body: str) -> bool:
    return len(body) >= _LEAD and (body[0].isupper() or body[0] in _QUOTES)


def _is_lead(body: str) -> bool:
    return _is_story(body) and _NO_LEAD.match(body) is None


def _is_label(place: str) -> bool:
    """Whether it is rather an acronym, or what newsrooms set above or before a story ("BREAKING", "Berita Foto")."""
    if place.isupper() and sum(c.isalpha() for c in place) < 4:
        return True
    words = fold(place).split()
    # Short words, and those of rails and times, are parts of many places' names: "Mar del Plata", "Johor Baru".
    return any(fold(place) in values(kind) for kind in _kinds()) or any(
        len(word) > 4 and word in values(kind) for word in words for kind in _ANNOUNCING
    )


@cache
def _kinds() -> frozenset[str]:
    return frozenset(row.kind for row in rows() if row.language or row.kind == "zone")


def _settled(head: str, places: list[str], houses: list[str], end: int) -> Dateline:
    agency = houses[0] if houses else None
    if agency is None and len(places) == 2 and _is_acronym(places[1], places[0]):
        # "Jakarta, CNN Indonesia --": no agency of the vocabulary, but no place looks so.
        return Dateline(places[0], places[1], end)
    joined = ", ".join(places)
    # A second place is kept where a house follows ("PARIS, France (AP)"); else it may be a house unknown to us.
    return Dateline((joined if agency and joined in head else places[0]) if places else None, agency, end)


def _is_acronym(part: str, place: str) -> bool:
    return part is not place and not place.isupper() and any(w.isupper() and len(w) > 1 for w in part.split())


def _is_known(house: str) -> bool:
    return is_house(house) or "/" in house


def _house_in(inner: str) -> str | None:
    """What stands in brackets, when it could be a house: agencies, a host, or one name without digits."""
    inner = inner.strip()
    members = inner.split("/")
    if all(is_house(member.strip()) for member in members):
        return inner
    return inner if len(members) == 1 and is_name(inner) else None


def _is_place(part: str) -> bool:
    return len(part) > 2 and len(part.split()) <= 4 and all(is_name(place) for place in part.split("/"))


def _is_date(part: str) -> bool:
    words = part.replace(".", " ").split()
    if len(words) > 1 and not re.search(r"\d", part):
        return False  # "La Paz": short names of days
    return bool(words) and all(
        _DATE.fullmatch(w) or fold(w) in values("month") or fold(w) in months(None) or fold(w) in values("weekday")
        for w in words
    )
