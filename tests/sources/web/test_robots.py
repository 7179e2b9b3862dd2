"""robots.txt is asked first, and nothing that it forbids reaches the server."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import pairwise

import pytest

from kliping.sources.web import origins
from tests.portal.server import Portal, Reply
from tests.sources.web.asking import code, page
from tests.sources.web.conftest import OpenWeb

STORY = Reply(b"a story")
RULES = b"""
User-agent: *
Disallow: /private/
Allow: /private/open.html
Disallow: /*.pdf$
Disallow: /search?
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/private/x", False), ("/private/open.html", True), ("/a.pdf", False), ("/a.pdf?x", True),
     ("/search?q=x", False), ("/search", True), ("/%70rivate/x", False), ("/robots.txt", True)]
)  # fmt: skip
def test_rules_are_kept(portal: Portal, open_web: OpenWeb, path: str, allowed: bool) -> None:
    portal.pages = {"/robots.txt": Reply(RULES), path: Reply(RULES)}
    found = open_web().get(portal.url(path))
    assert (code(found) == "robots") if not allowed else page(found)
    assert portal.asked() == ([path] if allowed and path != "/robots.txt" else [])


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /\nUser-agent: kliping\nAllow: /", True),
        ("User-agent: *\nAllow: /\nUser-agent: Kliping\nDisallow: /", False),
        ("User-agent: kliping/9.9\nDisallow: /x\nUser-agent: *\nAllow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: a\nUser-agent: *\nDisallow: /", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("User-agent: *\r\nDisallow: / # all of it", False),
        ("user-AGENT : *\ndisallow:/", False),
        ("Disallow: /", True),
        ("<html><body>Disallow: /", True),
        ("User-agent: *\nDisallow:", True),
        ("\0\0\0", True),
        ("User-agent: *\nDisallow: /" + "*a" * 2000 + "b\n", True),
    ],
)
def test_groups_and_odd_files(portal: Portal, open_web: OpenWeb, rules: str, allowed: bool) -> None:
    path = "/" + "a" * 4000
    portal.pages = {"/robots.txt": Reply(rules.encode()), path: STORY}
    found = open_web().get(portal.url(path))
    assert bool(portal.asked()) == allowed
    assert page(found) if allowed else code(found) == "robots"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_rules_allow_everything(portal: Portal, open_web: OpenWeb, status: int) -> None:
    portal.pages = {"/robots.txt": Reply(b"User-agent: *\nDisallow: /", status), "/": STORY}
    assert page(open_web().get(portal.url("/")))


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_rules_that_cannot_be_had_forbid_everything(portal: Portal, open_web: OpenWeb, status: int) -> None:
    portal.pages = {"/robots.txt": Reply(b"", status), "/": STORY}
    web = open_web(attempts=2)
    assert code(web.get(portal.url("/"))) == "robots_unreachable"
    assert code(web.get(portal.url("/again"))) == "robots_unreachable"
    assert not portal.asked()
    assert len(portal.hits) <= 2


def test_rules_that_never_come_forbid_everything(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages = {"/robots.txt": Reply(b"", wait=2.0), "/": STORY}
    assert code(open_web(seconds=0.2).get(portal.url("/"))) == "timeout"
    portal.pages["/robots.txt"] = Reply(iter(()), headers={"Content-Length": "9"})
    assert code(open_web(attempts=1).get(portal.url("/"))) == "cut_off"
    assert not portal.asked()


def hops(portal: Portal, count: int, end: str) -> None:
    """Let robots.txt redirect so many times before it gives rules."""
    places = ["/robots.txt", *(f"/hop{number}" for number in range(1, count)), end]
    for place, onward in pairwise(places):
        portal.pages[place] = Reply(status=301, headers={"Location": onward})


@pytest.mark.parametrize(("count", "allowed"), [(1, False), (5, False), (6, True)])
def test_five_redirects_are_followed(portal: Portal, open_web: OpenWeb, count: int, allowed: bool) -> None:
    portal.pages = {"/": STORY, "/rules": Reply(b"User-agent: *\nDisallow: /")}
    hops(portal, count, "/rules")
    open_web().get(portal.url("/"))
    assert ("/" in portal.asked()) == allowed


def test_rules_may_stand_at_another_host(portal: Portal, open_web: OpenWeb) -> None:
    with Portal({"/robots.txt": Reply(b"User-agent: *\nDisallow: /")}) as other:
        portal.pages = {"/": STORY, "/robots.txt": Reply(status=302, headers={"Location": other.url("/robots.txt")})}
        assert code(open_web().get(portal.url("/"))) == "robots"
        assert not portal.asked()


def test_what_stands_beyond_the_limit_is_not_read(portal: Portal, open_web: OpenWeb) -> None:
    filler = b"# nothing\n" * 60_000
    portal.pages = {"/robots.txt": Reply(b"User-agent: *\nDisallow: /a\n" + filler + b"Disallow: /b\n"), "/b": STORY}
    web = open_web()
    assert code(web.get(portal.url("/a"))) == "robots"
    assert page(web.get(portal.url("/b")))


def test_a_rule_cut_in_two_is_no_rule(portal: Portal, open_web: OpenWeb) -> None:
    start = b"User-agent: *\n" + b"#" * (500 * 1024 - 14 - 1 - 12) + b"\n"
    portal.pages = {"/robots.txt": Reply(start + b"Disallow: /private"), "/": STORY}
    assert page(open_web().get(portal.url("/")))


def test_it_is_asked_once_for_many_pages(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages = {"/robots.txt": Reply(RULES, wait=0.1), "/": STORY}
    web = open_web(per_host=8)
    assert len(list(web.get_many(portal.url(f"/?{number}") for number in range(20)))) == 20
    page(web.get(portal.url("/?x")))
    assert [hit.path for hit in portal.hits].count("/robots.txt") == 1


def test_a_redirect_leads_to_nothing_forbidden(portal: Portal, open_web: OpenWeb) -> None:
    with Portal({"/robots.txt": Reply(RULES), "/private/x": STORY}) as other:
        portal.pages = {"/go": Reply(status=302, headers={"Location": other.url("/private/x")})}
        assert code(open_web().get(portal.url("/go"))) == "robots"
        assert other.asked() == []


def test_rules_that_were_forgotten_are_asked_for_again(open_web: OpenWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "MOST_KNOWN", 2)
    with ExitStack() as stack:
        portals = [stack.enter_context(Portal({"/robots.txt": Reply(RULES), "/": STORY})) for _ in range(3)]
        web = open_web()
        for _ in range(2):
            for portal in portals:
                assert page(web.get(portal.url("/")))
                assert code(web.get(portal.url("/private/x"))) == "robots"
        assert [[hit.path for hit in portal.hits].count("/robots.txt") for portal in portals] == [2, 2, 2]
