"""The lines around the headline: kicker above it, description below."""

from __future__ import annotations

import pytest

import kliping
from kliping.reading.label_markup import label_markup
from kliping.reading.read import read

PROSE = "<p>The old footbridge reopened on Monday after four months of work, and the ferry made its last trip.</p>" * 3
DECK = "Four months of repairs end with a morning walk."


def article(head: str) -> kliping.Article:
    return read(f"<html lang=en><body><article>{head}{PROSE}</article></body></html>", labeler=label_markup)


@pytest.mark.parametrize(
    "head",
    [
        "<p class=kicker>Transport</p><h1>Footbridge reopens at last</h1>",
        "<p class=noticia__antetitulo>Transport:</p><h1>Footbridge reopens at last</h1>",
        "<h1><span class=headline__kicker>Transport</span> <span>Footbridge reopens at last</span></h1>",
    ],
)
def test_kicker(head: str) -> None:
    assert article(head).kicker == "Transport"


@pytest.mark.parametrize("deck", [f"<h2 class=deck>{DECK}</h2>", f"<div itemprop=description>{DECK}</div>"])
def test_description(deck: str) -> None:
    assert article(f"<h1>Footbridge reopens at last</h1>{deck}").description == DECK
