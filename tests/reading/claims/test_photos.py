"""The story's pictures: which of them count, and how caption and credit are parted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.claims.pictures import file_of, srcset
from kliping.reading.label_markup import label_markup
from kliping.reading.read import read

PROSE = "<p>The old footbridge reopened on Monday after four months of work, and the ferry made its last trip.</p>" * 3


def page(figure: str, head: str = "") -> str:
    title = "<h1>Footbridge reopens at last</h1>"
    return f"<html lang=en><head>{head}</head><body><article>{title}{figure}{PROSE}</article></body></html>"


def pictures(figure: str, head: str = "") -> list[tuple[str | None, str | None, str | None, str | None]]:
    found = read(page(figure, head), url="https://weir.example/a/1", labeler=label_markup).photos
    return [(photo.url, photo.caption, photo.photographer, photo.agency) for photo in found]


IMG = "<img src=/m/bridge.jpg alt='The bridge at dawn in March'>"
URL = "https://weir.example/m/bridge.jpg"
CAPTION = "Walkers cross the bridge on Monday."


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure>{IMG}<figcaption>{CAPTION} Photo: Ana Weir/Reuters</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{CAPTION} <span class=credit>Ana Weir/Reuters</span></figcaption></figure>",
        f"<figure>{IMG}<figcaption><span>{CAPTION}</span><span>Ana Weir/Reuters</span></figcaption></figure>",
        f"<figure>{IMG}<figcaption><button>Enlarge</button>{CAPTION} (Ana Weir/Reuters)</figcaption></figure>",
        f"<figure>{IMG}<figcaption>1/4 {CAPTION} Photo: Ana Weir/Reuters</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{CAPTION} Ana Weir/Reuters <a href=/buy>Buy this picture</a></figcaption></figure>",
        f"<figure>{IMG}</figure><div class=caption>{CAPTION} (Ana Weir/Reuters)</div>",
        f"<div class=pic>{IMG}<p>{CAPTION}</p><p>Ana Weir/Reuters</p></div>",
        f"<div class=pic>{IMG}<p>Ana Weir/Reuters</p><p>{CAPTION}</p></div>",
        f"<table><tr><td>{IMG}</td></tr><tr><td>{CAPTION}<br>Ana Weir/Reuters</td></tr></table>",
    ],
)
def test_caption_and_credit(figure: str) -> None:
    assert pictures(figure) == [(URL, CAPTION, "Ana Weir", "Reuters")]


def test_what_a_credit_element_says_is_kept_as_printed() -> None:
    credit = "<small class=copyright>weir parish council, 1931</small>"
    figure = f"<figure>{IMG}<figcaption>{CAPTION}{credit}</figcaption></figure>"
    assert pictures(figure) == [(URL, CAPTION, None, "weir parish council, 1931")]


def test_a_site_is_a_house_wherever_it_stands() -> None:
    figure = f"<figure>{IMG}<figcaption>{CAPTION} (Weir Post/Ana Weir)</figcaption></figure>"
    head = "<meta property=og:site_name content='Weir Post'>"
    assert pictures(figure, head) == [(URL, CAPTION, "Ana Weir", "Weir Post")]


@pytest.mark.parametrize(
    "image",
    [
        "<img src=data:image/gif;base64,R0 data-src=/m/bridge.jpg>",
        "<picture><source srcset='/m/bridge-400.jpg 400w, /m/bridge.jpg 1600w'><img src=/m/bridge-400.jpg></picture>",
        "<amp-img src=/m/bridge.jpg width=1200 height=800></amp-img>",
        "<img src=data:image/gif;base64,R0><noscript><img src=/m/bridge.jpg></noscript>",
        "<img src=/m/bridge-320.jpg data-full=/m/x/bridge-1200.jpg srcset='/m/bridge.jpg 2x'>",
        "<div class=hero style=\"background-image:url('/m/bridge.jpg')\"></div>",
    ],
)
def test_the_largest_rendition_is_found_once(image: str) -> None:
    assert [found[0] for found in pictures(image)] == [URL]


@pytest.mark.parametrize(
    "figure",
    [
        "<div class=author-box><img src=/p/ana.jpg><p class=byline>By Ana Weir</p></div>",
        "<figure><img src=/p/ana.jpg alt='Ana Weir'><figcaption class=byline>By Ana Weir</figcaption></figure>",
        "<div><a href=/other><img src=/m/o.jpg><h3>Another story</h3></a></div>",
        "<img src=/logo.png><img src=/t.gif width=1 height=1>",
        "<article><h2>Second story</h2><figure><img src=/m/2.jpg><figcaption>Second.</figcaption></figure></article>",
        "<div class=video-player><img src=/m/still.jpg></div>",
    ],
)
def test_no_picture_of_the_story(figure: str) -> None:
    assert pictures(figure) == []


def test_json_ld_completes_the_picture_that_is_shown() -> None:
    node = '{"@type":"ImageObject","url":"/m/bridge-1600.jpg","caption":"At dawn.","creditText":"Ana Weir/Reuters"}'
    found = pictures(IMG, f"<script type=application/ld+json>{node}</script>")
    assert found == [(URL, "At dawn.", "Ana Weir", "Reuters")]


def test_every_part_has_its_evidence() -> None:
    article = read(
        page(f"<figure>{IMG}<figcaption>{CAPTION} (Ana Weir/Reuters)</figcaption></figure>"), labeler=label_markup
    )
    parts = ("url", "caption", "photographer", "agency", "alt")
    assert {f"photos[0].{part}" for part in parts} <= set(article.evidence)


def test_a_page_of_a_thousand_pictures_is_read() -> None:
    figures = "".join(
        f"<figure><img src=/m/p{i}.jpg><figcaption>Picture {i}.</figcaption></figure>" for i in range(1000)
    )
    assert 100 <= len(pictures(figures)) <= 1000


@given(st.text())
def test_any_attribute_is_taken(value: str) -> None:
    for _width, url in srcset(value):
        file_of(url)
