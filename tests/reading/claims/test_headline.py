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


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("", "<h1><span class=kicker>Transport</span>: Bridge reopens at last</h1>", "Bridge reopens at last"),
        (
            "<meta property=og:title content='Bridge re&shy;opens at last - The Weir Post'>",
            "<h1><time>1 May 2024</time> Bridge reopens at last</h1>",
            "Bridge reopens at last",
        ),
        (
            "<meta property=og:title content='Bridge reopens at last'>",
            "<h1>Bridge reopens at last <small>Ferry makes its final trip</small></h1>",
            "Bridge reopens at last",
        ),
        (
            "<title>Bridge reopens:</title>",
            "<h1>Bridge reopens:<br>and the ferry rests</h1>",
            "Bridge reopens: and the ferry rests",
        ),
        (
            "<title>Bridge reopens - Page 2</title>",
            "<h1>Bridge reopens at last - Page 2</h1>",
            "Bridge reopens at last",
        ),
        (
            "<meta property=og:title content='You won’t believe it'>"
            "<meta name=twitter:title content='You won’t believe it'>"
            '<title>You won’t believe it</title><script type=application/ld+json>{"@type":"NewsArticle",'
            '"headline":"You won’t believe it"}</script>',
            "<h1>Bridge reopens at last</h1>",
            "Bridge reopens at last",
        ),
    ],
)
def test_what_readers_see_without_kicker_deck_and_page(head: str, body: str, wanted: str) -> None:
    assert headline(head, body) == wanted


@pytest.mark.parametrize("title", ["古い橋、4カ月ぶりに開通-北浜新報", "다리가 넉 달 만에 다시 열렸다-사회ㅣ한빛일보"])
def test_sites_behind_a_mark_without_spaces(title: str) -> None:
    assert headline(f"<title>{title}</title>", "") == title.partition("-")[0]


def test_codes_of_markup_in_json_ld_are_read() -> None:
    story = json.dumps({"@type": "NewsArticle", "headline": "Bridge &amp; ferry &#8211; a farewell"})
    assert headline(f"<script type=application/ld+json>{story}</script>", "") == "Bridge & ferry – a farewell"
