"""The pager: which link is the next page. Cases stand in tests/cases/next_page.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

import kliping

CASES = Path(__file__).parents[2] / "cases" / "next_page.tsv"
PROSE = (
    "<p>Warga Desa Lubuk Batang akhirnya melintasi jembatan baru yang mereka tunggu sejak banjir tahun lalu, Senin.</p>"
)


def rows() -> list[tuple[str, ...]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("url", "links", "wanted"), rows())
def test_next_page(url: str, links: str, wanted: str) -> None:
    page = f"<html><body><h1>Berita</h1><p>Empat berita.</p><div>{links}</div></body></html>"
    assert (kliping.read(page, url=url).next_page or "-") == wanted


STORY = "".join(PROSE.replace("<p>", f"<p>Hari {day}: ") for day in range(1, 9))


def test_next_post_of_a_story_is_no_next_page() -> None:
    page = (
        "<html><head><meta property=og:type content=article></head><body><h1>Jembatan Desa Selesai</h1>"
        f"{STORY}<nav class=post-navigation><a rel=next href=/2024/05/lain class=next>Next</a></nav></body></html>"
    )
    assert kliping.read(page, url="https://a.example/2024/05/jembatan").next_page is None


def test_next_page_of_a_story_has_its_address() -> None:
    page = (
        "<html><head><meta property=og:type content=article></head><body><h1>Jembatan Desa Selesai</h1>"
        f"{STORY}<div class=paging><a href='?page=2'>2</a> <a href='?page=2'>Selanjutnya</a> "
        "<a href='?page=all'>Tampilkan semua</a></div></body></html>"
    )
    article = kliping.read(page, url="https://a.example/2024/05/jembatan")
    assert article.next_page == "https://a.example/2024/05/jembatan?page=2"
    assert {link.kind for link in article.links} == {"page", "next_page", "all_pages"}
    assert any(claim.said_by == "link" for claims in article.evidence.values() for claim in claims)


EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize(("name", "page"), [("pesisir-1", 1), ("pesisir-2", 2), ("pesisir-3", 3)])
def test_example_read_as_a_file_knows_its_page(name: str, page: int) -> None:
    article = kliping.read((EXAMPLES / f"{name}.html").read_bytes())
    assert {paragraph.page for paragraph in article.paragraphs} == {page}
    assert [problem.code for problem in article.problems] == ["continuation"] * (page > 1)


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [
        ("<a href='/a'>1</a> <b>2</b> <a href='/a?page=3'>3</a>", 2),
        ("<a href='/a'>1</a> 2", 2),
        ("1 <a href='/a?page=2'>2</a>", 1),
        ("<a href='/a'>1</a> <a href='/a?page=2'>2</a> <p>3 Mei 2024</p>", 1),
        ("<a href='/a'>1</a> 2 <a href='/a?page=3'>3</a> 4", 1),
        ("<a href='/x'>1</a> 2 <a href='/y'>3</a>", 2),
        ("<a href='/x'>1</a> <a href='/y'>2</a>", 1),
        ("<li><a href='/x'>1</a></li><li><a href='/y'>2</a></li>", 1),
        ("<li><a href='/x'>1</a></li><li>2</li>", 2),
        ("<a href='/x'>7</a> 8 <a href='/y'>9</a>", 1),
    ],
)
def test_number_without_a_link_is_this_page(pages: str, wanted: int) -> None:
    article = kliping.read(
        f"<html><body><h1>Jembatan Desa</h1>{PROSE * 3}<div class=paging>{pages}</div></body></html>"
    )
    assert {paragraph.page for paragraph in article.paragraphs} == {wanted}
