"""Players and posts inside the story."""

from __future__ import annotations

import pytest

from kliping.reading.label_markup import label_markup
from kliping.reading.read import read

PROSE = "<p>The old footbridge reopened on Monday after four months of work, and the ferry made its last trip.</p>" * 3


@pytest.mark.parametrize(
    ("element", "kind", "url"),
    [
        (
            "<blockquote class=twitter-tweet><p>Look</p><a href=https://twitter.com/w/status/7>4 May</a></blockquote>",
            "post",
            "https://twitter.com/w/status/7",
        ),
        (
            "<blockquote class=instagram-media data-instgrm-permalink=https://www.instagram.com/p/x/></blockquote>",
            "post",
            "https://www.instagram.com/p/x/",
        ),
        (
            "<blockquote class=tiktok-embed cite=https://www.tiktok.com/@w/video/7>x</blockquote>",
            "post",
            "https://www.tiktok.com/@w/video/7",
        ),
        ("<amp-twitter data-tweetid=7></amp-twitter>", "post", "https://twitter.com/i/status/7"),
        ("<iframe src=https://t.me/weir/7?embed=1></iframe>", "post", "https://t.me/weir/7?embed=1"),
        (
            "<iframe src=https://open.spotify.com/embed/episode/7></iframe>",
            "audio",
            "https://open.spotify.com/embed/episode/7",
        ),
        ("<video src=/v/7.mp4></video>", "video", "https://weir.example/v/7.mp4"),
    ],
)
def test_embed(element: str, kind: str, url: str) -> None:
    story = f"<h1>Footbridge reopens at last</h1>{PROSE}{element}{PROSE}"
    page = f"<html lang=en><body><article>{story}</article></body></html>"
    found = read(page, url="https://weir.example/a", labeler=label_markup).embeds
    assert [(embed.kind, embed.url) for embed in found] == [(kind, url)]


def test_a_share_button_is_no_post() -> None:
    button = "<iframe src=https://www.facebook.com/plugins/like.php?href=x></iframe>"
    page = f"<html lang=en><body><article><h1>Footbridge reopens at last</h1>{button}{PROSE}</article></body></html>"
    assert read(page, labeler=label_markup).embeds == ()
