"""The site's name: stated, or agreed on by what readers see."""

from __future__ import annotations

import pytest

import kliping

PROSE = (
    "<p>The town's only bridge reopened on Monday after four months of work, and the ferry made its last trip.</p>" * 3
)
TITLE = "<title>Bridge reopens - The Weir Post</title>"
NOTICE = "<footer><p>© 2024 The Weir Post. All rights reserved.</p></footer>"


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (TITLE, NOTICE, "The Weir Post"),
        (TITLE, "<a href=/><img src=l.gif alt='The Weir Post'></a>", "The Weir Post"),
        (TITLE, "<a href=/>The Weir Post</a>", "The Weir Post"),
        (TITLE, "", None),
        ("<title>Bridge reopens - Weir Example</title>", "", "Weir Example"),
        ("<title>Bridge - what now?</title>", NOTICE, None),
        ("<meta property=og:site_name content='Weir Post Online'>" + TITLE, "", "Weir Post Online"),
    ],
)
def test_publisher(head: str, body: str, wanted: str | None) -> None:
    page = f"<html lang=en><head>{head}</head><body><h1>Bridge reopens</h1>{PROSE}{body}</body></html>"
    assert kliping.read(page, url="https://www.weir-example.org/2024/bridge").publisher == wanted


def test_a_story_named_like_its_picture_is_no_publisher() -> None:
    page = (
        "<html lang=en><head><title>Bridge reopens | The Weir Post</title></head><body><h1>Bridge reopens</h1>"
        f"<img src=b.jpg alt='Bridge reopens'>{PROSE}</body></html>"
    )
    assert kliping.read(page).publisher is None
