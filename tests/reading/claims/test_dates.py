"""When the story was published and changed: which time is which."""

from __future__ import annotations

import pytest

import kliping
from kliping.reading.claims.times import announced_parts
from kliping.reading.label_markup import label_markup
from kliping.reading.read import read

PROSE = "<p>The old footbridge reopened on Monday after four months of work, and the ferry made its last trip.</p>" * 3


def times(above: str, below: str = "", head: str = "") -> tuple[str | None, str | None]:
    title = "<h1>Footbridge reopens at last</h1>"
    page = f"<html lang=en><head>{head}</head><body><article>{title}{above}{PROSE}{below}</article></body></html>"
    article = read(page, url="https://weir.example/a", labeler=label_markup)
    return printed(article.published), printed(article.modified)


def printed(moment: kliping.Moment | None) -> str | None:
    return (moment.at or moment.day).isoformat() if moment else None


@pytest.mark.parametrize(
    "above",
    [
        "<div class=date>Updated 5 May 2024, 09:00 GMT<br>Published 4 May 2024, 08:00 GMT</div>",
        "<div class=date>4 May 2024, 08:00 GMT · Updated 5 May 2024, 09:00 GMT</div>",
        "<div>Updated <time datetime=2024-05-05T09:00Z>5 May</time> "
        "Published <time datetime=2024-05-04T08:00Z>4 May</time></div>",
        "<time itemprop=dateModified datetime=2024-05-05T09:00Z>x</time> "
        "<time pubdate=pubdate datetime=2024-05-04T08:00Z>y</time>",
        "<dl><dt>Updated</dt><dd class=date>5 May 2024, 09:00 GMT</dd>"
        "<dt>Published</dt><dd class=date>4 May 2024, 08:00 GMT</dd></dl>",
    ],
)
def test_a_change_is_no_publication(above: str) -> None:
    assert times(above) == ("2024-05-04T08:00:00+00:00", "2024-05-05T09:00:00+00:00")


def test_a_time_beside_the_headline_needs_no_class() -> None:
    assert times("<span>4 May 2024 - 14:32:10 WIB</span><br>") == ("2024-05-04T14:32:10+07:00", None)


def test_times_of_other_stories_are_not_taken() -> None:
    below = "<article><h2>Second story</h2><div class=date>9 May 2024</div></article>"
    assert times("", below) == (None, None)


def test_a_machine_written_local_time_is_the_sites() -> None:
    node = '{"@type":"NewsArticle","datePublished":"2024-05-04T08:00:00","dateModified":"2024-05-05T09:00:00+07:00"}'
    head = f'<script type="application/ld+json">{node}</script>'
    assert times("", head=head) == ("2024-05-04T08:00:00+07:00", "2024-05-05T09:00:00+07:00")


def test_the_readers_zone_keeps_the_seconds_of_the_machine() -> None:
    head = '<meta property="article:published_time" content="2024-05-04T01:00:42Z">'
    assert times("<div class=date>4 May 2024, 08:00 WIB</div>", head=head)[0] == "2024-05-04T08:00:42+07:00"


def test_nothing_changes_before_it_is_published() -> None:
    head = (
        '<meta property="article:published_time" content="2024-05-04T08:00:00Z">'
        '<meta property="article:modified_time" content="2024-05-01T08:00:00Z">'
    )
    assert times("", head=head) == ("2024-05-04T08:00:00+00:00", None)


def test_a_word_behind_the_time_speaks_of_it() -> None:
    assert announced_parts("4 May 2024 updated") == [("modified", "4 May 2024 ")]


@pytest.mark.parametrize(
    ("seen", "at", "day"),
    [
        ("3 May 2024, 9:00 pm", "2024-05-03T21:00:42-04:00", "2024-05-03"),
        ("4 May 2024, 06:45", "2024-05-04T06:45:42+05:45", "2024-05-04"),
        ("4 May 2024, 06:46", "2024-05-04T01:00:42+00:00", "2024-05-04"),
        ("3 May 2024", "2024-05-04T01:00:42+00:00", "2024-05-03"),
        ("1 May 2024", "2024-05-04T01:00:42+00:00", "2024-05-04"),
    ],
)
def test_an_instant_in_utc_is_told_in_the_zone_in_which_readers_saw_it(seen: str, at: str, day: str) -> None:
    head = '<meta property="article:published_time" content="2024-05-04T01:00:42Z">'
    title = "<h1>Footbridge reopens at last</h1>"
    page = f"<html lang=en><head>{head}</head><article>{title}<div class=date>{seen}</div>{PROSE}</article></html>"
    found = read(page, url="https://weir.example/a", labeler=label_markup).published
    assert found is not None
    assert found.at is not None
    assert (found.at.isoformat(), found.day.isoformat()) == (at, day)
