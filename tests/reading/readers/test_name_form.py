import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.readers.name_form import is_agency, is_name, is_vocabulary, name_words


@pytest.mark.parametrize(
    "name", ["Jane Roe", "J. R. Roe", "al-Amin Rashid", "Roe, M.Si.", "ジョン・ロウ", "AFP", "NGUYỄN VĂN BÌNH"]
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["", "A", "Jane said", "Roe 2", "Editor", "May", "x" * 100, "Jane Roe?", "kabar.com", "von"]
)
def test_no_names(text: str) -> None:
    assert not is_name(text)


def test_agencies_are_known_in_full_width_too() -> None:
    assert is_agency("ＡＰ")
    assert not is_agency("Kabar Pesisir")


@pytest.mark.parametrize("text", ["राम प्रसाद", "สมชาย ใจดี", "محمد الأحمدي", "홍길동"])
def test_scripts_without_case_have_names_too(text: str) -> None:
    assert is_name(text)


def test_a_word_of_the_vocabulary_at_either_end_is_no_name() -> None:
    assert is_vocabulary("Redaksi Kabar Pesisir")
    assert not is_vocabulary("Tim Curran")


@given(st.text())
def test_any_text_is_a_name_or_not(text: str) -> None:
    assert is_name(text) in (True, False)
    assert set(name_words(text)) <= set(text.split())


@pytest.mark.parametrize("unit", ["a", "Jane ", "(", "- ", "山", "@", "A."])
def test_long_texts_are_no_names(unit: str) -> None:
    assert not is_name(unit * 100_000)
