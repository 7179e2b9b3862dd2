"""Addresses beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.claims.addresses import address_of, same_site


@pytest.mark.parametrize(
    ("here", "there", "step"),
    [
        ("https://a.example/n/story", "https://a.example/n/story?page=2", 1),
        ("https://a.example/n/story", "http://www.a.example/n/story/page/2/", 1),
        ("https://a.example/n/story?hal=2", "https://a.example/n/story?hal=3", 1),
        ("https://a.example/n/story?page=2", "https://a.example/n/story", -1),
        ("https://a.example/n/story", "https://a.example/n/story?page=4", 0),
        ("https://a.example/list/", "https://a.example/list/list_7_2.html", 1),
        ("https://a.example/f?start=30", "https://a.example/f?start=45", 1),
        ("https://a.example/10-week-plan-for-runners", "https://a.example/11-week-plan-for-runners", 0),
        ("https://a.example/n/story", "https://b.example/n/story?page=2", 0),
        ("https://a.example/2024/05/one", "https://a.example/2024/06/one", 0),
    ],
)
def test_step(here: str, there: str, step: int) -> None:
    first = address_of(here)
    assert first is not None
    assert first.step(address_of(there)) == step


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_address_raises(one: str, other: str) -> None:
    first = address_of("https://a.example/" + one)
    if first is not None:
        assert first.step(address_of("https://a.example/" + other)) in (-1, 0, 1)
    assert same_site(one, one)


def test_long_addresses_are_left_alone() -> None:
    assert address_of("https://a.example/" + "1/" * 50_000) is None
    assert address_of("https://a.example/" + "-1" * 900) is not None
