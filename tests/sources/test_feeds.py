"""Feeds and sitemaps as addresses, sound, broken and hostile."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.errors import SourceError
from kliping.sources.feeds import feed
from kliping.sources.site import feeds_of
from kliping.sources.sitemaps import MOST_ENTRIES, Entry, sitemap

RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title><link>https://a.example/</link>
<item><title>One</title><link> https://a.example/1 </link></item><item><title>Again</title><link>https://a.example/1</link></item>
<item><title>Relative</title><link>/2</link></item><item><title>Guid</title><guid isPermaLink="true">https://a.example/3</guid></item>
<item><title>Mail</title><link>mailto:a@b.example</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><link href="https://a.example/"/>
<entry><title>One</title><id>tag:1</id><link rel="alternate" href="https://a.example/1"/>
<link rel="edit" href="/edit"/></entry></feed>"""


def test_rss_and_atom() -> None:
    assert list(feed(RSS, "https://a.example/feed")) == [f"https://a.example/{n}" for n in (1, 2, 3)]
    assert list(feed(ATOM)) == ["https://a.example/1"]


def test_json_feed() -> None:
    items = [{"url": "https://a.example/1"}, {"external_url": "https://b.example/2"}, {"id": "3"}, 4, {"url": None}]
    said = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    assert list(feed(said, "https://a.example/feed.json")) == [
        "https://a.example/1",
        "https://b.example/2",
        "https://a.example/3",
    ]


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"{}", b"[" * 100_000, b"{" * 100_000, b"/etc/passwd"])
def test_what_is_no_feed_says_so(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"It is no|The feed"):
        list(feed(content))


def entries(content: bytes) -> tuple[list[Entry], str | None]:
    """What a sitemap gives, and the code of what ended it."""
    found: list[Entry] = []
    try:
        found.extend(_each(found, sitemap(content)))
    except SourceError as error:
        return found, error.code
    return found, None


def _each(found: list[Entry], source: Iterator[Entry]) -> list[Entry]:
    for entry in source:
        found.append(entry)  # noqa: PERF402 (an error leaves what came before)
    return []


@pytest.mark.parametrize("content", [RSS, ATOM, b'{"items": [{"url": "https://a.example/1"}]}'])
def test_a_feed_may_be_gzipped(content: bytes) -> None:
    assert list(feed(gzip.compress(content))) == list(feed(content)) != []


@pytest.mark.parametrize("content", [RSS, ATOM])
def test_a_gzipped_feed_that_breaks_off_gives_what_is_there(content: bytes) -> None:
    with pytest.raises(SourceError, match="can't be unpacked"):
        list(feed(gzip.compress(content)[:-5]))
    cut = feed(gzip.compress(content)[:-5])
    assert [next(cut)] == list(feed(content))[:1] != []


def urlset(*urls: str) -> bytes:
    inner = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'.encode()


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_sitemaps(pack: Callable[[bytes], bytes]) -> None:
    assert entries(pack(urlset("https://a.example/1", "https://a.example/2?a=1&amp;b=2"))) == (
        [Entry("https://a.example/1"), Entry("https://a.example/2?a=1&b=2")],
        None,
    )
    assert entries(pack(b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>")) == (
        [Entry("https://a.example/s.xml", True)],
        None,
    )
    assert entries(pack(b"https://a.example/1\nhttps://a.example/2\n"))[0] == [
        Entry("https://a.example/1"),
        Entry("https://a.example/2"),
    ]


def test_pictures_of_a_page_are_no_pages() -> None:
    image = "</loc><image:image><image:loc>https://a.example/p.jpg</image:loc></image:image><loc>"
    said = urlset(f"https://a.example/1{image}").replace(
        b"<urlset ", b'<urlset xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    )
    assert entries(said) == ([Entry("https://a.example/1")], None)


def test_other_encodings() -> None:
    said = urlset("https://a.example/1").decode()
    assert entries(f'<?xml version="1.0" encoding="utf-16"?>{said}'.encode("utf-16"))[0] == [
        Entry("https://a.example/1")
    ]


def test_a_broken_sitemap_gives_what_stands_before_the_break() -> None:
    assert entries(urlset("https://a.example/1")[:-30] + b"<url><loc>x") == ([], "damaged")
    assert entries(urlset("https://a.example/1")[:-9]) == ([Entry("https://a.example/1")], "damaged")
    assert entries(gzip.compress(urlset("https://a.example/1"))[:-20] + b"x" * 20)[1] in ("damaged", None)


def test_a_bare_ampersand_is_mended() -> None:
    said = urlset(
        "https://a.example/1", "https://a.example/2?a=1&b=2&copy=3", "<![CDATA[https://a.example/3?a=1&b=2]]>"
    )
    for pack in (bytes, gzip.compress):
        assert entries(pack(said)) == (
            [
                Entry("https://a.example/1"),
                Entry("https://a.example/2?a=1&b=2&copy=3"),
                Entry("https://a.example/3?a=1&b=2"),
            ],
            None,
        )
    assert entries(urlset("https://a.example/1", "https://a.example/2?a&b", "<loc>")) == (
        [Entry("https://a.example/1"), Entry("https://a.example/2?a&b")],
        "damaged",
    )
    assert entries(b"<urlset>&" + b"<![CDATA[" * 200_000) == ([], "damaged")


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>https://a.example/&b;</loc></url></urlset>'
    assert entries(bomb) == ([], "damaged")


def test_bombs_and_endless_lists_end() -> None:
    assert entries(gzip.compress(b"<urlset>" + b" " * (80 * 1024 * 1024)))[1] == "too_large"
    found, code = entries(urlset(*["https://a.example/"] * (MOST_ENTRIES + 5)))
    assert (len(found), code) == (MOST_ENTRIES, "too_large")


@given(st.binary(max_size=300), st.integers(0, 300))
def test_no_bytes_raise_anything_else(noise: bytes, at: int) -> None:
    for sound in (RSS, ATOM, urlset("https://a.example/1"), b'{"items": [{"url": "https://a.example/1"}]}'):
        content = sound[:at] + noise + sound[at:]
        with suppress(SourceError):
            list(feed(content, "https://a.example/"))
        entries(content)


def test_a_site_names_its_feeds() -> None:
    html = b"""<head><base href="https://b.example/x/"><link rel="alternate" type="application/rss+xml" href="rss">
    <link rel="alternate" type="application/atom+xml;charset=utf-8" href="/atom"><link rel="stylesheet" href="/s.css">
    <link rel="alternate" type="application/json" href="https://b.example/wp-json/1">
    <link rel=alternate hreflang=id href="/id">"""
    assert feeds_of(html, "https://a.example/") == ["https://b.example/x/rss", "https://b.example/atom"]


def test_a_front_page_nested_without_end_is_no_trouble() -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/feed">'
    assert feeds_of(link + b"<div>" * 300_000, "https://a.example/") == ["https://a.example/feed"]


def test_a_sitemap_after_empty_lines_is_read() -> None:
    head = b'\xef\xbb\xbf\n\n  <?xml version="1.0"?>'
    assert entries(head + urlset("https://a.example/1")) == ([Entry("https://a.example/1")], None)
