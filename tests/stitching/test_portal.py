"""Every story of the portal, through `stitch` alone, with a dictionary for the web: whole, and no page asked twice."""

from __future__ import annotations

import re

import pytest

import kliping
from kliping.records import Article
from kliping.stitching import stitch
from tests.portal.stories import STYLES, Told, absolute, portal

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


@pytest.mark.parametrize("style", ["path", "file-names", "query", "canonical-of-first"])
def test_a_story_comes_whole_from_its_last_page_but_one(style: str) -> None:
    told = next(each for each in SITE.told if each.path.startswith(f"/news/told-by-{style}"))
    later = STYLES[style].address(f"/news/told-by-{style}", 2)
    html = PAGES[BASE + later].replace("pagination", "x")
    pages = {**PAGES, BASE + later: re.sub(r'<a href="[^"]*">1</a>', "", html)}  # no link back to the beginning
    article, _asked = stitched(BASE + later, pages)
    assert article.url == BASE + told.path
    assert [paragraph.text for paragraph in article.paragraphs] == told.text
