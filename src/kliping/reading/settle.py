"""Claims to values: preference written as data.

A source's weight says how often it is right about a field when it stands alone. Sources that say the same strengthen
each other as independent witnesses do: the doubt that is left is the product of their doubts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import is_dataclass
from typing import Any

from kliping.plain_form import to_plain
from kliping.reading.sheet import Said
from kliping.records import Claim

WEIGHTS: dict[str, dict[str, float]] = {
    "headline": {"heading": 0.96, "text": 0.9, "json-ld": 0.75, "meta": 0.6, "title": 0.5},
    "kicker": {"text": 0.7},
    "description": {"text": 0.75, "json-ld": 0.6, "meta": 0.6, "microdata": 0.6},
    "published": {"json-ld": 0.85, "meta": 0.8, "time": 0.7, "text": 0.75, "url": 0.4, "microdata": 0.85},
    "modified": {"json-ld": 0.8, "meta": 0.75, "time": 0.6, "text": 0.7, "microdata": 0.8},
    "people": {"text": 0.85, "json-ld": 0.75, "meta": 0.6, "rel": 0.6, "credit": 0.5, "microdata": 0.75},
    "source": {"text": 0.85, "sentence": 0.55, "dateline": 0.6, "json-ld": 0.5},
    "dateline": {"text": 0.85, "json-ld": 0.6},
    "publisher": {"json-ld": 0.8, "meta": 0.85, "title": 0.4, "logo": 0.4, "text": 0.4, "url": 0.2},
    "canonical_url": {"link": 0.9, "meta": 0.75, "json-ld": 0.6},
    "section": {"meta": 0.8, "json-ld": 0.75, "breadcrumb": 0.7, "link": 0.65, "url": 0.3},
    "language": {"content": 0.97, "html": 0.7, "meta": 0.5, "json-ld": 0.5},
    "rights": {"meta": 0.7, "link": 0.8, "json-ld": 0.7, "text": 0.6},
    "access": {"json-ld": 0.9, "meta": 0.8},
    "kind": {"layout": 0.8, "json-ld": 0.75, "meta": 0.6, "url": 0.4},
    "tags": {"text": 0.85, "meta": 0.7, "json-ld": 0.65},
    "photo": {"figure": 0.9, "image": 0.7, "json-ld": 0.5, "meta": 0.5, "text": 0.8, "alt": 0.4, "microdata": 0.5},
}
"""Field to source to the confidence that the source deserves alone."""

_NOT_WORD = re.compile(r"[\W_]+")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""What the pattern and case folding do to ASCII: most texts are, and this is three times as fast."""


def fold(value: Any) -> Hashable:
    """A value as it is compared: case, width, punctuation and white space don't part two readings of one text."""
    if isinstance(value, str):
        if value.isascii():
            return " ".join(value.translate(_ASCII).split()) or value
        return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", value).casefold()).strip() or value
    return value if isinstance(value, Hashable) else repr(value)


def settle(field: str, said: Iterable[Said], same: Callable[[Any], Hashable] = fold) -> tuple[Any, tuple[Claim, ...]]:
    """The value that the claims for one field make most likely (None without claims), and the claims, best first.

    `same` maps values that say the same to one key.
    """
    groups = several(field, said, same)
    if not groups:
        return None, ()
    best = max(groups, key=lambda group: group[2])
    losers = [claim for group in groups if group is not best for claim in group[1]]
    return best[0], (*best[1], *sorted(losers, key=lambda claim: -claim.confidence))


def several(
    field: str, said: Iterable[Said], same: Callable[[Any], Hashable] = fold
) -> list[tuple[Any, tuple[Claim, ...], float]]:
    """Each distinct value with its claims (best first) and the confidence of all together, in order of appearance."""
    weights = WEIGHTS[field]
    groups: dict[Hashable, list[tuple[float, Said]]] = {}
    for one in said:
        if one.value is not None:
            groups.setdefault(same(one.value), []).append((weights[one.by] * one.trust, one))
    found = []
    for group in groups.values():
        group.sort(key=lambda pair: -pair[0])
        claims = tuple(_claim(weight, one) for weight, one in group)
        found.append((group[0][1].value, claims, _together(claims)))
    return found


def _claim(weight: float, one: Said) -> Claim:
    value = to_plain(one.value) if is_dataclass(one.value) else one.value
    return Claim(value, one.by, one.where, round(weight, 3))


def _together(claims: tuple[Claim, ...]) -> float:
    """One source counts once: a site's three meta tags are one witness."""
    doubt = 1.0
    for by in {claim.said_by for claim in claims}:
        doubt *= 1 - max(claim.confidence for claim in claims if claim.said_by == by)
    return 1 - doubt
