"""The page that the project began with, read as flattened text.

The page isn't in the repository: it lies beside it, and where it doesn't these tests are skipped. None of its sentences
may stand here, so what is expected is said in counts, beginnings and ends.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import kliping

SEEDS = sorted((Path(__file__).resolve().parents[2] / "shared" / "seed").glob("*.txt"))

pytestmark = pytest.mark.skipif(not SEEDS, reason="the seed page isn't beside this repository (../shared/seed/*.txt)")


@pytest.fixture(scope="module")
def seed() -> str:
    return SEEDS[0].read_text("utf-8")


@pytest.fixture(scope="module")
def article() -> kliping.Article:
    return kliping.read(SEEDS[0].read_bytes())


def test_headline_is_the_first_line(article: kliping.Article, seed: str) -> None:
    assert article.headline == seed.splitlines()[0]


def test_published_to_the_minute_in_the_stated_zone(article: kliping.Article) -> None:
    published = article.published
    assert published is not None
    assert published.day == date(2022, 5, 14)
    assert published.at == datetime.fromisoformat("2022-05-14T09:45:00+07:00")
    assert published.at.isoformat().endswith("+07:00")  # equal instants in another zone would pass the line above
    assert (published.precision, published.zone_from) == ("minute", "stated")
    assert published.raw == "14 Mei 2022, 09:45 WIB"


def test_one_photo_with_its_caption_once_and_its_credit_apart(article: kliping.Article) -> None:
    (photo,) = article.photos
    assert photo.caption is not None
    assert photo.caption.endswith("10 Januari 2022.")
    assert photo.caption.count("10 Januari 2022") == 1
    assert (photo.photographer, photo.agency) == ("Denis Balibouse", "REUTERS")
    assert photo.url is None


def test_eight_paragraphs_without_the_end_mark(article: kliping.Article) -> None:
    assert len(article.paragraphs) == 8
    assert article.paragraphs[0].text.startswith("Sementara itu")
    assert article.paragraphs[-1].text.endswith("NATO yang dipimpin AS.")
    assert "***" not in article.text


def test_every_paragraph_is_a_whole_line_and_says_which(article: kliping.Article, seed: str) -> None:
    lines = seed.splitlines()
    for paragraph in article.paragraphs:
        assert paragraph.where is not None
        number = int(paragraph.where.removeprefix("line "))
        assert lines[number - 1].removesuffix("***") == paragraph.text


def test_nothing_but_the_story_is_in_the_text(article: kliping.Article) -> None:
    foreign = [photo.caption for photo in article.photos] + [link.text for link in article.links]
    foreign += ["Baca Juga", "Denis Balibouse", "REUTERS", "Halaman:", "Editor:", "Sumber:", "WIB", article.headline]
    assert [words for words in foreign if words and words in article.text] == []
    headings = {rail.heading for rail in article.rails} | {"Tags"}
    assert headings.isdisjoint(paragraph.text for paragraph in article.paragraphs)


def test_two_cross_links_by_title(article: kliping.Article, seed: str) -> None:
    announced = [line.removeprefix("Baca Juga: ") for line in seed.splitlines() if line.startswith("Baca Juga: ")]
    links = [link for link in article.links if link.kind == "read_also"]
    assert len(announced) == 2
    assert [link.text for link in links] == announced
    assert [link.url for link in links] == [None, None]


def test_editor_source_and_language(article: kliping.Article) -> None:
    assert article.people == (kliping.Person("Ahlaqul Karima Yawan", "editor"),)
    assert article.source == "Rusia Today"
    assert article.language == "id"


def test_five_empty_rails(article: kliping.Article) -> None:
    assert [(rail.heading, rail.kind, rail.links) for rail in article.rails] == [
        ("Artikel Pilihan", "picks", ()),
        ("Terkait", "related", ()),
        ("Terkini", "latest", ()),
        ("Terpopuler", "popular", ()),
        ("Kabar Daerah", "regional", ()),
    ]
    assert article.tags == ()


def test_a_later_page_is_said_to_be_one(article: kliping.Article) -> None:
    assert [problem.code for problem in article.problems] == ["continuation"]


def test_the_speaker_is_named_two_paragraphs_before_the_quotation(article: kliping.Article) -> None:
    direct = [quote for quote in article.quotes if quote.kind == "direct"]
    assert [quote.text.split()[:2] for quote in direct] == [["Kami", "bertekad"], ["Pandangan", "saya"]]
    assert [(quote.speaker, quote.speaker_role) for quote in direct] == [
        ("Antony Blinken", "Menteri Luar Negeri AS")
    ] * 2
    assert [(quote.cue, quote.speaker_span and quote.speaker_span[0]) for quote in direct] == [
        ("diungkapkan", 2),
        ("kata", 5),
    ]


def test_an_unnamed_official_speaks_indirectly(article: kliping.Article) -> None:
    said = [quote.speaker for quote in article.quotes if quote.kind == "indirect"]
    assert "seorang pejabat senior Inggris" in said
