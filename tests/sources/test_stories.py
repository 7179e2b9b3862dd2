"""Stories in parts, in folders and archives, in any order: whole and once, without the network."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import kliping.sources
from kliping.records import Article
from kliping.sources import Failure, Options, stories
from tests.portal.stories import STYLES, Site, absolute, front, paged, portal
from tests.sources.archives import gzipped, records

BASE = "https://gazette.example"
SITE = portal(singles=2, endless=False)
PAGES = absolute(SITE.pages, BASE)
TOLD = {BASE + told.path: told for told in SITE.told}
EXTRA = {BASE + path for path in SITE.pages if "photo" in path or "cpage" in path}
"""Pages that stand beside the stories and are none of theirs."""


def read(*sources: Path, options: Options | None = None) -> tuple[list[Article], Counter[str]]:
    outcomes = list(stories(map(str, sources), options))
    failures = Counter(each.error.code for each in outcomes if isinstance(each, Failure))
    return [each for each in outcomes if isinstance(each, Article)], failures


def check(articles: list[Article]) -> None:
    """Every story is there once and whole; its address is the page's own or the one it calls its own."""
    found = Counter(article.url or article.canonical_url for article in articles)
    assert {url: count for url, count in found.items() if url not in EXTRA} == dict.fromkeys(TOLD, 1)
    for article in articles:
        told = TOLD.get(article.url or article.canonical_url or "")
        if told:
            assert [each.text for each in article.paragraphs] == told.text, told.path
            assert tuple(problem.code for problem in article.problems) == told.codes


@pytest.mark.parametrize("seed", range(2))
def test_a_warc_in_any_order(tmp_path: Path, seed: int) -> None:
    parts = records(PAGES)
    random.Random(seed).shuffle(parts)
    (tmp_path / "x.warc.gz").write_bytes(gzipped(parts))
    articles, _failures = read(tmp_path / "x.warc.gz")
    check(articles)
    assert all("x-robots-tag: noai" in article.reservations for article in articles)


def test_a_story_may_lie_in_two_archives(tmp_path: Path) -> None:
    parts = records(PAGES)
    (tmp_path / "1.warc").write_bytes(b"".join(parts[1::2]))
    (tmp_path / "2.warc.gz").write_bytes(gzipped(parts[::2]))
    check(read(tmp_path)[0])


def test_a_folder_as_browsers_save_it(tmp_path: Path) -> None:
    names = random.Random(1).sample(range(1000), len(PAGES))
    for (url, html), name in zip(PAGES.items(), names, strict=True):
        remark = f"<!doctype html>\n<!-- saved from url=({len(url):04})={url} -->\n".replace(")=", ")")
        (tmp_path / f"{name}.html").write_text(remark + html, "utf-8")
    check(read(tmp_path)[0])


def test_a_folder_as_crawlers_mirror_it(tmp_path: Path) -> None:
    for url, html in PAGES.items():
        if url in EXTRA:
            continue
        path = tmp_path / (url.removeprefix("https://") + ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, "utf-8")
    check(read(tmp_path)[0])


def test_pages_that_know_no_address_follow_their_links(tmp_path: Path) -> None:
    told = SITE.told[0]
    for number, path in enumerate((told.path, f"{told.path}?page=2", f"{told.path}?page=3"), 1):
        html = SITE.pages[path].replace('<link rel="canonical"', "<link")
        for other in (3, 2):
            html = html.replace(f"{told.path}?page={other}", f"part-{other}.html")
        (tmp_path / f"part-{number}.html").write_text(html.replace(f'"{told.path}"', '"part-1.html"'), "utf-8")
    (article,), _failures = read(tmp_path)
    assert [each.text for each in article.paragraphs] == told.text
    assert [each.page for each in article.paragraphs] == [1] * 4 + [2] * 4 + [3] * 4


@pytest.mark.parametrize("first", [True, False], ids=["own", "first's"])
@pytest.mark.parametrize("name", sorted(set(STYLES) - {"head-only"}))
def test_pages_that_tell_only_what_they_call_their_own_address(tmp_path: Path, name: str, first: bool) -> None:
    if (name, first) == ("halaman-selanjutnya", False):
        pytest.skip("nothing on its last page tells that it is one")
    site = Site()
    paged(site, "tale", replace(STYLES[name], own_canonical=first), 3)
    pages = list(absolute(site.pages, BASE).values())
    for number, html in zip(random.Random(1).sample(range(99), len(pages)), pages, strict=True):
        (tmp_path / f"{number}.html").write_text(html, "utf-8")
    (article,), failures = read(tmp_path)
    assert [each.text for each in article.paragraphs] == site.told[0].text
    assert failures == ({"duplicate": 1} if STYLES[name].all_words else {})


def test_without_its_beginning_a_story_is_what_is_there(tmp_path: Path) -> None:
    told = SITE.told[0]
    urls = [f"{BASE}{told.path}?page={number}" for number in (3, 2)]
    (tmp_path / "x.warc").write_bytes(b"".join(records({url: PAGES[url] for url in urls})))
    (article,), _failures = read(tmp_path / "x.warc")
    assert [each.text for each in article.paragraphs] == [text for page in told.pages[1:] for text in page]
    assert [problem.code for problem in article.problems] == ["continuation"]


def test_unstitched_each_page_is_a_record(tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_bytes(b"".join(records(PAGES)))
    articles, _failures = read(tmp_path / "x.warc", options=Options(stitch=False))
    assert len(articles) > 2 * len(TOLD)


def test_one_story_under_two_addresses_comes_once(tmp_path: Path) -> None:
    url = BASE + SITE.told[-1].path
    (tmp_path / "x.warc").write_bytes(b"".join(records({url: PAGES[url], f"{url}?from=mail": PAGES[url]})))
    articles, failures = read(tmp_path / "x.warc")
    assert len(articles) == 1
    assert failures == {"duplicate": 1}


def test_lists_of_stories_are_left_out_of_an_archive_unless_it_holds_nothing_else(tmp_path: Path) -> None:
    lists = {f"{BASE}/": front(SITE, BASE), f"{BASE}/coast": front(SITE, BASE)}
    told = SITE.told[-1].path
    (tmp_path / "lists.warc").write_bytes(b"".join(records(lists)))
    (tmp_path / "both.warc").write_bytes(b"".join(records({**lists, BASE + told: PAGES[BASE + told]})))
    alone, failures = read(tmp_path / "lists.warc")
    assert ([article.url for article in alone], failures) == (list(lists), {})
    beside, failures = read(tmp_path / "both.warc")
    assert ([article.url for article in beside], failures) == ([BASE + told], {"listing": 2})


def test_what_was_captured_again_is_counted(tmp_path: Path) -> None:
    part = records({BASE + path: PAGES[BASE + path] for path in SITE.pages if path.startswith(SITE.told[0].path)})
    (tmp_path / "twice.warc").write_bytes(b"".join(part * 2))
    articles, failures = read(tmp_path / "twice.warc")
    assert (len(articles), failures) == (1, {"duplicate": len(part)})


def test_a_single_name_instead_of_a_list_of_them_is_refused() -> None:
    with pytest.raises(TypeError, match="as a list"):
        stories("page.html")


def test_it_is_asked_again_by_its_full_name(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(PAGES[BASE + SITE.told[-1].path])
    for _ in range(2):
        assert len(list(kliping.sources.stories([tmp_path]))) == len(list(kliping.sources.captures([tmp_path]))) == 1


def test_a_path_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(PAGES[BASE + SITE.told[-1].path])
    assert len(list(stories([tmp_path / "x.html"]))) == 1
