"""Authors that no byline names: found by links, share cards and lines that nobody calls a byline."""

from __future__ import annotations

import pytest

from kliping.reading.blocks import BlockTable
from kliping.reading.labels import Label
from kliping.reading.read import read

PROSE = "The old footbridge reopened on Monday after four months of work, and the ferry made its last trip."
PAGE = (
    "<html lang=en><head>{head}</head><body>{above}<h1>Footbridge reopens at last</h1>"
    "{below}<p>{first}</p><p>" + PROSE + "</p>{end}</body></html>"
)


def labelled(table: BlockTable) -> list[Label]:
    """The heading and the long paragraphs are the story; all else is taken for a rail."""
    return [
        Label.HEADLINE if table.tag(block) == "h1" else Label.TEXT if len(text) > 80 else Label.RAIL
        for block, text in enumerate(table.text)
    ]


def authors(head: str = "", above: str = "", below: str = "", first: str = PROSE, end: str = "") -> list[str]:
    page = PAGE.format(head=head, above=above, below=below, first=first, end=end)
    found = read(page, url="https://weir.example/news/a-bridge", labeler=labelled).people
    return [person.name for person in found if person.role == "author"]


CARD = '<meta name="twitter:label1" content="{}"><meta name="twitter:data1" content="Jana Roe">'
NODE = '<script type="application/ld+json">{{"@type":"{}","author":{{"@type":"{}","name":"Jana Roe"}}}}</script>'


@pytest.mark.parametrize(
    "place",
    [
        {"below": "<div><a href=/author/jana-roe>Jana Roe</a> 3 comments</div>"},
        {"above": "<div><a rel=author href=/who?id=7>Jana Roe</a></div>"},
        {"below": "<div>Bridges | 4 May 2024 by Jana Roe | 3 comments</div>"},
        {"head": CARD.format("Written by")},
        {"head": NODE.format("WebPage", "Person")},
    ],
)
def test_an_author_is_found_where_nobody_calls_it_a_byline(place: dict[str, str]) -> None:
    assert authors(**place) == ["Jana Roe"]


def test_a_link_may_name_an_author_by_a_single_word() -> None:
    assert authors(below="<div>4 May 2024 by <a href=/author/harborcat-7>harborcat_7</a></div>") == ["harborcat_7"]


@pytest.mark.parametrize(
    "place",
    [
        {"first": f"{PROSE} <a href=/people/ola-berg>Ola Berg</a> was there."},
        {"end": "<p>x</p>" * 9 + "<div><a href=/author/ola>Ola Berg</a></div>"},
        {"below": "<div><a href=/author/comments>Comments</a></div>"},
        {"below": "<div><a href=/author/jroe>More</a></div>"},
        {"below": "<div><a rel=author href=/author/jroe>Biography</a></div>"},
        {"head": NODE.format("ClaimReview", "Person")},
        {"below": "<div>Stories by the river</div>"},
        {"head": CARD.format("Est. reading time")},
        {"head": NODE.format("WebPage", "Organization")},
        {"head": NODE.format("Review", "Person")},
        {"below": "".join(f"<div><a href=/author/{n}>Ola Berg {n}</a></div>" for n in "ABCDEF")},
    ],
)
def test_who_is_named_otherwise_wrote_nothing(place: dict[str, str]) -> None:
    assert authors(**place) == []


def test_the_nearest_link_is_the_storys() -> None:
    above = "<div><a href=/author/ola>Ola Berg</a></div><div>Two bridges, one river</div>"
    assert authors(above=above, below="<div><a href=/author/jana>Jana Roe</a></div>") == ["Jana Roe"]
