"""The articles of this folder, read: every quotation with its span, kind and speaker; what isn't right yet is named.

KNOWN_GAPS.tsv holds article, the beginning of the quotation, and why; such a quotation is expected to fail, strictly.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kliping.reading.quotes.find import quotes
from kliping.reading.quotes.languages import speech
from kliping.records import Paragraph, Quote
from tests.quotes.marked import Gold, Marked, articles

ARTICLES = {article.name: article for article in articles()}
_BEGINNING = 24


def gaps() -> dict[tuple[str, str], str]:
    lines = (Path(__file__).parent / "KNOWN_GAPS.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(name, beginning): why for name, beginning, why in rows}


def beginning(article: Marked, gold: Gold) -> str:
    end = gold.end if gold.paragraph == gold.end_paragraph else None
    return article.paragraphs[gold.paragraph][gold.start : end][:_BEGINNING].strip()


def cases() -> list[Any]:
    found = []
    for article in ARTICLES.values():
        for number, gold in enumerate(article.quotes):
            why = gaps().get((article.name, beginning(article, gold)))
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            found.append(pytest.param(article.name, number, marks=marks, id=f"{article.name}-{number}"))
    return found


@cache
def told(name: str) -> dict[tuple[int, int, int, int], Quote]:
    article = ARTICLES[name]
    found = quotes([Paragraph(text) for text in article.paragraphs], article.language)
    return {(quote.paragraph, quote.start, quote.end_paragraph, quote.end): quote for quote in found}


@pytest.mark.parametrize(("name", "number"), cases())
def test_quotation(name: str, number: int) -> None:
    gold = ARTICLES[name].quotes[number]
    quote = told(name).get((gold.paragraph, gold.start, gold.end_paragraph, gold.end))
    assert quote is not None
    speaker = gold.speaker if speech(ARTICLES[name].language) else None
    assert quote.kind == gold.kind
    assert (quote.speaker or "").casefold() == (speaker or "").casefold()


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_else_is_quoted(name: str) -> None:
    marked = {(gold.paragraph, gold.start, gold.end_paragraph, gold.end) for gold in ARTICLES[name].quotes}
    assert [quote.text for span, quote in told(name).items() if span not in marked and quote.kind != "indirect"] == []


def test_there_are_many() -> None:
    assert len(ARTICLES) >= 60
    assert sum(len(article.quotes) for article in ARTICLES.values()) >= 300


def test_roles_come_with_the_names() -> None:
    right = wanted = 0
    for name, article in ARTICLES.items():
        for quote in told(name).values():
            role = article.roles.get(quote.speaker or "")
            wanted += role is not None
            right += role is not None and role.casefold() in (quote.speaker_role or "").casefold()
    assert right / wanted > 0.85
