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


def test_next_post_of_a_story_is_no_next_page() -> None:
    page = (
        "<html><head><meta property=og:type content=article></head><body><h1>Jembatan Desa Selesai</h1>"
        f"{PROSE * 8}<nav class=post-navigation><a rel=next href=/2024/05/lain class=next>Next</a></nav></body></html>"
    )
    assert kliping.read(page, url="https://a.example/2024/05/jembatan").next_page is None


def test_next_page_of_a_story_has_its_address() -> None:
    page = (
        "<html><head><meta property=og:type content=article></head><body><h1>Jembatan Desa Selesai</h1>"
        f"{PROSE * 8}<div class=paging><a href='?page=2'>2</a> <a href='?page=2'>Selanjutnya</a> "
        "<a href='?page=all'>Tampilkan semua</a></div></body></html>"
    )
    article = kliping.read(page, url="https://a.example/2024/05/jembatan")
    assert article.next_page == "https://a.example/2024/05/jembatan?page=2"
    assert {link.kind for link in article.links} == {"page", "next_page", "all_pages"}
    assert any(claim.said_by == "link" for claims in article.evidence.values() for claim in claims)
