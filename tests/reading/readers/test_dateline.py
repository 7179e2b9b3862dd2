from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.readers.dateline import read_dateline

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "cases" / "datelines.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
TEXTS = st.text() | st.lists(
    st.sampled_from(
        [
            "JAKARTA",
            "Jakarta",
            ",",
            "(AFP)",
            "(",
            ")",
            "–",
            "-",
            "14 Mei",
            "KOMPAS.com",
            "Bogor.-",
            "BOGOR:",
            "yang membawa warga ke seberang sungai setiap pagi dan petang",
            "Warga",
            "\n",
            "新华社北京5月14日电",
        ]
    )
).map(" ".join)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_cases(row: list[str]) -> None:
    text, *expected = row
    found = read_dateline(text)
    assert (["none"] if found is None else [found.place or "-", found.agency or "-", text[found.end :]]) == expected


def test_enough_cases() -> None:
    assert len(ROWS) >= 30


@given(TEXTS)
def test_any_text_gives_parts_that_stand_before_the_first_sentence(text: str) -> None:
    found = read_dateline(text)
    if found:
        assert found.place or found.agency
        assert (found.place or "") in text[: found.end]
        assert (found.agency or "") in text[: found.end]


@pytest.mark.parametrize("unit", ["A", "A, ", "(", "- ", " ", "北", "A.", "A-", "A .", "A: ", "Ab.-", ")."])
def test_long_texts_have_no_dateline(unit: str) -> None:
    assert read_dateline(unit * 100_000) is None
