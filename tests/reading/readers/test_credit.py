from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.readers.credit import read_credit, split_caption

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "cases" / "credits.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["Foto:", "Jane Roe", "/", "AFP", "(", ")", "via", "A ferry.", "©", "|", "Getty Images", "–", "Dok.", "\n"]
    )
).map(" ".join)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_cases(row: list[str]) -> None:
    text, *expected = row
    caption, credit = split_caption(text)
    found = [caption, "none"] if credit is None else [caption, credit.photographer, credit.agency]
    assert [part or "-" for part in found] == expected


def test_enough_cases() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize(
    ("text", "photographer", "agency"),
    [("Jane Roe", "Jane Roe", None), ("Jane Roe, AFP", "Jane Roe", "AFP"), ("Jane Roe (AFP)", "Jane Roe", "AFP")],
)
def test_a_text_known_to_be_a_credit_needs_no_word(text: str, photographer: str, agency: str | None) -> None:
    credit = read_credit(text, whole=True)
    assert credit is not None
    assert (credit.photographer, credit.agency) == (photographer, agency)


def test_the_span_covers_the_word_and_the_marks() -> None:
    text = "  A ferry leaves. (Photo: Jane Roe) "
    credit = read_credit(text)
    assert credit is not None
    assert text[slice(*credit.span)] == "(Photo: Jane Roe)"


@given(TEXTS, st.booleans())
def test_any_text_gives_parts_that_stand_in_it(text: str, whole: bool) -> None:
    credit = read_credit(text, whole=whole)
    if credit:
        said = text[slice(*credit.span)]
        assert said
        assert (credit.photographer or "") in said
        assert (credit.agency or "") in said


@given(TEXTS)
def test_a_caption_is_a_trimmed_part_of_its_text(text: str) -> None:
    caption, _ = split_caption(text)
    assert caption is None or (caption in text and caption == caption.strip() != "")


@pytest.mark.parametrize("unit", ["a", "a. ", "/a", "(", " ", "Foto: ", "A/", "- ", "AFP/"])
def test_long_texts_are_read_at_their_ends_only(unit: str) -> None:
    text = unit * 100_000 + "Photo: Jane Roe/AFP"
    credit = read_credit(text)
    assert credit is None or credit.span[1] - credit.span[0] <= 240
