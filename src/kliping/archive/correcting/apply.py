"""Corrections laid over a record: the corrected value wins, and what was read stays as a claim that lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from kliping.archive.captures import Captured
from kliping.archive.correcting.fields import put_at, value_at
from kliping.archive.correcting.reread import SAID_BY, read_pages, with_headers
from kliping.archive.correcting.store import Correction, corrections_of, rules_for, site_of_story
from kliping.records import Article

_READING = "reading"
"""Who said what was read, where the evidence has no claim for it."""


def amended(connection: sqlite3.Connection, story: int | None, article: Article, pages: Sequence[Captured]) -> Article:
    """A record that was just read, with what people said of this story and of the layout of its site.

    `story` is the story that it becomes a version of, None for a new one. Blocks can be corrected only where the pages'
    bytes are at hand.
    """
    rules = rules_for(connection, site_of_story(article), story)
    if rules and (again := read_pages(pages, rules, article)) is not None:
        article = with_headers(again, article)
    return with_fields(article, corrections_of(connection, story)) if story is not None else article


def with_fields(article: Article, corrections: Iterable[Correction]) -> Article:
    """The record with corrected fields."""
    fields = [each for each in corrections if each.path is not None]
    if not fields:
        return article
    plain = article.to_dict()
    evidence = plain["evidence"]
    for correction in fields:
        path = correction.path or ""
        was = value_at(plain, path)
        if not put_at(plain, path, correction.value):
            continue
        losers = [claim for claim in evidence.get(path, ()) if claim["said_by"] != SAID_BY]
        if not losers and was not in (None, [], correction.value):
            losers = [_claim(was, _READING, "")]
        evidence[path] = [_claim(correction.value, SAID_BY, correction.made_at), *losers]
    return Article.from_dict(plain)


def without_field(article: Article, correction: Correction) -> Article:
    """The record as it was read before a field was corrected."""
    path, plain = correction.path or "", article.to_dict()
    put_at(plain, path, correction.was)
    claims = [claim for claim in plain["evidence"].pop(path, ()) if claim["said_by"] not in (SAID_BY, _READING)]
    if claims:
        plain["evidence"][path] = claims
    return Article.from_dict(plain)


def _claim(value: object, said_by: str, where: str) -> dict[str, object]:
    return {"value": value, "said_by": said_by, "where": where, "confidence": 1.0 if said_by == SAID_BY else 0.0}
