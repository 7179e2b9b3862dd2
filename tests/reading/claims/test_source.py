"""The original source; the site itself is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import kliping

EXAMPLES = Path(__file__).parents[3] / "examples"
STORY = "The harbour board met on Monday and agreed to dredge the channel before the winter storms came in."


@pytest.mark.parametrize(
    ("publisher", "wanted"),
    [("Harbour Post", "Northgate"), ("Northgate Wire", None), ("Northgate", None), ("Northgater", "Northgate")],
)
def test_own_name_is_no_source(publisher: str, wanted: str | None) -> None:
    head = f"<meta property=og:site_name content='{publisher}'>"
    body = f"<h1>Board to Dredge Channel</h1><p>{STORY}</p><p>{STORY}</p><p>Source: Northgate</p>"
    assert kliping.read(f"<html lang=en><head>{head}</head><body>{body}</body></html>").source == wanted


def test_own_dateline_is_no_source() -> None:
    article = kliping.read((EXAMPLES / "northgate.html").read_bytes())
    assert (article.publisher, article.source) == ("Northgate Wire", None)


@pytest.mark.parametrize(("said", "wanted"), [("Port Orrin", "Port Orrin"), ("2026-05-07T20:06:23-05:00", None)])
def test_a_time_is_no_place_that_a_story_is_filed_from(said: str, wanted: str | None) -> None:
    data = f'{{"@type": "NewsArticle", "headline": "Board to Dredge Channel", "dateline": "{said}"}}'
    head = f"<title>Board to Dredge Channel</title><script type='application/ld+json'>{data}</script>"
    body = f"<h1>Board to Dredge Channel</h1><p>{STORY}</p><p>{STORY}</p>"
    assert kliping.read(f"<html lang=en><head>{head}</head><body>{body}</body></html>").dateline == wanted
