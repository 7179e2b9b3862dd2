from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.readers.names import read_byline

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "cases" / "bylines.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ALPHABET = st.sampled_from("Aa Bb.,;|/()-–:@1é山기م\n'&") | st.characters()
LINES = st.text(ALPHABET) | st.lists(
    st.sampled_from(["By", "Editor:", "Jane Roe", "dan", "and", ",", "AFP", "|", "(", ")", "Ph.D.", "von", "記者", "3"])
).map(" ".join)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_cases(row: list[str]) -> None:
    line, people, publisher = [*row, "", ""][:3]
    found = read_byline(line, publisher=publisher or None)
    assert "; ".join(f"{person.role}={person.name}" for person in found) == people


def test_enough_cases() -> None:
    assert len(ROWS) >= 60


def test_a_given_role_holds_where_no_word_announces_another() -> None:
    found = read_byline("Budi Santoso; Penulis: Siti Rahma", role="editor")
    assert [(person.name, person.role) for person in found] == [("Budi Santoso", "editor"), ("Siti Rahma", "author")]


def test_a_name_in_small_letters_is_taken_only_where_a_name_must_stand() -> None:
    assert [person.name for person in read_byline("harborcat", role="author")] == ["harborcat"]
    assert read_byline("harborcat") == ()
    assert read_byline("example.com", role="author") == ()
    assert read_byline("admin", role="author") == ()


@given(LINES, st.none() | st.just("editor"))
def test_any_text_gives_names_that_stand_in_it(line: str, role: str | None) -> None:
    plain = " ".join(line.split())
    for person in read_byline(line, role=role, publisher="Kabar"):
        assert person.name
        assert person.name in plain


@pytest.mark.parametrize("unit", ["a", "Jane Roe, ", "By ", "(", "- ", "山", "@", "A."])
def test_long_lines_name_nobody(unit: str) -> None:
    assert read_byline(unit * 100_000) == ()
