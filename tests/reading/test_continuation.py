"""A later page of a story says so."""

from __future__ import annotations

import pytest

import kliping

PROSE = (
    "<p>Warga Desa Lubuk Batang melintasi jembatan baru yang mereka tunggu sejak banjir tahun lalu, Senin siang.</p>"
    * 4
)
NEXT = "<div class=paging>Halaman: <a href='{0}'>1</a> <a href='{0}?page=2'>2</a> <a href='{0}?page=3'>3</a></div>"


@pytest.mark.parametrize(
    ("query", "text", "later"),
    [
        ("?page=2", PROSE, True),
        ("", PROSE, False),
        (
            "",
            PROSE.replace("<p>Warga", "<p>Sementara itu, warga"),
            True,
        ),
    ],
)
def test_continuation(query: str, text: str, later: bool) -> None:
    url = "https://kabar.example/jembatan"
    page = f"<html lang=id><body><h1>Jembatan Desa Selesai</h1>{text}{NEXT.format(url)}</body></html>"
    codes = [problem.code for problem in kliping.read(page, url=url + query).problems]
    assert ("continuation" in codes) == later
