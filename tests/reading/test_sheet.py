"""A sheet resolves addresses as RFC 3986 does, also where it sees that there is nothing to join."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.labels import Label
from kliping.reading.sheet import Sheet, sheet_of
from kliping.reading.tree import parse
from kliping.reading.walk import walk
from kliping.records import Page

BASES = (
    "",
    "https://a.example/x/y?z",
    "HTTP://A.example:80/x;p",
    "/rel/x",
    "//b.example/x",
    "file:///x",
    "http://[::1]/x",
)
PIECES = (
    "http://", "https://", "HTTPS://", "//", "/", ".", "..", "?", "#", ";", ":", "80", "a.example", "boat", "é", "[",
    "]", " ", "\t", "\n", "@", "%20", "x=1", "&", "\0", "\x1f", "\u00a0", "\\", "mailto:",
)  # fmt: skip


def sheet(url: str = "", html: bytes = b"<p>") -> Sheet:
    """A sheet of a page, all of whose blocks are text."""
    table = walk(parse(html).root)
    return sheet_of(Page(html, url=url), table, [Label.TEXT] * len(table))


def joined(url: str, base: str) -> str | None:
    """What the standard library makes of an address."""
    try:
        found = urljoin(base, url)
        scheme = urlsplit(found).scheme
    except ValueError:
        return None
    return found if scheme in ("http", "https") or (not base and not scheme) else None


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join))
def test_addresses_are_joined_as_the_standard_has_it(base: str, url: str) -> None:
    assert sheet(base).absolute(url) == joined(url.strip(), base)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://b.example/boat?x=1#top", "https://b.example/boat?x=1#top"),
        ("/boat", "https://a.example/boat"),
        ("/harbour/../boat", "https://a.example/boat"),
        ("//b.example/boat", "https://b.example/boat"),
        ("?page=2", "https://a.example/news/?page=2"),
        ("#top", "https://a.example/news/#top"),
        ("https://b.example/boat?", "https://b.example/boat"),
        ("mailto:desk@a.example", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_of_a_page(url: str | None, wanted: str | None) -> None:
    assert sheet("https://a.example/news/").absolute(url) == wanted


def test_a_long_address_is_seen_through_in_no_time() -> None:
    assert sheet("https://a.example/").absolute("/" * 7_000 + "?" * 900) is not None


def test_a_link_leads_to_its_address() -> None:
    found = sheet("https://a.example/", b"<p>See <a href='/boat'>the boat</a>.")
    assert [found.target(anchor) for anchor in found.table.anchors] == ["https://a.example/boat"]


def test_blocks_and_metas_keep_their_order() -> None:
    html = b"<meta name=b content=1><meta name=a content=2><meta name=b content=3><meta name=c content=''><p>One<h2>Two"
    found = sheet(html=html)
    found.labels[0] = Label.LEAD
    assert list(found.blocks(Label.TEXT, Label.LEAD)) == found.body() == [0, 1]
    assert list(found.blocks(Label.TAG)) == []
    assert list(found.metas("a", "b", "c")) == [("a", "2"), ("b", "1"), ("b", "3")]
