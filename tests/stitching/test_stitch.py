"""Joining pages: what is asked for, what is kept of each page, and what evidence it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from kliping.records import Article, Claim, Embed, Link, Moment, Paragraph, Person, Photo, Problem
from kliping.stitching import is_part, stitch

URL = "https://a.example/story"


def words(text: str, page: int = 1) -> Paragraph:
    return Paragraph(f"{text} and so on, long enough to be no chance.", page=page)


def page(number: int, *texts: str, more: bool = True, **values: object) -> Article:
    """A page of a story of pages ?page=n."""
    links = (Link(f"{URL}?page={number + 1}", "Next", "next_page"),) if more else ()
    article = Article(
        url=URL if number == 1 else f"{URL}?page={number}",
        kind="article",
        headline="A tale of three bridges",
        paragraphs=tuple(words(text, number) for text in texts),
        links=links,
    )
    return replace(article, **values)  # type: ignore[arg-type]


def told(first: Article, pages: Mapping[str, Article]) -> tuple[Article, list[str]]:
    asked: list[str] = []
    asking = stitch(first)
    try:
        url = next(asking)
        while True:
            asked.append(url)
            url = asking.send(pages.get(url))
    except StopIteration as end:
        return end.value, asked


def joined(*pages: Article) -> Article:
    return told(pages[0], {page.url or "": page for page in pages[1:]})[0]


def texts(article: Article) -> list[str]:
    return [each.text.split(" and so on")[0] for each in article.paragraphs]


def test_a_page_alone_is_left_as_it_is() -> None:
    alone = page(1, "one", more=False)
    assert told(alone, {}) == (alone, [])
    assert not is_part(alone)
    assert not is_part(page(1, "one", kind="listing"))
    assert not is_part(page(1, "one", kind="other"))


def test_paragraphs_carry_their_page() -> None:
    whole = joined(page(1, "one"), page(2, "two"), page(3, "three", more=False))
    assert [(each.page, text) for each, text in zip(whole.paragraphs, texts(whole), strict=True)] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
    ]
    assert whole.next_page is None
    assert [(claim.value, claim.where) for claim in whole.evidence["url"]] == [
        (URL, "page 1"),
        (f"{URL}?page=2", "page 2"),
        (f"{URL}?page=3", "page 3"),
    ]


def test_repeats_at_the_ends_and_long_ones_between_are_dropped() -> None:
    short = Paragraph("* * *")
    first = page(1, "lead", "one", description="What it is about.")
    second = page(2, "lead", "two", "one", "three", "lead", more=False)
    second = replace(
        second, paragraphs=(Paragraph("What it is about."), *second.paragraphs[:2], short, *second.paragraphs[2:])
    )
    assert texts(joined(replace(first, paragraphs=(*first.paragraphs, short)), second)) == [
        *("lead", "one", "* * *", "two", "* * *", "three"),
    ]


def test_things_come_once_with_their_evidence() -> None:
    claim, other = Claim("x", "text", "p", 0.5), Claim("y", "text", "q", 0.5)
    first = page(
        1,
        "one",
        photos=(Photo("https://a.example/1.jpg", "Boat"),),
        people=(Person("Sri", "author"),),
        tags=("Bridges",),
        evidence={"photos[0].caption": (claim,), "people[0]": (claim,), "headline": (claim,)},
    )
    second = page(
        2,
        "two",
        more=False,
        photos=(Photo("https://a.example/1.jpg", "Boat again"), Photo("https://a.example/2.jpg", "Quay")),
        people=(Person("Sri", "author"), Person("Budi", "editor")),
        embeds=(Embed("https://v.example/1", "video"),),
        tags=("bridges", "Rivers"),
        source="Antara",
        headline="A tale of three bridges (2)",
        evidence={"photos[1].caption": (other,), "people[1]": (other,), "source": (other,), "headline": (other,)},
    )
    whole = joined(first, second)
    assert [(photo.caption, photo.page) for photo in whole.photos] == [("Boat", 1), ("Quay", 2)]
    assert whole.people == (Person("Sri", "author"), Person("Budi", "editor"))
    assert (whole.tags, whole.source) == (("Bridges", "Rivers"), "Antara")
    assert whole.embeds[0].page == 2
    evidence = {path: claims for path, claims in whole.evidence.items() if path != "url"}
    assert evidence == {
        **{"headline": (claim,), "source": (other,)},
        **{"photos[0].caption": (claim,), "photos[1].caption": (other,), "people[0]": (claim,), "people[1]": (other,)},
    }


def test_a_speaker_is_carried_over_to_the_next_page() -> None:
    first = replace(page(1, "The bridge is shut.", "“It was rusty,” said Ana Roe, the mayor."), language="en")
    second = page(2, "The bridge is shut.", "“We will paint it on Monday.”", more=False)
    whole = joined(first, second)
    assert texts(whole) == [
        "The bridge is shut.",
        "“It was rusty,” said Ana Roe, the mayor.",
        "“We will paint it on Monday.”",
    ]
    told = [(quote.text, quote.paragraph, quote.speaker) for quote in whole.quotes]
    assert told == [("It was rusty,", 1, "Ana Roe"), ("We will paint it on Monday.", 2, "Ana Roe")]


def test_a_later_page_goes_back_to_the_first() -> None:
    pages = [page(1, "one"), page(2, "two"), page(3, "three", more=False)]
    by_url = {each.url or "": each for each in pages}
    problem = (Problem("continuation", "x"),)
    whole, _asked = told(replace(pages[2], problems=problem, canonical_url=pages[2].url), by_url)
    assert texts(whole) == ["one", "two", "three"]
    assert (whole.url, whole.problems) == (URL, ())


def test_a_missing_page_leaves_a_problem_and_where_it_goes_on() -> None:
    whole, asked = told(page(1, "one"), {})
    assert texts(whole) == ["one"]
    assert [problem.code for problem in whole.problems] == ["missing_page"]
    assert (whole.next_page, asked) == (f"{URL}?page=2", [f"{URL}?page=2"])


def test_numbers_lead_past_a_missing_page() -> None:
    numbers = tuple(Link(f"{URL}?page={n}", str(n), "page") for n in (2, 3))
    first = page(1, "one")
    whole, asked = told(replace(first, links=(*numbers, *first.links)), {f"{URL}?page=3": page(3, "three", more=False)})
    assert [each.page for each in whole.paragraphs] == [1, 3]
    assert asked == [f"{URL}?page=2", f"{URL}?page=3"]
    assert ([problem.code for problem in whole.problems], whole.next_page) == (["missing_page"], None)


def test_cycles_and_pages_that_add_nothing_end() -> None:
    assert texts(joined(page(1, "one"), replace(page(2, "two"), links=(Link(URL, "Next", "next_page"),)))) == [
        "one",
        "two",
    ]
    whole, asked = told(page(1, "one"), {f"{URL}?page={n}": page(n, "one") for n in range(2, 99)})
    assert (texts(whole), len(asked), whole.problems) == (["one"], 1, ())


def test_a_pager_without_end_is_left_at_forty() -> None:
    whole, asked = told(page(1, "1"), {f"{URL}?page={n}": page(n, str(n)) for n in range(2, 99)})
    assert (len(whole.paragraphs), len(asked)) == (40, 39)
    assert [problem.code for problem in whole.problems] == ["endless_pager"]
    assert whole.next_page == f"{URL}?page=41"


@pytest.mark.parametrize(
    "other",
    [
        page(2, "two", headline="Another thing", url="https://a.example/other"),
        page(2, "two", url="https://a.example/other", published=Moment(date(2026, 11, 2))),
        page(2, "two", headline="Latest", url="https://a.example/latest", kind="listing"),
    ],
    ids=["other headline", "same headline on another day", "a list"],
)
def test_the_next_post_is_no_page(other: Article) -> None:
    links = (Link(other.url, "Next", "next_page"),)
    first = page(1, "one", links=links, published=Moment(date(2026, 11, 1)))
    whole, _asked = told(first, {other.url or "": other})
    assert (texts(whole), whole.problems, whole.next_page) == (["one"], (), None)
    assert "url" not in whole.evidence


def whole_page(*texts: str) -> Article:
    return page(1, *texts, more=False, url=f"{URL}?page=all", canonical_url=URL)


@pytest.mark.parametrize(
    ("shown", "wanted", "pages"),
    [
        (whole_page("one", "two", "three"), ["one", "two", "three"], {1}),
        (whole_page("one", "two"), ["one", "two", "three"], {1, 2, 3}),
        (whole_page("one"), ["one", "two", "three"], {1, 2, 3}),
        (None, ["one", "two", "three"], {1, 2, 3}),
    ],
    ids=["complete", "without the end", "only the first", "absent"],
)
def test_a_show_all_page_is_taken_when_it_is_complete(
    shown: Article | None, wanted: list[str], pages: set[int]
) -> None:
    links = (Link(f"{URL}?page=3", "3", "page"), Link(f"{URL}?page=all", "Show all", "all_pages"))
    first = page(1, "one")
    rest = {f"{URL}?page=2": page(2, "two"), f"{URL}?page=3": page(3, "three", more=False)}
    whole, _asked = told(
        replace(first, links=(*first.links, *links)), {**rest, **({f"{URL}?page=all": shown} if shown else {})}
    )
    assert (texts(whole), {each.page for each in whole.paragraphs}) == (wanted, pages)
    assert (whole.url, whole.problems) == (URL, ())
