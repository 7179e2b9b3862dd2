"""Microdata and RDFa of the story, and of nothing else."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.microdata import is_there, of_story
from kliping.reading.tree import parse
from kliping.reading.walk import walk


def stated(html: str, inside: bool = False) -> dict[str, list[Any]]:
    tree = parse(html.encode())
    table = walk(tree.root)
    rows = frozenset(i for i, node in enumerate(table.nodes) if "id" in node.attributes) if inside else frozenset()
    return {name: [value for _path, value in said] for name, said in of_story(table, rows).items()}


ARTICLE = "itemscope itemtype='https://schema.org/NewsArticle'"


def test_values_are_read_by_element() -> None:
    found = stated(
        f"<div {ARTICLE}><h1 itemprop=headline>Bridge <b>reopens</b></h1>"
        "<meta itemprop=datePublished content=2024-05-04>"
        "<time itemprop=dateModified datetime=2024-05-05>x</time><img itemprop=image src=/a.jpg>"
        "<div itemprop=author itemscope itemtype=http://schema.org/Person>"
        "<span itemprop=name>Ana Weir</span></div></div>"
    )
    assert found["headline"] == ["Bridge reopens"]
    assert (found["datePublished"], found["dateModified"], found["image"]) == (
        ["2024-05-04"],
        ["2024-05-05"],
        ["/a.jpg"],
    )
    assert found["author"] == [{"@type": ["http://schema.org/Person"], "name": "Ana Weir"}]


def test_rdfa() -> None:
    found = stated("<div vocab=https://schema.org/ typeof=Article><h1 property=headline>Bridge reopens</h1></div>")
    assert found == {"headline": ["Bridge reopens"]}


def test_of_several_stories_the_one_around_the_text_counts() -> None:
    teasers = f"<div {ARTICLE}><h2 itemprop=headline>One</h2></div><div {ARTICLE}><h2 itemprop=headline>Two</h2></div>"
    assert stated(teasers) == {}
    assert stated(teasers.replace("<div", "<div id=here", 1), inside=True) == {"headline": ["One"]}


def test_the_path_leads_to_the_element() -> None:
    tree = parse(f"<div {ARTICLE}><p>x</p><h1 itemprop=headline>Bridge</h1></div>".encode())
    assert of_story(walk(tree.root))["headline"][0][0] == "html>body>div>h1"


def test_a_page_without_is_told_by_its_source() -> None:
    assert is_there(b"<p itemprop=x>")
    assert not is_there("<p class=x>")


@given(st.text(alphabet="<>=/ abipropetmsco\"'", max_size=200))
def test_any_page_is_taken(html: str) -> None:
    stated(f"<div {ARTICLE}>{html}")
