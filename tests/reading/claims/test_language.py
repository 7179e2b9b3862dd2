"""The language: detected, stated, and decided between neighbours."""

from __future__ import annotations

import pytest

import kliping
from kliping.reading.claims.language import same, tag

INDONESIAN = (
    "Warga Desa Lubuk Batang akhirnya melintasi jembatan baru yang mereka tunggu sejak banjir tahun lalu. "
    "Kepala desa berkata pembangunan itu memakan waktu empat bulan dan melibatkan puluhan warga setiap akhir pekan. "
    "Anak sekolah tidak perlu lagi menyeberang dengan perahu pada musim hujan."
)
DANISH = (
    "Broen over fjorden åbnede igen mandag efter fire måneders arbejde, og færgen sejlede sin sidste tur. "
    "Borgmesteren takkede de frivillige, som havde delt kaffe ud hver eneste lørdag hele vinteren igennem."
)


def language(text: str, head: str = "", lang: str = "") -> str | None:
    attribute = f" lang={lang}" if lang else ""
    return kliping.read(f"<html{attribute}><head>{head}</head><body><h1>x</h1><p>{text}</p></body></html>").language


@pytest.mark.parametrize(
    ("text", "head", "lang", "wanted"),
    [
        (INDONESIAN, "", "", "id"),
        (INDONESIAN, "<meta property=og:locale content=en_US>", "en-US", "id"),
        (INDONESIAN, "", "id-ID", "id-ID"),
        (INDONESIAN, "<meta property=og:locale content=id_ID>", "", "id"),
        (INDONESIAN, "", "ms", "ms"),
        (INDONESIAN + " Ia dibuka pada Khamis, 12 Mac, kata jurucakap.", "", "", "ms"),
        (DANISH, "", "", "da"),
        ("", "", "fr", "fr"),
    ],
)
def test_language(text: str, head: str, lang: str, wanted: str) -> None:
    assert language(text, head, lang) == wanted


def test_the_losing_template_is_kept_as_a_claim() -> None:
    article = kliping.read(f"<html lang=en-US><body><p>{INDONESIAN}</p></body></html>")
    assert [(claim.value, claim.said_by) for claim in article.evidence["language"]] == [
        ("id", "content"),
        ("en-US", "html"),
    ]


def test_tags() -> None:
    assert (tag("zh_hans_CN"), tag("x y"), same("nb-NO") == same("no")) == ("zh-Hans-CN", None, True)
