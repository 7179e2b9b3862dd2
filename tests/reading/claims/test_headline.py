"""The headline: what readers see, without the names of site and section and without its kicker."""

from __future__ import annotations

import json

import pytest

import kliping
from kliping.reading.claims.headline import without_site
from kliping.reading.sheet import sheet_of
from kliping.reading.tree import parse
from kliping.reading.walk import walk
from kliping.records import Page

PROSE = (
    "<p>The town's only bridge reopened on Monday after four months of work, and the ferry made its last trip.</p>" * 4
)


def headline(head: str, body: str) -> str | None:
    return kliping.read(f"<html lang=en><head>{head}</head><body>{body}{PROSE}</body></html>").headline


def test_heading_that_is_the_sites_name_is_none() -> None:
    head = "<title>Bridge reopens – at last - The Weir Post</title><meta property=og:site_name content='The Weir Post'>"
    assert headline(head, "<h1>The Weir Post</h1><h2>Bridge reopens – at last</h2>") == "Bridge reopens – at last"


def test_printed_headline_wins_over_share_cards() -> None:
    head = (
        "<meta property=og:title content='You won’t believe this bridge'>"
        "<meta name=twitter:title content='You won’t believe this bridge'>"
    )
    assert headline(head, "<h1>Bridge reopens after four months</h1>") == "Bridge reopens after four months"


def test_kicker_in_the_heading_is_cut_off() -> None:
    story = json.dumps({"@type": "NewsArticle", "headline": "Bridge reopens after four months"})
    head = f"<script type=application/ld+json>{story}</script>"
    body = "<h1><span>Transport</span> <span>Bridge reopens after four months</span></h1>"
    assert headline(head, body) == "Bridge reopens after four months"


def test_colon_of_the_headline_stays() -> None:
    head = "<title>The bridge: what you need to know</title>"
    assert headline(head, "<h1>The bridge: what you need to know</h1>") == "The bridge: what you need to know"


def test_headline_without_a_heading() -> None:
    head = "<title>Weir Post - Bridge reopens after four months</title>"
    body = "<div class=x>Bridge reopens after four months<br>Monday, 3 June 2024</div>"
    assert headline(head, body) == "Bridge reopens after four months"


@pytest.mark.parametrize(
    ("title", "site", "seen", "wanted"),
    [
        ("Bridge reopens | World | Weir Post", "Weir Post", None, "Bridge reopens"),
        ("Bridge reopens - Weir Post", "Weir Post", None, "Bridge reopens"),
        ("Weir Post: Bridge reopens", "Weir Post", None, "Bridge reopens"),
        ("Bridge – reopens | Weir Post", None, "Bridge – reopens", "Bridge – reopens"),
        ("  ", None, None, None),
    ],
)
def test_without_site(title: str, site: str | None, seen: str | None, wanted: str | None) -> None:
    table = walk(parse(b"<p>x").root)
    sheet = sheet_of(Page(""), table, [])
    sheet.publisher = site
    assert without_site(title, sheet, seen) == wanted


def test_title_too_long_for_one_is_none() -> None:
    sheet = sheet_of(Page(""), walk(parse(b"<html></html>").root), [])
    assert without_site("Boats | " * 100, sheet, None) is None
    assert without_site("Boats in the harbour", sheet, None) == "Boats in the harbour"
