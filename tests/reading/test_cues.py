"""Short texts that announce what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.cues import announced, cues
from kliping.reading.labels import Label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Baca Juga: Harga cabai turun", Label.CROSS_LINK),
        ("Terpopuler", Label.RAIL),
        ("Editor: Budi Santoso", Label.BYLINE),
        ("By Jane Roe and John Doe", Label.BYLINE),
        ("Reporting by Jane Roe in Oslo; additional reporting by Max Muster; Editing by Li Na", Label.BYLINE),
        ("Sumber: Radio Suara Mandalika", Label.BYLINE),
        ("Halaman 2 dari 3", Label.PAGER),
        ("Halaman:", Label.PAGER),
        ("Tags", Label.TAG),
        ("Sign up for our newsletter and get the headlines in your inbox.", Label.PROMO),
        ("Editor dan penulis berkumpul di Bandung untuk membahas masa depan koran daerah.", None),
        ("By nightfall the river had risen over the quay.", None),
        ("Halaman rumah warga terendam banjir setinggi lutut.", None),
        ("Print editions sell better in winter, the publisher said.", None),
        ("", None),
    ],
)
def test_announced(text: str, label: Label | None) -> None:
    assert announced(text) is label


def test_a_script_without_spaces_needs_no_space() -> None:
    assert "role" in cues("記者山田太郎")


@given(st.text(max_size=300), st.floats(0, 1))
def test_any_text_is_answered(text: str, share: float) -> None:
    assert announced(text, share) in {None, *Label}
    assert all(text.rstrip().endswith(cue.rest.rstrip()) for cue in cues(text).values())
