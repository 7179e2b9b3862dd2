"""The place from which a story is filed, and the agency, as they open its first paragraph.

"JAKARTA, KOMPAS.com –", "LONDON (AP) —", "TEMPO.CO, Jakarta -", "新华社北京5月14日电". A dash alone proves nothing:
a house, a date or a place in capitals must stand before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kliping.reading.readers.names import is_agency, is_name
from kliping.reading.words import fold, months, pattern, values

_REACH = 120
_DASH = re.compile(r"(?:\s+[-–—―−]{1,2}|(?<=[)）])[-–—―−]{1,2}|(?<=[^\W\d_])(?:[—―]|--))\s*+(?=\S|$)")
_BRACKET = re.compile(r"[(（]([^()（）]{1,60})[)）]")
_HOUSE = re.compile(r"[\w-]{2,40}\.(?:[a-z]{2,6}\.)?[a-z]{2,6}", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}(?:[./]\d{1,2}(?:[./]\d{2,4})?)?|\d{4}|\d{1,2}(?:st|nd|rd|th)")
_HAN = re.compile(
    r"\s*[(（【]?(?P<agency>[\u4e00-\u9fff]{2,4}[社网報报])?(?P<place>[\u4e00-\u9fff]{2,8}?)\d{1,2}月\d{1,2}日(?:电|電|讯|訊)[)）】]?"
    r"(?:[(（][^()（）]{1,40}[)）])?[\s:：]*"
)
_BRACKETED_PAIR = re.compile(r"\s*[(（【]\s*(?P<place>[^\W\d_]{2,12})\s*[=＝]\s*(?P<agency>[^\W\d_]{2,16})[^)）】]{0,30}[)）】]\s*")


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
        return None
    return _read(head[: dash.start()].strip(), dash.end())


def _asian(head: str) -> Dateline | None:
    if match := _HAN.match(head):
        agency = match["agency"]
        return Dateline(match["place"], agency if agency and agency[0] != "本" else None, match.end())
    match = _BRACKETED_PAIR.match(head)
    return Dateline(match["place"], match["agency"], match.end()) if match and is_agency(match["agency"]) else None


def _read(head: str, end: int) -> Dateline | None:
    if not head or any(mark in head for mark in ".!?;:\"“”" if mark != ".") or re.search(r"[.]\s", head.replace(". ", ".", 2)):
        return None
    return None
