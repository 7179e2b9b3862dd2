"""Redirects are followed, but not in circles and not for ever."""

from __future__ import annotations

import pytest

from tests.portal.server import FIRST, Hit, Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/new?a=b", "new?a=b", "?a=b", "//{host}/new?a=b", "http://{host}/new?a=b#top"])
def test_a_redirect_is_followed(portal: Portal, open_web: OpenWeb, status: int, location: str) -> None:
    host = portal.url("").removeprefix("http://")
    portal.pages = {"/new": Reply(status=status, headers={"Location": location.format(host=host)})}
    portal.pages["/new?a=b"] = Reply(b"a story")
    capture = page(open_web().get(portal.url("/new")))
    assert (capture.requested_url, capture.page.url) == (portal.url("/new"), portal.url("/new?a=b"))


def test_a_redirect_in_any_script(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages = {
        "/": Reply(status=302, headers={"Location": "/bérita".encode().decode("latin-1")}),
        "/b%C3%A9rita": Reply(b"a story"),
    }
    assert page(open_web().get(portal.url("/")))


def test_another_host_is_asked_for_its_own_rules(portal: Portal, open_web: OpenWeb) -> None:
    with Portal({"/story": Reply(b"a story")}) as other:
        portal.pages["/"] = Reply(status=301, headers={"Location": other.url("/story")})
        assert page(open_web().get(portal.url("/"))).page.url == other.url("/story")
        assert [hit.path for hit in other.hits] == [*FIRST, "/story"]


def test_a_circle_ends(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages = {
        "/a": Reply(status=302, headers={"Location": "/b"}),
        "/b": Reply(status=302, headers={"Location": "/a#again"}),
    }
    assert code(open_web().get(portal.url("/a"))) == "redirects"
    assert portal.asked() == ["/a", "/b"]


def test_an_endless_chain_ends(portal: Portal, open_web: OpenWeb) -> None:
    def onward(hit: Hit) -> Reply:
        return Reply(status=302, headers={"Location": f"{hit.path}x"})

    portal.pages = {f"/{'x' * number}": onward for number in range(50)}
    assert code(open_web(redirects=4).get(portal.url("/"))) == "redirects"
    assert len(portal.asked()) == 5


def test_a_redirect_to_nowhere_is_no_page(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages["/"] = Reply(b"go away", 302)
    assert code(open_web().get(portal.url("/"))) == "http_status"
