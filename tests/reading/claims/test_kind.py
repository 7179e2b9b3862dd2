"""What sort of page it is."""

from __future__ import annotations

import json

import pytest

from kliping.reading.label_markup import label_markup
from kliping.reading.read import read

PROSE = "<p>The town's only bridge reopened on Monday after four months of work, and the ferry made its last trip.</p>"
STORY = f"<h1>Bridge reopens after four months</h1><p class=byline>By Alma Teasdale</p>{PROSE * 30}"
TEASERS = "".join(
    f"<div><h2><a href='/2024/0{i}/a-story-of-the-bridge'>The bridge, part {i} of a long saga</a></h2></div>"
    for i in range(1, 9)
)
LIVE = "<h1>Ferry aground in the strait</h1>" + "".join(
    f"<div><time>1{i}.20</time><h2>Update {i}</h2>{PROSE}</div>" for i in range(5)
)


def json_ld(kind: str) -> str:
    return f"<script type=application/ld+json>{json.dumps({'@type': kind, 'name': 'x'})}</script>"


@pytest.mark.parametrize(
    ("path", "page", "wanted"),
    [
        ("/2024/06/bridge-reopens-after-four-months", STORY, "article"),
        ("/bridge", json_ld("NewsArticle") + STORY, "article"),
        ("/", f"<h1>Weir Post</h1>{TEASERS}", "listing"),
        ("/category/bridges", f"<h1>Bridges</h1>{TEASERS}", "listing"),
        ("/shop/rope", json_ld("Product") + f"<h1>Rope, 20 metres</h1>{PROSE}", "other"),
        ("/live/ferry-aground-in-the-strait", LIVE, "live"),
        ("/p/1", json_ld("ImageGallery") + "<h1>Ten pictures of the bridge</h1>", "gallery"),
    ],
)
def test_kind(path: str, page: str, wanted: str) -> None:
    # Labels by rules: what the learned ones make of three repeated sentences is no matter here.
    article = read(f"<html lang=en><body>{page}</body></html>", f"https://weir.example{path}", labeler=label_markup)
    assert article.kind == wanted, article.evidence["kind"]
