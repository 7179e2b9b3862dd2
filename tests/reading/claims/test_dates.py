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


def stated(at: str, modified: str = "") -> str:
    changed = f',"dateModified":"{modified}"' if modified else ""
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{at}"{changed}}}</script>'


def test_a_clock_without_a_zone_tells_the_zone_of_an_instant_in_utc() -> None:
    above = "<div class=date>3 May 2024, 21:25</div>"
    assert times(above, head=stated("2024-05-04T00:25:40Z")) == ("2024-05-03T21:25:40-03:00", None)


@pytest.mark.parametrize(("at", "shown", "day"), [("T00:46:00Z", 3, 3), ("T23:46:00Z", 5, 5), ("T09:00:00Z", 5, 4)])
def test_an_instant_in_utc_is_of_the_day_that_readers_see(at: str, shown: int, day: int) -> None:
    above = f"<h1>Bridge</h1><div class=date>{shown} May 2024</div>"
    page = f"<html lang=en><head>{stated(f'2024-05-04{at}')}</head><body>{above}{PROSE}</body></html>"
    published = read(page, labeler=label_markup).published
    assert published is not None
    assert published.at is not None
    assert (published.day.day, published.at.day) == (day, 4)


def test_a_change_in_utc_by_mistake_is_local_as_the_publication_is() -> None:
    above = "<div class=date>4 May 2024, 09:45 WIB</div>"
    head = stated("2024-05-04T09:45:00Z", "2024-05-04T12:00:00Z")
    assert times(above, head=head) == ("2024-05-04T09:45:00+07:00", "2024-05-04T12:00:00+07:00")


def test_an_archives_own_stamp_is_no_date() -> None:
    url = "https://archive.example/web/20160218174457/http://weir.example/2010/05/19/bridge"
    published = read(f"<h1>Bridge</h1>{PROSE}", url=url, labeler=label_markup).published
    assert printed(published) == "2010-05-19"


def test_times_apart_from_the_story_count_only_where_no_other_does() -> None:
    apart = "<div><p class=date>2 May 2024</p>" + "<p>Menu</p>" * 12 + "</div>"
    page = f"<html lang=en><body>{apart}<h1>Bridge</h1>%s{PROSE}</body></html>"
    assert printed(read(page % "", labeler=label_markup).published) == "2024-05-02"
    assert printed(read(page % "<p class=date>4 May 2024</p>", labeler=label_markup).published) == "2024-05-04"


def test_what_json_ld_says_of_the_page_itself() -> None:
    page = '{"@type":"WebPage","datePublished":"2024-05-04T08:00:00+02:00"}'
    assert times("", head=f'<script type="application/ld+json">{page}</script>')[0] == "2024-05-04T08:00:00+02:00"
