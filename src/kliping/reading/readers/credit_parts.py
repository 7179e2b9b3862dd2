"""The parts of a credit: which is a name, which a house, which a code of the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kliping.reading.readers.names import is_agency, is_name, members
from kliping.reading.words import fold, values
from kliping.reading.words.alternatives import alternatives

_TAIL_BRACKET = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]$")
_CODE = re.compile(r"[a-z]{1,5}\.?|[A-Z]{1,3}|\S*\d.*")
HOUSE = re.compile(r"[\w-]{2,40}(?:\.[a-z]{2,18}){1,2}", re.IGNORECASE)

Part = tuple[int, int, str, str]
"""Start, end, kind ("agency", "host", "name", "nobody", "code") and the separator before it."""


def is_enough(parts: list[Part], announced: bool) -> bool:
    """Whether these parts make a credit: without a word that announces it, an agency must be among them."""
    kinds = {kind for _, _, kind, _ in parts}
    if announced:
        return bool(kinds & {"agency", "host", "name", "nobody"})
    if any(mark == "," and kind in ("name", "agency", "host") for _, _, kind, mark in parts):
        return False
    # "error.args" looks like a host: unannounced, a slash and a person must stand beside it.
    return "agency" in kinds or ({"host", "name"} <= kinds and any(mark == "/" for *_, mark in parts))


def divide(said: str, parts: list[Part]) -> tuple[Part | None, list[Part]]:
    """The part that is the photographer, and those that are houses."""
    names = [part for part in parts if part[2] == "name" and part[3] not in values("credit_via")]
    names = [n for n in names if not _hands_on(said, n, parts)]
    if not names:
        return None, parts
    if len(names) == len(parts) > 1:
        photographer = names[-1] if _is_code_of_house(*(said[n[0] : n[1]] for n in names[:2])) else names[0]
    else:
        # "REUTERS/Jane Roe/Pool": a single word beside a full name is a house.
        full = [name for name in names if re.search(r"[ .]", said[name[0] : name[1]])] or names
        photographer = full[-1] if parts[0][2] != "name" else names[0]
    before = [part for part in parts if part[0] < photographer[0]]
    behind = [part for part in parts if part[0] > photographer[0]]
    # With houses on both sides of the person, those that are known are the agency.
    return photographer, before if any(part[2] == "agency" for part in before) or not behind else behind


def _hands_on(said: str, name: Part, parts: list[Part]) -> bool:
    # "Bloomberg via Getty Images", "Pool via Reuters": one word before "via" is a house, more are a person.
    following = next((part for part in parts if part[0] > name[0]), None)
    return following is not None and following[3] in values("credit_via") and " " not in said[name[0] : name[1]]


def _is_code_of_house(first: str, second: str) -> bool:
    # "Harian/ANDI", "Harian/Budi Candra": house first. Otherwise the person is ("Jane Roe/The Daily").
    return " " not in first and (second.isupper() != first.isupper() or " " in second) and not first.isupper()


def parts_of(said: str, announced: bool) -> list[Part] | None:
    """The members of a credit; None when one of them is no name, so that the whole is no credit."""
    said = said.rstrip(" .\t\n") if not said.rstrip().endswith(("foc.", "r.")) else said.rstrip()
    if not said or len(said) > 160:
        return None
    parts: list[Part] = []
    for start, end, separator in _members(said):
        kind = _kind(said[start:end], bool(parts), announced)
        if kind is None:
            return None
        parts.append((start, end, kind, separator))
    return parts


def _members(said: str) -> Iterator[tuple[int, int, str]]:
    bracket = _TAIL_BRACKET.search(said)
    end = bracket.start() if bracket else len(said)
    start, separator = 0, ""
    for match in _separator().finditer(said, 0, end):
        if match.start() > start:
            yield start, match.start(), separator
        start, separator = match.end(), match[0].strip().lower()
    if end > start:
        yield start, end, separator
    if bracket:
        for left, right, inner in _members(said[: bracket.end(1)][bracket.start(1) :]):
            yield bracket.start(1) + left, bracket.start(1) + right, inner or "("


@cache
def _separator() -> re.Pattern[str]:
    via = alternatives(values("credit_via"))
    return re.compile(rf"\s*[/|｜]\s*|\s*,\s+|\s+[–—-]\s+|\s+{via}\s+", re.IGNORECASE)


def _kind(part: str, follows: bool, announced: bool) -> str | None:
    if is_agency(part) or _is_agency_desk(part):
        return "agency"
    if HOUSE.fullmatch(part):
        return "host"
    if fold(part.strip(".")) in values("credit") or fold(part.strip(".")) in values("staff"):
        return "nobody"
    if follows and _CODE.fullmatch(part):
        return "code"
    if announced and follows and part.isalpha() and part.islower():
        return "name"  # houses that write themselves small
    return "name" if all(is_name(part[start:end]) for start, end, _ in members(part)) else None


def _is_agency_desk(part: str) -> bool:
    """Agency and the word for its picture desk: "AP Photo", "ANTARA FOTO"."""
    head, _, word = part.rpartition(" ")
    return bool(head) and is_agency(head) and fold(word) in values("credit")
