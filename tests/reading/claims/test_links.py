"""Cross-links, pager, sections, tags, authors and rails of small pages."""

from __future__ import annotations

import pytest

import kliping
from kliping import Article

URL = "https://kabar.example/daerah/jembatan-desa-selesai"
PROSE = (
    "<p>Warga Desa Lubuk Batang akhirnya melintasi jembatan baru yang mereka tunggu sejak banjir tahun lalu, Senin.</p>"
)
MORE = "<p>Kepala desa berkata pembangunan itu memakan waktu empat bulan dan melibatkan puluhan warga desanya.</p>"


def read(body: str, head: str = "", url: str = URL) -> Article:
    return kliping.read(f"<html lang=id><head>{head}</head><body>{body}</body></html>", url=url)


def story(inside: str = "", after: str = "") -> Article:
    return read(f"<article><h1>Jembatan Desa Selesai Dibangun</h1>{PROSE}{inside}{MORE}{PROSE}</article>{after}")


def texts(article: Article, kind: str) -> list[str | None]:
    return [link.text for link in article.links if link.kind == kind]


@pytest.mark.parametrize(
    "written",
    [
        '<p>Baca juga: <a href="/a">Harga Cabai Turun Lagi</a></p>',
        '<p><a href="/a">Baca Juga: Harga Cabai Turun Lagi</a></p>',
        '<div><strong>Baca juga</strong></div><div><a href="/a">Harga Cabai Turun Lagi</a></div>',
        '<aside><b>BACA JUGA</b><ul><li><a href="/a">Harga Cabai Turun Lagi</a></li></ul></aside>',
    ],
)
def test_cross_link(written: str) -> None:
    article = story(written)
    assert texts(article, "read_also") == ["Harga Cabai Turun Lagi"]
    assert article.rails == ()


def test_paid_cross_link_is_none() -> None:
    paid = '<p>Baca juga: <a href="https://iklan.example/1" rel="nofollow sponsored">Dana Cair Lima Menit</a></p>'
    assert texts(story(paid), "read_also") == []


def test_menu_is_no_cross_link_and_no_rail() -> None:
    entries = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Nasional", "Opini", "Foto", "Indeks"))
    article = read(f"<ul>{entries}</ul><h1>Jembatan Desa Selesai Dibangun</h1>{PROSE}{MORE}<ul>{entries}</ul>")
    assert texts(article, "read_also") == []
    assert article.rails == ()


def test_rail_ends_with_its_box() -> None:
    rail = (
        '<div><h3>Terpopuler</h3><a href="/1">Jadwal Kapal Selama Bulan Puasa</a><br><br>'
        '<a href="/2">Lima Warung yang Buka Sampai Subuh</a></div><div><a href="/aturan">Syarat Penggunaan</a></div>'
    )
    [found] = story(after=rail).rails
    assert (found.heading, found.kind) == ("Terpopuler", "popular")
    assert [link.text for link in found.links] == [
        "Jadwal Kapal Selama Bulan Puasa",
        "Lima Warung yang Buka Sampai Subuh",
    ]


def test_rail_of_one_story_needs_a_sure_heading() -> None:
    unsure = '<div><h3>Nasional</h3><a href="/1">Jadwal Kapal Selama Bulan Puasa</a></div>'
    assert story(after=unsure).rails == ()
    assert len(story(after=unsure.replace("Nasional", "Berita Terkait")).rails) == 1


def test_sections_of_breadcrumb_without_a_name() -> None:
    crumb = '<div><a href="/">Beranda</a> &gt; <a href="/daerah">Daerah</a></div>'
    article = read(f"{crumb}<h1>Jembatan Desa Selesai Dibangun</h1>{PROSE}{MORE}")
    assert texts(article, "section") == ["Daerah"]
    assert article.section == "Daerah"


def test_section_above_the_headline_is_known_from_the_menu() -> None:
    menu = '<nav><a href="/k/7">Ekonomi</a> <a href="/k/8">Daerah</a></nav>'
    article = read(f'{menu}<p><a href="/k/8">Daerah</a></p><h1>Jembatan Desa Selesai Dibangun</h1>{PROSE}{MORE}')
    assert article.section == "Daerah"


def test_tags_are_the_nearest_run_after_the_story() -> None:
    near = '<div class="tags">Tag: <a href="/tag/desa">desa</a> <a href="/tag/jembatan">jembatan</a></div>'
    far = '<p>x</p><div><h3>Topik Populer</h3><a href="/tag/bola">bola</a></div>'
    article = story(after=near + far)
    assert article.tags == ("desa", "jembatan")
    assert texts(article, "tag") == ["desa", "jembatan"]


def test_author_link() -> None:
    article = read(
        f'<h1>Jembatan Desa Selesai Dibangun</h1><p>Oleh <a href="/penulis/siti">Siti Rahma</a></p>{PROSE}{MORE}'
    )
    assert texts(article, "author") == ["Siti Rahma"]
