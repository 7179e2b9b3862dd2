"""The whole way: a real server, robots.txt, feeds and sitemaps; every story whole and once, and again from the WARC."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, permutations
from pathlib import Path

import pytest

from kliping.records import Article
from kliping.sources import Failure, Options, stories
from tests.portal.server import Portal, Reply
from tests.portal.stories import Site, Told, atom, front, portal, rss, sitemap, sitemap_index

FAST = Options(allow_private=True, rate=2000.0, cache=False)
LATER_PAGES = ("/news/told-by-head-only?page=3", "/news/told-by-query?page=2", "/news/told-by-path/3")


def served(site: Site, server: Portal) -> None:
    """Put a site on a server, with robots.txt, feeds and sitemaps."""
    base = server.url("")
    for path, html in site.pages.items():
        server.pages[path] = Reply(html.encode())
    for path, (kind, text) in {
        "/robots.txt": ("text/plain", f"User-agent: *\nDisallow: /private/\nSitemap: {base}/sitemaps.xml\n"),
        "/": ("text/html; charset=utf-8", front(site, base)),
        "/feed.xml": ("application/rss+xml", rss(site, base)),
        "/feed.atom": ("application/atom+xml", atom(site, base)),
        "/sitemaps.xml": ("application/xml", sitemap_index([f"{base}/more.xml", f"{base}/all.xml"])),
        "/all.xml": ("application/xml", sitemap([told.path for told in site.told], base)),
        # Later pages, sections and what robots.txt forbids: all of that stands in sitemaps out there.
        "/more.xml": ("text/xml", sitemap([*LATER_PAGES, "/private/1", "/"], base)),
    }.items():
        server.pages[path] = Reply(text.encode(), headers={"Content-Type": kind})


@pytest.fixture
def server() -> Iterator[Portal]:
    with Portal() as made:
        yield made


def wanted(site: Site, server: Portal) -> dict[str, Told]:
    return {server.url(told.path): told for told in site.told}


def check(articles: list[Article], expected: dict[str, Told]) -> None:
    """Each story is there once and whole."""
    assert Counter(article.url for article in articles) == Counter(list(expected))
    for article in articles:
        told = expected[article.url or ""]
        assert [each.text for each in article.paragraphs] == told.text, told.path
        assert tuple(problem.code for problem in article.problems) == told.codes


def split(outcomes: Iterator[Article | Failure]) -> tuple[list[Article], list[tuple[str, str]]]:
    articles, failures = [], []
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            failures.append((outcome.name, outcome.error.code))
        else:
            articles.append(outcome)
    return articles, failures


def test_a_thousand_stories_come_whole_and_once(server: Portal) -> None:
    site = portal(singles=1000)
    served(site, server)
    articles, failures = split(stories([server.url("/sitemaps.xml"), server.url("/feed.xml")], FAST))
    check(articles, wanted(site, server))
    assert [code for _name, code in failures if code not in ("duplicate", "listing")] == ["robots"]
    assert not [path for path in server.asked() if path.startswith("/private/")]


def test_stories_in_parts_keep_to_the_rate_too(server: Portal) -> None:
    site = portal(singles=0)
    served(site, server)
    rate = 25.0
    named = [server.url(told.path) for told in site.told[:8]]
    articles, _failures = split(stories(named, Options(allow_private=True, rate=rate, cache=False)))
    check(articles, {url: told for url, told in wanted(site, server).items() if url in named})
    began = sorted(hit.began for hit in server.hits)
    gaps = [later - earlier for earlier, later in pairwise(began)]
    assert len(gaps) > 16
    # A request's way to the server takes longer one time than another, so single gaps may be shorter.
    assert sum(gaps) >= (len(gaps) - 1) / rate


def test_several_hosts_are_read_at_once(server: Portal) -> None:
    with Portal() as other:
        for each in (server, other):
            served(portal(singles=2), each)
        told = portal(singles=2).told[:3]
        named = [each.url(story.path) for each in (server, other) for story in told]
        articles, _failures = split(stories(named, FAST))
        assert sorted(article.url or "" for article in articles) == sorted(named)
        assert all(len(article.paragraphs) == 12 for article in articles)


def test_a_site_without_feeds_and_sitemaps_says_so(server: Portal) -> None:
    server.pages["/"] = Reply(b"<!doctype html><html><body><p>Nothing here.</p></body></html>")
    _articles, failures = split(stories([server.url("/")], FAST))
    assert failures == [(server.url("/sitemap.xml"), "missing")]


def test_sitemaps_that_lead_in_circles_end(server: Portal) -> None:
    xml = {"Content-Type": "application/xml"}
    for number in range(9):
        inner = sitemap_index([server.url(f"/deep/{number + 1}"), server.url("/deep/0")])
        server.pages[f"/deep/{number}"] = Reply(inner.encode(), headers=xml)
    _articles, failures = split(stories([server.url("/deep/0")], FAST))
    assert {code for _name, code in failures} == {"too_deep"}
    assert len(server.asked()) == len(set(server.asked())) < 9


def test_what_a_feed_leads_to_is_never_opened_as_another_feed(server: Portal) -> None:
    served(portal(singles=1), server)
    server.pages["/feed.xml"] = Reply(rss_of([server.url("/feed.atom")]), headers={"Content-Type": "text/xml"})
    articles, failures = split(stories([server.url("/feed.xml")], FAST))
    assert not articles
    assert failures == [(server.url("/feed.atom"), "no_page")]


def rss_of(urls: list[str]) -> bytes:
    items = "".join(f"<item><link>{url}</link></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def test_a_site_comes_whole_and_once_and_again_from_its_warc(server: Portal, tmp_path: Path) -> None:
    site = portal()
    served(site, server)
    warc = tmp_path / "run.warc.gz"
    options = Options(allow_private=True, rate=2000.0, cache=False, warc=warc)
    articles, failures = split(stories([server.url("/")], options))
    check(articles, wanted(site, server))
    assert (server.url("/private/1"), "robots") in failures
    assert not [path for path in server.asked() if path.startswith("/private/")]
    again, _failures = split(stories([str(warc)]))
    assert len(again) == len(articles)
    second = {article.url: article.to_dict() for article in again}
    for article in articles:
        assert second[article.url] == article.to_dict()


def test_a_feed_and_a_sitemap_without_entries_say_so(server: Portal) -> None:
    server.pages["/feed.xml"] = Reply(rss_of([]), headers={"Content-Type": "text/xml"})
    server.pages["/map.xml"] = Reply(sitemap([], "").encode(), headers={"Content-Type": "text/xml"})
    named = [server.url("/feed.xml"), server.url("/map.xml")]
    assert split(stories(named, FAST)) == ([], [(url, "no_items") for url in named])


def test_later_pages_and_first_pages_may_be_named_in_any_order(server: Portal) -> None:
    site = portal(singles=0, endless=False)
    served(site, server)
    for style in ("path", "halaman-selanjutnya", "file-names"):
        told = next(each for each in site.told if each.path.startswith(f"/news/told-by-{style}"))
        parts = [server.url(path) for path in site.pages if path.startswith(told.path.removesuffix(".html"))]
        for named in permutations(parts):
            articles, failures = split(stories(named, FAST))
            check(articles, {server.url(told.path): told})
            assert {code for _name, code in failures} <= {"duplicate"}
