"""What a site reserves in its tdmrep.json stays with each capture, and never keeps a page from being read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.records import Article
from kliping.sources import Options, stories
from kliping.sources.capture import TERMS
from kliping.sources.web.tdmrep import matches, rules
from tests.portal.server import Portal, Reply
from tests.portal.stories import portal as site
from tests.sources.web.asking import page
from tests.sources.web.conftest import OpenWeb

POLICY = "https://a.example/policy.json"
TEXT = json.dumps(
    [
        {"location": "/free/", "tdm-reservation": 0},
        {"location": "/*/paid-*.html$", "tdm-reservation": 1, "tdm-policy": POLICY},
        {"location": "/news/", "tdm-reservation": 1},
    ]
).encode()
RESERVED = (("tdm-reservation", "1"),)


def asked_for_terms(portal: Portal) -> int:
    return [hit.path for hit in portal.hits].count(TERMS)


def test_it_is_asked_once_and_says_what_its_first_rule_says(portal: Portal, open_web: OpenWeb) -> None:
    paths = {
        "/free/x": (("tdm-reservation", "0"),),
        "/news/paid-1.html": (("tdm-reservation", "1"), ("tdm-policy", POLICY)),
        "/news/1": RESERVED,
        "/other": (),
    }
    portal.pages = {**dict.fromkeys(paths, Reply(b"a story")), TERMS: Reply(TEXT, wait=0.1)}
    found = [page(each) for each in open_web(per_host=4).get_many(map(portal.url, paths))]
    assert {each.name: each.reserved for each in found} == {portal.url(path): said for path, said in paths.items()}
    assert asked_for_terms(portal) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(TEXT, 500),
        Reply(TEXT, 429, {"Retry-After": "0"}),
        Reply(b"<html>not here"),
        Reply(b'{"location": "/"}'),
        Reply(b"[" * 100_000),
        Reply(b"x" * (2 << 20)),
        Reply(TEXT, wait=0.6),
        Reply(iter([TEXT[:9]]), headers={"Content-Length": "999"}),
        Reply(status=302, headers={"Location": TERMS}),
    ],
    ids="broken busy html no-list nested large slow cut circle".split(),
)
def test_a_page_is_read_whatever_becomes_of_it(portal: Portal, open_web: OpenWeb, reply: Reply) -> None:
    portal.pages = {"/news/1": Reply(b"a story"), TERMS: reply}
    web = open_web(terms_seconds=0.2)
    assert [page(web.get(portal.url(f"/news/1?{number}"))).reserved for number in range(2)] == [(), ()]
    assert asked_for_terms(portal) == 1


def test_robots_txt_is_asked_about_it_too(portal: Portal, open_web: OpenWeb) -> None:
    portal.pages = {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /.well-known/"),
        "/news/1": Reply(b"a story"),
        TERMS: Reply(TEXT),
    }
    assert page(open_web().get(portal.url("/news/1"))).reserved == ()
    assert not asked_for_terms(portal)


def test_it_is_kept_in_the_cache(portal: Portal, open_web: OpenWeb, tmp_path: Path) -> None:
    portal.pages = {"/news/1": Reply(b"a story"), TERMS: Reply(TEXT, headers={"Cache-Control": "max-age=60"})}
    for _ in range(2):
        assert page(open_web(cache=tmp_path).get(portal.url("/news/1"))).reserved == RESERVED
    assert asked_for_terms(portal) == 1


@pytest.mark.parametrize(
    ("headers", "reservations"),
    [
        ({}, ("tdm-reservation: 1",)),
        ({"X-Robots-Tag": "noai"}, ("x-robots-tag: noai", "tdm-reservation: 1")),
        ({"TDM-Reservation": "0"}, ()),
        ({"TDM-Reservation": "1", "TDM-Policy": POLICY}, ("tdm-reservation: 1", f"tdm-policy: {POLICY}")),
    ],
)
def test_records_have_it_and_a_header_goes_before(
    portal: Portal, tmp_path: Path, headers: dict[str, str], reservations: tuple[str, ...]
) -> None:
    told = site(singles=1).told[-1]
    portal.pages = {TERMS: Reply(TEXT), told.path: Reply(site(singles=1).pages[told.path].encode(), headers=headers)}
    options = Options(allow_private=True, rate=2000.0, cache=False, warc=tmp_path / "run.warc.gz")
    (article,) = stories([portal.url(told.path)], options)
    assert isinstance(article, Article)
    assert article.reservations == reservations
    if not headers:
        (claim,) = article.evidence["reservations[0]"]
        assert (claim.said_by, claim.where) == ("tdmrep", TERMS)
    assert list(stories([tmp_path / "run.warc.gz"]))[-1] == article


PLAIN = st.none() | st.text() | st.lists(st.integers())


@given(st.binary(max_size=200) | st.lists(PLAIN).map(json.dumps).map(str.encode))
def test_any_file_gives_rules_or_none(content: bytes) -> None:
    assert all(values for _pattern, values in rules(content))


@given(st.text("/a%*$é", max_size=30), st.text("/a%$é", max_size=30))
def test_a_star_at_the_end_matches_no_less(pattern: str, path: str) -> None:
    assert not matches(pattern, path) or matches(f"{pattern.removesuffix('$')}*", path)


def test_a_pattern_of_many_stars_takes_no_longer() -> None:
    assert not matches("/" + "*a" * 900 + "b", "/" + "a" * 8_000)
