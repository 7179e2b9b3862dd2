"""The language of the text: what the words are, and what the page says that they are.

The detector knows languages by their letters and takes neighbours for each other (Indonesian, Javanese and Malay, which
it doesn't know at all; Norwegian and Danish). Between those the page's own word decides, or the names of months and
days, which neighbours spell each in their own way. Of languages with nothing in common a template's "en" loses.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import cache
from typing import cast

from resiliparse.parse.lang import detect_fast

from kliping.reading.sheet import Said, Sheet
from kliping.reading.words import fold, rows

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENOUGH = 200
_MUCH = 4_000
_FAR = 1100
"""Distance from which the detector's answer is a guess (its own scale, smaller is nearer)."""

_MARGIN = 60
"""How much nearer than a stated language the detector's own must be, to be believed against it."""

_NEIGHBOURS = (
    frozenset(("id", "ms", "jv", "su", "min")),
    frozenset(("no", "nb", "nn", "da")),
    frozenset(("hr", "sr", "bs", "sh", "sl")),
    frozenset(("es", "gl", "ca", "ast", "pt", "oc")),
    frozenset(("cs", "sk")),
    frozenset(("de", "lb", "nds")),
    frozenset(("nl", "af", "fy")),
    frozenset(("ru", "uk", "be", "bg", "mk", "sr")),
    frozenset(("tl", "fil", "ceb")),
)
"""Languages that a detector by letters takes for each other."""

_SAME = {"nb": "no", "nn": "no", "in": "id", "iw": "he", "ji": "yi", "hbs": "sr", "bs": "hr", "fil": "tl"}
"""Tags that name one language, or two that a detector can't part."""

_CALENDAR = frozenset(("month", "weekday"))
_LINE, _SHORT = 60, 5
"""Characters of a block in which its phrase stands, and letters of a phrase that may be anybody's."""


def language(sheet: Sheet) -> Iterator[Said]:
    """The language that the body's words show, and the tags of html element, head and JSON-LD."""
    stated = list(_stated(sheet))
    text = " ".join(sheet.table.text[block] for block in sheet.body())[:_MUCH] or _headings(sheet)
    if text:
        yield from _shown(sheet, text, {same(one.value) for one in stated if one.value})
    yield from stated


def _headings(sheet: Sheet) -> str:
    """Words to go by where a page has no story."""
    return " ".join(text for text in sheet.table.text if len(text) >= 25)[:_MUCH]


def _stated(sheet: Sheet) -> Iterator[Said]:
    if sheet.table.head.language:
        yield Said(tag(sheet.table.head.language), "html", "html[lang]")
    for name, content in sheet.metas("content-language", "dc.language", "language"):
        yield Said(tag(content), "meta", name)
    for _name, content in sheet.metas("og:locale"):
        # The protocol wants a region in every locale, so it says nothing ("ar_AR"): only a script is kept.
        yield Said(_without_region(tag(content)), "meta", "og:locale")
    for path, node in sheet.story:
        if isinstance(node.get("inLanguage"), str):
            yield Said(tag(node["inLanguage"]), "json-ld", f"{path}.inLanguage")


def _without_region(value: str | None) -> str | None:
    if value is None or value.startswith("zh"):
        return value
    return "-".join(part for part in value.split("-") if not part.isupper())


def _shown(sheet: Sheet, text: str, stated: set[Hashable]) -> Iterator[Said]:
    """What the words show; between neighbours, or where the words are few, the stated language if it is near enough."""
    nearest = cast(list[tuple[str, int]], detect_fast(text, n_results=5, cutoff=_FAR))
    if not nearest or nearest[0][1] >= _FAR:
        return
    found, distance = nearest[0]
    trust = 1.0 if len(text) >= _ENOUGH else 0.5
    group = _group(found)
    if same(found) in stated:
        yield Said(found, "content", "text", trust)
        return
    near = [other for other in group if same(other) in stated]
    near += [other for other, far in nearest[1:] if same(other) in stated and far - distance < _MARGIN]
    if near:
        yield Said(near[0], "content", "text", trust * 0.6)
        return
    yield Said(_by_words(sheet, found, group) if group else found, "content", "text", trust)


def _group(found: str) -> frozenset[str]:
    return next((group for group in _NEIGHBOURS if found in group), frozenset())


def _by_words(sheet: Sheet, found: str, group: frozenset[str]) -> str:
    """Of neighbours the one in whose own words the page speaks most; `found` where none is ahead of it.

    Own words are the names of months and days anywhere, and the trade's phrases at the start of a block.
    """
    texts = [fold(text[:_LINE]) for text in sheet.table.text]
    said = {word for text in sheet.table.text for word in _WORD.findall(fold(text))}
    ahead = {}
    for other in sorted(group & _tables()):
        theirs, ours = _own(other, found), _own(found, other)
        ahead[other] = _hits(theirs, texts, said) - _hits(ours, texts, said)
    best = max(ahead, key=lambda language: ahead[language], default=found)
    return best if ahead.get(best, 0) > 0 else found


def _hits(own: tuple[frozenset[str], tuple[str, ...]], texts: list[str], said: set[str]) -> int:
    names, phrases = own
    return len(names & said) + sum(text.startswith(phrases) for text in texts)


@cache
def _tables() -> frozenset[str]:
    return frozenset(row.language for row in rows())


@cache
def _own(language: str, other: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of months and days, and phrases, that one language has and the other hasn't."""
    names: dict[str, set[str]] = {language: set(), other: set()}
    phrases: dict[str, set[str]] = {language: set(), other: set()}
    for row in rows():
        if row.language in names and len(row.word) > 2:
            (names if row.kind in _CALENDAR else phrases)[row.language].add(fold(row.word))
    own = sorted(phrase for phrase in phrases[language] - phrases[other] if len(phrase) > _SHORT)
    return frozenset(names[language] - names[other]), tuple(own)


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
