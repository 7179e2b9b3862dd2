"""A run's WARC read again gives exactly the run's records: it says how each page was met."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from kliping.records import Article
from kliping.sources import Options, stories
from tests.portal.server import FIRST, Portal, Reply
from tests.portal.stories import front, portal, prose
from tests.sources.test_portal import served

SITE = portal(singles=3, endless=False)
STORY = SITE.told[-1].path
PAGED = "/news/told-by-path"
NO_RULES = b"<!doctype html><html><body><h1>Welcome</h1><p>" + " ".join(prose("x", 9)).encode()


@pytest.fixture
def server() -> Iterator[Portal]:
    with Portal() as made:
        served(SITE, made)
        text = "A headline of some words\n\n" + "\n\n".join(prose("plain", 6))
        made.pages |= {
            "/list": Reply(front(SITE, made.url("")).encode()),
            "/plain": Reply(text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"}),
            "/old": Reply(status=302, headers={"Location": "/older"}),
            "/older": Reply(status=301, headers={"Location": SITE.told[0].path}),
            "/feed.html": Reply(made.pages["/feed.xml"].body),  # type: ignore[union-attr]
        }
        yield made


def records(sources: list[str], options: Options) -> list[dict[str, object]]:
    found = [each.to_dict() for each in stories(sources, options) if isinstance(each, Article)]
    return sorted(found, key=lambda record: str(record["url"]))


def check(server: Portal, named: list[str], path: Path, stitch: bool = True) -> int:
    """The number of records, which are the same again."""
    options = Options(allow_private=True, rate=5000.0, cache=False, warc=path, stitch=stitch)
    live = records([server.url(each) for each in named], options)
    assert records([str(path)], Options(stitch=stitch)) == live
    return len(live)


@pytest.mark.parametrize(
    ("named", "count"),
    [
        (["/list"], 1),
        (["/list", STORY], 2),
        (["/plain"], 1),
        (["/plain", STORY], 2),
        (["/old"], 1),
        (["/"], len(SITE.told)),
        (["/sitemaps.xml"], len(SITE.told)),
        (["/feed.html", "/feed.atom", "/list"], 11),
        ([f"{PAGED}/2", PAGED, f"{PAGED}/3"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_same_again(server: Portal, tmp_path: Path, named: list[str], count: int) -> None:
    assert check(server, named, tmp_path / "run.warc.gz") == count


def test_each_page_by_itself_again(server: Portal, tmp_path: Path) -> None:
    assert check(server, ["/more.xml", "/all.xml"], tmp_path / "run.warc", stitch=False) > len(SITE.told)


def test_a_later_page_that_moved(server: Portal, tmp_path: Path) -> None:
    server.pages["/moved"] = server.pages[f"{PAGED}/2"]
    server.pages[f"{PAGED}/2"] = Reply(status=301, headers={"Location": "/moved"})
    assert check(server, [PAGED], tmp_path / "run.warc") == 1


def test_what_is_no_page_though_it_looks_like_one(server: Portal, tmp_path: Path) -> None:
    server.pages |= dict.fromkeys(FIRST, Reply(NO_RULES))
    assert check(server, [PAGED], tmp_path / "run.warc") == 1


def test_a_page_that_turned_out_to_be_no_page_of_the_story(server: Portal, tmp_path: Path) -> None:
    assert check(server, ["/news/blog-of-the-reef"], tmp_path / "run.warc") == 1


def test_the_archive_says_how_each_page_was_met(server: Portal, tmp_path: Path) -> None:
    server.pages |= {"/new": server.pages[STORY], "/older": Reply(status=301, headers={"Location": "/new"})}
    check(server, ["/sitemaps.xml", "/old"], tmp_path / "run.warc")
    said = {}
    with (tmp_path / "run.warc").open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.metadata):
            lines = record.reader.read().decode().splitlines()
            said[record.headers["WARC-Target-URI"]] = dict(line.split(": ", 1) for line in lines if ": " in line)
    assert said[server.url("/robots.txt")] == {"hopsFromSeed": "P", "via": server.url("/sitemaps.xml")}
    assert said[server.url("/all.xml")]["type"] == "Collection"
    assert said[server.url(STORY)] == {"hopsFromSeed": "MM", "via": server.url("/all.xml")}
    assert said[server.url("/news/told-by-numbers/2")]["isPartOf"] == server.url("/news/told-by-numbers")
    about = {"hopsFromSeed": "RR", "via": server.url("/older"), "identifier": server.url("/old")}
    assert said[server.url("/new")] == about
