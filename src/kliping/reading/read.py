"""The main job, as a list of steps: one page in, one record out, touching nothing but the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from kliping.reading.claims import (
    dates,
    description,
    embeds,
    headline,
    kicker,
    kind,
    language,
    links,
    people,
    photos,
    publisher,
    rights,
    source,
    tags,
)
from kliping.reading.continuation import continuation
from kliping.reading.decode import UNREADABLE, decode
from kliping.reading.label import label
from kliping.reading.labels import Labeler
from kliping.reading.paragraphs import paragraphs
from kliping.reading.plain import plain
from kliping.reading.quotes.evidence import evidence as quotes_evidence
from kliping.reading.quotes.find import beside_story, quotes
from kliping.reading.settle import settle
from kliping.reading.sheet import Sheet, sheet_of
from kliping.reading.tree import parse
from kliping.reading.walk import walk
from kliping.records import Article, Claim, Page, Problem

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|br|a|span|article|section|table|h[1-6]|ul|img)\b", re.I
)
_SNIFFED = 20_000
"""Bytes in which tags must stand for a page to be HTML."""

_FEWEST_TAGS = 2
"""Tags from which a text is HTML; a text about HTML may name one."""


def read(page: bytes | str | Page, url: str | None = None, *, labeler: Labeler = label) -> Article:
    """One page as one record.

    `page` is HTML or flattened text; `url` is where it was found, and goes before the page's own. What the page doesn't
    say is None or empty, what can't be read is a `Problem`; no page raises. A wrong argument raises `TypeError`, a time
    of fetching without a zone `ValueError`.
    """
    page = _page(page, url)
    decoded = decode(page)
    problems = decoded.problems
    if any(problem.code in UNREADABLE for problem in problems):
        return Article(url=page.url, fetched_at=page.fetched_at, problems=problems)
    if _is_markup(decoded.utf8, page.media_type):
        tree = parse(decoded.utf8)
        table, problems = walk(tree.root), problems + tree.problems
    else:
        table = plain(decoded.utf8.decode())
    if table.is_cut:
        problems += (Problem("truncated", "The page has too many blocks of text; it was read up to the limit."),)
    page = replace(page, content=decoded.utf8)
    return _article(sheet_of(page, table, labeler(table)), problems)


def _page(page: bytes | str | Page, url: str | None) -> Page:
    if isinstance(page, (bytes, str)):
        page = Page(page)
    if not isinstance(page, Page) or not isinstance(page.content, (bytes, str)):
        raise TypeError(f"A page is bytes, str or kliping.Page, and this is {type(page).__name__}.")
    page = replace(page, url=(page.url if url is None else url) or None)
    for name in ("url", "media_type", "charset"):
        value = getattr(page, name)
        if value is not None and not isinstance(value, str):
            raise TypeError(f"A page's {name} is a str, and this is {type(value).__name__}.")
    if page.fetched_at is not None and not isinstance(page.fetched_at, datetime):
        raise TypeError(f"A page's fetched_at is a datetime, and this is {type(page.fetched_at).__name__}.")
    if page.fetched_at is not None and page.fetched_at.tzinfo is None:
        raise ValueError("A page's fetched_at must be aware: give it a zone.")
    return page


def _is_markup(utf8: bytes, media_type: str | None) -> bool:
    """Whether the page is HTML: by its tags, since senders call text HTML and HTML text."""
    if utf8.lstrip()[:1] == b"<" and _MARKUP.search(utf8, 0, _SNIFFED):
        return True
    tags = islice(_MARKUP.finditer(utf8, 0, _SNIFFED), _FEWEST_TAGS)
    if media_type != "text/plain" and sum(1 for _ in tags) == _FEWEST_TAGS:
        return True
    return media_type in ("text/html", "application/xhtml+xml") and _MARKUP.search(utf8) is not None


_SETTLED = {
    "headline": headline.headline,
    "kicker": kicker.kicker,
    "description": description.description,
    "source": source.source,
    "dateline": source.dateline,
    "canonical_url": publisher.canonical_url,
    "section": tags.section,
    "rights": rights.rights,
    "access": rights.access,
    "kind": kind.kind,
}
"""Fields of one value, each with the function that gathers what is said of it."""


def _article(sheet: Sheet, problems: tuple[Problem, ...]) -> Article:
    """The claims for every field, settled."""
    values: dict[str, Any] = {}
    evidence: dict[str, tuple[Claim, ...]] = {}

    def keep(name: str, settled: tuple[Any, tuple[Claim, ...]]) -> None:
        values[name], claims = settled
        if claims:
            evidence[name] = claims

    # Names, times and cross-links are read in the page's language and without its site's name: these two come first.
    keep("language", _language(sheet))
    keep("publisher", settle("publisher", publisher.publisher(sheet)))
    sheet.language, sheet.publisher = values["language"], values["publisher"]
    sheet.zone = dates.site_zone(sheet)
    for name, gather in _SETTLED.items():
        keep(name, settle(name, gather(sheet)))
    values["kind"] = values["kind"] or "other"
    keep("published", dates.published(sheet))
    keep("modified", dates.modified(sheet))
    number = links.page_number(sheet)
    _keep_lists(sheet, number, values, evidence)
    values["paragraphs"] = paragraphs(sheet, number, values["description"])
    beside = beside_story(values["headline"], values["description"], values["photos"])
    values["quotes"] = quotes(values["paragraphs"], values["language"], beside)
    evidence.update(quotes_evidence(values["quotes"], values["paragraphs"]))
    problems += continuation(sheet, number, values["paragraphs"])
    return Article(url=sheet.page.url, fetched_at=sheet.page.fetched_at, evidence=evidence, problems=problems, **values)


def _language(sheet: Sheet) -> tuple[Any, tuple[Claim, ...]]:
    value, claims = settle("language", language.language(sheet), same=language.same)
    if value is None:
        return None, claims
    agreeing = [claim.value for claim in claims if language.same(claim.value) == language.same(value)]
    finest = language.finest(agreeing)
    return finest, tuple(sorted(claims, key=lambda claim: claim.value != finest))


def _keep_lists(sheet: Sheet, number: int, values: dict[str, Any], evidence: dict[str, tuple[Claim, ...]]) -> None:
    """The fields of several values, with the evidence for each of them."""
    found: dict[str, Sequence[tuple[Any, tuple[Claim, ...]]]] = {
        "people": people.people(sheet),
        "tags": tags.tags(sheet),
        "links": links.links(sheet),
        "rails": links.rails(sheet),
        "embeds": embeds.embeds(sheet, number),
        "reservations": rights.reservations(sheet),
    }
    for name, items in found.items():
        values[name] = tuple(value for value, _claims in items)
        evidence.update({f"{name}[{i}]": claims for i, (_value, claims) in enumerate(items)})
    pictures = photos.photos(sheet, number)
    values["photos"] = tuple(photo for photo, _parts in pictures)
    for i, (_photo, parts) in enumerate(pictures):
        evidence.update({f"photos[{i}].{part}": claims for part, claims in parts.items()})
