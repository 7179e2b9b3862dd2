"""The language of the text: what the words are, and what the page says that they are."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from resiliparse.parse.lang import detect_fast

from kliping.reading.sheet import Said, Sheet

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ENOUGH = 200
_FAR = 1100
"""Distance from which the detector's answer is a guess (its own scale, smaller is nearer)."""

_SAME = {"nb": "no", "nn": "no", "in": "id", "iw": "he", "ji": "yi", "hbs": "sr", "bs": "hr", "fil": "tl"}
"""Tags that name one language, or two that a detector can't part."""


def language(sheet: Sheet) -> Iterator[Said]:
    """The language that the body's words show, and the tags of html element, head and JSON-LD."""
    text = " ".join(sheet.table.text[block] for block in sheet.body())[:4000]
    if text:
        found, distance = detect_fast(text)
        trust = 1.0 if len(text) >= _ENOUGH else 0.6
        if distance < _FAR:
            yield Said(found, "content", "text", trust)
    if sheet.table.head.language:
        yield Said(tag(sheet.table.head.language), "html", "html[lang]")
    for name, content in sheet.metas("og:locale", "content-language", "dc.language", "language"):
        yield Said(tag(content), "meta", name)
    for path, node in sheet.story:
        if isinstance(node.get("inLanguage"), str):
            yield Said(tag(node["inLanguage"]), "json-ld", f"{path}.inLanguage")


def tag(stated: str) -> str | None:
    """A stated language as a BCP 47 tag in its usual case.

    >>> tag("id_ID"), tag("zh-hant"), tag("en-us"), tag("Deutsch!")
    ('id-ID', 'zh-Hant', 'en-US', None)
    """
    if not _TAG.fullmatch(stated.strip()):
        return None
    primary, *rest = re.split(r"[-_]", stated.strip())
    sized = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join([primary.lower(), *sized])


def same(value: str) -> Hashable:
    """Tags of one language are one: "en" and "en-GB" agree."""
    primary = value.split("-")[0]
    return _SAME.get(primary, primary)


def finest(candidates: list[str]) -> str:
    """Of tags of one language the one that says most: "en-GB" rather than "en"."""
    return max(candidates, key=lambda found: found.count("-"))
