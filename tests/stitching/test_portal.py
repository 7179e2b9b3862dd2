"""Every story of the portal, through `stitch` alone, with a dictionary for the web: whole, and no page asked twice."""

from __future__ import annotations

import pytest

import kliping
from kliping.records import Article
from kliping.stitching import stitch
from tests.portal.stories import Told, absolute, portal

BASE = "https://gazette.example"
SITE = portal(singles=2)
PAGES = absolute(SITE.pages, BASE)


def stitched(url: str, pages: dict[str, str]) -> tuple[Article, list[str]]:
    """The story of a page, and what was asked for."""
    asked: list[str] = []
    asking = stitch(kliping.read(pages[url], url))
    try:
        wanted = next(asking)
        while True:
            asked.append(wanted)
            wanted = asking.send(kliping.read(pages[wanted], wanted) if wanted in pages else None)
    except StopIteration as end:
        article: Article = end.value
    return article, asked


@pytest.mark.parametrize("told", SITE.told, ids=lambda told: told.path)
def test_a_story_comes_whole(told: Told) -> None:
    article, asked = stitched(BASE + told.path, PAGES)
    assert [paragraph.text for paragraph in article.paragraphs if paragraph.text != told.headline] == told.text
    assert article.headline == told.headline
    assert article.url == BASE + told.path
    assert tuple(problem.code for problem in article.problems) == told.codes
    assert len(asked) == len(set(asked)) <= 40
    assert Article.from_dict(article.to_dict()) == article
