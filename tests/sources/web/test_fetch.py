"""Many pages at once, few in memory, and an end to everything."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import count, islice

from kliping.sources.web.fetch import AHEAD
from tests.portal.server import Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb


def test_every_page_comes_once(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story")
    urls = [portal.url(f"/?{number}") for number in range(200)]
    found = [page(item) for item in open_web(per_host=8).get_many(urls)]
    assert sorted(capture.name for capture in found) == sorted(urls)
    assert len(portal.asked()) == 200


def test_bad_ones_are_said_and_the_rest_goes_on(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages = {"/": Reply(b"a story"), "/robots.txt": Reply(b"User-agent: *\nDisallow: /no")}
    bad = {"nonsense": "bad_url", portal.url("/no"): "robots", portal.url("/gone"): "missing", "": "bad_url"}
    bad["http://nobody.invalid/"] = "no_such_host"
    good = [portal.url(f"/?{number}") for number in range(5)]
    found = {item.name: item for item in open_web().get_many([*bad, *good])}
    assert {name: code(found.pop(name)) for name in bad} == bad
    assert sorted(found) == good


def test_addresses_are_taken_as_they_are_needed(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story")
    taken = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield portal.url(f"/?{number}")

    pages = open_web(hosts=4).get_many(endless())
    assert len([page(item) for item in islice(pages, 10)]) == 10
    assert len(taken) <= AHEAD + 11


def test_who_takes_slowly_slows_the_asking(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story")
    pages = open_web(hosts=4, per_host=8).get_many(portal.url(f"/?{number}") for number in range(50))
    next(pages)
    time.sleep(0.5)
    assert len(portal.asked()) <= 6
    assert len(list(pages)) == 49


def test_single_pages_may_be_asked_for_in_between(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story")
    web = open_web(hosts=1, per_host=1)
    for item in web.get_many(portal.url(f"/?{number}") for number in range(5)):
        assert page(web.get(f"{page(item).name}&page=2"))
    assert len(portal.asked()) == 10


def test_a_run_that_is_left_leaves_nothing_behind(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story", wait=0.05)
    web = open_web(hosts=2)
    pages = web.get_many(portal.url(f"/?{number}") for number in range(100))
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert len([page(item) for item in web.get_many([portal.url("/?x"), portal.url("/?y")])]) == 2
    web.close()
    web.close()
    asked = len(portal.asked())
    time.sleep(0.3)
    assert len(portal.asked()) == asked < 20
    names = [thread.name for thread in threading.enumerate()]
    assert not any(name.startswith("kliping") for name in names), names


def test_closing_ends_what_is_under_way(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/slow"] = Reply(b"late", wait=3.0)
    portal.pages["/"] = Reply(b"a story")
    web = open_web()
    pages = web.get_many([portal.url("/"), portal.url("/slow")])
    page(next(pages))
    began = time.monotonic()
    web.close()
    assert time.monotonic() - began < 2.5
