"""A busy server is asked again, when it says so, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from kliping.sources.web.answers import Answer
from kliping.sources.web.retry import retry_after
from tests.portal.server import FIRST, Hit, Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb


def busy_first(portal: Portal, path: str, times: int, reply: Reply) -> None:
    """Let a path answer `reply` so many times, then a page."""
    left = [times]

    def answer(_: Hit) -> Reply:
        left[0] -= 1
        return reply if left[0] >= 0 else Reply(b"a story")

    portal.pages[path] = answer


def answered(said: str) -> Answer:
    """A 503 with this Retry-After."""
    return Answer("http://a.example/", 503, (("Retry-After", said),), b"", b"", datetime.now(UTC))


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_trouble_passes(portal: Portal, open_web: OpenWeb, status: int) -> None:
    busy_first(portal, "/", 2, Reply(status=status))
    assert page(open_web(attempts=3).get(portal.url("/"))).page.content == b"a story"
    assert len(portal.asked()) == 3


def test_each_wait_is_longer(portal: Portal, open_web: OpenWeb) -> None:
    busy_first(portal, "/", 3, Reply(status=503))
    page(open_web(attempts=4, backoff=0.1).get(portal.url("/")))
    came = [hit.began for hit in portal.hits if hit.path == "/"]
    for number, (first, second) in enumerate(pairwise(came)):
        assert second - first >= 0.1 * 2**number


@pytest.mark.parametrize(("status", "expected"), [(429, "busy"), (503, "busy"), (502, "http_status")])
def test_a_lasting_trouble_is_said(portal: Portal, open_web: OpenWeb, status: int, expected: str) -> None:
    portal.pages["/"] = Reply(status=status)
    assert code(open_web(attempts=2).get(portal.url("/"))) == expected
    assert len(portal.asked()) == 2


@pytest.mark.parametrize("status", [404, 403, 500])
def test_what_will_not_pass_is_asked_once(portal: Portal, open_web: OpenWeb, status: int) -> None:
    portal.pages["/"] = Reply(status=status)
    code(open_web(attempts=3).get(portal.url("/")))
    assert len(portal.asked()) == 1


def test_the_server_says_when(portal: Portal, open_web: OpenWeb) -> None:
    busy_first(portal, "/", 1, Reply(status=429, headers={"Retry-After": "1"}))
    page(open_web().get(portal.url("/")))
    first, second = [hit.began for hit in portal.hits if hit.path == "/"]
    assert second - first >= 1.0


def test_the_whole_host_is_left_alone_meanwhile(portal: Portal, open_web: OpenWeb) -> None:
    busy_first(portal, "/", 1, Reply(status=503, headers={"Retry-After": "1"}))
    portal.pages["/other"] = Reply(b"a story")
    found = list(open_web(per_host=1).get_many([portal.url("/"), portal.url("/other?1"), portal.url("/other?2")]))
    assert len([page(capture) for capture in found]) == 3
    came = [hit.began for hit in portal.hits if hit.path not in FIRST]
    assert came[1] - came[0] >= 1.0


def test_a_server_that_wants_too_long_a_rest_gets_it(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(status=503, headers={"Retry-After": "86400"})
    web = open_web()
    assert code(web.get(portal.url("/"))) == "busy"
    assert code(web.get(portal.url("/other"))) == "busy"
    assert portal.asked() == ["/"]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), (" 0 ", 0), ("", 0), ("soon", 0), ("-5", 0), ("1.5", 0), ("9" * 99, 999_999_999), ("²", 0),
     ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Wed, 99 Foo 99999 99:99:99 GMT", 0)]
)  # fmt: skip
def test_retry_after_is_read(said: str, seconds: float) -> None:
    assert retry_after(answered(said)) == seconds


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 55 < retry_after(answered(later)) <= 60
