"""Times that stand where nobody calls them a date: found when nothing surer is, and only when they agree."""

from __future__ import annotations

import pytest

from kliping.reading.blocks import BlockTable
from kliping.reading.labels import Label
from kliping.reading.read import read

PROSE = "The old footbridge reopened on Monday after four months of work, and the ferry made its last trip."
PAGE = (
    "<html lang=en><head>{head}</head><body>{above}<h1>Footbridge reopens at last</h1>"
    "{below}<p>{first}</p>{end}</body></html>"
)


def labelled(table: BlockTable) -> list[Label]:
    """The heading and the long paragraphs are the story; all else is taken for a rail."""
    return [
        Label.HEADLINE if table.tag(block) == "h1" else Label.TEXT if len(text) > 80 else Label.RAIL
        for block, text in enumerate(table.text)
    ]


def day(head: str = "", above: str = "", below: str = "", first: str = PROSE, end: str = "") -> str | None:
    page = PAGE.format(head=head, above=above, below=below, first=first, end=end)
    found = read(page, labeler=labelled).published
    return found.day.isoformat() if found else None


@pytest.mark.parametrize(
    "place",
    [
        {"above": "<div>Press release 4 May 2024</div>"},
        {"below": "<div>⋅ May 4, 2024 ⋅ Email this post ⋅</div>"},
        {"below": "<div><time datetime=2024-05-04T08:00>Saturday</time></div>"},
        {"first": f"4 May 2024 – {PROSE}"},
        {"first": f"Weirbridge, 4 May 2024. {PROSE}"},
        {"head": '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2024-05-04"}</script>'},
        {"above": "<div>Published on 4 May 2024</div><div>Updated on 6 May 2024</div>"},
    ],
)
def test_a_day_is_found_where_nobody_calls_it_one(place: dict[str, str]) -> None:
    assert day(**place) == "2024-05-04"


@pytest.mark.parametrize(
    "place",
    [
        {"above": "<ul><li>4 May 2024<li>5 May 2024</ul>"},
        {"first": f"On 4 May 2024 the council met. {PROSE}"},
        {"first": f"{PROSE} It was built on 4 May 1924."},
        {"first": f"4 July 1776 – {PROSE}"},
        {"first": f"2-4 May 2024, {PROSE}"},
        {"end": f"<p>{PROSE}</p>" * 5 + "<div>4 May 2024</div>"},
        {"above": "<div>Updated on 6 May 2024</div>"},
        {"head": '<script type="application/ld+json">{"@type":"Review","datePublished":"2024-05-04"}</script>'},
    ],
)
def test_the_day_of_something_else_is_not_taken(place: dict[str, str]) -> None:
    assert day(**place) is None


def test_a_surer_witness_is_heard_alone() -> None:
    head = '<meta property="article:published_time" content="2024-05-03T08:00:00Z">'
    assert day(head, above="<div>Press release 4 May 2024</div>") == "2024-05-03"
