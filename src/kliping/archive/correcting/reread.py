"""The pages of a story read again from their bytes, with what people said of their blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kliping.archive.captures import Captured
from kliping.archive.identity import address_key
from kliping.reading.apart import Apart, take_apart
from kliping.reading.corrected import Corrected, Rule
from kliping.records import Article, Claim, Page
from kliping.stitching import stitch

SAID_BY = "correction"
"""Who says a corrected value, in the evidence."""


def page_of(capture: Captured) -> Page | None:
    """A captured page as the reader takes it; None where its bytes weren't kept."""
    if capture.content is None:
        return None
    return Page(capture.content, capture.url, capture.media_type, capture.charset, capture.at)


def read_pages(captures: Sequence[Captured], rules: Sequence[Rule], old: Article) -> Article | None:
    """The story of these pages; None where a page's bytes weren't kept.

    `old` is their record as it was: its evidence says under which address each page was asked for when it was joined.
    """
    pages = [page_of(capture) for capture in captures]
    if not pages or None in pages:
        return None
    if pages[0] and not pages[0].url:  # somebody may have said where it was found
        pages[0] = replace(pages[0], url=old.url)
    articles = [_read(page, rules) for page in pages if page]
    by_url = {address_key(article.url): article for article in reversed(articles)}
    asked = [claim.value for claim in old.evidence.get("url", ()) if claim.said_by == "stitching"]
    if len(asked) == len(articles):
        by_url |= {address_key(url): article for url, article in zip(asked, articles, strict=True)}
    return _stitched(articles[0], by_url)  # a single one too: it may be a part, whose other pages are missed


def apart(capture: Captured, rules: Sequence[Rule]) -> tuple[Apart, frozenset[int]] | None:
    """A captured page taken apart, and the rows of the blocks that people spoke of; None without its bytes."""
    page = page_of(capture)
    if page is None:
        return None
    labeler = Corrected(rules)
    found = take_apart(page, labeler)
    return found, frozenset(labeler.touched)


def _read(page: Page, rules: Sequence[Rule]) -> Article:
    """The record of one page, its corrected paragraphs with the claim that a person made."""
    labeler = Corrected(rules)
    found = take_apart(page, labeler)
    touched = {found.blocks[row].where for row in labeler.touched}
    evidence = dict(found.article.evidence)
    for at, paragraph in enumerate(found.article.paragraphs):
        if paragraph.where in touched:
            evidence[f"paragraphs[{at}]"] = (Claim(paragraph.kind, SAID_BY, paragraph.where or "", 1.0),)
    return replace(found.article, evidence=evidence)


def _stitched(first: Article, by_url: Mapping[str | None, Article]) -> Article:
    asking = stitch(first)
    try:
        url = next(asking)
        while True:
            url = asking.send(by_url.get(address_key(url)))
    except StopIteration as end:
        story: Article = end.value
        return story


def with_headers(new: Article, old: Article) -> Article:
    """The new reading with what the old knew of the answer's headers, which stand in no page."""
    of_headers = [
        at
        for at, said in enumerate(old.reservations)
        if any(claim.said_by == "http" for claim in old.evidence.get(f"reservations[{at}]", ()))
        and said not in new.reservations
    ]
    evidence = dict(new.evidence)
    for place, at in enumerate(of_headers, len(new.reservations)):
        evidence[f"reservations[{place}]"] = old.evidence[f"reservations[{at}]"]
    kept = tuple(old.reservations[at] for at in of_headers)
    return replace(new, reservations=(*new.reservations, *kept), evidence=evidence)
