"""No host is asked faster than its limit, as the host's own log has it."""

from __future__ import annotations

import time
from contextlib import ExitStack

import pytest

from kliping.sources.web import pace
from tests.portal.server import FIRST, Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb


def pace_of(portal: Portal, began: float) -> float:
    """The shortest mean time from one request, robots.txt among them, to the next, in seconds since the run began.

    Told from the run's beginning and not from request to request: one that reaches the server late would make
    the time to the next look short.
    """
    came = sorted(hit.began for hit in portal.hits)
    return min((moment - began) / number for number, moment in enumerate(came) if number)


def at_once(portal: Portal) -> int:
    """The most requests that were under way together."""
    moments = sorted([(hit.began, 1) for hit in portal.hits] + [(hit.answered, -1) for hit in portal.hits])
    under_way = [0]
    for _, change in moments:
        under_way.append(under_way[-1] + change)
    return max(under_way)


def test_a_host_is_asked_at_its_rate(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story")
    began = time.monotonic()
    found = list(open_web(rate=10.0).get_many(portal.url(f"/?{number}") for number in range(6)))
    assert len([page(capture) for capture in found]) == 6
    assert len(portal.hits) == 6 + len(FIRST)
    assert pace_of(portal, began) >= 0.1


@pytest.mark.parametrize(
    ("robots", "manners", "pages", "least"),
    [
        pytest.param(b"User-agent: *\nCrawl-delay: 0.2\n", {"rate": 50.0}, 4, 0.2, id="a longer delay wins"),
        pytest.param(b"User-agent: kliping\nRequest-rate: 4/1\n", {}, 3, 0.25, id="a rate is kept"),
        pytest.param(b"User-agent: *\nCrawl-delay: 0.001\n", {"rate": 10.0}, 3, 0.1, id="a shorter delay does not"),
    ],
)
def test_robots_txt_may_slow_but_not_hasten(
    portal: Portal, open_web: OpenWeb, robots: bytes, manners: dict[str, float], pages: int, least: float
) -> None:
    portal.pages["/"] = Reply(b"a story")
    portal.pages["/robots.txt"] = Reply(robots)
    began = time.monotonic()
    assert len(list(open_web(**manners).get_many(portal.url(f"/?{number}") for number in range(pages)))) == pages
    assert pace_of(portal, began) >= least


def test_a_delay_beyond_all_patience_is_a_refusal(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 86400\n")
    assert code(open_web().get(portal.url("/"))) == "busy"
    assert not portal.asked()


def test_redirects_and_single_pages_keep_the_same_pace(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story")
    portal.pages["/old"] = Reply(status=301, headers={"Location": "/"})
    web, began = open_web(rate=10.0), time.monotonic()
    for found in web.get_many([portal.url("/old"), portal.url("/?2")]):
        assert page(found)
        assert page(web.get(portal.url("/?3")))
    assert pace_of(portal, began) >= 0.1


def test_few_at_once_of_one_host(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story", wait=0.05)
    assert len(list(open_web(per_host=3).get_many(portal.url(f"/?{number}") for number in range(12)))) == 12
    assert at_once(portal) == 3


def test_a_slow_host_holds_up_nobody(open_web: OpenWeb) -> None:
    with ExitStack() as stack:
        slow, *fast = [stack.enter_context(Portal({"/": Reply(b"a story")})) for _ in range(4)]
        slow.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.3\n")
        urls = [portal.url(f"/?{number}") for portal in (slow, *fast) for number in range(5)]
        order = [page(found).name for found in open_web(hosts=4).get_many(urls)]
    assert sorted(order) == sorted(urls)
    assert [url in urls[:5] for url in order[-3:]] == [True] * 3


def test_hosts_that_still_wait_are_remembered(open_web: OpenWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_HOSTS", 1)
    with ExitStack() as stack:
        portals = [stack.enter_context(Portal({"/": Reply(b"a story")})) for _ in range(4)]
        portals[0].pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.4\n")
        web, began = open_web(rate=10.0), time.monotonic()
        for _ in range(2):
            assert all(page(web.get(portal.url("/"))) for portal in portals)
        assert pace_of(portals[0], began) >= 0.4
        assert all(pace_of(portal, began) >= 0.1 for portal in portals)


def test_single_pages_count_among_those_at_once(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"a story", wait=0.1)
    web = open_web(per_host=1)
    for number, found in enumerate(web.get_many(portal.url(f"/?{number}") for number in range(4))):
        assert page(found)
        assert page(web.get(portal.url(f"/?single={number}")))
    assert at_once(portal) == 1
