"""What may be done with the story: licence, paywall, and the reservations that the page states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kliping.reading.labels import BODY, Label
from kliping.reading.sheet import Said, Sheet, once
from kliping.reading.structured import text
from kliping.reading.words import pattern, values
from kliping.records import Claim

_DIRECTIVES = frozenset(
    [
        "noindex",
        "nofollow",
        "none",
        "noarchive",
        "nosnippet",
        "noimageindex",
        "notranslate",
        "noai",
        "noimageai",
        "nocache",
    ]
)
_ROBOTS = ("robots", "googlebot", "bingbot", "googlebot-news", "ccbot", "gptbot", "google-extended", "anthropic-ai")
_SIGN = re.compile(r"©|\(c\) ?(?:19|20)\d\d", re.I)
_NOT_NOTICE = BODY | {Label.HEADLINE, Label.CAPTION, Label.CREDIT, Label.RAIL, Label.COMMENT}
_LONGEST = 300
_END, _SHORT = 8, 120
"""Blocks at the page's end in which a short line with the sign is the notice, whatever its label."""

_TDM = ("tdm-reservation", "tdm-policy", "tdmrep")


def rights(sheet: Sheet) -> Iterator[Said]:
    """Licence link, meta tags, JSON-LD."""
    for attributes in sheet.links("license"):
        yield Said(attributes.get("href"), "link", "link[rel=license]")
    for name, content in sheet.metas("dc.rights", "dcterms.rights", "copyright", "dc.rights.license"):
        yield Said(content, "meta", name)
    for path, node in sheet.story:
        for key in ("license", "copyrightNotice", "usageInfo"):
            yield Said(text(node.get(key)), "json-ld", f"{path}.{key}")
    for line, where in notices(sheet):
        yield Said(line, "text", where)
        return


@once
def notices(sheet: Sheet) -> list[tuple[str, str]]:
    """Copyright lines outside story and pictures, each with its place, the page's last first."""
    return list(_notices(sheet))


def _notices(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for block in range(len(sheet.table) - 1, -1, -1):
        written = sheet.table.text[block]
        at_end = block >= len(sheet.table) - _END and len(written) < _SHORT
        if len(written) >= _LONGEST or (sheet.labels[block] in _NOT_NOTICE and not at_end):
            continue
        if _is_notice(written):
            lines = written.split("\n")
            first = next((number for number, line in enumerate(lines) if _is_notice(line)), 0)
            yield " ".join(" ".join(lines[first:]).split()), sheet.table.where(block)


def _is_notice(written: str) -> bool:
    lowered = written.lower()
    if "©" in lowered or ("(c)" in lowered and _SIGN.search(lowered)):
        return True
    words = lowered.replace(".", " ").replace(",", " ").replace(":", " ").split()
    return (not _telling().isdisjoint(words) or _is_unspaced_notice(lowered)) and bool(
        pattern("rights").search(written)
    )


def _is_unspaced_notice(lowered: str) -> bool:
    return not lowered.isascii() and any(map(lowered.__contains__, _unspaced()))


@cache
def _telling() -> frozenset[str]:
    """The rarest word of each phrase, as far as length tells: most lines hold none of them."""
    return frozenset(max(phrase.split(), key=len) for phrase in values("rights"))


@cache
def _unspaced() -> tuple[str, ...]:
    """Phrases of scripts without spaces, of which a line is no list of words."""
    return tuple(phrase for phrase in values("rights") if phrase >= "\u0e00")


def access(sheet: Sheet) -> Iterator[Said]:
    """schema.org's isAccessibleForFree, and the content tier that publishers state in meta tags."""
    for path, node in sheet.story:
        if "isAccessibleForFree" in node:
            free = str(node["isAccessibleForFree"]).strip().lower().rsplit("/", 1)[-1]
            if free in ("true", "false"):
                yield Said("free" if free == "true" else "paywalled", "json-ld", f"{path}.isAccessibleForFree")
    for name, content in sheet.metas("article:content_tier", "og:article:content_tier", "content_tier"):
        tier = content.lower()
        yield Said("free" if tier == "free" else "paywalled" if tier in ("locked", "metered") else None, "meta", name)


def reservations(sheet: Sheet) -> list[tuple[str, tuple[Claim, ...]]]:
    """Directives of robots meta tags that keep something back, and TDM reservations, as stated ("robots: noindex").

    Standards: REP meta directives; W3C TDM Reservation Protocol (tdm-reservation, tdm-policy).
    """
    found: dict[str, tuple[Claim, ...]] = {}
    for name, content in sheet.metas(*_ROBOTS):
        for directive in (part.strip().lower() for part in content.split(",")):
            if directive in _DIRECTIVES:
                found.setdefault(f"{name}: {directive}", (Claim(f"{name}: {directive}", "meta", name, 0.95),))
    for name, content in sheet.metas(*_TDM):
        if content.strip() != "0":
            stated = f"{name}: {content.strip()}"
            found.setdefault(stated, (Claim(stated, "meta", name, 0.95),))
    return list(found.items())
